// A report's packed bytes say what its text says; a number in a report is what its passport works out.
#include <cstring>
#include <random>

#include "base/json.h"
#include "gtest/gtest.h"
#include "session.h"

namespace mittari {
namespace {

// Blanks, zeros, corrections below zero, two currencies, rows without a date.
std::string SomeFile(std::mt19937* random, int rows, bool currencies) {
  const auto pick = [&](int n) { return static_cast<int>((*random)() % static_cast<unsigned>(n)); };
  std::string out = std::string("Date,Channel,Country,Impressions,Clicks,Spend,Leads,New customers,Revenue") +
                    (currencies ? ",Currency\n" : "\n");
  const auto number = [&](int most) {
    return pick(30) == 0 ? std::string() : std::to_string(pick(6) == 0 ? 0 : pick(most));
  };
  for (int i = 0; i < rows; ++i) {
    const int day = 10 + pick(18);
    out += pick(80) == 0 ? "" : "2025-0" + std::to_string(1 + i * 6 / rows) + "-" + std::to_string(day);
    out += ",Channel " + std::to_string(pick(5)) + "," + (pick(2) == 0 ? "TR" : "FI");
    out += "," + number(90000) + "," + number(900) + "," + (pick(70) == 0 ? "-" : "") + std::to_string(pick(900)) + ".25";
    out += "," + number(40) + "," + number(5) + "," + number(3000);
    if (currencies) out += pick(9) == 0 ? ",EUR" : ",USD";
    out += "\n";
  }
  return out;
}

void Read(Session* session, const std::string& text) {
  session->Call("begin", R"({"name":"a.csv"})");
  std::memcpy(session->Reserve(text.size()), text.data(), text.size());
  session->Feed(text.size());
  ASSERT_TRUE(ParseJson(session->Call("end", "{}"))["ok"].get<bool>());
}

uint32_t CountAt(const std::string& bytes, size_t at) {
  uint32_t count = 0;
  for (size_t i = 4; i-- > 0;) count = count << 8 | static_cast<uint8_t>(bytes[at + i]);
  return count;
}

// As a host reads it.
Json Unpack(const std::string& bytes) {
  const uint32_t numbers = CountAt(bytes, 0);
  const uint32_t answers = CountAt(bytes, 4);
  size_t number = 8;
  size_t answer = 8 + size_t{8} * numbers;
  Json report = ParseJson(std::string_view(bytes).substr(answer + answers));
  const auto next = [&] {
    double value = 0;
    std::memcpy(&value, bytes.data() + number, sizeof value);
    number += sizeof value;
    return value;
  };
  const Json packed = report.value("packed", Json::object());
  report.erase("packed");
  if (packed.empty()) return report;
  size_t rest = 0;
  for (Json& group : report["groups"]) {
    Json& metrics = group["metrics"] = Json::object();
    for (const Json& name : packed["names"]) {
      const size_t shape = static_cast<uint8_t>(bytes[answer++]);
      if (shape == 255) {
        metrics[name.get<std::string>()] = packed["rest"][rest++];
        continue;
      }
      Json value = packed["shapes"][shape]["answer"];
      const int count = packed["shapes"][shape]["numbers"].get<int>();
      if (count > 0) value["value"] = next();
      if (count == 3) {
        value["interval"]["low"] = next();
        value["interval"]["high"] = next();
      }
      metrics[name.get<std::string>()] = value;
    }
  }
  EXPECT_EQ(number, 8 + size_t{8} * numbers);
  EXPECT_EQ(rest, packed["rest"].size());
  return report;
}

const char* const kQueries[] = {
    R"({"today":"2025-07-01","by":["channel","month"]})",
    R"({"today":"2025-05-20","by":["channel","week"],"compare":"previous"})",
    R"({"today":"2025-07-01","by":["channel"],"where":{"country":["FI"]},"blanks":"leave_out"})",
    R"({"today":"2025-07-01","by":["month"],"from":"2025-02-05","to":"2025-04-20","metrics":["cac","cpc","spend","revenue_roi","ltv"]})",
    R"({"today":"2025-07-01"})",
    R"({"by":["nobody"]})",
    R"({"by":["channel"],"format":"csv"})",
    R"([1])"};

TEST(SessionPacked, SaysWhatTheTextSays) {
  std::mt19937 random(5);
  for (const bool currencies : {false, true}) {
    Session session;
    Read(&session, SomeFile(&random, 900, currencies));
    for (const char* query : kQueries) {
      EXPECT_EQ(DumpJson(Unpack(session.Report(query))), DumpJson(ParseJson(session.Call("report", query)))) << query;
    }
  }
}

// The passport takes the catalogue's long way; a report takes a short one where only sums are asked for.
TEST(SessionPacked, NumbersAreThoseOfTheirPassports) {
  std::mt19937 random(6);
  for (int round = 0; round < 4; ++round) {
    Session session;
    Read(&session, SomeFile(&random, 60 + 200 * round, round == 3));
    for (const char* where : {R"("blanks":"skip")", R"("blanks":"leave_out","where":{"country":["TR"]})"}) {
      const std::string query = R"({"today":"2025-07-01","by":["channel"],)" + std::string(where);
      const Json report = ParseJson(session.Call("report", query + "}"));
      ASSERT_TRUE(report["ok"].get<bool>());
      for (const Json& group : report["groups"]) {
        for (const auto& [metric, answer] : group["metrics"].items()) {
          const Json passport = ParseJson(session.Call(
              "explain", query + R"(,"metric":")" + metric + R"(","key":)" + DumpJson(group["key"]) + "}"));
          ASSERT_TRUE(passport["ok"].get<bool>()) << DumpJson(passport);
          for (const char* part : {"value", "reason", "flags", "interval"}) {
            EXPECT_EQ(DumpJson(answer.value(part, Json())), DumpJson(passport.value(part, Json())))
                << metric << " " << part << " " << DumpJson(group["key"]) << query;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace mittari
