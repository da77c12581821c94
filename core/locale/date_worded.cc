#include <string>

#include "locale/cell_text.h"
#include "locale/date_parts.h"
#include "locale/date_words.h"
#include "locale/fold.h"

namespace mittari::locale::parts {
namespace {

struct Token {
  int value = 0;   // of a number
  int digits = 0;  // 0: a word
  DateWord word;
  char before = ' ';  // the last mark since the token before; ' ' where only spaces
};

constexpr int kMaxTokens = 9;

// Cuts into numbers and words; false where a word is unknown or there are too many.
bool Cut(std::string_view text, Token* tokens, int* count) {
  *count = 0;
  char before = ' ';
  for (size_t pos = 0; pos < text.size();) {
    const char c = text[pos];
    if (!IsDigit(c) && !IsWordByte(c)) {
      // Brackets and the like do not stand in dates.
      if (std::string_view(" .,-/'|()").find(c) == std::string_view::npos) return false;
      if (c != ' ') before = c;
      ++pos;
      continue;
    }
    if (*count == kMaxTokens) return false;
    Token& token = tokens[(*count)++];
    token = {};
    token.before = before;
    before = ' ';
    if (IsDigit(c)) {
      while (pos < text.size() && IsDigit(text[pos])) {
        if (++token.digits > 4) return false;
        token.value = token.value * 10 + (text[pos++] - '0');
      }
    } else {
      const size_t start = pos;
      while (pos < text.size() && IsWordByte(text[pos])) ++pos;
      token.word = FindDateWord(text.substr(start, pos - start));
      if (token.word.kind == DateWord::kNone) return false;
    }
  }
  return *count > 0;
}

bool SetText(uint16_t bit, DateCell* cell) {
  cell->kind = DateKind::kText;
  cell->bits |= bit;
  return true;
}

bool Set(std::optional<Day> day, Grain grain, DateCell* cell) {
  if (!day) return SetText(kNoSuchDay, cell);
  cell->kind = DateKind::kDay;
  cell->grain = grain;
  cell->day = *day;
  return true;
}

bool ReadMonth(const Token* numbers, int count, int before_month, DateWord month,
               const DateContext& context, DateCell* cell) {
  const bool jalali = month.kind == DateWord::kJalaliMonth;
  const auto full_year = [&](int two_digits) {
    cell->bits |= kTwoDigitYear;
    if (jalali) return two_digits + (two_digits <= 50 ? 1400 : 1300);
    return FullYear(two_digits);
  };
  const auto make = [&](int year, int day, Grain grain) {
    if (jalali != IsJalaliYear(year)) return SetText(kNoSuchDay, cell);
    if (jalali) cell->bits |= kProvesJalali;
    return Set(MakeDay(year, month.month, day), grain, cell);
  };
  cell->bits |= kWorded;
  if (count == 1) {
    const Token& only = numbers[0];
    if (only.digits == 4) return make(only.value, 1, Grain::kMonth);
    // Spreadsheets write May 2024 as "May-24" or "May '24".
    if (only.digits == 2 && before_month == 0 && (only.before == '-' || only.before == '\'')) {
      return make(full_year(only.value), 1, Grain::kMonth);
    }
    if (only.digits > 2 || only.value < 1 || only.value > 31) return false;
    if (context.year == 0) return SetText(kNoYear, cell);
    return make(context.year, only.value, Grain::kDay);
  }
  if (count != 2) return false;
  const Token* day = &numbers[0];
  const Token* year = &numbers[1];
  if (day->digits == 4) std::swap(day, year);
  if (day->digits > 2 || (year->digits != 4 && year->digits != 2)) return false;
  // "1 - 31 January" and "May 5 - 26" are spans of days.
  if (year->digits == 2 && (before_month == 2 || (before_month == 0 && numbers[1].before == '-' &&
                                                  numbers[0].before != '-'))) {
    return false;
  }
  return make(year->digits == 4 ? year->value : full_year(year->value), day->value, Grain::kDay);
}

bool ReadWeek(const Token* numbers, int count, DateCell* cell) {
  // 2024-W05-3 names a day of the week.
  const bool with_day = count == 3 && numbers[0].digits == 4 && numbers[2].digits == 1;
  if (count != 2 && !with_day) return false;
  const bool year_first = numbers[0].digits == 4;
  const Token& year = numbers[year_first ? 0 : 1];
  const Token& week = numbers[year_first ? 1 : 0];
  if (year.digits != 4 || week.digits > 2 || year.value < 1900 || year.value > 2100) return false;
  cell->bits |= kWorded;
  const Day monday = DayFromIsoWeek({year.value, week.value});
  const IsoWeek back = IsoWeekFromDay(monday);
  if (week.value < 1 || back.year != year.value || back.week != week.value) {
    return SetText(kNoSuchDay, cell);
  }
  if (!with_day) return Set(monday, Grain::kWeek, cell);
  if (numbers[2].value < 1 || numbers[2].value > 7) return SetText(kNoSuchDay, cell);
  return Set(monday + numbers[2].value - 1, Grain::kDay, cell);
}

bool ReadQuarter(const Token* numbers, int count, DateCell* cell) {
  if (count != 2) return false;
  const bool year_first = numbers[0].digits == 4;
  const Token& year = numbers[year_first ? 0 : 1];
  const Token& quarter = numbers[year_first ? 1 : 0];
  if (quarter.digits != 1 || quarter.value < 1 || quarter.value > 4) return false;
  int full = year.value;
  if (year.digits == 2 && !year_first) {
    full = FullYear(year.value);
    cell->bits |= kTwoDigitYear;
  } else if (year.digits != 4) {
    return false;
  }
  cell->bits |= kWorded;
  if (IsJalaliYear(full)) cell->bits |= kProvesJalali;
  return Set(MakeDay(full, quarter.value * 3 - 2, 1), Grain::kQuarter, cell);
}

}  // namespace

bool ReadWorded(std::string_view text, bool arabic_digits, DateOrder order,
                const DateContext& context, DateCell* cell) {
  cell->bits |= kNotIso;
  std::string folded = Fold(text, {.plain = true, .separators = false});
  // The time stands where a colon is; what is left is the date.
  if (const size_t colon = folded.find(':'); colon != std::string::npos) {
    size_t start = colon;
    while (start > 0 && colon - start < 2 && IsDigit(folded[start - 1])) --start;
    if (start == colon) return false;
    int hour = -1;
    const size_t bytes = TakeTime(std::string_view(folded).substr(start), &hour);
    if (bytes == 0) return false;
    cell->hour = static_cast<int8_t>(hour);
    cell->bits |= kTime;
    folded.erase(start, bytes);
    for (const std::string_view lead : {" klo ", " at ", " saat ", " um ", " a las ", " ساعت "}) {
      const size_t at = folded.rfind(lead);
      if (at != std::string::npos) folded.erase(at, lead.size() - 1);
    }
  }

  Token tokens[kMaxTokens];
  int count = 0;
  if (!Cut(folded, tokens, &count)) return false;
  Token numbers[3];
  int number_count = 0;
  int months = 0, weeks = 0, quarters = 0, weekdays = 0;
  DateWord month;
  int before_month = 0;  // numbers that stand before the month
  for (int i = 0; i < count; ++i) {
    const Token& token = tokens[i];
    if (token.digits > 0) {
      if (number_count == 3) return false;
      numbers[number_count++] = token;
      continue;
    }
    switch (token.word.kind) {
      case DateWord::kMonth:
      case DateWord::kJalaliMonth:
        // "mar, 5 may": the first is a weekday.
        if (months == 1 && month.weekday_too) --months, ++weekdays;
        ++months;
        month = token.word;
        before_month = number_count;
        break;
      case DateWord::kWeek:
        ++weeks;
        break;
      case DateWord::kQuarter:
        ++quarters;
        break;
      case DateWord::kWeekday:
        ++weekdays;
        break;
      default:
        break;
    }
  }
  if (months == 1 && quarters == 0) {
    if (!ReadMonth(numbers, number_count, before_month, month, context, cell)) return false;
    if (weeks > 0 && cell->kind == DateKind::kDay && cell->grain == Grain::kDay) {
      cell->grain = Grain::kWeek;
    }
    return true;
  }
  if (months > 0) return false;
  if (weeks > 0) return ReadWeek(numbers, number_count, cell);
  if (quarters > 0) return ReadQuarter(numbers, number_count, cell);
  if ((weekdays > 0 || cell->hour >= 0) && number_count == 3) {
    // "Tue 05/01/2026", "05.01.2026 (Mon)": without the word.
    const size_t from = folded.find_first_of("0123456789");
    const size_t to = folded.find_last_of("0123456789");
    const int8_t hour = cell->hour;
    if (!ReadNumeric(std::string_view(folded).substr(from, to - from + 1), arabic_digits, order,
                     context, cell)) {
      return false;
    }
    cell->hour = hour;
    return true;
  }
  return false;
}

}  // namespace mittari::locale::parts
