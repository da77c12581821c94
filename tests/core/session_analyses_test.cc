// Analyses through the front door: the worked cases beside the repository, and what is refused.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>

#include "base/date.h"
#include "base/json.h"
#include "gtest/gtest.h"
#include "session.h"

namespace mittari {
namespace {

void Read(Session* session, const std::string& kind, const std::string& text) {
  static constexpr const char* kKinds[] = {"channel_performance", "deals", "subscriptions", "orders", "brand_content", "touches"};
  const bool known = std::find(std::begin(kKinds), std::end(kKinds), kind) != std::end(kKinds);
  const std::string settings = known ? "{\"table\":\"" + kind + "\"}" : "{}";
  session->Call("begin", "{\"name\":\"" + kind + ".csv\",\"settings\":" + settings + "}");
  std::memcpy(session->Reserve(text.size()), text.data(), text.size());
  session->Feed(text.size());
  ASSERT_TRUE(ParseJson(session->Call("end", "{}"))["ok"].get<bool>());
}

Json Analyse(const std::string& subject, const Json& inputs) {
  Session session;
  if (inputs.contains("tables")) {
    for (const auto& [kind, text] : inputs["tables"].items()) Read(&session, kind, text.get<std::string>());
  }
  Json args = {{"subject", subject}};
  for (const char* part : {"scalars", "options"}) {
    if (inputs.contains(part)) args[part] = inputs[part];
  }
  return ParseJson(session.Call("analyse", DumpJson(args)));
}

Json Asked(const std::string& subject, const std::string& scalars) {
  return Analyse(subject, {{"scalars", ParseJson(scalars)}});
}

void ExpectPart(const Json& want, const Json& got, double relative, const std::string& where) {
  if (want.is_object()) {
    for (const auto& [name, part] : want.items()) {
      ASSERT_TRUE(got.is_object() && got.contains(name)) << where << "." << name << " in " << got.dump();
      ExpectPart(part, got[name], relative, where + "." + name);
    }
  } else if (want.is_array()) {
    ASSERT_TRUE(got.is_array() && got.size() == want.size()) << where << ": " << got.dump();
    for (size_t i = 0; i < want.size(); ++i) ExpectPart(want[i], got[i], relative, where + "[" + std::to_string(i) + "]");
  } else if (want.is_number()) {
    ASSERT_TRUE(got.is_number()) << where << ": " << got.dump();
    EXPECT_LE(std::fabs(got.get<double>() - want.get<double>()), relative * std::fabs(want.get<double>()) + 1e-12)
        << where << ": " << got.dump() << " is not " << want.dump();
  } else {
    EXPECT_EQ(got, want) << where;
  }
}

TEST(Analyses, WorkedCases) {
  std::ifstream in(MITTARI_SOURCE_DIR "/../shared/spec/oracles.json");
  if (!in) GTEST_SKIP() << "no worked cases here";
  int seen = 0;
  const Json all = ParseJson(std::string(std::istreambuf_iterator<char>(in), {}));
  for (const Json& c : all["cases"]) {
    if (!c.contains("analyse")) continue;
    const std::string id = c["id"];
    const Json answer = Analyse(c["analyse"], c["inputs"]);
    ASSERT_TRUE(answer["ok"].get<bool>()) << id << answer.dump();
    const Json& want = c["expected"];
    const Json& got = answer["result"];
    if (want.contains("undefined")) {
      EXPECT_EQ(got["undefined"], want["undefined"]) << id;
    } else {
      EXPECT_FALSE(got.contains("undefined")) << id << got.dump();
      ExpectPart(want["values"], got, c["tolerance"]["rel"], id);
    }
    ++seen;
  }
  EXPECT_GE(seen, 30);
}

TEST(Analyses, SayWhyThereIsNoNumber) {
  const auto reason = [](const std::string& subject, const std::string& scalars) {
    const Json answer = Asked(subject, scalars);
    return answer["ok"].get<bool>() ? answer["result"].value("undefined", "") : answer["error"]["code"].get<std::string>();
  };
  EXPECT_EQ(reason("wilson", R"({"k":0,"n":0})"), "denominator_zero");
  EXPECT_EQ(reason("wilson", R"({"k":3,"n":2})"), "not_applicable");
  EXPECT_EQ(reason("wilson", R"({"k":3})"), "call.bad_argument");
  EXPECT_EQ(reason("poisson_cost", R"({"spend":500,"count":0})"), "denominator_zero");
  EXPECT_EQ(reason("mean_interval", R"({"values":[1,2,3]})"), "insufficient_data");
  EXPECT_EQ(reason("two_costs", R"({"leads1":0,"spend1":1,"leads2":0,"spend2":1})"), "denominator_zero");
  EXPECT_EQ(reason("p_adjust", R"({"p":[0.1,1.5]})"), "call.bad_argument");
  EXPECT_EQ(reason("relative_change", R"({"current":3,"base":-1})"), "baseline_negative");
  EXPECT_EQ(reason("target_probability", R"({"history":[1,2,3],"target":9,"periods_remaining":2})"), "insufficient_data");
  EXPECT_EQ(reason("target_probability", R"({"history":[1],"target":9,"to_date":9,"periods_remaining":2})"), "target_met");
  EXPECT_EQ(reason("reverse_funnel", R"({"goal_revenue":10,"average_revenue":1,"rates":[0.5,0]})"), "denominator_zero");
  EXPECT_EQ(reason("break_even", R"({"gross_margin":0})"), "non_positive_denominator");
  EXPECT_EQ(reason("driver_chain", R"({"base":[1,0],"current":[1,2]})"), "non_positive_denominator");
  EXPECT_EQ(reason("budget_allocation", R"({"a":[1],"b":[1.1],"budget":5})"), "not_identifiable");
  EXPECT_EQ(reason("gamma_gamma", R"({"p":0.1,"q":0.2,"v":1,"x":1,"m":5})"), "not_applicable");
  EXPECT_EQ(reason("milestone", R"({"monthly":[1,2,3]})"), "insufficient_data");
  EXPECT_EQ(reason("markov", "{}"), "missing_input");
  EXPECT_EQ(reason("decomposition", "{}"), "missing_input");
  EXPECT_EQ(reason("horoscope", "{}"), "not_available");
  // A confidence is a share: 95 is none, whatever is asked with it.
  EXPECT_EQ(reason("ratio_bootstrap", R"({"y":[1,2,3,4,5,6],"x":[1,1,1,1,1,1],"level":95})"), "call.bad_argument");
  EXPECT_EQ(reason("wilson", R"({"k":1,"n":3,"level":1})"), "call.bad_argument");
  EXPECT_EQ(reason("two_costs", R"({"leads1":1,"spend1":1,"leads2":2,"spend2":1,"level":0})"), "call.bad_argument");
  EXPECT_EQ(reason("forecast", R"({"y":[1,2,3,4,5,6,7,8,9,10],"level":-0.5})"), "call.bad_argument");
  EXPECT_EQ(reason("survival", R"({"time_days":[1,2],"won":[1,1],"level":95})"), "call.bad_argument");
  EXPECT_EQ(reason("survival", R"({"time_days":[1e300],"won":[1]})"), "call.bad_argument");
  EXPECT_EQ(reason("survival", R"({"time_days":[5],"won":[1e300]})"), "not_reached");
  EXPECT_EQ(reason("two_proportions", R"({"k1":1e17,"n1":1e17,"k2":10,"n2":10})"), "not_applicable");
  EXPECT_EQ(reason("ltv_bound", R"({"customer_months":100,"arpa":5,"churned_customers":1e300})"), "not_applicable");
}

TEST(Analyses, BoundedWork) {
  // A million groups of clusters, and twelve thousand days: both answered at once.
  Json many = Json::array();
  for (int i = 0; i < 100001; ++i) many.push_back(1);
  EXPECT_EQ(Analyse("ratio_bootstrap", {{"scalars", {{"y", many}, {"x", many}}}})["result"]["undefined"], "not_applicable");
  Json long_one = Json::array();
  for (int i = 0; i < 4000; ++i) long_one.push_back(100 + i % 7);
  const Json forecast = Analyse("forecast", {{"scalars", {{"y", long_one}}}})["result"];
  EXPECT_TRUE(forecast["mase"].is_number()) << forecast.dump();
}

TEST(Analyses, Planning) {
  // 15,000 at 500 is 30 customers; 3 in 10 leads, 1 in 10 visitors; 40 % margin of 500 is 200.
  const Json funnel = Asked("reverse_funnel", R"({"goal_revenue":15000,"average_revenue":500,"rates":[0.3,0.1],
      "rate_counts":[[300,1000],[100,1000]],"cpl":10,"goal_date":"2024-12-31","cycle_days":60})")["result"];
  EXPECT_EQ(funnel["visitors"], 1000);
  EXPECT_EQ(funnel["needed_by"], "2024-11-01");
  EXPECT_LT(funnel["range80"]["visitors"]["low"].get<double>(), 1000);
  EXPECT_GT(funnel["range80"]["visitors"]["high"].get<double>(), 1000);
  EXPECT_LT(funnel["range80"]["visitors"]["high"].get<double>(), 1200);
  const Json even = Asked("break_even", R"({"gross_margin":0.4,"average_revenue":500,"spend":1000,"customers":4})")["result"];
  EXPECT_EQ(even["break_even_roas"], 2.5);
  EXPECT_EQ(even["allowable_cac"], 200);
  EXPECT_EQ(even["break_even_customers"], 5);
  EXPECT_EQ(even["profit"], -200);
  EXPECT_FALSE(even["reached"].get<bool>());
  // (12 x 100 - 700) / (100 - 60) = 12.5 for each of the 40 to come.
  const Json ceiling = Asked("target_ceiling", R"({"ceiling":12,"target_count":100,"spend":700,"count":60})")["result"];
  EXPECT_EQ(ceiling["value"], 12.5);
  // Windows of two from the end: 4+5, 6+1, 2+3: one of three reaches 8.
  const Json hits = Asked("target_hit_rate", R"({"history":[2,3,6,1,4,5],"window":2,"target":8})")["result"];
  EXPECT_EQ(hits["hits"], 1);
  EXPECT_EQ(hits["windows"], 3);
  // Twelve months of 100,000 are 1.2 million; a year before it was half: 3 million in 12 ln 2.5 / ln 2 = 15.9 months.
  Json monthly = Json::array();
  for (int i = 0; i < 24; ++i) monthly.push_back(i < 12 ? 50000 : 100000);
  const Json mile = Analyse("milestone", {{"scalars", {{"monthly", monthly}}}})["result"];
  EXPECT_EQ(mile["trailing_12"], 1200000);
  EXPECT_TRUE(mile["milestones"][0]["reached"].get<bool>());
  EXPECT_EQ(mile["months_to_next"], 16);
  const Json smart = Asked("smart_check", R"({"metric":"leads","segment":"paid search","target":100,"end":"2025-12-31",
      "required_spend":900,"budget":1000})")["result"];
  EXPECT_TRUE(smart["specific"]["ok"].get<bool>());
  EXPECT_TRUE(smart["realistic"]["ok"].get<bool>());
  EXPECT_FALSE(smart["achievable"]["ok"].get<bool>());
  EXPECT_EQ(smart["missing"].dump(), R"(["history","periods_remaining","owner"])");
  // A selection is as specific as a segment: nothing is missing there.
  Session session;
  const Json selected = ParseJson(session.Call("analyse", R"({"subject":"smart_check","where":{"channel":["x"]},
      "scalars":{"metric":"leads"}})"))["result"];
  EXPECT_TRUE(selected["specific"]["ok"].get<bool>());
  EXPECT_EQ(selected["missing"][0], "target");
  const Json set = Asked("kpi_focus", R"({"set":"subscription_company"})")["result"];
  EXPECT_FALSE(set["warning"].get<bool>());
}

