#include <algorithm>
#include <map>
#include <string>

#include "gtest/gtest.h"
#include "table/builder.h"
#include "table/table.h"

namespace mittari::table {
namespace {

TEST(PackedInts, WidensAtEachBorderAndKeepsValues) {
  PackedInts ints;
  const int64_t values[] = {
      0, 127, -128, 128, 32767, -32769, 2147483647, int64_t{1} << 40, INT64_MIN, INT64_MAX};
  const int widths[] = {1, 1, 1, 2, 2, 4, 4, 8, 8, 8};
  for (size_t i = 0; i < 10; ++i) {
    ints.Push(values[i]);
    EXPECT_EQ(ints.width(), widths[i]) << i;
  }
  int64_t block[8];
  ints.Read(1, 8, block);
  for (size_t i = 0; i < 10; ++i) EXPECT_EQ(ints.At(i), values[i]);
  for (size_t i = 0; i < 8; ++i) EXPECT_EQ(block[i], values[i + 1]);
}

TEST(PackedInts, BlocksAreValuesOneByOne) {
  for (const size_t expected : {size_t{0}, size_t{40}, size_t{5000}}) {
    PackedInts blocks, singles;
    blocks.Expect(expected);
    for (int64_t round = 0; round < 5; ++round) {
      std::vector<int64_t> values;
      std::vector<int8_t> small;
      for (int64_t i = 0; i < 300 + round; ++i) {
        values.push_back((i % 100 - 50) << (round * 11));
        small.push_back(static_cast<int8_t>(i * 7 % 256 - 128));
      }
      blocks.Append(values.data(), values.size());
      blocks.AppendSmall(small.data(), small.size());
      blocks.Push(round);
      for (const int64_t value : values) singles.Push(value);
      for (const int8_t value : small) singles.Push(value);
      singles.Push(round);
    }
    blocks.Seal();
    singles.Seal();
    PackedInts copy = blocks;
    copy.Append(singles);
    ASSERT_EQ(blocks.size(), singles.size());
    ASSERT_EQ(blocks.width(), singles.width());
    ASSERT_EQ(copy.size(), 2 * singles.size());
    for (size_t i = 0; i < singles.size(); ++i) {
      ASSERT_EQ(blocks.At(i), singles.At(i)) << i;
      ASSERT_EQ(copy.At(singles.size() + i), singles.At(i)) << i;
    }
  }
}

TEST(DayBuilder, BlocksAreDaysOneByOne) {
  NullMask blanks;
  DayBuilder blocks, singles;
  std::vector<int64_t> days;
  for (int i = 0; i < 700; ++i) {
    const bool blank = i % 7 == 3 && i > 200;
    blanks.Push(blank);
    days.push_back(19000 + i * 3);
    if (blank) {
      singles.AddNull();
    } else {
      singles.Add(19000 + i * 3);
    }
  }
  blocks.AddAll(days.data(), 0, 150, blanks);
  blocks.AddAll(days.data() + 150, 150, 550, blanks);
  const Column a = std::move(blocks).Finish("Day", 0, {}, Grain::kDay);
  const Column b = std::move(singles).Finish("Day", 0, {}, Grain::kDay);
  ASSERT_EQ(a.size(), b.size());
  EXPECT_EQ(a.null_count(), b.null_count());
  for (size_t row = 0; row < b.size(); ++row) {
    ASSERT_EQ(a.IsNull(row), b.IsNull(row)) << row;
    ASSERT_EQ(a.DayAt(row), b.DayAt(row)) << row;
  }
}

TEST(NumberBuilder, KeepsOneScaleExactly) {
  NumberBuilder numbers;
  numbers.Add({12, 0});
  numbers.AddNull();
  numbers.Add({1234, 2});
  numbers.Add({5, 1});
  const Column column =
      std::move(numbers).Finish("Cost", 3, {"spend", true, "money", "EUR", "EUR"});
  EXPECT_TRUE(column.exact());
  EXPECT_EQ(column.scale(), 2);
  EXPECT_EQ(column.Units(0), 1200);
  EXPECT_EQ(column.Units(2), 1234);
  EXPECT_EQ(column.Units(3), 50);
  EXPECT_TRUE(column.IsNull(1));
  EXPECT_EQ(column.null_count(), 1u);
  EXPECT_EQ(ToString(column.Sum(), column.scale()), "24.84");
}

TEST(NumberBuilder, SumsBeyond64Bits) {
  NumberBuilder numbers;
  for (int i = 0; i < 3; ++i) numbers.Add({INT64_MAX, 0});
  const Column column = std::move(numbers).Finish("n", 0, {});
  EXPECT_EQ(ToString(column.Sum(), 0), "27670116110564327421");
}

TEST(NumberBuilder, TurnsToDoubleWhereTheScaleDoesNotFit) {
  NumberBuilder numbers;
  numbers.Add({INT64_MAX, 0});
  numbers.Add({15, 1});
  const Column column = std::move(numbers).Finish("n", 0, {});
  EXPECT_FALSE(column.exact());
  EXPECT_EQ(column.Real(0), 9223372036854775807.0);
  EXPECT_EQ(column.Real(1), 1.5);
}

TEST(NumberBuilder, AmbiguousCellsKeepBothReadings) {
  NumberBuilder numbers;
  numbers.AddAmbiguous({1234, 3}, {1234, 0});
  numbers.Add({7, 0});
  numbers.AddAmbiguous({5678, 3}, {5678, 0});
  int scale = -1;
  EXPECT_EQ(ToString(numbers.Sum(), numbers.scale()), "13.912");
  const Int128 other = numbers.SumOther(&scale);
  EXPECT_EQ(ToString(other, scale), "6919.000");
  numbers.TakeOther();
  const Column column = std::move(numbers).Finish("n", 0, {});
  EXPECT_EQ(column.scale(), 0);
  EXPECT_EQ(column.Units(0), 1234);
  EXPECT_EQ(column.Units(1), 7);
  EXPECT_EQ(column.Units(2), 5678);
}

TEST(NumberBuilder, DividesMicrosExactly) {
  NumberBuilder numbers;
  numbers.Add({1110000, 0});
  numbers.Add({20001, 0});
  numbers.DivideByPowerOfTen(6);
  const Column column = std::move(numbers).Finish("n", 0, {});
  EXPECT_EQ(ToString(column.Sum(), column.scale()), "1.130001");
}

TEST(NumberBuilder, MultipliesByPowersOfTen) {
  for (const int8_t scale : {0, 1, 2, 5}) {
    NumberBuilder numbers;
    numbers.Add({1234567, scale});
    numbers.Add({-1, scale});
    numbers.DivideByPowerOfTen(-3);
    EXPECT_TRUE(numbers.exact());
    const Column column = std::move(numbers).Finish("n", 0, {});
    EXPECT_EQ(column.Real(0), 1234567000.0 / static_cast<double>(PowerOfTen(scale))) << int{scale};
  }
  NumberBuilder great;  // more than fits
  great.Add({INT64_MAX / 10, 0});
  great.DivideByPowerOfTen(-3);
  EXPECT_EQ(great.RealAt(0), static_cast<double>(INT64_MAX / 10) * 1000);
}

TEST(TextBuilder, NumbersTextsByFirstAppearance) {
  TextBuilder texts;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 1000; ++i) texts.Add("campaign number " + std::to_string(i));
    texts.AddNull();
  }
  EXPECT_EQ(texts.distinct(), 1000u);
  EXPECT_EQ(texts.Count(999), 2u);
  const Column column = std::move(texts).Finish("Campaign", 0, {});
  ASSERT_EQ(column.size(), 2002u);
  EXPECT_EQ(column.Code(0), 0u);
  EXPECT_EQ(column.Code(1001 + 41), 41u);
  EXPECT_EQ(column.dictionary()[41], "campaign number 41");
  EXPECT_TRUE(column.IsNull(1000));
  EXPECT_TRUE(column.IsNull(2001));
}

