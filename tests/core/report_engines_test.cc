// Deals and subscriptions asked as any other metric. Expectations by hand.
#include "core/february.h"
#include "core/report_fixture.h"

namespace mittari::report {
namespace {

// Typed columns for the roles of deals and subscriptions.
table::Table RowsOf(const std::string& csv, const std::string& kind, const std::string& currency = "") {
  std::vector<std::string> lines = SplitOn(csv, '\n');
  while (lines.back().empty()) lines.pop_back();
  const std::vector<std::string> header = SplitOn(lines[0], ',');
  const auto is = [](const std::string& name, std::initializer_list<const char*> list) {
    return std::any_of(list.begin(), list.end(), [&](const char* one) { return name == one; });
  };
  std::vector<table::Column> columns;
  for (size_t c = 0; c < header.size(); ++c) {
    const std::string& name = header[c];
    const int at = static_cast<int>(c);
    const bool entered = name.starts_with("Date entered");
    table::DayBuilder days;
    table::NumberBuilder numbers;
    table::TextBuilder texts;
    const bool day = entered || is(name, {"created_date", "first_touch_date", "close_date", "sub_start", "sub_end"});
    const bool number = is(name, {"amount", "mrr", "plan_amount", "quantity", "probability"});
    for (size_t r = 1; r < lines.size(); ++r) {
      const std::string cell = SplitOn(lines[r], ',')[c];
      if (day) {
        const std::optional<Day> read = ParseIsoDate(cell);
        read ? days.Add(*read) : days.AddNull();
      } else if (number) {
        cell.empty() ? numbers.AddNull() : numbers.Add(DecimalOf(cell));
      } else {
        cell.empty() ? texts.AddNull() : texts.Add(cell);
      }
    }
    const std::string role = entered ? "" : name;
    if (day) {
      columns.push_back(std::move(days).Finish(name, at, {role, false, "date", "", ""}, table::Grain::kDay));
    } else if (number) {
      columns.push_back(std::move(numbers).Finish(name, at, {role, name == "mrr", "money", "", currency}));
    } else {
      columns.push_back(std::move(texts).Finish(name, at, {role, false, "text", "", ""}));
    }
  }
  table::Table out(kind, std::move(columns), lines.size() - 1);
  out.SetCurrency(currency);
  return out;
}

// Such tables beside those of channels.
class Rows : public Desk {
 public:
  Rows& Add(const std::string& csv, const std::string& kind, const std::string& currency = "") {
    Desk::Add(kind == "channel_performance" ? TableOfCsv(csv, kind, currency) : RowsOf(csv, kind, currency));
    return *this;
  }
};

const char* const kDeals =
    "deal_id,channel,source_type,amount,first_touch_date,created_date,close_date,outcome\n"
    "1,search,marketing,5000,2024-01-03,2024-01-10,2024-03-02,won\n"
    "2,search,marketing,3000,2024-01-20,2024-02-01,2024-03-15,lost\n"
    "3,outbound,outbound,12000,2023-12-15,2023-12-20,2024-03-28,won\n"
    "4,content,marketing,4500,2024-02-10,2024-02-15,2024-03-10,won\n"
    "5,social,marketing,2000,2024-02-25,2024-03-01,,open\n"
    "6,outbound,outbound,8000,2024-01-30,2024-01-30,,open\n"
    "7,search,marketing,,2024-02-28,2024-03-05,,open\n"
    "8,email,marketing,2500,,2024-02-20,2024-03-20,won\n"
    "9,social,marketing,1500,2024-03-25,2024-03-18,2024-03-21,won\n"
    "10,print,marketing,900,2024-03-29,2024-03-29,2024-03-29,won\n"
    "11,outbound,outbound,7000,2023-11-01,2023-11-05,2024-02-27,lost\n";

TEST(ReportDeals, ByCloseAndByCreation) {
  Rows rows;
  rows.Add(kDeals, "deals", "EUR");
  const Json march = rows.Report(R"({"from":"2024-03-01","to":"2024-03-31","metrics":[
      "closed_won_deals","win_rate","average_deal_size","average_sales_cycle","open_pipeline","pipeline_created",
      "sales_velocity","win_rate_by_value"]})");
  EXPECT_EQ(Total(march, "closed_won_deals")["value"], 6);
  EXPECT_DOUBLE_EQ(Total(march, "win_rate")["value"], 6.0 / 7);
  EXPECT_EQ(Total(march, "average_deal_size")["value"], 4400);
  EXPECT_EQ(march["metrics"]["average_deal_size"]["currency"], "EUR");
  EXPECT_DOUBLE_EQ(Total(march, "average_sales_cycle")["value"], 44.2);
  EXPECT_TRUE(HasFlag(Total(march, "average_sales_cycle"), "cycle_from_created"));
  EXPECT_TRUE(HasFlag(Total(march, "average_sales_cycle"), "negative_duration"));
  EXPECT_EQ(Total(march, "open_pipeline")["value"], 10000);  // 5 and 6; 7 has no amount
  EXPECT_TRUE(HasFlag(Total(march, "open_pipeline"), "incomplete_inputs"));
  EXPECT_EQ(Total(march, "pipeline_created")["value"], 4400);  // 5, 9, 10
  EXPECT_DOUBLE_EQ(Total(march, "win_rate_by_value")["value"], 26400.0 / 29400);
  EXPECT_DOUBLE_EQ(Total(march, "sales_velocity")["value"], 3 * (6.0 / 7) * 4400 / 44.2);

