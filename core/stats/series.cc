#include "stats/series.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "stats/quantile.h"
#include "stats/real.h"

namespace mittari::stats {
namespace {

constexpr size_t kMinSameWeekday = 4;

double Apply(Transform transform, double x) {
  switch (transform) {
    case Transform::kSquareRoot: return 2 * std::sqrt(x + 0.375);
    case Transform::kLog: return Log(1 + x);
    case Transform::kNone: break;
  }
  return x;
}

double MeanOf(const std::vector<double>& x) {
  double sum = 0;
  for (const double value : x) sum += value;
  return sum / static_cast<double>(x.size());
}

// Biased autocovariances of lags 0..most.
std::vector<double> Autocovariances(const std::vector<double>& x, int most) {
  const double mean = MeanOf(x);
  std::vector<double> out;
  for (size_t k = 0; k <= static_cast<size_t>(most); ++k) {
    double sum = 0;
    for (size_t t = k; t < x.size(); ++t) sum += (x[t] - mean) * (x[t - k] - mean);
    out.push_back(sum / static_cast<double>(x.size()));
  }
  return out;
}

// Durbin and Levinson: phi of every order up to `most`, with its innovation variance.
struct Step {
  std::vector<double> phi;
  double variance = 0;
};
std::vector<Step> Levinson(const std::vector<double>& covariance) {
  std::vector<Step> out = {{{}, covariance[0]}};
  for (size_t p = 1; p < covariance.size(); ++p) {
    const Step& last = out.back();
    if (!(last.variance > 0)) break;
    double over = covariance[p];
    for (size_t j = 0; j + 1 < p; ++j) over -= last.phi[j] * covariance[p - 1 - j];
    const double reflection = over / last.variance;
    Step next;
    for (size_t j = 0; j + 1 < p; ++j) next.phi.push_back(last.phi[j] - reflection * last.phi[p - 2 - j]);
    next.phi.push_back(reflection);
    next.variance = last.variance * (1 - reflection * reflection);
    out.push_back(std::move(next));
  }
  return out;
}

}  // namespace

double Median(std::vector<double> values) {
  const size_t half = values.size() / 2;
  std::sort(values.begin(), values.end());
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::optional<Deviation> DeviationAt(const std::vector<std::optional<double>>& values, size_t at, int weeks,
                                     double threshold, Transform transform) {
  if (at >= values.size() || !values[at] || weeks < 1) return std::nullopt;
  // A root or a log of what is negative would be none.
  const auto usable = [&](double x) { return transform == Transform::kNone || x >= 0; };
  if (!usable(*values[at])) return std::nullopt;
  // By weekday, back from the day looked at: [0] holds its own weekday.
  std::vector<std::vector<double>> raw(7), even(7);
  for (size_t back = 1; back <= static_cast<size_t>(weeks) * 7 && back <= at; ++back) {
    const std::optional<double>& value = values[at - back];
    if (!value) continue;
    if (!usable(*value)) return std::nullopt;
    raw[back % 7].push_back(*value);
    even[back % 7].push_back(Apply(transform, *value));
  }
  if (raw[0].size() < kMinSameWeekday) return std::nullopt;
  std::vector<double> residuals;
  for (const std::vector<double>& same : even) {
    for (size_t i = 0; same.size() > 1 && i < same.size(); ++i) {
      std::vector<double> others = same;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      residuals.push_back(std::fabs(same[i] - Median(std::move(others))));
    }
  }
  Deviation out;
  out.baseline = Median(raw[0]);
  const double distance = Apply(transform, *values[at]) - Median(even[0]);
  out.scale = 1.4826 * Median(residuals);
  out.how = "mad";
  if (out.scale == 0) {
    out.scale = 1.2533 * MeanOf(residuals);
    out.how = "mean_abs";
  }
  if (out.scale > 0) {
    out.z = distance / out.scale;
    out.flag = std::fabs(out.z) > threshold;
  } else {
    out.how = "constant";
    out.flag = distance != 0;
  }
  return out;
}

std::optional<Autoregression> FitAr(const std::vector<double>& x, int order) {
  if (order < 0 || x.size() <= static_cast<size_t>(order) + 1) return std::nullopt;
  std::vector<Step> steps = Levinson(Autocovariances(x, order));
  if (steps.size() <= static_cast<size_t>(order) || !(steps[0].variance > 0)) return std::nullopt;
  return Autoregression{std::move(steps[static_cast<size_t>(order)].phi), MeanOf(x)};
}

int OrderOf(const std::vector<double>& x, int most) {
  const double n = static_cast<double>(x.size());
  const std::vector<Step> steps = Levinson(Autocovariances(x, most));
  int best = 0;
  double least = 0;
  for (size_t p = 0; p < steps.size(); ++p) {
    const double free = n - static_cast<double>(p) - 2;
    if (free <= 0 || !(steps[p].variance > 0)) break;
    const double criterion = n * Log(steps[p].variance) + 2 * (static_cast<double>(p) + 1) * n / free;
    if (p > 0 && criterion >= least) continue;
    least = criterion;
    best = static_cast<int>(p);
  }
  return best;
}

std::vector<double> Filter(const std::vector<double>& x, const Autoregression& model) {
  std::vector<double> out;
  for (size_t t = model.phi.size(); t < x.size(); ++t) {
    double left = x[t] - model.mean;
    for (size_t j = 0; j < model.phi.size(); ++j) left -= model.phi[j] * (x[t - 1 - j] - model.mean);
    out.push_back(left);
  }
  return out;
}

std::vector<double> CrossCorrelation(const std::vector<double>& u, const std::vector<double>& v, int most) {
  const double mean_u = MeanOf(u);
  const double mean_v = MeanOf(v);
  double squares_u = 0;
  double squares_v = 0;
  for (size_t t = 0; t < u.size(); ++t) {
    squares_u += (u[t] - mean_u) * (u[t] - mean_u);
    squares_v += (v[t] - mean_v) * (v[t] - mean_v);
  }
  const double scale = std::sqrt(squares_u) * std::sqrt(squares_v);
  std::vector<double> out;
  if (!(scale > 0)) return out;
  const int n = static_cast<int>(u.size());
  for (int k = -most; k <= most; ++k) {
    double sum = 0;
    for (int t = std::max(0, k); t < std::min(n, n + k); ++t) {
      sum += (u[static_cast<size_t>(t - k)] - mean_u) * (v[static_cast<size_t>(t)] - mean_v);
    }
    out.push_back(sum / scale);
  }
  return out;
}

std::optional<Whiteness> LjungBox(const std::vector<double>& u, int lags, int fitted) {
  if (lags < 1 || u.size() <= static_cast<size_t>(lags)) return std::nullopt;
  const std::vector<double> covariance = Autocovariances(u, lags);
  if (!(covariance[0] > 0)) return std::nullopt;
  const double n = static_cast<double>(u.size());
  Whiteness out;
  for (int k = 1; k <= lags; ++k) {
    const double r = covariance[static_cast<size_t>(k)] / covariance[0];
    out.q += r * r / (n - k);
  }
  out.q *= n * (n + 2);
  out.p_value = GammaQ(std::max(1, lags - fitted) / 2.0, out.q / 2);
  return out;
}

}  // namespace mittari::stats
