#include "catalog/evaluate.h"

#include <algorithm>
#include <optional>

#include "formula/print.h"

namespace mittari::catalog {
namespace {

using formula::Aggregate;
using formula::DivisionRules;
using formula::Expression;
using formula::Op;
using formula::Term;
using formula::Terms;
using formula::Value;

constexpr int kMaxNesting = 16;  // validated catalogues stay far below

// One evaluation: answers a formula's terms from the data, and where the data
// have none, from derivations, near inputs, inner metrics and defaults. What it
// finds out on the way gathers in `out`, which is taken back to its state
// before an attempt that failed.
class Evaluator : public Terms {
 public:
  Evaluator(const Catalog& catalog, const Terms& data, const EvaluateOptions& options,
            Evaluated* out)
      : catalog_(catalog), data_(data), options_(options), out_(out) {}

  Value Run(const catalog::Metric& metric) const {
    if (depth_ >= kMaxNesting) return Value::Absent(codes::kMissingInput, metric.id);
    ++depth_;
    const catalog::Metric* const outer = metric_;
    const int outer_present = present_;
    metric_ = &metric;
    Value value = BestFormula(metric);
    if (value.present()) Flag(metric, value);
    metric_ = outer;
    present_ = outer_present;
    --depth_;
    return value;
  }

  Value Measure(Aggregate aggregate, std::string_view id, bool prior) const override {
    Value value = FromData(aggregate, id, prior);
    if (value.present()) {
      ++present_;
      return value;
    }
    return OrDefault(Op::kMeasure, aggregate, id, std::move(value));
  }

  std::optional<Value> Metric(std::string_view id, bool prior) const override {
    if (auto given = data_.Metric(id, prior)) {
      ++present_;
      return given;
    }
    const auto* metric = catalog_.FindMetric(id);
    if (metric == nullptr) return std::nullopt;
    if (metric_ != nullptr && !prior) {
      for (const auto& [from, better] : metric_->prefer) {
        if (from != id) continue;
        const auto* other = catalog_.FindMetric(better);
        const Mark mark = Remember();
        Value value = other == nullptr ? Value::Absent(codes::kMissingInput) : Run(*other);
        if (!value.missing()) {
          out_->preferred.emplace_back(from, better);
          ++present_;
          return value;
        }
        TakeBack(mark);
      }
    }
    Value value = prior ? RunPrior(*metric) : Run(*metric);
    if (value.present()) ++present_;
    return value;
  }

  Value Param(std::string_view id) const override {
    Value value = data_.Param(id);
    Used(Op::kParam, Aggregate::kSum, id, false, value);
    return value.present() ? value : OrDefault(Op::kParam, Aggregate::kSum, id, std::move(value));
  }

  bool Has(std::string_view measure) const override { return data_.Has(measure); }

  Value FromData(Aggregate aggregate, std::string_view id, bool prior) const {
    Value value = IsLagged(id) ? data_.Lagged(aggregate, id, prior)
                               : data_.Measure(aggregate, id, prior);
    const auto* measure = value.present() || data_.Has(id) ? nullptr : catalog_.FindMeasure(id);
    if (measure == nullptr) {
      Used(Op::kMeasure, aggregate, id, prior, value);
      return value;
    }
    if (auto derived = Derived(*measure, prior)) return *derived;
    if (auto near = StandIn(*measure, aggregate, prior)) return *near;
    Used(Op::kMeasure, aggregate, id, prior, value);
    return value;
  }

  DivisionRules RulesOf(const catalog::Metric& metric) const {
    return {metric.zero_reason, metric.negative_reason};
  }

 private:
  bool IsLagged(std::string_view id) const {
    return metric_ != nullptr && std::find(metric_->lagged.begin(), metric_->lagged.end(), id) !=
                                     metric_->lagged.end();
  }

  // The sizes of what has been gathered.
  struct Mark {
    size_t flags;
    size_t proxies;
    size_t preferred;
    size_t steps;
    size_t used;
  };
  Mark Remember() const {
    return {out_->flags.size(), out_->proxies.size(), out_->preferred.size(), out_->steps.size(),
            out_->used.size()};
  }
  void TakeBack(const Mark& mark) const {
    out_->flags.resize(mark.flags);
    out_->proxies.resize(mark.proxies);
    out_->preferred.resize(mark.preferred);
    out_->steps.resize(mark.steps);
    while (out_->used.size() > mark.used) out_->used.pop_back();
  }

