// tests/golden/*.json: what goes in at the front door, and what must come out. A file added is a test added.
//
// {"about","inputs":[{"name","text","settings"?}],"ask":[{"op","args","expect":{"/json/pointer": value}}]}
// Expected values are worked out outside (by hand, or in exact fractions). Every answer must be the same bytes for every
// way of cutting the input; where MITTARI_ANSWERS names a file, the answers are written to it, so that two builds can be
// compared byte for byte.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/json.h"
#include "gtest/gtest.h"
#include "session.h"

namespace mittari {
namespace {

std::string ReadAll(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Feeds the inputs in pieces of `piece` bytes and asks. -> the answers, one line each
std::vector<std::string> Play(const Json& golden, size_t piece) {
  Session session;
  std::vector<std::string> answers;
  for (const Json& input : golden["inputs"]) {
    Json begin = {{"name", input["name"]}};
    if (input.contains("settings")) begin["settings"] = input["settings"];
    answers.push_back(session.Call("begin", DumpJson(begin)));
    const std::string text = input["text"];
    for (size_t at = 0; at < text.size(); at += piece) {
      const size_t n = std::min(piece, text.size() - at);
      std::memcpy(session.Reserve(n), text.data() + at, n);
      session.Feed(n);
    }
    answers.push_back(session.Call("end", "{}"));
  }
  for (const Json& ask : golden["ask"]) {
    answers.push_back(session.Call(ask["op"].get<std::string>(), DumpJson(ask["args"])));
  }
  return answers;
}

void ExpectPart(const Json& answer, const std::string& pointer, const Json& want) {
  const Json::json_pointer at(pointer);
  ASSERT_TRUE(answer.contains(at)) << pointer << " is not in " << DumpJson(answer);
  const Json& got = answer[at];
  if (want.is_number()) {
    ASSERT_TRUE(got.is_number()) << pointer << ": " << DumpJson(got);
    const double a = got.get<double>();
    const double b = want.get<double>();
    EXPECT_LE(std::fabs(a - b), 1e-12 * std::max(1.0, std::fabs(b))) << pointer << ": " << a << " is not " << b;
  } else {
    EXPECT_EQ(DumpJson(got), DumpJson(want)) << pointer;
  }
}

TEST(SessionGolden, EveryFile) {
  const std::filesystem::path folder = std::filesystem::path(MITTARI_SOURCE_DIR) / "tests" / "golden";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  ASSERT_FALSE(files.empty());
  std::string all;
  for (const std::filesystem::path& file : files) {
    SCOPED_TRACE(file.filename().string());
    const Json golden = ParseJson(ReadAll(file));
    ASSERT_TRUE(golden.is_object());
    const std::vector<std::string> whole = Play(golden, 1 << 20);
    for (const size_t piece : {1, 2, 3, 7, 64, 4096}) {
      EXPECT_EQ(Play(golden, piece), whole) << "pieces of " << piece;
    }
    const size_t first = whole.size() - golden["ask"].size();
    for (size_t i = 0; i < golden["ask"].size(); ++i) {
      const Json& ask = golden["ask"][i];
      const Json answer = ParseJson(whole[first + i]);
      for (const auto& [pointer, want] : ask["expect"].items()) ExpectPart(answer, pointer, want);
    }
    for (const std::string& answer : whole) all += answer + "\n";
  }
  if (const char* out = std::getenv("MITTARI_ANSWERS"); out != nullptr) {
    std::ofstream(out, std::ios::binary) << all;
  }
}

std::string CodeOf(const std::string& answer) {
  const Json json = ParseJson(answer);
  return json["ok"].get<bool>() ? "" : json["error"]["code"].get<std::string>();
}

TEST(Session, RefusesWrongCallsAndGoesOn) {
  Session session;
  EXPECT_EQ(CodeOf(session.Call("fly", "{}")), "call.unknown_operation");
  EXPECT_EQ(CodeOf(session.Call("report", "{")), "call.bad_json");
  EXPECT_EQ(CodeOf(session.Call("report", "[1]")), "call.bad_json");
  EXPECT_EQ(CodeOf(session.Call("rows", R"({"source":0})")), "source.unknown");
  EXPECT_EQ(CodeOf(session.Call("rows", R"({"source":-1})")), "source.unknown");
  EXPECT_EQ(CodeOf(session.Call("end", "{}")), "session.not_reading");
  session.Reserve(4);
  EXPECT_EQ(CodeOf(session.Feed(4)), "session.not_reading");
  EXPECT_EQ(CodeOf(session.Call("number", R"({"text":"abc"})")), "number.unreadable");
  EXPECT_EQ(CodeOf(session.Call("inspect", "")), "");
}

TEST(Session, ReadsTypedNumbers) {
  Session session;
  const auto read = [&](const char* text) {
    Json args = {{"text", text}};
    return ParseJson(session.Call("number", DumpJson(args)))["value"].get<double>();
  };
  EXPECT_EQ(read("1.234,5"), 1234.5);
  EXPECT_EQ(read("1 234,5"), 1234.5);
  EXPECT_EQ(read("۱٬۲۳۴٫۵"), 1234.5);
  EXPECT_EQ(read("12k"), 12000);
  EXPECT_EQ(read("%10"), 0.1);
  EXPECT_EQ(read("€ 9,90"), 9.9);
}

TEST(Session, ARefusedSourceLeavesTheOthers) {
  Session session;
  const auto feed = [&](std::string_view text) {
    session.Call("begin", R"({"name":"a.csv"})");
    std::memcpy(session.Reserve(text.size() + 1), text.data(), text.size());
    session.Feed(text.size());
    return CodeOf(session.Call("end", "{}"));
  };
  EXPECT_EQ(feed("Date,Channel,Spend,Leads\n2025-01-01,Search,10,2\n"), "");
  EXPECT_EQ(feed(""), "input.empty");
  EXPECT_EQ(feed("Date,Channel,Spend,Leads\n"), "input.header_only");
  const Json report = ParseJson(session.Call("report", R"({"metrics":["cost_per_lead"]})"));
  EXPECT_EQ(report["total"]["metrics"]["cost_per_lead"]["value"].get<double>(), 5);
  EXPECT_EQ(report["sources"].size(), 1u);
}

}  // namespace
}  // namespace mittari
