#include "locale/number_body.h"

#include <algorithm>
#include <string>

#include "locale/cell_text.h"
#include "locale/number.h"

namespace mittari::locale {

bool Scale(const char* digits, int count, int power, bool negative, Decimal* out, double* approx) {
  int first = 0;
  while (first < count && digits[first] == '0') ++first;
  int last = count;
  // Zeros at the end are kept (12.50) unless only their loss makes the rest fit.
  const auto fits = [&] {
    const int length = last - first;
    return length + std::max(power, 0) <= 18 && power >= -Decimal::kMaxScale;
  };
  if (first == count && !fits()) power = 0, last = first;
  while (!fits() && last > first && digits[last - 1] == '0' && power < 0) --last, ++power;
  if (fits()) {
    int64_t units = 0;
    for (int i = first; i < last; ++i) units = units * 10 + (digits[i] - '0');
    if (power > 0) units *= PowerOfTen(power);
    *out = {negative ? -units : units, static_cast<int8_t>(std::max(-power, 0))};
    return true;
  }
  std::string text = negative ? "-" : "";
  text.append(digits + first, static_cast<size_t>(last - first));
  text.push_back('e');
  text += std::to_string(power);
  if (!ParseDouble(text, approx)) *approx = 0;
  // As exactly as 18 digits can say it.
  int64_t units = 0;
  while (last > first && !fits() && power < 0) --last, ++power;
  if (fits()) {
    for (int i = first; i < last; ++i) units = units * 10 + (digits[i] - '0');
    if (power > 0) units *= PowerOfTen(power);
    *out = {negative ? -units : units, static_cast<int8_t>(std::max(-power, 0))};
  } else {
    *out = {};
  }
  return false;
}

bool IsMark(char c) {
  return c == '.' || c == ',' || c == ' ' || c == '\'' || c == CellText::kArabicDecimal ||
         c == CellText::kArabicGroup;
}

bool TakeBody(std::string_view text, size_t* pos, Body* body) {
  constexpr int kMaxMarks = 60;
  char marks[kMaxMarks];
  int groups[kMaxMarks + 1] = {0};
  int n = 0;
  while (*pos < text.size()) {
    const char c = text[*pos];
    if (IsDigit(c)) {
      if (body->count == kMaxDigits) return false;
      body->digits[body->count++] = c;
      ++groups[n];
    } else if (IsMark(c) && *pos + 1 < text.size() && IsDigit(text[*pos + 1]) && n < kMaxMarks) {
      marks[n++] = c;
    } else {
      break;
    }
    ++*pos;
  }
  if (body->count == 0) return false;
  const bool leading_zero = groups[0] > 0 && body->digits[0] == '0';
  if (n == 0) {
    body->id = groups[0] > 1 && leading_zero;
    body->long_integer = groups[0] > 3;
    return true;
  }

  // Are marks[0..m) one mark between groups?
  const auto grouped = [&](int m) {
    if (m == 0 || groups[0] < 1 || groups[0] > 3 || leading_zero) return false;
    bool threes = true, indian = m >= 2 && groups[0] <= 2 && groups[m] == 3;
    for (int i = 0; i < m; ++i) {
      if (marks[i] != marks[0] || marks[i] == CellText::kArabicDecimal) return false;
      threes = threes && groups[i + 1] == 3;
      if (i + 1 < m) indian = indian && groups[i + 1] == 2;
    }
    if (!threes && indian && (marks[0] == ',' || marks[0] == CellText::kArabicGroup)) {
      body->bits |= kIndianGroups;
      return true;
    }
    return threes;
  };
  const auto group_bits = [&] {
    if (marks[0] == ' ') body->bits |= kSpaceGroups;
    if (marks[0] == '\'') body->bits |= kApostropheGroups;
    if (marks[0] == ',') body->bits |= kProvesPoint;
    if (marks[0] == '.') body->bits |= kProvesComma;
  };

  const char last = marks[n - 1];
  const bool decimal_mark = last == '.' || last == ',' || last == CellText::kArabicDecimal;
  if (n == 1 && decimal_mark) {
    body->fraction = groups[1];
    body->id = groups[0] > 1 && leading_zero;
    body->long_integer = groups[0] > 3;
    if (last == CellText::kArabicDecimal) return true;
    body->ambiguous = groups[1] == 3 && groups[0] >= 1 && groups[0] <= 3 && !leading_zero;
    if (!body->ambiguous) body->bits |= last == '.' ? kProvesPoint : kProvesComma;
    return true;
  }
  if (decimal_mark && std::count(marks, marks + n, last) == 1) {
    if (!grouped(n - 1)) return false;
    group_bits();
    body->fraction = groups[n];
    if (last == '.') body->bits |= kProvesPoint;
    if (last == ',') body->bits |= kProvesComma;
    // "1,234٫5" says so by its group mark alone; both at once can't be.
    return (body->bits & (kProvesPoint | kProvesComma)) != (kProvesPoint | kProvesComma);
  }
  if (!grouped(n)) return false;
  group_bits();
  return true;
}

}  // namespace mittari::locale
