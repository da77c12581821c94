// Expectations worked out by hand per customer.
#include "core/february.h"
#include "engines/renewals.h"
#include "engines/revenue.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "table/builder.h"

namespace mittari::engines {
namespace {

Day D(const char* text) { return *ParseIsoDate(text); }

std::vector<std::string> Split(const std::string& text, char mark) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == mark) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

// Headers are role ids; dates end in _date or sub_start/sub_end; numbers are mrr, plan_amount, quantity.
table::Table TableOf(const std::string& csv, const std::string& kind = "subscriptions") {
  std::vector<std::string> lines = Split(csv, '\n');
  while (lines.back().empty()) lines.pop_back();
  const std::vector<std::string> header = Split(lines[0], ',');
  std::vector<table::Column> columns;
  for (size_t c = 0; c < header.size(); ++c) {
    const std::string& role = header[c];
    const bool day = role == "sub_start" || role == "sub_end" || role == "date" || role == "period_end";
    const bool number = role == "mrr" || role == "plan_amount" || role == "quantity";
    table::DayBuilder days;
    table::NumberBuilder numbers;
    table::TextBuilder texts;
    for (size_t r = 1; r < lines.size(); ++r) {
      const std::string cell = Split(lines[r], ',')[c];
      if (day) {
        cell.empty() ? days.AddNull() : days.Add(*ParseIsoDate(cell));
      } else if (number) {
        const size_t point = cell.find('.');
        std::string digits = cell;
        if (point != std::string::npos) digits.erase(point, 1);
        const int8_t scale = point == std::string::npos ? 0 : static_cast<int8_t>(cell.size() - point - 1);
        cell.empty() ? numbers.AddNull() : numbers.Add({std::stoll(digits), scale});
      } else {
        cell.empty() ? texts.AddNull() : texts.Add(cell);
      }
    }
    const int at = static_cast<int>(c);
    const table::ColumnRole as{role, role == "mrr", day ? "date" : number ? "money" : "text", "", ""};
    if (day) columns.push_back(std::move(days).Finish(role, at, as, table::Grain::kDay));
    if (number) columns.push_back(std::move(numbers).Finish(role, at, as));
    if (!day && !number) columns.push_back(std::move(texts).Finish(role, at, as));
  }
  return table::Table(kind, std::move(columns), lines.size() - 1);
}

std::string Text(const Revenue& revenue, std::string_view measure, const Movement& movement) {
  return revenue.Value(measure, movement)->ToText();
}

TEST(Revenue, MovementsOfAMonth) {
  const table::Table table = TableOf(kFebruary);
  ASSERT_TRUE(Spans::Reads(table));
  const Spans spans = Spans::Of(table);
  EXPECT_EQ(spans.through(), D("2024-03-01"));  // one ends on it
  const auto referred = spans.BySource([](std::string_view text) { return text == "referral"; });
  Revenue revenue(spans, {}, referred, std::nullopt);
  const Movement& m = revenue.In(Revenue::kAll, "", {D("2024-02-01"), D("2024-03-01")});
  EXPECT_EQ(revenue.Opening("mrr", m)->ToText(), "1290");
  EXPECT_EQ(Text(revenue, "mrr", m), "1460");
  EXPECT_EQ(Text(revenue, "new_mrr", m), "110");
  EXPECT_EQ(Text(revenue, "expansion_mrr", m), "60");
  EXPECT_EQ(Text(revenue, "contraction_mrr", m), "40");
  EXPECT_EQ(Text(revenue, "churned_mrr", m), "80");
  EXPECT_EQ(Text(revenue, "reactivation_mrr", m), "120");
  EXPECT_EQ(Text(revenue, "referral_mrr", m), "110");
  EXPECT_EQ(Text(revenue, "retained_mrr", m), "1230");
  EXPECT_EQ(Text(revenue, "retained_mrr_capped", m), "1170");
  EXPECT_EQ(m.opening_customers, 6);
  EXPECT_EQ(Text(revenue, "active_customers", m), "8");
  EXPECT_EQ(Text(revenue, "churned_customers", m), "1");
  EXPECT_EQ(m.joined_and_left, 1);    // F
  EXPECT_EQ(m.left_and_returned, 1);  // H
  EXPECT_EQ(m.fresh_customers, 2);
}

// A year from end to end is not the sum of its months: one dips and recovers, one leaves and returns.
TEST(Revenue, AYearFromEndToEnd) {
  const table::Table table = TableOf(
      "customer_id,subscription_id,mrr,sub_start,sub_end\n"
      "A,1,100,2022-06-01,2023-05-01\nA,2,60,2023-05-01,2023-09-01\nA,3,100,2023-09-01,\n"
      "B,4,200,2022-06-01,2023-07-01\nC,5,50,2022-06-01,2023-03-01\nC,6,80,2023-11-01,\n"
      "D,7,150,2022-06-01,2023-02-01\nD,8,210,2023-02-01,\nE,9,90,2023-04-01,\n");
  const Spans spans = Spans::Of(table);
  for (const auto grain : {std::optional<period::Grain>(), std::optional(period::Grain::kYear)}) {
    Revenue revenue(spans, {}, {}, grain);
    const Movement& m = revenue.In(Revenue::kAll, "", {D("2023-01-01"), D("2024-01-01")});
    EXPECT_EQ(m.opening, 500);
    EXPECT_EQ(m.kept, 390);
    EXPECT_EQ(m.kept_capped, 300);
    EXPECT_EQ(m.churned, 250);
    EXPECT_EQ(m.contraction, 40);
    EXPECT_EQ(m.expansion, 100);
    EXPECT_EQ(m.reactivated, 80);
    EXPECT_EQ(m.fresh, 90);
    EXPECT_EQ(m.churned_customers, 1);
    EXPECT_EQ(m.left_and_returned, 1);
    EXPECT_EQ(m.opening + m.fresh + m.expansion + m.reactivated - m.contraction - m.churned, m.closing);
  }
}

TEST(Revenue, AmountsAreBroughtToAMonth) {
  const table::Table table = TableOf(
      "customer_id,subscription_id,plan_amount,interval,quantity,sub_start,sub_end,status\n"
      "A,1,1200,year,1,2024-01-01,,active\nB,2,300,quarter,1,2024-01-01,,active\n"
      "C,3,25,week,2,2024-01-01,,active\nD,4,2,day,1,2024-01-01,,active\nE,5,49,month,3,2024-01-01,,active\n"
      "F,6,99,month,1,2024-01-01,,trialing\nG,7,500,one_time,1,2024-01-01,,active\n"
      "H,8,80,month,1,2024-01-01,,past_due\n");
  const Spans spans = Spans::Of(table);
  Revenue revenue(spans, {}, {}, std::nullopt);
  const Movement& m = revenue.In(Revenue::kAll, "", {D("2024-01-01"), D("2024-02-01")});
  EXPECT_EQ(Text(revenue, "mrr", m), "704.5");
  ASSERT_EQ(spans.notes().size(), 3u);
  EXPECT_EQ(spans.notes()[0].code, "sub_trial");
  EXPECT_EQ(spans.notes()[1].code, "sub_one_time");
  EXPECT_EQ(spans.notes()[2].code, "sub_past_due");
}

TEST(Revenue, MonthByMonthRowsAndInvoices) {
  const table::Table months = TableOf(
      "customer_id,date,mrr\nA,2024-01-01,10\nA,2024-02-01,12\nA,2024-04-01,7\nB,2024-02-11,5\n");
  const Spans spans = Spans::Of(months);
  Revenue revenue(spans, {}, {}, period::Grain::kMonth);
  const auto mrr = [&](const char* from, const char* to) {
    return revenue.In(Revenue::kAll, "", {D(from), D(to)}).closing;
  };
  EXPECT_EQ(mrr("2024-01-01", "2024-02-01"), 10);
  EXPECT_EQ(mrr("2024-02-01", "2024-03-01"), 17);
  EXPECT_EQ(mrr("2024-03-01", "2024-04-01"), 0);
  const Movement& april = revenue.In(Revenue::kAll, "", {D("2024-04-01"), D("2024-05-01")});
  EXPECT_EQ(april.reactivated, 7);
  EXPECT_EQ(april.fresh, 0);

  const table::Table invoices =
      TableOf("customer_id,date,period_end,plan_amount\nA,2024-01-01,2024-12-31,120\nB,2024-01-15,2024-02-14,9\n");
  const Spans paid = Spans::Of(invoices);
  Revenue spread(paid, {}, {}, std::nullopt);
  EXPECT_EQ(Text(spread, "mrr", spread.In(Revenue::kAll, "", {D("2024-01-01"), D("2024-02-01")})), "19");
  EXPECT_EQ(Text(spread, "mrr", spread.In(Revenue::kAll, "", {D("2024-11-01"), D("2024-12-01")})), "10");
}

TEST(Revenue, GroupsCurrenciesAndDays) {
  const table::Table table = TableOf(
      "customer_id,mrr,currency,sub_start,sub_end\n"
      "A,11,USD,2024-01-10,\nB,22,EUR,2024-01-20,2024-02-20\nA,33,EUR,2024-02-05,\n");
  const Spans spans = Spans::Of(table);
  Revenue revenue(spans, {0, 1, Revenue::kLeftOut}, {}, period::Grain::kDay);
  const period::Window february{D("2024-02-01"), D("2024-03-01")};
  EXPECT_EQ(revenue.CurrenciesIn(Revenue::kAll, february), (std::vector<std::string>{"USD", "EUR"}));
  EXPECT_EQ(revenue.CurrenciesIn(0, february), std::vector<std::string>{"USD"});
  EXPECT_EQ(revenue.In(1, "EUR", february).churned, 22);
  EXPECT_EQ(revenue.In(Revenue::kAll, "", february).closing_customers, 1);
  EXPECT_EQ(revenue.In(1, "", {D("2024-02-20"), D("2024-02-21")}).churned, 22);
  EXPECT_EQ(revenue.In(1, "", {D("2024-02-19"), D("2024-02-20")}).churned, 0);
  EXPECT_FALSE(revenue.AnyIn(1, "", {D("2024-02-21"), D("2024-02-22")}));
  // A window after the data finds what the data end with.
  const Movement& later = revenue.In(0, "", {D("2031-01-01"), D("2032-01-01")});
  EXPECT_EQ(later.opening, 11);
  EXPECT_EQ(later.closing, 11);
  EXPECT_EQ(later.kept, 11);
}

// A contract goes on in the first one of its customer that ends later and begins in time, whatever stands between.
TEST(Renewals, AreThoseThatComparingAllContractsFinds) {
  uint32_t seed = 7;
  const auto random = [&seed](uint32_t most) { return (seed = seed * 1664525u + 1013904223u) / 65536u % most; };
  struct Row {
    uint32_t customer;
    Day start, end;
    int64_t value;
  };
  std::vector<Row> rows;
  std::string csv = "customer_id,subscription_id,plan_amount,interval,sub_start,sub_end\n";
  for (uint32_t i = 0; i < 150; ++i) {
    const Day start = D("2020-01-01") + static_cast<Day>(random(900));
    constexpr Day kLengths[] = {40, 180, 365, 365, 500};
    rows.push_back({random(4), start, start + kLengths[random(5)], 1 + random(100)});
    const Row& row = rows.back();
    csv += "c" + std::to_string(row.customer) + ",s" + std::to_string(i) + "," + std::to_string(row.value) + ",year," +
           FormatIsoDate(row.start) + "," + FormatIsoDate(row.end) + "\n";
  }
  const table::Table table = TableOf(csv);
  const Spans spans = Spans::Of(table);
  size_t ends = 0;
  for (const Renewal& renewal : Renewals(table, spans, D("2030-01-01"))) {
    const Row& row = rows[renewal.row];
    if (renewal.due != row.end) continue;
    ++ends;
    const Row* next = nullptr;
    for (size_t j = 0; j < rows.size(); ++j) {
      const Row& other = rows[j];
      const bool later = other.start > row.start || (other.start == row.start && j > renewal.row);
      const bool goes_on = other.customer == row.customer && later && other.start <= row.end + kGraceDays && other.end > row.end;
      if (goes_on && (next == nullptr || other.start < next->start)) next = &other;
    }
    EXPECT_EQ(renewal.renewed, next != nullptr) << renewal.row;
    EXPECT_EQ(renewal.value_won, next == nullptr ? 0 : std::min(row.value, next->value)) << renewal.row;
    EXPECT_EQ(renewal.late, next != nullptr && next->start > row.end) << renewal.row;
  }
  EXPECT_EQ(ends, rows.size());
}

// The date of an end is a date of the data: on it the customer is no longer there. A month's sum
// stands for its days alone.
TEST(Revenue, TheLastDayIsTheLastDateThatRowsTell) {
  const auto through = [](const char* text) { return FormatIsoDate(Spans::Of(TableOf(text)).through()); };
  EXPECT_EQ(through("customer_id,mrr,sub_start,sub_end\nA,10,2024-01-05,2024-03-15\nB,10,2024-02-01,\n"), "2024-03-15");
  EXPECT_EQ(through("customer_id,mrr,sub_start,sub_end\nA,10,2024-01-05,2024-03-15\nB,10,2024-04-01,\n"), "2024-04-01");
  EXPECT_EQ(through("customer_id,date,mrr\nA,2024-02-01,10\n"), "2024-02-29");
  EXPECT_EQ(through("customer_id,date,period_end,plan_amount\nA,2024-01-15,2024-02-14,9\n"), "2024-02-14");
}

// Sums stay below 2^61, about 2.3 * 10^18: two of 10^18 fit, three don't.
TEST(Revenue, AmountsBeyondAllBoundsAreLeftOutAndSaid) {
  const std::string head = "customer_id,mrr,sub_start\n";
  const std::string small = "S,5,2024-01-01\n";
  const std::string large = "A,1000000000000000000,2024-01-01\n";
  for (const std::string& text : {head + small + large + large + large, head + large + large + small + large}) {
    const table::Table table = TableOf(text);
    const Spans spans = Spans::Of(table);
    ASSERT_EQ(spans.spans().size(), 1u);  // which of three alike would be left out is not for their order to say
    EXPECT_EQ(spans.spans()[0].amount, 5);
    ASSERT_EQ(spans.notes().size(), 1u);
    EXPECT_EQ(spans.notes()[0].code, "sub_no_amount");
    EXPECT_EQ(spans.notes()[0].count, 3);
  }
  const table::Table two = TableOf(head + small + large + large);
  EXPECT_EQ(Spans::Of(two).spans().size(), 3u);
}

}  // namespace
}  // namespace mittari::engines
