#include "stats/line.h"

#include <cmath>
#include <cstddef>

#include "stats/quantile.h"

namespace mittari::stats {

std::optional<Line> FitLine(const std::vector<double>& y, const std::vector<double>& x) {
  const double n = static_cast<double>(y.size());
  if (y.size() < 3) return std::nullopt;
  const auto at = [&](size_t i) { return x.empty() ? static_cast<double>(i + 1) : x[i]; };
  double mean_x = 0;
  double mean_y = 0;
  for (size_t i = 0; i < y.size(); ++i) {
    mean_x += at(i);
    mean_y += y[i];
  }
  mean_x /= n;
  mean_y /= n;
  double sxx = 0;
  double sxy = 0;
  for (size_t i = 0; i < y.size(); ++i) {
    sxx += (at(i) - mean_x) * (at(i) - mean_x);
    sxy += (at(i) - mean_x) * (y[i] - mean_y);
  }
  if (!(sxx > 0)) return std::nullopt;
  Line out;
  out.slope = sxy / sxx;
  out.intercept = mean_y - out.slope * mean_x;
  double squares = 0;
  for (size_t i = 0; i < y.size(); ++i) {
    const double e = y[i] - out.intercept - out.slope * at(i);
    squares += e * e;
  }
  out.residual = std::sqrt(squares / (n - 2));
  out.slope_error = out.residual / std::sqrt(sxx);
  if (out.slope_error > 0) {
    out.p_value = 2 * TCdf(-std::fabs(out.slope / out.slope_error), n - 2);
  } else {
    out.p_value = out.slope == 0 ? 1 : 0;
  }
  return out;
}

}  // namespace mittari::stats
