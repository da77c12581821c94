#include "core/report_fixture.h"
#include "report/alias.h"
#include "report/channels.h"

namespace mittari::report {
namespace {

constexpr char kAds[] =
    "month,channel,spend\n"
    "2024-01,Facebook Ads,100\n2024-01,Google Ads,400\n2024-02,Facebook Ads,210\n"
    "2024-02,Google Ads,530\n2024-03,Facebook Ads,320\n2024-03,Google Ads,660\n";
constexpr char kCrm[] =
    "month,channel,new_customers\n"
    "2024-02,fb,5\n2024-02,google ads,8\n2024-03,fb,7\n2024-03,google ads,10\n2024-04,fb,4\n"
    "2024-04,google ads,11\n";

Desk Both() {
  Desk desk;
  desk.Add(kAds).Add(kCrm);
  return desk;
}

TEST(Join, ChannelsThatDoNotMeetAreListed) {
  Desk desk = Both();
  const Json got = desk.Report(R"~({"metrics":"cac","by":"channel"})~");
  EXPECT_EQ(GroupAt(got, {"fb"})["cac"]["reason"], "missing_input");
  ASSERT_EQ(got["unmatched"].size(), 4u);
  const Json& facebook = got["unmatched"][0];
  EXPECT_EQ(facebook["name"], "Facebook Ads");
  EXPECT_EQ(facebook["source"], "file1.csv");
  EXPECT_EQ(facebook["lacks"], Json::array({"new_customers"}));
  EXPECT_EQ(facebook["suggestions"][0], "fb");
  EXPECT_EQ(got["unmatched"][1]["suggestions"], Json::array({"google ads"}));
  EXPECT_EQ(got["unmatched"][2]["name"], "fb");
  EXPECT_EQ(got["unmatched"][2]["suggestions"][0], "Facebook Ads");
  // Nothing is joined: nothing can fail to meet.
  EXPECT_FALSE(desk.Report(R"~({"metrics":"marketing_spend","by":"channel"})~").contains("unmatched"));
  EXPECT_FALSE(desk.Report(R"~({"metrics":"cac","by":"month"})~").contains("unmatched"));
}

TEST(Join, AnAliasJoins) {
  Desk desk = Both();
  const Json got = desk.Report(
      R"~({"metrics":"cac","by":"channel","aliases":{"fb":"Facebook Ads","GOOGLE-ADS":"Google Ads"}})~");
  EXPECT_EQ(got["groups"].size(), 2u);
  EXPECT_EQ(GroupAt(got, {"Facebook Ads"})["cac"]["value"], 630.0 / 16);
  EXPECT_EQ(GroupAt(got, {"Google Ads"})["cac"]["value"], 1590.0 / 29);
  EXPECT_FALSE(got.contains("unmatched"));
  // The filter speaks of the new names.
  const Json one = desk.Report(
      R"~({"metrics":"cac","where":{"channel":["Facebook Ads"]},"aliases":{"fb":"Facebook Ads"}})~");
  EXPECT_EQ(Total(one, "cac")["value"], 630.0 / 16);
  const Json passport = desk.Explain(
      "cac", R"~({"key":{"channel":"Facebook Ads"},"aliases":{"fb":"Facebook Ads"}})~");
  EXPECT_EQ(passport["value"], 630.0 / 16);
  EXPECT_EQ(passport["aliases"]["fb"], "Facebook Ads");
  EXPECT_EQ(desk.Report(R"~({"aliases":["fb"]})~")["error"]["code"], "call.bad_argument");
}

TEST(Join, GroupsOfTheTaxonomyJoinByThemselves) {
  Desk desk;
  desk.Add(kAds).Add(
      "month,channel,new_customers\n2024-01,Paid Social,4\n2024-01,google_ads,8\n"
      "2024-01,Referral,3\n2024-01,Our own fair,2\n");
  const Json got = desk.Report(R"~({"metrics":"cac","by":"channel_group"})~");
  EXPECT_EQ(GroupAt(got, {"paid_social"})["cac"]["value"], 157.5);
  EXPECT_EQ(GroupAt(got, {"paid_search"})["cac"]["value"], 198.75);
  EXPECT_EQ(GroupAt(got, {"referral"})["cac"]["reason"], "missing_input");
  // A group without spend is no name that went astray.
  ASSERT_EQ(got["unmatched"].size(), 1u);
  EXPECT_EQ(got["unmatched"][0]["name"], "Our own fair");
  const Json fair = desk.Report(
      R"~({"metrics":"cac","by":"channel_group","aliases":{"Our own fair":"events"}})~");
  EXPECT_FALSE(fair.contains("unmatched"));
  EXPECT_EQ(GroupAt(fair, {"events"})["cac"]["reason"], "missing_input");
}

TEST(Join, AMonthsSumStandsInNoWeek) {
  Desk desk;
  desk.Add("date,spend\n2024-02-01,10\n2024-02-02,20\n2024-02-12,30\n")
      .Add("month,new_customers\n2024-02,7\n2024-03,9\n");
  const Json weeks = desk.Report(R"~({"metrics":["cac","new_customers","marketing_spend"],"by":"week"})~");
  ASSERT_EQ(weeks["groups"].size(), 2u);
  for (const char* week : {"2024-W05", "2024-W07"}) {
    EXPECT_EQ(GroupAt(weeks, {week})["cac"]["reason"], "missing_input") << week;
    EXPECT_EQ(GroupAt(weeks, {week})["new_customers"]["reason"], "missing_input") << week;
  }
  EXPECT_EQ(GroupAt(weeks, {"2024-W05"})["marketing_spend"]["value"], 30);
  EXPECT_EQ(weeks["notes"][0]["code"], "dimension_missing");
  EXPECT_EQ(weeks["notes"][0]["args"]["dimension"], "week");
  EXPECT_EQ(Total(weeks, "cac")["value"], 60.0 / 16);
  const Json passport = desk.Explain("cac", R"~({"key":{"week":"2024-W05"}})~");
  EXPECT_EQ(passport["reason"], "missing_input");
  const Json compared = desk.Report(R"~({"metrics":"new_customers","by":"week","compare":"previous"})~");
  for (const Json& group : compared["compare"]["groups"]) {
    EXPECT_TRUE(group["metrics"]["new_customers"]["value"].is_null());
  }
  const Json months = desk.Report(R"~({"metrics":"cac","by":"month"})~");
  EXPECT_EQ(GroupAt(months, {"2024-02"})["cac"]["value"], 60.0 / 7);
}

TEST(Join, SimilarNames) {
  const catalog::Catalog& catalog = catalog::Builtin();
  const std::vector<std::string> there = {"Facebook Ads", "Google Ads", "E-posta", "Newsletter",
                                          "Sponsored posts"};
  const auto similar = [&](const char* name) { return SimilarChannels(catalog, name, there); };
  EXPECT_EQ(similar("facebook_ads").front(), "Facebook Ads");
  EXPECT_EQ(similar("Gogle Ads").front(), "Google Ads");
  EXPECT_EQ(similar("e-mail"), (std::vector<std::string>{"E-posta", "Newsletter"}));
  EXPECT_EQ(similar("Sponsored"), (std::vector<std::string>{"Sponsored posts"}));
  EXPECT_EQ(similar("ga").front(), "Google Ads");
  EXPECT_TRUE(similar("Billboard").empty());
  EXPECT_TRUE(similar("").empty());
}

TEST(Join, CostsComeBeforeTheirCustomers) {
  Desk desk = Both();
  const std::string lag = R"~("params":{"lag_months":1},"aliases":{"fb":"Facebook Ads"})~";
  const Json got = desk.Report(R"~({"metrics":"cac,marketing_spend","by":"month",)~" + lag + "}");
  EXPECT_EQ(GroupAt(got, {"2024-02"})["cac"]["value"], 500.0 / 13);
  EXPECT_EQ(GroupAt(got, {"2024-03"})["cac"]["value"], 740.0 / 17);
  EXPECT_EQ(GroupAt(got, {"2024-04"})["cac"]["value"], 980.0 / 15);
  // Before the first cost there is none to set against.
  EXPECT_EQ(GroupAt(got, {"2024-01"})["cac"]["reason"], "missing_input");
  EXPECT_EQ(Total(got, "cac")["value"], 2220.0 / 45);
  EXPECT_EQ(got["metrics"]["cac"]["lag_months"], 1);
  // The spend itself stays where it was.
  EXPECT_EQ(GroupAt(got, {"2024-02"})["marketing_spend"]["value"], 740.0);
  EXPECT_FALSE(got["metrics"]["marketing_spend"].contains("lag_months"));
  // Two months: what was spent in March has no customers yet, and does not count.
  const Json two = desk.Report(R"~({"metrics":"cac","params":{"lag_months":2}})~");
  EXPECT_EQ(Total(two, "cac")["value"], 1240.0 / 32);
  EXPECT_EQ(Total(desk.Report(R"~({"metrics":"cac","params":{"lag_months":0}})~"), "cac")["value"],
            2220.0 / 45);
  const Json channel = desk.Report(R"~({"metrics":"cac","by":"channel,quarter",)~" + lag + "}");
  EXPECT_EQ(GroupAt(channel, {"Facebook Ads", "2024-Q2"})["cac"]["value"], 80.0);
  EXPECT_EQ(GroupAt(channel, {"Facebook Ads", "2024-Q1"})["cac"]["value"], 310.0 / 12);
}

TEST(Join, TheLagStandsInThePassport) {
  Desk desk = Both();
  const Json passport = desk.Explain(
      "cac", R"~({"key":{"month":"2024-03"},"params":{"lag_months":1}})~");
  EXPECT_EQ(passport["value"], 740.0 / 17);
  EXPECT_EQ(passport["formula_values"], "740 / 17");
  EXPECT_EQ(passport["lag"]["months"], 1);
  EXPECT_EQ(passport["lag"]["measures"], Json::array({"spend"}));
  EXPECT_EQ(passport["lag"]["costs"]["from"], "2024-02-01");
  EXPECT_EQ(passport["lag"]["costs"]["to"], "2024-02-29");
  EXPECT_EQ(passport["lag"]["outcomes"]["from"], "2024-03-01");
  EXPECT_EQ(passport["parameters"]["lag_months"], 1.0);
  EXPECT_EQ(passport["parts"][0]["measure"], "spend");
  EXPECT_EQ(passport["parts"][0]["value"], 740.0);
  EXPECT_EQ(passport["parts"][0]["rows"], 2);
}

TEST(Join, ALagIsWholeMonthsAndTakesNoWeeks) {
  Desk desk;
  desk.Add("date,channel,spend\n2024-01-08,a,50\n2024-02-05,a,70\n")
      .Add("date,channel,new_customers\n2024-02-06,a,5\n2024-03-06,a,10\n");
  EXPECT_EQ(GroupAt(desk.Report(R"~({"metrics":"cac","by":"month","params":{"lag_months":1}})~"),
                    {"2024-03"})["cac"]["value"],
            7.0);
  const Json weekly = desk.Report(R"~({"metrics":"cac","by":"week","params":{"lag_months":1}})~");
  for (const Json& group : weekly["groups"]) EXPECT_TRUE(group["metrics"]["cac"]["value"].is_null());
  for (const char* bad : {R"~({"params":{"lag_months":1.5}})~", R"~({"params":{"lag_months":-1}})~",
                          R"~({"params":{"lag_months":61}})~"}) {
    EXPECT_EQ(desk.Report(bad)["error"]["code"], "call.bad_argument") << bad;
  }
}

TEST(Join, TheFirstMonthOfCustomersHasAllItsCosts) {
  Desk desk;
  desk.Add("date,channel,spend\n2024-01-03,a,50\n2024-01-30,a,70\n2024-02-29,a,80\n")
      .Add("date,channel,new_customers\n2024-02-20,a,3\n2024-03-30,a,5\n");
  const Json got = desk.Report(R"~({"metrics":"cac","params":{"lag_months":1}})~");
  EXPECT_EQ(Total(got, "cac")["value"], 25.0);
}

TEST(Join, OtherAcquisitionMetricsLagAsWell) {
  Desk desk;
  desk.Add("month,spend,sales_cost\n2024-01,300,700\n2024-02,500,900\n")
      .Add("month,new_customers,new_mrr\n2024-01,2,40\n2024-02,4,50\n2024-03,5,70\n",
           "subscriptions");
  const Json got = desk.Report(
      R"~({"metrics":"fully_loaded_cac,cac_payback_months,cost_per_sale","by":"month",
          "params":{"lag_months":1,"gross_margin":0.8}})~");
  EXPECT_EQ(GroupAt(got, {"2024-02"})["fully_loaded_cac"]["value"], 250.0);
  EXPECT_EQ(GroupAt(got, {"2024-03"})["fully_loaded_cac"]["value"], 280.0);
  EXPECT_EQ(GroupAt(got, {"2024-02"})["cac_payback_months"]["value"], 25.0);
  EXPECT_EQ(GroupAt(got, {"2024-03"})["cac_payback_months"]["value"], 25.0);
}

TEST(Own, FormulasAreMetricsLikeAnyOther) {
  Desk desk = Both();
  const Json got = desk.Report(
      R"~({"metrics":["per_head","twice"],"by":"month",
          "formulas":["Per head = sum(spend)/sum(new_customers)","twice = 2*metric(per_head)"]})~");
  ASSERT_TRUE(got["ok"].get<bool>()) << DumpJson(got);
  EXPECT_EQ(GroupAt(got, {"2024-02"})["per_head"]["value"], 740.0 / 13);
  EXPECT_EQ(GroupAt(got, {"2024-02"})["twice"]["value"], 1480.0 / 13);
  EXPECT_EQ(got["metrics"]["per_head"]["unit"], "currency_per_customer");
  EXPECT_EQ(got["metrics"]["per_head"]["name"], "Per head");
  EXPECT_TRUE(got["metrics"]["per_head"]["own"].get<bool>());
  const Json passport = desk.Explain(
      "per_head", R"~({"key":{"month":"2024-02"},
                      "formulas":["Per head = sum(spend)/sum(new_customers)"]})~");
  EXPECT_EQ(passport["value"], 740.0 / 13);
  EXPECT_EQ(passport["formula_values"], "740 / 13");
  EXPECT_EQ(passport["name"], "Per head");
  const Json wrong = desk.Report(R"~({"formulas":["a = sum(spend) + sum(leads)"]})~");
  EXPECT_EQ(wrong["error"]["code"], "formula.unit_mismatch");
  EXPECT_EQ(wrong["error"]["at"]["column"], 16);
  EXPECT_EQ(wrong["error"]["file"], "a");
  // Where nothing is chosen, one's own comes with everything that the columns allow.
  EXPECT_TRUE(desk.Report(R"~({"formulas":["a = sum(spend)/3"]})~")["metrics"].contains("a"));
}