// A number may be the name of a metric: it is then worked out over the selection.
TEST(Analyses, NumbersComeFromTheFiles) {
  const Json inputs = {{"tables", {{"channel_performance", "date,channel,spend,sessions,leads\n2024-01-01,a,100,50,5\n"
                                                           "2024-01-02,b,300,150,15\n"}}},
                       {"options", {{"k", "leads"}, {"n", "sessions"}}}};
  const Json share = Analyse("wilson", inputs)["result"];
  EXPECT_EQ(share["value"], 0.1);
  const Json change = Analyse("decomposition", {{"tables", inputs["tables"]},
                                                {"options", {{"metric", "cost_per_lead"}, {"segment", "channel"},
                                                             {"base", "2024-01-01"}, {"current", "2024-01-02"}}}})["result"];
  EXPECT_EQ(change["base"], 20);
  EXPECT_EQ(change["current"], 20);
  EXPECT_EQ(change["rate_total"], 0);
}

// False alarms were simulated for the usual settings alone; a lag beyond the series leaves no day.
TEST(Analyses, AlertsOfUsualSettings) {
  std::string csv = "date,channel,leads\n";
  const Day first = DayFromCivil({2024, 1, 1});
  for (int i = 0; i < 120; ++i) csv += FormatIsoDate(first + i) + ",a," + std::to_string(20 + i * i % 5) + "\n";
  const auto anomaly = [&](const Json& scalars) {
    return Analyse("anomaly", {{"tables", {{"channel_performance", csv}}}, {"scalars", scalars}, {"options", {{"metric", "leads"}}}})["result"];
  };
  // 28 days of 365, at 0.9 a year for counts.
  const Json usual = anomaly(Json::object());
  EXPECT_NEAR(usual["expected_false_alarms"].get<double>(), 0.9 * 28 / 365, 1e-12);
  EXPECT_TRUE(anomaly({{"threshold", 3}})["expected_false_alarms"].is_null());
  EXPECT_TRUE(anomaly({{"weeks", 6}})["expected_false_alarms"].is_null());
  EXPECT_EQ(anomaly({{"lag_days", 1e300}})["undefined"], "insufficient_data");
}