  Value Attempt(const catalog::Metric& metric, const Expression& expression,
                const std::string& text) const {
    present_ = 0;
    const size_t flags = out_->flags.size();
    Value value = formula::Evaluate(expression, *this, RulesOf(metric),
                                    options_.trace ? &out_->steps : nullptr);
    if (value.present() && present_ == 0 && out_->flags.size() > flags) {
      // Nothing but defaults: there is no number in it.
      const auto terms = formula::TermsOf(expression);
      value = Value::Absent(codes::kMissingInput, terms.empty() ? metric.id : terms.front().id);
    }
    if (options_.trace && depth_ == 1) {
      out_->formula = text;
      const Mark mark = Remember();
      out_->formula_values = formula::PrintValues(expression, *this);
      TakeBack(mark);
    }
    return value;
  }

  bool Applies(const Equivalent& equivalent) const {
    if (options_.form) return true;
    return equivalent.use == "single_month" && options_.months <= 1;
  }

  Value BestFormula(const catalog::Metric& metric) const {
    if (metric.formula.empty()) {  // the data know it, and no formula does
      if (const auto given = data_.Metric(metric.id, false)) return *given;
    }
    const Mark mark = Remember();
    for (const Equivalent& equivalent : metric.equivalents) {
      const bool months = equivalent.use == "multi_month" && options_.months > 1;
      if (options_.form || !(months || equivalent.use == "rows")) continue;
      Value value = Attempt(metric, equivalent.formula, equivalent.text);
      if (!value.missing()) return value;
      TakeBack(mark);
    }
    Value value = metric.formula.empty() ? Value::Absent(codes::kMissingInput, metric.id)
                                         : Attempt(metric, metric.formula, metric.text);
    if (!value.missing()) return value;
    const std::string formula = out_->formula;
    const std::string formula_values = out_->formula_values;
    const Mark after = Remember();
    for (const Equivalent& equivalent : metric.equivalents) {
      if (!Applies(equivalent)) continue;
      // What the main formula read stays in `used`; only a success replaces it.
      Evaluated kept = *out_;
      TakeBack(mark);
      Value other = Attempt(metric, equivalent.formula, equivalent.text);
      if (!other.missing()) return other;
      *out_ = std::move(kept);
      TakeBack(after);
    }
    if (depth_ == 1) {
      out_->formula = formula;
      out_->formula_values = formula_values;
    }
    return value;
  }

  // A metric in the compared period: its formula with every term moved back.
  Value RunPrior(const catalog::Metric& metric) const {
    Expression moved;
    if (metric.formula.empty()) return Value::Absent(codes::kMissingInput, metric.id);
    moved.Unary(Op::kPrior, moved.Graft(metric.formula, metric.formula.root()));
    return formula::Evaluate(moved, *this, RulesOf(metric),
                             options_.trace ? &out_->steps : nullptr);
  }

  std::optional<Value> Derived(const catalog::Measure& measure, bool prior) const {
    if (depth_ >= kMaxNesting) return std::nullopt;
    ++depth_;
    std::optional<Value> found;
    for (const Derivation& rule : measure.derive) {
      if (rule.formula.empty() || !Known(rule.formula)) continue;
      const Mark mark = Remember();
      const auto* const outer = metric_;
      metric_ = nullptr;  // a metric's defaults are not for the insides of a measure
      Expression moved;
      const int root = moved.Graft(rule.formula, rule.formula.root());
      if (prior) moved.Unary(Op::kPrior, root);
      Value value = formula::Evaluate(moved, *this, {}, options_.trace ? &out_->steps : nullptr);
      metric_ = outer;
      if (value.present()) {
        found = std::move(value);
        break;
      }
      TakeBack(mark);
    }
    --depth_;
    return found;
  }

  bool Known(const Expression& expression) const {
    const auto terms = formula::TermsOf(expression);
    return std::all_of(terms.begin(), terms.end(), [this](const Term& term) {
      return term.kind != Op::kMeasure || data_.Has(term.id);
    });
  }

  std::optional<Value> StandIn(const catalog::Measure& measure, Aggregate aggregate,
                               bool prior) const {
    if (!options_.proxies) return std::nullopt;
    const auto& needed = measure.stand_in_dimensions;
    if (!needed.empty() &&
        std::none_of(needed.begin(), needed.end(), [this](const std::string& dimension) {
          return data_.HasDimension(dimension);
        })) {
      return std::nullopt;
    }
    for (const std::string& near : measure.stand_ins) {
      if (!data_.Has(near)) continue;
      Value value = data_.Measure(aggregate, near, prior);
      Used(Op::kMeasure, aggregate, near, prior, value);
      AddFlag("proxy:" + near);
      const std::pair<std::string, std::string> pair{measure.id, near};
      if (std::find(out_->proxies.begin(), out_->proxies.end(), pair) == out_->proxies.end()) {
        out_->proxies.push_back(pair);
      }
      return value;
    }
    return std::nullopt;
  }

