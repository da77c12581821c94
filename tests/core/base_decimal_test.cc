#include "base/decimal.h"

#include <cmath>
#include <cstring>
#include <limits>

#include "gtest/gtest.h"

namespace mittari {
namespace {

TEST(Decimal, PrintsAllDigitsOfTheScale) {
  EXPECT_EQ(ToString(Decimal{123450, 2}), "1234.50");
  EXPECT_EQ(ToString(Decimal{-5, 2}), "-0.05");
  EXPECT_EQ(ToString(Decimal{7, 0}), "7");
  EXPECT_EQ(ToString(Decimal{std::numeric_limits<int64_t>::min(), 0}), "-9223372036854775808");
}

TEST(Decimal, RescalesOnlyWithoutLoss) {
  int64_t out = 0;
  EXPECT_TRUE(Rescale(125, 1, 3, &out));
  EXPECT_EQ(out, 12500);
  EXPECT_TRUE(Rescale(12500, 3, 1, &out));
  EXPECT_EQ(out, 125);
  EXPECT_FALSE(Rescale(125, 2, 1, &out));
  EXPECT_FALSE(Rescale(INT64_MAX, 0, 1, &out));
}

TEST(Decimal, IsTheNearestDouble) {
  EXPECT_EQ(ToDouble(Int128{10}, 2), 0.1);
  EXPECT_EQ(ToDouble(Int128{123456789012345678}, 3), 123456789012345.678);
  EXPECT_EQ(ToDouble(Int128{INT64_MAX} * 1000, 18), 9223.372036854775807);
}

TEST(FormatDouble, IsLaidOutAsJavaScriptDoes) {
  // Right-hand sides as printed by String(x) of a JavaScript engine.
  EXPECT_EQ(FormatDouble(10), "10");
  EXPECT_EQ(FormatDouble(-0.0), "0");
  EXPECT_EQ(FormatDouble(0.1), "0.1");
  EXPECT_EQ(FormatDouble(100.0 / 3), "33.333333333333336");
  EXPECT_EQ(FormatDouble(1e21), "1e+21");
  EXPECT_EQ(FormatDouble(123456789012345680000.0), "123456789012345680000");
  EXPECT_EQ(FormatDouble(0.000001), "0.000001");
  EXPECT_EQ(FormatDouble(1.5e-7), "1.5e-7");
  EXPECT_EQ(FormatDouble(5e-324), "5e-324");
  EXPECT_EQ(FormatDouble(1.7976931348623157e308), "1.7976931348623157e+308");
  EXPECT_EQ(FormatDouble(-1234.5), "-1234.5");
}

TEST(FormatDouble, ReadsBackToTheSameDouble) {
  uint64_t state = 88172645463325252ULL;
  for (int i = 0; i < 20000; ++i) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    double value;
    static_assert(sizeof value == sizeof state);
    std::memcpy(&value, &state, sizeof value);
    if (!std::isfinite(value)) continue;
    double back = 0;
    ASSERT_TRUE(ParseDouble(FormatDouble(value), &back));
    ASSERT_EQ(back, value) << FormatDouble(value);
  }
}

}  // namespace
}  // namespace mittari
