#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "locale/number_evidence.h"

namespace mittari::locale {
namespace {

NumberDecision Decide(const std::vector<std::string>& cells,
                      NumberStyle inherited = NumberStyle::kUnknown) {
  NumberEvidence all;
  for (const std::string& cell : cells) all.Add(cell);
  const NumberDecision whole = all.Decide(inherited);
  // Any split merges to the same decision.
  for (size_t cut = 0; cut <= cells.size(); ++cut) {
    NumberEvidence left, right;
    for (size_t i = 0; i < cells.size(); ++i) (i < cut ? left : right).Add(cells[i]);
    left.Merge(right);
    const NumberDecision merged = left.Decide(inherited);
    EXPECT_EQ(merged.style, whole.style);
    EXPECT_EQ(merged.why, whole.why);
    EXPECT_EQ(merged.needs_question, whole.needs_question);
    EXPECT_EQ(merged.numbers, whole.numbers);
    EXPECT_EQ(merged.max_scale, whole.max_scale);
    EXPECT_EQ(merged.currency, whole.currency);
  }
  return whole;
}

TEST(NumberEvidence, OneCellSettlesTheColumn) {
  const NumberDecision point = Decide({"1.234", "12.5", "7"});
  EXPECT_EQ(point.style, NumberStyle::kPoint);
  EXPECT_EQ(point.confidence, Confidence::kCertain);
  EXPECT_FALSE(point.needs_question);
  EXPECT_EQ(point.ambiguous, 1);
  EXPECT_EQ(point.max_scale, 3);
  const NumberDecision comma = Decide({"1.234", "2.345,5"});
  EXPECT_EQ(comma.style, NumberStyle::kComma);
  EXPECT_EQ(comma.max_scale, 1);
  EXPECT_EQ(comma.max_whole_digits, 4);
  EXPECT_EQ(Decide({"1,234", "1,234,567"}).style, NumberStyle::kPoint);
  EXPECT_EQ(Decide({"1 234,50", "12"}).style, NumberStyle::kSpaceComma);
  EXPECT_EQ(Decide({"1'234.50", "12.25"}).style, NumberStyle::kApostrophePoint);
}

TEST(NumberEvidence, NothingSettlesIt) {
  const NumberDecision d = Decide({"1.234", "2.345"});
  EXPECT_TRUE(d.needs_question);
  EXPECT_EQ(d.confidence, Confidence::kAmbiguous);
  EXPECT_EQ(d.style, NumberStyle::kUnknown);
  // A sibling column settles it.
  const NumberDecision inherited = Decide({"1.234", "2.345"}, NumberStyle::kComma);
  EXPECT_FALSE(inherited.needs_question);
  EXPECT_EQ(inherited.style, NumberStyle::kComma);
  EXPECT_EQ(inherited.why, "inherited");
}

TEST(NumberEvidence, ThePatternMakesAReadingLikely) {
  // 45678 stands without a mark, so the mark in 1,234 is no thousands mark.
  const NumberDecision decimal = Decide({"1,234", "45678"});
  EXPECT_TRUE(decimal.needs_question);
  EXPECT_EQ(decimal.confidence, Confidence::kLikely);
  EXPECT_EQ(decimal.style, NumberStyle::kComma);
  const NumberDecision grouping = Decide({"1,234", "12,345", "999"});
  EXPECT_TRUE(grouping.needs_question);
  EXPECT_EQ(grouping.style, NumberStyle::kPoint);
  // With so many cells it is beyond doubt.
  std::vector<std::string> many = {"999", "12"};
  for (int i = 0; i < 60; ++i)
    many.push_back(std::to_string(10 + i) + "," + std::to_string(100 + i));
  EXPECT_FALSE(Decide(many).needs_question);
  EXPECT_EQ(Decide(many).style, NumberStyle::kPoint);
}

TEST(NumberEvidence, SpacesThatGroupLeaveTheMarkForDecimals) {
  const NumberDecision d = Decide({"12 345", "1,234"});
  EXPECT_EQ(d.style, NumberStyle::kSpaceComma);
  EXPECT_FALSE(d.needs_question);
}

TEST(NumberEvidence, MixedColumns) {
  const NumberDecision mixed = Decide({"12.5", "12,5"});
  EXPECT_TRUE(mixed.mixed);
  EXPECT_FALSE(mixed.needs_question);
  EXPECT_TRUE(Decide({"12.5", "12,5", "1.234"}).needs_question);
  EXPECT_TRUE(Decide({"1.234", "1,234"}).needs_question);
}

TEST(NumberEvidence, Counts) {
  const NumberDecision d =
      Decide({"12%", "--", "", "Facebook", "< 10%", "#DIV/0!", "007", "1,5 %"});
  EXPECT_EQ(d.cells, 8);
  EXPECT_EQ(d.blanks, 2);
  EXPECT_EQ(d.numbers, 2);
  EXPECT_EQ(d.texts, 2);
  EXPECT_EQ(d.ids, 1);
  EXPECT_EQ(d.bounds, 1);
  EXPECT_EQ(d.errors, 1);
  EXPECT_EQ(d.percents, 3);
  EXPECT_DOUBLE_EQ(d.NumberShare(), 4.0 / 6.0);
  const NumberDecision money = Decide({"€5", "7 €", "9"});
  EXPECT_EQ(money.currency, "EUR");
  EXPECT_FALSE(money.several_currencies);
  EXPECT_TRUE(Decide({"€5", "$7"}).several_currencies);
}

TEST(NumberEvidence, IntegersNeedNoStyle) {
  const NumberDecision d = Decide({"1", "22", "333"});
  EXPECT_EQ(d.confidence, Confidence::kCertain);
  EXPECT_EQ(d.style, NumberStyle::kUnknown);
  EXPECT_EQ(d.why, "no_marks");
  EXPECT_EQ(Decide({"", "-"}).confidence, Confidence::kUnknown);
}

}  // namespace
}  // namespace mittari::locale
