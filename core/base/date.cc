#include "base/date.h"

#include <cstdio>

namespace mittari {

Day DayFromCivil(YearMonthDay date) {
  const int y = date.year - (date.month <= 2 ? 1 : 0);
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

YearMonthDay CivilFromDay(Day day) {
  const int z = day + 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int day_of_era = z - era * 146097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted_month = (5 * day_of_year + 2) / 153;
  const int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
          day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

bool IsLeapYear(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int DaysInMonth(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  return month == 2 && IsLeapYear(year) ? 29 : kDays[month - 1];
}

bool IsValidDate(YearMonthDay date) {
  return date.year >= 1 && date.year <= 9999 && date.day >= 1 &&
         date.day <= DaysInMonth(date.year, date.month);
}

int WeekdayFromMonday(Day day) {
  const int from_thursday = day % 7;  // 1970-01-01 was a Thursday
  return (from_thursday + 7 + 3) % 7;
}

IsoWeek IsoWeekFromDay(Day day) {
  // The ISO year of a day is the calendar year of its week's Thursday.
  const Day thursday = day - WeekdayFromMonday(day) + 3;
  const int year = CivilFromDay(thursday).year;
  return {year, (thursday - DayFromCivil({year, 1, 1})) / 7 + 1};
}

Day DayFromIsoWeek(IsoWeek week) {
  const Day fourth = DayFromCivil({week.year, 1, 4});  // always in week 1
  return fourth - WeekdayFromMonday(fourth) + (week.week - 1) * 7;
}

std::string FormatIsoDate(Day day) {
  const YearMonthDay date = CivilFromDay(day);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return text;
}

std::optional<Day> ParseIsoDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int parts[3] = {0, 0, 0};
  int part = 0;
  for (char c : text) {
    if (c == '-') {
      ++part;
    } else if (c >= '0' && c <= '9') {
      parts[part] = parts[part] * 10 + (c - '0');
    } else {
      return std::nullopt;
    }
    if (part > 2) return std::nullopt;
  }
  const YearMonthDay date{parts[0], parts[1], parts[2]};
  if (!IsValidDate(date)) return std::nullopt;
  return DayFromCivil(date);
}

}  // namespace mittari
