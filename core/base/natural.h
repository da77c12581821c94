#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mittari {

__extension__ typedef unsigned __int128 Uint128;

// A whole number >= 0 of any size. Only what Rational needs; schoolbook
// arithmetic, because the numbers are a few machine words long.
class Natural {
 public:
  Natural() = default;
  Natural(Uint128 value);  // NOLINT: a Natural is a number

  bool IsZero() const { return limbs_.empty(); }
  int BitLength() const;  // 0 for zero
  bool FitsUint128() const { return BitLength() <= 128; }
  Uint128 ToUint128() const;   // REQUIRES: FitsUint128()
  std::string ToText() const;  // decimal digits

  // this = this * factor + addend: reads digits one by one.
  void MultiplyAdd(uint32_t factor, uint32_t addend);

  friend int Compare(const Natural& a, const Natural& b);  // -1, 0, 1
  friend Natural operator+(const Natural& a, const Natural& b);
  friend Natural operator-(const Natural& a, const Natural& b);  // REQUIRES: a >= b
  friend Natural operator*(const Natural& a, const Natural& b);
  friend Natural operator<<(const Natural& a, int bits);

  // REQUIRES: divisor is not zero.
  static void DivMod(const Natural& a, const Natural& divisor, Natural* quotient, Natural* rest);
  static Natural Gcd(Natural a, Natural b);
  static Natural Power(uint32_t base, int exponent);

 private:
  void Trim();
  uint32_t DivideSmall(uint32_t divisor);  // in place; returns the rest

  std::vector<uint32_t> limbs_;  // least significant first, no leading zeros
};

}  // namespace mittari
