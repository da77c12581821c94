#include "base/decimal.h"

#include <algorithm>
#include <cmath>

#include "base/shortest.h"

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

std::string FormatDouble(double value) {
  std::string out;
  AppendDouble(value, &out);
  return out;
}

void AppendDouble(double value, std::string* out) {
  if (value == 0) {
    out->push_back('0');
    return;
  }
  if (value < 0) out->push_back('-');
  const ShortestDecimal shortest = Shortest(std::fabs(value));
  char digits[20];
  int count = 0;
  for (uint64_t rest = shortest.digits; rest != 0; rest /= 10) {
    digits[sizeof digits - 1 - count++] = static_cast<char>('0' + rest % 10);
  }
  const char* first = digits + sizeof digits - count;
  const int point = count + shortest.exponent;  // digits before the point
  if (count <= point && point <= 21) {
    out->append(first, static_cast<size_t>(count));
    out->append(static_cast<size_t>(point - count), '0');
  } else if (0 < point && point <= 21) {
    out->append(first, static_cast<size_t>(point));
    out->push_back('.');
    out->append(first + point, static_cast<size_t>(count - point));
  } else if (-6 < point && point <= 0) {
    *out += "0.";
    out->append(static_cast<size_t>(-point), '0');
    out->append(first, static_cast<size_t>(count));
  } else {
    const int exponent = point - 1;
    out->push_back(first[0]);
    if (count > 1) {
      out->push_back('.');
      out->append(first + 1, static_cast<size_t>(count - 1));
    }
    *out += exponent < 0 ? "e-" : "e+";
    *out += std::to_string(exponent < 0 ? -exponent : exponent);
  }
}

}  // namespace mittari