  // At the end of February deals 1 to 4, 6 and 8 are open: 5000 + 3000 + 12000 + 4500 + 8000 + 2500.
  const Json february = rows.Report(R"({"to":"2024-02-29","metrics":["open_pipeline","win_rate"]})");
  EXPECT_EQ(Total(february, "open_pipeline")["value"], 35000);
  EXPECT_EQ(Total(february, "win_rate")["value"], 0);
}

TEST(ReportDeals, PipelineToRevenueBySource) {
  Rows rows;
  rows.Add(kDeals, "deals");
  const Json report = rows.Report(R"({"from":"2023-11-01","to":"2024-02-29","by":["source_type"],
      "metrics":["pipeline_to_revenue_rate","pipeline_open_share","marketing_sourced_pipeline_share"]})");
  EXPECT_DOUBLE_EQ(GroupAt(report, {"marketing"})["pipeline_to_revenue_rate"]["value"], 0.8);
  EXPECT_FALSE(HasFlag(GroupAt(report, {"marketing"})["pipeline_to_revenue_rate"], "immature_cohort"));
  EXPECT_DOUBLE_EQ(GroupAt(report, {"outbound"})["pipeline_to_revenue_rate"]["value"], 12.0 / 27);
  EXPECT_DOUBLE_EQ(GroupAt(report, {"outbound"})["pipeline_open_share"]["value"], 8.0 / 27);
  EXPECT_TRUE(HasFlag(GroupAt(report, {"outbound"})["pipeline_to_revenue_rate"], "immature_cohort"));
  EXPECT_DOUBLE_EQ(Total(report, "marketing_sourced_pipeline_share")["value"], 15.0 / 42);

  const Json sources = rows.Analyse("pipeline_sources", R"({"options":{"start":"2023-11-01",
      "end_exclusive":"2024-03-01","data_through":"2024-03-31"}})")["result"];
  EXPECT_DOUBLE_EQ(sources["outbound"], 12.0 / 27);
  EXPECT_DOUBLE_EQ(sources["outbound_open_share"], 8.0 / 27);
  // The youngest deal was created on 20 February: 40 days. Within 40 days only 4 and 8 were won.
  EXPECT_EQ(sources["equal_age_days"], 40);
  EXPECT_DOUBLE_EQ(sources["sources"][0]["equal_age_rate"], 7000.0 / 15000);
}

TEST(ReportDeals, AnAmountOfAWonDealIsMissing) {
  Rows rows;
  rows.Add("deal_id,amount,created_date,close_date,stage\n"
           "a,10,2024-01-01,2024-01-05,Closed Won\nb,,2024-01-02,2024-01-06,Closed Won\n"
           "c,40,2024-01-03,2024-01-09,closedwon\nd,70,2024-01-04,2024-06-01,Proposal\n",
           "deals");
  const Json report = rows.Report(R"({"metrics":["average_deal_size","closed_won_deals","measure:open_deals"]})");
  EXPECT_EQ(Total(report, "average_deal_size")["value"], 25);  // 50 over the two that have one
  EXPECT_EQ(Total(report, "closed_won_deals")["value"], 3);
  EXPECT_EQ(Total(report, "measure:open_deals")["value"], 1);
  EXPECT_EQ(report["notes"][0]["code"], "deal_no_amount");
  EXPECT_EQ(report["data_through"], "2024-01-09");  // an open deal's close date is a plan
}

