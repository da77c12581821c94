#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/decimal.h"

namespace mittari::locale {

inline constexpr int kMaxDigits = 160;

// The digits of a number and what its marks mean.
struct Body {
  char digits[kMaxDigits];
  int count = 0;
  int fraction = 0;        // digits after the mark, read as a decimal mark
  bool ambiguous = false;  // one . or , before exactly three digits
  bool id = false;         // leading zeros
  bool long_integer = false;
  uint16_t bits = 0;
};

// Group and decimal marks, as CellText gives them.
bool IsMark(char c);

// Takes digits and marks from text[*pos] on; false where the marks make no number.
bool TakeBody(std::string_view text, size_t* pos, Body* body);

// digits * 10^power. False where it does not fit 18 digits and 18 decimals; *approx
// then is the nearest double, and *out as much of it as fits.
bool Scale(const char* digits, int count, int power, bool negative, Decimal* out, double* approx);

}  // namespace mittari::locale
