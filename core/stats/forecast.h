#pragma once

#include <optional>
#include <vector>

#include "stats/interval.h"

namespace mittari::stats {

inline constexpr size_t kMinForecast = 6;

// A value some periods ahead, with its prediction interval.
struct Forecast {
  double mean = 0;
  double low = 0;
  double high = 0;
};

// The last value; deviation of the steps times sqrt(h), t with n - 1 degrees of freedom. For this
// and the next three: REQUIRES: y.size() >= kMinForecast, h >= 1.
Forecast Naive(const std::vector<double>& y, int h, double level);
// The line through the first and the last value: deviation sqrt(h (1 + h / (n - 1))), t(n - 2).
Forecast Drift(const std::vector<double>& y, int h, double level);
// The mean: s sqrt(1 + 1/n), t(n - 1).
Forecast MeanForecast(const std::vector<double>& y, double level);
// The value a season of m periods ago: deviation sqrt(floor((h - 1) / m) + 1), t(n - m).
// REQUIRES: y.size() > m + 1.
Forecast SeasonalNaive(const std::vector<double>& y, int h, int m, double level);

// Simple exponential smoothing: l = alpha y + (1 - alpha) l; every step ahead is foretold by the
// last level, with deviation sigma sqrt(1 + (h - 1) alpha^2), sigma^2 = SSE / (n - 2), t(n - 2).
struct Smoothing {
  double alpha = 0;
  double level0 = 0;
  double sse = 0;
  double level = 0;  // after the last value
  double sigma = 0;
};
Smoothing Smooth(const std::vector<double>& y, double alpha, double level0);
// The alpha of 0.05, 0.10, ... 1.00 with the smallest SSE, each from the first level that is best
// for it by least squares.
Smoothing BestSmoothing(const std::vector<double>& y);
Forecast Ahead(const Smoothing& smoothing, size_t n, int h, double level);

// Errors of forecasts against what came: mean absolute, root mean square, mean (bias), mean
// absolute in per cent, and scaled by the mean step of the history (MASE).
struct Errors {
  double mae = 0;
  double rmse = 0;
  double bias = 0;              // mean of forecast - actual
  std::optional<double> mape;   // absent where an actual is 0
  std::optional<double> mase;   // absent without a history that moves
};
// REQUIRES: equal lengths, not empty.
Errors ErrorsOf(const std::vector<double>& actual, const std::vector<double>& forecast,
                const std::vector<double>& history);

}  // namespace mittari::stats