TEST(ReportDeals, StagesByDateAndAsASnapshot) {
  Rows dated;
  dated.Add("deal_id,channel,stage,created_date,Date entered Qualified,Date entered Demo,Date entered Proposal\n"
            "a,x,won,2024-01-01,2024-01-01,2024-01-02,2024-01-03\n"
            "b,x,lost,2024-01-01,2024-01-01,2024-01-02,\n"
            "c,y,Proposal,2024-01-01,2024-01-04,,2024-01-06\n"
            "d,y,Qualified,2024-01-01,2024-02-01,,\n",
            "deals");
  const Json stages = dated.Analyse("stage_conversion", "{}")["result"]["stages"];
  EXPECT_EQ(stages[0]["stage"], "Qualified");
  EXPECT_EQ(stages[0]["entered"], 4);
  EXPECT_EQ(stages[0]["advanced"], 3);  // c skips the demo
  EXPECT_EQ(stages[0]["pending"], 1);
  EXPECT_EQ(stages[1]["rate"], 0.5);  // a of a and b
  EXPECT_EQ(stages[2]["advanced"], 1);
  // Of x alone: a goes all the way, b is lost at the demo.
  const Json selected = dated.Analyse("stage_conversion", R"({"where":{"channel":["x"]}})")["result"]["stages"];
  EXPECT_EQ(selected[0]["entered"], 2);
  EXPECT_EQ(selected[0]["advanced"], 2);
  EXPECT_EQ(selected[1]["entered"], 2);
  EXPECT_EQ(selected[1]["advanced"], 1);
  EXPECT_EQ(selected[1]["pending"], 0);
  EXPECT_EQ(selected[2]["entered"], 1);
  const Json later = dated.Analyse("stage_conversion", R"({"from":"2024-01-02"})")["result"]["stages"];
  EXPECT_EQ(later[0]["entered"], 0);
  EXPECT_EQ(later[0]["reason"], "denominator_zero");
  EXPECT_EQ(dated.Analyse("stage_conversion", R"({"where":{"moon":["x"]}})")["error"]["code"], "dimension.unknown");
  const Json report =
      dated.Report(R"({"by":["stage"],"from":"2024-01-01","to":"2024-01-31","metrics":["stage_conversion_rate"]})");
  EXPECT_EQ(GroupAt(report, {"Qualified"})["stage_conversion_rate"]["value"], 1);
  EXPECT_FALSE(HasFlag(GroupAt(report, {"Demo"})["stage_conversion_rate"], "snapshot_only"));

  Rows snapshot;
  snapshot.Add("deal_id,stage,created_date\na,Negotiation,2024-01-01\nb,Proposal,2024-01-01\nc,Closed Won,2024-01-01\n"
               "d,Closed Lost,2024-01-01\n",
               "deals");
  const Json now = snapshot.Report(R"({"by":["stage"],"metrics":["stage_conversion_rate"]})");
  EXPECT_EQ(GroupAt(now, {"Proposal"})["stage_conversion_rate"]["value"], 0.5);  // a and c of all four
  EXPECT_TRUE(HasFlag(GroupAt(now, {"Proposal"})["stage_conversion_rate"], "snapshot_only"));
}

TEST(ReportSubscriptions, AMonth) {
  Rows rows;
  rows.Add(kFebruary, "subscriptions", "USD");
  const Json report = rows.Report(R"({"from":"2024-02-01","to":"2024-02-29","metrics":["mrr","new_mrr","expansion_mrr",
      "contraction_mrr","churned_mrr","reactivation_mrr","net_new_mrr","customer_cash","logo_churn_rate",
      "customer_retention_rate","gross_revenue_churn_rate","net_revenue_churn_rate","grr","nrr","quick_ratio","arpa"]})");
  const auto value = [&](const char* metric) { return Total(report, metric)["value"].get<double>(); };
  EXPECT_EQ(value("mrr"), 1460);
  EXPECT_EQ(value("new_mrr"), 110);
  EXPECT_EQ(value("expansion_mrr"), 60);
  EXPECT_EQ(value("contraction_mrr"), 40);
  EXPECT_EQ(value("churned_mrr"), 80);
  EXPECT_EQ(value("reactivation_mrr"), 120);
  EXPECT_EQ(value("net_new_mrr"), 170);
  EXPECT_EQ(value("customer_cash"), 50);
  EXPECT_DOUBLE_EQ(value("logo_churn_rate"), 1.0 / 6);
  EXPECT_DOUBLE_EQ(value("customer_retention_rate"), 5.0 / 6);
  EXPECT_DOUBLE_EQ(value("gross_revenue_churn_rate"), 4.0 / 43);
  EXPECT_DOUBLE_EQ(value("net_revenue_churn_rate"), 2.0 / 43);
  EXPECT_DOUBLE_EQ(value("grr"), 39.0 / 43);
  EXPECT_DOUBLE_EQ(value("nrr"), 41.0 / 43);
  EXPECT_DOUBLE_EQ(value("quick_ratio"), 29.0 / 12);
  EXPECT_DOUBLE_EQ(value("arpa"), 182.5);
  EXPECT_TRUE(HasFlag(Total(report, "logo_churn_rate"), "intra_period_churn"));
  EXPECT_TRUE(HasFlag(Total(report, "logo_churn_rate"), "intra_period_gap"));
  EXPECT_EQ(report["metrics"]["mrr"]["currency"], "USD");
}

