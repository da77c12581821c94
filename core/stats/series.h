#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace mittari::stats {

// Of a copy. REQUIRES: not empty.
double Median(std::vector<double> values);

// How values are made even before they are compared: counts by 2 sqrt(x + 3/8), money by
// ln(1 + x), rates as they are.
enum class Transform { kNone, kSquareRoot, kLog };

// A day against the same weekday of the weeks before it.
struct Deviation {
  double baseline = 0;  // median of the same weekday, in the values' own unit
  double scale = 0;     // of the transformed residuals
  double z = 0;         // 0 where the scale is 0
  bool flag = false;    // |z| beyond the threshold, or a change from what never changed
  std::string_view how;  // "mad", "mean_abs" or "constant"
};
// `values` are days in a row, absent where nothing is known; `at` is the day looked at. The scale
// is 1.4826 median |residual| over all days of the weeks before, each against the median of the
// other days of its weekday; 1.2533 mean |residual| where that is 0. Absent below 4 same weekdays,
// where the day itself is absent, or where the transform does not take a value.
std::optional<Deviation> DeviationAt(const std::vector<std::optional<double>>& values, size_t at, int weeks,
                                     double threshold, Transform transform);

// Autoregression by Yule and Walker (biased autocovariances, by Durbin and Levinson).
struct Autoregression {
  std::vector<double> phi;  // of lag 1, 2, ...
  double mean = 0;
};
// Absent where the series is constant or no longer than the order.
std::optional<Autoregression> FitAr(const std::vector<double>& x, int order);
// The order from 0 to `most` with the smallest AICc.
int OrderOf(const std::vector<double>& x, int most);
// x less what the model foretells; shorter by its order.
std::vector<double> Filter(const std::vector<double>& x, const Autoregression& model);

// r_k = sum (u_{t-k} - mean u)(v_t - mean v) / (N s_u s_v) for k = -most..most: k > 0 means that u
// comes first. Empty where one of them is constant. REQUIRES: equal lengths above `most`.
std::vector<double> CrossCorrelation(const std::vector<double>& u, const std::vector<double>& v, int most);

// Ljung and Box's Q over `lags` autocorrelations, against chi-square with lags - fitted degrees of
// freedom (at least 1).
struct Whiteness {
  double q = 0;
  double p_value = 1;
};
std::optional<Whiteness> LjungBox(const std::vector<double>& u, int lags, int fitted = 0);

}  // namespace mittari::stats
