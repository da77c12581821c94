#include "core/report_fixture.h"

namespace mittari::report {
namespace {

TEST(Explain, SaysHowANumberWasMade) {
  Desk desk;
  desk.Add(
      "date,channel,spend,leads\n2024-01-03,Ads,500.50,50\n2024-01-09,Email,,40\n2024-02-01,Ads,"
      "300,10\n",
      "channel_performance", "EUR");
  Input& input = desk.workspace()[0];
  input.rows_read = 5;
  Issue total;
  total.code = "total_row";
  total.count = 2;
  input.excluded = {total};
  const Json got = desk.Explain("cost_per_lead", "{}");
  const Json report = desk.Report(R"({"metrics":"cost_per_lead"})");
  EXPECT_EQ(got["value"], Total(report, "cost_per_lead")["value"]);
  EXPECT_EQ(got["value"], 8.005);
  EXPECT_EQ(got["formula"], "sum(spend)/sum(leads)");
  EXPECT_EQ(got["formula_values"], "800.5 / 100");
  EXPECT_EQ(got["steps"], Json::array({"800.5 / 100 = 8.005"}));
  EXPECT_EQ(got["currency"], "EUR");
  const Json& spend = got["parts"][0];
  EXPECT_EQ(spend["term"], "sum(spend)");
  EXPECT_EQ(spend["value"], 800.5);
  EXPECT_EQ(spend["text"], "800.50");
  EXPECT_EQ(spend["rows"], 2);
  EXPECT_EQ(spend["blank"], 1);
  EXPECT_EQ(spend["sources"], Json::array({Json{{"name", "file1.csv"}, {"column", "spend"}}}));
  EXPECT_EQ(got["rows"]["read"], 5);
  EXPECT_EQ(got["rows"]["used"], 3);
  EXPECT_EQ(got["rows"]["selected"], 3);
  EXPECT_EQ(got["rows"]["excluded"][0]["code"], "total_row");
  EXPECT_EQ(got["coverage"], (Json{{"used", 2}, {"selected", 3}}));
  EXPECT_EQ(got["leave_out"]["value"], 13.341666666666667);  // 800.50 / 60
  EXPECT_TRUE(HasFlag(got, "incomplete_inputs"));
}

TEST(Explain, OfOneGroup) {
  Desk desk;
  desk.Add(
      "date,channel,spend,leads\n2024-01-03,Ads,500,50\n2024-01-09,Email,7,1\n2024-02-01,Ads,300,"
      "10\n");
  const char* query = R"({"by":"channel,month","key":{"channel":"Ads","month":"2024-01"}})";
  const Json got = desk.Explain("cost_per_lead", query);
  EXPECT_EQ(got["value"], 10.0);
  EXPECT_EQ(got["rows"]["selected"], 1);
  EXPECT_EQ(got["selection"]["key"], (Json{{"channel", "Ads"}, {"month", "2024-01"}}));
  const Json report = desk.Report(R"({"metrics":"cost_per_lead","by":"channel,month"})");
  EXPECT_EQ(GroupAt(report, {"Ads", "2024-01"})["cost_per_lead"]["interval"], got["interval"]);
  EXPECT_EQ(desk.Explain("cost_per_lead", R"({"key":{"channel":"Radio"}})")["reason"], "no_rows");
  EXPECT_EQ(desk.Explain("cost_per_lead", R"({"key":{"month":"2024-13"}})")["error"]["code"],
            "query.bad_date");
  EXPECT_EQ(desk.Explain("nothing", "{}")["error"]["code"], "metric.unknown");
}

TEST(Explain, NamesStandInsAndParameters) {
  Desk desk;
  desk.Add("date,channel,spend,revenue,sales_count\n2024-01-03,Ads,100,500,4\n");
  const Json cac = desk.Explain("cac", "{}");
  EXPECT_EQ(cac["value"], 25.0);
  EXPECT_EQ(cac["proxies"],
            Json::array({Json{{"measure", "new_customers"}, {"stands_in", "sales_count"}}}));
  EXPECT_TRUE(HasFlag(cac, "proxy:sales_count"));
  const Json roi = desk.Explain("marketing_roi", R"({"params":{"gross_margin":0.4}})");
  EXPECT_EQ(roi["value"], 1.0);
  EXPECT_EQ(roi["parameters"], (Json{{"gross_margin", 0.4}}));
}

}  // namespace
}  // namespace mittari::report
