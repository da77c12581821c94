#include "period/jalali_months.h"

#include <gtest/gtest.h>

#include <string>

#include "base/date.h"
#include "period/bucket.h"
#include "period/compare.h"

namespace mittari::period {
namespace {

Day At(int year, int month, int day) { return DayFromCivil({year, month, day}); }

Calendar Jalali() {
  Calendar calendar;
  calendar.months = &JalaliMonths();
  calendar.week_start = 5;
  return calendar;
}

// First days as the Iranian calendar has them.
TEST(JalaliMonths, FirstDaysOfYearsAndMonths) {
  const MonthSystem& months = JalaliMonths();
  EXPECT_EQ(months.FirstDayOf(1357 * 12), At(1978, 3, 21));
  EXPECT_EQ(months.FirstDayOf(1400 * 12), At(2021, 3, 21));
  EXPECT_EQ(months.FirstDayOf(1403 * 12), At(2024, 3, 20));
  EXPECT_EQ(months.FirstDayOf(1404 * 12), At(2025, 3, 21));
  EXPECT_EQ(months.FirstDayOf(1408 * 12), At(2029, 3, 20));
  EXPECT_EQ(months.FirstDayOf(1404 * 12 + 6), At(2025, 9, 23));    // Mehr
  EXPECT_EQ(months.FirstDayOf(1403 * 12 + 11), At(2025, 2, 19));   // Esfand of a leap year
}

TEST(JalaliMonths, EveryDayLiesInItsMonthAndMonthsAreWithoutGaps) {
  const MonthSystem& months = JalaliMonths();
  int32_t month = months.MonthOf(At(1921, 3, 21));
  EXPECT_EQ(month, 1300 * 12);
  for (Day day = At(1921, 3, 21); day < At(2122, 3, 1); ++day) {
    const int32_t now = months.MonthOf(day);
    if (now != month) {
      ASSERT_EQ(now, month + 1);
      ASSERT_EQ(months.FirstDayOf(now), day);
      month = now;
    }
    ASSERT_LE(months.FirstDayOf(now), day);
    ASSERT_LT(day, months.FirstDayOf(now + 1));
  }
}

TEST(JalaliMonths, KeysOfPeriodsAreReadBack) {
  const Calendar calendar = Jalali();
  const Day day = At(2025, 3, 20);  // 30 Esfand 1403, a Thursday
  EXPECT_EQ(KeyOf(BucketOf(day, Grain::kMonth, calendar), Grain::kMonth, calendar), "1403-12");
  EXPECT_EQ(KeyOf(BucketOf(day, Grain::kQuarter, calendar), Grain::kQuarter, calendar), "1403-Q4");
  EXPECT_EQ(KeyOf(BucketOf(day, Grain::kYear, calendar), Grain::kYear, calendar), "1403");
  for (const Grain grain : {Grain::kDay, Grain::kWeek, Grain::kMonth, Grain::kQuarter, Grain::kYear}) {
    for (Day at = At(2023, 1, 1); at < At(2027, 1, 1); ++at) {
      const Bucket bucket = BucketOf(at, grain, calendar);
      ASSERT_EQ(BucketFromKey(KeyOf(bucket, grain, calendar), grain, calendar), bucket) << at;
    }
  }
}

TEST(BucketFromKey, ReadsFiscalYearsAndWeeksOfEveryStart) {
  for (const int week_start : {0, 5, 6}) {
    for (const int first_month : {1, 4, 7}) {
      const Calendar calendar{week_start, first_month, nullptr};
      for (const Grain grain : {Grain::kWeek, Grain::kMonth, Grain::kQuarter, Grain::kYear}) {
        for (Day at = At(2019, 12, 20); at < At(2027, 1, 15); at += 3) {
          const Bucket bucket = BucketOf(at, grain, calendar);
          ASSERT_EQ(BucketFromKey(KeyOf(bucket, grain, calendar), grain, calendar), bucket)
              << KeyOf(bucket, grain, calendar);
        }
      }
    }
  }
  // April 2025 opens the fiscal year that ends in March 2026.
  const Calendar fiscal{0, 4, nullptr};
  EXPECT_EQ(KeyOf(BucketOf(At(2025, 4, 1), Grain::kYear, fiscal), Grain::kYear, fiscal), "FY2026");
  EXPECT_EQ(BucketFromKey("2026", Grain::kYear, fiscal), std::nullopt);
  EXPECT_EQ(BucketFromKey("2025-W53", Grain::kWeek), std::nullopt);
}

TEST(JalaliMonths, AMonthIsComparedWithTheMonthBeforeAndTheYearAgo) {
  const Calendar calendar = Jalali();
  const Bucket farvardin = 1404 * 12;
  const Comparison before =
      CompareBucket(farvardin, Grain::kMonth, Against::kPrevious, At(2025, 12, 31), calendar);
  EXPECT_EQ(before.base, (Window{At(2025, 2, 19), At(2025, 3, 21)}));  // Esfand 1403: 30 days
  EXPECT_TRUE(before.length_mismatch);                                 // of 31
  const Comparison year =
      CompareBucket(farvardin, Grain::kMonth, Against::kYearAgo, At(2025, 12, 31), calendar);
  EXPECT_EQ(year.base, (Window{At(2024, 3, 20), At(2024, 4, 20)}));
}

TEST(JalaliMonths, TwelveMonthsAreComparedWithTheSameTwelveAYearEarlier) {
  const auto base = [](Window window) {
    return CompareWindow(window, Against::kYearAgo, At(2026, 12, 31), Jalali()).base;
  };
  // 1 Tir 1404 to 31 Khordad 1405; and the same of 1403 to 1404.
  EXPECT_EQ(base({At(2025, 6, 22), At(2026, 6, 22)}), (Window{At(2024, 6, 21), At(2025, 6, 22)}));
  // 2 Mehr to 30 Esfand 1403, a leap year: Esfand 1402 has 29 days.
  EXPECT_EQ(base({At(2024, 9, 23), At(2025, 3, 21)}), (Window{At(2023, 9, 24), At(2024, 3, 20)}));
}

}  // namespace
}  // namespace mittari::period