TEST(ReportSubscriptions, GroupsOfTimeAndSource) {
  Rows rows;
  rows.Add(kFebruary, "subscriptions");
  const Json months = rows.Report(R"({"by":["month"],"metrics":["mrr","net_new_mrr","logo_churn_rate"]})");
  EXPECT_EQ(months["groups"].size(), 9u);  // July 2023 to 1 March 2024, on which one of 500 leaves
  EXPECT_EQ(GroupAt(months, {"2024-03"})["net_new_mrr"]["value"], -500);
  EXPECT_EQ(GroupAt(months, {"2023-07"})["mrr"]["value"], 500);
  EXPECT_EQ(GroupAt(months, {"2023-07"})["logo_churn_rate"]["reason"], "missing_opening");
  EXPECT_EQ(GroupAt(months, {"2023-12"})["mrr"]["value"], 1220);
  EXPECT_EQ(GroupAt(months, {"2024-02"})["net_new_mrr"]["value"], 170);
  const Json sources = rows.Report(R"({"by":["signup_source"],"from":"2024-02-01","to":"2024-02-29",
      "metrics":["mrr","churned_mrr","nrr"]})");
  EXPECT_EQ(GroupAt(sources, {"social"})["churned_mrr"]["value"], 80);
  EXPECT_DOUBLE_EQ(GroupAt(sources, {"social"})["nrr"]["value"], 70.0 / 150);
  EXPECT_EQ(GroupAt(sources, {"referral"})["nrr"]["reason"], "denominator_zero");
  const Json one = rows.Report(R"({"where":{"signup_source":["social","email"]},"metrics":["mrr"]})");
  EXPECT_EQ(Total(one, "mrr")["value"], 190);
  const Json before = rows.Report(R"({"from":"2024-02-01","to":"2024-02-29","compare":"previous","metrics":["mrr"]})");
  EXPECT_EQ(before["compare"]["total"]["metrics"]["mrr"]["value"], 1290);
}

TEST(ReportSubscriptions, CurrenciesAreNeverAdded) {
  Rows rows;
  rows.Add("customer_id,mrr,currency,sub_start,sub_end\nA,11,USD,2024-01-10,\nB,22,EUR,2024-01-20,\nB,5,USD,2024-02-01,\n",
           "subscriptions");
  const Json report = rows.Report(R"({"by":["month"],"metrics":["mrr","measure:active_customers"]})");
  EXPECT_EQ(Total(report, "mrr")["reason"], "currency_mixed");
  EXPECT_EQ(Total(report, "mrr")["by_currency"]["USD"], 16);
  EXPECT_EQ(Total(report, "mrr")["by_currency"]["EUR"], 22);
  EXPECT_EQ(Total(report, "measure:active_customers")["value"], 2);  // B once
}

