#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "catalog/catalog.h"
#include "formula/eval.h"

namespace mittari::catalog {

// The names under which numbers may be typed in for a metric, and the numbers.
//
// A metric takes its own terms, those of its inner metrics, of its equivalent
// formulas, and what its measures can be derived from.
class Inputs : public formula::Terms {
 public:
  Inputs(const Catalog& catalog, const catalog::Metric& metric);

  // The term a name stands for: a term's own name, the same written as
  // "opening_x", "x_open", "prior_x", "sum(x)", or a name or alias from the
  // catalogue. nothing for any other name.
  std::optional<formula::Term> Find(std::string_view name) const;

  // The name a term goes by in answers: "spend", "opening_list_size",
  // "prior_brand_searches".
  static std::string NameOf(const formula::Term& term);

  void Set(const formula::Term& term, Rational value);
  bool Given(const formula::Term& term) const;
  const std::vector<formula::Term>& accepted() const { return accepted_; }
  const std::vector<std::pair<formula::Term, Rational>>& given() const { return given_; }

  formula::Value Measure(formula::Aggregate aggregate, std::string_view id,
                         bool prior) const override;
  std::optional<formula::Value> Metric(std::string_view id, bool prior) const override;
  formula::Value Param(std::string_view id) const override;
  bool Has(std::string_view measure) const override;

  // The metric's formula written over given terms and `unknown` alone: inner
  // metrics, derived measures and defaults put in. Empty where a term remains
  // for which there is nothing.
  formula::Expression Expand(const formula::Expression& formula, const catalog::Metric& metric,
                             const formula::Term& unknown, int depth = 0) const;

 private:
  void AcceptMetric(const catalog::Metric& metric, bool prior, int depth);
  void Accept(const formula::Expression& formula, bool prior, int depth);
  void AcceptTerm(const formula::Term& term, int depth);
  std::optional<Rational> ValueOf(const formula::Term& term) const;

  const Catalog& catalog_;
  std::vector<formula::Term> accepted_;
  std::vector<std::pair<formula::Term, Rational>> given_;
};

}  // namespace mittari::catalog
