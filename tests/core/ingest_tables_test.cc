// Tables that begin after the part of a file that is looked at first.
#include "gtest/gtest.h"
#include "ingest_reading.h"

namespace mittari::ingest::testing {
namespace {

// Days of ads (more than 256 KiB of them), then two tables, the first with a title.
std::string ThreeTables(int days) {
  std::string text = "Day,Cost,Clicks\n";
  for (int i = 0; i < days; ++i) {
    text += "2025-01-" + std::to_string(10 + i % 20) + ",1.25," + std::to_string(i % 7) + "\n";
  }
  text += "\nCampaigns\nCampaign,Impressions,Clicks,Cost\nBrand,1000,10,5.50\n\"Generic, wide\",2000,21,7.25\nTotal,3000,31,12.75\n";
  text += "\nDevice,Clicks\nmobile,20\ndesktop,11\ntablet,3\n";
  return text;
}

TEST(Tables, TellsOfThoseThatBeginLater) {
  for (const int days : {5, 30000}) {
    const Result<Source> read = Read(ThreeTables(days), Json{{"table_index", 1}}, 4096);
    ASSERT_TRUE(read.ok());
    const Source& source = read.value();
    EXPECT_EQ(source.rows_used, days);
    ASSERT_EQ(source.tables.size(), 3u) << days;
    EXPECT_EQ(source.tables[1].name, "Campaigns");
    EXPECT_EQ(source.tables[1].header_row, days + 4);
    EXPECT_EQ(source.tables[1].columns, 4);
    EXPECT_EQ(source.tables[2].header_row, days + 9);
    EXPECT_EQ(source.tables[2].rows, 3);
  }
}

TEST(Tables, ReadsOneThatBeginsLater) {
  const std::string text = ThreeTables(30000);
  const Result<Source> second = Read(text, Json{{"table_index", 2}}, 0);
  ASSERT_TRUE(second.ok()) << DumpJson(mittari::ToJson(second.error()));
  const Source& source = second.value();
  EXPECT_EQ(source.header_row, 30004);
  EXPECT_EQ(source.rows_used, 2);
  EXPECT_EQ(source.rows_read, 3);
  EXPECT_EQ(SumOf(*FindColumn(source, "spend")), "12.75");
  EXPECT_EQ(SumOf(*FindColumn(source, "impressions")), "3000");
  ASSERT_EQ(source.tables.size(), 3u);
  EXPECT_EQ(source.tables[0].rows, 30000);
  EXPECT_EQ(source.tables[1].name, "Campaigns");
  const Result<Source> third = Read(text, Json{{"table_index", 3}}, 4096);
  ASSERT_TRUE(third.ok());
  EXPECT_EQ(SumOf(*FindColumn(third.value(), "clicks")), "34");
  EXPECT_EQ(third.value().table.LineOf(0), 30010);
  for (const size_t chunk : {size_t{7}, size_t{4096}, size_t{300000}}) {
    EXPECT_EQ(Dump(Read(text, Json{{"table_index", 2}}, chunk)), Dump(second)) << chunk;
  }
}

// More rows than are looked at, after the part that is looked at first.
TEST(Tables, ReadsALongOneThatBeginsLater) {
  std::string text = "Device,Clicks\n";
  for (int i = 0; i < 40000; ++i) text += "mobile " + std::to_string(i % 9) + ",1\n";
  text += "\n" + ThreeTables(9000);
  const Result<Source> read = Read(text, Json{{"table_index", 2}}, 0);
  ASSERT_TRUE(read.ok()) << DumpJson(mittari::ToJson(read.error()));
  EXPECT_EQ(read.value().rows_used, 9000);
  EXPECT_EQ(SumOf(*FindColumn(read.value(), "spend")), "11250.00");
  ASSERT_EQ(read.value().tables.size(), 4u);
  EXPECT_EQ(read.value().tables[0].rows, 40000);
  EXPECT_EQ(read.value().tables[1].rows, 9000);
  EXPECT_EQ(Dump(Read(text, Json{{"table_index", 2}}, 1000)), Dump(read));
}

TEST(Tables, RefusesOneThatIsNotThere) {
  const Result<Source> read = Read(ThreeTables(30000), Json{{"table_index", 4}}, 4096);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, "input.no_table");
}

}  // namespace
}  // namespace mittari::ingest::testing
