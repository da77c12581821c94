#pragma once

#include <cstdint>

namespace mittari::stats {

// Numbers that look random and are the same on every machine and every run
// (xoshiro256** from a fixed seed by SplitMix64): an answer can be repeated.
class Random {
 public:
  explicit Random(uint64_t seed = 20240229);

  uint64_t Next();
  double Uniform();                // in (0, 1)
  uint64_t Below(uint64_t limit);  // 0..limit - 1, without bias. REQUIRES: limit > 0
  double Normal();
  double Gamma(double shape);          // of scale 1, by Marsaglia and Tsang. REQUIRES: shape > 0
  double Beta(double a, double b);     // REQUIRES: a, b > 0

 private:
  uint64_t state_[4];
};

}  // namespace mittari::stats
