#include "gtest/gtest.h"
#include "schema/mapper.h"
#include "schema/vocabulary.h"

namespace mittari::schema {
namespace {

using Kind = ColumnFacts::Kind;

ColumnFacts Column(std::string header, Kind kind) {
  ColumnFacts facts;
  facts.header = std::move(header);
  facts.kind = kind;
  return facts;
}

TEST(Vocabulary, KnowsHeadersInFourLanguages) {
  const Vocabulary& vocabulary = Vocabulary::Builtin();
  for (const char* header : {"Cost", "COST", "Impr.", "ad_spend", "AdSpend", "Amount spent (USD)",
                             "Harcama", "HARCAMA", "Gosterim", "Tıklamalar", "TIKLAMALAR", "Kulut",
                             "Näyttökerrat", "هزینه", "هزينه", "Start Date (in UTC)"}) {
    EXPECT_TRUE(vocabulary.Knows(header)) << header;
  }
  for (const char* header : {"", "Foo", "12", "Costume"})
    EXPECT_FALSE(vocabulary.Knows(header)) << header;
}

TEST(Vocabulary, TellsTotals) {
  const Vocabulary& vocabulary = Vocabulary::Builtin();
  for (const char* cell :
       {"Total", "TOTAL", " Grand total ", "Total: Campaigns", "Toplam", "Genel toplam", "Yhteensä",
        "جمع کل", "Gesamt", "Totale", "Total geral", "Итого", "Toplam: Kampanyalar"}) {
    EXPECT_TRUE(vocabulary.IsTotal(cell)) << cell;
    EXPECT_TRUE(vocabulary.MaybeTotal(cell)) << cell;
  }
  for (const char* cell : {"", "Total War", "Email", "Totally", "All"})
    EXPECT_FALSE(vocabulary.IsTotal(cell)) << cell;
}

TEST(MapColumns, NeverTakesARoleByOneLetter) {
  const Result<Mapping> mapping =
      MapColumns({Column("Date", Kind::kDate), Column("Impresions", Kind::kNumber),
                  Column("Spend", Kind::kNumber)},
                 {});
  ASSERT_TRUE(mapping.ok());
  EXPECT_EQ(mapping.value().columns[1].role, "");
  EXPECT_EQ(mapping.value().columns[1].suggestion, "impressions");
}

TEST(MapColumns, AsksForAWordWithTwoSenses) {
  const std::vector<ColumnFacts> columns = {
      Column("Date", Kind::kDate), Column("Sends", Kind::kNumber), Column("Spend", Kind::kNumber)};
  Result<Mapping> mapping = MapColumns(columns, {});
  ASSERT_TRUE(mapping.ok());
  ASSERT_EQ(mapping.value().questions.size(), 1u);
  EXPECT_EQ(mapping.value().questions[0].code, "header.role_collision");
  MapOptions options;
  options.answers = {{"header.role_collision:Sends", "private_shares"}};
  mapping = MapColumns(columns, options);
  EXPECT_TRUE(mapping.value().questions.empty());
  EXPECT_EQ(mapping.value().columns[1].role, "private_shares");
}

TEST(MapColumns, TheSameWordNeedsNoQuestionInCompany) {
  const Result<Mapping> mapping =
      MapColumns({Column("Date", Kind::kDate), Column("Sends", Kind::kNumber),
                  Column("Unique opens", Kind::kNumber)},
                 {});
  EXPECT_TRUE(mapping.value().questions.empty());
  EXPECT_EQ(mapping.value().columns[1].role, "emails_sent");
}

TEST(MapColumns, AmountDependsOnTheTable) {
  const std::vector<ColumnFacts> deals = {
      Column("Deal ID", Kind::kText), Column("Stage", Kind::kText), Column("Amount", Kind::kNumber),
      Column("Close date", Kind::kDate)};
  EXPECT_EQ(MapColumns(deals, {}).value().columns[2].role, "amount");
  const std::vector<ColumnFacts> subscriptions = {
      Column("Subscription ID", Kind::kText), Column("Customer ID", Kind::kText),
      Column("Amount", Kind::kNumber), Column("Start date", Kind::kDate),
      Column("End date", Kind::kDate)};
  const Result<Mapping> mapping = MapColumns(subscriptions, {});
  EXPECT_EQ(mapping.value().table, "subscriptions");
  EXPECT_EQ(mapping.value().columns[2].role, "plan_amount");
  EXPECT_EQ(mapping.value().columns[3].role, "sub_start");
}

TEST(MapColumns, UserWins) {
  MapOptions options;
  options.map = {{"leads", "Clicks"}, {"ignore", "#1"}};
  const Result<Mapping> mapping = MapColumns(
      {Column("Date", Kind::kDate), Column("Clicks", Kind::kNumber), Column("Cost", Kind::kNumber)},
      options);
  EXPECT_EQ(mapping.value().columns[0].role, "");
  EXPECT_EQ(mapping.value().columns[1].role, "leads");
  EXPECT_EQ(mapping.value().columns[1].why, "user");
}

}  // namespace
}  // namespace mittari::schema
