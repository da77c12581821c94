// What a total says of the last days that a table knows, of days to come, and where nothing has a date.
#include <cstring>
#include <string>

#include "base/json.h"
#include "gtest/gtest.h"
#include "session.h"

namespace mittari {
namespace {

class Desk {
 public:
  explicit Desk(const std::string& text, const std::string& settings = "") {
    session_.Call("begin", "{\"name\":\"table.csv\"" + settings + "}");
    std::memcpy(session_.Reserve(text.size()), text.data(), text.size());
    session_.Feed(text.size());
    const std::string done = session_.Call("end", "{}");
    EXPECT_TRUE(ParseJson(done)["ok"].get<bool>()) << done;
  }
  Json Ask(const char* operation, const std::string& query) { return ParseJson(session_.Call(operation, query)); }
  Json Report(const std::string& query) {
    const Json report = Ask("report", query);
    EXPECT_TRUE(report["ok"].get<bool>()) << report.dump();
    return report;
  }

 private:
  Session session_;
};

double Number(const Json& metrics, const char* id) {
  EXPECT_TRUE(metrics[id]["value"].is_number()) << id << metrics[id].dump();
  return metrics[id]["value"].is_number() ? metrics[id]["value"].get<double>() : -1;
}

std::string Reason(const Json& metrics, const char* id) {
  EXPECT_TRUE(metrics[id]["value"].is_null()) << id << metrics[id].dump();
  return StringOr(metrics[id], "reason", "");
}

bool Flagged(const Json& metrics, const char* id, const char* flag) {
  for (const Json& each : metrics[id]["flags"]) {
    if (each == flag) return true;
  }
  return false;
}

int64_t Noted(const Json& report, const char* code) {
  for (const Json& note : report["notes"]) {
    if (note["code"] == code) return note["count"].get<int64_t>();
  }
  return 0;
}

const char* const kHead = "Customer ID,Subscription ID,Plan,Plan amount,Interval,Start date,End date\n";

// The last date of the file is an end: on that day the customer has left, in the month and in the total.
TEST(Totals, AnEndOnTheLastDayIsInItsMonthAndInTheTotal) {
  Desk desk(std::string(kHead) + "a,1,x,10,month,2024-01-05,2024-03-15\nb,2,x,20,month,2024-02-01,\n");
  const Json report = desk.Report(
      R"({"metrics":["mrr","new_mrr","churned_mrr","net_new_mrr","measure:active_customers"],"by":["month"],"today":"2025-01-01"})");
  ASSERT_EQ(report["groups"].size(), 3u);
  for (const Json* metrics : {&report["groups"][2]["metrics"], &report["total"]["metrics"]}) {
    EXPECT_EQ(Number(*metrics, "mrr"), 20);
    EXPECT_EQ(Number(*metrics, "churned_mrr"), 10);
    EXPECT_EQ(Number(*metrics, "measure:active_customers"), 1);
  }
  EXPECT_EQ(Number(report["total"]["metrics"], "new_mrr"), 30);
  EXPECT_EQ(Number(report["total"]["metrics"], "net_new_mrr"), 20);
}

// An end on a day to come has not happened; asked for with days of its own, it has by then.
TEST(Totals, EndsToComeHaveNotHappened) {
  Desk desk(std::string(kHead) +
            "a,1,x,120,year,2024-01-05,2025-12-31\nb,2,x,20,month,2024-02-01,\nc,3,x,60,year,2023-12-31,2024-12-31\n");
  const std::string ask =
      R"({"metrics":["mrr","churned_mrr","net_new_mrr","renewals_due"],"by":["month"],"today":"2024-06-15")";
  const Json now = desk.Report(ask + "}");
  EXPECT_EQ(Number(now["total"]["metrics"], "mrr"), 35);
  EXPECT_EQ(Number(now["total"]["metrics"], "churned_mrr"), 0);
  EXPECT_EQ(now["groups"].back()["key"]["month"], "2024-06");
  EXPECT_EQ(Number(now["groups"].back()["metrics"], "mrr"), 35);
  EXPECT_TRUE(Flagged(now["groups"].back()["metrics"], "mrr", "partial_period"));
  EXPECT_TRUE(now["total"]["metrics"]["renewals_due"]["value"].is_null()) << "no contract has been due yet";
  const Json then = desk.Report(ask + R"(,"to":"2025-12-31"})");
  EXPECT_EQ(Number(then["total"]["metrics"], "mrr"), 20);
  EXPECT_EQ(Number(then["total"]["metrics"], "churned_mrr"), 15);
  // Asked again, nothing has changed.
  EXPECT_EQ(desk.Report(ask + "}").dump(), now.dump());
}

// A list of who pays what now: 10 + 120 / 12 + 30 / 3 of two customers; the third has left some day.
TEST(Totals, AListWithoutDatesHasRevenueAndCustomers) {
  Desk desk(
      "Customer ID,Subscription ID,Plan,Plan amount,Interval,Status\n"
      "a,1,basic,10,month,active\nb,2,pro,120,year,active\na,3,pro,30,quarter,active\nc,4,pro,30,month,canceled\n");
  const Json report = desk.Report(R"({"metrics":["mrr","arpa","measure:active_customers","new_mrr","logo_churn_rate"],"by":["plan"]})");
  const Json& total = report["total"]["metrics"];
  EXPECT_EQ(Number(total, "mrr"), 30);
  EXPECT_EQ(Number(total, "measure:active_customers"), 2);
  EXPECT_EQ(Number(total, "arpa"), 15);
  EXPECT_EQ(Reason(total, "new_mrr"), "missing_input");
  EXPECT_EQ(Reason(total, "logo_churn_rate"), "missing_input");
  ASSERT_EQ(report["groups"].size(), 2u);
  EXPECT_EQ(Number(report["groups"][1]["metrics"], "mrr"), 20);
  EXPECT_EQ(Noted(report, "sub_end_unknown"), 1);
  const Json none = desk.Report(R"({"metrics":["mrr"],"from":"2024-01-01","to":"2024-12-31"})");
  EXPECT_EQ(Reason(none["total"]["metrics"], "mrr"), "no_rows");
  const Json listed = desk.Ask("explain", R"({"metric":"mrr"})")["list"];
  ASSERT_EQ(listed["total"], 2);
  EXPECT_EQ(listed["rows"][0]["customer"], "a");
  EXPECT_EQ(listed["rows"][0]["closing"], 20.0);
  EXPECT_EQ(listed["rows"][0]["movement"], "kept");
  EXPECT_EQ(desk.Ask("analyse", R"({"subject":"cohort_retention"})")["result"]["undefined"], "missing_input");
}

// Nobody knows which deals were open in January; today's are known.
TEST(Totals, OpenDealsWithoutACreationDateAreOfNoMonth) {
  Desk desk(
      "Deal ID,Amount,Close date,Stage\n1,100,2025-01-10,Closed Won\n2,50,2025-01-15,Closed Lost\n"
      "3,70,2025-03-01,Proposal\n4,20,2025-02-15,Closed Won\n");
  const std::string ask = R"({"metrics":["open_pipeline","open_deals","win_rate"],"today":"2025-06-01")";
  const Json all = desk.Report(ask + "}");
  EXPECT_EQ(Number(all["total"]["metrics"], "open_pipeline"), 70);
  const Json january = desk.Report(ask + R"(,"from":"2025-01-01","to":"2025-01-31"})");
  EXPECT_EQ(Reason(january["total"]["metrics"], "open_pipeline"), "missing_input");
  EXPECT_EQ(Reason(january["total"]["metrics"], "open_deals"), "missing_input");
  EXPECT_EQ(Number(january["total"]["metrics"], "win_rate"), 0.5);
}

// One deal has no creation date: the group of no day has no state of its own.
TEST(Totals, RowsOfNoDayHaveNoState) {
  Desk desk(
      "Deal ID,Amount,Create date,Close date,Stage\n1,100,2025-01-10,2025-02-01,Closed Won\n"
      "2,50,,2025-02-15,Closed Lost\n3,70,2025-02-01,,Proposal\n");
  const Json report = desk.Report(R"({"metrics":["open_pipeline","pipeline_created"],"by":["month"],"today":"2025-06-01"})");
  const Json& undated = report["groups"].back();
  ASSERT_EQ(undated["key"]["month"], "");
  EXPECT_EQ(Number(undated["metrics"], "pipeline_created"), 50);
  EXPECT_EQ(Reason(undated["metrics"], "open_pipeline"), "missing_input");
  EXPECT_EQ(Number(report["total"]["metrics"], "open_pipeline"), 70);
}

// From 100 to 120 by 30 new and 10 lost; from 120 to 150 by 20 new alone: 10 have no reason.
TEST(Totals, MovementsThatDoNotAddUpAreFlagged) {
  Desk desk(
      "Month,MRR,New MRR,Expansion MRR,Contraction MRR,Churned MRR,Reactivation MRR\n"
      "2024-01,100,0,0,0,0,0\n2024-02,120,30,0,0,10,0\n2024-03,150,20,0,0,0,0\n");
  const Json report = desk.Report(R"({"metrics":["net_new_mrr"],"by":["month"],"today":"2025-01-01"})");
  ASSERT_EQ(report["groups"].size(), 3u);
  EXPECT_FALSE(Flagged(report["groups"][0]["metrics"], "net_new_mrr", "reconciliation_error"));
  EXPECT_FALSE(Flagged(report["groups"][1]["metrics"], "net_new_mrr", "reconciliation_error"));
  EXPECT_TRUE(Flagged(report["groups"][2]["metrics"], "net_new_mrr", "reconciliation_error"));
  EXPECT_EQ(Number(report["groups"][2]["metrics"], "net_new_mrr"), 20);
}

// A year's contract that was renewed at a lower price, and one that lapsed.
TEST(Totals, ContractsStandBehindTheirRenewals) {
  Desk desk(std::string(kHead) +
            "a,1,x,120,year,2022-01-01,2023-01-01\na,2,x,90,year,2023-01-01,2024-01-01\n"
            "b,3,x,240,year,2022-03-01,2023-03-01\nc,4,x,5,month,2023-06-01,\n");
  const std::string ask = R"({"metric":"renewal_rate","metrics":["renewal_rate"],"to":"2023-12-31","today":"2024-06-01"})";
  EXPECT_EQ(Number(desk.Report(ask)["total"]["metrics"], "renewal_rate"), 0.5);
  const Json list = desk.Ask("explain", ask)["list"];
  EXPECT_EQ(list["kind"], "customers");
  ASSERT_EQ(list["total"], 2) << list.dump();
  EXPECT_EQ(list["rows"][0], ParseJson(R"({"customer":"b","subscription":"3","due":"2023-03-01","opening":240.0,
                                           "closing":0.0,"movement":"churned"})"));
  EXPECT_EQ(list["rows"][1], ParseJson(R"({"customer":"a","subscription":"1","due":"2023-01-01","opening":120.0,
                                           "closing":90.0,"movement":"kept"})"));
}

}  // namespace
}  // namespace mittari
