#pragma once

#include <cstdint>

namespace mittari {

// digits * 10^exponent. `digits` has no trailing zeros unless it is 0.
struct ShortestDecimal {
  uint64_t digits = 0;  // at most 17 of them
  int exponent = 0;
};

// The decimal of fewest digits that reads back to the same double; of several,
// the nearest. Schubfach (Raffaello Giulietti, "The Schubfach way to render
// doubles", 2020): three multiplications by a power of ten of 128 bits. The
// powers are worked out when first asked for, and kept.
// REQUIRES: value > 0 and finite.
ShortestDecimal Shortest(double value);

}  // namespace mittari