TEST(ReportSubscriptions, OneCurrencyInTwoSpellingsIsOne) {
  Rows rows;
  rows.Add("customer_id,mrr,currency,sub_start,sub_end\nA,11,usd,2024-01-10,\nB,22,USD,2024-01-20,\nC,5,Usd,2024-02-01,\n",
           "subscriptions");
  const Json report = rows.Report(R"({"by":["month"],"metrics":["mrr"]})");
  EXPECT_EQ(Total(report, "mrr")["value"], 38);
  // A file of one currency speaks of it as every other file does.
  Rows joined;
  joined.Add("customer_id,mrr,currency,sub_start,sub_end\nA,10,usd,2024-01-10,\nB,30,usd,2024-01-20,\n", "subscriptions", "USD");
  joined.Add("date,spend,new_customers\n2024-01-15,100,2\n", "channel_performance", "USD");
  const Json payback = joined.Report(R"({"params":{"gross_margin":0.8},"metrics":["cac_payback_months"]})");
  // 50 a customer over 20 a month, of which 16 stay.
  EXPECT_DOUBLE_EQ(Total(payback, "cac_payback_months")["value"], 50.0 / 16) << DumpJson(payback);
}

TEST(ReportSubscriptions, LifetimeFromSixMonthsOfChurn) {
  Rows rows;
  // Ten customers at 30 a month from January; one leaves in each of March and May, another joins in April.
  std::string csv = "customer_id,mrr,sub_start,sub_end\n";
  for (int c = 0; c < 10; ++c) {
    csv += "c" + std::to_string(c) + ",30,2024-01-01," + (c == 3 ? "2024-03-10" : c == 5 ? "2024-05-20" : "") + "\n";
  }
  csv += "late,30,2024-04-02,\nlast,30,2024-07-31,\n";
  rows.Add(csv, "subscriptions");
  rows.Add("date,spend,new_customers\n2024-07-01,500,4\n", "channel_performance");
  const Json report = rows.Report(R"({"params":{"gross_margin":0.8},"metrics":["ltv","ltv_cac_ratio"]})");
  // Openings of February to July: 10, 10, 9, 10, 9, 9 = 57; two left. ARPA 30.
  EXPECT_DOUBLE_EQ(Total(report, "ltv")["value"], 30 * 0.8 * 57 / 2);
  EXPECT_DOUBLE_EQ(Total(report, "ltv_cac_ratio")["value"], 30 * 0.8 * 57 / 2 / 125);
}

TEST(ReportSubscriptions, RenewalsOfContracts) {
  Rows rows;
  rows.Add("customer_id,subscription_id,plan_amount,interval,sub_start,sub_end\n"
           "A,1,120,year,2022-01-10,\n"           // renewed in January 2023 and 2024
           "B,2,120,year,2022-02-01,2023-02-01\n"  // ends, and renewed late
           "B,3,90,year,2023-02-20,\n"             // (due again in February 2024)
           "C,4,240,year,2022-03-01,2023-03-01\n"  // lapses
           "D,5,10,month,2022-01-01,2023-06-01\n"  // month to month: nothing to renew
           "E,6,100,year,2023-03-15,2024-03-15\n"  // undecided: the data end first
           "F,7,50,year,2024-03-20,\n",
           "subscriptions");
  const Json report = rows.Report(R"({"from":"2022-01-01","to":"2024-12-31","metrics":["renewal_rate","renewal_rate_by_value"]})");
  EXPECT_DOUBLE_EQ(Total(report, "renewal_rate")["value"], 4.0 / 5);  // A, A, B, B of those and C
  EXPECT_DOUBLE_EQ(Total(report, "renewal_rate_by_value")["value"], (120.0 + 120 + 90 + 90) / (120 + 120 + 120 + 90 + 240));
  const Json list = rows.Analyse("renewals", "{}")["result"];
  EXPECT_EQ(list["renewals_due"], 5);
  EXPECT_EQ(list["undecided"], 1);
  EXPECT_EQ(list["late"], 1);
  EXPECT_DOUBLE_EQ(list["renewal_rate_by_value"], (120.0 + 120 + 90 + 90) / (120 + 120 + 120 + 90 + 240));

  Rows two;
  two.Add("customer_id,subscription_id,plan_amount,interval,currency,sub_start,sub_end\n"
          "A,1,100,year,USD,2022-01-10,2023-01-10\nB,2,5000,year,TRY,2022-02-01,2023-02-01\n"
          "B,3,4000,year,TRY,2023-02-01,\nC,4,50,year,USD,2022-03-01,2023-03-01\nC,5,40,year,EUR,2023-03-01,\n"
          "D,6,1,month,USD,2023-06-01,\n",
          "subscriptions");
  const Json mixed = two.Analyse("renewals", "{}")["result"];
  EXPECT_EQ(mixed["renewals_due"], 3);
  EXPECT_DOUBLE_EQ(mixed["renewal_rate"], 2.0 / 3);
  EXPECT_EQ(mixed["renewal_rate_by_value"]["undefined"], "currency_mixed");
  const Json lira = two.Analyse("renewals", R"({"where":{"currency":["TRY"]}})")["result"];
  EXPECT_DOUBLE_EQ(lira["renewal_rate_by_value"], 4000.0 / 5000);
  // C goes on in another currency: as much as it paid.
  const Json dollars = two.Analyse("renewals", R"({"where":{"currency":["USD"]}})")["result"];
  EXPECT_DOUBLE_EQ(dollars["renewal_rate_by_value"], 50.0 / 150);
}

