#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "base/natural.h"

namespace mittari {

// An exact fraction. Sums of decimals, their products and quotients stay exact
// until ToDouble rounds once, so a metric is the double nearest to the true
// quotient whatever the order of its terms.
//
// Up to 126 bits a side it is two machine numbers and allocates nothing;
// beyond, it moves to numbers of any size by itself.
class Rational {
 public:
  Rational() = default;
  Rational(int64_t value) : num_(value) {}  // NOLINT: a whole number is a fraction

  // units / 10^scale. REQUIRES: 0 <= scale <= 36.
  static Rational Of(Int128 units, int scale = 0);
  static Rational Of(Decimal value) { return Of(value.units, value.scale); }

  // The very number the double holds (a binary fraction). REQUIRES: finite.
  static Rational FromDouble(double value);

  // The shortest decimal that reads as this double: 0.1 becomes 1/10. Right
  // for numbers that a person typed. REQUIRES: finite.
  static Rational FromShortest(double value);

  // "12.50", "-3", "1.5e-7", "1/60"; nothing else, and at most 400 characters.
  static std::optional<Rational> FromText(std::string_view text);

  int Sign() const;  // -1, 0, 1
  bool IsZero() const { return Sign() == 0; }

  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  friend Rational operator/(const Rational& a, const Rational& b);  // REQUIRES: b is not zero
  Rational operator-() const;

  friend int Compare(const Rational& a, const Rational& b);  // -1, 0, 1
  friend bool operator==(const Rational& a, const Rational& b) { return Compare(a, b) == 0; }
  friend bool operator<(const Rational& a, const Rational& b) { return Compare(a, b) < 0; }
  friend bool operator>(const Rational& a, const Rational& b) { return Compare(a, b) > 0; }

  // The nearest double, ties to even. Infinite beyond the doubles' range: ask
  // FitsDouble first where that can be.
  double ToDouble() const;
  bool FitsDouble() const;

  // The exact decimal where it has one of at most `max_digits` ("12480",
  // "0.05"), else the shortest text of ToDouble(). REQUIRES: FitsDouble().
  std::string ToText(int max_digits = 21) const;

 private:
  struct Big {
    bool negative = false;
    Natural num;
    Natural den;
  };

  static Rational Make(bool negative, Natural num, Natural den);
  Big ToBig() const;

  // num_ / den_ with den_ > 0, both within 126 bits, not necessarily in lowest
  // terms; unless big_ is set.
  Int128 num_ = 0;
  Int128 den_ = 1;
  std::shared_ptr<const Big> big_;
};

}  // namespace mittari
