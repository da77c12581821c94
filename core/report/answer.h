#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/evaluate.h"
#include "formula/value.h"
#include "period/compare.h"
#include "report/book.h"
#include "report/interval.h"
#include "report/plain.h"
#include "report/view.h"

namespace mittari::report {

// A metric prepared for one query.
struct Plan {
  Asked asked;
  std::vector<std::string> sums;    // plain measures it adds up
  std::vector<int> indexes;         // of `sums`, in the book; -1 where it has no such column
  std::vector<std::string> stocks;  // plain measures it takes at a point in time
  std::vector<std::string> params;
  bool has_prior = false;      // looks back at a compared period
  bool flow = false;           // grows with the length of the period
  bool refused = false;        // company level only, asked per channel
  bool elsewhere = false;      // company level only, in a question about some channels
  bool ambiguous = false;      // an input's header has two meanings
  bool lent = false;           // an input's channels came from another source, by customer
  int lag = 0;                 // months that its costs come before
  std::vector<std::string> costs;     // of `sums`, with a lag: those read earlier
  std::vector<std::string> outcomes;  // the other sums and stocks
  std::optional<Day> through;  // the last day that all its inputs have seen
  IntervalPlan interval;
  std::optional<PlainFormula> plain;  // where nothing but sums is in it
};

// Rows with all inputs, of the rows of the sources that have any.
struct Coverage {
  int64_t used = 0;
  int64_t selected = 0;
};

// One number, or the reason why there is none, with all that must be said of it.
struct Answer {
  formula::Value value = formula::Value::Absent(codes::kNoRows);
  std::vector<std::string> flags;
  std::optional<Shown> interval;
  std::optional<Coverage> coverage;  // where some cells lack an input
  std::vector<std::pair<std::string, formula::Value>> by_currency;  // currency_mixed
  // With trace: how it was made.
  std::shared_ptr<const catalog::Evaluated> evaluated;
};

// How an answer is asked for.
struct Ask {
  bool leave_out = false;
  bool interval = true;
  bool trace = false;
};

// A dimension that tells channels apart.
bool IsChannel(std::string_view dimension);

catalog::EvaluateOptions OptionsOf(const Query& query);

// Every metric of the query, or every one that the workspace's columns allow.
// Measures come after metrics, where no metric shows the same sum.
std::vector<Asked> MetricsFor(const Workspace& workspace, const Query& query,
                              const catalog::Catalog& catalog);

// The plain measures to be read for these metrics.
std::set<std::string> MeasuresFor(const Workspace& workspace, const Query& query,
                                  const std::vector<Asked>& metrics,
                                  const catalog::Catalog& catalog);

Plan PlanFor(const Book& book, const Asked& asked);

// The metric over the selection; for prior(), over `prior`. Flags that depend
// on the calendar (partial_period) are the caller's.
Answer AnswerOf(const Book& book, Slices* slices, const Plan& plan, const Selection& selection,
                const std::optional<Selection>& prior, const Ask& ask);

}  // namespace mittari::report
