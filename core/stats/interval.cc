#include "stats/interval.h"

#include <cmath>

#include "base/codes.gen.h"
#include "stats/quantile.h"
#include "stats/real.h"

namespace mittari::stats {
namespace {

double ZOf(double level) { return level == kLevel ? kZ95 : NormalQuantile((1 + level) / 2); }

}  // namespace

std::optional<Interval> Wilson(double k, double n, double level) {
  if (!(n > 0) || !(k >= 0) || k > n) return std::nullopt;
  const double z = ZOf(level);
  const double p = k / n;
  const double centre = p + z * z / (2 * n);
  const double spread = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  Interval out;
  out.low = k == 0 ? 0 : (centre - spread) / scale;
  out.high = k == n ? 1 : (centre + spread) / scale;
  return out;
}

std::optional<RatioDelta> RatioOverClusters(const std::vector<double>& y,
                                            const std::vector<double>& x, double level) {
  const int m = static_cast<int>(y.size());
  if (m < kMinClusters) return std::nullopt;
  double sum_y = 0;
  double sum_x = 0;
  for (int j = 0; j < m; ++j) {
    sum_y += y[j];
    sum_x += x[j];
  }
  if (!(sum_x > 0) || !(sum_y > 0)) return std::nullopt;
  RatioDelta out;
  out.ratio = sum_y / sum_x;
  out.clusters = m;
  double squares = 0;
  for (int j = 0; j < m; ++j) {
    const double e = y[j] - out.ratio * x[j];
    squares += e * e;
  }
  out.standard_error = std::sqrt(m * squares / (m - 1)) / sum_x;
  const double reach = TQuantile((1 + level) / 2, m - 1) * out.standard_error / out.ratio;
  // Where one cluster carries all, the interval says nothing.
  if (!std::isfinite(reach) || reach > 50) return std::nullopt;
  out.interval = {out.ratio * Exp(-reach), out.ratio * Exp(reach)};
  return out;
}

std::optional<Interval> PoissonCount(double k, double level) {
  if (!(k >= 0) || !std::isfinite(k)) return std::nullopt;
  const double half = (1 - level) / 2;
  Interval out;
  out.low = k == 0 ? 0 : ChiSquareQuantile(half, 2 * k) / 2;
  out.high = ChiSquareQuantile(1 - half, 2 * k + 2) / 2;
  return out;
}

std::optional<Interval> PoissonCost(double spend, double k, double level) {
  if (!(spend > 0)) return std::nullopt;
  const std::optional<Interval> count = PoissonCount(k, level);
  if (!count) return std::nullopt;
  Interval out;
  out.low = spend / *count->high;
  if (k > 0) out.high = spend / count->low;
  return out;
}

std::optional<Interval> Newcombe(double k1, double n1, double k2, double n2, double level) {
  const std::optional<Interval> first = Wilson(k1, n1, level);
  const std::optional<Interval> second = Wilson(k2, n2, level);
  if (!first || !second) return std::nullopt;
  const double p1 = k1 / n1;
  const double p2 = k2 / n2;
  const auto norm = [](double a, double b) { return std::sqrt(a * a + b * b); };
  Interval out;
  out.low = p1 - p2 - norm(p1 - first->low, *second->high - p2);
  out.high = p1 - p2 + norm(*first->high - p1, p2 - second->low);
  return out;
}

std::optional<Interval> NetShare(double plus, double minus, double n, double level) {
  if (!(n > 0) || plus < 0 || minus < 0 || plus + minus > n) return std::nullopt;
  const double p = plus / n;
  const double q = minus / n;
  const double reach = ZOf(level) * std::sqrt((p + q - (p - q) * (p - q)) / n);
  return Interval{p - q - reach, p - q + reach};
}

std::optional<Interval> Mean(int64_t n, double mean, double squared_deviations, double level) {
  if (n < 8) return std::nullopt;
  const double df = static_cast<double>(n - 1);
  const double reach =
      TQuantile((1 + level) / 2, df) * std::sqrt(squared_deviations / df / static_cast<double>(n));
  return Interval{mean - reach, mean + reach};
}

Change RelativeChange(double current, double base) {
  Change out;
  out.absolute = current - base;
  if (base > 0) {
    out.relative = current / base - 1;
  } else {
    out.reason = base == 0 ? codes::kBaselineZero : codes::kBaselineNegative;
  }
  return out;
}

}  // namespace mittari::stats
