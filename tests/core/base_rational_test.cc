#include <cmath>
#include <cstdint>
#include <string>

#include "base/rational.h"
#include "gtest/gtest.h"

namespace mittari {
namespace {

Rational Text(std::string_view text) { return *Rational::FromText(text); }

// A small generator with a fixed sequence: the same cases on every platform.
class Sequence {
 public:
  uint64_t Next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }

 private:
  uint64_t state_ = 88172645463325252ULL;
};

TEST(Natural, DividesBackForManySizes) {
  Sequence random;
  for (int round = 0; round < 3000; ++round) {
    Natural a(1);
    Natural b(1);
    const int a_size = static_cast<int>(random.Next() % 12);
    const int b_size = static_cast<int>(random.Next() % 8);
    // Limbs of all ones and of zero reach the rare branches of the division.
    const auto limb = [&] {
      const uint64_t kind = random.Next() % 4;
      if (kind == 0) return uint32_t{0xffffffff};
      if (kind == 1) return uint32_t{0};
      return static_cast<uint32_t>(random.Next());
    };
    for (int i = 0; i < a_size; ++i) a = (a << 32) + Natural(limb());
    for (int i = 0; i < b_size; ++i) b = (b << 32) + Natural(limb());
    Natural quotient;
    Natural rest;
    Natural::DivMod(a, b, &quotient, &rest);
    EXPECT_LT(Compare(rest, b), 0);
    EXPECT_EQ(Compare(quotient * b + rest, a), 0) << a.ToText() << " / " << b.ToText();
  }
}

TEST(Natural, PowersOfTenAsText) {
  // 2^200, from Python.
  EXPECT_EQ(Natural::Power(2, 200).ToText(),
            "1606938044258990275541962092341162602522202993782792835301376");
  EXPECT_EQ(Natural::Power(10, 30).ToText(), "1000000000000000000000000000000");
  EXPECT_EQ(Natural().ToText(), "0");
}

TEST(Rational, ReadsAndPrintsDecimals) {
  EXPECT_EQ(Text("12.50").ToText(), "12.5");
  EXPECT_EQ(Text("-0.05").ToText(), "-0.05");
  EXPECT_EQ(Text("1e3").ToText(), "1000");
  EXPECT_EQ(Text("1/60").ToText(), "0.016666666666666666");
  EXPECT_EQ(Text("100/3").ToText(), "33.333333333333336");
  EXPECT_EQ(Text("0.000").ToText(), "0");
  EXPECT_EQ(Text("-0").Sign(), 0);
  for (const char* bad : {"", "-", ".", "1.", "1,5", "1e", "1/0", "x", "1e999", "--1"}) {
    EXPECT_FALSE(Rational::FromText(bad).has_value()) << bad;
  }
}

TEST(Rational, ATenthIsExact) {
  EXPECT_EQ(Rational::FromShortest(0.1) + Rational::FromShortest(0.2), Rational::FromShortest(0.3));
  EXPECT_FALSE(Rational::FromDouble(0.1) == Rational::FromShortest(0.1));
  EXPECT_EQ(Rational::FromDouble(0.1).ToDouble(), 0.1);
}

TEST(Rational, DecimalSums) {
  // 19.99 * 3 = 59.97
  const Rational price = Rational::Of(Decimal{1999, 2});
  EXPECT_EQ(price + price + price, Text("59.97"));
  EXPECT_EQ(Rational::Of(Int128{1} << 100, 3).ToDouble(), std::ldexp(1.0, 100) / 1000);
}

// Nearest doubles computed with Python's fractions (exact) and float(Fraction).
TEST(Rational, RoundsOnceToTheNearestDouble) {
  EXPECT_EQ((Rational(1) / Rational(3)).ToDouble(), 0.3333333333333333);
  EXPECT_EQ((Rational(62500) / Rational(3)).ToDouble(), 20833.333333333332);
  // 2^53 + 1 lies between two doubles: ties go to even.
  EXPECT_EQ(Rational(9007199254740993).ToDouble(), 9007199254740992.0);
  EXPECT_EQ(Rational(9007199254740995).ToDouble(), 9007199254740996.0);
  // A hair above the tie must go up.
  EXPECT_EQ((Rational(9007199254740993) + Text("1e-60")).ToDouble(), 9007199254740994.0);
}

TEST(Rational, EdgesOfTheDoubles) {
  EXPECT_EQ(Text("5e-324").ToDouble(), 5e-324);
  EXPECT_EQ(Text("2.4e-324").ToDouble(), 0.0);
  EXPECT_EQ(Text("2.5e-324").ToDouble(), 5e-324);
  EXPECT_EQ(Text("2.2250738585072011e-308").ToDouble(), 2.2250738585072011e-308);
  EXPECT_EQ(Text("1.7976931348623157e308").ToDouble(), 1.7976931348623157e308);
  EXPECT_FALSE((Text("1.7976931348623157e308") * Rational(2)).FitsDouble());
  EXPECT_TRUE(Text("1e308").FitsDouble());
}

TEST(Rational, DoublesComeBackUnchanged) {
  Sequence random;
  for (int round = 0; round < 20000; ++round) {
    const uint64_t bits = random.Next();
    double value = 0;
    static_assert(sizeof value == sizeof bits);
    __builtin_memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    EXPECT_EQ(Rational::FromDouble(value).ToDouble(), value);
    EXPECT_EQ(Rational::FromShortest(value).ToDouble(), value);
  }
}

// Field laws across the border between small and big numbers.
TEST(Rational, ArithmeticLaws) {
  Sequence random;
  const auto any = [&] {
    const int64_t num = static_cast<int64_t>(random.Next()) >> (random.Next() % 64);
    const int64_t den = static_cast<int64_t>(random.Next() >> (1 + random.Next() % 62)) + 1;
    Rational value = Rational(num) / Rational(den);
    if (random.Next() % 3 == 0) value = value * value * value;
    return value;
  };
  for (int round = 0; round < 3000; ++round) {
    const Rational a = any();
    const Rational b = any();
    const Rational c = any();
    EXPECT_EQ(a + b, b + a);
    EXPECT_EQ((a + b) + c, a + (b + c));
    EXPECT_EQ(a * (b + c), a * b + a * c);
    EXPECT_EQ(a - a, Rational());
    if (!b.IsZero()) {
      EXPECT_EQ(a / b * b, a);
    }
    EXPECT_EQ(Compare(a, b), -Compare(b, a));
    EXPECT_EQ(Compare(a - b, Rational()), Compare(a, b));
  }
}

}  // namespace
}  // namespace mittari
