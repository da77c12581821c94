#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "base/rational.h"
#include "catalog/catalog.h"
#include "period/bucket.h"
#include "period/compare.h"

namespace mittari::report {

// A metric under the name it was asked by ("reach" and "measure:reach" differ).
struct Asked {
  std::string name;
  const catalog::Metric* metric = nullptr;
};

// Dimensions with the values that rows must have one of.
using Where = std::vector<std::pair<std::string, std::vector<std::string>>>;

// What is asked of a workspace.
struct Query {
  std::vector<Asked> metrics;           // empty: every metric the columns allow
  std::vector<std::string> by;          // as asked, the period included
  std::vector<std::string> dimensions;  // `by` without the period
  std::optional<period::Grain> grain;   // the period in `by`
  Where where;
  std::optional<Day> from;  // both inclusive
  std::optional<Day> to;
  std::optional<period::Against> compare;
  std::optional<period::Window> against;  // days of one's own to compare with; `compare` is set too
  std::optional<Day> today;  // bounds what counts as over
  std::map<std::string, Rational, std::less<>> params;
  bool leave_out = false;                                // how ratios read blank cells
  bool proxies = true;                                   // near inputs may stand in
  std::vector<std::pair<std::string, std::string>> key;  // explain: one group
  period::Calendar calendar;
};

// Reads {metrics?, set?, by?, where?, from?, to?, compare?, today?, params?, blanks?, proxies?,
// key?, calendar?}.
//
// `compare` is "previous", "year" or {"from","to"}. `calendar` is {week_start?, first_month?,
// months?}: "monday", "saturday" or "sunday"; 1..12, the month that years begin in; "gregorian" or
// "jalali".
//
// Lists may be written as one string with commas. Errors: metric.unknown{metric},
// set.unknown{set}, query.bad_date{argument, given}, call.bad_argument{argument, given}. Whether
// a dimension exists is for the workspace to say (dimension.unknown).
Result<Query> ParseQuery(const Json& json, const catalog::Catalog& catalog);

}  // namespace mittari::report
