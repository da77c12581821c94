#pragma once

#include <optional>
#include <vector>

#include "stats/interval.h"

namespace mittari::stats {

// ln(outcomes) = ln(a) + b ln(spend) by least squares: how outcomes went with spend. An
// association, never an effect: where spend follows demand, b is near 1 without any.
struct SpendCurve {
  double a = 0;
  double elasticity = 0;  // b
  Interval interval;      // of b, t with n - 2 degrees of freedom
  int n = 0;
  double least = 0;       // the range of spend seen
  double most = 0;
  bool reportable = false;  // 0 < b < 1.2 and an interval narrower than 0.6

  double At(double spend) const;
};
// Absent below 12 periods with spend and outcomes above 0, or where the largest spend is less
// than twice the smallest. REQUIRES: equal lengths.
std::optional<SpendCurve> FitSpendCurve(const std::vector<double>& spend, const std::vector<double>& outcomes,
                                        double level = kLevel);

// A budget over curves a s^b so that one more unit of money brings as much everywhere, each within
// its limits.
struct Allocation {
  std::vector<double> spend;
  double marginal_cost = 0;  // of one more outcome, for those between their limits
};
// Absent unless a > 0, 0 < b < 1, 0 <= least <= most, and the budget lies within the sums of the
// limits. REQUIRES: all of equal length; `least` and `most` may be empty.
std::optional<Allocation> Allocate(const std::vector<double>& a, const std::vector<double>& b, double budget,
                                   const std::vector<double>& least, const std::vector<double>& most);

}  // namespace mittari::stats
