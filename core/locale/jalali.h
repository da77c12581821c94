#pragma once

#include <optional>

#include "base/date.h"

namespace mittari::locale {

// The Solar Hijri (Jalali) calendar by the 33-year cycle, which agrees with the
// Iranian calendar for the years 1244 to 1530. Months 1..6 have 31 days, 7..11
// have 30, the twelfth 29 or, in leap years, 30.
inline constexpr int kFirstJalaliYear = 1300;
inline constexpr int kLastJalaliYear = 1500;

bool IsJalaliLeapYear(int year);
int DaysInJalaliMonth(int year, int month);  // 0 where month is not 1..12

// Nothing for a day that does not exist or a year outside 1244..1530.
std::optional<Day> DayFromJalali(YearMonthDay date);
// Nothing outside 1244..1530.
std::optional<YearMonthDay> JalaliFromDay(Day day);

// The first day of the Jalali month, quarter or year that `day` lies in, for
// grouping. REQUIRES: JalaliFromDay(day) is something.
Day JalaliMonthStart(Day day);
Day JalaliQuarterStart(Day day);
Day JalaliYearStart(Day day);

}  // namespace mittari::locale