TEST(ReportAnalyse, CohortsAndMovements) {
  Rows rows;
  rows.Add("customer_id,sub_start,sub_end\nA,2024-01-05,\nB,2024-01-20,2024-03-10\nC,2024-01-31,2024-02-29\n"
           "D,2024-02-02,\nE,2024-02-15,2024-03-20\nF,2024-03-01,\nB,2024-05-02,\nG,2024-02-10,2024-02-20\n",
           "subscriptions");
  const Json cohorts = rows.Analyse("cohort_retention", R"({"options":{"data_through":"2024-05-31"}})")["result"];
  EXPECT_EQ(cohorts["2024-01"]["size"], 3);
  EXPECT_EQ(cohorts["2024-01"]["customers"].dump(), "[3,2,1,1,2]");
  EXPECT_EQ(cohorts["2024-02"]["customers"].dump(), "[2,1,1,1]");
  EXPECT_EQ(cohorts["2024-03"]["retention"].dump(), "[1.0,1.0,1.0]");
  EXPECT_DOUBLE_EQ(cohorts["average_by_age"][0], 6.0 / 7);
  EXPECT_DOUBLE_EQ(cohorts["average_by_age"][3], 1.0 / 3);
  EXPECT_EQ(cohorts["average_by_age"].size(), 5u);

  Rows billed;
  billed.Add(kFebruary, "subscriptions");
  const std::string february = R"("from":"2024-02-01","to":"2024-02-29")";
  const Json snapshots = billed.Analyse("mrr_movements", "{" + february + "}")["result"];
  EXPECT_EQ(snapshots["net_new_mrr"], 170);
  EXPECT_EQ(snapshots["customers"]["new"], 2);
  // Event by event F joins and leaves, and H leaves and returns.
  const Json events = billed.Analyse("mrr_movements", "{" + february + R"(,"options":{"view":"events"}})")["result"];
  EXPECT_EQ(events["new_mrr"], 200);
  EXPECT_EQ(events["churned_mrr"], 240);
  EXPECT_EQ(events["reactivation_mrr"], 190);
  EXPECT_EQ(events["net_new_mrr"], 170);
  EXPECT_EQ(events["opening_mrr"], 1290);
  EXPECT_EQ(events["closing_mrr"], 1460);
  // Half-months tell the same story in two parts; nothing happens before the first day.
  const auto part = [&](const std::string& from, const std::string& to) {
    return billed.Analyse("mrr_movements", R"({"from":")" + from + R"(","to":")" + to + R"(","options":{"view":"events"}})")["result"];
  };
  const Json first_half = part("2024-02-01", "2024-02-14");
  const Json second_half = part("2024-02-15", "2024-02-29");
  for (const char* flow : {"new_mrr", "churned_mrr", "reactivation_mrr", "expansion_mrr", "contraction_mrr"}) {
    EXPECT_EQ(first_half[flow].get<double>() + second_half[flow].get<double>(), events[flow].get<double>()) << flow;
  }
  EXPECT_EQ(first_half["closing_mrr"], second_half["opening_mrr"]);
  EXPECT_EQ(part("0001-01-01", "2020-01-01")["closing_mrr"], 0);
  EXPECT_EQ(part("2030-01-01", "2030-12-31")["opening_mrr"], part("2030-01-01", "2030-12-31")["closing_mrr"]);
  EXPECT_EQ(billed.Analyse("moon_phase", "{}")["error"]["code"], "not_available");
}

