#include "stats/decompose.h"

#include <cmath>

#include "stats/real.h"

namespace mittari::stats {

std::optional<Decomposition> Decompose(const std::vector<Part>& parts) {
  Rational n0, d0, n1, d1;
  for (const Part& part : parts) {
    if (part.d0.Sign() < 0 || part.d1.Sign() < 0) return std::nullopt;
    n0 = n0 + part.n0;
    d0 = d0 + part.d0;
    n1 = n1 + part.n1;
    d1 = d1 + part.d1;
  }
  if (d0.Sign() <= 0 || d1.Sign() <= 0) return std::nullopt;
  Decomposition out;
  out.base = n0 / d0;
  out.current = n1 / d1;
  const Rational half = Rational(1) / Rational(2);
  const Rational middle = (out.base + out.current) * half;
  for (const Part& part : parts) {
    Share share;
    const bool was = part.d0.Sign() > 0;
    const bool is = part.d1.Sign() > 0;
    const Rational w0 = part.d0 / d0;
    const Rational w1 = part.d1 / d1;
    const Rational r0 = was ? part.n0 / part.d0 : is ? part.n1 / part.d1 : Rational(0);
    const Rational r1 = is ? part.n1 / part.d1 : r0;
    if (was || is) {
      share.rate = half * (w0 + w1) * (r1 - r0);
      share.mix = (w1 - w0) * (half * (r0 + r1) - middle);
    }
    if (!is) share.no_denominator = share.no_denominator + part.n1 / d1;
    if (!was) share.no_denominator = share.no_denominator - part.n0 / d0;
    out.shares.push_back(std::move(share));
  }
  return out;
}

std::optional<Chain> DriverChain(const std::vector<Factor>& factors) {
  Chain out;
  double log_base = 0;
  double log_current = 0;
  for (const Factor& factor : factors) {
    if (!(factor.base > 0) || !(factor.current > 0)) return std::nullopt;
    log_base += factor.exponent * Log(factor.base);
    log_current += factor.exponent * Log(factor.current);
  }
  out.base = Exp(log_base);
  out.current = Exp(log_current);
  const double distance = log_current - log_base;
  // Near 0 the quotient loses its digits: (e^d - 1) / d = 1 + d/2 + d^2/6 + ...
  const double mean = std::fabs(distance) > 1e-5
                          ? (out.current - out.base) / distance
                          : out.base * (1 + distance / 2 + distance * distance / 6);
  for (const Factor& factor : factors) {
    out.contributions.push_back(mean * factor.exponent * (Log(factor.current) - Log(factor.base)));
  }
  return out;
}

}  // namespace mittari::stats
