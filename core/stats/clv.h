#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace mittari::stats {

// What a customer who buys without a contract has done, in one unit of time: `x` repeat purchases,
// the last at `recency` after the first, watched for `age`.
struct Buyer {
  double x = 0;
  double recency = 0;
  double age = 0;
};

// The beta-geometric/NBD model of Fader, Hardie and Lee (2005).
struct BgNbd {
  double r = 0;
  double alpha = 0;
  double a = 0;
  double b = 0;

  bool Sound() const { return r > 0 && alpha > 0 && a > 0 && b > 0; }
  // Chance that the buyer will buy again: 1 for x = 0, which is the model's artefact.
  double Alive(const Buyer& buyer) const;
  // Purchases expected in the time `t` to come. At a = 1, the limit.
  double Expected(const Buyer& buyer, double t) const;
  double LogLikelihood(const Buyer& buyer) const;
};

// 2F1(a, b; c; z) by its series. REQUIRES: 0 <= z < 1, c > 0.
double Hypergeometric(double a, double b, double c, double z);

// Maximum likelihood on the parameters' logarithms, by Nelder and Mead from five starts; buyers
// that agree are counted once. Absent where no start comes to rest at finite parameters.
std::optional<BgNbd> FitBgNbd(const std::vector<Buyer>& buyers);

// Mean order value by Gamma-Gamma: p (v + x m) / (p x + q - 1). Absent unless p x + q > 1.
std::optional<double> GammaGamma(double p, double q, double v, double x, double mean);

}  // namespace mittari::stats
