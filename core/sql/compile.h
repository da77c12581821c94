#pragma once

#include <string>

#include "catalog/catalog.h"
#include "report/answer.h"
#include "sql/piece.h"
#include "sql/scope.h"

namespace mittari::sql {

// One metric as an expression over the columns of sums.
struct Compiled {
  std::string text;     // NULL where the metric has no value
  bool refused = false;  // needs what one query can't say: single deals, another period
};

// As catalog::Evaluate works the metric out: the same inner metrics, derived
// measures, near inputs, defaults and order of formulas. Whatever depends on the
// columns alone is decided here; what depends on values becomes CASE.
//
// The rows of groups and the row of the total may read another formula: that
// becomes CASE WHEN g.is_total = 1.
Compiled Compile(Scope* scope, const report::Plan& plan);

}  // namespace mittari::sql