TEST(Own, MeasuresComeFromColumns) {
  Desk desk;
  std::vector<table::Column> columns;
  table::TextBuilder channel;
  table::NumberBuilder demos;
  table::NumberBuilder spend;
  for (const auto& [name, held, cost] :
       {std::tuple{"a", 3, 60}, std::tuple{"b", 4, 100}, std::tuple{"a", 5, 140}}) {
    channel.Add(name);
    demos.Add(Decimal{held, 0});
    spend.Add(Decimal{cost, 0});
  }
  columns.push_back(std::move(channel).Finish("Channel", 0, {"channel", false, "text", "", ""}));
  columns.push_back(std::move(demos).Finish("Demos held", 1, {"demos", true, "count", "", ""}));
  columns.push_back(std::move(spend).Finish("Cost", 2, {"spend", true, "money", "", "USD"}));
  const table::Table table("channel_performance", std::move(columns), 3);
  Input input;
  input.name = "own.csv";
  input.table = &table;
  const Json got = Report(
      {input}, ParseJson(R"~({"metrics":"demos,per_demo","by":"channel",
                             "formulas":["per_demo = sum(spend)/sum(demos)"]})~"));
  ASSERT_TRUE(got["ok"].get<bool>()) << DumpJson(got);
  EXPECT_EQ(GroupAt(got, {"a"})["demos"]["value"], 8.0);
  EXPECT_EQ(GroupAt(got, {"a"})["per_demo"]["value"], 25.0);
  EXPECT_EQ(Total(got, "per_demo")["value"], 25.0);
  EXPECT_EQ(got["metrics"]["per_demo"]["unit"], "currency_per_demos");
  EXPECT_EQ(got["metrics"]["per_demo"]["currency"], "USD");
  EXPECT_EQ(got["metrics"]["demos"]["name"], "Demos held");
  // It is among the measures where nothing is chosen.
  EXPECT_TRUE(Report({input}, ParseJson("{}"))["metrics"].contains("demos"));
}

}  // namespace
}  // namespace mittari::report
