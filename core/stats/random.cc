#include "stats/random.h"

#include <cmath>

#include "stats/quantile.h"
#include "stats/real.h"

namespace mittari::stats {

Random::Random(uint64_t seed) {
  for (uint64_t& word : state_) {
    seed += 0x9E3779B97F4A7C15ull;
    uint64_t z = seed;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    word = z ^ (z >> 31);
  }
}

uint64_t Random::Next() {
  const auto turn = [](uint64_t x, int k) { return (x << k) | (x >> (64 - k)); };
  const uint64_t out = turn(state_[1] * 5, 7) * 9;
  const uint64_t t = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= t;
  state_[3] = turn(state_[3], 45);
  return out;
}

double Random::Uniform() {
  return (static_cast<double>(Next() >> 12) + 0.5) * (1.0 / 4503599627370496.0);
}

uint64_t Random::Below(uint64_t limit) {
  const uint64_t reject = (0 - limit) % limit;
  for (;;) {
    const uint64_t drawn = Next();
    if (drawn >= reject) return drawn % limit;
  }
}

double Random::Normal() {
  // Marsaglia's polar method; the second number is not kept.
  for (;;) {
    const double u = 2 * Uniform() - 1;
    const double v = 2 * Uniform() - 1;
    const double s = u * u + v * v;
    if (s > 0 && s < 1) return u * std::sqrt(-2 * Log(s) / s);
  }
}

double Random::Gamma(double shape) {
  if (shape < 1) return Gamma(shape + 1) * Exp(Log(Uniform()) / shape);
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = Normal();
    const double cubed = 1 + c * x;
    if (cubed <= 0) continue;
    const double v = cubed * cubed * cubed;
    if (Log(Uniform()) < 0.5 * x * x + d - d * v + d * Log(v)) return d * v;
  }
}

double Random::Beta(double a, double b) {
  const double x = Gamma(a);
  return x / (x + Gamma(b));
}

}  // namespace mittari::stats
