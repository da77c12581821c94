#include "sql/compile.h"

#include <algorithm>
#include <vector>

namespace mittari::sql {
namespace {

using catalog::Equivalent;
using formula::Aggregate;
using formula::Expression;
using formula::Node;
using formula::Op;

constexpr int kMaxNesting = 16;
constexpr int kLiteralDigits = 1000;

Piece NumberOf(const Rational& value) { return Piece::Number(value.ToText(kLiteralDigits), value.Sign() < 0); }

class Compiler {
 public:
  Compiler(Scope* scope, bool total) : scope_(*scope), total_(total) {
    const report::Query& query = scope_.query();
    const std::optional<period::Window>& span = scope_.book().Span();
    using period::Grain;
    if (total || !query.grain) {
      if (span && !span->empty()) {
        months_ = period::BucketOf(span->to - 1, Grain::kMonth) - period::BucketOf(span->from, Grain::kMonth) + 1;
      }
    } else if (*query.grain != Grain::kDay && *query.grain != Grain::kMonth) {
      months_ = kUnknown;
    }
  }

  bool refused() const { return refused_; }

  Piece Run(const catalog::Metric& metric) {
    if (depth_ >= kMaxNesting) return Piece::Missing();
    ++depth_;
    const catalog::Metric* const outer = metric_;
    metric_ = &metric;
    Piece piece = BestFormula(metric);
    metric_ = outer;
    --depth_;
    return piece;
  }

 private:
  static constexpr int kUnknown = -1;

  // Terms that a default can stand in for, while one formula is read.
  struct Reading {
    bool defaulted = false;  // some default may be used
    bool needed = false;     // some term has none
    Cond all_missing = Cond::Always();
  };

  Piece Refuse() {
    refused_ = true;
    return Piece::Missing();
  }

  Piece BestFormula(const catalog::Metric& metric) {
    std::vector<Piece> pieces;
    const auto add = [&](Piece piece) { pieces.push_back(std::move(piece)); };
    for (const Equivalent& equivalent : metric.equivalents) {
      const bool months = equivalent.use == "multi_month" && months_ != 1;
      if (!months && equivalent.use != "rows") continue;
      Piece piece = Attempt(equivalent.formula);
      if (months && months_ == kUnknown && !piece.missing.always) return Refuse();
      add(std::move(piece));
    }
    if (!metric.formula.empty()) add(Attempt(metric.formula));
    for (const Equivalent& equivalent : metric.equivalents) {
      if (equivalent.use != "single_month" || months_ > 1) continue;
      const bool open = std::all_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return !piece.missing.never(); });
      if (!open) break;
      Piece piece = Attempt(equivalent.formula);
      if (months_ == kUnknown && !piece.missing.always) return Refuse();
      add(std::move(piece));
    }
    Piece out = Piece::Missing();
    for (size_t i = pieces.size(); i-- > 0;) out = Fallback(pieces[i], out);
    return out;
  }

  Piece Attempt(const Expression& expression) {
    const Reading outer = std::exchange(reading_, Reading());
    Piece piece = Of(expression, expression.root());
    if (reading_.defaulted && !reading_.needed && !reading_.all_missing.never()) {
      // Nothing but defaults: there is no number in it.
      if (reading_.all_missing.always) {
        piece = Piece::Missing();
      } else {
        piece.missing = Or(piece.missing, reading_.all_missing);
        piece.text = "CASE WHEN NOT (" + reading_.all_missing.Text() + ") THEN " + piece.text + " END";
        piece.strength = Piece::kAtom;
      }
    }
    reading_ = outer;
    return piece;
  }

  Piece Of(const Expression& expression, int index) {
    const Node& node = expression.node(index);
    switch (node.op) {
      case Op::kNumber:
        return NumberOf(node.number);
      case Op::kMeasure:
        return Defaulted(Op::kMeasure, node.aggregate, node.name, Measure(node.aggregate, node.name));
      case Op::kMetric: {
        Piece piece = Inner(node.name);
        NoteTerm(piece.missing, false);
        return piece;
      }
      case Op::kParam: {
        const auto given = scope_.query().params.find(node.name);
        return Defaulted(Op::kParam, Aggregate::kSum, node.name,
                         given == scope_.query().params.end() ? Piece::Missing() : NumberOf(given->second));
      }
      case Op::kPrior:
        return Refuse();
      case Op::kNegate:
        return Negate(Of(expression, node.left));
      default: {
        const Piece left = Of(expression, node.left);
        return Combine(scope_.dialect(), node.op, left, Of(expression, node.right));
      }
    }
  }

  void NoteTerm(const Cond& missing, bool has_default) {
    reading_.defaulted |= has_default && !missing.never();
    reading_.needed |= !has_default;
    reading_.all_missing = And(reading_.all_missing, missing);
  }

  Piece Defaulted(Op kind, Aggregate aggregate, std::string_view id, const Piece& piece) {
    const catalog::Default* found = nullptr;
    if (metric_ != nullptr) {
      for (const catalog::Default& rule : metric_->defaults) {
        if (rule.term.kind != kind || rule.term.id != id) continue;
        if (kind == Op::kMeasure && rule.term.aggregate != aggregate) continue;
        found = &rule;
        break;
      }
    }
    if (kind == Op::kMeasure) NoteTerm(piece.missing, found != nullptr);
    if (found == nullptr || piece.missing.never()) return piece;
    if (kind == Op::kParam) reading_.defaulted = true;
    return Fallback(piece, NumberOf(found->value));
  }

