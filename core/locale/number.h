#pragma once

#include <cstdint>
#include <string_view>

#include "base/decimal.h"

namespace mittari::locale {

// How the numbers of a column are written: the mark between groups of three and
// the decimal mark. Indian grouping (12,34,567.89) is kPoint as well.
enum class NumberStyle : uint8_t {
  kUnknown,
  kPoint,            // 1,234.5
  kComma,            // 1.234,5
  kSpaceComma,       // 1 234,5 (also with no-break, narrow and thin spaces)
  kSpacePoint,       // 1 234.5
  kApostrophePoint,  // 1'234.5
};

// "1,234.5", "1.234,5", "1 234,5", "1 234.5", "1'234.5"; "" for kUnknown.
std::string_view Name(NumberStyle style);
// kUnknown for any other text.
NumberStyle NumberStyleFromName(std::string_view name);

// Whether the decimal mark of the style is the comma.
constexpr bool HasCommaDecimal(NumberStyle style) {
  return style == NumberStyle::kComma || style == NumberStyle::kSpaceComma;
}

enum class NumberKind : uint8_t {
  kBlank,      // nothing, or a token that means nothing
  kNumber,     // `value`
  kAmbiguous,  // "1.234", "1,234": `value` and `other`, see below
  kBound,      // "< 10%": `value` is the bound and must not be added up
  kError,      // "#DIV/0!"
  kText,
};

enum class NumberUnit : uint8_t {
  kNone,
  kPercent,     // 12% is {12, 2}: a fraction
  kPermille,    // 12‰ is {12, 3}
  kCurrency,    // `currency` says which
  kDuration,    // seconds
  kMultiplied,  // "12k", "3 bin": already multiplied out
  kWord,        // "4 clicks": a number and one word that is none of the above
};

// What one cell says about its column. A cell that would be unreadable under a
// style is not evidence for the other; it is text.
enum NumberBits : uint16_t {
  kProvesPoint = 1,       // 12.5, 1,234,567, 1234.567, 0.123
  kProvesComma = 2,       // 12,5, 1.234.567
  kSpaceGroups = 4,       // 1 234
  kApostropheGroups = 8,  // 1'234
  kIndianGroups = 16,     // 12,34,567
  kLeadingZero = 32,      // 00123: kText, as it is an id; `value` holds 123
  kInexact = 64,          // more than 18 digits: use `approx`, not `value`
  kAgainstStyle = 128,    // proves the other decimal mark than the style asked for
  kLongInteger = 256,     // 1000 or more without any group mark
  kMinutesSeconds = 512,  // a duration of two parts, 1:23, read as minutes and seconds
  kArabicDigits = 1024,   // Arabic-Indic or Persian digits
  kDressed = 2048,        // more than digits, one minus and a decimal point: was re-read
  kMonetary = 4096,       // a currency stands beside the number, whatever the unit
};

struct NumberCell {
  NumberKind kind = NumberKind::kBlank;
  NumberUnit unit = NumberUnit::kNone;
  uint16_t bits = 0;  // NumberBits
  // kAmbiguous: `value` is the reading with a decimal point (the comma groups),
  // `other` the one with a decimal comma. So "1.234" has {1234, 3} and {1234, 0}.
  Decimal value;
  Decimal other;
  double approx = 0;  // only with kInexact: the nearest double
  // The ISO 4217 code where the sign leaves no doubt ("EUR", "TRY", "BRL"; "IRT"
  // for toman), else the sign itself ("$", "kr", "¥"). Static storage.
  std::string_view currency;

  // The reading in a style; kUnknown gives `value`.
  Decimal In(NumberStyle style) const {
    return kind == NumberKind::kAmbiguous && HasCommaDecimal(style) ? other : value;
  }
};

// Reads one cell as a person would. What the cell proves by itself wins over
// `style` (and sets kAgainstStyle); `style` settles only what is ambiguous, so
// with a known style the kind is never kAmbiguous. Cells above 200 bytes are text.
//
// Reads: ASCII, Arabic-Indic and Persian digits; group and decimal marks . , ' ’
// space (also no-break, narrow, thin) ٫ ٬ ،; minus - − – before or after the
// number or its currency, accounting brackets; plus; currency signs and ISO 4217
// codes; % ٪ ‰, also in front; k, M, bn, bin, milyon, milj., هزار, ...; bounds
// < ≤ > ≥; exponents; durations 00:01:12, 1h 2m, 12s; "4 clicks".
NumberCell ReadNumber(std::string_view cell, NumberStyle style = NumberStyle::kUnknown);

// The fast path for the common cell: optional '-', digits with the style's group
// marks in threes, its decimal mark, at most 18 digits. True and *out, or false
// for everything else, which ReadNumber then reads. Never differs from
// ReadNumber(cell, style). With kUnknown only digits and '-' are taken.
bool ReadPlainNumber(std::string_view cell, NumberStyle style, Decimal* out);

}  // namespace mittari::locale
