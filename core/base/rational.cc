#include "base/rational.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mittari {
namespace {

constexpr int kSmallBits = 126;  // leaves room for one addition in a signed 128-bit number

Uint128 Magnitude(Int128 value) {
  return value < 0 ? -static_cast<Uint128>(value) : static_cast<Uint128>(value);
}

int Bits(Uint128 value) {
  const auto high = static_cast<uint64_t>(value >> 64);
  const auto low = static_cast<uint64_t>(value);
  if (high != 0) return 128 - __builtin_clzll(high);
  return low == 0 ? 0 : 64 - __builtin_clzll(low);
}

int Bits(Int128 value) { return Bits(Magnitude(value)); }

bool ProductFits(Int128 a, Int128 b) { return Bits(a) + Bits(b) <= kSmallBits; }

// num / den rounded once, for den > 0.
double Quotient(bool negative, const Natural& num, const Natural& den) {
  if (num.IsZero()) return 0;
  // 66 or 67 bits of quotient: more than a double holds, with the rest as one sticky bit.
  const int shift = 66 - (num.BitLength() - den.BitLength());
  Natural quotient;
  Natural rest;
  Natural::DivMod(shift > 0 ? num << shift : num, shift < 0 ? den << -shift : den, &quotient,
                  &rest);
  const Uint128 q = quotient.ToUint128();
  const int top = Bits(q) - 1 - shift;  // exponent of the leading bit
  const double sign = negative ? -1 : 1;
  if (top > 1023) return sign * std::numeric_limits<double>::infinity();
  const int precision = top >= -1022 ? 53 : 53 - (-1022 - top);
  if (precision < 0) return sign * 0.0;
  const int drop = Bits(q) - precision;
  Uint128 kept = q >> drop;
  const Uint128 lost = q - (kept << drop);
  const Uint128 half = Uint128{1} << (drop - 1);
  if (lost > half || (lost == half && (!rest.IsZero() || (kept & 1) != 0))) ++kept;
  return sign * std::ldexp(static_cast<double>(static_cast<uint64_t>(kept)), drop - shift);
}

}  // namespace

Rational Rational::Make(bool negative, Natural num, Natural den) {
  const Natural common = Natural::Gcd(num, den);
  Natural rest;
  Natural::DivMod(num, common, &num, &rest);
  Natural::DivMod(den, common, &den, &rest);
  Rational made;
  if (num.BitLength() <= kSmallBits && den.BitLength() <= kSmallBits) {
    const auto value = static_cast<Int128>(num.ToUint128());
    made.num_ = negative ? -value : value;
    made.den_ = static_cast<Int128>(den.ToUint128());
    return made;
  }
  made.big_ = std::make_shared<const Big>(Big{negative, std::move(num), std::move(den)});
  return made;
}

Rational::Big Rational::ToBig() const {
  if (big_) return *big_;
  return {num_ < 0, Natural(Magnitude(num_)), Natural(static_cast<Uint128>(den_))};
}

Rational Rational::Of(Int128 units, int scale) {
  if (Bits(units) > kSmallBits)
    return Make(units < 0, Natural(Magnitude(units)), Natural::Power(10, scale));
  Rational made;
  made.num_ = units;
  made.den_ = PowerOfTen(std::min(scale, Decimal::kMaxScale));
  for (int i = Decimal::kMaxScale; i < scale; ++i) made.den_ *= 10;
  return made;
}

Rational Rational::FromDouble(double value) {
  int exponent = 0;
  const auto mantissa = static_cast<int64_t>(std::ldexp(std::frexp(value, &exponent), 53));
  exponent -= 53;
  const Natural units(Magnitude(mantissa));
  if (exponent >= 0) return Make(value < 0, units << exponent, Natural(1));
  return Make(value < 0, units, Natural(1) << -exponent);
}

Rational Rational::FromShortest(double value) {
  return FromText(FormatDouble(value)).value_or(Rational());
}

std::optional<Rational> Rational::FromText(std::string_view text) {
  if (text.size() > 400) return std::nullopt;
  const size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const auto above = FromText(text.substr(0, slash));
    const auto below = FromText(text.substr(slash + 1));
    if (!above || !below || below->IsZero()) return std::nullopt;
    return *above / *below;
  }
  size_t at = 0;
  const bool negative = at < text.size() && text[at] == '-';
  if (negative) ++at;
  Natural units;
  int scale = 0;
  int digits = 0;
  bool point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9') {
      units.MultiplyAdd(10, static_cast<uint32_t>(c - '0'));
      ++digits;
      if (point) ++scale;
    } else {
      break;
    }
  }
  if (digits == 0 || (point && scale == 0)) return std::nullopt;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    ++at;
    const bool down = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    int exponent = 0;
    const size_t start = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && exponent < 1000; ++at) {
      exponent = exponent * 10 + (text[at] - '0');
    }
    if (at == start || at != text.size() || exponent > 400) return std::nullopt;
    scale += down ? exponent : -exponent;
  }
  if (scale < 0) units = units * Natural::Power(10, -scale);
  // Asked first: arguments are worked out in any order, and one of them takes the units.
  const bool below_zero = negative && !units.IsZero();
  return Make(below_zero, std::move(units), Natural::Power(10, std::max(scale, 0)));
}

int Rational::Sign() const {
  if (big_) return big_->num.IsZero() ? 0 : (big_->negative ? -1 : 1);
  return num_ < 0 ? -1 : (num_ > 0 ? 1 : 0);
}