// Ids in order, up and down, with some that come again, out of order or long: the codes of a plain map.
TEST(TextBuilder, GivesIdsInAnyOrderTheCodesOfAMap) {
  const auto number = [](int i, int width) {
    std::string digits = std::to_string(i);
    return std::string(static_cast<size_t>(std::max(0, width - static_cast<int>(digits.size()))), '0') + digits;
  };
  for (int kind = 0; kind < 6; ++kind) {
    TextBuilder texts;
    std::map<std::string, uint32_t> known;
    uint32_t seed = 7u + static_cast<uint32_t>(kind);
    for (int i = 0; i < 30000; ++i) {
      seed = seed * 1664525u + 1013904223u;
      int id = kind == 1 ? 90000 - i : i;
      if (kind == 2 && i % 97 == 5) id = static_cast<int>(seed >> 8) % (i + 1);
      if (kind == 3) id = static_cast<int>(seed >> 8) % 60000;
      std::string text = "D-" + (kind == 4 ? number(id, 6) : std::to_string(id));
      if (kind == 5 && i % 5000 == 4999) text += " and a tail that is long";
      if (i % 211 == 7) {
        const auto there = known.find(text);
        EXPECT_EQ(texts.Find(text), there == known.end() ? TextBuilder::kNone : there->second);
      }
      const auto [at, fresh] = known.emplace(text, static_cast<uint32_t>(known.size()));
      const uint32_t code = texts.CodeOf(text);
      ASSERT_EQ(code, at->second) << kind << ' ' << text;
      texts.AddCode(code);
    }
    EXPECT_EQ(texts.distinct(), known.size());
    for (const auto& [text, code] : known) {
      ASSERT_EQ(texts.Find(text), code) << kind << ' ' << text;
      ASSERT_EQ(texts.Text(code), text);
    }
    EXPECT_EQ(texts.Find("D-x"), TextBuilder::kNone);
    EXPECT_EQ(texts.Find(""), TextBuilder::kNone);
  }
}

