#include "base/decimal.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "fast_float/fast_float.h"

namespace mittari {

int64_t PowerOfTen(int n) {
  static constexpr int64_t kPowers[] = {1LL,
                                        10LL,
                                        100LL,
                                        1000LL,
                                        10000LL,
                                        100000LL,
                                        1000000LL,
                                        10000000LL,
                                        100000000LL,
                                        1000000000LL,
                                        10000000000LL,
                                        100000000000LL,
                                        1000000000000LL,
                                        10000000000000LL,
                                        100000000000000LL,
                                        1000000000000000LL,
                                        10000000000000000LL,
                                        100000000000000000LL,
                                        1000000000000000000LL};
  return kPowers[n];
}

bool Rescale(int64_t units, int from, int to, int64_t* out) {
  if (to >= from) {
    const int up = to - from;
    if (up > Decimal::kMaxScale) {
      *out = 0;
      return units == 0;
    }
    return !__builtin_mul_overflow(units, PowerOfTen(up), out);
  }
  const int64_t power = PowerOfTen(std::min(from - to, Decimal::kMaxScale));
  *out = units / power;
  return units % power == 0;
}

std::string ToString(Int128 units, int scale) {
  const bool negative = units < 0;
  // Negating in unsigned form keeps the least value defined.
  unsigned __int128 rest =
      negative ? -static_cast<unsigned __int128>(units) : static_cast<unsigned __int128>(units);
  std::string digits;
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  while (digits.size() <= static_cast<size_t>(scale)) digits.push_back('0');
  std::reverse(digits.begin(), digits.end());
  if (scale > 0) digits.insert(digits.size() - static_cast<size_t>(scale), 1, '.');
  if (negative) digits.insert(digits.begin(), '-');
  return digits;
}

std::string ToString(Decimal value) { return ToString(Int128{value.units}, value.scale); }

double ToDouble(Int128 units, int scale) {
  constexpr Int128 kExact = Int128{1} << 53;
  if (units <= kExact && units >= -kExact && scale <= 18) {
    // Both sides are exact doubles up to 2^53 and 10^22: one rounding only.
    return static_cast<double>(static_cast<int64_t>(units)) /
           static_cast<double>(PowerOfTen(scale));
  }
  double value = 0;
  ParseDouble(ToString(units, scale), &value);
  return value;
}

bool ParseDouble(std::string_view text, double* out) {
  if (text.empty()) return false;
  const auto answer = fast_float::from_chars(text.data(), text.data() + text.size(), *out);
  return answer.ec == std::errc() && answer.ptr == text.data() + text.size() && std::isfinite(*out);
}

std::string FormatDouble(double value) {
  if (value == 0) return "0";
  // Few digits after the point: no other text of up to 15 digits reads as this
  // double, so this one is the shortest. Both operands are exact, and so the
  // quotient is what reading the text would give.
  const double size = std::fabs(value);
  if (size >= 1e-3 && size < 1e9) {
    for (int scale : {0, 2, 5}) {
      const double power = static_cast<double>(PowerOfTen(scale));
      const double units = std::floor(size * power + 0.5);
      if (units / power != size) continue;
      std::string text =
          ToString({static_cast<int64_t>(value < 0 ? -units : units), static_cast<int8_t>(scale)});
      if (scale > 0) {
        while (text.back() == '0') text.pop_back();
        if (text.back() == '.') text.pop_back();
      }
      return text;
    }
  }
  char buffer[40];
  // Normal doubles hold any 15 digits, and %e drops none that matter; subnormal ones hold fewer.
  int precision = std::fabs(value) < 2.3e-308 ? 1 : 15;
  for (; precision <= 17; ++precision) {
    std::snprintf(buffer, sizeof buffer, "%.*e", precision - 1, value);
    double back = 0;
    if (ParseDouble(buffer, &back) && back == value) break;
  }
  // d.ddde±xx -> digits and exponent.
  const std::string_view text(buffer);
  const bool negative = text[0] == '-';
  const size_t e = text.find('e');
  std::string digits;
  for (char c : text.substr(0, e)) {
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  const int exponent = std::atoi(buffer + e + 1);
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1;  // digits before the point
  std::string out = negative ? "-" : "";
  if (count <= point && point <= 21) {
    out += digits;
    out.append(static_cast<size_t>(point - count), '0');
  } else if (0 < point && point <= 21) {
    out += digits.substr(0, static_cast<size_t>(point)) + "." +
           digits.substr(static_cast<size_t>(point));
  } else if (-6 < point && point <= 0) {
    out += "0." + std::string(static_cast<size_t>(-point), '0') + digits;
  } else {
    out += digits.substr(0, 1);
    if (count > 1) out += "." + digits.substr(1);
    out += exponent < 0 ? "e-" : "e+";
    out += std::to_string(exponent < 0 ? -exponent : exponent);
  }
  return out;
}

}  // namespace mittari
