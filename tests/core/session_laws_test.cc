// What holds for every table of deals, subscriptions, orders or answers, however it is cut.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <set>

#include "base/date.h"
#include "base/json.h"
#include "gtest/gtest.h"
#include "session.h"

namespace mittari {
namespace {

struct Made {
  std::string name;
  std::string head;
  std::vector<std::string> rows;
  std::string Whole() const {
    std::string out = head;
    for (const std::string& row : rows) out += row;
    return out;
  }
};

class Dice {
 public:
  explicit Dice(uint32_t first) : random_(first) {}
  int Roll(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }
  std::string Date(int from, int days) { return FormatIsoDate(from + Roll(days)); }
  std::string Money(int most) {
    const int cents = Roll(most);
    const std::string rest = std::to_string(cents % 100);
    return std::to_string(cents / 100) + (rest.size() == 1 ? ".0" : ".") + rest;
  }
  std::string Of(std::initializer_list<const char*> list) { return list.begin()[Roll(static_cast<int>(list.size()))]; }

 private:
  std::mt19937 random_;
};

// Days from 2023-01-01 on; the first rows are whole, so that every part of a file reads alike.
constexpr Day kFrom = 19358;

Made Deals(uint32_t seed, int count) {
  Dice dice(seed);
  Made out{"deals.csv", "Deal ID,Lead source,Amount,Create date,Close date,Stage\n", {}};
  for (int i = 0; i < count; ++i) {
    const std::string stage = dice.Of({"Closed Won", "Closed Lost", "Proposal", "Qualified"});
    const std::string amount = dice.Roll(9) == 0 && i % 12 > 1 ? "" : dice.Money(900000);
    out.rows.push_back("D" + std::to_string(i) + "," + dice.Of({"Search", "Email", "Fairs"}) + "," + amount + "," +
                       dice.Date(kFrom, 300) + "," + (stage[0] == 'C' ? dice.Date(kFrom + 150, 300) : "") + "," + stage + "\n");
  }
  return out;
}

Made Subscriptions(uint32_t seed, int count) {
  Dice dice(seed);
  Made out{"subs.csv", "Customer ID,Subscription ID,Plan,Plan amount,Interval,Start date,End date\n", {}};
  for (int i = 0; i < count; ++i) {
    const int start = dice.Roll(400);
    const std::string end = dice.Roll(3) == 0 ? "" : FormatIsoDate(kFrom + start + 1 + dice.Roll(250));
    out.rows.push_back("c" + std::to_string(dice.Roll(count / 4 + 1)) + ",s" + std::to_string(i) + "," + dice.Of({"basic", "pro"}) + "," +
                       dice.Money(100000) + "," + dice.Of({"month", "quarter", "year"}) + "," + FormatIsoDate(kFrom + start) +
                       "," + end + "\n");
  }
  return out;
}

Made Orders(uint32_t seed, int count) {
  Dice dice(seed);
  Made out{"orders.csv", "Order ID,Order date,Customer ID,Channel,Order status,Order value,Refund amount\n", {}};
  for (int i = 0; static_cast<int>(out.rows.size()) < count; ++i) {
    const std::string order = "R" + std::to_string(i) + "," + dice.Date(kFrom, 200) + ",c" + std::to_string(dice.Roll(count / 3)) + "," +
                              dice.Of({"Search", "Email", "Shop"}) + "," + dice.Of({"paid", "paid", "refunded", "cancelled"}) + ",";
    for (int lines = dice.Roll(3); lines >= 0; --lines) out.rows.push_back(order + dice.Money(20000) + "," + dice.Money(300) + "\n");
  }
  return out;
}

Made Answers(uint32_t seed, int count) {
  Dice dice(seed);
  Made out{"survey.csv", "Date,Channel,NPS score,Comment\n", {}};
  for (int i = 0; i < count; ++i) {
    out.rows.push_back(dice.Date(kFrom, 90) + "," + dice.Of({"Mail", "Shop"}) + "," +
                       dice.Of({"0", "3", "6", "7", "8", "9", "10", "10"}) + ",text " + std::to_string(i) + "\n");
  }
  return out;
}

std::vector<Made> All(uint32_t seed, int count) {
  return {Deals(seed, count), Subscriptions(seed + 1, count), Orders(seed + 2, count), Answers(seed + 3, count)};
}

void Read(Session* session, const std::string& name, const std::string& text, size_t piece) {
  session->Call("begin", "{\"name\":\"" + name + "\"}");
  for (size_t at = 0; at < text.size(); at += piece) {
    const size_t n = std::min(piece, text.size() - at);
    std::memcpy(session->Reserve(n), text.data() + at, n);
    session->Feed(n);
  }
  const std::string done = session->Call("end", "{}");
  ASSERT_TRUE(ParseJson(done)["ok"].get<bool>()) << done;
}

std::vector<std::string> Asked(Session* session) {
  return {session->Call("report", R"({"by":["month"],"today":"2025-03-20","params":{"gross_margin":"0.5"}})"),
          session->Call("report", R"({"by":["channel","quarter"],"today":"2025-03-20","compare":"previous"})"),
          session->Call("report", R"({"from":"2023-03-07","to":"2023-08-15","today":"2025-03-20"})"),
          session->Call("explain", R"({"metric":"average_order_value","today":"2025-03-20"})"),
          session->Call("explain", R"({"metric":"win_rate","today":"2025-03-20"})")};
}

TEST(Laws, AnyChunkingAndAnyPartsGiveTheSameBytes) {
  for (const Made& made : All(11, 84)) {
    Session one;
    Read(&one, made.name, made.Whole(), size_t{1} << 20);
    const std::vector<std::string> want = Asked(&one);
    for (const size_t piece : {size_t{1}, size_t{7}, size_t{1000}}) {
      Session cut;
      Read(&cut, made.name, made.Whole(), piece);
      EXPECT_EQ(Asked(&cut), want) << made.name << " in pieces of " << piece;
    }
    for (const size_t parts : {2, 3, 7}) {
      Session first;
      for (size_t part = 0; part < parts; ++part) {
        Made some{made.name, made.head, {}};
        const size_t rows = made.rows.size();
        some.rows.assign(made.rows.begin() + static_cast<std::ptrdiff_t>(part * rows / parts),
                         made.rows.begin() + static_cast<std::ptrdiff_t>((part + 1) * rows / parts));
        if (part == 0) {
          Read(&first, made.name, some.Whole(), size_t{1} << 20);
          continue;
        }
        Session other;
        Read(&other, made.name, some.Whole(), size_t{1} << 20);
        const std::vector<uint8_t> state = other.State();
        std::memcpy(first.Reserve(state.size()), state.data(), state.size());
        ASSERT_EQ(first.Merge(state.size()), R"({"ok":true})") << made.name << " part " << part << " of " << parts;
      }
      EXPECT_EQ(Asked(&first), want) << made.name << " in " << parts << " parts";
    }
  }
}

// A billing export without channels beside the deals that know them.
TEST(Laws, ChannelsFoundByCustomerDoNotDependOnCuts) {
  Dice dice(77);
  Made crm{"crm.csv", "Deal ID,Customer ID,Lead source,Amount,Create date,Close date,Stage\n", {}};
  for (int i = 0; i < 60; ++i) {
    const std::string stage = dice.Of({"Closed Won", "Closed Lost", "Proposal"});
    const std::string row = "D" + std::to_string(i) + ",c" + std::to_string(dice.Roll(20)) + "," + dice.Of({"Search", "Email", "Fairs"}) + "," +
                            dice.Money(900000) + "," + dice.Date(kFrom, 90) + "," + (stage[0] == 'C' ? dice.Date(kFrom + 90, 90) : "") + ",";
    crm.rows.push_back(row + stage + "\n");
  }
  const Made billing = Subscriptions(78, 84);
  const auto ask = [](Session* session) {
    return std::vector<std::string>{
        session->Call("report", R"({"metrics":["arpa","mrr","new_mrr","ltv","logo_churn_rate","renewal_rate"],"by":["channel","quarter"],"today":"2025-03-20"})"),
        session->Call("report", R"({"metrics":["mrr"],"where":{"channel":["Email"]},"today":"2025-03-20"})"),
        session->Call("explain", R"({"metric":"mrr","key":{"channel":"Search"},"today":"2025-03-20"})")};
  };
  const auto parted = [](const Made& made, size_t part, size_t parts) {
    Made some{made.name, made.head, {}};
    for (size_t row = part * made.rows.size() / parts; row < (part + 1) * made.rows.size() / parts; ++row) some.rows.push_back(made.rows[row]);
    return some.Whole();
  };
  Session one;
  Read(&one, crm.name, crm.Whole(), size_t{1} << 20);
  Read(&one, billing.name, billing.Whole(), size_t{1} << 20);
  const std::vector<std::string> want = ask(&one);
  const Json report = ParseJson(want[0]);
  ASSERT_GE(report["groups"].size(), 6u) << want[0];
  EXPECT_NE(report["groups"][0]["metrics"]["mrr"].dump().find("channel_by_customer"), std::string::npos) << want[0];
  for (const size_t piece : {size_t{1}, size_t{9}}) {
    Session cut;
    Read(&cut, crm.name, crm.Whole(), piece);
    Read(&cut, billing.name, billing.Whole(), piece);
    EXPECT_EQ(ask(&cut), want) << piece;
  }
  for (const size_t parts : {2, 5}) {
    Session first;
    for (const Made* made : {static_cast<const Made*>(&crm), &billing}) {
      Read(&first, made->name, parted(*made, 0, parts), size_t{1} << 20);
      for (size_t part = 1; part < parts; ++part) {
        Session other;
        Read(&other, made->name, parted(*made, part, parts), size_t{1} << 20);
        const std::vector<uint8_t> state = other.State();
        std::memcpy(first.Reserve(state.size()), state.data(), state.size());
        ASSERT_EQ(first.Merge(state.size()), R"({"ok":true})") << part << " of " << parts;
      }
    }
    EXPECT_EQ(ask(&first), want) << parts << " parts";
  }
}

// A value is a finite number, or null with its reason.
void ExpectSound(const Json& json, const std::string& where) {
  if (json.is_number_float()) {
    EXPECT_TRUE(std::isfinite(json.get<double>())) << where;
  }
  if (json.is_object() && json.contains("value") && json["value"].is_null()) {
    EXPECT_TRUE(json.contains("reason")) << where << json.dump();
  }
  if (json.is_structured()) {
    for (const Json& inner : json) ExpectSound(inner, where);
  }
}

void ExpectWithin(const Json& metrics, const char* id, double low, double high) {
  const Json* found = Find(metrics, id);
  if (found == nullptr || !(*found)["value"].is_number()) return;
  const double value = (*found)["value"].get<double>();
  EXPECT_GE(value, low) << id;
  EXPECT_LE(value, high) << id;
}

void ExpectShares(const Json& metrics) {
  for (const char* id : {"grr", "customer_retention_rate", "logo_churn_rate", "win_rate", "renewal_rate", "repeat_purchase_rate",
                         "returning_customer_share"}) {
    ExpectWithin(metrics, id, 0, 1);
  }
  // What is kept of each customer without growth is at most what is kept with it.
  const Json* kept = Find(metrics, "nrr");
  if (kept != nullptr && (*kept)["value"].is_number()) ExpectWithin(metrics, "grr", 0, (*kept)["value"].get<double>());
  ExpectWithin(metrics, "nps", -100, 100);
  ExpectWithin(metrics, "purchase_frequency", 1, 1e9);
}

// A cohort keeps at most its own, each month and by the share that is told.
TEST(Laws, CohortsKeepAtMostWhoStarted) {
  int cells = 0;
  for (uint32_t seed = 1; seed <= 4; ++seed) {
    const Made made = Subscriptions(40 + seed, 70);
    Session session;
    Read(&session, made.name, made.Whole(), size_t{1} << 20);
    const Json answer = ParseJson(session.Call("analyse", R"({"subject":"cohort_retention","today":"2025-03-20"})"));
    ASSERT_TRUE(answer["ok"].get<bool>());
    ExpectSound(answer, made.name);
    int64_t started = 0;
    for (const auto& [month, cohort] : answer["result"].items()) {
      if (!cohort.is_object()) continue;
      started += cohort["size"].get<int64_t>();
      for (size_t k = 0; k < cohort["customers"].size(); ++k, ++cells) {
        EXPECT_LE(cohort["customers"][k].get<int64_t>(), cohort["size"].get<int64_t>()) << month;
        EXPECT_LE(cohort["retention"][k].get<double>(), 1) << month;
        EXPECT_GE(cohort["retention"][k].get<double>(), 0) << month;
      }
    }
    std::set<std::string> customers;
    for (const std::string& row : made.rows) customers.insert(row.substr(0, row.find(',')));
    EXPECT_EQ(started, static_cast<int64_t>(customers.size()));
  }
  EXPECT_GT(cells, 100);
}

double NumberAt(const Json& metrics, const char* id) { return metrics[id]["value"].is_number() ? metrics[id]["value"].get<double>() : 0; }

TEST(Laws, SharesStayBelowOneAndNothingIsInfinite) {
  for (uint32_t seed = 1; seed <= 6; ++seed) {
    for (const Made& made : All(100 * seed, seed < 3 ? static_cast<int>(3 * seed) : 60)) {
      Session session;
      Read(&session, made.name, made.Whole(), size_t{1} << 20);
      for (const char* by : {"month", "week", "year", "channel"}) {
        const Json report = ParseJson(session.Call("report", std::string(R"({"today":"2025-03-20","by":[")") + by + "\"]}"));
        if (!report["ok"].get<bool>()) continue;  // no such dimension
        ExpectSound(report, made.name);
        ExpectShares(report["total"]["metrics"]);
        for (const Json& group : report["groups"]) ExpectShares(group["metrics"]);
      }
    }
  }
}

TEST(Laws, OpeningAndNetNewAreTheClosing) {
  for (uint32_t seed = 1; seed <= 4; ++seed) {
    const Made made = Subscriptions(seed, 80);
    Session session;
    Read(&session, made.name, made.Whole(), size_t{1} << 20);
    for (const char* rest : {R"("month"]})", R"("quarter"]})", R"("month"],"params":{"event_level":"1"}})",
                             R"("week"],"params":{"event_level":"1"}})", R"("quarter"],"params":{"event_level":"1"}})"}) {
      const Json report = ParseJson(session.Call(
          "report", std::string(R"({"metrics":["mrr","net_new_mrr","new_mrr","churned_mrr"],"today":"2025-03-20","by":[)") + rest));
      double opening = 0;
      double fresh = 0;
      double churned = 0;
      for (const Json& group : report["groups"]) {
        const Json& metrics = group["metrics"];
        EXPECT_NEAR(opening + NumberAt(metrics, "net_new_mrr"), NumberAt(metrics, "mrr"), 1e-9) << group["key"].dump();
        opening = NumberAt(metrics, "mrr");
        fresh += NumberAt(metrics, "new_mrr");
        churned += NumberAt(metrics, "churned_mrr");
      }
      EXPECT_NEAR(fresh, NumberAt(report["total"]["metrics"], "new_mrr"), 1e-9);
      EXPECT_NEAR(churned, NumberAt(report["total"]["metrics"], "churned_mrr"), 1e-9);
    }
  }
}

// Ten a month, then thirty, then twenty, all in January; another stays for 17 days of February.
TEST(Laws, EventByEventEachChangeIsAMovement) {
  const std::string text =
      "Customer ID,Subscription ID,Plan amount,Interval,Start date,End date\n"
      "a,1,10,month,2024-01-05,2024-01-10\na,2,30,month,2024-01-10,2024-01-20\na,3,20,month,2024-01-20,\n"
      "b,4,7,month,2024-02-03,2024-02-20\nc,5,1,month,2024-01-01,2024-03-15\n";
  Session session;
  Read(&session, "subs.csv", text, 1000);
  const auto ask = [&](const char* params) {
    const Json report = ParseJson(session.Call(
        "report", std::string(R"({"metrics":["new_mrr","expansion_mrr","contraction_mrr","churned_mrr","logo_churn_rate"],"to":"2024-02-29","today":"2025-01-01")") +
                      params + "}"));
    return report["total"]["metrics"];
  };
  const Json ends = ask("");
  EXPECT_EQ(NumberAt(ends, "new_mrr"), 21);
  EXPECT_EQ(NumberAt(ends, "expansion_mrr"), 0);
  EXPECT_EQ(NumberAt(ends, "churned_mrr"), 0);
  const Json events = ask(R"(,"params":{"event_level":"1"})");
  EXPECT_EQ(NumberAt(events, "new_mrr"), 18);
  EXPECT_EQ(NumberAt(events, "expansion_mrr"), 20);
  EXPECT_EQ(NumberAt(events, "contraction_mrr"), 10);
  EXPECT_EQ(NumberAt(events, "churned_mrr"), 7);
  EXPECT_EQ(events["new_mrr"]["flags"], ParseJson(R"(["event_level"])"));
  // An analysis counts as the report does.
  const Json movements = ParseJson(session.Call(
      "analyse", R"({"subject":"mrr_movements","to":"2024-02-29","params":{"event_level":"1"}})"))["result"];
  EXPECT_EQ(movements["view"], "events");
  EXPECT_EQ(movements["new_mrr"], 18);
  EXPECT_EQ(movements["periods"][0]["expansion_mrr"], 20) << movements.dump();
  // Days of which no row speaks are none, as in a report.
  const Json ever = ParseJson(session.Call(
      "analyse", R"({"subject":"mrr_movements","from":"0001-01-01","to":"9999-12-31","by":["day"]})"))["result"];
  EXPECT_LT(ever["periods"].size(), 100u);
  EXPECT_EQ(ever["periods"][0]["period"], "2024-01-01");
}

// 20 at the opening of February, 2 of them gone by its end: Wilson's interval of 2 of 20.
TEST(Laws, LogoChurnHasItsInterval) {
  std::string text = "Customer ID,Plan amount,Interval,Start date,End date\n";
  for (int i = 0; i < 20; ++i) {
    text += "c" + std::to_string(i) + ",10,month,2024-01-05," + (i < 2 ? "2024-02-10" : i == 2 ? "2024-03-20" : "") + "\n";
  }
  Session session;
  Read(&session, "subs.csv", text, 1000);
  const Json report = ParseJson(session.Call(
      "report", R"({"metrics":["logo_churn_rate","customer_retention_rate","gross_revenue_churn_rate_t6m","ltv_gross_revenue_churn","ltv_discounted"],
                    "from":"2024-02-01","to":"2024-02-29","today":"2025-01-01","params":{"gross_margin":"0.5","discount_rate":"0.02"}})"));
  const Json& metrics = report["total"]["metrics"];
  EXPECT_DOUBLE_EQ(NumberAt(metrics, "logo_churn_rate"), 0.1);
  // By the closed form of the score interval.
  EXPECT_NEAR(metrics["logo_churn_rate"]["interval"]["low"].get<double>(), 0.02786648, 1e-7) << metrics.dump();
  EXPECT_NEAR(metrics["logo_churn_rate"]["interval"]["high"].get<double>(), 0.30103365, 1e-7);
  EXPECT_NEAR(metrics["customer_retention_rate"]["interval"]["low"].get<double>(), 1 - 0.30103365, 1e-7);
  EXPECT_DOUBLE_EQ(NumberAt(metrics, "gross_revenue_churn_rate_t6m"), 0.1);
  EXPECT_DOUBLE_EQ(NumberAt(metrics, "ltv_gross_revenue_churn"), 50);
  EXPECT_DOUBLE_EQ(NumberAt(metrics, "ltv_discounted"), 37.5);  // 10 x 0.5 x 0.9 / (0.02 + 0.1)
}

// A customer is counted once in the whole, and at most once in each month.
TEST(Laws, BuyersOfTheWholeAreAtMostThoseOfTheMonths) {
  for (uint32_t seed = 1; seed <= 4; ++seed) {
    const Made made = Orders(seed, 90);
    Session session;
    Read(&session, made.name, made.Whole(), size_t{1} << 20);
    const Json report = ParseJson(session.Call(
        "report", R"({"metrics":["purchasing_customers","new_customers","orders","gross_revenue"],"by":["month"],"today":"2025-03-20"})"));
    double buyers = 0;
    double fresh = 0;
    double orders = 0;
    double revenue = 0;
    for (const Json& group : report["groups"]) {
      buyers += NumberAt(group["metrics"], "purchasing_customers");
      fresh += NumberAt(group["metrics"], "new_customers");
      orders += NumberAt(group["metrics"], "orders");
      revenue += NumberAt(group["metrics"], "gross_revenue");
    }
    const Json& total = report["total"]["metrics"];
    EXPECT_GE(buyers, NumberAt(total, "purchasing_customers"));
    EXPECT_EQ(NumberAt(total, "purchasing_customers"), NumberAt(total, "new_customers"));  // each bought for the first time once
    EXPECT_EQ(fresh, NumberAt(total, "new_customers"));
    EXPECT_EQ(orders, NumberAt(total, "orders"));
    EXPECT_NEAR(revenue, NumberAt(total, "gross_revenue"), 1e-6);
  }
}

}  // namespace
}  // namespace mittari
