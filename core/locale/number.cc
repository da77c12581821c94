#include "locale/number.h"

#include <string>
#include <utility>

#include "locale/blank.h"
#include "locale/cell_text.h"
#include "locale/currency.h"
#include "locale/number_body.h"
#include "locale/number_words.h"

namespace mittari::locale {
namespace {

// What stands around the digits.
struct Dress {
  bool negative = false;
  bool signed_ = false;
  bool bracket = false;
  NumberUnit unit = NumberUnit::kNone;
  std::string_view currency;
  int power = 0;  // of ten, from k and M, less two for per cent
};

bool TakeRateSign(char c, Dress* dress) {
  if (c != '%' && c != CellText::kPermille) return false;
  if (dress->unit != NumberUnit::kNone) return false;
  dress->unit = c == '%' ? NumberUnit::kPercent : NumberUnit::kPermille;
  dress->power -= c == '%' ? 2 : 3;
  return true;
}

bool TakePrefix(std::string_view text, size_t* pos, Dress* dress) {
  while (*pos < text.size()) {
    const char c = text[*pos];
    if (IsDigit(c)) return true;
    if (IsMark(c) && c != ' ' && c != '\'' && *pos + 1 < text.size() && IsDigit(text[*pos + 1])) {
      return true;  // .5
    }
    if (c == ' ') {
      ++*pos;
    } else if ((c == '-' || c == '+') && !dress->signed_) {
      dress->signed_ = true;
      dress->negative = c == '-';
      ++*pos;
    } else if (c == '(' && !dress->bracket) {
      dress->bracket = true;
      ++*pos;
    } else if (TakeRateSign(c, dress)) {
      ++*pos;
    } else if (c == '\'' && *pos == 0) {
      ++*pos;  // a spreadsheet's "as text" sign
    } else {
      const CurrencyMatch match = CurrencyAtStart(text.substr(*pos));
      if (match.bytes == 0 || !dress->currency.empty()) return false;
      dress->currency = match.code;
      *pos += match.bytes;
    }
  }
  return false;
}

// "1250,-" and "1'250.-": a whole amount; the mark is the decimal one. False where another fraction
// stands before it.
bool TakeNoCents(std::string_view text, size_t* pos, Body* body) {
  if (*pos + 1 >= text.size() || text[*pos + 1] != '-') return true;
  const char mark = text[*pos];
  if (mark != ',' && mark != '.') return true;
  const uint16_t proves = mark == ',' ? kProvesComma : kProvesPoint;
  const uint16_t against = mark == ',' ? kProvesPoint : kProvesComma;
  if (body->ambiguous && text.find(mark) == *pos) {
    body->ambiguous = false;
    body->fraction = 0;
  }
  if (body->ambiguous || body->fraction > 0 || (body->bits & against)) return false;
  body->bits |= proves;
  *pos += 2;
  return true;
}

// Everything after the digits; false where something stands there that is not understood.
bool TakeSuffix(std::string_view text, size_t pos, Dress* dress) {
  bool closed = false;
  bool worded = false;
  while (pos < text.size()) {
    const char c = text[pos];
    if (c == ' ') {
      ++pos;
    } else if (c == ')' && dress->bracket && !closed) {
      closed = true;
      ++pos;
    } else if (c == '-' && !dress->signed_ && !dress->bracket) {
      dress->signed_ = dress->negative = true;
      ++pos;
    } else if (TakeRateSign(c, dress)) {
      ++pos;
    } else if (c == 'e' && pos + 1 == text.size() && pos > 0 && dress->currency.empty() &&
               dress->unit == NumberUnit::kNone) {
      dress->currency = "EUR";  // "50 e", as Finns write it
      ++pos;
    } else {
      const CurrencyMatch match = CurrencyAtStart(text.substr(pos));
      if (match.bytes > 0 && dress->currency.empty() && !worded) {
        dress->currency = match.code;
        pos += match.bytes;
        continue;
      }
      const size_t start = pos;
      while (pos < text.size() && IsWordByte(text[pos])) {
        // "12k€": a sign beyond ASCII is no part of the word.
        if (pos > start && static_cast<unsigned char>(text[pos]) >= 0xC0 &&
            CurrencyAtStart(text.substr(pos)).bytes > 0) {
          break;
        }
        ++pos;
      }
      if (pos == start || worded) return false;
      std::string_view word = text.substr(start, pos - start);
      if (pos < text.size() && text[pos] == '.') ++pos;
      // "12 B$": the currency may follow.
      const bool money = !dress->currency.empty() || CurrencyAtStart(text.substr(pos)).bytes > 0;
      const int power = PowerOfWord(word, money);
      if (power > 0 && dress->unit == NumberUnit::kNone) {
        dress->power += power;
        dress->unit = NumberUnit::kMultiplied;
        continue;
      }
      // "4 clicks": a word of its own, with nothing else around.
      if (word.size() < 2 || text[start - 1] != ' ' || pos != text.size() || text[pos - 1] == '.' ||
          dress->unit != NumberUnit::kNone || !dress->currency.empty()) {
        return false;
      }
      dress->unit = NumberUnit::kWord;
      worded = true;
    }
  }
  if (dress->bracket != closed) return false;
  if (dress->bracket) {
    if (dress->signed_) return false;
    dress->negative = true;
  }
  return true;
}

NumberCell Text() {
  NumberCell cell;
  cell.kind = NumberKind::kText;
  return cell;
}

// Settles what is ambiguous, and notes where the cell speaks against the style.
void Apply(NumberStyle style, NumberCell* cell) {
  if (style == NumberStyle::kUnknown) return;
  const bool comma = HasCommaDecimal(style);
  if (cell->kind == NumberKind::kAmbiguous) {
    cell->kind = NumberKind::kNumber;
    if (comma) cell->value = cell->other;
    cell->other = {};
  } else if (cell->bits & (comma ? kProvesPoint : kProvesComma)) {
    cell->bits |= kAgainstStyle;
  }
}

NumberCell ReadCareful(std::string_view cell, NumberStyle style) {
  const CellText normal(cell);
  if (normal.too_long()) return Text();
  std::string_view text = normal.text();
  NumberCell out;
  const uint16_t common =
      static_cast<uint16_t>(kDressed | (normal.arabic_digits() ? kArabicDigits : 0));

  bool bound = false;
  if (!text.empty() && (text[0] == '<' || text[0] == '>')) {
    bound = true;
    text.remove_prefix(text.size() > 1 && text[1] == '=' ? 2 : 1);
    while (text.starts_with(' ')) text.remove_prefix(1);
  } else if (text.size() > 1 && text.back() == '+') {
    bound = true;
    text.remove_suffix(1);
  }
  const auto finish = [&](NumberKind kind) {
    out.kind = bound ? NumberKind::kBound : kind;
    out.bits |= common;
    return out;
  };

  if (text.find(':') != std::string_view::npos) {
    bool two_parts = false;
    if (!ReadClockDuration(text, &out.value, &two_parts)) return Text();
    out.unit = NumberUnit::kDuration;
    if (two_parts) out.bits |= kMinutesSeconds;
    return finish(NumberKind::kNumber);
  }

  Dress dress;
  Body body;
  size_t pos = 0;
  if (!TakePrefix(text, &pos, &dress)) return Text();
  if (!TakeBody(text, &pos, &body)) return Text();
  int exponent = 0;
  if (pos + 1 < text.size() && (text[pos] == 'e' || text[pos] == 'E')) {
    size_t at = pos + 1;
    const bool minus = text[at] == '-';
    if (text[at] == '-' || text[at] == '+') ++at;
    const size_t start = at;
    while (at < text.size() && IsDigit(text[at]) && at - start < 3) {
      exponent = exponent * 10 + (text[at++] - '0');
    }
    if (at > start && (at == text.size() || !IsDigit(text[at]))) {
      if (minus) exponent = -exponent;
      pos = at;
      if (body.ambiguous) {
        // A mantissa is not grouped.
        body.ambiguous = false;
        body.bits |= text.find(',') == std::string_view::npos ? kProvesPoint : kProvesComma;
      }
    } else {
      exponent = 0;
    }
  }
  if (IsWordByte(pos < text.size() ? text[pos] : ' ') || text.find(' ', pos) != text.npos) {
    if (ReadWordedDuration(text, &out.value)) {
      out.unit = NumberUnit::kDuration;
      return finish(NumberKind::kNumber);
    }
  }
  if (!TakeNoCents(text, &pos, &body)) return Text();
  if (!TakeSuffix(text, pos, &dress)) return Text();

  out.bits = body.bits;
  if (body.long_integer) out.bits |= kLongInteger;
  if (!dress.currency.empty()) out.bits |= kMonetary;
  out.currency = dress.currency;
  out.unit = dress.unit;
  if (out.unit == NumberUnit::kNone && !dress.currency.empty()) out.unit = NumberUnit::kCurrency;

  const int power = dress.power + exponent;
  const auto read = [&](int fraction, Decimal* value) {
    if (!Scale(body.digits, body.count, power - fraction, dress.negative, value, &out.approx)) {
      out.bits |= kInexact;
    }
  };
  read(body.fraction, &out.value);
  if (body.ambiguous) {
    // `value` takes the mark as a decimal point or as a group comma; `other` the reverse.
    Decimal whole;
    read(0, &whole);
    const bool point = text.find('.') != std::string_view::npos;
    const size_t mark = text.find_first_of(".,", text.find_first_of("0123456789"));
    out.other = whole;
    if (!(point && text[mark] == '.')) std::swap(out.value, out.other);
  }
  const bool dressed = dress.signed_ || dress.bracket || out.unit != NumberUnit::kNone;
  if (body.id && !dressed && !bound) {
    out.kind = NumberKind::kText;
    out.bits |= kLeadingZero;
    return out;
  }
  finish(body.ambiguous ? NumberKind::kAmbiguous : NumberKind::kNumber);
  if (!bound) Apply(style, &out);
  if (bound && body.ambiguous && HasCommaDecimal(style)) out.value = out.other;
  if (bound) out.other = {};
  return out;
}

// Digits with at most one minus and one mark: nearly every cell of nearly every file.
bool ReadCommon(std::string_view cell, NumberStyle style, NumberCell* out) {
  if (cell.empty() || cell.size() > 19) return false;
  const bool negative = cell[0] == '-';
  size_t pos = negative;
  const size_t begin = pos;
  int64_t value = 0;
  while (pos < cell.size() && IsDigit(cell[pos])) value = value * 10 + (cell[pos++] - '0');
  const size_t whole = pos - begin;
  if (whole == 0 || whole > 18 || (whole > 1 && cell[begin] == '0')) return false;
  int scale = 0;
  out->kind = NumberKind::kNumber;
  if (whole > 3) out->bits = kLongInteger;
  if (pos < cell.size()) {
    const char mark = cell[pos++];
    if (mark != '.' && mark != ',') return false;
    const int64_t integer = value;
    const size_t start = pos;
    while (pos < cell.size() && IsDigit(cell[pos])) value = value * 10 + (cell[pos++] - '0');
    scale = static_cast<int>(pos - start);
    if (pos != cell.size() || scale == 0 || whole + static_cast<size_t>(scale) > 18) return false;
    if (mark == ',') out->bits |= kDressed;
    if (scale == 3 && whole <= 3 && integer != 0) {
      out->kind = NumberKind::kAmbiguous;
      if (HasCommaDecimal(style)) out->bits |= kDressed;
      const Decimal fraction{negative ? -value : value, 3};
      const Decimal grouped{fraction.units, 0};
      out->value = mark == '.' ? fraction : grouped;
      out->other = mark == '.' ? grouped : fraction;
      Apply(style, out);
      return true;
    }
    out->bits |= mark == '.' ? kProvesPoint : kProvesComma;
  } else if (pos != cell.size()) {
    return false;
  }
  out->value = {negative ? -value : value, static_cast<int8_t>(scale)};
  Apply(style, out);
  return true;
}

}  // namespace

NumberCell ReadNumber(std::string_view cell, NumberStyle style) {
  while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
  while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
  NumberCell out;
  if (ReadCommon(cell, style, &out)) return out;
  out = {};
  // No such token begins with a digit.
  if (!cell.empty() && IsDigit(cell[0])) return ReadCareful(cell, style);
  if (IsBlankToken(cell)) return out;
  if (HasNoDigit(cell)) {
    out.kind = IsErrorToken(cell) ? NumberKind::kError : NumberKind::kText;
    return out;
  }
  if (IsErrorToken(cell)) {
    out.kind = NumberKind::kError;
    return out;
  }
  return ReadCareful(cell, style);
}

}  // namespace mittari::locale
