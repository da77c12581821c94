#include "locale/cell_text.h"
#include "locale/number.h"

namespace mittari::locale {
namespace {

struct StyleName {
  NumberStyle style;
  std::string_view name;
};

constexpr StyleName kNames[] = {
    {NumberStyle::kPoint, "1,234.5"},           {NumberStyle::kComma, "1.234,5"},
    {NumberStyle::kSpaceComma, "1 234,5"},      {NumberStyle::kSpacePoint, "1 234.5"},
    {NumberStyle::kApostrophePoint, "1'234.5"},
};

// Bytes of the style's group mark at p; 0 where none stands there.
size_t GroupMark(const char* p, const char* end, NumberStyle style) {
  switch (style) {
    case NumberStyle::kUnknown:
      return 0;
    case NumberStyle::kPoint:
      return *p == ',' ? 1 : 0;
    case NumberStyle::kComma:
      return *p == '.' ? 1 : 0;
    case NumberStyle::kApostrophePoint:
      return *p == '\'' ? 1 : 0;
    case NumberStyle::kSpaceComma:
    case NumberStyle::kSpacePoint:
      break;
  }
  if (*p == ' ') return 1;
  if (end - p >= 2 && p[0] == '\xC2' && p[1] == '\xA0') return 2;                    // no-break
  if (end - p >= 3 && p[0] == '\xE2' && p[1] == '\x80' && p[2] == '\xAF') return 3;  // narrow
  return 0;
}

// The grouped form: p stands at the first group mark, after `lead` digits worth `value`.
bool ReadGrouped(const char* p, const char* end, NumberStyle style, int lead, uint64_t value,
                 bool negative, Decimal* out) {
  if (lead < 1 || lead > 3) return false;
  int digits = lead;
  const char first_mark = *p;
  while (p != end) {
    const size_t mark = GroupMark(p, end, style);
    // One kind of mark per number.
    if (mark == 0 || *p != first_mark || end - p < static_cast<ptrdiff_t>(mark) + 3) break;
    p += mark;
    for (int i = 0; i < 3; ++i, ++p) {
      if (!IsDigit(*p)) return false;
      value = value * 10 + static_cast<uint64_t>(*p - '0');
    }
    digits += 3;
    if (digits > 18) return false;
    if (p != end && IsDigit(*p)) return false;
  }
  int scale = 0;
  if (p != end) {
    if (*p != (HasCommaDecimal(style) ? ',' : '.') || ++p == end) return false;
    for (; p != end; ++p, ++scale) {
      if (!IsDigit(*p) || digits + scale >= 18) return false;
      value = value * 10 + static_cast<uint64_t>(*p - '0');
    }
  }
  const auto units = static_cast<int64_t>(value);
  *out = {negative ? -units : units, static_cast<int8_t>(scale)};
  return true;
}

}  // namespace

std::string_view Name(NumberStyle style) {
  for (const StyleName& entry : kNames) {
    if (entry.style == style) return entry.name;
  }
  return {};
}

NumberStyle NumberStyleFromName(std::string_view name) {
  for (const StyleName& entry : kNames) {
    if (entry.name == name) return entry.style;
  }
  return NumberStyle::kUnknown;
}

bool ReadPlainNumber(std::string_view cell, NumberStyle style, Decimal* out) {
  const char* p = cell.data();
  const char* const end = p + cell.size();
  if (p == end) return false;
  const bool negative = *p == '-';
  p += negative;
  const char* const begin = p;
  uint64_t value = 0;
  while (p != end && IsDigit(*p)) value = value * 10 + static_cast<uint64_t>(*p++ - '0');
  const auto whole = p - begin;
  // 00123 is an id; 19 digits may not fit.
  if (whole == 0 || whole > 18 || (whole > 1 && *begin == '0')) return false;
  int scale = 0;
  if (p != end) {
    if (style == NumberStyle::kUnknown) return false;
    if (*p != (HasCommaDecimal(style) ? ',' : '.')) {
      return *begin != '0' &&
             ReadGrouped(p, end, style, static_cast<int>(whole), value, negative, out);
    }
    const char* const point = p++;
    while (p != end && IsDigit(*p) && p - point <= 18) {
      value = value * 10 + static_cast<uint64_t>(*p++ - '0');
    }
    scale = static_cast<int>(p - point) - 1;
    if (p != end || scale == 0 || whole + scale > 18) return false;
  }
  const auto units = static_cast<int64_t>(value);
  *out = {negative ? -units : units, static_cast<int8_t>(scale)};
  return true;
}

}  // namespace mittari::locale
