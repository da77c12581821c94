#include "core/report_fixture.h"

namespace mittari::report {
namespace {

Day D(int year, int month, int day) { return DayFromCivil({year, month, day}); }

// 100 a day, plus the day of the month, plus 50 on weekends: windows differ in
// sums that are easy to work out.
std::string Daily(Day from, Day to) {
  std::string csv = "date,revenue\n";
  for (Day day = from; day <= to; ++day) {
    const int amount = 100 + CivilFromDay(day).day + (WeekdayFromMonday(day) >= 5 ? 50 : 0);
    csv += FormatIsoDate(day) + "," + std::to_string(amount) + "\n";
  }
  return csv;
}

TEST(Compare, PartOfAMonth) {
  Desk desk;
  desk.Add(Daily(D(2023, 12, 1), D(2024, 3, 10)));
  const Json got = desk.Report(
      R"({"metrics":"revenue","from":"2024-03-01","to":"2024-03-31","compare":"previous"})");
  const Json& compare = got["compare"];
  EXPECT_EQ(compare["period"], (Json{{"from", "2024-02-01"}, {"to", "2024-02-10"}}));
  const Json& revenue = compare["total"]["metrics"]["revenue"];
  EXPECT_EQ(revenue["value"], 1205.0);
  EXPECT_EQ(revenue["change"]["absolute"], 50.0);
  EXPECT_EQ(revenue["change"]["relative"], 0.04149377593360996);
  EXPECT_TRUE(HasFlag(Total(got, "revenue"), "partial_period"));
  EXPECT_EQ(compare["weekend_days"], (Json{{"current", 4}, {"base", 3}}));
  // The same by month.
  const Json monthly = desk.Report(R"({"metrics":"revenue","by":"month","compare":"previous"})");
  const Json& march = monthly["compare"]["groups"].back();
  EXPECT_EQ(march["key"]["month"], "2024-03");
  EXPECT_EQ(march["period"]["to"], "2024-02-10");
  EXPECT_EQ(march["metrics"]["revenue"]["change"]["absolute"], 50.0);
}

TEST(Compare, DaysOfOnesOwn) {
  Desk desk;
  desk.Add(Daily(D(2023, 12, 1), D(2024, 3, 10)));
  const Json got = desk.Report(
      R"({"metrics":"revenue","from":"2024-03-01","to":"2024-03-10",
          "compare":{"from":"2023-12-05","to":"2023-12-14"}})");
  const Json& compare = got["compare"];
  EXPECT_EQ(compare["period"], (Json{{"from", "2023-12-05"}, {"to", "2023-12-14"}}));
  const Json& revenue = compare["total"]["metrics"]["revenue"];
  EXPECT_EQ(revenue["value"], 1195.0);
  EXPECT_EQ(revenue["change"]["absolute"], 60.0);
  EXPECT_FALSE(HasFlag(revenue, "length_mismatch"));
  // A longer base says so.
  const Json longer = desk.Report(
      R"({"metrics":"revenue","from":"2024-03-01","to":"2024-03-10",
          "compare":{"from":"2023-12-05","to":"2023-12-31"}})");
  EXPECT_TRUE(HasFlag(longer["compare"]["total"]["metrics"]["revenue"], "length_mismatch"));
  for (const char* bad :
       {R"({"from":"2024-03-10","to":"2024-03-01"})", R"({"from":"2024-03-10"})",
        R"({"from":"x","to":"2024-03-01"})"}) {
    const Json answer = desk.Report(std::string(R"({"metrics":"revenue","compare":)") + bad + "}");
    EXPECT_EQ(answer["error"]["code"], "query.bad_date");
  }
}

TEST(Compare, MonthsOfAnotherCalendar) {
  Desk desk;
  desk.Add(Daily(D(2024, 1, 21), D(2024, 3, 10)));
  const Json got = desk.Report(
      R"({"metrics":"revenue","by":"month","calendar":{"months":"jalali","week_start":"saturday"}})");
  ASSERT_EQ(got["groups"].size(), 2u);
  // Bahman 1402 is 21 January to 19 February; the data end in Esfand.
  EXPECT_EQ(got["groups"][0]["key"]["month"], "1402-11");
  EXPECT_EQ(got["groups"][0]["metrics"]["revenue"]["value"], 3926.0);
  EXPECT_EQ(got["groups"][1]["key"]["month"], "1402-12");
  EXPECT_EQ(got["groups"][1]["metrics"]["revenue"]["value"], 2600.0);
  EXPECT_EQ(got["periods"], (Json{"1402-11", "1402-12"}));
  const Json fiscal =
      desk.Report(R"({"metrics":"revenue","by":"year","calendar":{"first_month":7}})");
  EXPECT_EQ(fiscal["groups"][0]["key"]["year"], "FY2024");
  for (const char* bad : {R"({"first_month":13})", R"({"months":"julian"})"}) {
    const Json answer = desk.Report(std::string(R"({"metrics":"revenue","calendar":)") + bad + "}");
    EXPECT_EQ(answer["error"]["code"], "call.bad_argument");
  }
}

