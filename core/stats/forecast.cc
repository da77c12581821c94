#include "stats/forecast.h"

#include <cmath>
#include <cstddef>

#include "stats/quantile.h"

namespace mittari::stats {
namespace {

Forecast Around(double mean, double deviation, double df, double level) {
  const double reach = TQuantile((1 + level) / 2, df) * deviation;
  return {mean, mean - reach, mean + reach};
}

double LevelAfter(const std::vector<double>& y, double alpha, double level0, double* sse) {
  double level = level0;
  for (const double value : y) {
    const double error = value - level;
    *sse += error * error;
    level = alpha * value + (1 - alpha) * level;
  }
  return level;
}

// One-step errors are c - w * level0 with w = (1 - alpha)^t: the level of least squares.
double BestLevel(const std::vector<double>& y, double alpha) {
  double from_zero = 0;  // the level where level0 is 0
  double weight = 1;
  double over = 0;
  double under = 0;
  for (const double value : y) {
    over += weight * (value - from_zero);
    under += weight * weight;
    from_zero = alpha * value + (1 - alpha) * from_zero;
    weight *= 1 - alpha;
  }
  return over / under;
}

}  // namespace

Forecast Naive(const std::vector<double>& y, int h, double level) {
  const double n = static_cast<double>(y.size());
  double squares = 0;
  for (size_t t = 1; t < y.size(); ++t) squares += (y[t] - y[t - 1]) * (y[t] - y[t - 1]);
  return Around(y.back(), std::sqrt(squares / (n - 1) * h), n - 1, level);
}

Forecast Drift(const std::vector<double>& y, int h, double level) {
  const double n = static_cast<double>(y.size());
  const double step = (y.back() - y.front()) / (n - 1);
  double squares = 0;
  for (size_t t = 1; t < y.size(); ++t) {
    const double error = y[t] - y[t - 1] - step;
    squares += error * error;
  }
  return Around(y.back() + h * step, std::sqrt(squares / (n - 2) * h * (1 + h / (n - 1))), n - 2, level);
}

Forecast MeanForecast(const std::vector<double>& y, double level) {
  const double n = static_cast<double>(y.size());
  double mean = 0;
  for (const double value : y) mean += value;
  mean /= n;
  double squares = 0;
  for (const double value : y) squares += (value - mean) * (value - mean);
  return Around(mean, std::sqrt(squares / (n - 1) * (1 + 1 / n)), n - 1, level);
}

Forecast SeasonalNaive(const std::vector<double>& y, int h, int m, double level) {
  const size_t season = static_cast<size_t>(m);
  const double df = static_cast<double>(y.size() - season);
  double squares = 0;
  for (size_t t = season; t < y.size(); ++t) squares += (y[t] - y[t - season]) * (y[t] - y[t - season]);
  const double mean = y[y.size() - season + static_cast<size_t>((h - 1) % m)];
  return Around(mean, std::sqrt(squares / df * ((h - 1) / m + 1)), df, level);
}

Smoothing Smooth(const std::vector<double>& y, double alpha, double level0) {
  Smoothing out;
  out.alpha = alpha;
  out.level0 = level0;
  out.level = LevelAfter(y, alpha, level0, &out.sse);
  out.sigma = std::sqrt(out.sse / (static_cast<double>(y.size()) - 2));
  return out;
}

Smoothing BestSmoothing(const std::vector<double>& y) {
  std::optional<Smoothing> best;
  for (int twentieth = 1; twentieth <= 20; ++twentieth) {
    const double alpha = twentieth / 20.0;
    const Smoothing tried = Smooth(y, alpha, BestLevel(y, alpha));
    if (!best || tried.sse < best->sse) best = tried;
  }
  return *best;
}

Forecast Ahead(const Smoothing& smoothing, size_t n, int h, double level) {
  const double spread = std::sqrt(1 + (h - 1) * smoothing.alpha * smoothing.alpha);
  return Around(smoothing.level, smoothing.sigma * spread, static_cast<double>(n) - 2, level);
}

Errors ErrorsOf(const std::vector<double>& actual, const std::vector<double>& forecast,
                const std::vector<double>& history) {
  Errors out;
  const double n = static_cast<double>(actual.size());
  double shares = 0;
  bool zero = false;
  for (size_t i = 0; i < actual.size(); ++i) {
    const double error = forecast[i] - actual[i];
    out.mae += std::fabs(error) / n;
    out.rmse += error * error / n;
    out.bias += error / n;
    zero |= actual[i] == 0;
    if (actual[i] != 0) shares += std::fabs(error / actual[i]) / n;
  }
  out.rmse = std::sqrt(out.rmse);
  if (!zero) out.mape = shares;
  double steps = 0;
  for (size_t t = 1; t < history.size(); ++t) steps += std::fabs(history[t] - history[t - 1]);
  if (steps > 0) out.mase = out.mae / (steps / static_cast<double>(history.size() - 1));
  return out;
}

}  // namespace mittari::stats
