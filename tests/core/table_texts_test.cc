// Lists of texts, ids that come in order, and columns that are made when they are looked for.
#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "table/builder.h"
#include "table/gather.h"
#include "table/table.h"
#include "table/wire.h"

namespace mittari::table {
namespace {

TEST(Texts, HoldsTextsOfAnyLengthAsAVectorDoes) {
  std::mt19937 random(5);
  for (int round = 0; round < 40; ++round) {
    Texts texts, later;
    std::vector<std::string> want;
    for (Texts* list : {&texts, &later}) {
      for (size_t i = random() % 60; i-- > 0;) {
        std::string text(random() % 40, '\0');
        for (char& c : text) c = static_cast<char>(random());
        list->push_back(text);
        want.push_back(text);
      }
      if (round % 3 == 0) list->Shrink();
    }
    texts.Append(later);
    EXPECT_TRUE(std::equal(texts.begin(), texts.end(), want.begin(), want.end()));
    const Texts copy = texts;
    texts.push_back("one more");
    EXPECT_EQ(texts.size(), want.size() + 1);
    EXPECT_TRUE(std::equal(copy.begin(), copy.end(), want.begin(), want.end()));
  }
}

// In order, in order with leaps back, shuffled, some of them again: codes number them as they are met.
TEST(TextBuilder, IdsHaveTheCodesOfOtherTexts) {
  for (const int kind : {0, 1, 2, 3}) {
    std::mt19937 random(static_cast<unsigned>(kind));
    TextBuilder builder;
    std::map<std::string, uint32_t> want;
    for (int i = 0; i < 20000; ++i) {
      int number = 5000 + 3 * i;
      if (kind == 1 && i % 50 == 0) number -= 4;
      if (kind == 2) number = static_cast<int>(random() % 90000);
      if (kind == 3 && i % 16 == 0) number = 5000 + 3 * (i / 2);
      const std::string text = "................D-" + std::to_string(number);
      const std::string_view cell = std::string_view(text).substr(16);
      const auto [at, fresh] = want.emplace(std::string(cell), static_cast<uint32_t>(want.size()));
      const uint32_t code = builder.CodeOfId(cell, i % 7 == 0 ? cell.data() : text.data());
      ASSERT_EQ(code, at->second) << cell;
      ASSERT_EQ(builder.Text(code), cell);
      builder.AddCode(code);
      ASSERT_EQ(builder.AllApart(), want.size() == static_cast<size_t>(i) + 1);
    }
    for (const auto& [text, code] : want) ASSERT_EQ(builder.Find(text), code);
  }
}

TEST(TextBuilder, BlanksAmongCodesStayWhereTheyAre) {
  std::mt19937 random(9);
  TextBuilder builder;
  std::vector<int64_t> want;
  for (const char* text : {"a", "b", "c"}) builder.CodeOf(text);
  while (want.size() < 5000) {
    std::vector<int64_t> codes(random() % 300);
    for (int64_t& code : codes) code = static_cast<int64_t>(random() % 4) - (want.size() % 3 == 0 ? 1 : 0);
    for (int64_t& code : codes) code = std::min<int64_t>(code, 2);
    builder.AddCodes(codes.data(), codes.size());
    want.insert(want.end(), codes.begin(), codes.end());
  }
  ASSERT_EQ(builder.size(), want.size());
  for (size_t row = 0; row < want.size(); ++row) {
    ASSERT_EQ(builder.IsNull(row), want[row] < 0) << row;
    ASSERT_EQ(builder.CodeAt(row), want[row] < 0 ? 0 : want[row]) << row;
  }
  // Days of such texts are blank in the same rows.
  for (const size_t block : {size_t{64}, size_t{100}, size_t{1024}}) {
    DayBuilder days;
    for (size_t at = 0; at < want.size(); at += block) {
      std::vector<int64_t> values(std::min(block, want.size() - at), 7);
      days.AddAll(values.data(), at, values.size(), builder.nulls());
    }
    const Column column = std::move(days).Finish("d", 0, {}, Grain::kDay);
    ASSERT_EQ(column.size(), want.size());
    for (size_t row = 0; row < want.size(); ++row) {
      ASSERT_EQ(column.IsNull(row), want[row] < 0) << block << " " << row;
      ASSERT_EQ(column.DayAt(row), want[row] < 0 ? 0 : 7) << block << " " << row;
    }
  }
}

Column Ids(int first, int count, bool again) {
  TextBuilder builder;
  for (int i = 0; i < count; ++i) builder.Add("D-" + std::to_string(first + (again && i == 3 ? 0 : i)));
  return std::move(builder).Finish("Id", 0, {"deal_id", false, "id", "", ""});
}

TEST(Wire, PartsOfAColumnOfIdsAreJoined) {
  for (const int second : {1000, 1100, 1050, 900}) {  // the same, after them, some of both, before
    for (const bool again : {false, true}) {
      Table first("deals", {Ids(1000, 100, false)}, 100);
      const Table later("deals", {Ids(second, 100, again)}, 100);
      ASSERT_TRUE(Join(later, 100, &first).ok());
      const Column& ids = *first.FindRole("deal_id");
      ASSERT_EQ(ids.size(), 200u);
      std::map<std::string_view, int> times;
      for (const std::string_view text : ids.dictionary()) ++times[text];
      for (const auto& [text, count] : times) EXPECT_EQ(count, 1) << text;
      for (size_t row = 0; row < 200; ++row) {
        const int at = row < 100 ? 1000 + static_cast<int>(row) : second + (again && row == 103 ? 0 : static_cast<int>(row) - 100);
        EXPECT_EQ(ids.dictionary()[ids.Code(row)], "D-" + std::to_string(at));
      }
    }
  }
}

TEST(Table, ADeferredColumnIsMadeOnceAndOnlyWhenItIsLookedFor) {
  int made = 0;
  const Column ids = Ids(1, 5, false);
  Table table("deals", {Ids(1, 5, false)}, 5);
  table.Defer(WithRole(Gather(ids, {}), {"copy", false, "id", "", ""}), [&made, &ids] {
    ++made;
    return WithRole(Gather(ids, {4, 3, 2, 1, 0}), {"copy", false, "id", "", ""});
  });
  ASSERT_NE(table.FindOutline("copy"), nullptr);
  EXPECT_EQ(table.FindOutline("copy")->dictionary().size(), 5u);
  EXPECT_EQ(table.FindRole("deal_id")->size(), 5u);
  EXPECT_EQ(made, 0);
  const Table copy = table;
  const Column* const found = table.FindRole("copy");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->Code(0), 4u);
  EXPECT_EQ(table.FindRole("copy"), found);
  EXPECT_EQ(made, 1);
  EXPECT_EQ(&table.columns()[1], found);
  EXPECT_EQ(copy.columns()[1].size(), 5u);
  EXPECT_EQ(made, 2);
}

}  // namespace
}  // namespace mittari::table
