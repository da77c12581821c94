#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/evaluate.h"
#include "report/book.h"
#include "report/slice.h"

namespace mittari::report {

// coefficient x sum(measure), added up. Derived measures, near inputs and
// parameters are already resolved to plain measures.
struct Weight {
  std::string measure;
  double weight = 0;
  int index = -1;  // of the book's measure
};
using Weights = std::vector<Weight>;

// The formula as weights; nullopt where it is anything but a weighted sum of
// sum() terms for these columns.
std::optional<Weights> LinearIn(const Book& book, const catalog::Metric& metric,
                                const formula::Expression& expression,
                                const catalog::EvaluateOptions& options);

// What a metric's interval is made of, found once per query:
// value = offset + sign * sum(y) / sum(x), or sum(y) for a count.
struct IntervalPlan {
  std::string_view method = "none";  // lives as long as the metric
  Weights y;
  Weights x;
  std::string opening;         // in place of x: the stock just before the selection
  bool complement = false;     // value = 1 - ratio
  std::vector<bool> involved;  // sheets that have one of its measures
};
IntervalPlan PlanInterval(const Book& book, const catalog::Metric& metric,
                          const catalog::EvaluateOptions& options);

struct Shown {
  double low = 0;
  std::optional<double> high;
  std::string_view method;  // lives as long as the metric: wilson, ratio_delta, poisson_den, poisson_count, nps_multinomial
};

// The interval at 95 %, by the metric's method. Rates take Wilson's interval for
// whole counts k <= n, ratios the one over clusters where there are six or
// more: days, weeks once there are six weeks of days, else the data's own
// periods. Where both apply, the wider. Costs per event take the clusters, and
// the Poisson interval only where one total is all there is.
// `opening` is the value of plan.opening, where it has one.
std::optional<Shown> IntervalOf(const IntervalPlan& plan, const Slice& slice, std::optional<double> opening);

}  // namespace mittari::report
