#include "gtest/gtest.h"
#include "period/compare.h"

namespace mittari::period {
namespace {

Day D(int year, int month, int day) { return DayFromCivil({year, month, day}); }

Comparison Month(int year, int month, Against against, Day through) {
  return CompareBucket(BucketOf(D(year, month, 1), Grain::kMonth), Grain::kMonth, against, through);
}

TEST(Compare, PartOfAMonthMeetsTheSameDaysOfTheOneBefore) {
  const Comparison got = Month(2024, 3, Against::kPrevious, D(2024, 3, 10));
  EXPECT_EQ(got.current, (Window{D(2024, 3, 1), D(2024, 3, 11)}));
  EXPECT_EQ(got.base, (Window{D(2024, 2, 1), D(2024, 2, 11)}));
  EXPECT_TRUE(got.partial);
  EXPECT_FALSE(got.length_mismatch);
}

TEST(Compare, AcrossTheYear) {
  const Comparison got = Month(2024, 1, Against::kPrevious, D(2024, 1, 12));
  EXPECT_EQ(got.base, (Window{D(2023, 12, 1), D(2023, 12, 13)}));
}

TEST(Compare, TheBaseEndsWithItsOwnUnit) {
  // 30 days of March have no counterpart of 30 days in February.
  const Comparison got = Month(2023, 3, Against::kPrevious, D(2023, 3, 30));
  EXPECT_EQ(got.base, (Window{D(2023, 2, 1), D(2023, 3, 1)}));
  EXPECT_TRUE(got.partial);
  EXPECT_TRUE(got.length_mismatch);
}

TEST(Compare, CompleteMeetsComplete) {
  const Comparison got = Month(2024, 3, Against::kPrevious, D(2024, 5, 2));
  EXPECT_EQ(got.base, (Window{D(2024, 2, 1), D(2024, 3, 1)}));
  EXPECT_FALSE(got.partial);
  EXPECT_TRUE(got.length_mismatch);
  // A whole February of 28 days meets the whole one of 29.
  const Comparison leap = Month(2025, 2, Against::kYearAgo, D(2025, 2, 28));
  EXPECT_EQ(leap.base, (Window{D(2024, 2, 1), D(2024, 3, 1)}));
}

TEST(Compare, YearAgoClampsTheLeapDay) {
  const Comparison got = CompareBucket(BucketOf(D(2024, 1, 1), Grain::kQuarter), Grain::kQuarter,
                                       Against::kYearAgo, D(2024, 2, 29));
  EXPECT_EQ(got.current, (Window{D(2024, 1, 1), D(2024, 3, 1)}));
  EXPECT_EQ(got.base, (Window{D(2023, 1, 1), D(2023, 3, 1)}));
  EXPECT_EQ(got.current.days(), 60);
  EXPECT_EQ(got.base.days(), 59);
  EXPECT_TRUE(got.length_mismatch);
  EXPECT_TRUE(got.partial);
}

TEST(Compare, DaysAndWeeksMoveByWholeWeeks) {
  const Comparison week = CompareBucket(BucketOf(D(2021, 1, 4), Grain::kWeek), Grain::kWeek,
                                        Against::kYearAgo, D(2021, 2, 1));
  EXPECT_EQ(week.base.from, D(2020, 1, 6));
  const Comparison day =
      CompareBucket(D(2024, 2, 29), Grain::kDay, Against::kYearAgo, D(2024, 3, 1));
  EXPECT_EQ(day.base.from, D(2023, 3, 2));
  EXPECT_EQ(WeekdayFromMonday(day.base.from), WeekdayFromMonday(D(2024, 2, 29)));
}

TEST(Compare, NothingSeenYet) {
  const Comparison got = Month(2024, 3, Against::kPrevious, D(2024, 2, 20));
  EXPECT_TRUE(got.current.empty());
  EXPECT_TRUE(got.base.empty());
  EXPECT_TRUE(got.partial);
}

TEST(Compare, WindowsThatAreUnits) {
  const auto window = [](Window w, Against against, Day through) {
    return CompareWindow(w, against, through);
  };
  const Day late = D(2025, 1, 1);
  EXPECT_EQ(window({D(2024, 3, 1), D(2024, 4, 1)}, Against::kPrevious, late).base,
            (Window{D(2024, 2, 1), D(2024, 3, 1)}));
  EXPECT_EQ(window({D(2024, 4, 1), D(2024, 7, 1)}, Against::kPrevious, late).base,
            (Window{D(2024, 1, 1), D(2024, 4, 1)}));
  EXPECT_EQ(window({D(2023, 1, 1), D(2024, 1, 1)}, Against::kYearAgo, late).base,
            (Window{D(2022, 1, 1), D(2023, 1, 1)}));
  EXPECT_EQ(window({D(2024, 3, 4), D(2024, 3, 11)}, Against::kPrevious, late).base,
            (Window{D(2024, 2, 26), D(2024, 3, 4)}));
  // March 1 to 10 was asked for although the data go on: the same days of February.
  const Comparison part = window({D(2024, 3, 1), D(2024, 3, 11)}, Against::kPrevious, late);
  EXPECT_EQ(part.base, (Window{D(2024, 2, 1), D(2024, 2, 11)}));
  EXPECT_FALSE(part.partial);
}

TEST(Compare, AnyWindowTakesAsManyDaysBefore) {
  const Comparison got =
      CompareWindow({D(2024, 3, 5), D(2024, 3, 20)}, Against::kPrevious, D(2024, 3, 12));
  EXPECT_EQ(got.current, (Window{D(2024, 3, 5), D(2024, 3, 13)}));
  EXPECT_EQ(got.base, (Window{D(2024, 2, 19), D(2024, 2, 27)}));
  EXPECT_TRUE(got.partial);
  const Comparison year =
      CompareWindow({D(2024, 2, 10), D(2024, 3, 1)}, Against::kYearAgo, D(2024, 6, 1));
  EXPECT_EQ(year.base, (Window{D(2023, 2, 10), D(2023, 3, 1)}));
  EXPECT_TRUE(year.length_mismatch);
}

TEST(Compare, TodayBoundsWhatCountsAsSeen) {
  EXPECT_EQ(Through(D(2024, 3, 31), D(2024, 3, 10)), D(2024, 3, 10));
  EXPECT_EQ(Through(D(2024, 3, 8), D(2024, 3, 10)), D(2024, 3, 8));
  EXPECT_EQ(Through(D(2024, 3, 8), std::nullopt), D(2024, 3, 8));
}

}  // namespace
}  // namespace mittari::period