TEST(Compare, LeapDay) {
  Desk desk;
  desk.Add(Daily(D(2023, 1, 1), D(2024, 2, 29)));
  const Json got = desk.Report(R"({"metrics":"revenue","by":"quarter","compare":"year"})");
  const Json& last = got["compare"]["groups"].back();
  EXPECT_EQ(last["period"], (Json{{"from", "2023-01-01"}, {"to", "2023-02-28"}}));
  const Json& revenue = last["metrics"]["revenue"];
  EXPECT_EQ(revenue["current"], 7731.0);
  EXPECT_EQ(revenue["value"], 7652.0);
  EXPECT_EQ(revenue["change"]["relative"], 0.010324098274960794);
  EXPECT_EQ(revenue["change"]["per_day_relative"], -0.006514636696288552);
  EXPECT_TRUE(HasFlag(revenue, "length_mismatch"));
  EXPECT_TRUE(HasFlag(revenue, "partial_period"));
}

TEST(Compare, RatesChangeInPoints) {
  Desk desk;
  desk.Add("month,leads,new_customers\n2023-03,180,27\n2024-03,220,44\n");
  const Json got =
      desk.Report(R"({"metrics":"lead_to_customer_rate","by":"month","compare":"year"})");
  const Json& change = got["compare"]["groups"].back()["metrics"]["lead_to_customer_rate"];
  EXPECT_EQ(change["value"], 0.15);
  EXPECT_EQ(change["current"], 0.2);
  EXPECT_EQ(change["change"]["absolute"], 0.05);  // 1/5 - 3/20, exactly
  EXPECT_EQ(change["change"]["relative"], 0.3333333333333333);
  EXPECT_FALSE(change["change"].contains("per_day_relative"));
  // The first month has nothing before it.
  const Json& first = got["compare"]["groups"].front()["metrics"]["lead_to_customer_rate"];
  EXPECT_TRUE(first["value"].is_null());
  EXPECT_EQ(first["change"]["reason"], "no_rows");
}

TEST(Compare, FromZeroThereIsNoRelativeChange) {
  Desk desk;
  desk.Add("date,leads,revenue\n2024-01-31,0,-5\n2024-02-29,12,7\n");
  const Json got = desk.Report(
      R"({"metrics":"leads,revenue","from":"2024-02-01","to":"2024-02-29","compare":"previous"})");
  const Json& metrics = got["compare"]["total"]["metrics"];
  EXPECT_EQ(metrics["leads"]["change"]["absolute"], 12.0);
  EXPECT_TRUE(metrics["leads"]["change"]["relative"].is_null());
  EXPECT_EQ(metrics["leads"]["change"]["reason"], "baseline_zero");
  EXPECT_EQ(metrics["revenue"]["change"]["reason"], "baseline_negative");
}

TEST(Compare, SeveralFilesMeetOnTheDaysAllHaveSeen) {
  Desk desk;
  desk.Add("date,spend\n2024-02-05,100\n2024-02-25,500\n2024-03-05,130\n2024-03-31,900\n");
  desk.Add("date,new_customers\n2024-02-04,10\n2024-02-20,7\n2024-03-10,13\n");
  const Json got = desk.Report(
      R"({"metrics":"cac,marketing_spend","from":"2024-03-01","to":"2024-03-31","compare":"previous"})");
  const Json& metrics = got["compare"]["total"]["metrics"];
  // Customers are known until March 10: ten days of each month.
  EXPECT_EQ(metrics["cac"]["current"], 10.0);
  EXPECT_EQ(metrics["cac"]["value"], 10.0);
  EXPECT_EQ(metrics["cac"]["period"], (Json{{"from", "2024-02-01"}, {"to", "2024-02-10"}}));
  EXPECT_EQ(metrics["marketing_spend"]["value"], 600.0);
  EXPECT_TRUE(HasFlag(Total(got, "cac"), "partial_period"));
  EXPECT_FALSE(HasFlag(Total(got, "marketing_spend"), "partial_period"));
}

TEST(Compare, GrowthLooksBackAYear) {
  Desk desk;
  desk.Add("month,brand_searches\n2023-05,400\n2024-04,900\n2024-05,500\n", "brand_content");
  const Json got = desk.Report(R"({"metrics":"branded_search_growth","by":"month"})");
  EXPECT_EQ(GroupAt(got, {"2024-05"})["branded_search_growth"]["value"], 0.25);
  const Json before =
      desk.Report(R"({"metrics":"branded_search_growth","by":"month","compare":"previous"})");
  EXPECT_NEAR(GroupAt(before, {"2024-05"})["branded_search_growth"]["value"].get<double>(),
              -4.0 / 9, 1e-15);
}

TEST(ReportCompare, OnlySumsMindTheLengthOfThePeriod) {
  Desk desk;
  desk.Add("date,channel,spend,leads\n2025-02-01,Ads,28,7\n2025-03-31,Ads,62,31\n");
  const Json got = desk.Report(
      R"({"metrics":"marketing_spend,cost_per_lead","from":"2025-03-01","to":"2025-03-31","compare":"previous"})");
  EXPECT_EQ(Total(got, "marketing_spend")["flags"], Json::array({"length_mismatch"}));
  EXPECT_EQ(Total(got, "cost_per_lead")["flags"], Json::array());
}

}  // namespace
}  // namespace mittari::report
