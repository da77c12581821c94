#include "base/shortest.h"

#include <array>
#include <cstring>

#include "base/natural.h"

namespace mittari {
namespace {

constexpr int kLeast = -292;  // of the powers of ten that doubles need
constexpr int kGreatest = 324;

// 10^power = g * 2^r with 2^127 <= g < 2^128, rounded up.
struct Power {
  uint64_t high = 0;  // 0: not worked out yet
  uint64_t low = 0;
};

Power WorkOut(int power) {
  const Natural ten = Natural::Power(10, power < 0 ? -power : power);
  const int bits = ten.BitLength();
  Uint128 value = 0;
  if (power >= 0 && bits <= 128) {
    value = ten.ToUint128() << (128 - bits);
  } else {
    Natural quotient;
    Natural rest;
    if (power >= 0) {
      Natural::DivMod(ten, Natural(1) << (bits - 128), &quotient, &rest);
    } else {
      Natural::DivMod(Natural(1) << (127 + bits), ten, &quotient, &rest);
    }
    value = quotient.ToUint128() + (rest.IsZero() ? 0 : 1);
  }
  return {static_cast<uint64_t>(value >> 64), static_cast<uint64_t>(value)};
}

const Power& PowerOf(int power) {
  static thread_local std::array<Power, kGreatest - kLeast + 1> known;
  Power& at = known[static_cast<size_t>(power - kLeast)];
  if (at.high == 0) at = WorkOut(power);
  return at;
}

// The upper 64 bits of the product, the last one set where any below it is.
uint64_t RoundToOdd(const Power& g, uint64_t c) {
  const Uint128 low = static_cast<Uint128>(g.low) * c;
  const Uint128 high = static_cast<Uint128>(g.high) * c + static_cast<uint64_t>(low >> 64);
  return static_cast<uint64_t>(high >> 64) | (static_cast<uint64_t>(high) > 1 ? 1 : 0);
}

// floor(log2(10^e)) and floor(log10(2^e)), the latter for 3/4 * 2^e where `closer`.
int FloorLog2OfPower(int e) { return (e * 1741647) >> 19; }
int FloorLog10OfPower(int e, bool closer) { return (e * 1262611 - (closer ? 524031 : 0)) >> 22; }

ShortestDecimal Trimmed(uint64_t digits, int exponent) {
  while (digits % 10 == 0) {
    digits /= 10;
    ++exponent;
  }
  return {digits, exponent};
}

}  // namespace

ShortestDecimal Shortest(double value) {
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  const uint64_t mantissa = bits & ((uint64_t{1} << 52) - 1);
  const int field = static_cast<int>(bits >> 52) & 0x7FF;
  const uint64_t c = field == 0 ? mantissa : mantissa | (uint64_t{1} << 52);
  const int q = (field == 0 ? 1 : field) - 1075;
  if (q <= 0 && q > -53 && (c & ((uint64_t{1} << -q) - 1)) == 0) return Trimmed(c >> -q, 0);

  const bool even = c % 2 == 0;
  const bool closer = mantissa == 0 && field > 1;  // the neighbour below is half as far
  const int k = FloorLog10OfPower(q, closer);
  const int h = q + FloorLog2OfPower(-k) + 1;
  const Power& g = PowerOf(-k);
  const uint64_t v = RoundToOdd(g, 4 * c << h);
  const uint64_t lower = RoundToOdd(g, (4 * c - 2 + (closer ? 1 : 0)) << h) + (even ? 0 : 1);
  const uint64_t upper = RoundToOdd(g, (4 * c + 2) << h) - (even ? 0 : 1);
  const uint64_t s = v / 4;
  if (s >= 10) {
    const uint64_t tens = s / 10;
    const bool below = lower <= 40 * tens;
    const bool above = 40 * tens + 40 <= upper;
    if (below != above) return Trimmed(tens + (above ? 1 : 0), k + 1);
  }
  const bool below = lower <= 4 * s;
  const bool above = 4 * s + 4 <= upper;
  if (below != above) return Trimmed(s + (above ? 1 : 0), k);
  const uint64_t middle = 4 * s + 2;
  return Trimmed(s + (v > middle || (v == middle && s % 2 != 0) ? 1 : 0), k);
}

}  // namespace mittari