TEST(TextBuilder, RecallsWhatItWasToldHoweverManyTexts) {
  TextBuilder texts;
  uint32_t seed = 3;
  int recalled = 0;
  const std::string before(32, ' ');
  for (int i = 0; i < 200000; ++i) {
    seed = seed * 1664525u + 1013904223u;
    const std::string text = "day " + std::to_string((seed >> 8) % 1100);
    const std::string line = before + text;
    const std::string_view cell = std::string_view(line).substr(before.size());
    const uint32_t known = texts.Recall(cell, line.data(), false);
    const uint32_t code = texts.CodeOf(text);
    if (known != TextBuilder::kNone) {
      ASSERT_EQ(known, code);
      ++recalled;
    } else {
      texts.Remember(cell, line.data(), false, code);
    }
    texts.AddCode(code);
  }
  EXPECT_GT(recalled, 120000);  // there is a place for most
}

TEST(Table, KnowsTheLineOfARow) {
  Table table("", {}, 5);
  table.SetLines({{0, 4}, {2, 9}, {4, 8}});
  const int64_t lines[] = {4, 5, 9, 10, 8};
  for (size_t row = 0; row < 5; ++row) EXPECT_EQ(table.LineOf(row), lines[row]);
}

TEST(Table, FindsByRoleAndName) {
  TextBuilder texts;
  texts.Add("a");
  std::vector<Column> columns;
  columns.push_back(std::move(texts).Finish("Kanal", 0, {"channel", false, "text", "", ""}));
  Table table("channel_performance", std::move(columns), 1);
  ASSERT_NE(table.FindRole("channel"), nullptr);
  EXPECT_EQ(table.FindRole("channel"), table.FindName("Kanal"));
  EXPECT_EQ(table.FindRole(""), nullptr);
  table.SetConstant("campaign", "x");
  table.SetConstant("campaign", "y");
  EXPECT_EQ(*table.Constant("campaign"), "y");
}

}  // namespace
}  // namespace mittari::table
