// Expected days from the calendar; Jalali ones from ICU 72 (persian) and published Nowruz days.
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "locale/date.h"
#include "locale/jalali.h"

namespace mittari::locale {
namespace {

std::string Show(const DateCell& cell) {
  switch (cell.kind) {
    case DateKind::kBlank:
      return "blank";
    case DateKind::kText:
      return cell.bits & kNoSuchDay ? "no such day" : cell.bits & kNoYear ? "no year" : "text";
    case DateKind::kDay:
      return FormatIsoDate(cell.day) +
             (cell.grain == Grain::kDay ? "" : " " + std::string(Name(cell.grain)));
    case DateKind::kAmbiguous: {
      std::string out;
      for (const DateOrder order :
           {DateOrder::kDmy, DateOrder::kMdy, DateOrder::kYmd, DateOrder::kJalali}) {
        if (!cell.Reads(order)) continue;
        out += (out.empty() ? "" : " or ") + FormatIsoDate(cell.In(order));
      }
      return out;
    }
  }
  return "?";
}

struct Case {
  const char* cell;
  const char* shown;
};

void Check(const std::vector<Case>& cases, DateOrder order = DateOrder::kUnknown,
           DateContext context = {}) {
  for (const Case& c : cases) EXPECT_EQ(Show(ReadDate(c.cell, order, context)), c.shown) << c.cell;
}

TEST(Date, Numeric) {
  Check({{"2025-01-31", "2025-01-31"},
         {"2025/1/3", "2025-01-03"},
         {"2025.01.03", "2025-01-03"},
         {"20250131", "2025-01-31"},
         {"31/12/2025", "2025-12-31"},
         {"12/31/2025", "2025-12-31"},
         {"31.12.2025", "2025-12-31"},
         {"31.12.2024.", "2024-12-31"},
         {"31. 12. 2025", "2025-12-31"},
         {"03/04/2025", "2025-04-03 or 2025-03-04"},
         {"3-4-2025", "2025-04-03 or 2025-03-04"},
         {"05/05/2025", "2025-05-05"},
         {"13/13/2025", "no such day"},
         {"2025-02-29", "no such day"},
         {"2024-02-29", "2024-02-29"},
         {"31/04/2025", "no such day"},
         {"2025-1-1-1", "text"},
         {"1.2.3", "text"},
         {"12.5", "text"},
         {"1234", "text"},
         {"", "blank"},
         {"--", "blank"},
         {"Facebook", "text"},
         {"1/2", "text"},
         {"2025-01/31", "text"},
         {"99999999999999999999", "text"}});
}

TEST(Date, PlainNeverDiffersFromCareful) {
  int taken = 0;
  const std::vector<std::string> days = {"1", "03", "12", "13", "29", "30", "31", "32", "0"};
  const std::vector<std::string> years = {"2023", "2024", "1899", "1403", "25"};
  for (const std::string& a : days) {
    for (const std::string& b : days) {
      for (const std::string& y : years) {
        for (const char mark : {'/', '.', '-'}) {
          const std::string texts[] = {a + mark + b + mark + y, y + mark + a + mark + b};
          for (const std::string& text : texts) {
            for (int i = 0; i <= 4; ++i) {
              const auto order = static_cast<DateOrder>(i);
              Day day = 0;
              if (!ReadPlainDate(text, order, &day)) continue;
              ++taken;
              const DateCell cell = ReadDate(text, order);
              EXPECT_EQ(cell.kind, DateKind::kDay) << text;
              EXPECT_EQ(cell.day, day) << text;
              EXPECT_EQ(cell.grain, Grain::kDay) << text;
              EXPECT_EQ(cell.hour, -1) << text;
            }
          }
        }
      }
    }
  }
  // Day or month first: 7 days in 3 months of 2 years, 3 marks, 2 orders; year first: 6
  // days in 2 months of 2 years, whatever the order.
  EXPECT_EQ(taken, 7 * 3 * 2 * 3 * 2 + 6 * 2 * 2 * 5);
}

TEST(Date, TwoDigitYears) {
  // Year first stays possible until the whole column speaks.
  Check({{"3/4/25", "2025-04-03 or 2025-03-04"},
         {"13/04/25", "2025-04-13 or 2013-04-25"},
         {"13/4/25", "2025-04-13"},
         {"31.12.99", "1999-12-31"},
         {"9.2.26", "2026-02-09 or 2026-09-02"}});
  Check({{"31/12/25", "2025-12-31"}, {"03/04/25", "2025-04-03"}}, DateOrder::kDmy);
  Check({{"03/04/25", "2025-03-04"}, {"31/12/25", "2025-12-31"}}, DateOrder::kMdy);
  Check({{"25/04/03", "2025-04-03"}}, DateOrder::kYmd);
}

TEST(Date, OrderSettlesOnlyTheAmbiguous) {
  Check({{"03/04/2025", "2025-04-03"}, {"2025-03-04", "2025-03-04"}}, DateOrder::kDmy);
  Check({{"03/04/2025", "2025-03-04"}}, DateOrder::kMdy);
  const DateCell against = ReadDate("31/12/2025", DateOrder::kMdy);
  EXPECT_EQ(Show(against), "2025-12-31");
  EXPECT_TRUE(against.bits & kAgainstOrder);
  EXPECT_FALSE(ReadDate("31/12/2025", DateOrder::kDmy).bits & kAgainstOrder);
  EXPECT_TRUE(ReadDate("31/12/2025").bits & kProvesDmy);
  EXPECT_TRUE(ReadDate("12/31/2025").bits & kProvesMdy);
  EXPECT_FALSE(ReadDate("05/05/2025").bits & (kProvesDmy | kProvesMdy));
}

TEST(Date, Times) {
  Check({{"2025-01-31T23:59:59Z", "2025-01-31"},
         {"2025-01-31T23:59:59.123+03:00", "2025-01-31"},
         {"2025-01-31 05:00:00", "2025-01-31"},
         {"2025-01-31 05:00:00 UTC", "2025-01-31"},
         {"2025-01-31 23:30 -0800", "2025-01-31"},
         {"1/23/2019 12:00:00 AM|11", "2019-01-23"},
         {"1/23/2019 5:07 PM", "2019-01-23"},
         {"31.12.2025 klo 12.30", "2025-12-31"},
         {"31.12.2025, 12:30", "2025-12-31"},
         {"2025-01-31 25:00", "text"},
         {"2025-01-31 hello", "text"},
         {"2025-01-31T", "text"},
         {"20250131T101112", "2025-01-31"},
         {"2025013114", "2025-01-31 hour"}});
  EXPECT_EQ(ReadDate("2025-01-31 17:00").hour, 17);
  EXPECT_EQ(ReadDate("1/23/2019 12:00:00 AM").hour, 0);
  EXPECT_EQ(ReadDate("1/23/2019 12:00:00 PM").hour, 12);
  EXPECT_EQ(ReadDate("1/23/2019 5:07 PM").hour, 17);
  EXPECT_EQ(ReadDate("1/23/2019 12:00:00 AM|11").hour, 11);
  EXPECT_EQ(ReadDate("2025-01-31 13").hour, 13);
  EXPECT_EQ(ReadDate("2025013114").hour, 14);
  EXPECT_EQ(ReadDate("2025-01-31").hour, -1);
}

TEST(Date, Worded) {
  Check({{"Nov 2, 2021", "2021-11-02"},
         {"November 2nd, 2021", "2021-11-02"},
         {"2 Kas 2021", "2021-11-02"},
         {"2 Kasım 2021 Salı", "2021-11-02"},
         {"12 Ağustos 2024", "2024-08-12"},
         {"1 Şub 2025", "2025-02-01"},
         {"5 de mai. de 2026", "2026-05-05"},
         {"ter., 5 de mai. de 2026", "2026-05-05"},
         {"27 January 2026", "2026-01-27"},
         {"Tue, Jan 5", "no year"},
         {"Tue Jan 05 2021 10:20:30 GMT+0300", "2021-01-05"},
         {"2. marraskuuta 2021", "2021-11-02"},
         {"2. marrask. 2021", "2021-11-02"},
         {"24. joulukuuta 2025", "2025-12-24"},
         {"15. März 2025", "2025-03-15"},
         {"15 août 2025", "2025-08-15"},
         {"1er févr. 2025", "2025-02-01"},
         {"mar, 5 may 2026", "2026-05-05"},
         {"5 de septiembre de 2025", "2025-09-05"},
         {"7 giugno 2025", "2025-06-07"},
         {"7 mei 2025", "2025-05-07"},
         {"7 maj 2025", "2025-05-07"},
         {"05-Jan-24", "2024-01-05"},
         {"05-JAN-2024", "2024-01-05"},
         {"2024-Jan-05", "2024-01-05"},
         {"Tue 13/01/2026", "2026-01-13"},
         {"30 February 2025", "no such day"},
         {"May the force", "text"},
         {"1 - 31 January", "text"},
         {"May 5 - 26", "text"},
         {"March campaign 2025", "text"},
         {"۵ ژانویه ۲۰۲۵", "2025-01-05"},
         {"۱۲ فروردین ۱۴۰۳", "2024-03-31"},
         {"۳۰ اسفند ۱۴۰۳", "2025-03-20"},
         {"30 اسفند 1402", "no such day"},
         {"سه‌شنبه ۱ آبان ۱۴۰۳", "2024-10-22"}});
  Check({{"Jan 5", "2023-01-05"}, {"Tue, Jan 5", "2023-01-05"}, {"5 Oca", "2023-01-05"}},
        DateOrder::kUnknown, {.year = 2023});
}

TEST(Date, Grains) {
  Check({{"2024-W05", "2024-01-29 week"},
         {"2024W5", "2024-01-29 week"},
         {"2024-W05-3", "2024-01-31"},
         {"Week 5, 2024", "2024-01-29 week"},
         {"2020-W53", "2020-12-28 week"},
         {"2021-W53", "no such day"},
         {"Hafta 5 2024", "2024-01-29 week"},
         {"viikko 5/2024", "2024-01-29 week"},
         {"2024-Q1", "2024-01-01 quarter"},
         {"Q3 2024", "2024-07-01 quarter"},
         {"2024 Q4", "2024-10-01 quarter"},
         {"1Ç 2024", "2024-01-01 quarter"},
         {"2. çeyrek 2024", "2024-04-01 quarter"},
         {"Q5 2024", "text"},
         {"2024-05", "2024-05-01 month"},
         {"05/2024", "2024-05-01 month"},
         {"05.2024", "2024-05-01 month"},
         {"May 2024", "2024-05-01 month"},
         {"Mayıs 2024", "2024-05-01 month"},
         {"2024 toukokuu", "2024-05-01 month"},
         {"May-24", "2024-05-01 month"},
         {"202405", "2024-05-01 month"},
         {"2024-13", "no such day"},
         {"2024", "2024-01-01 year"},
         {"1403/05", "2024-07-22 month"},
         {"مرداد ۱۴۰۳", "2024-07-22 month"},
         {"1403", "2024-03-20 year"}});
  EXPECT_TRUE(ReadDate("2024").bits & kBareNumber);
  EXPECT_TRUE(ReadDate("20250131").bits & kBareNumber);
  EXPECT_FALSE(ReadDate("2025-01-31").bits & (kBareNumber | kNotIso));
  EXPECT_TRUE(ReadDate("31.1.2025").bits & kNotIso);
}

TEST(Date, SerialsAndUnixTimeOnlyInDateColumns) {
  // 45658 is 2025-01-01 in a spreadsheet; 44196 in the 1904 system.
  Check({{"45658", "text"}, {"1735689600", "text"}});
  Check({{"45658", "2025-01-01"},
         {"45658.75", "2025-01-01"},
         {"19999", "text"},
         {"1735689600", "2025-01-01"},
         {"1735689599", "2024-12-31"},
         {"1735689600000", "2025-01-01"}},
        DateOrder::kUnknown, {.date_column = true});
  Check({{"44196", "2025-01-01"}}, DateOrder::kUnknown, {.date_column = true, .since_1904 = true});
  EXPECT_EQ(ReadDate("45658.75", DateOrder::kUnknown, {.date_column = true}).hour, 18);
}

TEST(Date, JalaliNumeric) {
  Check({{"۱۴۰۲/۰۱/۰۱", "2023-03-21"},
         {"1402-01-01", "2023-03-21"},
         {"1403/12/30", "2025-03-20"},
         {"1402/12/30", "no such day"},
         {"1402/07/31", "no such day"},
         {"15/01/1403", "2024-04-03"},
         {"1357/11/22", "1979-02-11"},
         {"14020101", "2023-03-21"},
         {"1403/12/30 23:59", "2025-03-20"}});
  EXPECT_TRUE(ReadDate("1402/01/01").bits & kProvesJalali);
  // 1404 in two digits, or 2004 as year first, or 21 or 1 of a month in 2021.
  EXPECT_EQ(Show(ReadDate("۰۴/۰۱/۲۱", DateOrder::kJalali)), "2025-04-10");
  EXPECT_TRUE(ReadDate("۰۴/۰۱/۲۱").Reads(DateOrder::kJalali));
  EXPECT_FALSE(ReadDate("04/01/21").Reads(DateOrder::kJalali));
}

TEST(Jalali, LeapYearsOfTwoCenturies) {
  const std::vector<int> leap = {1300, 1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337,
                                 1342, 1346, 1350, 1354, 1358, 1362, 1366, 1370, 1375, 1379,
                                 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420,
                                 1424, 1428, 1432, 1436, 1441, 1445, 1449, 1453, 1457, 1461,
                                 1465, 1469, 1474, 1478, 1482, 1486, 1490, 1494, 1498};
  std::vector<int> found;
  for (int year = 1300; year < 1500; ++year) {
    if (IsJalaliLeapYear(year)) found.push_back(year);
  }
  EXPECT_EQ(found, leap);
}

TEST(Jalali, BothWays) {
  const auto day = [](const char* iso) { return *ParseIsoDate(iso); };
  EXPECT_EQ(DayFromJalali({1300, 1, 1}), day("1921-03-21"));
  EXPECT_EQ(DayFromJalali({1399, 1, 1}), day("2020-03-20"));
  EXPECT_EQ(DayFromJalali({1400, 1, 1}), day("2021-03-21"));
  EXPECT_EQ(DayFromJalali({1403, 1, 1}), day("2024-03-20"));
  EXPECT_EQ(DayFromJalali({1404, 1, 1}), day("2025-03-21"));
  EXPECT_EQ(DayFromJalali({1378, 10, 11}), day("2000-01-01"));
  EXPECT_EQ(DayFromJalali({1416, 10, 30}), day("2038-01-19"));
  EXPECT_EQ(DayFromJalali({1405, 8, 30}), day("2026-11-21"));
  for (Day d = day("1870-01-01"); d < day("2150-01-01"); ++d) {
    const auto date = JalaliFromDay(d);
    ASSERT_TRUE(date);
    ASSERT_EQ(DayFromJalali(*date), d);
  }
  EXPECT_FALSE(DayFromJalali({1402, 13, 1}));
  EXPECT_FALSE(DayFromJalali({1402, 0, 1}));
  EXPECT_FALSE(JalaliFromDay(-200000));
  EXPECT_EQ(JalaliMonthStart(day("2024-04-03")), day("2024-03-20"));
  EXPECT_EQ(JalaliQuarterStart(day("2024-08-01")), day("2024-06-21"));
  EXPECT_EQ(JalaliYearStart(day("2024-03-19")), day("2023-03-21"));
}

std::string Range(const char* text) {
  const auto range = FindDateRange(text);
  return range ? FormatIsoDate(range->first) + ".." + FormatIsoDate(range->last) : "none";
}

TEST(Date, Ranges) {
  EXPECT_EQ(Range("27 January 2026 - 23 February 2026"), "2026-01-27..2026-02-23");
  EXPECT_EQ(Range("July 8, 2025 - July 31, 2025"), "2025-07-08..2025-07-31");
  EXPECT_EQ(Range("5 de maio de 2026 - 15 de maio de 2026"), "2026-05-05..2026-05-15");
  EXPECT_EQ(Range("July 8 - July 31, 2025"), "2025-07-08..2025-07-31");
  EXPECT_EQ(Range("1 - 31 January 2026"), "2026-01-01..2026-01-31");
  EXPECT_EQ(Range("Report Start: 09/01/2026, Report End: 09/02/2026"), "none");
  EXPECT_EQ(Range("Report Start: 2026-01-01, Report End: 2026-01-31"), "2026-01-01..2026-01-31");
  EXPECT_EQ(Range("20250101-20250131"), "2025-01-01..2025-01-31");
  EXPECT_EQ(Range("20250101"), "2025-01-01..2025-01-01");
  EXPECT_EQ(Range("# Start date: 20250101"), "2025-01-01..2025-01-01");
  EXPECT_EQ(Range("1.1.2025–31.1.2025"), "2025-01-01..2025-01-31");
  EXPECT_EQ(Range("2026-02-01 - 2026-01-01"), "none");
  EXPECT_EQ(Range("May 2024"), "2024-05-01..2024-05-31");
  EXPECT_EQ(Range("2024-Q1"), "2024-01-01..2024-03-31");
  EXPECT_EQ(Range("All time"), "none");
  EXPECT_EQ(Range("Campaign report 2024"), "none");
  EXPECT_EQ(Range(""), "none");
}

// Every shape of a number: the quick look is never surer than the reader.
TEST(Date, WhatIsSurelyNoDateReadsAsText) {
  std::mt19937 rng(21);
  constexpr char kBytes[] = "0123456789012345678912..-/ a";
  DateContext column;
  column.date_column = true;
  int64_t sure = 0;
  for (int round = 0; round < 300000; ++round) {
    std::string cell;
    if (round % 3 == 0) {  // years, months, serials
      const int starts[] = {1290, 1299, 1300, 1404, 1500, 1501, 1899, 1900, 2025, 2100, 2101};
      cell = std::to_string(starts[rng() % 11]);
      if (rng() % 2 == 0) cell += std::to_string(rng() % 100);
      if (rng() % 3 == 0) cell += "." + std::to_string(rng() % 2000);
    } else {
      const size_t size = rng() % 18;
      for (size_t i = 0; i < size; ++i) {
        cell += round % 3 == 1 ? static_cast<char>('0' + rng() % 10)
                               : kBytes[rng() % (sizeof kBytes - 1)];
      }
    }
    if (!IsSurelyNoDate(cell)) continue;
    ++sure;
    for (const DateCell& read : {ReadDate(cell), ReadDate(cell, DateOrder::kUnknown, column)}) {
      ASSERT_EQ(read.kind, DateKind::kText) << cell;
      ASSERT_EQ(read.bits, 0) << cell;
    }
  }
  EXPECT_GT(sure, 50000);
  for (const char* cell :
       {"0", "7", "1000", "123", "2500", "12345", "1234567", "3.25", "98765.43"}) {
    EXPECT_EQ(IsSurelyNoDate(cell), std::string_view(cell) != "98765.43") << cell;
  }
}

}  // namespace
}  // namespace mittari::locale