// The converting touch marks itself: two of one day are two conversions. A column of days repeats
// one conversion in all its rows, and the value may stand in any of them.
TEST(Analyses, ConversionsOfOneDay) {
  const auto last = [](const std::string& rows) {
    return Analyse("attribution", {{"tables", {{"touches", rows}}}})["result"]["last"];
  };
  const std::string marked = "customer_id,touch_time,channel,converted,conversion_value\n";
  EXPECT_EQ(last(marked + "A,2024-03-01,x,1,30\nA,2024-03-01,x,1,12\nB,2024-03-02,y,n,\n")["x"], 42);
  const std::string dated = "customer_id,touch_time,channel,converted,conversion_time,conversion_value\n";
  EXPECT_EQ(last(dated + "A,2024-03-01,y,1,2024-03-05,\nA,2024-03-05,x,1,2024-03-05,42\n")["x"], 42);
}

// 9/10 · 7/9 · 5/7 is one half; doubles make a little more of it.
TEST(Analyses, AMedianWhereExactlyHalfAreLeft) {
  const Json got = Asked("survival", R"({"time_days":[1,2,2,4,4,4,5,6,6,6],"won":[1,1,1,0,1,1,0,1,0,0]})");
  EXPECT_EQ(got["result"]["median_days"], 4) << got.dump();
}

