#pragma once

#include <optional>
#include <vector>

namespace mittari::stats {

// Least squares of y on 1..n, or on x.
struct Line {
  double intercept = 0;
  double slope = 0;
  double slope_error = 0;
  double residual = 0;  // standard deviation of the residuals, n - 2 degrees of freedom
  double p_value = 1;   // of the slope, two-sided
};
// Absent below 3 points or where x does not vary. REQUIRES: x is empty or as long as y.
std::optional<Line> FitLine(const std::vector<double>& y, const std::vector<double>& x = {});

}  // namespace mittari::stats
