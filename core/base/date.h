#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mittari {

// A civil day, counted from 1970-01-01 in the proleptic Gregorian calendar. No
// clock and no time zone: an export's own day is kept as it stands.
using Day = int32_t;

struct YearMonthDay {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
};

struct IsoWeek {
  int year = 1970;  // the ISO year, which may differ from the calendar year
  int week = 1;     // 1..53
};

// Howard Hinnant's days_from_civil. REQUIRES: IsValidDate(date).
Day DayFromCivil(YearMonthDay date);
YearMonthDay CivilFromDay(Day day);

bool IsLeapYear(int year);
int DaysInMonth(int year, int month);  // 0 where month is not 1..12

// Years 1 to 9999 and a day that exists.
bool IsValidDate(YearMonthDay date);

int WeekdayFromMonday(Day day);  // 0 = Monday .. 6 = Sunday
IsoWeek IsoWeekFromDay(Day day);
Day DayFromIsoWeek(IsoWeek week);  // its Monday

// "2025-01-31".
std::string FormatIsoDate(Day day);
// Exactly YYYY-MM-DD; nothing else.
std::optional<Day> ParseIsoDate(std::string_view text);

}  // namespace mittari
