#pragma once

#include <optional>
#include <string_view>

#include "locale/date.h"

// The steps of ReadDate, shared by its sources.
namespace mittari::locale::parts {

// 00..69 -> 2000..2069, 70..99 -> 1970..1999.
inline int FullYear(int two_digits) { return two_digits + (two_digits < 70 ? 2000 : 1900); }
inline bool IsJalaliYear(int year) { return year >= 1300 && year <= 1500; }

// Day `d` of month `m` in a Jalali or Gregorian year, whichever the year belongs to.
// Gregorian years are 1900..2100.
std::optional<Day> MakeDay(int year, int month, int day);

// Reads a time of day at the start of `text`: 12:00, 5:00:00 AM, 10:11:12.5+03:00,
// "12:00:00 AM|11", "10:00 UTC". Returns the bytes taken, 0 where none stands there.
size_t TakeTime(std::string_view text, int* hour);

// What may follow a date: nothing, a dot, or a time after a space, comma or T.
bool ReadTail(std::string_view tail, DateCell* cell);

// Forms of numbers alone. `text` is a CellText.
bool ReadNumeric(std::string_view text, bool arabic_digits, DateOrder order,
                 const DateContext& context, DateCell* cell);

// Forms with a word: month, week, quarter, weekday.
bool ReadWorded(std::string_view text, bool arabic_digits, DateOrder order,
                const DateContext& context, DateCell* cell);

}  // namespace mittari::locale::parts
