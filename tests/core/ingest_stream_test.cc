// Files longer than the part that is looked at.

#include "gtest/gtest.h"
#include "ingest_reading.h"

namespace mittari::ingest::testing {
namespace {

std::string LongFile(int rows, const std::string& tail) {
  std::string text = "Date,Campaign,Cost,Clicks,Note\n";
  for (int i = 0; i < rows; ++i) {
    text += "2025-01-" + std::string(i % 28 < 9 ? "0" : "") + std::to_string(i % 28 + 1) +
            ",Campaign " + std::to_string(i % 50) + "," + std::to_string(i % 997) + ".25," +
            std::to_string(i % 13) + ",\n";
  }
  return text + tail;
}

TEST(LongFile, StreamsWithTheSameAnswerForEveryCut) {
  const std::string bytes = LongFile(20000, "Total,,1,2,\n\n\"©2025 Platform\",,,,\n");
  const Result<Source> read = Read(bytes, Json::object(), 0);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value().rows_used, 20000);
  EXPECT_EQ(read.value().rows_read, 20002);
  int64_t cents = 0, clicks = 0;
  for (int i = 0; i < 20000; ++i) {
    cents += i % 997 * 100 + 25;
    clicks += i % 13;
  }
  EXPECT_EQ(SumOf(*FindColumn(read.value(), "spend")), ToString(cents, 2));
  EXPECT_EQ(SumOf(*FindColumn(read.value(), "clicks")), std::to_string(clicks));
  EXPECT_EQ(read.value().table.LineOf(19999), 20001);
  const std::string whole = Dump(read);
  for (size_t chunk : {size_t{4096}, size_t{65537}, size_t{262144}, size_t{262145}}) {
    EXPECT_EQ(Dump(Read(bytes, Json::object(), chunk)), whole) << chunk;
  }
}

TEST(LongFile, ColumnBlankAtFirstIsReadAtTheEnd) {
  const std::string bytes =
      LongFile(20000, "2025-02-01,Last,1.25,1,4321.5\n2025-02-02,Last,1.25,1,10.25\n");
  const Result<Source> read = Read(bytes, Json::object(), 65536);
  ASSERT_TRUE(read.ok());
  const table::Column* column = FindColumn(read.value(), "Note");
  ASSERT_NE(column, nullptr);
  EXPECT_EQ(SumOf(*column), "4331.75");
  EXPECT_EQ(column->null_count(), 20000u);
}

TEST(LongFile, LateTextInANumberColumnIsTold) {
  const std::string bytes = LongFile(20000, "2025-02-01,Last,broken,1,\n");
  const Result<Source> read = Read(bytes, Json::object(), 65536);
  ASSERT_TRUE(read.ok());
  bool told = false;
  for (const Finding& finding : read.value().repairs) {
    if (finding.issue.code != "cell_not_number") continue;
    told = true;
    EXPECT_EQ(finding.column, "Cost");
    EXPECT_EQ(finding.issue.samples.at(0).row, 20002);
  }
  EXPECT_TRUE(told);
}

TEST(LongFile, AnEndlessLineStopsWithItsPlace) {
  Result<Settings> settings = ParseSettings(Json::object());
  Reader reader("endless", settings.value());
  ASSERT_TRUE(reader.Feed("Date,Cost\n2025-01-01,\""));
  const std::string piece(1 << 20, 'x');
  int fed = 0;
  while (fed < 64 && reader.Feed(piece)) ++fed;
  EXPECT_LT(fed, 40);
  const Result<Source> read = reader.Finish();
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, "input.cell_too_long");
  EXPECT_EQ(read.error().at.row, 2);
}

TEST(LongFile, AQuoteLeftOpenIsAnErrorWithItsPlace) {
  std::string bytes = LongFile(20000, "");
  bytes += "2025-02-01,\"never closed,1,2,\n2025-02-02,x,1,2,\n";
  const Result<Source> read = Read(bytes, Json::object(), 65536);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, "csv.unterminated_quote");
  EXPECT_EQ(read.error().at.row, 20002);
}

}  // namespace
}  // namespace mittari::ingest::testing
