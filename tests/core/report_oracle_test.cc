// The worked cases beside the repository, where they are there.
#include <cmath>
#include <fstream>
#include <iterator>

#include "core/report_fixture.h"

namespace mittari::report {
namespace {

Json Cases() {
  std::ifstream in(MITTARI_SOURCE_DIR "/../shared/spec/oracles.json");
  if (!in) return Json::array();
  return ParseJson(std::string(std::istreambuf_iterator<char>(in), {}))["cases"];
}

void ExpectClose(const Json& got, double want, const std::string& where) {
  ASSERT_TRUE(got.is_number()) << where << ": " << got.dump();
  EXPECT_LE(std::fabs(got.get<double>() - want), 1e-12 * std::fabs(want) + 1e-12) << where;
}

Json QueryOf(const Json& c) {
  Json query = Json::object();
  const Json& inputs = c["inputs"];
  if (inputs.contains("blanks")) query["blanks"] = inputs["blanks"];
  if (inputs.contains("scalars")) {
    for (const auto& [name, value] : inputs["scalars"].items()) {
      const bool known = catalog::Builtin().FindParameter(name) != nullptr;
      if (known || name.starts_with("opening_")) query["params"][name] = value;
    }
  }
  return query;
}

TEST(ReportOracle, Metrics) {
  int seen = 0;
  for (const Json& c : Cases()) {
    const std::string id = c["id"];
    if (c["area"] != "metric" || id == "worksheet_channels") continue;
    Desk desk;
    for (const auto& [kind, csv] : c["inputs"]["tables"].items())
      desk.Add(csv.get<std::string>(), kind);
    const Json& want = c["expected"];
    const auto ask = [&](const std::string& metric) {
      Json query = QueryOf(c);
      query["metrics"] = Json::array({metric});
      return Total(desk.Report(query.dump()), metric);
    };
    if (want.contains("undefined")) {
      const Json got = ask(c["subject"]);
      std::string reason = got["reason"];
      if (got.contains("measure")) reason += ":" + got["measure"].get<std::string>();
      EXPECT_EQ(reason, want["undefined"].get<std::string>()) << id;
    } else if (want.contains("value")) {
      ExpectClose(ask(c["subject"])["value"], want["value"], id);
    } else {
      for (const auto& [name, value] : want["values"].items()) {
        if (name == "value") {
          const Json got = ask(c["subject"]);
          ExpectClose(got["value"], value, id);
          for (const Json& flag : want.contains("flags") ? want["flags"] : Json::array()) {
            EXPECT_TRUE(HasFlag(got, flag)) << id << flag;
          }
        } else if (name == "coverage") {
          ExpectClose(ask(c["subject"])["coverage"], value, id);
        } else if (const auto* metric = catalog::Builtin().FindMetric(name);
                   metric != nullptr && !metric->is_measure) {
          ExpectClose(ask(name)["value"], value, id + " " + name);
        } else {
          continue;
        }
      }
    }
    ++seen;
  }
  if (seen == 0) GTEST_SKIP() << "no worked cases here";
  EXPECT_GE(seen, 20);
}

TEST(ReportOracle, Worksheet) {
  for (const Json& c : Cases()) {
    if (c["id"] != "worksheet_channels") continue;
    Desk desk;
    desk.Add(c["inputs"]["tables"]["channel_performance"].get<std::string>());
    const Json got = desk.Report(
        R"({"by":"channel","metrics":"visitor_to_lead_rate,cost_per_lead,cost_per_mql,lead_to_mql_rate,cac,revenue_roi"})");
    for (const auto& [channel, metrics] : c["expected"]["values"].items()) {
      for (const auto& [name, value] : metrics.items()) {
        const Json answer = channel == "all" ? Total(got, name) : GroupAt(got, {channel})[name];
        ExpectClose(answer["value"], value, channel + " " + name);
      }
    }
  }
}

TEST(ReportOracle, Periods) {
  for (const Json& c : Cases()) {
    const std::string id = c["id"];
    if (c["area"] != "period" || id == "baseline_zero") continue;
    Desk desk;
    desk.Add(c["inputs"]["tables"]["channel_performance"].get<std::string>());
    const Json& options = c["inputs"]["options"];
    Json query = {
        {"metrics", c["subject"]}, {"by", options["grain"]}, {"compare", options["compare"]}};
    if (options.contains("data_through")) query["today"] = options["data_through"];
    const Json got = desk.Report(query.dump());
    const Json& group = got["compare"]["groups"].back();
    const Json& answer = group["metrics"][c["subject"].get<std::string>()];
    const Json& want = c["expected"]["values"];
    ExpectClose(answer["current"], want["current"], id);
    ExpectClose(answer["value"], want["base"], id);
    ExpectClose(answer["change"]["relative"], want["relative"], id);
    if (want.contains("per_day_relative")) {
      ExpectClose(answer["change"]["per_day_relative"], want["per_day_relative"], id);
    }
    if (want.contains("base_window")) {
      EXPECT_EQ(group["period"]["from"], want["base_window"][0]) << id;
      EXPECT_EQ(group["period"]["to"], want["base_window"][1]) << id;
    }
    for (const Json& flag :
         c["expected"].contains("flags") ? c["expected"]["flags"] : Json::array()) {
      EXPECT_TRUE(HasFlag(answer, flag)) << id << flag;
    }
  }
}

TEST(ReportOracle, RatioOverClusters) {
  for (const Json& c : Cases()) {
    if (c["id"] != "ratio_delta_cpl") continue;
    Desk desk;
    desk.Add(c["inputs"]["tables"]["channel_performance"].get<std::string>());
    const Json got = Total(desk.Report(R"({"metrics":"cost_per_lead"})"), "cost_per_lead");
    EXPECT_EQ(got["interval"]["method"], "ratio_delta");
    EXPECT_NEAR(got["interval"]["low"].get<double>(), c["expected"]["values"]["low"].get<double>(),
                1e-8);
    EXPECT_NEAR(got["interval"]["high"].get<double>(),
                c["expected"]["values"]["high"].get<double>(), 1e-8);
  }
}

}  // namespace
}  // namespace mittari::report
