#pragma once

#include "base/json.h"
#include "report/workspace.h"

namespace mittari::sql {

// The question of a report as one query for a warehouse: the same metrics,
// groups, filters, dates, parameters, formulas and aliases, and a last row with
// the total, its keys NULL. {dialect, skip_refused?, …as report} -> {"ok":true,"sql","left_out":[metric]}.
//
// The mapping becomes the column names; a table bears the name of its file.
// Columns are taken to be typed there, as they were read here. Sums are exact
// decimals; a quotient is a double. What a comparison, intervals and flags say is
// left out.
//
// Metrics that one query can't say are left out where all were asked for, or with
// `skip_refused`, and told of in `left_out` and in a comment. Errors: those of a report,
// call.bad_argument{dialect}, sql.metric_refused{metric},
// sql.option_refused{option}, sql.no_metric.
Json Query(const report::Workspace& workspace, const Json& args);

}  // namespace mittari::sql
