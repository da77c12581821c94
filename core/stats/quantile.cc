#include "stats/quantile.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "stats/real.h"

namespace mittari::stats {
namespace {

constexpr double kHalfLog2Pi = 0.91893853320467274178;

// The root of cdf(x) = p between low and high by Newton's steps, halving where a
// step would leave the bracket. REQUIRES: cdf(low) <= p <= cdf(high).
template <typename Cdf, typename Density>
double Invert(double p, double x, double low, double high, const Cdf& cdf, const Density& density) {
  for (int i = 0; i < 200; ++i) {
    const double error = cdf(x) - p;
    if (error > 0) {
      high = x;
    } else {
      low = x;
    }
    const double slope = density(x);
    double next = slope > 0 ? x - error / slope : low;
    if (!(next > low && next < high)) next = low + (high - low) / 2;
    if (std::fabs(next - x) <= 1e-15 * std::fabs(next) || next == x) return next;
    x = next;
  }
  return x;
}

// Quantiles asked for of late: a report asks for the same few at every group.
class Recent {
 public:
  template <typename Compute>
  double Of(double p, double df, const Compute& compute) {
    uint64_t words[2];
    std::memcpy(&words[0], &p, 8);
    std::memcpy(&words[1], &df, 8);
    const uint64_t hash = (words[0] * 3 + words[1]) * 0x9E3779B97F4A7C15ull;
    Entry& entry = entries_[hash >> 58];
    if (entry.p != p || entry.df != df) {
      const double value = compute();  // it may use this table too
      entries_[hash >> 58] = {p, df, value};
      return value;
    }
    return entry.value;
  }

 private:
  struct Entry {
    double p = -1, df = 0, value = 0;
  };
  std::array<Entry, 64> entries_;
};

double LowerNormalQuantile(double p);
double LowerTQuantile(double p, double df);

}  // namespace

double NormalCdf(double x) {
  const double tail = 0.5 * GammaQ(0.5, x * x / 2);
  return x > 0 ? 1 - tail : tail;
}

double NormalQuantile(double p) {
  if (p == 0.5) return 0;
  if (p > 0.5) return -NormalQuantile(1 - p);
  static thread_local Recent recent;
  return recent.Of(p, 0, [p] { return LowerNormalQuantile(p); });
}

namespace {

double LowerNormalQuantile(double p) {
  // A start good to 4.5e-4 (Abramowitz and Stegun 26.2.23).
  const double t = std::sqrt(-2 * Log(p));
  const double start = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                                 (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
  return Invert(p, start, -40, 0, NormalCdf,
                [](double x) { return Exp(-x * x / 2 - kHalfLog2Pi); });
}

}  // namespace

double TCdf(double t, double df) {
  const double tail = 0.5 * Beta(df / 2, 0.5, df / (df + t * t));
  return t > 0 ? 1 - tail : tail;
}

double TQuantile(double p, double df) {
  if (p == 0.5) return 0;
  if (p > 0.5) return -TQuantile(1 - p, df);
  static thread_local Recent recent;
  return recent.Of(p, df, [p, df] { return LowerTQuantile(p, df); });
}

namespace {

double LowerTQuantile(double p, double df) {
  const double z = NormalQuantile(p);
  const double start = z * (1 + (z * z + 1) / (4 * df));
  double low = start < -1 ? 2 * start : -2;
  while (TCdf(low, df) > p) low *= 4;
  const double norm =
      LogGamma((df + 1) / 2) - LogGamma(df / 2) - 0.5 * Log(df * 3.14159265358979323846);
  return Invert(
      p, start > low ? start : low / 2, low, 0, [df](double x) { return TCdf(x, df); },
      [df, norm](double x) { return Exp(norm - (df + 1) / 2 * Log(1 + x * x / df)); });
}

}  // namespace

double ChiSquareCdf(double x, double df) { return GammaP(df / 2, x / 2); }

namespace {

// Cornish and Fisher's expansion to df^-5/2 (Goldberg and Levine 1946; Johnson,
// Kotz and Balakrishnan, Continuous Univariate Distributions, 18.5). What is left
// out is about 0.055 / df^3 at the 95 % level.
double ChiSquareExpansion(double z, double df) {
  const double root = std::sqrt(2 * df);
  const double z2 = z * z;
  const double z4 = z2 * z2;
  return df + root * z + (2.0 / 3) * (z2 - 1) + z * (z2 - 7) / (9 * root) -
         (6 * z4 + 14 * z2 - 32) / (405 * df) + z * (9 * z4 + 256 * z2 - 433) / (4860 * root * df) +
         (12 * z4 * z2 - 243 * z4 - 923 * z2 + 1472) / (25515 * df * df) -
         z * (3753 * z4 * z2 + 4353 * z4 - 289517 * z2 - 289717) / (9185400 * root * df * df);
}

double ComputeChiSquareQuantile(double p, double df) {
  constexpr double kSmooth = 100;  // from here the expansion is a good start,
  constexpr double kEnough = 2000;  // and from here it is the quantile
  const double z = NormalQuantile(p);
  const bool usual = std::fabs(z) < 4;
  if (usual && df >= kEnough) return ChiSquareExpansion(z, df);
  double start = 0;
  double high = 0;
  if (usual && df >= kSmooth) {
    start = ChiSquareExpansion(z, df);
    high = 2 * df;  // seven standard deviations away
  } else {
    // Wilson and Hilferty's cube.
    const double h = 2 / (9 * df);
    const double cube = 1 - h + z * std::sqrt(h);
    start = cube > 0 ? df * cube * cube * cube : 0;
    if (df > 1e6) return start;
    high = start > 1 ? 2 * start : 2;
    while (ChiSquareCdf(high, df) < p) high *= 2;
  }
  const double norm = LogGamma(df / 2);
  return Invert(
      p, start > 0 ? start : high / 2, 0, high, [df](double x) { return ChiSquareCdf(x, df); },
      [df, norm](double x) {
        return x <= 0 ? 0 : 0.5 * Exp((df / 2 - 1) * Log(x / 2) - x / 2 - norm);
      });
}

}  // namespace

double ChiSquareQuantile(double p, double df) {
  static thread_local Recent recent;
  return recent.Of(p, df, [p, df] { return ComputeChiSquareQuantile(p, df); });
}

double BetaQuantile(double p, double a, double b) {
  const double norm = LogGamma(a + b) - LogGamma(a) - LogGamma(b);
  return Invert(
      p, a / (a + b), 0, 1, [a, b](double x) { return Beta(a, b, x); },
      [a, b, norm](double x) {
        return x <= 0 || x >= 1 ? 0 : Exp(norm + (a - 1) * Log(x) + (b - 1) * Log(1 - x));
      });
}

double FQuantile(double p, double df1, double df2) {
  const double x = BetaQuantile(p, df1 / 2, df2 / 2);
  return x * df2 / ((1 - x) * df1);
}

}  // namespace mittari::stats
