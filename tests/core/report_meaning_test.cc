// What a number says of itself: how much of the data it rests on, whether its parts are told at all,
// and what stands behind it. Expectations by hand.
#include <algorithm>

#include "core/report_fixture.h"

namespace mittari::report {
namespace {

bool Flagged(const Json& value, const char* flag) {
  const Json& flags = value["flags"];
  return std::find(flags.begin(), flags.end(), Json(flag)) != flags.end();
}

bool Noted(const Json& report, const char* code) {
  return std::any_of(report["notes"].begin(), report["notes"].end(), [&](const Json& note) { return note["code"] == code; });
}

TEST(Coverage, CountsRowsHoweverTheyAreGrouped) {
  Desk desk;
  // Nine rows, two without spend; two of them fall on one day and channel.
  desk.Add(
      "date,channel,campaign,spend,leads\n2024-01-01,a,x,10,1\n2024-01-01,a,y,,2\n2024-01-01,b,x,30,3\n2024-01-02,a,x,40,4\n"
      "2024-01-02,b,y,50,5\n2024-01-03,a,x,60,6\n2024-02-01,a,y,,7\n2024-02-01,b,x,80,8\n2024-02-02,b,y,90,9\n");
  for (const char* by : {"", "channel", "campaign", "month", "day", "channel,day", "channel,campaign,month"}) {
    const Json got = desk.Report(std::string(R"({"metrics":"cost_per_lead","by":")") + by + "\"}");
    EXPECT_DOUBLE_EQ(Total(got, "cost_per_lead")["coverage"].get<double>(), 7.0 / 9) << by;
  }
  const Json channel = desk.Report(R"({"metrics":"cost_per_lead","by":"channel"})");
  EXPECT_DOUBLE_EQ(GroupAt(channel, {"a"})["cost_per_lead"]["coverage"].get<double>(), 3.0 / 5);
  EXPECT_FALSE(GroupAt(channel, {"b"})["cost_per_lead"].contains("coverage"));
}

TEST(Coverage, LooksAtEachSourceForItself) {
  Desk desk;
  desk.Add("date,channel,spend\n2024-01-01,a,10\n2024-01-02,a,\n2024-01-03,b,30\n2024-01-04,b,40\n")
      .Add("month,channel,new_customers\n2024-01,a,2\n2024-01,b,3\n");
  for (const char* by : {"", "channel", "month"}) {
    const Json got = desk.Report(std::string(R"({"metrics":"cac","by":")") + by + "\"}");
    EXPECT_DOUBLE_EQ(Total(got, "cac")["coverage"].get<double>(), 5.0 / 6) << by;
  }
}

TEST(Organic, IsToldOnlyWhereChannelsTellIt) {
  const auto share = [](const std::string& rows) {
    Desk desk;
    desk.Add("date,channel,sessions\n" + rows);
    return Total(desk.Report(R"({"metrics":"organic_traffic_share"})"), "organic_traffic_share");
  };
  EXPECT_EQ(share("2024-01-01,Organic Search,30\n2024-01-01,Google Ads,70\n")["value"], 0.3);
  // An ad platform has no organic visits to tell of.
  const Json ads = share("2024-01-01,Google Ads,30\n2024-01-01,Facebook Ads,70\n");
  EXPECT_EQ(ads["reason"], "missing_input");
  EXPECT_EQ(ads["measure"], "organic_sessions");
  // Names that nobody knows may be organic or not.
  EXPECT_EQ(share("2024-01-01,Direct,30\n2024-01-01,Team Bravo,70\n")["reason"], "missing_input");
  // A count of all visits, each of another known kind: there were none.
  EXPECT_EQ(share("2024-01-01,Direct,30\n2024-01-01,Email,70\n")["value"], 0);
  Desk both;
  both.Add("date,channel,sessions\n2024-01-01,Organic Search,30\n2024-01-02,Email,20\n");
  const Json got = both.Report(R"({"metrics":"organic_traffic_share","by":"channel"})");
  EXPECT_EQ(GroupAt(got, {"Email"})["organic_traffic_share"]["value"], 0);
  // What the columns don't allow is not offered.
  Desk paid;
  paid.Add("date,channel,sessions\n2024-01-01,Google Ads,30\n");
  EXPECT_FALSE(paid.Report("{}")["metrics"].contains("organic_traffic_share"));
}

TEST(Coarser, AMonthsSumUnderAWeekSaysSo) {
  Desk desk;
  desk.Add("date,channel,spend\n2024-01-01,a,310\n2024-02-01,a,290\n2024-03-01,a,310\n");
  EXPECT_TRUE(Flagged(GroupAt(desk.Report(R"({"metrics":"marketing_spend","by":"week"})"), {"2024-W05"})["marketing_spend"],
                      "coarser_than_bucket"));
  EXPECT_FALSE(Flagged(GroupAt(desk.Report(R"({"metrics":"marketing_spend","by":"month"})"), {"2024-02"})["marketing_spend"],
                       "coarser_than_bucket"));
  Desk daily;
  daily.Add("date,channel,spend\n2024-01-01,a,310\n2024-02-01,a,290\n2024-02-02,a,290\n");
  EXPECT_FALSE(Flagged(GroupAt(daily.Report(R"({"metrics":"marketing_spend","by":"week"})"), {"2024-W05"})["marketing_spend"],
                       "coarser_than_bucket"));
}

TEST(Sets, AShareOfSearchComparesOneSetOfRivals) {
  const auto ask = [](const std::string& rows, const char* by) {
    Desk desk;
    desk.Add("month,brand,brand_searches,competitor_searches\n" + rows, "brand_content");
    return desk.Report(std::string(R"({"metrics":"share_of_search,branded_search_volume","compare":"previous","from":"2024-02-01","to":"2024-02-29","by":")") + by + "\"}");
  };
  const std::string same = "2024-01,Us,50,\n2024-01,Rival,,100\n2024-01,Other,,50\n2024-02,Us,60,\n2024-02,Rival,,90\n2024-02,Other,,50\n";
  const std::string changed = "2024-01,Us,50,\n2024-01,Rival,,100\n2024-02,Us,60,\n2024-02,Rival,,90\n2024-02,Other,,50\n";
  EXPECT_EQ(Total(ask(same, ""), "share_of_search")["value"], 0.3);
  EXPECT_FALSE(Flagged(Total(ask(same, ""), "share_of_search"), "set_changed"));
  EXPECT_TRUE(Flagged(Total(ask(changed, ""), "share_of_search"), "set_changed"));
  EXPECT_TRUE(Flagged(GroupAt(ask(changed, "month"), {"2024-02"})["share_of_search"], "set_changed"));
  EXPECT_FALSE(Flagged(Total(ask(changed, ""), "branded_search_volume"), "set_changed"));
}

TEST(Sums, TellNoInterval) {
  std::string rows = "month,channel,spend,leads,clicks\n";
  for (int month = 1; month <= 8; ++month) rows += "2024-0" + std::to_string(month) + ",a," + std::to_string(100 + 7 * month) + ",1" + std::to_string(month) + ",90\n";
  const auto ask = [&](bool sums) {
    Desk desk;
    desk.Add(rows);
    if (sums) desk.LastTable().SetConstant("sums", "1");
    return desk.Report(R"({"metrics":"cost_per_lead,leads,cpc"})");
  };
  EXPECT_TRUE(Total(ask(false), "cost_per_lead").contains("interval"));
  const Json got = ask(true);
  EXPECT_FALSE(Total(got, "cost_per_lead").contains("interval"));
  EXPECT_FALSE(Total(got, "cpc").contains("interval"));
  EXPECT_EQ(Total(got, "leads")["interval"], Total(ask(false), "leads")["interval"]);  // of the total alone
  EXPECT_TRUE(Noted(got, "sums_no_interval"));
  EXPECT_FALSE(Noted(ask(false), "sums_no_interval"));
}

// A newsletter goes to one list, whichever campaign it is of; on one day the larger count is the later one. Every
// network has followers of its own.
TEST(Stocks, AnAudienceIsTheSameOneInEveryCampaign) {
  Desk mail;
  mail.Add("date,campaign,list_size\n2025-01-05,a,2000\n2025-02-05,b,2030\n2025-02-05,c,2010\n2025-02-01,d,9000\n");
  const Json by = mail.Report(R"({"metrics":"list_size","by":"campaign"})");
  EXPECT_EQ(Total(by, "list_size")["value"], 2030);
  EXPECT_EQ(GroupAt(by, {"a"})["list_size"]["value"], 2000);
  EXPECT_EQ(GroupAt(by, {"c"})["list_size"]["value"], 2010);
  EXPECT_EQ(GroupAt(mail.Report(R"({"metrics":"list_size","by":"month"})"), {"2025-01"})["list_size"]["value"], 2000);
  Desk social;
  social.Add("date,channel,campaign,followers\n2025-01-05,X,a,100\n2025-02-05,X,b,104\n2025-02-05,Y,a,50\n");
  EXPECT_EQ(Total(social.Report(R"({"metrics":"followers"})"), "followers")["value"], 154);
}

// Rows that were added up are no single deals: their spread is another one's.
TEST(Sums, AreNoSampleOfSingleValues) {
  const auto ask = [](bool sums) {
    Desk desk;
    desk.Add("channel,revenue\na,3\nb,4\nc,5\nd,9\ne,1\nf,2\ng,7\nh,8\n");
    if (sums) desk.LastTable().SetConstant("sums", "1");
    return desk.Analyse("mean_interval", R"({"options":{"values":"revenue"}})")["result"];
  };
  EXPECT_EQ(ask(false)["n"], 8);
  EXPECT_EQ(ask(true)["undefined"], "no_rows");
}

TEST(Nps, AnswersThatAreAllAlikeHaveNoInterval) {
  const auto nps = [](const std::string& row) {
    Desk desk;
    desk.Add("date,promoters,passives,detractors\n" + row, "brand_content");
    return Total(desk.Report(R"({"metrics":"nps"})"), "nps");
  };
  for (const char* row : {"2024-01-01,1,0,0\n", "2024-01-01,0,4,0\n", "2024-01-01,0,0,9\n"}) {
    EXPECT_FALSE(nps(row).contains("interval")) << row;
  }
  // 5 promoters and 5 detractors: 0 +- 100 * 1.95996 * sqrt(1 / 10).
  EXPECT_NEAR(nps("2024-01-01,5,0,5\n")["interval"]["high"].get<double>(), 61.97950323045616, 1e-9);
}

}  // namespace
}  // namespace mittari::report
