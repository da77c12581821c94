#include "locale/jalali.h"

namespace mittari::locale {
namespace {

constexpr int kLeastYear = 1244;
constexpr int kGreatestYear = 1530;

// Days before the first of Farvardin of `year`, from a fixed origin: eight leap
// years in every 33, four years apart but for one gap of five.
constexpr int DaysBefore(int year) {
  const int shifted = year + 1595;
  return 365 * shifted + shifted / 33 * 8 + (shifted % 33 + 3) / 4;
}

// 1 Farvardin 1402 was 21 March 2023.
constexpr int kKnownYear = 1402;
constexpr Day kKnownDay = 19437;

constexpr Day YearStart(int year) { return kKnownDay + DaysBefore(year) - DaysBefore(kKnownYear); }

constexpr int DaysBeforeMonth(int month) {
  return month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
}

Day StartOf(Day day, int months) {
  const auto date = JalaliFromDay(day);
  if (!date) return day;
  const int month = (date->month - 1) / months * months + 1;
  return YearStart(date->year) + DaysBeforeMonth(month);
}

}  // namespace

bool IsJalaliLeapYear(int year) { return DaysBefore(year + 1) - DaysBefore(year) == 366; }

int DaysInJalaliMonth(int year, int month) {
  if (month < 1 || month > 12) return 0;
  if (month <= 6) return 31;
  return month < 12 || IsJalaliLeapYear(year) ? 30 : 29;
}

std::optional<Day> DayFromJalali(YearMonthDay date) {
  if (date.year < kLeastYear || date.year > kGreatestYear || date.day < 1 ||
      date.day > DaysInJalaliMonth(date.year, date.month)) {
    return std::nullopt;
  }
  return YearStart(date.year) + DaysBeforeMonth(date.month) + date.day - 1;
}

std::optional<YearMonthDay> JalaliFromDay(Day day) {
  if (day < YearStart(kLeastYear) || day >= YearStart(kGreatestYear + 1)) return std::nullopt;
  // 12053 days are 33 years; the guess is off by one at most.
  int year = kKnownYear + static_cast<int>((int64_t{day} - kKnownDay) * 33 / 12053);
  while (day < YearStart(year)) --year;
  while (day >= YearStart(year + 1)) ++year;
  const int of_year = day - YearStart(year);
  const int month = of_year < 186 ? of_year / 31 + 1 : (of_year - 186) / 30 + 7;
  return YearMonthDay{year, month, of_year - DaysBeforeMonth(month) + 1};
}

Day JalaliMonthStart(Day day) { return StartOf(day, 1); }
Day JalaliQuarterStart(Day day) { return StartOf(day, 3); }
Day JalaliYearStart(Day day) { return StartOf(day, 12); }

}  // namespace mittari::locale
