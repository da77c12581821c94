// Tables as bytes, and joined.
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "table/builder.h"
#include "table/wire.h"

namespace mittari::table {
namespace {

// Rows [from, to) of a table that has all there is: widths, scales, blanks, texts.
Table Rows(int from, int to) {
  NumberBuilder counts, money, blank;
  DayBuilder days;
  TextBuilder names;
  for (int row = from; row < to; ++row) {
    if (row % 5 == 2) {
      counts.AddNull();
    } else {
      counts.Add({row < 130 ? row : row * 40000, 0});
    }
    money.Add({row * 10 + 3, static_cast<int8_t>(row < 100 ? 1 : 3)});
    blank.AddNull();
    if (row % 67 == 1) {
      days.AddNull();
      names.AddNull();
    } else {
      days.Add(20000 + row);
      names.Add("name " + std::to_string((row * row) % (row < 150 ? 7 : 23)));
    }
  }
  std::vector<Column> columns;
  columns.push_back(std::move(counts).Finish("Clicks", 0, {"clicks", true, "count", "", ""}));
  columns.push_back(std::move(money).Finish("Cost", 1, {"spend", true, "money", "EUR", "EUR"}));
  columns.push_back(std::move(blank).Finish("Empty", 2, {}));
  columns.push_back(
      std::move(days).Finish("Date", 3, {"date", false, "date", "", ""}, Grain::kDay));
  columns.push_back(std::move(names).Finish("Name", 4, {"campaign", false, "text", "", ""}));
  Table table("channel_performance", std::move(columns), static_cast<size_t>(to - from));
  table.SetCurrency("EUR");
  table.SetConstant("channel", "Search");
  table.SetPeriod({20000, 20100});
  table.SetLines({{0, from + 2}});
  return table;
}

std::string Dump(const Table& table) {
  std::string text = table.kind() + table.currency() + std::to_string(table.rows());
  for (const Column& column : table.columns()) {
    text += "\n" + column.name() + " " + std::to_string(column.position()) + column.role().role +
            (column.exact() ? " exact " : " real ") + std::to_string(column.scale()) + " nulls " +
            std::to_string(column.null_count());
    for (size_t row = 0; row < column.size(); ++row) {
      text += column.IsNull(row)             ? "|"
              : column.kind() == Kind::kText ? "|" + std::string(column.dictionary()[column.Code(row)])
              : column.exact()               ? "|" + std::to_string(column.Units(row))
                                             : "|" + FormatDouble(column.Real(row));
    }
    for (const std::string_view known : column.dictionary()) text += "/" + std::string(known);
  }
  for (size_t row = 0; row < table.rows(); ++row) text += " " + std::to_string(table.LineOf(row));
  return text;
}

std::vector<uint8_t> Bytes(const Table& table) {
  wire::Writer out;
  Write(table, &out);
  return std::move(out).Take();
}

TEST(TableWire, BytesReadBackAreTheTable) {
  const Table table = Rows(0, 300);
  const std::vector<uint8_t> bytes = Bytes(table);
  wire::Reader in(bytes.data(), bytes.size());
  const Result<Table> back = Read(&in);
  ASSERT_TRUE(back.ok());
  EXPECT_TRUE(in.AtEnd());
  EXPECT_EQ(Dump(back.value()), Dump(table));
  EXPECT_EQ(*back.value().Constant("channel"), "Search");
  EXPECT_EQ(back.value().period()->to, 20100);
}

TEST(TableWire, AnyCutJoinedIsTheWhole) {
  const std::string whole = Dump(Rows(0, 300));
  for (const int cut : {0, 1, 63, 64, 65, 99, 100, 128, 131, 200, 299, 300}) {
    Table first = Rows(0, cut);
    // Lines of the second part, as a file of its own, begin at 2 again.
    Table later = Rows(cut, 300);
    later.SetLines({{0, 2}});
    ASSERT_TRUE(Join(later, cut, &first).ok());
    EXPECT_EQ(Dump(first), whole) << cut;
  }
}

TEST(TableWire, ThreePartsJoinInEitherOrderOfJoining) {
  Table left = Rows(0, 90);
  ASSERT_TRUE(Join(Rows(90, 170), 0, &left).ok());
  ASSERT_TRUE(Join(Rows(170, 300), 0, &left).ok());
  Table right = Rows(90, 170);
  ASSERT_TRUE(Join(Rows(170, 300), 0, &right).ok());
  Table all = Rows(0, 90);
  ASSERT_TRUE(Join(right, 0, &all).ok());
  EXPECT_EQ(Dump(left), Dump(all));
}

TEST(TableWire, NumbersThatNoLongerFitBecomeReal) {
  const auto one = [](Decimal value) {
    NumberBuilder numbers;
    numbers.Add(value);
    std::vector<Column> columns;
    columns.push_back(std::move(numbers).Finish("n", 0, {}));
    return Table("", std::move(columns), 1);
  };
  Table first = one({INT64_MAX, 0});
  ASSERT_TRUE(Join(one({15, 1}), 0, &first).ok());
  EXPECT_FALSE(first.columns()[0].exact());
  EXPECT_EQ(first.columns()[0].Real(0), 9223372036854775807.0);
  EXPECT_EQ(first.columns()[0].Real(1), 1.5);
  Table fits = one({15, 1});
  ASSERT_TRUE(Join(one({922337203685477580, 0}), 0, &fits).ok());
  ASSERT_TRUE(fits.columns()[0].exact());
  EXPECT_EQ(fits.columns()[0].Units(1), 9223372036854775800);
}

TEST(TableWire, OtherColumnsAreRefusedAndNothingChanges) {
  Table first = Rows(0, 20);
  const std::string before = Dump(first);
  Table other = Rows(20, 40);
  other.SetCurrency("TRY");
  const Result<bool> joined = Join(other, 0, &first);
  ASSERT_FALSE(joined.ok());
  EXPECT_EQ(joined.error().code, "state.differs");
  EXPECT_EQ(Dump(first), before);
}

TEST(TableWire, DamagedBytesAreRefusedOrReadAndNeverTrusted) {
  const std::vector<uint8_t> bytes = Bytes(Rows(0, 140));
  for (size_t size = 0; size < bytes.size(); ++size) {
    const std::vector<uint8_t> cut(bytes.begin(), bytes.begin() + static_cast<long>(size));
    wire::Reader in(cut.data(), cut.size());
    EXPECT_FALSE(Read(&in).ok()) << size;
  }
  std::mt19937 rng(3);
  for (int round = 0; round < 3000; ++round) {
    std::vector<uint8_t> damaged = bytes;
    damaged[rng() % damaged.size()] = static_cast<uint8_t>(rng());
    wire::Reader in(damaged.data(), damaged.size());
    const Result<Table> read = Read(&in);
    if (read.ok()) {
      EXPECT_FALSE(Dump(read.value()).empty());
    }
  }
}

}  // namespace
}  // namespace mittari::table
