#include "stats/target.h"

#include <cmath>
#include <cstddef>

#include "stats/line.h"
#include "stats/quantile.h"

namespace mittari::stats {
namespace {

constexpr size_t kMinHistory = 8;
constexpr double kSignificant = 0.05;

}  // namespace

std::optional<Outlook> ChanceOfSum(const std::vector<double>& history, double needed, int h) {
  if (history.size() < kMinHistory || h < 1) return std::nullopt;
  const double n = static_cast<double>(history.size());
  Outlook out;
  for (const double value : history) out.mean += value;
  out.mean /= n;
  double squares = 0;
  for (const double value : history) squares += (value - out.mean) * (value - out.mean);
  out.deviation = std::sqrt(squares / (n - 1));
  const std::optional<Line> line = FitLine(history);
  if (line && line->p_value < kSignificant) {
    out.trend = true;
    out.slope = line->slope;
    out.df = n - 2;
    double distance = 0;
    for (int k = 1; k <= h; ++k) {
      out.centre += line->intercept + line->slope * (n + k);
      distance += n + k - (n + 1) / 2;
    }
    const double sxx = n * (n * n - 1) / 12;
    out.scale = line->residual * std::sqrt(h + h * (h / n) + distance * distance / sxx);
  } else {
    out.df = n - 1;
    out.centre = h * out.mean;
    out.scale = out.deviation * std::sqrt(h * (1 + h / n));
  }
  if (out.scale > 0) {
    out.t = (needed - out.centre) / out.scale;
    out.probability = TCdf(-out.t, out.df);
  } else {
    out.probability = out.centre >= needed ? 1 : 0;
  }
  return out;
}

std::optional<HitRate> HitsOf(const std::vector<double>& history, int length, double target, bool at_least) {
  if (length < 1 || history.size() < static_cast<size_t>(length)) return std::nullopt;
  HitRate out;
  for (size_t end = history.size(); end >= static_cast<size_t>(length); end -= static_cast<size_t>(length)) {
    double sum = 0;
    for (size_t i = end - static_cast<size_t>(length); i < end; ++i) sum += history[i];
    ++out.windows;
    out.hits += (at_least ? sum >= target : sum <= target) ? 1 : 0;
  }
  out.interval = *Wilson(out.hits, out.windows);
  return out;
}

}  // namespace mittari::stats
