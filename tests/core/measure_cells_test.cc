#include <map>
#include <random>
#include <tuple>

#include "gtest/gtest.h"
#include "measure/cells.h"
#include "table/builder.h"

namespace mittari::measure {
namespace {

// Rows of a made-up export, kept twice: as a table, and plainly.
struct Row {
  std::optional<Day> day;
  std::optional<std::string> channel;
  std::optional<std::string> campaign;
  std::optional<Decimal> spend;
  std::optional<int64_t> leads;
};

table::Table TableOf(const std::vector<Row>& rows) {
  table::DayBuilder day;
  table::TextBuilder channel, campaign;
  table::NumberBuilder spend, leads;
  for (const Row& row : rows) {
    row.day ? day.Add(*row.day) : day.AddNull();
    row.channel ? channel.Add(*row.channel) : channel.AddNull();
    row.campaign ? campaign.Add(*row.campaign) : campaign.AddNull();
    row.spend ? spend.Add(*row.spend) : spend.AddNull();
    row.leads ? leads.Add({*row.leads, 0}) : leads.AddNull();
  }
  std::vector<table::Column> columns;
  columns.push_back(
      std::move(day).Finish("Day", 0, {"date", false, "date", "", ""}, table::Grain::kDay));
  columns.push_back(std::move(channel).Finish("Channel", 1, {"channel", false, "text", "", ""}));
  columns.push_back(std::move(campaign).Finish("Campaign", 2, {"campaign", false, "text", "", ""}));
  columns.push_back(std::move(spend).Finish("Cost", 3, {"spend", true, "money", "EUR", "EUR"}));
  columns.push_back(std::move(leads).Finish("Leads", 4, {"leads", true, "count", "", ""}));
  return table::Table("channel_performance", std::move(columns), rows.size());
}

std::vector<Row> RandomRows(std::mt19937* random, int count) {
  const auto pick = [&](int n) { return static_cast<int>((*random)() % static_cast<unsigned>(n)); };
  std::vector<Row> rows(count);
  for (Row& row : rows) {
    if (pick(20) != 0) row.day = 19000 + pick(40);
    if (pick(15) != 0) row.channel = "c" + std::to_string(pick(5));
    row.campaign = "k" + std::to_string(pick(30));
    if (pick(8) != 0) row.spend = Decimal{pick(100000) - 500, static_cast<int8_t>(pick(4))};
    if (pick(6) != 0) row.leads = pick(50);
  }
  return rows;
}

Scan ScanOf(const table::Table& t) {
  Scan scan;
  scan.rows = t.rows();
  scan.day = t.FindRole("date");
  scan.axes = {Axis::Of("channel", *t.FindRole("channel")),
               Axis::Of("campaign", *t.FindRole("campaign"))};
  scan.slots = {{"spend", t.FindRole("spend"), {}}, {"leads", t.FindRole("leads"), {}}};
  return scan;
}

std::vector<uint32_t> AllOf(const Cells& cells) {
  std::vector<uint32_t> all(cells.size());
  for (uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  return all;
}

TEST(Cells, AgreeWithPlainMaps) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    const std::vector<Row> rows = RandomRows(&random, 1 + round * 150);
    const table::Table t = TableOf(rows);
    const Cells cells = PartialCells::Of(ScanOf(t)).Finish();
    std::map<std::tuple<Day, std::string, std::string>,
             std::tuple<Rational, int64_t, int64_t, int64_t, int64_t>>
        want;
    for (const Row& row : rows) {
      auto& [spend, filled, negative, leads, count] =
          want[{row.day.value_or(kNoDay), row.channel.value_or(""), row.campaign.value_or("")}];
      ++count;
      if (row.spend) {
        spend = spend + Rational::Of(*row.spend);
        ++filled;
        negative += row.spend->units < 0 ? 1 : 0;
      }
      leads += row.leads.value_or(0);
    }
    ASSERT_EQ(cells.size(), want.size());
    uint32_t cell = 0;
    for (const auto& [key, value] : want) {  // a map is in the same order
      EXPECT_EQ(cells.DayOf(cell), std::get<0>(key));
      EXPECT_EQ(cells.Labels(0)[cells.CodeOf(cell, 0)], std::get<1>(key));
      EXPECT_EQ(cells.Labels(1)[cells.CodeOf(cell, 1)], std::get<2>(key));
      const Final spend = cells.Sum(0, {cell});
      EXPECT_EQ(spend.sum, std::get<0>(value));
      EXPECT_EQ(spend.filled, std::get<1>(value));
      EXPECT_EQ(spend.negative, std::get<2>(value));
      EXPECT_EQ(spend.rows, std::get<4>(value));
      EXPECT_TRUE(cells.Sum(1, {cell}).sum == Rational(std::get<3>(value)));
      ++cell;
    }
  }
}

// Any split of the rows into shards, merged in any grouping, is the whole.
TEST(Cells, EveryShard) {
  std::mt19937 random(11);
  const std::vector<Row> rows = RandomRows(&random, 2500);
  const table::Table t = TableOf(rows);
  const Scan scan = ScanOf(t);
  const std::vector<uint8_t> whole = [&] {
    PartialCells empty = PartialCells::Of(scan, 0, 0);
    empty.Merge(PartialCells::Of(scan));
    return std::move(empty).ToBytes();
  }();
  const Cells want = PartialCells::FromBytes(whole.data(), whole.size()).value().Finish();
  for (int round = 0; round < 12; ++round) {
    std::vector<size_t> cuts = {0, rows.size()};
    for (int i = 0; i < round; ++i) cuts.push_back(random() % (rows.size() + 1));
    std::sort(cuts.begin(), cuts.end());
    std::vector<PartialCells> parts;
    for (size_t i = 1; i < cuts.size(); ++i) {
      const std::vector<uint8_t> sent = PartialCells::Of(scan, cuts[i - 1], cuts[i]).ToBytes();
      Result<PartialCells> got = PartialCells::FromBytes(sent.data(), sent.size());
      ASSERT_TRUE(got.ok());
      parts.push_back(std::move(got).value());
    }
    while (parts.size() > 1) {  // joins neighbours in a random grouping
      const size_t at = random() % (parts.size() - 1);
      parts[at].Merge(parts[at + 1]);
      parts.erase(parts.begin() + static_cast<ptrdiff_t>(at) + 1);
    }
    const Cells got = std::move(parts[0]).Finish();
    ASSERT_EQ(got.size(), want.size());
    for (uint32_t cell = 0; cell < got.size(); ++cell) {
      ASSERT_EQ(got.DayOf(cell), want.DayOf(cell));
      for (size_t a = 0; a < 2; ++a) {
        ASSERT_EQ(got.Labels(a)[got.CodeOf(cell, a)], want.Labels(a)[want.CodeOf(cell, a)]);
      }
      for (int slot = 0; slot < 2; ++slot) {
        ASSERT_EQ(got.Sum(slot, {cell}).sum, want.Sum(slot, {cell}).sum);
        ASSERT_EQ(got.Sum(slot, {cell}).filled, want.Sum(slot, {cell}).filled);
      }
    }
  }
}

TEST(Cells, FloatingSumsDoNotDependOnOrder) {
  table::NumberBuilder weights;
  std::mt19937_64 random(3);
  for (int i = 0; i < 999; ++i) {
    weights.AddReal((static_cast<double>(random() % 1000003) - 5e5) * (i % 3 == 0 ? 1e-9 : 1e12) /
                    7);
  }
  std::vector<table::Column> columns;
  columns.push_back(std::move(weights).Finish("W", 0, {"spend", true, "money", "", ""}));
  const table::Table t("", std::move(columns), 999);
  ASSERT_FALSE(t.columns()[0].exact());
  Scan scan;
  scan.rows = 999;
  scan.slots = {{"spend", &t.columns()[0], {}}};
  const Cells whole = PartialCells::Of(scan).Finish();
  PartialCells back = PartialCells::Of(scan, 600, 999);
  back.Merge(PartialCells::Of(scan, 0, 600));
  const Cells turned = std::move(back).Finish();
  const Final a = whole.Sum(0, AllOf(whole));
  EXPECT_EQ(a.sum, turned.Sum(0, AllOf(turned)).sum);
  EXPECT_FALSE(a.exact);
  Rational plain;
  for (size_t row = 0; row < 999; ++row)
    plain = plain + Rational::FromDouble(t.columns()[0].Real(row));
  EXPECT_EQ(a.sum, plain);
}

TEST(Cells, FiltersAndPartsOfAMeasure) {
  std::mt19937 random(5);
  const std::vector<Row> rows = RandomRows(&random, 3000);
  const table::Table t = TableOf(rows);
  Scan scan;
  scan.rows = t.rows();
  const Axis channel = Axis::Of("channel", *t.FindRole("channel"));
  scan.filters = {
      Filter::Of(channel, [](std::string_view text) { return text == "c1" || text == "c3"; })};
  scan.slots = {{"leads", t.FindRole("leads"), {}},
                {"some", t.FindRole("leads"),
                 Filter::Of(channel, [](std::string_view text) { return text == "c3"; })}};
  const Cells cells = PartialCells::Of(scan).Finish();
  ASSERT_EQ(cells.size(), 1u);
  int64_t all = 0, some = 0, count = 0;
  for (const Row& row : rows) {
    if (row.channel != "c1" && row.channel != "c3") continue;
    ++count;
    all += row.leads.value_or(0);
    if (row.channel == "c3") some += row.leads.value_or(0);
  }
  EXPECT_EQ(cells.Rows(0), count);
  EXPECT_EQ(cells.Sum(0, {0}).sum, Rational(all));
  EXPECT_EQ(cells.Sum(1, {0}).sum, Rational(some));
}

TEST(Axis, MapsLabelsAndBlanks) {
  table::TextBuilder text;
  for (const char* word : {"b", "a", "", "b", "c"}) *word ? text.Add(word) : text.AddNull();
  const table::Column column = std::move(text).Finish("X", 0, {});
  const Axis axis = Axis::Of("x", column).Mapped("y", [](std::string_view t) {
    return t == "a" || t == "c" ? std::string("ac") : std::string(t);
  });
  uint32_t codes[5];
  axis.Read(0, 5, codes);
  std::string got;
  for (const uint32_t code : codes) got += axis.labels()[code] + "|";
  EXPECT_EQ(got, "b|ac||b|ac|");
}

TEST(Axis, NumbersByTheirPlainText) {
  table::NumberBuilder numbers;
  numbers.Add({1250, 2});
  numbers.Add({2025, 0});
  numbers.AddNull();
  const table::Column column = std::move(numbers).Finish("N", 0, {});
  const Axis axis = Axis::Of("n", column);
  EXPECT_EQ(axis.labels(), (std::vector<std::string>{"12.5", "2025", ""}));
}

TEST(Wire, RefusesWhatItDidNotWrite) {
  std::mt19937 random(9);
  const table::Table t = TableOf(RandomRows(&random, 50));
  const std::vector<uint8_t> good = PartialCells::Of(ScanOf(t)).ToBytes();
  ASSERT_TRUE(PartialCells::FromBytes(good.data(), good.size()).ok());
  for (size_t size = 0; size < good.size(); ++size) {
    ASSERT_FALSE(PartialCells::FromBytes(good.data(), size).ok());
  }
  std::vector<uint8_t> other = good;
  other[2] = 2;  // another version
  EXPECT_FALSE(PartialCells::FromBytes(other.data(), other.size()).ok());
  for (int round = 0; round < 3000; ++round) {  // damaged bytes are read or refused, never a crash
    std::vector<uint8_t> damaged = good;
    damaged[random() % damaged.size()] = static_cast<uint8_t>(random());
    Result<PartialCells> got = PartialCells::FromBytes(damaged.data(), damaged.size());
    if (got.ok()) (void)std::move(got).value().Finish();
  }
}

}  // namespace
}  // namespace mittari::measure
