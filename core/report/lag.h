#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "report/book.h"
#include "report/query.h"

namespace mittari::report {

// Costs come before their customers: with lag_months = n, the spend of month m
// stands against the customers of month m + n.

// The months asked for; 0 where none are.
int LagOf(const Query& query);

// The measures that the metric, or a metric inside it, reads earlier.
std::vector<std::string> LaggedIn(const catalog::Catalog& catalog, const catalog::Metric& metric);

// What a lagged metric looks at for one selection: the days of the outcome, and
// as many months before them the days of the costs.
struct Lagged {
  Selection outcome;
  Selection cost;
};

// The selection cut to days of the outcome whose costs the data can have seen,
// and the days of these costs. nullopt where there are none: before the first
// cost, or without dates. REQUIRES: lag > 0.
std::optional<Lagged> LaggedFor(const Book& book, const std::vector<std::string>& costs,
                                const std::vector<std::string>& outcomes,
                                const Selection& selection, int lag);

// The window moved by whole months; days that a month lacks become its last.
period::Window MovedBack(const period::Window& window, int months);

// Months can't be taken off days or weeks: by these, a lagged metric is refused.
bool LagFits(const Query& query);

}  // namespace mittari::report