  Value OrDefault(Op kind, Aggregate aggregate, std::string_view id, Value value) const {
    if (metric_ == nullptr || !value.missing()) return value;
    for (const Default& rule : metric_->defaults) {
      if (rule.term.kind != kind || rule.term.id != id) continue;
      if (kind == Op::kMeasure && rule.term.aggregate != aggregate) continue;
      AddFlag(rule.flag);
      return Value::Of(rule.value);
    }
    return value;
  }

  void Flag(const catalog::Metric& metric, const Value& value) const {
    for (const Bound& bound : metric.bounds) {
      if (bound.of.empty()) {
        if (bound.above ? value.number() > bound.limit : value.number() < bound.limit)
          AddFlag(bound.flag);
        continue;
      }
      const Mark mark = Remember();
      const auto other = Metric(bound.of, false);
      TakeBack(mark);
      if (other && other->present() &&
          (bound.above ? other->number() > bound.limit : other->number() < bound.limit)) {
        AddFlag(bound.flag);
      }
    }
    for (const std::string& flag : metric.standing_flags) AddFlag(flag);
  }

  void AddFlag(const std::string& flag) const {
    if (std::find(out_->flags.begin(), out_->flags.end(), flag) == out_->flags.end())
      out_->flags.push_back(flag);
  }

  void Used(Op kind, Aggregate aggregate, std::string_view id, bool prior, const Value& value) const {
    if (!options_.trace) return;
    Term term{kind, aggregate, std::string(id), prior};
    const auto same = [&](const auto& entry) { return entry.first == term; };
    if (std::none_of(out_->used.begin(), out_->used.end(), same))
      out_->used.emplace_back(std::move(term), value);
  }

  const Catalog& catalog_;
  const Terms& data_;
  const EvaluateOptions& options_;
  Evaluated* const out_;
  mutable const catalog::Metric* metric_ = nullptr;  // whose defaults and preferences hold
  mutable int present_ = 0;  // terms of the current attempt that had a value
  mutable int depth_ = 0;
};

// Every measure that is there counts 1; what is not there is missing.
class Presence : public Terms {
 public:
  explicit Presence(const Columns& columns) : columns_(columns) {}

  Value Measure(Aggregate, std::string_view id, bool) const override { return Answer(Has(id), id); }
  std::optional<Value> Metric(std::string_view id, bool) const override {
    if (columns_.has_metric && columns_.has_metric(id)) return Value::Of(Rational(1));
    return std::nullopt;
  }
  Value Param(std::string_view id) const override {
    return Answer(columns_.has_parameter && columns_.has_parameter(id), id);
  }
  bool Has(std::string_view measure) const override { return columns_.has_measure(measure); }
  bool HasDimension(std::string_view id) const override {
    return columns_.has_dimension && columns_.has_dimension(id);
  }

 private:
  static Value Answer(bool there, std::string_view id) {
    return there ? Value::Of(Rational(1)) : Value::Absent(codes::kMissingInput, id);
  }

  const Columns& columns_;
};

}  // namespace

Evaluated Evaluate(const Catalog& catalog, const Metric& metric, const Terms& terms,
                   const EvaluateOptions& options) {
  Evaluated out;
  const Evaluator evaluator(catalog, terms, options, &out);
  out.value = evaluator.Run(metric);
  if (!out.value.present()) out.steps.clear();
  return out;
}

Evaluated EvaluateMeasure(const Catalog& catalog, const Measure& measure, Aggregate aggregate,
                          const Terms& terms, const EvaluateOptions& options) {
  Evaluated out;
  const Evaluator evaluator(catalog, terms, options, &out);
  out.value = evaluator.FromData(aggregate, measure.id, false);
  return out;
}

bool Allows(const Catalog& catalog, const Metric& metric, const Columns& columns,
            const EvaluateOptions& options) {
  return !Evaluate(catalog, metric, Presence(columns), options).value.missing();
}

std::vector<Term> Needs(const Catalog& catalog, const Metric& metric, const Columns& columns,
                        const EvaluateOptions& options) {
  EvaluateOptions traced = options;
  traced.trace = true;
  std::vector<Term> needs;
  for (auto& [term, value] : Evaluate(catalog, metric, Presence(columns), traced).used)
    needs.push_back(term);
  for (const Bound& bound : metric.bounds) {
    const auto* other = bound.of.empty() ? nullptr : catalog.FindMetric(bound.of);
    if (other == nullptr) continue;
    for (auto& [term, value] : Evaluate(catalog, *other, Presence(columns), traced).used) {
      // What is only looked at makes no stock of a flow.
      const bool stock = term.kind == Op::kMeasure && term.aggregate != Aggregate::kSum;
      if (!stock && std::find(needs.begin(), needs.end(), term) == needs.end()) needs.push_back(term);
    }
  }
  return needs;
}

}  // namespace mittari::catalog
