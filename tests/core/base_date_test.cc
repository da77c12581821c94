#include "base/date.h"

#include "gtest/gtest.h"

namespace mittari {
namespace {

TEST(Date, RoundTripsEveryDayOfFourCenturies) {
  Day expected = DayFromCivil({1600, 1, 1});
  for (int year = 1600; year < 2001; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= DaysInMonth(year, month); ++day) {
        const Day got = DayFromCivil({year, month, day});
        ASSERT_EQ(got, expected++);
        const YearMonthDay back = CivilFromDay(got);
        ASSERT_EQ(back.year, year);
        ASSERT_EQ(back.month, month);
        ASSERT_EQ(back.day, day);
      }
    }
  }
  EXPECT_EQ(DayFromCivil({1970, 1, 1}), 0);
}

TEST(Date, IsoWeeksAtTheEdgesOfYears) {
  // Dates and weeks as listed in ISO 8601's own examples.
  const auto week = [](int y, int m, int d) { return IsoWeekFromDay(DayFromCivil({y, m, d})); };
  EXPECT_EQ(week(2008, 12, 29).year, 2009);
  EXPECT_EQ(week(2008, 12, 29).week, 1);
  EXPECT_EQ(week(2010, 1, 3).year, 2009);
  EXPECT_EQ(week(2010, 1, 3).week, 53);
  EXPECT_EQ(week(1977, 1, 1).week, 53);
  EXPECT_EQ(FormatIsoDate(DayFromIsoWeek({2025, 5})), "2025-01-27");
}

TEST(Date, ReadsIsoDatesOnly) {
  EXPECT_EQ(ParseIsoDate("2024-02-29"), DayFromCivil({2024, 2, 29}));
  EXPECT_FALSE(ParseIsoDate("2023-02-29"));
  EXPECT_FALSE(ParseIsoDate("2023-2-9"));
  EXPECT_FALSE(ParseIsoDate("2023-02-290"));
  EXPECT_FALSE(ParseIsoDate("20-3-02-29"));
}

}  // namespace
}  // namespace mittari
