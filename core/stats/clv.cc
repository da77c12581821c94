#include "stats/clv.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "stats/real.h"

namespace mittari::stats {
namespace {

constexpr double kNearOne = 1e-7;
constexpr int kMostTerms = 200000;

double Power(double base, double exponent) { return Exp(exponent * Log(base)); }

// Who did the same, once, with how many they are.
using Tally = std::vector<std::pair<Buyer, double>>;

double Cost(const std::array<double, 4>& logs, const Tally& tally) {
  for (const double log : logs) {
    if (!(std::fabs(log) < 15)) return 1e300;
  }
  const BgNbd model{Exp(logs[0]), Exp(logs[1]), Exp(logs[2]), Exp(logs[3])};
  double sum = 0;
  for (const auto& [buyer, count] : tally) sum -= count * model.LogLikelihood(buyer);
  return std::isfinite(sum) ? sum : 1e300;
}

struct Point {
  std::array<double, 4> at{};
  double cost = 0;
};

// Nelder and Mead's simplex with the usual 1, 2, 1/2, 1/2.
Point Descend(const std::array<double, 4>& start, const Tally& tally) {
  std::array<Point, 5> simplex;
  for (size_t i = 0; i < simplex.size(); ++i) {
    simplex[i].at = start;
    if (i > 0) simplex[i].at[i - 1] += 0.5;
    simplex[i].cost = Cost(simplex[i].at, tally);
  }
  const auto by_cost = [](const Point& p, const Point& q) { return p.cost < q.cost; };
  for (int step = 0; step < 600; ++step) {
    std::sort(simplex.begin(), simplex.end(), by_cost);
    Point& worst = simplex[4];
    if (worst.cost - simplex[0].cost < 1e-10 * (1 + std::fabs(simplex[0].cost))) break;
    std::array<double, 4> centre{};
    for (size_t i = 0; i < 4; ++i) {
      for (size_t d = 0; d < 4; ++d) centre[d] += simplex[i].at[d] / 4;
    }
    const auto along = [&](double factor) {
      Point out;
      for (size_t d = 0; d < 4; ++d) out.at[d] = centre[d] + factor * (worst.at[d] - centre[d]);
      out.cost = Cost(out.at, tally);
      return out;
    };
    const Point mirrored = along(-1);
    if (mirrored.cost < simplex[0].cost) {
      const Point further = along(-2);
      worst = further.cost < mirrored.cost ? further : mirrored;
    } else if (mirrored.cost < simplex[3].cost) {
      worst = mirrored;
    } else {
      const Point inside = along(mirrored.cost < worst.cost ? -0.5 : 0.5);
      if (inside.cost < std::min(mirrored.cost, worst.cost)) {
        worst = inside;
        continue;
      }
      for (size_t i = 1; i < simplex.size(); ++i) {
        for (size_t d = 0; d < 4; ++d) simplex[i].at[d] = (simplex[i].at[d] + simplex[0].at[d]) / 2;
        simplex[i].cost = Cost(simplex[i].at, tally);
      }
    }
  }
  return *std::min_element(simplex.begin(), simplex.end(), by_cost);
}

}  // namespace

double Hypergeometric(double a, double b, double c, double z) {
  double term = 1;
  double sum = 1;
  for (int n = 0; n < kMostTerms; ++n) {
    term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
    sum += term;
    if (std::fabs(term) <= 1e-17 * std::fabs(sum)) break;
  }
  return sum;
}

double BgNbd::Alive(const Buyer& buyer) const {
  if (buyer.x <= 0) return 1;
  const double ratio = (alpha + buyer.age) / (alpha + buyer.recency);
  return 1 / (1 + a / (b + buyer.x - 1) * Power(ratio, r + buyer.x));
}

double BgNbd::Expected(const Buyer& buyer, double t) const {
  if (!(t > 0)) return 0;
  if (std::fabs(a - 1) < kNearOne) {
    BgNbd below = *this;
    BgNbd above = *this;
    below.a = 1 - 10 * kNearOne;
    above.a = 1 + 10 * kNearOne;
    return (below.Expected(buyer, t) + above.Expected(buyer, t)) / 2;
  }
  const double all = alpha + buyer.age + t;
  const double x = buyer.x;
  const double share = Power((alpha + buyer.age) / all, r + x);
  const double series = Hypergeometric(r + x, b + x, a + b + x - 1, t / all);
  return (a + b + x - 1) / (a - 1) * (1 - share * series) * Alive(buyer);
}

double BgNbd::LogLikelihood(const Buyer& buyer) const {
  const double x = buyer.x;
  const auto log_beta = [](double p, double q) { return LogGamma(p) + LogGamma(q) - LogGamma(p + q); };
  const double common = LogGamma(r + x) - LogGamma(r) + r * Log(alpha) - log_beta(a, b);
  const double stayed = log_beta(a, b + x) - (r + x) * Log(alpha + buyer.age);
  if (x <= 0) return common + stayed;
  const double left = log_beta(a + 1, b + x - 1) - (r + x) * Log(alpha + buyer.recency);
  const double high = std::max(stayed, left);
  return common + high + Log(Exp(stayed - high) + Exp(left - high));
}

std::optional<BgNbd> FitBgNbd(const std::vector<Buyer>& buyers) {
  std::map<std::tuple<double, double, double>, double> counts;
  double age = 0;
  for (const Buyer& buyer : buyers) {
    counts[{buyer.x, buyer.recency, buyer.age}] += 1;
    age = std::max(age, buyer.age);
  }
  Tally tally;
  for (const auto& [key, count] : counts) {
    tally.push_back({{std::get<0>(key), std::get<1>(key), std::get<2>(key)}, count});
  }
  if (tally.empty() || !(age > 0)) return std::nullopt;
  const double scale = Log(age / 8);
  const std::array<std::array<double, 4>, 5> starts = {{{0, scale, 0, 0},
                                                        {-1.5, scale, -0.5, 1},
                                                        {1, scale + 1, -1, 0.5},
                                                        {-0.5, scale - 1.5, 1, 2},
                                                        {0.5, scale + 2, -2, 1}}};
  Point best;
  best.cost = 1e300;
  for (const auto& start : starts) {
    Point rest = Descend(start, tally);
    rest = Descend(rest.at, tally);  // once more: a simplex can fall flat
    if (rest.cost < best.cost) best = rest;
  }
  if (best.cost >= 1e300) return std::nullopt;
  return BgNbd{Exp(best.at[0]), Exp(best.at[1]), Exp(best.at[2]), Exp(best.at[3])};
}

std::optional<double> GammaGamma(double p, double q, double v, double x, double mean) {
  if (!(p > 0) || !(q > 0) || !(v > 0) || !(x >= 0) || !(p * x + q > 1)) return std::nullopt;
  return p * (v + x * mean) / (p * x + q - 1);
}

}  // namespace mittari::stats