TEST(ReportAnalyse, DealsWithTheOpenOnes) {
  Rows none;
  const Json survival = none.Analyse("survival", R"({"scalars":{"time_days":[12,20,20,25,31,31,40,44,52,60,60,75,90,90,110],
      "won":[1,1,0,1,1,1,0,1,0,1,1,0,1,0,0],"level":0.95}})")["result"];
  EXPECT_NEAR(survival["survival"]["60"].get<double>(), 91.0 / 240, 1e-12);
  EXPECT_EQ(survival["median_days"], 60);
  EXPECT_NEAR(survival["greenwood_var_at_60"].get<double>(), 0.020015962577160495, 1e-12);
  EXPECT_NEAR(survival["low_at_60"].get<double>(), 0.12726636494461463, 1e-9);
  EXPECT_NEAR(survival["high_at_60"].get<double>(), 0.6336784423991322, 1e-9);
  EXPECT_NEAR(survival["mean_won_only"].get<double>(), 373.0 / 9, 1e-12);
  const Json never = none.Analyse("survival", R"({"scalars":{"time_days":[10,20,30,30],"won":[1,0,0,0]}})")["result"];
  EXPECT_EQ(never["undefined"], "not_reached");
  // Four deals: won at 1, lost at 2, open at 3, won at 4.
  const Json outcomes = none.Analyse("competing_outcomes",
      R"({"scalars":{"time_days":[1,2,3,4],"outcome":["won","lost","open","won"]}})")["result"];
  EXPECT_DOUBLE_EQ(outcomes["won"]["1"], 0.25);
  EXPECT_DOUBLE_EQ(outcomes["lost"]["2"], 0.25);
  EXPECT_DOUBLE_EQ(outcomes["won"]["4"], 0.75);
  EXPECT_EQ(outcomes["open"]["4"], 0);
  EXPECT_EQ(outcomes["median_days_to_close"], 2);

  Rows rows;
  rows.Add(kDeals, "deals");
  const Json deals = rows.Analyse("competing_outcomes", R"({"options":{"data_through":"2024-03-31"}})")["result"];
  EXPECT_EQ(deals["n"], 10);
  EXPECT_EQ(deals["negative"], 1);
}

TEST(ReportEngines, TheDealsAndCustomersBehindANumber) {
  Rows rows;
  rows.Add(kDeals, "deals");
  const Json won = rows.Explain("closed_won_deals", R"({"from":"2024-03-01","to":"2024-03-31","by":["channel"],
      "key":{"channel":"search"}})");
  EXPECT_EQ(won["value"], 1);
  ASSERT_EQ(won["list"]["rows"].size(), 1u);  // deal 2 was lost
  EXPECT_EQ(won["list"]["rows"][0]["id"], "1");
  Rows billed;
  billed.Add(kFebruary, "subscriptions");
  const Json churn = billed.Explain("churned_mrr", R"({"from":"2024-02-01","to":"2024-02-29"})");
  EXPECT_EQ(churn["value"], 80);
  bool found = false;
  for (const Json& row : churn["list"]["rows"]) {
    if (row["customer"] != "C") continue;
    found = true;
    EXPECT_EQ(row["opening"], 80);
    EXPECT_EQ(row["closing"], 0);
    EXPECT_EQ(row["movement"], "churned");
  }
  EXPECT_TRUE(found);
  // Of new customers those that other customers brought, where the number is of these.
  Rows brought;
  brought.Add("customer_id,mrr,signup_source,sub_start,sub_end\nA,10,Referral,2024-02-03,\nB,25,Ads,2024-02-07,\nC,5,Ads,2024-01-02,\n",
              "subscriptions");
  const std::string february = R"({"from":"2024-02-01","to":"2024-02-29"})";
  const Json referred = brought.Explain("referral_mrr", february);
  EXPECT_EQ(referred["value"], 10) << DumpJson(referred);
  ASSERT_EQ(referred["list"]["rows"].size(), 1u) << DumpJson(referred["list"]);
  EXPECT_EQ(referred["list"]["rows"][0]["customer"], "A");
  EXPECT_EQ(brought.Explain("new_mrr", february)["list"]["rows"].size(), 2u);
  // A trailing churn lists whom it counts, each in the month it was lost in.
  const Json trailing = billed.Explain("logo_churn_rate_t6m", R"({"to":"2024-02-29","today":"2024-03-15"})");
  ASSERT_GT(trailing["list"]["total"], 0) << DumpJson(trailing);
  for (const Json& row : trailing["list"]["rows"]) EXPECT_EQ(row["movement"], "churned");
  const auto& lost = trailing["list"]["rows"];
  EXPECT_TRUE(std::any_of(lost.begin(), lost.end(), [](const Json& row) { return row["customer"] == "C" && row["from"] == "2024-02-01"; }));
}

}  // namespace
}  // namespace mittari::report
