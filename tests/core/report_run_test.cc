#include "core/report_fixture.h"

namespace mittari::report {
namespace {

constexpr char kWorksheet[] =
    "date,channel,spend,sessions,leads,mqls,new_customers,revenue\n"
    "2024-01-01,organic_search,400,2000,60,30,12,9000\n"
    "2024-01-01,paid_social,900,3000,45,9,5,2600\n"
    "2024-01-01,direct_mail,600,150,15,9,4,3000\n";

TEST(Report, AMetricOverAGroupIsItsFormulaOnTheSums) {
  Desk desk;
  const Json got =
      desk.Add(kWorksheet)
          .Report(
              R"({"metrics":"cost_per_lead,cac,revenue_roi,visitor_to_lead_rate","by":"channel"})");
  EXPECT_EQ(GroupAt(got, {"paid_social"})["cost_per_lead"]["value"], 20.0);
  EXPECT_EQ(GroupAt(got, {"direct_mail"})["cac"]["value"], 150.0);
  EXPECT_EQ(GroupAt(got, {"organic_search"})["revenue_roi"]["value"], 21.5);
  // 1900 / 120, not the mean of 6.67, 20 and 40.
  EXPECT_EQ(Total(got, "cost_per_lead")["value"], 15.833333333333334);
  EXPECT_EQ(Total(got, "visitor_to_lead_rate")["value"], 0.02330097087378641);
  EXPECT_EQ(got["metrics"]["cac"]["unit"], "currency_per_customer");
  EXPECT_EQ(got["metrics"]["cac"]["direction"], "lower");
  EXPECT_EQ(got["metrics"]["cac"]["formula"], "sum(spend)/sum(new_customers)");
}

// The first days of Tir, Mordad and Shahrivar 1403; the last of these ends on 21 September 2024.
TEST(Report, MonthsOfTheSolarCalendarAreCoveredToTheirEnd) {
  const auto to = [](const char* last) {
    Desk desk;
    desk.Add(std::string("date,channel,spend,leads\n2024-06-21,a,100,10\n2024-07-22,a,120,12\n") +
             last + ",a,140,14\n");
    return desk.Report(R"({"metrics":"cost_per_lead"})")["period"]["to"];
  };
  EXPECT_EQ(to("2024-08-22"), "2024-09-21");
  // A day later it is no month's first: days then, not months.
  EXPECT_EQ(to("2024-08-23"), "2024-08-23");
}

TEST(Report, ReturnNeedsAMargin) {
  Desk desk;
  desk.Add("date,channel,spend,revenue\n2021-10-01,all,1000,15000\n");
  const Json without = desk.Report(R"({"metrics":["marketing_roi"]})");
  EXPECT_EQ(Total(without, "marketing_roi")["reason"], "missing_input");
  EXPECT_EQ(Total(without, "marketing_roi")["measure"], "gross_profit");
  EXPECT_EQ(Total(desk.Report(R"({"metrics":["marketing_roi"],"params":{"gross_margin":0.4}})"),
                  "marketing_roi")["value"],
            5.0);
  EXPECT_EQ(Total(desk.Report(R"({"metrics":["ROI"],"params":{"gross_margin":"5%"}})"),
                  "marketing_roi")["value"],
            -0.25);
}

TEST(Report, AbsentHasAReason) {
  Desk desk;
  desk.Add("date,channel,spend,leads\n2024-01-01,display,250,0\n2024-01-01,search,100,4\n");
  const Json got = desk.Report(R"({"metrics":"cost_per_lead,cac","by":["channel"]})");
  const Json display = GroupAt(got, {"display"});
  EXPECT_TRUE(display["cost_per_lead"]["value"].is_null());
  EXPECT_EQ(display["cost_per_lead"]["reason"], "denominator_zero");
  // No lead yet: the cost of one is at least 250 / 3.689.
  EXPECT_NEAR(display["cost_per_lead"]["interval"]["low"].get<double>(), 250 / 3.6888794541139363,
              1e-9);
  EXPECT_TRUE(display["cost_per_lead"]["interval"]["high"].is_null());
  EXPECT_EQ(display["cac"]["reason"], "missing_input");
  const Json none = desk.Report(R"({"metrics":"cost_per_lead","where":{"channel":["tv"]}})");
  EXPECT_EQ(Total(none, "cost_per_lead")["reason"], "no_rows");
  EXPECT_EQ(none["groups"].size(), 0u);
}

TEST(Report, BlankIsNotZero) {
  Desk desk;
  desk.Add(
      "date,channel,spend,leads\n2024-01-01,search,500,50\n2024-01-01,organic,,40\n"
      "2024-01-01,social,300,10\n");
  const Json skip = desk.Report(R"({"metrics":"cost_per_lead"})");
  EXPECT_EQ(Total(skip, "cost_per_lead")["value"], 8.0);
  EXPECT_TRUE(HasFlag(Total(skip, "cost_per_lead"), "incomplete_inputs"));
  ASSERT_EQ(skip["questions"].size(), 1u);
  EXPECT_EQ(skip["questions"][0]["code"], "blank.reading");
  EXPECT_EQ(skip["questions"][0]["choices"][1]["preview"]["value"], 13.333333333333334);
  for (const char* query : {R"({"metrics":"cost_per_lead","blanks":"leave_out"})",
                            R"({"metrics":"cost_per_lead","blanks":"leave_out","by":"channel"})"}) {
    const Json out = desk.Report(query);
    EXPECT_EQ(Total(out, "cost_per_lead")["value"], 13.333333333333334);
    EXPECT_NEAR(Total(out, "cost_per_lead")["coverage"].get<double>(), 2.0 / 3, 1e-15);
    EXPECT_TRUE(HasFlag(Total(out, "cost_per_lead"), "incomplete_inputs"));
  }
}

TEST(Report, LeaveOutCoarsensWhereNoCellIsComplete) {
  Desk desk;
  // Each channel has one of the two; the day has both.
  desk.Add("date,channel,spend,leads\n2024-01-01,ads,500,\n2024-01-01,site,,40\n");
  const Json got = desk.Report(R"({"metrics":"cost_per_lead","blanks":"leave_out"})");
  EXPECT_EQ(Total(got, "cost_per_lead")["value"], 12.5);
  EXPECT_TRUE(HasFlag(Total(got, "cost_per_lead"), "coarsened"));
}

TEST(Report, GroupsByPeriodThenByKey) {
  Desk desk;
  desk.Add(
      "date,channel,leads\n2024-03-02,b,1\n2024-02-05,ä,2\n2024-02-06,b,4\n2024-02-01,B,8\n"
      ",b,16\n2024-05-09,b,32\n");
  const Json got = desk.Report(R"({"metrics":"leads","by":"channel,month"})");
  std::vector<std::string> keys;
  for (const Json& group : got["groups"]) {
    keys.push_back(group["key"]["month"].get<std::string>() + " " +
                   group["key"]["channel"].get<std::string>());
  }
  EXPECT_EQ(keys, (std::vector<std::string>{"2024-02 B", "2024-02 b", "2024-02 ä", "2024-03 b",
                                            "2024-05 b", " b"}));
  EXPECT_EQ(got["groups"][0]["key"].begin().key(), "channel");  // as asked
  EXPECT_EQ(Total(got, "leads")["value"], 63.0);
  EXPECT_EQ(got["periods"], Json::array({"2024-02", "2024-03", "2024-04", "2024-05"}));
  EXPECT_EQ(got["notes"][0]["code"], "rows_undated");
  EXPECT_EQ(Total(desk.Report(R"({"metrics":"leads","from":"2024-02-05","to":"2024-03-02"})"),
                  "leads")["value"],
            7.0);
}

TEST(Report, PartialPeriods) {
  Desk desk;
  desk.Add("date,revenue\n2024-01-31,100\n2024-02-29,200\n2024-03-10,300\n");
  const Json got = desk.Report(R"({"metrics":"revenue","by":"month"})");
  EXPECT_FALSE(HasFlag(GroupAt(got, {"2024-02"})["revenue"], "partial_period"));
  EXPECT_TRUE(HasFlag(GroupAt(got, {"2024-03"})["revenue"], "partial_period"));
  EXPECT_EQ(got["data_through"], "2024-03-10");
  const Json today = desk.Report(R"({"metrics":"revenue","by":"month","today":"2024-02-20"})");
  EXPECT_TRUE(HasFlag(GroupAt(today, {"2024-02"})["revenue"], "partial_period"));
  // Dates that always stand on the first stand for their months.
  Desk monthly;
  monthly.Add("date,revenue\n2024-01-01,100\n2024-02-01,200\n");
  EXPECT_EQ(monthly.Report(R"({"by":"month"})")["data_through"], "2024-02-29");
}

TEST(Report, JoinsFilesOnTheKey) {
  Desk desk;
  desk.Add("date,channel,spend\n2024-01-10,Email,300\n2024-01-20,Ads,900\n2024-02-03,Ads,450\n");
  desk.Add("date,channel,new_customers\n2024-01-15,Ads,6\n2024-01-16,Email,3\n2024-02-20,Ads,5\n");
  const Json got = desk.Report(R"({"metrics":"cac","by":"channel,month"})");
  EXPECT_EQ(GroupAt(got, {"Ads", "2024-01"})["cac"]["value"], 150.0);
  EXPECT_EQ(GroupAt(got, {"Email", "2024-01"})["cac"]["value"], 100.0);
  EXPECT_EQ(GroupAt(got, {"Ads", "2024-02"})["cac"]["value"], 90.0);
  EXPECT_NEAR(Total(got, "cac")["value"].get<double>(), 1650.0 / 14, 1e-12);
  EXPECT_FALSE(HasFlag(Total(got, "cac"), "incomplete_inputs"));
}

TEST(Report, AFileWithoutTheDimensionCountsInTheTotalOnly) {
  Desk desk;
  desk.Add("date,channel,spend\n2024-01-10,Email,300\n2024-01-20,Ads,900\n");
  desk.Add("date,new_customers\n2024-01-15,6\n");
  const Json got = desk.Report(R"({"metrics":"cac","by":"channel"})");
  EXPECT_EQ(GroupAt(got, {"Ads"})["cac"]["reason"], "missing_input");
  EXPECT_EQ(Total(got, "cac")["value"], 200.0);
  EXPECT_EQ(got["notes"][0]["code"], "dimension_missing");
}

TEST(Report, ASumOfAMonthStandsInNoWeek) {
  Desk desk;
  desk.Add("month,spend\n2024-01,300\n2024-02,100\n");
  const Json weekly = desk.Report(R"({"metrics":"marketing_spend","by":"week"})");
  EXPECT_EQ(weekly["groups"].size(), 0u);
  EXPECT_EQ(weekly["notes"][0]["code"], "dimension_missing");
  EXPECT_EQ(Total(weekly, "marketing_spend")["value"], 400.0);
  EXPECT_EQ(desk.Report(R"({"metrics":"marketing_spend","by":"quarter"})")["groups"].size(), 1u);
  // A file that speaks of 27 January to 23 February belongs to no month, but to a quarter.
  Desk span;
  span.Add("channel,spend\na,5\n");
  span.LastTable().SetPeriod({DayFromCivil({2024, 1, 27}), DayFromCivil({2024, 2, 23})});
  EXPECT_EQ(span.Report(R"({"metrics":"marketing_spend","by":"month"})")["groups"].size(), 0u);
  const Json quarter = span.Report(R"({"metrics":"marketing_spend","by":"quarter"})");
  EXPECT_EQ(GroupAt(quarter, {"2024-Q1"})["marketing_spend"]["value"], 5.0);
}

TEST(Report, ACurrencyIsNeverAddedToAnother) {
  Desk desk;
  desk.Add("date,channel,currency,spend,clicks\n2024-01-01,a,USD,10,5\n2024-01-01,b,EUR,30,10\n");
  const Json got = desk.Report(R"({"metrics":"cpc,clicks","by":"channel"})");
  EXPECT_EQ(Total(got, "cpc")["reason"], "currency_mixed");
  EXPECT_EQ(Total(got, "cpc")["by_currency"]["USD"], 2.0);
  EXPECT_EQ(Total(got, "cpc")["by_currency"]["EUR"], 3.0);
  EXPECT_EQ(GroupAt(got, {"b"})["cpc"]["value"], 3.0);
  EXPECT_EQ(Total(got, "clicks")["value"], 15.0);
  EXPECT_TRUE(got["metrics"]["cpc"]["currency"].is_null());
  Desk files;
  files.Add("date,spend,clicks\n2024-01-01,10,5\n", "channel_performance", "USD");
  files.Add("date,spend,clicks\n2024-01-01,30,10\n", "channel_performance", "EUR");
  const Json two = files.Report(R"({"metrics":"cpc"})");
  EXPECT_EQ(Total(two, "cpc")["reason"], "currency_mixed");
  EXPECT_EQ(Total(two, "cpc")["by_currency"]["EUR"], 3.0);
}

TEST(Report, Flags) {
  Desk desk;
  desk.Add(
      "date,channel,spend,clicks,impressions,reach,revenue\n2024-01-01,a,100,30,20,10,50\n"
      "2024-01-02,a,-20,4,70,10,-5\n");
  const Json got =
      desk.Report(R"({"metrics":"marketing_spend,ctr,frequency,mer,roas,revenue","by":"channel"})");
  EXPECT_TRUE(HasFlag(Total(got, "marketing_spend"), "negative_spend_rows"));
  EXPECT_TRUE(HasFlag(Total(got, "frequency"), "lower_bound:reach_not_additive"));
  EXPECT_TRUE(HasFlag(Total(got, "revenue"), "negative_revenue_rows"));
  EXPECT_TRUE(HasFlag(Total(got, "roas"), "proxy:revenue"));
  EXPECT_EQ(GroupAt(got, {"a"})["mer"]["reason"], "not_applicable");
  EXPECT_EQ(Total(got, "mer")["value"], 0.5625);
  const Json daily = desk.Report(R"({"metrics":"ctr,frequency","by":"day"})");
  EXPECT_TRUE(HasFlag(GroupAt(daily, {"2024-01-01"})["ctr"], "rate_above_100pct"));
  EXPECT_FALSE(
      HasFlag(GroupAt(daily, {"2024-01-01"})["frequency"], "lower_bound:reach_not_additive"));
  const Json strict = desk.Report(R"({"metrics":"roas","proxies":false})");
  EXPECT_EQ(Total(strict, "roas")["measure"], "attributed_revenue");
}

TEST(Report, MissingPartsOfASumAreListed) {
  Desk desk;
  desk.Add("date,pageviews,unique_opens\n2024-01-01,100,20\n");
  const Json got = desk.Report(R"({"metrics":"total_content_reach"})");
  EXPECT_EQ(Total(got, "total_content_reach")["value"], 120.0);
  EXPECT_TRUE(HasFlag(Total(got, "total_content_reach"), "partial:video_views"));
  EXPECT_FALSE(HasFlag(Total(got, "total_content_reach"), "partial:pageviews"));
}

TEST(Report, StocksAreTakenPerSegmentAtTheEdges) {
  Desk desk;
  // Followers: a 100 -> 130 (last seen in January), b 50 -> 60 in February.
  desk.Add(
      "date,channel,followers\n2023-12-30,a,100\n2023-12-31,b,50\n2024-01-20,a,130\n"
      "2024-02-10,b,60\n2024-02-29,b,64\n");
  const Json got = desk.Report(R"({"metrics":"follower_growth_rate,followers","by":"month"})");
  // January: (130 + 50 - 150) / 150; February: (130 + 64 - 180) / 180.
  EXPECT_EQ(GroupAt(got, {"2024-01"})["follower_growth_rate"]["value"], 0.2);
  EXPECT_NEAR(GroupAt(got, {"2024-02"})["follower_growth_rate"]["value"].get<double>(), 14.0 / 180,
              1e-15);
  EXPECT_EQ(GroupAt(got, {"2024-02"})["followers"]["value"], 194.0);
  EXPECT_EQ(GroupAt(got, {"2023-12"})["follower_growth_rate"]["reason"], "missing_opening");
}

TEST(Report, PartsOfAMeasureAndChannelGroups) {
  Desk desk;
  desk.Add(
      "date,channel,sessions,spend\n2024-01-01,Organic Search,70,0\n2024-01-01,google / "
      "organic,20,0\n"
      "2024-01-01,Google Ads,60,90\n2024-01-01,Facebook Ads | TR,30,45\n2024-01-01,Pigeons,20,5\n");
  const Json got =
      desk.Report(R"({"metrics":"organic_traffic_share,marketing_spend","by":"channel_group"})");
  EXPECT_EQ(Total(got, "organic_traffic_share")["value"], 0.45);
  EXPECT_EQ(GroupAt(got, {"paid_search"})["marketing_spend"]["value"], 90.0);
  EXPECT_EQ(GroupAt(got, {"paid_social"})["marketing_spend"]["value"], 45.0);
  EXPECT_EQ(GroupAt(got, {"Pigeons"})["marketing_spend"]["value"], 5.0);  // its own name
  EXPECT_EQ(GroupAt(got, {"organic_search"})["organic_traffic_share"]["value"], 1.0);
  EXPECT_EQ(GroupAt(desk.Report(R"({"metrics":"sessions","by":"channel"})"),
                    {"Google Ads"})["sessions"]["value"],
            60.0);
}

TEST(Report, RefusesWhatDoesNotExist) {
  Desk desk;
  desk.Add(kWorksheet);
  const auto code = [&](const char* query) { return desk.Report(query)["error"]["code"]; };
  EXPECT_EQ(code(R"({"metrics":"hope"})"), "metric.unknown");
  EXPECT_EQ(code(R"({"by":"planet"})"), "dimension.unknown");
  EXPECT_EQ(code(R"({"where":{"planet":["x"]}})"), "dimension.unknown");
  EXPECT_EQ(code(R"({"set":"none"})"), "set.unknown");
  EXPECT_EQ(code(R"({"from":"2024-02-30"})"), "query.bad_date");
  EXPECT_EQ(code(R"({"from":20240230})"), "query.bad_date");
  EXPECT_EQ(code(R"({"by":"month,week"})"), "call.bad_argument");
  EXPECT_EQ(code(R"({"compare":"yesterday"})"), "call.bad_argument");
  EXPECT_EQ(code(R"({"params":{"luck":1}})"), "call.bad_argument");
  EXPECT_EQ(code(R"({"params":{"gross_margin":"x"}})"), "call.bad_argument");
  EXPECT_EQ(code("[]"), "call.bad_argument");
}

TEST(Report, TheDefaultIsWhatTheColumnsAllow) {
  Desk desk;
  const Json got = desk.Add("date,spend,clicks,impressions\n2024-01-01,10,5,1000\n").Report("{}");
  for (const char* name : {"marketing_spend", "ctr", "cpc", "cpm", "clicks", "impressions"}) {
    EXPECT_TRUE(got["metrics"].contains(name)) << name;
  }
  EXPECT_FALSE(got["metrics"].contains("cost_per_lead"));
  EXPECT_FALSE(got["metrics"].contains("spend"));  // marketing_spend shows it
  EXPECT_EQ(Total(got, "cpm")["value"], 10.0);
}

TEST(Report, OverlapsAreReported) {
  Desk desk;
  desk.Add("date,channel,spend\n2024-01-01,Ads,10\n");
  desk.Add("date,channel,spend\n2024-01-01,Ads,10\n");
  desk.Add("date,channel,spend\n2025-01-01,Ads,10\n");
  const Json got = desk.Report(R"({"metrics":"marketing_spend"})");
  ASSERT_EQ(got["warnings"].size(), 1u);
  EXPECT_EQ(got["warnings"][0]["code"], "sources.overlap");
}

TEST(Report, CsvIsSafeInASpreadsheet) {
  Desk desk;
  desk.Add("date,channel,spend\n2024-01-01,=1+1,-5\n2024-01-01,a \"b\",7.50\n");
  EXPECT_EQ(
      desk.Report(R"({"metrics":"marketing_spend,cac","by":"channel","format":"csv"})")["text"],
      "channel,marketing_spend,cac\r\n'=1+1,-5,\r\n\"a \"\"b\"\"\",7.5,\r\nTotal,2.5,\r\n");
  EXPECT_EQ(
      desk.Report(R"({"metrics":"marketing_spend,cac","by":"channel","format":"table"})")["text"],
      "channel  marketing_spend            cac\n"
      "=1+1                  -5  missing_input\n"
      "a \"b\"                7.5  missing_input\n"
      "Total                2.5  missing_input\n");
}

TEST(Report, AWeekdayInCommonIsAWeekOnlyWhereWeeksFollow) {
  // Three Thursdays, nine weeks apart: days. Three that follow each other: weeks, to their Sunday.
  Desk days;
  days.Add("date,spend\n2025-04-03,1\n2025-06-05,2\n2025-08-07,3\n", "channel_performance");
  EXPECT_EQ(days.Report(R"({"metrics":["spend"]})")["data_through"], "2025-08-07");
  Desk weeks;
  weeks.Add("date,spend\n2025-04-03,1\n2025-04-10,2\n2025-04-17,3\n", "channel_performance");
  EXPECT_EQ(weeks.Report(R"({"metrics":["spend"]})")["data_through"], "2025-04-20");
}

}  // namespace
}  // namespace mittari::report
