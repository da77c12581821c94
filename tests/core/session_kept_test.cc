// A session that has answered before answers as a fresh one does.
#include <cstring>
#include <random>

#include "base/json.h"
#include "gtest/gtest.h"
#include "session.h"

namespace mittari {
namespace {

std::string SomeFile(std::mt19937* random, int rows, bool blanks) {
  static constexpr const char* kChannels[] = {"Search", "Email", "Social", "Referral"};
  static constexpr const char* kCountries[] = {"TR", "FI", "US"};
  const auto pick = [&](int n) { return static_cast<int>((*random)() % static_cast<unsigned>(n)); };
  std::string out = "Date,Channel,Campaign,Country,Clicks,Spend,Leads,New customers\n";
  for (int i = 0; i < rows; ++i) {
    const int month = 1 + i * 5 / rows;
    const int day = 1 + pick(28);
    out += "2025-0" + std::to_string(month) + (day < 10 ? "-0" : "-") + std::to_string(day) + ",";
    out += std::string(kChannels[pick(4)]) + ",Campaign " + std::to_string(pick(5)) + "," +
           kCountries[pick(3)] + ",";
    out += blanks && pick(40) == 0 ? "," : std::to_string(pick(900)) + ",";
    out += std::to_string(pick(90000) / 100) + "." + std::to_string(10 + pick(90)) + ",";
    out += std::to_string(pick(40)) + "," + std::to_string(pick(6)) + "\n";
  }
  return out;
}

void Read(Session* session, const std::string& text, const std::string& name,
          const std::string& end = "{}") {
  session->Call("begin", "{\"name\":\"" + name + "\"}");
  std::memcpy(session->Reserve(text.size()), text.data(), text.size());
  session->Feed(text.size());
  ASSERT_TRUE(ParseJson(session->Call("end", end))["ok"].get<bool>());
}

std::string RandomQuery(std::mt19937* random) {
  const auto pick = [&](int n) { return static_cast<int>((*random)() % static_cast<unsigned>(n)); };
  const char* by[] = {"[]",
                      "[\"channel\"]",
                      "[\"channel\",\"month\"]",
                      "[\"week\"]",
                      "[\"campaign\",\"country\"]",
                      "[\"channel_group\",\"quarter\"]",
                      "[\"day\"]"};
  const char* where[] = {"{}", "{\"country\":[\"TR\",\"US\"]}", "{\"channel\":\"Email\"}",
                         "{\"campaign\":[\"Campaign 1\",\"Campaign 4\"],\"country\":[\"FI\"]}",
                         "{\"channel\":[\"Nobody\"]}"};
  const char* metrics[] = {"[]", "[\"spend\",\"cpc\",\"cac\"]", "[\"leads\",\"cost_per_lead\"]"};
  std::string out = "{\"today\":\"2025-05-20\",\"by\":" + std::string(by[pick(7)]) +
                    ",\"where\":" + where[pick(5)] + ",\"metrics\":" + metrics[pick(3)];
  if (pick(3) == 0) out += ",\"from\":\"2025-02-03\"";
  if (pick(3) == 0) out += ",\"to\":\"2025-04-17\"";
  if (pick(3) == 0)
    out += std::string(",\"compare\":\"") + (pick(2) == 0 ? "previous" : "year") + "\"";
  if (pick(4) == 0) out += ",\"blanks\":\"leave_out\"";
  return out + "}";
}

TEST(SessionKept, AnswersDoNotDependOnWhatWasAskedBefore) {
  std::mt19937 random(11);
  std::vector<std::pair<std::string, std::string>> files = {
      {"a.csv", SomeFile(&random, 24000, true)}, {"b.csv", SomeFile(&random, 21000, false)}};
  Session old;
  for (const auto& [name, text] : files) Read(&old, text, name);
  const auto compare = [&](int questions) {
    for (int i = 0; i < questions; ++i) {
      const std::string query = RandomQuery(&random);
      Session fresh;
      for (const auto& [name, text] : files) Read(&fresh, text, name);
      const std::string want = fresh.Call("report", query);
      ASSERT_TRUE(ParseJson(want)["ok"].get<bool>()) << want.substr(0, 400);
      EXPECT_TRUE(old.Call("report", query) == want) << query;
      const std::string about =
          R"({"metric":"cost_per_lead","key":{"channel":"Email"},)" + query.substr(1);
      EXPECT_EQ(old.Call("explain", about), fresh.Call("explain", about)) << query;
    }
  };
  for (int i = 0; i < 6; ++i) old.Call("report", RandomQuery(&random));
  compare(2);
  files[0].second = SomeFile(&random, 23000, false);
  Read(&old, files[0].second, files[0].first, R"({"replace":0})");
  compare(2);
  old.Call("drop", R"({"source":0})");
  files.erase(files.begin());
  compare(2);
  files.emplace_back("c.csv", SomeFile(&random, 500, true));
  Read(&old, files[1].second, files[1].first);
  compare(2);
}

}  // namespace
}  // namespace mittari