Rational Rational::operator-() const {
  if (big_) {
    Rational made;
    made.big_ = std::make_shared<const Big>(Big{!big_->negative, big_->num, big_->den});
    return made;
  }
  Rational made = *this;
  made.num_ = -num_;
  return made;
}

Rational operator+(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) {
    Rational sum;
    if (a.den_ == b.den_) {
      if (Bits(a.num_) < kSmallBits && Bits(b.num_) < kSmallBits) {
        sum.num_ = a.num_ + b.num_;
        sum.den_ = a.den_;
        return sum;
      }
    } else if (Bits(a.num_) + Bits(b.den_) < kSmallBits &&
               Bits(b.num_) + Bits(a.den_) < kSmallBits && ProductFits(a.den_, b.den_)) {
      sum.num_ = a.num_ * b.den_ + b.num_ * a.den_;
      sum.den_ = a.den_ * b.den_;
      return sum;
    }
  }
  const Rational::Big x = a.ToBig();
  const Rational::Big y = b.ToBig();
  const Natural left = x.num * y.den;
  const Natural right = y.num * x.den;
  if (x.negative == y.negative) return Rational::Make(x.negative, left + right, x.den * y.den);
  const int order = Compare(left, right);
  if (order == 0) return Rational();
  return order > 0 ? Rational::Make(x.negative, left - right, x.den * y.den)
                   : Rational::Make(y.negative, right - left, x.den * y.den);
}

Rational operator-(const Rational& a, const Rational& b) { return a + (-b); }

Rational operator*(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_ && ProductFits(a.num_, b.num_) && ProductFits(a.den_, b.den_)) {
    Rational product;
    product.num_ = a.num_ * b.num_;
    product.den_ = a.den_ * b.den_;
    return product;
  }
  const Rational::Big x = a.ToBig();
  const Rational::Big y = b.ToBig();
  return Rational::Make(x.negative != y.negative && !x.num.IsZero() && !y.num.IsZero(),
                        x.num * y.num, x.den * y.den);
}

Rational operator/(const Rational& a, const Rational& b) {
  Rational inverse;
  if (b.big_) {
    inverse.big_ = std::make_shared<const Rational::Big>(
        Rational::Big{b.big_->negative, b.big_->den, b.big_->num});
  } else {
    inverse.num_ = b.num_ < 0 ? -b.den_ : b.den_;
    inverse.den_ = b.num_ < 0 ? -b.num_ : b.num_;
  }
  return a * inverse;
}

int Compare(const Rational& a, const Rational& b) {
  if (a.Sign() != b.Sign()) return a.Sign() < b.Sign() ? -1 : 1;
  if (!a.big_ && !b.big_ && ProductFits(a.num_, b.den_) && ProductFits(b.num_, a.den_)) {
    const Int128 left = a.num_ * b.den_;
    const Int128 right = b.num_ * a.den_;
    return left < right ? -1 : (left > right ? 1 : 0);
  }
  const Rational::Big x = a.ToBig();
  const Rational::Big y = b.ToBig();
  const int order = Compare(x.num * y.den, y.num * x.den);
  return x.negative ? -order : order;
}

double Rational::ToDouble() const {
  constexpr Int128 kExact = Int128{1} << 53;
  if (!big_ && num_ >= -kExact && num_ <= kExact && den_ <= kExact) {
    // Both sides are exact doubles: the division rounds once.
    return static_cast<double>(static_cast<int64_t>(num_)) /
           static_cast<double>(static_cast<int64_t>(den_));
  }
  const Big big = ToBig();
  return Quotient(big.negative, big.num, big.den);
}

bool Rational::FitsDouble() const { return !big_ || std::isfinite(ToDouble()); }

std::string Rational::ToText(int max_digits) const {
  const Big big = ToBig();
  const Natural common = Natural::Gcd(big.num, big.den);
  Natural num;
  Natural den;
  Natural rest;
  Natural::DivMod(big.num, common, &num, &rest);
  Natural::DivMod(big.den, common, &den, &rest);
  // A finite decimal has a denominator of twos and fives alone.
  int twos = 0;
  int fives = 0;
  for (auto [factor, count] :
       {std::pair<uint32_t, int*>{2, &twos}, std::pair<uint32_t, int*>{5, &fives}}) {
    Natural divided;
    while (*count <= max_digits) {
      Natural::DivMod(den, Natural(factor), &divided, &rest);
      if (!rest.IsZero()) break;
      den = divided;
      ++*count;
    }
  }
  const int scale = std::max(twos, fives);
  if (den.BitLength() == 1 && scale <= max_digits) {
    for (int i = twos; i < scale; ++i) num.MultiplyAdd(2, 0);
    for (int i = fives; i < scale; ++i) num.MultiplyAdd(5, 0);
    std::string digits = num.ToText();
    if (digits.size() <= static_cast<size_t>(max_digits)) {
      if (digits.size() <= static_cast<size_t>(scale)) {
        digits.insert(0, static_cast<size_t>(scale) + 1 - digits.size(), '0');
      }
      if (scale > 0) digits.insert(digits.size() - static_cast<size_t>(scale), 1, '.');
      return big.negative && !big.num.IsZero() ? "-" + digits : digits;
    }
  }
  return FormatDouble(ToDouble());
}

}  // namespace mittari
