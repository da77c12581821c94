#include "catalog/inputs.h"

#include <algorithm>

namespace mittari::catalog {
namespace {

using formula::Aggregate;
using formula::Expression;
using formula::Op;
using formula::Term;
using formula::Value;

constexpr int kMaxNesting = 16;

bool OneOf(const std::string& folded, std::initializer_list<std::string> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return FoldName(name) == folded; });
}

bool InTexts(const std::string& folded, const Texts& texts) {
  return std::any_of(texts.by_language.begin(), texts.by_language.end(),
                     [&](const std::string& text) { return FoldName(text) == folded; });
}

}  // namespace

Inputs::Inputs(const Catalog& catalog, const catalog::Metric& metric) : catalog_(catalog) {
  AcceptMetric(metric, false, 0);
}

void Inputs::AcceptMetric(const catalog::Metric& metric, bool prior, int depth) {
  Accept(metric.formula, prior, depth);
  for (const Equivalent& equivalent : metric.equivalents) Accept(equivalent.formula, prior, depth);
  for (const auto& [from, better] : metric.prefer) {
    if (const auto* other = catalog_.FindMetric(better)) Accept(other->formula, prior, depth + 1);
  }
}

void Inputs::Accept(const Expression& formula, bool prior, int depth) {
  if (depth > kMaxNesting) return;
  for (Term term : formula::TermsOf(formula)) {
    term.prior = term.prior || (prior && term.kind != Op::kParam);
    AcceptTerm(term, depth);
  }
}

void Inputs::AcceptTerm(const Term& term, int depth) {
  if (std::find(accepted_.begin(), accepted_.end(), term) != accepted_.end()) return;
  accepted_.push_back(term);
  if (term.kind == Op::kMetric) {
    if (const auto* inner = catalog_.FindMetric(term.id))
      AcceptMetric(*inner, term.prior, depth + 1);
  } else if (term.kind == Op::kMeasure) {
    const catalog::Measure* measure = catalog_.FindMeasure(term.id);
    if (measure == nullptr) return;
    for (const Derivation& rule : measure->derive) Accept(rule.formula, term.prior, depth + 1);
  }
}

std::string Inputs::NameOf(const Term& term) {
  std::string name = term.id;
  if (term.kind == Op::kMeasure && term.aggregate == Aggregate::kOpen) name = "opening_" + name;
  return term.prior ? "prior_" + name : name;
}

std::optional<Term> Inputs::Find(std::string_view text) const {
  const std::string folded = FoldName(text);
  const auto find = [this](const auto& matches) -> std::optional<Term> {
    const auto found = std::find_if(accepted_.begin(), accepted_.end(), matches);
    return found == accepted_.end() ? std::nullopt : std::optional(*found);
  };
  // The exact name, then the other ways to write it, then the catalogue's words.
  if (auto exact = find([&](const Term& term) { return NameOf(term) == text; })) return exact;
  const auto written = [&](const Term& term) {
    const std::string& id = term.id;
    if (FoldName(TermText(term)) == folded) return true;
    if (term.prior) {
      return OneOf(
          folded, {"prior_" + id, id + "_prior", "previous_" + id, id + "_previous", "base_" + id});
    }
    if (term.kind == Op::kMeasure && term.aggregate == Aggregate::kOpen) {
      return OneOf(
          folded, {"opening_" + id, id + "_opening", "open_" + id, id + "_open", "starting_" + id});
    }
    if (term.kind == Op::kMeasure && term.aggregate == Aggregate::kLast) {
      return OneOf(folded, {id, "closing_" + id, id + "_closing", "last_" + id, id + "_last"});
    }
    return FoldName(id) == folded;
  };
  if (auto found = find(written)) return found;
  const auto named = [&](const Term& term) {
    if (term.prior) return false;
    if (term.kind == Op::kParam) {
      const Parameter* parameter = catalog_.FindParameter(term.id);
      return parameter != nullptr && InTexts(folded, parameter->names);
    }
    if (term.kind == Op::kMeasure) {
      const catalog::Measure* measure = catalog_.FindMeasure(term.id);
      return measure != nullptr && term.aggregate != Aggregate::kOpen &&
             InTexts(folded, measure->names);
    }
    const catalog::Metric* metric = catalog_.FindMetric(term.id);
    return metric != nullptr &&
           (InTexts(folded, metric->names) ||
            std::any_of(metric->aliases.begin(), metric->aliases.end(),
                        [&](const std::string& alias) { return FoldName(alias) == folded; }));
  };
  if (auto found = find(named)) return found;
  // A stock that is only read before the period needs no "opening" to be understood.
  return find([&](const Term& term) {
    return term.kind == Op::kMeasure && term.aggregate == Aggregate::kOpen && !term.prior &&
           FoldName(term.id) == folded;
  });
}

