#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "locale/date_evidence.h"

namespace mittari::locale {
namespace {

DateDecision Decide(const std::vector<std::string>& cells,
                    DateOrder inherited = DateOrder::kUnknown,
                    std::optional<DateRange> range = std::nullopt) {
  DateEvidence all;
  for (const std::string& cell : cells) all.Add(cell);
  const DateDecision whole = all.Decide(inherited, range);
  for (size_t cut = 0; cut <= cells.size(); ++cut) {
    DateEvidence left, right;
    for (size_t i = 0; i < cells.size(); ++i) (i < cut ? left : right).Add(cells[i]);
    left.Merge(right);
    const DateDecision merged = left.Decide(inherited, range);
    EXPECT_EQ(merged.order, whole.order);
    EXPECT_EQ(merged.why, whole.why);
    EXPECT_EQ(merged.needs_question, whole.needs_question);
    EXPECT_EQ(merged.first, whole.first);
    EXPECT_EQ(merged.last, whole.last);
    EXPECT_EQ(merged.grain, whole.grain);
  }
  return whole;
}

std::string Iso(Day day) { return FormatIsoDate(day); }

TEST(DateEvidence, OneCellProvesTheColumn) {
  const DateDecision d = Decide({"08/31/2026", "09/01/2026"});
  EXPECT_EQ(d.order, DateOrder::kMdy);
  EXPECT_EQ(d.confidence, Confidence::kCertain);
  EXPECT_FALSE(d.needs_question);
  EXPECT_EQ(Iso(d.first), "2026-08-31");
  EXPECT_EQ(Iso(d.last), "2026-09-01");
  EXPECT_EQ(Decide({"03/04/2025", "31/12/2025"}).order, DateOrder::kDmy);
}

TEST(DateEvidence, UnprovenStaysAQuestionHoweverLikely) {
  const DateDecision days = Decide({"01/09/2026", "02/09/2026", "03/09/2026", "04/09/2026"});
  EXPECT_TRUE(days.needs_question);
  EXPECT_EQ(days.order, DateOrder::kDmy);
  EXPECT_EQ(days.confidence, Confidence::kLikely);
  EXPECT_EQ(days.why, "sequence");
  EXPECT_EQ(days.outcomes[0].order, DateOrder::kDmy);
  EXPECT_EQ(Iso(days.outcomes[0].last), "2026-09-04");
  EXPECT_EQ(days.outcomes[1].order, DateOrder::kMdy);
  EXPECT_EQ(Iso(days.outcomes[1].last), "2026-04-09");

  EXPECT_EQ(Decide({"01/08/2026", "02/08/2026"}).order, DateOrder::kDmy);
  EXPECT_EQ(Decide({"01/08/2026"}).order, DateOrder::kUnknown);

  const DateDecision sibling = Decide({"03/04/2025"}, DateOrder::kMdy);
  EXPECT_TRUE(sibling.needs_question);
  EXPECT_EQ(sibling.order, DateOrder::kMdy);
  EXPECT_EQ(sibling.why, "inherited");

  const DateRange march{*ParseIsoDate("2025-03-01"), *ParseIsoDate("2025-03-31")};
  const DateDecision ranged = Decide({"03/04/2025"}, DateOrder::kUnknown, march);
  EXPECT_TRUE(ranged.needs_question);
  EXPECT_EQ(ranged.order, DateOrder::kMdy);
  EXPECT_EQ(ranged.why, "range");
}

TEST(DateEvidence, MonthsOrDays) {
  // Three first days of months, or three days of January: neither is likelier.
  const DateDecision d = Decide({"01/01/2024", "01/02/2024", "01/03/2024"});
  EXPECT_TRUE(d.needs_question);
  EXPECT_EQ(d.order, DateOrder::kUnknown);
  EXPECT_EQ(d.confidence, Confidence::kAmbiguous);
}

TEST(DateEvidence, NoQuestionWhereNothingDepends) {
  EXPECT_FALSE(Decide({"05/05/2025", "06/06/2025"}).needs_question);
  EXPECT_EQ(Decide({"2025-01-02", "2025-01-03"}).order, DateOrder::kYmd);
  EXPECT_FALSE(Decide({"May 2024", "June 2024"}).needs_question);
  EXPECT_EQ(Decide({"May 2024", "June 2024"}).grain, Grain::kMonth);
  EXPECT_EQ(Decide({"", "-"}).confidence, Confidence::kUnknown);
}

TEST(DateEvidence, DotsAreDayFirst) {
  const DateDecision d = Decide({"3.4.2025", "4.4.2025"});
  EXPECT_EQ(d.order, DateOrder::kDmy);
  EXPECT_FALSE(d.needs_question);
  EXPECT_EQ(d.why, "dots");
  EXPECT_EQ(Decide({"3.4.2025", "4.30.2025"}).order, DateOrder::kMdy);
}

TEST(DateEvidence, TwoDigitYears) {
  const DateDecision last = Decide({"29.12.24", "30.12.24", "31.12.24"});
  EXPECT_EQ(last.order, DateOrder::kDmy);
  EXPECT_FALSE(last.needs_question);
  EXPECT_EQ(Iso(last.last), "2024-12-31");
  const DateDecision first = Decide({"25/01/29", "25/01/30", "25/01/31"});
  EXPECT_EQ(first.order, DateOrder::kYmd);
  EXPECT_TRUE(first.needs_question);
  EXPECT_EQ(Iso(first.outcomes[0].last), "2025-01-31");
}

TEST(DateEvidence, JalaliAndItsDoubt) {
  const DateDecision sure = Decide({"۱۴۰۲/۰۱/۰۱", "۱۴۰۲/۰۱/۰۲"});
  EXPECT_EQ(sure.order, DateOrder::kJalali);
  EXPECT_FALSE(sure.needs_question);
  EXPECT_EQ(Iso(sure.first), "2023-03-21");
  const DateDecision doubt = Decide({"۰۴/۰۱/۲۱", "۰۴/۰۱/۲۲"});
  EXPECT_TRUE(doubt.needs_question);
  EXPECT_TRUE(doubt.calendar_question);
  EXPECT_EQ(doubt.order, DateOrder::kJalali);
}

TEST(DateEvidence, MixedOrders) {
  const DateDecision d = Decide({"31/12/2025", "12/31/2025", "03/04/2025"});
  EXPECT_TRUE(d.mixed);
  EXPECT_TRUE(d.needs_question);
  EXPECT_FALSE(Decide({"31/12/2025", "12/31/2025"}).needs_question);
}

TEST(DateEvidence, Counts) {
  const DateDecision d =
      Decide({"2025-01-31", "", "2025-02-30", "Total", "2024", "31.1.2025 10:00"});
  EXPECT_EQ(d.cells, 6);
  EXPECT_EQ(d.blanks, 1);
  EXPECT_EQ(d.dates, 3);
  EXPECT_EQ(d.texts, 2);
  EXPECT_EQ(d.no_such_day, 1);
  EXPECT_EQ(d.bare_numbers, 1);
  EXPECT_EQ(d.timed, 1);
  EXPECT_EQ(d.not_iso, 2);
  EXPECT_DOUBLE_EQ(d.DateShare(), 0.6);
}

}  // namespace
}  // namespace mittari::locale
