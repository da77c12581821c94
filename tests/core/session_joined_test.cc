// Exports as they are, several at once: from bytes to what they tell together. Expectations by hand.
#include <cstring>
#include <string>
#include <vector>

#include "base/json.h"
#include "gtest/gtest.h"
#include "session.h"

namespace mittari {
namespace {

struct File {
  std::string name, text, settings = "{}";
};

Json Ask(const std::vector<File>& files, const std::string& operation, const std::string& query) {
  Session session;
  for (const File& file : files) {
    session.Call("begin", "{\"name\":\"" + file.name + "\",\"settings\":" + file.settings + "}");
    std::memcpy(session.Reserve(file.text.size()), file.text.data(), file.text.size());
    session.Feed(file.text.size());
    const std::string done = session.Call("end", "{}");
    EXPECT_TRUE(ParseJson(done)["ok"].get<bool>()) << done;
  }
  return ParseJson(session.Call(operation, query));
}

Json At(const Json& report, const std::string& name, const std::string& key) {
  for (const Json& group : report["groups"]) {
    if (group["key"][name] == key) return group["metrics"];
  }
  return nullptr;
}

const File kAds{"ads.csv",
                "Day,Channel,Cost,Clicks\n2024-01-10,Google Ads,300,100\n2024-02-10,Google Ads,200,90\n2024-01-11,Newsletter,60,40\n"
                "2024-02-20,Newsletter,40,30\n"};
const File kCrm{"crm.csv",
                "Deal ID,Customer ID,Lead source,Amount,Create date,Close date,Deal stage\n"
                "1,C-1,Google Ads,1200,2023-12-01,2024-01-04,Closed Won\n2,C-2,Google Ads,1200,2023-12-05,2024-01-20,Closed Won\n"
                "3,C-3,Newsletter,600,2023-12-10,2024-01-15,Closed Won\n4,C-4,Newsletter,600,2024-01-02,2024-02-05,Closed Won\n"
                "5,C-5,Google Ads,900,2024-01-09,2024-02-14,Closed Lost\n"};
const char* const kBilling =
    "Customer ID,Subscription ID,Plan amount,Interval,Start date,End date\n"
    "C-1,s1,100,month,2024-01-05,\nC-2,s2,80,month,2024-01-21,2024-03-10\nC-3,s3,50,month,2024-01-16,\nC-4,s4,600,year,2024-02-06,\nC-9,s9,10,month,2024-04-02,\n";
constexpr char kQuestion[] =
    R"({"metrics":["cac","cac_payback_months","ltv","ltv_cac_ratio"],"by":["channel"],"from":"2024-01-01","to":"2024-03-31",
        "today":"2024-04-05","params":{"gross_margin":"0.5"}})";

// Search: 500 of spend, two won, 180 of new MRR; of 2 + 2 customers at the openings of February and
// March one left; at the end 100 of one. Newsletter: 100, two, 100; none left.
void ExpectChannels(const Json& report) {
  const Json search = At(report, "channel", "Google Ads");
  ASSERT_TRUE(search.is_object()) << report.dump();
  EXPECT_EQ(search["cac"]["value"], 250) << report.dump();
  EXPECT_EQ(search["cac_payback_months"]["value"], 500 / (180 * 0.5));
  EXPECT_EQ(search["ltv"]["value"], 100 * 0.5 / 0.25);
  EXPECT_EQ(search["ltv_cac_ratio"]["value"], 200.0 / 250);
  const Json letter = At(report, "channel", "Newsletter");
  EXPECT_EQ(letter["cac"]["value"], 50);
  EXPECT_EQ(letter["cac_payback_months"]["value"], 100 / (100 * 0.5));
  EXPECT_EQ(letter["ltv_cac_ratio"]["reason"], "denominator_zero");
}

TEST(Joined, AdsCrmAndBillingGiveLtvToCacByChannel) {
  ExpectChannels(Ask({kAds, kCrm, {"billing.csv", kBilling}}, "report", kQuestion));
  ExpectChannels(Ask({{"billing.csv", kBilling}, kCrm, kAds}, "report", kQuestion));
  const Json unmatched = Ask({{"ads.csv", "Day,Channel,Cost,Clicks\n2024-01-10,AdWords,300,100\n"}, kCrm, {"billing.csv", kBilling}}, "report", kQuestion);
  ASSERT_TRUE(unmatched["unmatched"].is_array()) << unmatched.dump();
  bool listed = false;
  for (const Json& name : unmatched["unmatched"]) listed |= name["name"] == "AdWords";
  EXPECT_TRUE(listed);
}

TEST(Joined, ABillingExportMayKnowItsChannels) {
  for (const char* header : {"Channel", "Lead source", "Acquisition source", "Kanal", "Kanava"}) {
    std::string own = std::string("Customer ID,Plan amount,Interval,Start date,End date,") + header + "\n" +
                      "C-1,100,month,2024-01-05,,Google Ads\nC-2,80,month,2024-01-21,2024-03-10,Google Ads\n"
                      "C-3,50,month,2024-01-16,,Newsletter\nC-4,600,year,2024-02-06,,Newsletter\nC-9,10,month,2024-04-02,,\n";
    ExpectChannels(Ask({kAds, kCrm, {"billing.csv", own}}, "report", kQuestion));
  }
}