void Inputs::Set(const Term& term, Rational value) {
  const catalog::Measure* measure =
      term.kind == Op::kMeasure ? catalog_.FindMeasure(term.id) : nullptr;
  if (measure != nullptr && measure->absolute && value.Sign() < 0) value = -value;
  for (auto& [known, old] : given_) {
    if (known == term) {
      old = std::move(value);
      return;
    }
  }
  given_.emplace_back(term, std::move(value));
}

std::optional<Rational> Inputs::ValueOf(const Term& term) const {
  for (const auto& [known, value] : given_) {
    if (known == term) return value;
  }
  return std::nullopt;
}

bool Inputs::Given(const Term& term) const { return ValueOf(term).has_value(); }

Value Inputs::Measure(Aggregate aggregate, std::string_view id, bool prior) const {
  const auto value = ValueOf({Op::kMeasure, aggregate, std::string(id), prior});
  if (value) return Value::Of(*value);
  return Value::Absent(codes::kMissingInput, id);
}

std::optional<Value> Inputs::Metric(std::string_view id, bool prior) const {
  const auto value = ValueOf({Op::kMetric, Aggregate::kSum, std::string(id), prior});
  return value ? std::optional(Value::Of(*value)) : std::nullopt;
}

Value Inputs::Param(std::string_view id) const {
  const auto value = ValueOf({Op::kParam, Aggregate::kSum, std::string(id), false});
  return value ? Value::Of(*value) : Value::Absent(codes::kMissingInput, id);
}

bool Inputs::Has(std::string_view measure) const {
  return std::any_of(given_.begin(), given_.end(), [measure](const auto& entry) {
    return entry.first.kind == Op::kMeasure && entry.first.id == measure;
  });
}

Expression Inputs::Expand(const Expression& formula, const catalog::Metric& metric,
                          const Term& unknown, int depth) const {
  if (depth > kMaxNesting) return {};
  return formula::Substitute(formula, [&](const Term& asked) -> std::optional<Expression> {
    if (asked == unknown || Given(asked)) return std::nullopt;
    Term term = asked;
    term.prior = false;  // the replacement stands inside the same prior()
    if (term.kind == Op::kMetric) {
      std::vector<const catalog::Metric*> candidates;
      for (const auto& [from, better] : metric.prefer) {
        if (from == term.id) candidates.push_back(catalog_.FindMetric(better));
      }
      candidates.push_back(catalog_.FindMetric(term.id));
      for (const catalog::Metric* inner : candidates) {
        if (inner == nullptr) continue;
        if (Expression made = Expand(inner->formula, *inner, unknown, depth + 1); !made.empty())
          return made;
        for (const Equivalent& equivalent : inner->equivalents) {
          if (Expression made = Expand(equivalent.formula, *inner, unknown, depth + 1);
              !made.empty())
            return made;
        }
      }
    } else if (term.kind == Op::kMeasure) {
      const catalog::Measure* measure = catalog_.FindMeasure(term.id);
      for (size_t i = 0; measure != nullptr && i < measure->derive.size(); ++i) {
        if (Expression made = Expand(measure->derive[i].formula, metric, unknown, depth + 1);
            !made.empty()) {
          return made;
        }
      }
    }
    for (const Default& rule : metric.defaults) {
      if (rule.term.kind != term.kind || rule.term.id != term.id) continue;
      Expression made;
      made.Number(rule.value);
      return made;
    }
    return Expression();
  });
}

}  // namespace mittari::catalog
