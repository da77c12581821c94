#include "stats/compare.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "stats/quantile.h"
#include "stats/real.h"

namespace mittari::stats {
namespace {

double LogChoose(double n, double k) {
  return LogGamma(n + 1) - LogGamma(k + 1) - LogGamma(n - k + 1);
}

// Tables as likely as the seen one count with it, whatever the last bits say.
constexpr double kTie = 1e-9;

constexpr double kMostCounted = 1e15;  // counts up to here are whole in a double
constexpr double kMostTables = 1e6;    // that Fisher's test goes through

// Fisher's exact test by minimum likelihood: all tables with these margins that
// are no likelier than the one seen.
double FisherP(double k1, double n1, double k2, double n2) {
  const double events = k1 + k2;
  const double low = std::max(0.0, events - n2);
  const double high = std::min(n1, events);
  const auto log_chance = [&](double x) { return LogChoose(n1, x) + LogChoose(n2, events - x); };
  const double all = LogChoose(n1 + n2, events);
  const double seen = log_chance(k1) + kTie;
  double p = 0;
  for (double x = low; x <= high; ++x) {
    const double chance = log_chance(x);
    if (chance <= seen) p += Exp(chance - all);
  }
  return std::min(p, 1.0);
}

// P(X <= k) and P(X >= k) of a binomial, each to its own relative accuracy.
double BinomialLower(double k, double n, double share) {
  return k < 0 ? 0 : k >= n ? 1 : Beta(n - k, k + 1, 1 - share);
}
double BinomialUpper(double k, double n, double share) {
  return k <= 0 ? 1 : k > n ? 0 : Beta(k, n - k + 1, share);
}

// Two-sided by minimum likelihood. Chances rise to the mode and fall after it,
// so the other tail begins where they first come down to that of k.
double BinomialP(double k, double n, double share) {
  const auto log_chance = [&](double x) {
    return LogChoose(n, x) + x * Log(share) + (n - x) * Log(1 - share);
  };
  const double seen = log_chance(k) + kTie;
  const double mode = std::floor((n + 1) * share);
  if (k == mode || log_chance(std::min(mode, n)) <= seen) return 1;
  const bool below = k < mode;
  // Between the mode and the far end: the nearest count that is no likelier.
  double inside = std::min(mode, n);
  double outside = below ? n + 1 : -1;
  while (std::fabs(outside - inside) > 1) {
    const double middle = std::floor((inside + outside) / 2);
    (log_chance(middle) <= seen ? outside : inside) = middle;
  }
  const double p = below ? BinomialLower(k, n, share) + BinomialUpper(outside, n, share)
                         : BinomialUpper(k, n, share) + BinomialLower(outside, n, share);
  return std::min(p, 1.0);
}

// The places of p in rising order.
std::vector<size_t> Rising(const std::vector<double>& p) {
  std::vector<size_t> order(p.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return p[a] < p[b]; });
  return order;
}

}  // namespace

std::optional<ProportionTest> TwoProportions(double k1, double n1, double k2, double n2,
                                             double level) {
  const std::optional<Interval> interval = Newcombe(k1, n1, k2, n2, level);
  if (!interval || n1 + n2 > kMostCounted) return std::nullopt;
  ProportionTest out;
  out.difference = k1 / n1 - k2 / n2;
  out.interval = *interval;
  const double pooled = (k1 + k2) / (n1 + n2);
  if (pooled > 0 && pooled < 1) {
    out.z = out.difference / std::sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
    out.p_value = 2 * NormalCdf(-std::fabs(*out.z));
  }
  const bool whole = std::floor(k1) == k1 && std::floor(k2) == k2 && std::floor(n1) == n1 && std::floor(n2) == n2;
  const double tables = std::min({n1, n2, k1 + k2, n1 + n2 - k1 - k2});
  if (whole && tables <= kMostTables && std::min(n1, n2) * std::min(pooled, 1 - pooled) < 5) {
    out.exact = true;
    out.p_value = FisherP(k1, n1, k2, n2);
  }
  return out;
}

std::optional<CostTest> TwoCosts(double k1, double s1, double k2, double s2, double level) {
  const double n = k1 + k2;
  if (!(s1 > 0) || !(s2 > 0) || !(k1 >= 0) || !(k2 >= 0) || !(n > 0) || n > kMostCounted ||
      std::floor(k1) != k1 || std::floor(k2) != k2) {
    return std::nullopt;
  }
  CostTest out;
  out.p_value = BinomialP(k1, n, s1 / (s1 + s2));
  const double half = (1 - level) / 2;
  // The share q of the events, as a ratio of costs: (1 - q) / q * s1 / s2.
  const auto as_ratio = [&](double q) { return (1 - q) / q * (s1 / s2); };
  out.ratio.low = k2 == 0 ? 0 : as_ratio(BetaQuantile(1 - half, k1 + 1, k2));
  if (k1 > 0) out.ratio.high = as_ratio(BetaQuantile(half, k1, k2 + 1));
  return out;
}

std::vector<double> Holm(const std::vector<double>& p) {
  std::vector<double> out(p.size());
  double worst = 0;
  double left = static_cast<double>(p.size());
  for (const size_t i : Rising(p)) {
    worst = std::max(worst, std::min(1.0, p[i] * left));
    out[i] = worst;
    --left;
  }
  return out;
}

std::vector<double> BenjaminiHochberg(const std::vector<double>& p) {
  std::vector<double> out(p.size());
  const std::vector<size_t> order = Rising(p);
  const double m = static_cast<double>(p.size());
  double best = 1;
  for (size_t r = order.size(); r-- > 0;) {
    best = std::min(best, p[order[r]] * (m / static_cast<double>(r + 1)));
    out[order[r]] = best;
  }
  return out;
}

}  // namespace mittari::stats
