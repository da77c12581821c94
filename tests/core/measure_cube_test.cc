// What is kept never changes an answer: cubes against scans of the rows.
#include <algorithm>
#include <random>

#include "gtest/gtest.h"
#include "measure/kept.h"
#include "table/builder.h"

namespace mittari::measure {
namespace {

table::Table RandomTable(std::mt19937* random, int rows, bool dated) {
  const auto pick = [&](int n) { return static_cast<int>((*random)() % static_cast<unsigned>(n)); };
  table::DayBuilder day;
  table::TextBuilder texts[3];
  table::NumberBuilder numbers[4];
  const bool blanks = pick(2) == 0;
  const bool signs = pick(2) == 0;
  for (int i = 0; i < rows; ++i) {
    blanks&& pick(9) == 0 ? day.AddNull() : day.Add(19000 + pick(40) * (1 + pick(2)));
    for (int t = 0; t < 3; ++t) {
      blanks&& pick(12) == 0 ? texts[t].AddNull()
                             : texts[t].Add("k" + std::to_string(pick(3 + 4 * t)));
    }
    for (int n = 0; n < 4; ++n) {
      // One byte, two, four, and eight.
      const int64_t sizes[] = {100, 30000, 2000000, 5000000000000000};
      const int64_t value = static_cast<int64_t>((*random)()) * 7919 % sizes[n];
      if (blanks && pick(7) == 0) {
        numbers[n].AddNull();
      } else {
        numbers[n].Add(
            {signs && pick(4) == 0 ? -value : value, static_cast<int8_t>(n == 1 ? 2 : 0)});
      }
    }
  }
  std::vector<table::Column> columns;
  if (dated) {
    columns.push_back(
        std::move(day).Finish("Day", 0, {"date", false, "date", "", ""}, table::Grain::kDay));
  }
  const char* roles[] = {"channel", "country", "campaign"};
  for (int t = 0; t < 3; ++t) {
    columns.push_back(
        std::move(texts[t]).Finish(roles[t], 1 + t, {roles[t], false, "text", "", ""}));
  }
  const char* measures[] = {"leads", "clicks", "spend", "revenue"};
  for (int n = 0; n < 4; ++n) {
    columns.push_back(
        std::move(numbers[n]).Finish(measures[n], 4 + n, {measures[n], true, "count", "", ""}));
  }
  return table::Table("channel_performance", std::move(columns), static_cast<size_t>(rows));
}

Scan RandomScan(const table::Table& t, std::mt19937* random) {
  const auto pick = [&](int n) { return static_cast<int>((*random)() % static_cast<unsigned>(n)); };
  Scan scan;
  scan.rows = t.rows();
  scan.day = t.FindRole("date");
  const Axis whole[] = {Axis::Of("channel", *t.FindRole("channel")),
                        Axis::Of("country", *t.FindRole("country")),
                        Axis::Of("campaign", *t.FindRole("campaign"))};
  const Axis group = whole[0].Mapped("channel_group", [](std::string_view text) {
    return text == "k0" ? std::string("zero") : std::string("other");
  });
  for (const Axis& axis : {whole[0], whole[1], whole[2], group}) {
    if (pick(3) == 0) scan.axes.push_back(axis);
    if (pick(4) == 0) {
      const int least = pick(3);
      scan.filters.push_back(Filter::Of(
          axis, [&](std::string_view text) { return text.size() < 2 || text[1] - '0' >= least; }));
    }
  }
  std::shuffle(scan.axes.begin(), scan.axes.end(), *random);
  for (const char* id : {"leads", "clicks", "spend", "revenue"}) {
    if (pick(3) > 0) scan.slots.push_back({id, t.FindRole(id), {}});
  }
  if (pick(3) == 0) {
    scan.slots.push_back({"organic", t.FindRole("clicks"),
                          Filter::Of(group, [](std::string_view text) { return text == "zero"; })});
  }
  return scan;
}

void ExpectSame(const Cells& got, const Cells& want, const Scan& scan) {
  ASSERT_EQ(got.size(), want.size());
  ASSERT_EQ(got.axes(), want.axes());
  for (size_t a = 0; a < want.axes(); ++a) {
    EXPECT_EQ(got.AxisName(a), want.AxisName(a));
    EXPECT_EQ(got.Labels(a), want.Labels(a));
  }
  for (uint32_t cell = 0; cell < want.size(); ++cell) {
    ASSERT_EQ(got.DayOf(cell), want.DayOf(cell));
    ASSERT_EQ(got.Rows(cell), want.Rows(cell));
    for (size_t a = 0; a < want.axes(); ++a) ASSERT_EQ(got.CodeOf(cell, a), want.CodeOf(cell, a));
    for (const Slot& slot : scan.slots) {
      const int at = want.SlotOf(slot.measure);
      ASSERT_EQ(got.SlotOf(slot.measure), at);
      const Final a = got.Sum(at, {cell});
      const Final b = want.Sum(at, {cell});
      ASSERT_EQ(a.sum, b.sum);
      ASSERT_EQ(a.filled, b.filled) << slot.measure;
      ASSERT_EQ(a.negative, b.negative) << slot.measure;
    }
  }
  for (const Slot& slot : scan.slots) {
    const int at = want.SlotOf(slot.measure);
    EXPECT_EQ(got.PositiveSeen(at), want.PositiveSeen(at)) << slot.measure;
    EXPECT_EQ(got.NegativeSeen(at), want.NegativeSeen(at)) << slot.measure;
  }
}

Limits Small(size_t bytes) { return {0, 5000, 1, bytes}; }

TEST(Kept, AnswersAsTheRowsDo) {
  std::mt19937 random(41);
  for (int round = 0; round < 40; ++round) {
    const table::Table t = RandomTable(&random, 1 + round * 60, round % 5 != 0);
    Kept kept(Small(round % 2 == 0 ? size_t{1} << 24 : 20000));
    const std::vector<Axis> welcome = {Axis::Of("channel", *t.FindRole("channel")),
                                       Axis::Of("country", *t.FindRole("country"))};
    for (int question = 0; question < 12; ++question) {
      const Scan scan = RandomScan(t, &random);
      const Cells want = PartialCells::Of(scan).Finish();
      ExpectSame(kept.Sum(scan, round % 3 == 0 ? std::vector<Axis>{} : welcome), want, scan);
    }
  }
}

TEST(Kept, StaysWithinItsBytes) {
  std::mt19937 random(3);
  const table::Table t = RandomTable(&random, 4000, true);
  Kept kept(Small(60000));
  for (int question = 0; question < 30; ++question) {
    kept.Sum(RandomScan(t, &random), {});
    EXPECT_LE(kept.bytes(), 60000 + 4000 * 4 + 5000 * 80u);  // the limit, or one cube
  }
  kept.Forget();
  EXPECT_EQ(kept.bytes(), 0u);
}

TEST(Cube, RefusesWhatMayOverflow) {
  table::NumberBuilder large;
  for (int i = 0; i < 3; ++i) large.Add({INT64_MAX - i, 0});
  std::vector<table::Column> columns;
  columns.push_back(std::move(large).Finish("L", 0, {"spend", true, "money", "", ""}));
  const table::Table t("", std::move(columns), 3);
  Scan scan;
  scan.rows = 3;
  scan.slots = {{"spend", &t.columns()[0], {}}};
  std::optional<Cube> cube = Cube::Of(scan, {}, {}, 100);
  ASSERT_TRUE(cube.has_value());
  EXPECT_FALSE(cube->Add(scan.slots));
  Kept kept(Small(1 << 20));  // adds up rows in 128 bits
  EXPECT_EQ(kept.Sum(scan, {}).Sum(0, {0}).sum,
            Rational(INT64_MAX) + Rational(INT64_MAX - 1) + Rational(INT64_MAX - 2));
}

}  // namespace
}  // namespace mittari::measure
