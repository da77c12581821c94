// What customers bring and cost, channel by channel, where the billing export may know no channel.
// Expectations by hand.
#include <algorithm>

#include "core/report_fixture.h"

namespace mittari::report {
namespace {

table::Column TextColumn(const char* role, const std::vector<std::string>& cells, const char* name = nullptr) {
  table::TextBuilder builder;
  for (const std::string& cell : cells) cell.empty() ? builder.AddNull() : builder.Add(cell);
  return std::move(builder).Finish(name == nullptr ? role : name, -1, {role, false, "text", "", ""});
}

table::Column DayColumnOf(const char* role, const std::vector<std::string>& cells) {
  table::DayBuilder builder;
  for (const std::string& cell : cells) {
    const auto day = ParseIsoDate(cell);
    day ? builder.Add(*day) : builder.AddNull();
  }
  return std::move(builder).Finish(role, -1, {role, false, "date", "", ""}, table::Grain::kDay);
}

table::Column MoneyColumn(const char* role, const std::vector<std::string>& cells, bool measure) {
  table::NumberBuilder builder;
  for (const std::string& cell : cells) cell.empty() ? builder.AddNull() : builder.Add(DecimalOf(cell));
  return std::move(builder).Finish(role, -1, {role, measure, "money", "", "EUR"});
}

struct Subscription {
  const char *customer, *start, *end, *amount, *channel;
};

// Search: S1 and S2 of 100 from January, S2 leaves in April; S3 of 40 joins in March. Social: F1 and F2
// of 50 from January, F2 leaves in March. N1 and
// N2 of 10 are known to no one else; N2 joins in May, so that April is known to its end.
const std::vector<Subscription> kBilling = {
    {"S1", "2024-01-10", "", "100", "Google Ads"},  {"S2", "2024-01-15", "2024-04-20", "100", "Google Ads"},
    {"S3", "2024-03-05", "", "40", "Google Ads"},   {"F1", "2024-01-20", "", "50", "Facebook Ads"},
    {"F2", "2024-01-25", "2024-03-12", "50", "Facebook Ads"}, {"N1", "2024-02-02", "", "10", ""}, {"N2", "2024-05-01", "", "10", ""}};

table::Table Billing(const char* channel_role, bool reversed = false) {
  std::vector<Subscription> rows = kBilling;
  if (reversed) std::reverse(rows.begin(), rows.end());
  std::vector<std::string> customer, start, end, amount, channel, interval;
  for (const Subscription& row : rows) {
    customer.push_back(row.customer);
    start.push_back(row.start);
    end.push_back(row.end);
    amount.push_back(row.amount);
    channel.push_back(row.channel);
    interval.push_back("month");
  }
  std::vector<table::Column> columns;
  columns.push_back(TextColumn("customer_id", customer));
  columns.push_back(DayColumnOf("sub_start", start));
  columns.push_back(DayColumnOf("sub_end", end));
  columns.push_back(MoneyColumn("plan_amount", amount, false));
  columns.push_back(TextColumn("interval", interval));
  if (channel_role != nullptr) columns.push_back(TextColumn(channel_role, channel));
  table::Table out("subscriptions", std::move(columns), rows.size());
  out.SetCurrency("EUR");
  return out;
}

// Deals that won them, an earlier lost one of another channel, and one in another case.
table::Table Crm(bool reversed = false) {
  std::vector<std::vector<std::string>> rows = {
      {"S1", "Facebook Ads", "2023-11-01", "2023-12-01", "Closed Lost"},
      {"S1", "Google Ads", "2023-12-05", "2024-01-09", "Closed Won"},
      {"S1", "Referral", "2024-02-05", "2024-02-09", "Closed Won"},
      {"s2", "Google Ads", "2023-12-06", "2024-01-14", "Closed Won"},
      {"S3", "Google Ads", "2024-02-01", "2024-03-04", "Closed Won"},
      {"F1", "Facebook Ads", "2024-01-02", "2024-01-19", "Closed Won"},
      {"F2", "Facebook Ads", "2024-01-03", "2024-01-24", "Closed Won"}};
  if (reversed) std::reverse(rows.begin(), rows.end());
  std::vector<std::vector<std::string>> cells(5);
  for (const auto& row : rows) {
    for (size_t c = 0; c < cells.size(); ++c) cells[c].push_back(row[c]);
  }
  std::vector<table::Column> columns;
  columns.push_back(TextColumn("customer_id", cells[0]));
  columns.push_back(TextColumn("channel", cells[1]));
  columns.push_back(DayColumnOf("created_date", cells[2]));
  columns.push_back(DayColumnOf("close_date", cells[3]));
  columns.push_back(TextColumn("stage", cells[4]));
  return table::Table("deals", std::move(columns), rows.size());
}

constexpr char kSpend[] =
    "month,channel,spend\n2024-01,Google Ads,300\n2024-01,Facebook Ads,120\n2024-02,Google Ads,80\n"
    "2024-02,Facebook Ads,60\n2024-03,Google Ads,100\n2024-03,Facebook Ads,20\n2024-04,Google Ads,90\n2024-04,Facebook Ads,30\n";
constexpr char kWon[] =
    "month,channel,new_customers\n2024-01,Google Ads,2\n2024-01,Facebook Ads,2\n2024-03,Google Ads,1\n";

constexpr char kByChannel[] =
    R"({"metrics":"arpa,logo_churn_rate_t6m,ltv,cac,ltv_cac_ratio,cac_payback_months,mer","by":"channel",
        "today":"2024-05-10","to":"2024-04-30","params":{"gross_margin":"0.8"}})";

