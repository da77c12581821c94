#include "stats/spend_curve.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "stats/line.h"
#include "stats/quantile.h"
#include "stats/real.h"

namespace mittari::stats {
namespace {

constexpr int kMinPeriods = 12;

}  // namespace

double SpendCurve::At(double spend) const { return a * Exp(elasticity * Log(spend)); }

std::optional<SpendCurve> FitSpendCurve(const std::vector<double>& spend, const std::vector<double>& outcomes,
                                        double level) {
  std::vector<double> x;
  std::vector<double> y;
  SpendCurve out;
  for (size_t i = 0; i < spend.size(); ++i) {
    if (!(spend[i] > 0) || !(outcomes[i] > 0)) continue;
    out.least = x.empty() ? spend[i] : std::min(out.least, spend[i]);
    out.most = std::max(out.most, spend[i]);
    x.push_back(Log(spend[i]));
    y.push_back(Log(outcomes[i]));
  }
  out.n = static_cast<int>(x.size());
  if (out.n < kMinPeriods || out.most < 2 * out.least) return std::nullopt;
  const std::optional<Line> line = FitLine(y, x);
  if (!line) return std::nullopt;
  out.elasticity = line->slope;
  out.a = Exp(line->intercept);
  const double reach = TQuantile((1 + level) / 2, out.n - 2) * line->slope_error;
  out.interval = {out.elasticity - reach, out.elasticity + reach};
  out.reportable = out.elasticity > 0 && out.elasticity < 1.2 && 2 * reach < 0.6;
  return out;
}

std::optional<Allocation> Allocate(const std::vector<double>& a, const std::vector<double>& b, double budget,
                                   const std::vector<double>& least, const std::vector<double>& most) {
  double floor = 0;
  double ceiling = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    const double low = least.empty() ? 0 : least[i];
    const double high = most.empty() ? budget : most[i];
    if (!(a[i] > 0) || !(b[i] > 0) || !(b[i] < 1) || low < 0 || high < low) return std::nullopt;
    floor += low;
    ceiling += high;
  }
  if (a.empty() || !(budget > 0) || budget < floor || budget > ceiling) return std::nullopt;
  // Where an outcome costs e^c more: ln s = (ln(a b) + c) / (1 - b).
  Allocation out;
  out.spend.resize(a.size());
  const auto fill = [&](double c) {
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i) {
      const double wanted = Exp(std::min(700.0, (Log(a[i] * b[i]) + c) / (1 - b[i])));
      out.spend[i] = std::clamp(wanted, least.empty() ? 0 : least[i], most.empty() ? budget : most[i]);
      sum += out.spend[i];
    }
    return sum;
  };
  double low = -1000;
  double high = 1000;
  for (int i = 0; i < 200 && high - low > 1e-15 * std::fabs(low); ++i) {
    const double middle = low + (high - low) / 2;
    (fill(middle) < budget ? low : high) = middle;
  }
  out.marginal_cost = Exp(low + (high - low) / 2);
  const double sum = fill(low + (high - low) / 2);
  // The last digits: who is between the limits shares what is over.
  for (double& one : out.spend) one *= budget / sum;
  return out;
}

}  // namespace mittari::stats
