#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mittari::stats {

inline constexpr double kLevel = 0.95;
inline constexpr int kMinClusters = 6;

// A confidence interval. `high` is absent where there is no upper bound.
struct Interval {
  double low = 0;
  std::optional<double> high;
};

// Wilson's score interval of k successes in n trials:
// (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n), snapped to 0 at
// k = 0 and to 1 at k = n. Absent unless 0 <= k <= n and n > 0.
std::optional<Interval> Wilson(double k, double n, double level = kLevel);

struct RatioDelta {
  double ratio = 0;
  double standard_error = 0;
  int clusters = 0;
  Interval interval;
};

// sum(y) / sum(x) over m clusters: e = y - R x, SE = sqrt(m sum(e^2) / (m - 1)) /
// sum(x), R exp(+-t(m - 1) SE / R). Absent unless m >= 6, sum(x) > 0 and R > 0.
// REQUIRES: y and x have equal lengths.
std::optional<RatioDelta> RatioOverClusters(const std::vector<double>& y,
                                            const std::vector<double>& x, double level = kLevel);

// Garwood's exact interval of a Poisson count: chi2(a/2; 2k)/2 to
// chi2(1 - a/2; 2k + 2)/2. At k = 0 the low end is 0. Absent for k < 0.
std::optional<Interval> PoissonCount(double k, double level = kLevel);

// Fixed cost over a Poisson count. At k = 0 there is no upper bound and the
// lower one is spend / 3.689 (chi2(.975; 2)/2). Absent unless spend > 0, k >= 0.
std::optional<Interval> PoissonCost(double spend, double k, double level = kLevel);

// k1/n1 - k2/n2 by Newcombe's hybrid of two Wilson intervals.
std::optional<Interval> Newcombe(double k1, double n1, double k2, double n2, double level = kLevel);

// (plus - minus) / n with the variance of a multinomial,
// (p+ + p- - (p+ - p-)^2) / n, on the normal scale.
std::optional<Interval> NetShare(double plus, double minus, double n, double level = kLevel);

// t interval of a mean from count, sum and sum of squared deviations. Absent
// below 8 observations.
std::optional<Interval> Mean(int64_t n, double mean, double squared_deviations,
                             double level = kLevel);

// current / base - 1, or why not.
struct Change {
  double absolute = 0;
  std::optional<double> relative;
  std::string_view reason;  // baseline_zero or baseline_negative where relative is absent
};
Change RelativeChange(double current, double base);

}  // namespace mittari::stats