void ExpectByChannel(const Json& got) {
  ASSERT_TRUE(got["ok"].get<bool>()) << DumpJson(got);
  const Json search = GroupAt(got, {"Google Ads"});
  // At the end of April S1 and S3 pay 140. Lost: one, of 2 + 2 + 3 customers at the openings of
  // February, March and April.
  EXPECT_EQ(search["arpa"]["value"], 70);
  EXPECT_EQ(search["logo_churn_rate_t6m"]["value"], 1.0 / 7);
  EXPECT_EQ(search["ltv"]["value"], 70 * 0.8 * 7);
  EXPECT_EQ(search["cac"]["value"], 570.0 / 3);
  EXPECT_DOUBLE_EQ(search["ltv_cac_ratio"]["value"].get<double>(), 392.0 / 190);
  // 570 of spend, 240 of new MRR.
  EXPECT_EQ(search["cac_payback_months"]["value"], 570 / (240 * 0.8));
  const Json social = GroupAt(got, {"Facebook Ads"});
  // F1 pays 50; one lost of 2 + 2 + 1.
  EXPECT_EQ(social["arpa"]["value"], 50);
  EXPECT_EQ(social["logo_churn_rate_t6m"]["value"], 0.2);
  EXPECT_EQ(social["ltv"]["value"], 200);
  EXPECT_DOUBLE_EQ(social["ltv_cac_ratio"]["value"].get<double>(), 200.0 / 115);
  EXPECT_EQ(social["cac_payback_months"]["value"], 230 / (100 * 0.8));
  // The company: 200 of 4, two lost of 4 + 5 + 5.
  EXPECT_EQ(Total(got, "arpa")["value"], 50);
  EXPECT_EQ(Total(got, "logo_churn_rate_t6m")["value"], 2.0 / 14);
  // Revenue over spend of the whole company is still no channel's.
  EXPECT_EQ(search["mer"]["reason"], "not_applicable");
}

bool Flagged(const Json& value, const char* flag) {
  const Json& flags = value["flags"];
  return std::find(flags.begin(), flags.end(), Json(flag)) != flags.end();
}

int64_t CountOf(const Json& report, const char* code) {
  for (const Json& note : report["notes"]) {
    if (note["code"] == code) return note["count"].get<int64_t>();
  }
  return 0;
}

TEST(CustomerChannel, TheSubscriptionsOwnChannel) {
  for (const char* role : {"channel", "signup_source"}) {
    Desk desk;
    desk.Add(kSpend, "channel_performance", "EUR").Add(kWon).Add(Billing(role));
    const Json got = desk.Report(kByChannel);
    ExpectByChannel(got);
    EXPECT_FALSE(Flagged(GroupAt(got, {"Google Ads"})["ltv"], "channel_by_customer"));
  }
}

TEST(CustomerChannel, TheChannelOfTheDealThatWonTheCustomer) {
  for (const bool reversed : {false, true}) {
    Desk desk;
    desk.Add(kSpend, "channel_performance", "EUR").Add(kWon).Add(Billing(nullptr, reversed)).Add(Crm(!reversed));
    const Json got = desk.Report(kByChannel);
    ExpectByChannel(got);
    const Json search = GroupAt(got, {"Google Ads"});
    EXPECT_TRUE(Flagged(search["ltv"], "channel_by_customer"));
    EXPECT_FALSE(Flagged(search["cac"], "channel_by_customer"));
    EXPECT_EQ(CountOf(got, "channel_found"), 5);
    EXPECT_EQ(CountOf(got, "channel_unknown"), 2);
    EXPECT_EQ(GroupAt(got, {""})["arpa"]["value"], 10);  // N1 stands under none
    // Under groups of the taxonomy, with a filter, and in the passport it is the same.
    const Json grouped = desk.Report(
        R"({"metrics":"ltv_cac_ratio","by":"channel_group","today":"2024-05-10","to":"2024-04-30","params":{"gross_margin":"0.8"}})");
    EXPECT_EQ(GroupAt(grouped, {"paid_search"})["ltv_cac_ratio"]["value"], search["ltv_cac_ratio"]["value"]);
    const Json one = desk.Report(
        R"({"metrics":"ltv","where":{"channel":["Facebook Ads"]},"today":"2024-05-10","to":"2024-04-30","params":{"gross_margin":"0.8"}})");
    EXPECT_EQ(Total(one, "ltv")["value"], 200);
    const Json passport = desk.Explain(
        "ltv_cac_ratio",
        R"({"key":{"channel":"Google Ads"},"today":"2024-05-10","to":"2024-04-30","params":{"gross_margin":"0.8"}})");
    EXPECT_EQ(passport["value"], search["ltv_cac_ratio"]["value"]);
    EXPECT_EQ(passport["list"]["total"], 3);
  }
}

