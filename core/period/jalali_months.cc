#include "period/jalali_months.h"

namespace mittari::period {
namespace {

constexpr int kCycleYears = 33;
constexpr int kCycleDays = 12053;

// Days before 1 Farvardin of `year`, from a fixed origin. 1595 years on, the cycle's one gap of
// five years between leap years falls at its seam.
constexpr int DaysBefore(int year) {
  const int shifted = year + 1595;
  return 365 * shifted + shifted / kCycleYears * 8 + (shifted % kCycleYears + 3) / 4;
}

// 1 Farvardin 1402 was 21 March 2023.
constexpr int kKnownYear = 1402;
constexpr Day kKnownDay = 19437;

constexpr Day YearStart(int year) { return kKnownDay + DaysBefore(year) - DaysBefore(kKnownYear); }

class Months final : public MonthSystem {
 public:
  int32_t MonthOf(Day day) const override {
    // The guess is off by one at most.
    int year = kKnownYear + static_cast<int>((int64_t{day} - kKnownDay) * kCycleYears / kCycleDays);
    while (day < YearStart(year)) --year;
    while (day >= YearStart(year + 1)) ++year;
    const int of_year = day - YearStart(year);
    return year * 12 + (of_year < 186 ? of_year / 31 : (of_year - 186) / 30 + 6);
  }

  Day FirstDayOf(int32_t month) const override {
    const int year = month / 12;
    const int of_year = month % 12;
    return YearStart(year) + (of_year <= 6 ? of_year * 31 : 186 + (of_year - 6) * 30);
  }
};

}  // namespace

const MonthSystem& JalaliMonths() {
  static const Months months;
  return months;
}

}  // namespace mittari::period
