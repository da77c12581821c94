// A file read in parts by several sessions and joined is the file read in one piece.
#include <algorithm>
#include <cstring>
#include <random>

#include "base/json.h"
#include "gtest/gtest.h"
#include "session.h"

namespace mittari {
namespace {

void Feed(Session* session, std::string_view text) {
  std::memcpy(session->Reserve(text.size() + 1), text.data(), text.size());
  session->Feed(text.size());
}

std::string ReadOne(Session* session, const std::string& text) {
  session->Call("begin", R"({"name":"ads.csv"})");
  Feed(session, text);
  return session->Call("end", "{}");
}

std::string MergeInto(Session* session, const std::vector<uint8_t>& state) {
  uint8_t* room = session->Reserve(state.size() + 1);
  std::copy(state.begin(), state.end(), room);
  return session->Merge(state.size());
}

std::vector<std::string> Answers(Session* session) {
  return {
      session->Call("inspect", "{}"),
      session->Call("report", R"({"by":["channel","month"],"today":"2025-03-20"})"),
      session->Call("report", R"({"by":["campaign"],"metrics":["spend","cpc","cost_per_lead"],"compare":"previous","from":"2025-02-01","to":"2025-02-28"})"),
      session->Call("explain", R"({"metric":"cost_per_lead","key":{"channel":"Sähköposti"},"by":["channel"]})"),
  };
}

constexpr char kHead[] = "Ad report\n1.2.2025;x\nDate;Channel;Campaign;Clicks;Spend;Leads\n";

std::vector<std::string> SomeRows(int count) {
  static constexpr const char* kChannels[] = {"Search", "Sähköposti", "ایمیل", ""};
  std::mt19937 rng(7);
  std::vector<std::string> rows;
  for (int i = 0; i < count; ++i) {
    const int cents = static_cast<int>(rng() % 900000);
    std::string row = "2025-0" + std::to_string(1 + i * 3 / count) + "-1" + std::to_string(rng() % 10);
    row += std::string(";") + kChannels[rng() % 4];
    row += i % 5 == 0 ? ";\"Spring\nsale\"" : ";Brand " + std::to_string(rng() % 3);
    row += ";" + std::to_string(rng() % 3000);
    row += ";" + std::to_string(cents / 100) + "," + std::to_string(10 + cents % 90);
    row += i % 7 == 0 ? ";--" : ";" + std::to_string(rng() % 40);
    rows.push_back(row + "\n");
  }
  return rows;
}

TEST(SessionParts, AnyNumberOfPartsIsTheWhole) {
  const std::vector<std::string> rows = SomeRows(84);
  std::string whole = kHead;
  for (const std::string& row : rows) whole += row;
  Session one;
  ReadOne(&one, whole);
  const std::vector<std::string> expected = Answers(&one);
  for (const size_t parts : {2, 3, 7}) {
    std::vector<std::vector<uint8_t>> states;
    Session first;
    for (size_t part = 0; part < parts; ++part) {
      std::string text = kHead;
      for (size_t i = part * rows.size() / parts; i < (part + 1) * rows.size() / parts; ++i) text += rows[i];
      if (part == 0) {
        ReadOne(&first, text);
        continue;
      }
      Session other;
      const Json end = ParseJson(ReadOne(&other, text));
      ASSERT_TRUE(end["ok"].get<bool>()) << DumpJson(end);
      states.push_back(other.State());
    }
    for (const std::vector<uint8_t>& state : states) EXPECT_EQ(MergeInto(&first, state), R"({"ok":true})");
    const std::vector<std::string> got = Answers(&first);
    for (size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(got[i], expected[i]) << parts << " parts";
  }
}

std::string CodeOf(const std::string& answer) {
  const Json json = ParseJson(answer);
  return json["ok"].get<bool>() ? "" : json["error"]["code"].get<std::string>();
}

TEST(SessionParts, RefusesWhatOnlyTheWholeFileDecides) {
  const std::vector<std::string> rows = SomeRows(12);
  const auto state_of = [](const std::string& text) {
    Session session;
    ReadOne(&session, text);
    return session.State();
  };
  Session first;
  EXPECT_EQ(CodeOf(MergeInto(&first, {})), "source.unknown");
  ReadOne(&first, kHead + rows[0] + rows[1]);
  const std::vector<std::string> before = Answers(&first);
  EXPECT_EQ(CodeOf(MergeInto(&first, state_of(kHead + rows[2] + "Total;;;1000;5000,00;30\n"))), "state.differs");
  EXPECT_EQ(CodeOf(MergeInto(&first, state_of("Date;Channel;Spend;Leads\n2025-01-01;Search;1,5;2\n"))), "state.differs");
  EXPECT_EQ(Answers(&first), before);
}

TEST(SessionParts, RefusesDamagedStates) {
  const std::vector<std::string> rows = SomeRows(6);
  Session first;
  Session other;
  ReadOne(&first, kHead + rows[0] + rows[1] + rows[2]);
  ReadOne(&other, kHead + rows[3] + rows[4]);
  const std::vector<uint8_t> state = other.State();
  for (size_t size = 0; size < state.size(); ++size) {
    const std::vector<uint8_t> cut(state.begin(), state.begin() + static_cast<int64_t>(size));
    EXPECT_EQ(CodeOf(MergeInto(&first, cut)), "state.bad_format") << size;
  }
  // A changed byte may still be a state; it never harms the session.
  for (size_t at = 0; at < state.size(); ++at) {
    Session target;
    ReadOne(&target, kHead + rows[0]);
    std::vector<uint8_t> damaged = state;
    damaged[at] ^= 0x55;
    MergeInto(&target, damaged);
    EXPECT_TRUE(ParseJson(target.Call("inspect", "{}"))["ok"].get<bool>());
  }
}

}  // namespace
}  // namespace mittari