// 5000 planned, 1000 and 2000 won: 700 and 300 open cover 2000 that remain by half.
TEST(Joined, APlanByMonthIsWhatThePipelineHasToCover) {
  const File deals{"crm.csv", "Deal name,Stage,Amount,Created,Close date\nA,Closed Won,1000,2025-01-01,2025-02-10\nB,Closed Lost,500,2025-01-05,2025-02-01\n"
                              "C,Proposal,700,2025-01-10,\nD,Proposal,300,2025-01-10,\nE,Closed Won,2000,2025-01-02,2025-03-03\n"};
  for (const char* header : {"Sales target", "Satış hedefi", "Quota"}) {
    const File plan{"plan.csv", std::string("month,") + header + "\n2025-01,1500\n2025-02,1500\n2025-03,2000\n"};
    const Json report = Ask({deals, plan}, "report", R"({"metrics":["pipeline_coverage","pipeline_coverage_of_quota"],"today":"2025-04-01"})");
    EXPECT_EQ(report["total"]["metrics"]["pipeline_coverage"]["value"], 0.5) << header << report["total"].dump();
    EXPECT_EQ(report["total"]["metrics"]["pipeline_coverage_of_quota"]["value"], 0.2) << header;
  }
}

// Over many months a passport lists the movements that were added up, each in its month, and no others.
TEST(Joined, PassportsListTheMovementsMonthByMonth) {
  const auto list = [](const std::string& metric) {
    return Ask({{"billing.csv", kBilling}}, "explain", R"({"today":"2024-04-05","metric":")" + metric + "\"}")["list"];
  };
  const Json left = list("churned_mrr");
  EXPECT_EQ(left["rows"], ParseJson(R"([{"customer":"C-2","opening":80.0,"closing":0.0,"change":-80.0,"movement":"churned","from":"2024-03-01"}])")) << left.dump();
  const Json came = list("new_mrr");
  EXPECT_EQ(came["total"], 5) << came.dump();
  double sum = 0;
  for (const Json& row : came["rows"]) sum += row["change"].get<double>();
  EXPECT_EQ(sum, 290);
  EXPECT_EQ(list("net_new_mrr")["total"], 6);
}

// What another source lends is kept between questions, and only while the sources stand as they did.
TEST(Joined, LentChannelsFollowTheirSources) {
  Session session;
  const auto read = [&](const File& file) {
    session.Call("begin", "{\"name\":\"" + file.name + "\",\"settings\":" + file.settings + "}");
    std::memcpy(session.Reserve(file.text.size()), file.text.data(), file.text.size());
    session.Feed(file.text.size());
    ASSERT_TRUE(ParseJson(session.Call("end", "{}"))["ok"].get<bool>());
  };
  const auto mrr = [&](const char* channel) {
    const Json report = ParseJson(session.Call("report", R"({"metrics":["mrr"],"by":["channel"],"today":"2024-04-05"})"));
    if (!report["ok"].get<bool>()) return report["error"]["code"];
    const Json group = At(report, "channel", channel);
    return group.is_null() ? Json() : group["mrr"]["value"];
  };
  read({"billing.csv", kBilling});
  EXPECT_EQ(mrr("Google Ads"), "dimension.unknown");
  read(kCrm);
  // C-1 pays 100; C-3 and C-4 50 each; nobody knows C-9.
  for (int question = 0; question < 2; ++question) {
    EXPECT_EQ(mrr("Google Ads"), 100);
    EXPECT_EQ(mrr("Newsletter"), 100);
    EXPECT_EQ(mrr(""), 10);
  }
  // Another CRM knows C-9, and an earlier deal that won C-1.
  read({"old.csv", "Deal ID,Customer ID,Lead source,Amount,Create date,Close date,Deal stage\n"
                   "7,C-9,Fair,100,2023-01-01,2023-01-04,Closed Won\n8,C-1,Fair,100,2023-01-01,2023-01-04,Closed Won\n"});
  for (int question = 0; question < 2; ++question) {
    EXPECT_EQ(mrr("Fair"), 110);
    EXPECT_EQ(mrr("Newsletter"), 100);
    EXPECT_TRUE(mrr("").is_null());
  }
}

// A year in advance is 100 a month; two months of 60 in a row; three months for 300.
TEST(Joined, InvoicesPayForTheirPeriods) {
  const File invoices{"invoices.csv",
                      "Customer,Invoice date,Period start,Period end,Amount,Status\nA,2024-01-03,2024-01-01,2024-12-31,1200,paid\n"
                      "B,2024-01-15,2024-01-15,2024-02-14,60,paid\nB,2024-02-15,2024-02-15,2024-03-14,60,paid\n"
                      "C,2024-02-01,2024-02-01,2024-04-30,300,paid\n",
                      R"({"table":"subscriptions"})"};
  const Json report = Ask({invoices}, "report", R"({"metrics":["mrr","new_mrr","churned_mrr","active_customers"],"by":["month"],"today":"2024-07-01"})");
  const auto mrr = [&](const char* month) { return At(report, "month", month)["mrr"]["value"]; };
  EXPECT_EQ(mrr("2024-01"), 160) << report.dump();
  EXPECT_EQ(mrr("2024-02"), 260);
  EXPECT_EQ(mrr("2024-03"), 200);  // B has paid to the 14th
  EXPECT_EQ(At(report, "month", "2024-03")["churned_mrr"]["value"], 60);
}

TEST(Joined, ScoresBesideResponsesAreASurvey) {
  const File survey{"nps.csv", "Date,NPS score,Responses\n2024-01-05,9,1\n2024-01-06,3,1\n2024-01-07,10,1\n2024-01-08,7,1\n"};
  const Json got = Ask({survey}, "inspect", "{}");
  EXPECT_EQ(got["sources"][0]["table"], "brand_content") << got.dump();
  EXPECT_EQ(Ask({survey}, "report", R"({"metrics":["nps"]})")["total"]["metrics"]["nps"]["value"], 25);
}

}  // namespace
}  // namespace mittari