  Piece Inner(std::string_view id) {
    if (scope_.book().HasMetric(id)) return Refuse();
    const catalog::Metric* metric = scope_.catalog().FindMetric(id);
    if (metric == nullptr) return Piece::Missing();
    Piece own = Piece::Missing();
    bool preferred = false;
    Piece better_piece;
    if (metric_ != nullptr) {
      for (const auto& [from, better] : metric_->prefer) {
        const catalog::Metric* other = from == id ? scope_.catalog().FindMetric(better) : nullptr;
        if (other == nullptr) continue;
        better_piece = Run(*other);
        preferred = true;
        break;
      }
    }
    if (preferred && better_piece.missing.never()) return better_piece;
    own = Run(*metric);
    return preferred ? Fallback(better_piece, own) : own;
  }

  Piece Measure(Aggregate aggregate, std::string_view id) {
    const catalog::Measure* measure = scope_.catalog().FindMeasure(id);
    if (scope_.book().Has(id)) return FromData(aggregate, id);
    if (measure == nullptr) return Opening(aggregate, id, Piece::Missing());
    Piece out = StandIn(aggregate, *measure);
    std::vector<Piece> derived;
    if (depth_ < kMaxNesting) {
      ++depth_;
      const catalog::Metric* const outer = std::exchange(metric_, nullptr);
      const Reading reading = reading_;
      for (const catalog::Derivation& rule : measure->derive) {
        if (!rule.formula.empty() && Known(rule.formula)) derived.push_back(Of(rule.formula, rule.formula.root()));
      }
      reading_ = reading;
      metric_ = outer;
      --depth_;
    }
    // What stands in for nothing at all is what the person typed.
    if (out.missing.always) out = Opening(aggregate, id, std::move(out));
    for (size_t i = derived.size(); i-- > 0;) out = Coalesce(derived[i], out);
    return out;
  }

  bool Known(const Expression& expression) const {
    const auto terms = formula::TermsOf(expression);
    return std::all_of(terms.begin(), terms.end(), [this](const formula::Term& term) {
      return term.kind != Op::kMeasure || scope_.book().Has(term.id);
    });
  }

  Piece StandIn(Aggregate aggregate, const catalog::Measure& measure) {
    if (!scope_.query().proxies) return Piece::Missing();
    const auto& needed = measure.stand_in_dimensions;
    if (!needed.empty() && std::none_of(needed.begin(), needed.end(), [this](const std::string& dimension) {
          return scope_.book().HasDimension(dimension);
        })) {
      return Piece::Missing();
    }
    for (const std::string& near : measure.stand_ins) {
      if (scope_.book().Has(near)) return FromData(aggregate, near);
    }
    return Piece::Missing();
  }

  Piece FromData(Aggregate aggregate, std::string_view id) {
    if (scope_.FromEngine(id)) return Refuse();
    if (scope_.SourcesOf(id).empty()) return Opening(aggregate, id, Piece::Missing());
    const catalog::Measure* known = scope_.catalog().FindMeasure(id);
    const std::string column = scope_.Column(aggregate, id);
    Piece piece;
    piece.text = column;
    piece.real = scope_.IsReal(id);
    piece.positive = known != nullptr && known->type == "count" && !known->signed_values;
    if (aggregate == Aggregate::kOpen) return Opening(aggregate, id, std::move(piece));
    piece.missing = Cond::When(column + " IS NULL");
    if (aggregate == Aggregate::kLast || known == nullptr || !known->absolute) return piece;
    // Either sign may be meant; both in one column can't be told apart.
    scope_.NoteSign(id);
    const std::string name = PlainName(id);
    piece.text = "CASE WHEN signs.least_" + name + " < 0 AND signs.most_" + name + " > 0 THEN NULL ELSE ABS(" + column + ") END";
    piece.positive = true;
    return piece;
  }

  // A stock before the data begin may have been typed in.
  Piece Opening(Aggregate aggregate, std::string_view id, Piece piece) const {
    if (aggregate != Aggregate::kOpen) return piece;
    const report::Query& query = scope_.query();
    const auto given = query.params.find("opening_" + std::string(id));
    if (given == query.params.end() || (!total_ && !query.dimensions.empty())) return piece;
    Piece typed = NumberOf(given->second);
    const std::optional<period::Window>& span = scope_.book().Span();
    if (!total_ && span) {
      typed.text = "CASE WHEN g.starts <= " + Dialect::DayOf(span->from) + " THEN " + typed.text + " END";
    }
    if (piece.absent) return typed;
    piece.text = "COALESCE(" + piece.text + ", " + typed.text + ")";
    piece.positive &= typed.positive;
    return piece;
  }

  Scope& scope_;
  bool total_;
  int months_ = 1;
  const catalog::Metric* metric_ = nullptr;
  Reading reading_;
  int depth_ = 0;
  bool refused_ = false;
};

}  // namespace

Compiled Compile(Scope* scope, const report::Plan& plan) {
  const catalog::Metric& metric = *plan.asked.metric;
  const report::Query& query = scope->query();
  const bool filtered = std::any_of(query.where.begin(), query.where.end(), [](const auto& filter) {
    return report::IsChannel(filter.first);
  });
  if (metric.company && filtered) return {"NULL", false};
  if (plan.lag > 0 || plan.has_prior) return {"", true};
  Compiler of_total(scope, true);
  const Piece total = of_total.Run(metric);
  if (of_total.refused()) return {"", true};
  if (query.by.empty()) return {total.text, false};
  if (plan.refused) return {"CASE WHEN g.is_total = 1 THEN " + total.text + " END", false};
  Compiler of_groups(scope, false);
  const Piece group = of_groups.Run(metric);
  if (of_groups.refused()) return {"", true};
  if (group.text == total.text) return {group.text, false};
  return {"CASE WHEN g.is_total = 1 THEN " + total.text + " ELSE " + group.text + " END", false};
}

}  // namespace mittari::sql
