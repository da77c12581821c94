#pragma once

#include <string_view>

#include "base/error.h"
#include "base/json.h"
#include "catalog/catalog.h"
#include "report/query.h"
#include "report/workspace.h"

namespace mittari::report {

// How one number was made: formula, the formula with this data's values, steps,
// the sums with their columns and files, rows read, used and left out and why,
// the period, the selection, what blanks did, near inputs and flags. The number
// itself is the one the report shows, to the last digit.
//
// The group is chosen by query.key {dimension: text, month: "2025-01"}; every
// part of `by` that the key leaves open is not looked at. Errors:
// dimension.unknown, query.bad_date for a period key that is none. With `list_all` the deals or
// customers behind the number are listed to the last one.
Result<Json> Passport(const Workspace& workspace, Query query, const Asked& asked,
                      const catalog::Catalog& catalog, bool list_all = false);

}  // namespace mittari::report
