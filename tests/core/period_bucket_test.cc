#include "gtest/gtest.h"
#include "period/bucket.h"

namespace mittari::period {
namespace {

Day D(int year, int month, int day) { return DayFromCivil({year, month, day}); }

constexpr Grain kGrains[] = {Grain::kDay, Grain::kWeek, Grain::kMonth, Grain::kQuarter,
                             Grain::kYear};

TEST(Bucket, KeysOfADay) {
  const Day day = D(2025, 1, 31);
  const auto key = [&](Grain grain) { return KeyOf(BucketOf(day, grain), grain); };
  EXPECT_EQ(key(Grain::kDay), "2025-01-31");
  EXPECT_EQ(key(Grain::kWeek), "2025-W05");
  EXPECT_EQ(key(Grain::kMonth), "2025-01");
  EXPECT_EQ(key(Grain::kQuarter), "2025-Q1");
  EXPECT_EQ(key(Grain::kYear), "2025");
}

TEST(Bucket, WeeksTakeTheIsoYear) {
  const auto key = [](Day day) { return KeyOf(BucketOf(day, Grain::kWeek), Grain::kWeek); };
  EXPECT_EQ(key(D(2008, 12, 29)), "2009-W01");
  EXPECT_EQ(key(D(2010, 1, 3)), "2009-W53");
  EXPECT_EQ(key(D(1977, 1, 1)), "1976-W53");
  EXPECT_EQ(key(D(1969, 12, 31)), "1970-W01");
}

// Every day of 60 years: inside its own span, next to its neighbours, and the
// key leads back.
TEST(Bucket, SpansTileTheCalendar) {
  for (const Grain grain : kGrains) {
    Bucket last = BucketOf(D(1959, 12, 31), grain);
    for (Day day = D(1960, 1, 1); day < D(2020, 1, 1); ++day) {
      const Bucket bucket = BucketOf(day, grain);
      const Window span = SpanOf(bucket, grain);
      ASSERT_TRUE(span.Contains(day));
      ASSERT_TRUE(bucket == last || bucket == last + 1);
      if (bucket != last) {
        ASSERT_EQ(span.from, day);
      }
      last = bucket;
      ASSERT_EQ(BucketFromKey(KeyOf(bucket, grain), grain), bucket);
    }
  }
}

TEST(Bucket, WeeksStartWhereAsked) {
  const Calendar sunday{6, 1, nullptr};
  const Calendar saturday{5, 1, nullptr};
  // 2025-02-01 was a Saturday.
  EXPECT_EQ(SpanOf(BucketOf(D(2025, 2, 1), Grain::kWeek, sunday), Grain::kWeek, sunday).from,
            D(2025, 1, 26));
  EXPECT_EQ(SpanOf(BucketOf(D(2025, 2, 1), Grain::kWeek, saturday), Grain::kWeek, saturday).from,
            D(2025, 2, 1));
  EXPECT_EQ(SpanOf(BucketOf(D(2025, 2, 1), Grain::kWeek), Grain::kWeek).from, D(2025, 1, 27));
}

TEST(Bucket, FiscalYearsAreNamedAfterTheirEnd) {
  const Calendar july{0, 7, nullptr};
  const auto key = [&](Day day, Grain grain) {
    return KeyOf(BucketOf(day, grain, july), grain, july);
  };
  EXPECT_EQ(key(D(2024, 7, 1), Grain::kYear), "FY2025");
  EXPECT_EQ(key(D(2024, 6, 30), Grain::kYear), "FY2024");
  EXPECT_EQ(key(D(2024, 7, 1), Grain::kQuarter), "FY2025-Q1");
  EXPECT_EQ(key(D(2025, 6, 30), Grain::kQuarter), "FY2025-Q4");
  EXPECT_EQ(SpanOf(BucketOf(D(2024, 8, 9), Grain::kYear, july), Grain::kYear, july),
            (Window{D(2024, 7, 1), D(2025, 7, 1)}));
}

TEST(Bucket, SpineHasNoHoles) {
  const std::vector<Bucket> spine = Spine({D(2023, 11, 15), D(2024, 2, 1)}, Grain::kMonth);
  ASSERT_EQ(spine.size(), 3u);
  EXPECT_EQ(KeyOf(spine[0], Grain::kMonth), "2023-11");
  EXPECT_EQ(KeyOf(spine[2], Grain::kMonth), "2024-01");
  EXPECT_TRUE(Spine({5, 5}, Grain::kDay).empty());
}

TEST(Bucket, RefusesKeysThatAreNone) {
  EXPECT_FALSE(BucketFromKey("2025-W53", Grain::kWeek));  // 2025 has 52 weeks
  EXPECT_TRUE(BucketFromKey("2026-W53", Grain::kWeek));
  EXPECT_FALSE(BucketFromKey("2025-13", Grain::kMonth));
  EXPECT_FALSE(BucketFromKey("2025-Q5", Grain::kQuarter));
  EXPECT_FALSE(BucketFromKey("25", Grain::kYear));
  EXPECT_FALSE(BucketFromKey("2025-02-30", Grain::kDay));
  EXPECT_FALSE(GrainFromName("fortnight"));
}

TEST(Bucket, CountsWeekendDays) {
  EXPECT_EQ(WeekendDays({D(2024, 3, 1), D(2024, 3, 11)}), 4);
  EXPECT_EQ(WeekendDays({D(2024, 2, 1), D(2024, 2, 11)}), 3);
  EXPECT_EQ(WeekendDays({D(2024, 2, 1), D(2024, 2, 1)}), 0);
}

}  // namespace
}  // namespace mittari::period
