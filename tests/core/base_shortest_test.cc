// The shortest digits of doubles.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>

#include "base/decimal.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "gtest/gtest.h"

namespace mittari {
namespace {

double FromBits(uint64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

// As ECMAScript prints them (Number::toString), checked against node.
TEST(Shortest, KnownTexts) {
  const std::pair<double, const char*> known[] = {
      {5e-324, "5e-324"},
      {std::numeric_limits<double>::min(), "2.2250738585072014e-308"},
      {std::numeric_limits<double>::max(), "1.7976931348623157e+308"},
      {std::ldexp(1.0, -44), "5.684341886080802e-14"},
      {9007199254740993.0, "9007199254740992"},
      {std::ldexp(1.0, 63), "9223372036854776000"},
      {std::ldexp(1.0, 70), "1.1805916207174113e+21"},
      {2e-44, "2e-44"},
      {1e23, "1e+23"},
      {9.5e-3, "0.0095"},
      {1e-6, "0.000001"},
      {1e-7, "1e-7"},
      {1.5e-7, "1.5e-7"},
      {123456789012345680000.0, "123456789012345680000"},
      {-41.46179401993356, "-41.46179401993356"},
      {0.1 + 0.2, "0.30000000000000004"},
      {4.35, "4.35"},
      {-0.0, "0"},
  };
  for (const auto& [value, text] : known) EXPECT_EQ(FormatDouble(value), text);
}

// No text of fewer digits reads as the double, and none as long is nearer: the
// C library's rounding to n digits is the nearest text of n digits.
TEST(Shortest, AgreesWithTheCLibrary) {
  std::mt19937_64 random(20251122);
  for (int i = 0; i < 60000; ++i) {
    double value = 0;
    switch (i % 4) {
      case 0: value = FromBits(random() & 0x7FFFFFFFFFFFFFFF); break;
      case 1: value = static_cast<double>(random() % 100000000) / 100; break;
      case 2: value = static_cast<double>(random() % 1000003) / static_cast<double>(1 + random() % 999983); break;
      default: value = FromBits(random() & 0x000FFFFFFFFFFFFF);  // subnormal
    }
    if (!std::isfinite(value) || value == 0) continue;
    const std::string text = FormatDouble(value);
    EXPECT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
    char buffer[40];
    int precision = 1;
    for (; precision <= 17; ++precision) {
      std::snprintf(buffer, sizeof buffer, "%.*e", precision - 1, value);
      if (std::strtod(buffer, nullptr) == value) break;
    }
    std::string digits;
    for (const char c : text.substr(0, text.find('e'))) {
      if (c >= '0' && c <= '9' && (c != '0' || !digits.empty())) digits.push_back(c);
    }
    while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
    std::string want(1, buffer[0]);
    if (precision > 1) want.append(buffer + 2, static_cast<size_t>(precision - 1));
    while (want.size() > 1 && want.back() == '0') want.pop_back();
    EXPECT_EQ(digits, want) << text;
  }
}

TEST(JsonWriter, WritesWhatTheTreeWouldGive) {
  const std::string odd = "a\"b\\c\n\t\x01" "ä\xff" "ی";
  Json tree = Json::object();
  tree["text"] = odd;
  tree["list"] = Json::array({1, 2.5, nullptr, true, Json::array(), Json::object()});
  tree[odd] = 3;
  JsonWriter out;
  out.Open('{');
  out.Put("text", odd);
  out.Key("list");
  out.Open('[');
  out.Whole(1);
  out.Number(2.5);
  out.Number(std::numeric_limits<double>::infinity());
  out.Bool(true);
  out.Tree(Json::array());
  out.Open('{');
  out.Close('}');
  out.Close(']');
  out.Key(odd);
  out.Raw("3");
  out.Close('}');
  EXPECT_EQ(std::move(out).Take(), DumpJson(tree));
}

}  // namespace
}  // namespace mittari
