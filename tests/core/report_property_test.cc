// Made-up tables against an evaluator that adds up rows one by one.
#include <cmath>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "core/report_fixture.h"

namespace mittari::report {
namespace {

struct Row {
  Day day;
  std::string channel;
  std::optional<int64_t> cents, leads, sessions, customers;
};

// Reports hold numbers and nulls with a reason; nothing else passes as a value.
void ExpectSound(const Json& json) {
  if (json.is_number_float()) {
    EXPECT_TRUE(std::isfinite(json.get<double>()));
  }
  if (json.is_object() && json.contains("value") && json["value"].is_null()) {
    EXPECT_TRUE(json.contains("reason")) << json.dump();
  }
  if (json.is_structured()) {
    for (const Json& inner : json) ExpectSound(inner);
  }
}

TEST(Property, AgreesWithAddingUpRows) {
  std::mt19937 random(20240229);
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto maybe = [&](int n) {
    return pick(9) == 0 ? std::nullopt : std::optional<int64_t>(pick(n));
  };
  for (int round = 0; round < 25; ++round) {
    std::vector<Row> rows(static_cast<size_t>(1 + pick(120)));
    std::string csv = "date,channel,spend,leads,sessions,new_customers\n";
    const auto text = [](std::optional<int64_t> v) {
      return v ? std::to_string(*v) : std::string();
    };
    for (Row& row : rows) {
      row = {DayFromCivil({2024, 1, 1}) + pick(100),
             "c" + std::to_string(pick(4)),
             maybe(99999),
             maybe(round % 3 == 0 ? 2 : 40),
             maybe(500),
             maybe(5)};
      csv += FormatIsoDate(row.day) + "," + row.channel + "," +
             (row.cents ? ToString({*row.cents, 2}) : "") + "," + text(row.leads) + "," +
             text(row.sessions) + "," + text(row.customers) + "\n";
    }
    Desk desk;
    const Json got = desk.Add(csv).Report(
        R"({"by":"month,channel","compare":"previous","today":"2024-03-20",
            "metrics":"marketing_spend,leads,cost_per_lead,visitor_to_lead_rate,cac,lead_to_customer_rate"})");
    ASSERT_EQ(got["ok"], true);
    ExpectSound(got);
    const auto expect = [&](const Json& metrics, const std::function<bool(const Row&)>& in) {
      std::map<std::string, std::pair<int64_t, bool>> sums;
      for (const Row& row : rows) {
        if (!in(row)) continue;
        const auto add = [&](const char* name, std::optional<int64_t> v) {
          sums[name].first += v.value_or(0);
          sums[name].second |= v.has_value();
        };
        add("cents", row.cents);
        add("leads", row.leads);
        add("sessions", row.sessions);
        add("customers", row.customers);
      }
      const auto ratio = [&](const Json& answer, const char* top, const char* bottom,
                             double scale) {
        if (!sums[top].second || !sums[bottom].second) {
          EXPECT_EQ(answer["reason"], "missing_input");
        } else if (sums[bottom].first == 0) {
          EXPECT_EQ(answer["reason"], "denominator_zero");
        } else {
          // One rounding of the exact quotient: top / (bottom x scale) are whole numbers.
          EXPECT_EQ(answer["value"].get<double>(),
                    static_cast<double>(sums[top].first) /
                        (static_cast<double>(sums[bottom].first) * scale));
        }
      };
      ratio(metrics["cost_per_lead"], "cents", "leads", 100);
      ratio(metrics["visitor_to_lead_rate"], "leads", "sessions", 1);
      ratio(metrics["cac"], "cents", "customers", 100);
      ratio(metrics["lead_to_customer_rate"], "customers", "leads", 1);
      const Json& rate = metrics["lead_to_customer_rate"];
      if (rate.contains("interval")) {
        EXPECT_LE(rate["interval"]["low"].get<double>(), rate["value"].get<double>() + 1e-12);
        EXPECT_GE(rate["interval"]["high"].get<double>(), rate["value"].get<double>() - 1e-12);
      }
    };
    expect(got["total"]["metrics"], [](const Row&) { return true; });
    std::set<std::pair<std::string, std::string>> keys;
    for (const Row& row : rows) keys.insert({FormatIsoDate(row.day).substr(0, 7), row.channel});
    ASSERT_EQ(got["groups"].size(), keys.size());
    auto key = keys.begin();
    for (const Json& group : got["groups"]) {
      EXPECT_EQ(group["key"]["month"], key->first);
      EXPECT_EQ(group["key"]["channel"], key->second);
      expect(group["metrics"], [&](const Row& row) {
        return FormatIsoDate(row.day).substr(0, 7) == key->first && row.channel == key->second;
      });
      ++key;
    }
  }
}

// Cutting a file in two, or turning its rows round, changes nothing.
TEST(Property, FilesAddUp) {
  std::mt19937 random(5);
  const std::string header = "date,channel,spend,leads\n";
  std::vector<std::string> lines;
  for (int i = 0; i < 200; ++i) {
    lines.push_back(FormatIsoDate(19700 + static_cast<int>(random() % 60)) + ",c" +
                    std::to_string(random() % 3) + "," + std::to_string(random() % 900) + "." +
                    std::to_string(10 + random() % 90) + "," + std::to_string(random() % 9) + "\n");
  }
  const auto join = [&](size_t from, size_t to) {
    std::string out = header;
    for (size_t i = from; i < to; ++i) out += lines[i];
    return out;
  };
  const char* query =
      R"({"by":"channel,week","metrics":"marketing_spend,cost_per_lead","compare":"previous"})";
  const auto body = [&](Json report) {
    report.erase("sources");
    report.erase("warnings");
    return report.dump();
  };
  Desk whole;
  const std::string want = body(whole.Add(join(0, 200)).Report(query));
  Desk halves;
  EXPECT_TRUE(body(halves.Add(join(0, 83)).Add(join(83, 200)).Report(query)) == want);
  std::reverse(lines.begin(), lines.end());
  Desk turned;
  EXPECT_TRUE(body(turned.Add(join(0, 200)).Report(query)) == want);
}

}  // namespace
}  // namespace mittari::report