// The export begins on 1 February. D1 closed before it, D2 on that very day, among D2 to D4 that were watched.
TEST(Analyses, AnExportThatStartsLateWatchesFromItsFirstDayOn) {
  const Json deals = {{"tables", {{"deals", "deal_id,amount,created_date,close_date,outcome\nD1,1,2024-01-01,2024-01-20,won\n"
                                            "D2,1,2024-01-01,2024-02-01,won\nD3,1,2024-01-01,2024-03-01,lost\nD4,1,2024-01-01,,open\n"}}},
                      {"options", {{"window_start", "2024-02-01"}, {"data_through", "2024-04-01"}}}};
  const Json got = Analyse("survival", deals)["result"];
  EXPECT_EQ(got["at_risk"], ParseJson(R"({"31":3})")) << got.dump();
  EXPECT_NEAR(got["survival"]["31"].get<double>(), 2.0 / 3, 1e-15);
}

// As of 10 January the third deal is not there yet: of 300 created 100 are won within the nine days of the younger one.
TEST(Analyses, SourcesOfADayKnowNoDealsOfLaterOnes) {
  const Json deals = {{"tables", {{"deals", "deal_id,source_type,amount,created_date,close_date,outcome\nD1,inbound,100,2024-01-01,2024-01-05,won\n"
                                            "D2,inbound,200,2024-01-01,2024-01-20,won\nD3,inbound,400,2024-02-01,,open\n"}}},
                      {"options", {{"data_through", "2024-01-10"}}}};
  const Json got = Analyse("pipeline_sources", deals)["result"];
  EXPECT_EQ(got["sources"][0]["created"], 300) << got.dump();
  EXPECT_EQ(got["equal_age_days"], 9);
  EXPECT_DOUBLE_EQ(got["sources"][0]["equal_age_rate"].get<double>(), 1.0 / 3);
}

// Ten seats at 10 a quarter were renewed, one at 100 was not: half of what was due.
TEST(Analyses, RenewedValueCountsEverySeat) {
  const Json got = Analyse("renewals", {{"tables", {{"subscriptions", "customer_id,subscription_id,plan_amount,interval,quantity,start date,end date\n"
                                                                      "A,a1,10,quarter,10,2024-01-01,2024-04-01\nA,a2,10,quarter,10,2024-04-01,\n"
                                                                      "B,b1,100,quarter,1,2024-01-01,2024-04-01\n"}}},
                                        {"options", {{"data_through", "2024-06-01"}}}})["result"];
  EXPECT_EQ(got["renewals_due"], 2) << got.dump();
  EXPECT_EQ(got["renewal_rate_by_value"], 0.5);
}

}  // namespace
}  // namespace mittari
