#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "catalog/catalog.h"
#include "report/alias.h"
#include "report/answer.h"
#include "report/query.h"
#include "report/workspace.h"

namespace mittari::report {

// A group: its key in the order of `by`, and an answer per metric.
struct Group {
  std::vector<std::string> key;
  std::vector<Answer> answers;
};

// One metric against its compared period. Base and current are like for like:
// as many days as have gone by.
struct Compared {
  Answer base;
  formula::Value current = formula::Value::Absent(codes::kNoRows);
  period::Comparison windows;
};

struct ComparedGroup {
  std::vector<std::string> key;
  std::vector<Compared> metrics;
};

// The finished report: what the page draws and the doors print. Codes and
// numbers only.
struct ViewModel {
  const Query* query = nullptr;
  std::vector<Plan> plans;
  std::vector<std::string> currencies;  // per plan; "" where none or several
  std::vector<Group> groups;            // by period, then by key text in code point order
  std::vector<Answer> total;
  std::vector<std::string> spine;  // every period from the first to the last group's

  std::optional<period::Window> span;  // of the query, or of the data
  std::optional<Day> through;          // the last day seen of all that is shown
  // With compare:
  std::optional<period::Comparison> windows;
  std::vector<ComparedGroup> compared_groups;
  std::vector<Compared> compared_total;

  std::vector<Issue> warnings;  // sources.overlap
  std::vector<Issue> notes;     // dimension_missing, rows_undated
  Json questions;               // blank.reading, with both outcomes
  std::vector<Unmatched> unmatched;  // channels that some sources of a metric lack
};

// Answers the query. The query and the workspace must outlive the report.
// Errors: dimension.unknown.
Result<ViewModel> Run(const Workspace& workspace, const Query& query,
                      const catalog::Catalog& catalog);

// The base window of one group or of the whole (`bucket` empty), for a metric
// that has been seen through `through`.
period::Comparison WindowsFor(const Query& query, period::Against against,
                              std::optional<period::Bucket> bucket, period::Window span,
                              Day through);

// The stretch of time that a person asked for: the bucket, or the dates of the query. Where the
// first date opens a month, quarter or year that also holds the last one (`through`, where none was
// given), an open end or a comparison means that month, quarter or year, to date. None where no
// dates were asked for.
std::optional<period::Window> UnitAsked(const Query& query, std::optional<period::Bucket> bucket,
                                        Day through);

}  // namespace mittari::report
