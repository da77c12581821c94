#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formula/ast.h"
#include "formula/value.h"

namespace mittari::formula {

// Where a formula's terms come from. Implemented over final values only: a
// partial sum has no way in here.
class Terms {
 public:
  virtual ~Terms() = default;

  // The measure over the selection, or over the compared period where `prior`.
  // Absent(missing_input, id) where no cell has a value.
  virtual Value Measure(Aggregate aggregate, std::string_view id, bool prior) const = 0;

  // The measure as it was some months before, where the question asks for such a
  // lag between costs and their customers; else as Measure.
  virtual Value Lagged(Aggregate aggregate, std::string_view id, bool prior) const {
    return Measure(aggregate, id, prior);
  }

  // A metric whose value is known by itself (typed in, or worked out by an
  // engine); nothing to have it computed from its formula.
  virtual std::optional<Value> Metric(std::string_view id, bool prior) const = 0;

  // Absent(missing_input, id) where the parameter was not given.
  virtual Value Param(std::string_view id) const = 0;

  // Whether the data have the measure at all, even if blank in the selection.
  // Derived measures and near inputs stand in only for one that is not there.
  virtual bool Has(std::string_view measure) const = 0;
  virtual bool HasDimension(std::string_view) const { return false; }
};

// The reasons a metric gives for a denominator that is zero or negative.
struct DivisionRules {
  std::string_view zero = codes::kDenominatorZero;
  std::string_view negative = codes::kNonPositiveDenominator;
};

// The formula's value. An absent term makes the whole absent: a missing input
// is told first, then whatever stands first. Beyond the doubles: out_of_range.
// `steps`, if given, takes a line per operation: "1000 / 100 = 10".
// A metric() term that Terms does not know is missing_input.
Value Evaluate(const Expression& expression, const Terms& terms, const DivisionRules& rules = {},
               std::vector<std::string>* steps = nullptr);

}  // namespace mittari::formula
