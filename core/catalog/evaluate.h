#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog.h"
#include "formula/eval.h"
#include "formula/value.h"

namespace mittari::catalog {

struct EvaluateOptions {
  bool proxies = true;  // near inputs may stand in (flag proxy:<stand-in>)
  bool trace = false;   // fill used, steps and the texts
  int months = 1;       // whole months the selection covers; several choose a multi_month formula
  bool form = false;    // numbers typed in: every equivalent formula may be tried
};

struct Evaluated {
  formula::Value value = formula::Value::Absent(codes::kMissingInput);
  std::vector<std::string> flags;  // in the order found, each once
  // measure -> the near measure that stood in for it
  std::vector<std::pair<std::string, std::string>> proxies;
  // metric -> the better metric used in its place (cac -> fully_loaded_cac)
  std::vector<std::pair<std::string, std::string>> preferred;

  // With trace:
  std::string formula;             // the formula that was used, as the catalogue writes it
  std::string formula_values;      // the same with numbers: "12480 / 301"
  std::vector<std::string> steps;  // "12480 / 301 = 41.46179401993356"
  // Every measure and parameter read from the data, inner metrics included.
  std::vector<std::pair<formula::Term, formula::Value>> used;
};

// The metric over final sums. `terms` answers for plain measures only; inner
// metrics, derived measures (gross profit from revenue and cost of goods), near
// inputs, defaults and the catalogue's special reasons are worked out here.
// Also for a measure shown as a metric.
Evaluated Evaluate(const Catalog& catalog, const Metric& metric, const formula::Terms& terms,
                   const EvaluateOptions& options = {});

// A measure with its derivations and stand-ins, as a formula would see it.
Evaluated EvaluateMeasure(const Catalog& catalog, const Measure& measure,
                          formula::Aggregate aggregate, const formula::Terms& terms,
                          const EvaluateOptions& options = {});

// What the data offer, for questions that need no numbers.
struct Columns {
  std::function<bool(std::string_view measure)> has_measure;
  std::function<bool(std::string_view parameter)> has_parameter;
  std::function<bool(std::string_view dimension)> has_dimension;
  std::function<bool(std::string_view metric)> has_metric;  // worked out by an engine; may be empty
};

// Whether these columns allow the metric: nothing it needs is missing.
bool Allows(const Catalog& catalog, const Metric& metric, const Columns& columns,
            const EvaluateOptions& options = {});

// The plain measures and parameters the metric reads given these columns, each
// once, in order: what a row must have to count in full. Of a bound's metric, flows alone.
std::vector<formula::Term> Needs(const Catalog& catalog, const Metric& metric,
                                 const Columns& columns, const EvaluateOptions& options = {});

}  // namespace mittari::catalog
