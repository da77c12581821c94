// The same file again, longer, corrected, or part of it; and files that merely look alike.
#include <string>

#include "gtest/gtest.h"
#include "ingest/again.h"
#include "ingest/recipe.h"
#include "ingest_reading.h"

namespace mittari::ingest::testing {
namespace {

const std::string kHead = "Day,Campaign,Cost,Clicks\n";

// Day `d` of March: cost d*10+1 and d*10+2 in two campaigns.
std::string Rows(int from, int to, const std::string& more = ".00") {
  std::string text;
  for (int day = from; day <= to; ++day) {
    const std::string date = std::string("2025-03-") + (day < 10 ? "0" : "") + std::to_string(day);
    for (int c = 1; c <= 2; ++c) {
      text += date + ",C" + std::to_string(c) + ',' + std::to_string(day * 10 + c) + more + ',' +
              std::to_string(day + c) + '\n';
    }
  }
  return text;
}

Source Of(const std::string& text, const Json& settings = Json::object()) {
  Result<Source> read = Read(text, settings, 0);
  EXPECT_TRUE(read.ok());
  return std::move(read).value();
}

TEST(Again, TheSameFileIsReplaced) {
  // The same amounts with fewer decimals: the values are equal.
  const Source a = Of(kHead + Rows(1, 5)), b = Of(kHead + Rows(1, 5, ""));
  const auto again = FindAgain(a, b);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->same, 10);
  EXPECT_EQ(again->changed, 0);
  EXPECT_EQ(again->added, 0);
  const Question question = AskAgain(*again, a, 0, b);
  EXPECT_EQ(question.likelier, "replace");
  ASSERT_EQ(question.choices.size(), 2u);
  // 10+20+30+40+50 in two campaigns and 5*1 + 5*2.
  EXPECT_EQ(DumpJson(question.choices[0].preview), R"({"rows":10,"sum":"315","measure":"spend"})");
  EXPECT_EQ(DumpJson(question.choices[1].preview), R"({"rows":20,"sum":"630.00","measure":"spend"})");
}

TEST(Again, ALongerFileWithLateCorrectionsIsReplaced) {
  std::string corrected = kHead + Rows(1, 9) + "2025-03-10,C1,999.00,11\n2025-03-10,C2,102.00,12\n" +
                          Rows(11, 12);
  const auto again = FindAgain(Of(kHead + Rows(1, 10)), Of(corrected));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->same, 19);
  EXPECT_EQ(again->changed, 1);
  EXPECT_EQ(again->added, 4);
  EXPECT_TRUE(again->covers);
}

TEST(Again, APartOfWhatIsThereIsLeftOut) {
  const Source a = Of(kHead + Rows(1, 10)), b = Of(kHead + Rows(4, 6));
  const auto again = FindAgain(a, b);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->within);
  const Question question = AskAgain(*again, a, 2, b);
  EXPECT_EQ(question.likelier, "earlier");
  EXPECT_EQ(question.choices[0].id, "earlier");
  EXPECT_EQ(question.about["source"], 2);
}

TEST(Again, FilesThatMeetAtTheirEndsAreTwoFiles) {
  EXPECT_FALSE(FindAgain(Of(kHead + Rows(1, 10)), Of(kHead + Rows(10, 20))));
  EXPECT_FALSE(FindAgain(Of(kHead + Rows(1, 10)), Of(kHead + Rows(11, 20))));
}

TEST(Again, OtherChannelsAndOtherLayoutsAreOtherFiles) {
  const std::string text = kHead + Rows(1, 5);
  EXPECT_FALSE(FindAgain(Of(text, {{"channel", "Radio"}}), Of(text, {{"channel", "TV"}})));
  EXPECT_FALSE(FindAgain(Of(text), Of("Day,Campaign,Clicks,Cost\n2025-03-01,C1,3,11.00\n")));
}

TEST(Again, WithoutDaysThePeriodAboveTheTableTells) {
  const std::string rows = "Campaign,Cost,Clicks\nBrand,0,0\nGeneric,0,0\n";
  const std::string march = "March report\n2025-03-01 - 2025-03-31\n\n" + rows;
  const std::string april = "April report\n2025-04-01 - 2025-04-30\n\n" + rows;
  EXPECT_FALSE(FindAgain(Of(march), Of(april)));
  EXPECT_TRUE(FindAgain(Of(march), Of(march)));
}