TEST(CustomerChannel, ByChannelAndMonthAndWithALag) {
  Desk desk;
  desk.Add(kSpend, "channel_performance", "EUR").Add(kWon).Add(Billing(nullptr)).Add(Crm());
  const Json got = desk.Report(
      R"({"metrics":"cac_payback_months,ltv_cac_ratio","by":"channel,month","today":"2024-05-10","to":"2024-04-30",
          "params":{"gross_margin":"0.8"}})");
  EXPECT_EQ(GroupAt(got, {"Google Ads", "2024-01"})["cac_payback_months"]["value"], 300 / (200 * 0.8));
  EXPECT_EQ(GroupAt(got, {"Google Ads", "2024-03"})["cac_payback_months"]["value"], 100 / (40 * 0.8));
  EXPECT_EQ(GroupAt(got, {"Google Ads", "2024-02"})["cac_payback_months"]["reason"], "denominator_zero");
  EXPECT_EQ(GroupAt(got, {"Facebook Ads", "2024-01"})["cac_payback_months"]["value"], 120 / (100 * 0.8));
  // March: 240 of 3, none lost yet.
  EXPECT_EQ(GroupAt(got, {"Google Ads", "2024-03"})["ltv_cac_ratio"]["reason"], "denominator_zero");
  const Json lagged = desk.Report(
      R"({"metrics":"cac_payback_months,ltv_cac_ratio","by":"channel,month","today":"2024-05-10","to":"2024-04-30",
          "params":{"gross_margin":"0.8","lag_months":2}})");
  // January's 300 won March's 40.
  EXPECT_EQ(GroupAt(lagged, {"Google Ads", "2024-03"})["cac_payback_months"]["value"], 300 / (40 * 0.8));
  // Every month's parts add up to the whole: a ratio of sums.
  const Json whole = desk.Report(R"({"metrics":"new_mrr,marketing_spend","by":"channel","to":"2024-04-30"})");
  double mrr = 0;
  const Json months = desk.Report(R"({"metrics":"new_mrr","by":"channel,month","to":"2024-04-30"})");
  for (const Json& group : months["groups"]) {
    if (group["key"]["channel"] == "Google Ads" && group["metrics"]["new_mrr"]["value"].is_number()) {
      mrr += group["metrics"]["new_mrr"]["value"].get<double>();
    }
  }
  EXPECT_EQ(GroupAt(whole, {"Google Ads"})["new_mrr"]["value"], mrr);
}

TEST(CustomerChannel, WithoutOneItIsSaidWhatWouldBringIt) {
  Desk desk;
  desk.Add(kSpend, "channel_performance", "EUR").Add(kWon).Add(Billing(nullptr));
  const Json got = desk.Report(kByChannel);
  EXPECT_EQ(GroupAt(got, {"Google Ads"})["ltv_cac_ratio"]["reason"], "missing_input");
  EXPECT_EQ(CountOf(got, "channel_needed"), 1);
  EXPECT_EQ(Total(got, "arpa")["value"], 50);
  // Nothing is said where nobody asks for channels.
  EXPECT_EQ(CountOf(desk.Report(R"({"metrics":"arpa","by":"month"})"), "channel_needed"), 0);
}

TEST(CustomerChannel, IdsThatFoldAlikeAreNotGuessed) {
  Desk desk;
  std::vector<table::Column> columns;
  columns.push_back(TextColumn("customer_id", {"a1", "A1", "b2"}));
  columns.push_back(TextColumn("channel", {"Google Ads", "Facebook Ads", "Facebook Ads"}));
  columns.push_back(DayColumnOf("created_date", {"2024-01-01", "2024-01-01", "2024-01-01"}));
  columns.push_back(TextColumn("stage", {"Closed Won", "Closed Won", "Closed Won"}));
  std::vector<table::Column> paying;
  paying.push_back(TextColumn("customer_id", {"A1", "a1", "á1", "B2"}));
  paying.push_back(DayColumnOf("sub_start", {"2024-01-02", "2024-01-02", "2024-01-02", "2024-01-02"}));
  paying.push_back(MoneyColumn("mrr", {"1", "10", "100", "1000"}, true));
  desk.Add(table::Table("deals", std::move(columns), 3)).Add(table::Table("subscriptions", std::move(paying), 4));
  const Json got = desk.Report(R"({"metrics":"mrr","by":"channel"})");
  EXPECT_EQ(GroupAt(got, {"Facebook Ads"})["mrr"]["value"], 1001);
  EXPECT_EQ(GroupAt(got, {"Google Ads"})["mrr"]["value"], 10);
  EXPECT_EQ(GroupAt(got, {""})["mrr"]["value"], 100);
}

}  // namespace
}  // namespace mittari::report