TEST(Recipe, GivesTheSameReadingAgain) {
  const std::string text = "Day,What,Paid,Odd\n03/04/2025,A,1.234,5\n04/04/2025,B,2.345,6\n";
  const Json settings = {{"map", {{"campaign", "What"}, {"spend", "Paid"}, {"ignore", "Odd"}}},
                         {"answers", {{"date.ambiguous_order:Day", "dmy"}}},
                         {"numbers", "1,234.5"},
                         {"today", "2025-05-01"}};
  const Source first = Of(text, settings);
  const Json recipe = RecipeOf(first);
  EXPECT_FALSE(recipe.contains("today"));
  EXPECT_EQ(recipe["recipe"], Fingerprint(first));
  const Source second = Of(text, recipe);
  EXPECT_EQ(DumpJson(RecipeOf(second)), DumpJson(recipe));
  Json a = ToJson(first), b = ToJson(second);
  EXPECT_EQ(DumpJson(a), DumpJson(b));
  EXPECT_EQ(SumOf(*second.table.FindRole("spend")), "3.579");
}

TEST(Recipe, WhatOneFileProvedSettlesTheNext) {
  const Source first = Of("Day,Campaign,Cost\n13/04/2025,A,1234.5\n04/04/2025,B,2\n");
  // Open by itself: both days below 13.
  const std::string next = "Day,Campaign,Cost\n03/05/2025,A,1\n04/05/2025,B,2\n";
  EXPECT_EQ(Of(next).questions.size(), 1u);
  const Source second = Of(next, RecipeOf(first));
  EXPECT_TRUE(second.questions.empty());
  EXPECT_EQ(FormatIsoDate(second.table.FindRole("date")->DayAt(0)), "2025-05-03");
  // What the next file proves itself wins.
  const Source third = Of("Day,Campaign,Cost\n05/13/2025,A,1\n04/05/2025,B,2\n", RecipeOf(first));
  EXPECT_EQ(FormatIsoDate(third.table.FindRole("date")->DayAt(1)), "2025-04-05");
}

TEST(Recipe, IsAppliedAsFarAsItGoes) {
  const Source first = Of("Day,What,Paid\n2025-04-03,A,1\n2025-04-04,B,2\n",
                          {{"map", {{"campaign", "What"}, {"spend", "Paid"}}},
                           {"header_row", 1},
                           {"answers", {{"unit.minor:Paid", "units"}}}});
  const Source second = Of("Day,Paid out,What\n2025-05-03,7,A\n2025-05-04,8,B\n", RecipeOf(first));
  EXPECT_EQ(second.table.FindRole("spend"), nullptr);
  ASSERT_NE(second.table.FindRole("campaign"), nullptr);
  ASSERT_EQ(second.warnings.size(), 2u);
  EXPECT_EQ(second.warnings[0].issue.code, "recipe.unfit");
  EXPECT_EQ(std::get<std::string>(second.warnings[0].issue.args[0].value), "spend");
  EXPECT_EQ(std::get<std::string>(second.warnings[0].issue.args[1].value), "Paid");
  EXPECT_EQ(std::get<std::string>(second.warnings[1].issue.args[0].value), "unit.minor");
  // Without a recipe a column that is not there is a mistake.
  EXPECT_FALSE(Read("Day,A\n2025-05-03,7\n", {{"map", {{"spend", "Paid"}}}}, 0).ok());
}

TEST(Recipe, TheFingerprintIsOfTheLayoutAlone) {
  const Source a = Of("Day,Cost\n2025-01-01,5\n"), b = Of("title\n\nDAY;cost\n2025-02-01;7\n");
  EXPECT_EQ(Fingerprint(a), Fingerprint(b));
  Source sheet = Of("Day,Cost\n2025-01-01,5\n");
  sheet.kind = "xlsx";
  sheet.sheet = "Ads";
  EXPECT_NE(Fingerprint(sheet), Fingerprint(a));
  EXPECT_NE(Fingerprint(Of("Day,Costs\n2025-01-01,5\n")), Fingerprint(a));
}

}  // namespace
}  // namespace mittari::ingest::testing
