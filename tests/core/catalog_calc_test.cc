#include <cmath>
#include <string>
#include <vector>

#include "catalog/calc.h"
#include "catalog/inputs.h"
#include "gtest/gtest.h"

namespace mittari::catalog {
namespace {

Json Answer(const char* metric, const char* inputs, const char* solve = "") {
  return Calc(Builtin(), metric, ParseJson(inputs), solve);
}

double ValueOf(const char* metric, const char* inputs) {
  const Json out = Answer(metric, inputs);
  EXPECT_TRUE(out["ok"].get<bool>()) << DumpJson(out);
  EXPECT_TRUE(out["value"].is_number()) << DumpJson(out);
  return out["value"].is_number() ? out["value"].get<double>() : std::nan("");
}

TEST(Calc, AnswersInTheContractsShape) {
  const Json out = Answer("cost_per_lead", R"({"spend":1000,"leads":100})");
  EXPECT_EQ(
      DumpJson(out),
      R"J({"ok":true,"metric":"cost_per_lead","value":10,"unit":"currency_per_lead","direction":"lower",)J"
      R"J("formula":"sum(spend)/sum(leads)","formula_values":"1000 / 100","inputs":{"spend":1000,"leads":100},)J"
      R"J("steps":["1000 / 100 = 10"],"flags":[]})J");
}

// Hand arithmetic and published examples.
TEST(Calc, WorkedCases) {
  EXPECT_EQ(ValueOf("visitor_to_lead_rate", R"({"sessions":100,"leads":10})"), 0.1);
  EXPECT_EQ(ValueOf("cac", R"({"spend":1000,"new_customers":30})"), 33.333333333333336);
  EXPECT_EQ(ValueOf("average_revenue_per_sale", R"({"new_revenue":15000,"sales_count":30})"), 500);
  EXPECT_EQ(ValueOf("roi", R"({"revenue":15000,"gross_margin":0.4,"spend":1000})"), 5);
  EXPECT_EQ(ValueOf("roi", R"({"revenue":15000,"gross_margin":0.05,"spend":1000})"), -0.25);
  EXPECT_EQ(ValueOf("roi", R"({"revenue":15000,"cogs":9000,"spend":1000})"), 5);
  EXPECT_EQ(ValueOf("roi", R"({"gross_profit":6000,"spend":1000})"), 5);
  EXPECT_EQ(ValueOf("revenue_roi", R"({"revenue":15000,"spend":1000})"), 14);
  EXPECT_EQ(
      ValueOf("list_growth_rate",
              R"({"new_subscribers":420,"unsubscribes":96,"bounces":14,"opening_list_size":8000})"),
      0.03875);
  EXPECT_EQ(
      ValueOf(
          "sales_velocity",
          R"({"open_deals":100,"win_rate":0.25,"average_deal_size":50000,"average_sales_cycle":60})"),
      20833.333333333332);
  EXPECT_EQ(ValueOf("pipeline_coverage",
                    R"({"open_pipeline_amount":300000,"sales_target":150000,"won_amount":50000})"),
            3);
  EXPECT_EQ(ValueOf("nps", R"({"promoters":120,"passives":50,"detractors":30})"), 45);
  EXPECT_EQ(ValueOf("net_sentiment",
                    R"({"positive_mentions":340,"negative_mentions":85,"neutral_mentions":575})"),
            0.255);
  EXPECT_EQ(ValueOf("cart_abandonment_rate", R"({"orders":45,"carts_created":200})"), 0.775);
  // 120 a month, 96 % stay, 1 % interest: 120 * 0.96 / (0.01 + 0.04). Without interest it is the
  // LTV, 120 / 0.04, less the month that is not waited for.
  EXPECT_EQ(ValueOf("ltv_discounted",
                    R"({"arpa":150,"gross_margin":0.8,"logo_churn_rate_t6m":0.04,"discount_rate":0.01})"),
            2304);
  EXPECT_EQ(ValueOf("ltv_discounted",
                    R"({"arpa":150,"gross_margin":0.8,"logo_churn_rate_t6m":0.04,"discount_rate":0})"),
            2880);
  EXPECT_EQ(ValueOf("refund_rate", R"({"refunds":-75,"gross_revenue":1000})"), 0.075);
  EXPECT_EQ(ValueOf("cost_per_mql", R"({"cost_per_lead":10,"lead_to_mql_rate":0.4})"), 25);
  EXPECT_EQ(ValueOf("ltv", R"({"arpa":500,"gross_margin":0.75,"logo_churn_rate_t6m":0.02})"),
            18750);
  EXPECT_EQ(ValueOf("ltv", R"({"arpa":500,"gross_margin":0.75,"logo_churn_rate":0.02})"), 18750);
  EXPECT_EQ(ValueOf("LTV:CAC", R"({"ltv":18750,"cac":6000})"), 3.125);
  EXPECT_EQ(ValueOf("cac_payback_months", R"({"cac":12000,"arpa":1000,"gross_margin":0.8})"), 15);
  EXPECT_EQ(ValueOf("cac_payback_months",
                    R"({"spend":24000,"sales_cost":36000,"new_mrr":9000,"gross_margin":0.8})"),
            8.333333333333334);
  EXPECT_EQ(
      ValueOf(
          "nrr",
          R"({"opening_mrr":1000000,"expansion_mrr":150000,"contraction_mrr":20000,"churned_mrr":30000})"),
      1.1);
  EXPECT_EQ(ValueOf("grr", R"({"mrr_open":1000000,"contraction_mrr":0,"churned_mrr":0})"), 1);
  EXPECT_EQ(
      ValueOf("branded_search_growth", R"({"brand_searches":130,"prior_brand_searches":100})"),
      0.3);
  EXPECT_EQ(
      ValueOf(
          "clv_simple",
          R"({"gross_revenue":9000,"orders":90,"purchasing_customers":30,"gross_margin":0.5,"lifetime_periods":4})"),
      600);
}

TEST(Calc, UndefinedIsAnAnswer) {
  const Json zero = Answer("cost_per_lead", R"({"spend":250,"leads":0})");
  EXPECT_TRUE(zero["ok"].get<bool>());
  EXPECT_TRUE(zero["value"].is_null());
  EXPECT_EQ(zero["reason"], "denominator_zero");
  const Json missing = Answer("roi", R"({"revenue":15000,"spend":1000})");
  EXPECT_EQ(missing["reason"], "missing_input");
  EXPECT_EQ(missing["measure"], "gross_profit");
  EXPECT_EQ(
      Answer(
          "quick_ratio",
          R"({"new_mrr":500,"expansion_mrr":100,"reactivation_mrr":0,"churned_mrr":0,"contraction_mrr":0})")
          ["reason"],
      "denominator_zero");
  EXPECT_EQ(Answer("cac", R"({"spend":1e308,"new_customers":1e-9})")["reason"], "out_of_range");
}

TEST(Calc, NamesAreForgiving) {
  for (const char* inputs :
       {R"({"Spend":1000,"LEADS":100})", R"J({"sum(spend)":1000,"leads":100})J",
        R"({"Harcama":1000,"leads":100})"}) {
    EXPECT_EQ(ValueOf("CPL", inputs), 10) << inputs;
  }
  for (const char* name : {"opening_active_customers", "active_customers_open", "active_customers",
                           "open(active_customers)"}) {
    const std::string inputs = R"J({"churned_customers":5,")J" + std::string(name) + R"J(":100})J";
    EXPECT_EQ(ValueOf("logo_churn_rate", inputs.c_str()), 0.05) << name;
  }
  // With both in the formula, the plain name is the closing stock.
  EXPECT_EQ(ValueOf("follower_growth_rate", R"({"followers":120,"opening_followers":100})"), 0.2);
}

TEST(Calc, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(Answer("nonsense", "{}")["error"]["code"], "metric.unknown");
  const Json unknown = Answer("cost_per_lead", R"({"spend":1000,"mqls":100})");
  EXPECT_FALSE(unknown["ok"].get<bool>());
  EXPECT_EQ(unknown["error"]["code"], "calc.unknown_input");
  EXPECT_EQ(unknown["error"]["args"]["input"], "mqls");
  EXPECT_EQ(unknown["error"]["args"]["expected"], "spend, leads");
  EXPECT_EQ(Answer("cost_per_lead", R"({"spend":"1000"})")["error"]["code"], "calc.bad_input");
  EXPECT_EQ(Answer("cost_per_lead", R"({"spend":1000,"leads":-3})")["error"]["code"],
            "calc.bad_input");
  EXPECT_EQ(Answer("cost_per_lead", R"({"cost_per_lead":10})")["error"]["code"],
            "calc.unknown_input");
  EXPECT_EQ(
      Answer("cost_per_lead", R"({"spend":1000,"cost_per_lead":10})", "mqls")["error"]["code"],
      "calc.unknown_input");
  EXPECT_EQ(Answer("cost_per_lead", R"({"spend":1000})", "leads")["error"]["code"],
            "calc.missing_input");
  EXPECT_EQ(Answer("cost_per_lead", R"({"cost_per_lead":10})", "leads")["error"]["code"],
            "calc.missing_input");
  EXPECT_EQ(Answer("cost_per_lead", R"({"cost_per_lead":10})", "leads")["error"]["args"]["input"],
            "spend");
  EXPECT_EQ(
      Answer("cost_per_lead", R"({"spend":1000,"cost_per_lead":0})", "leads")["error"]["code"],
      "calc.cannot_solve");
}

TEST(Calc, SolvesForAnInput) {
  const Json leads = Answer("cost_per_lead", R"({"spend":1000,"cost_per_lead":10})", "leads");
  EXPECT_EQ(leads["value"], 10);
  EXPECT_EQ(leads["inputs"]["leads"], 100);
  EXPECT_EQ(leads["solved"], "leads");
  EXPECT_EQ(leads["steps"][0], "1000 / 10 = 100");
  EXPECT_EQ(leads["formula_values"], "1000 / 100");
  // The spend at which 15,000 of revenue at 40 % returns 500 %.
  const Json spend = Answer("roi", R"({"revenue":15000,"gross_margin":0.4,"roi":5})", "spend");
  EXPECT_EQ(spend["inputs"]["spend"], 1000);
  const Json margin = Answer("marketing_roi", R"({"revenue":15000,"spend":1000,"marketing_roi":0})",
                             "gross_margin");
  EXPECT_NEAR(margin["inputs"]["gross_margin"].get<double>(), 1.0 / 15, 1e-16);
  EXPECT_EQ(Answer("LTV:CAC", R"({"ltv_cac_ratio":3,"ltv":3000})", "cac")["inputs"]["cac"], 1000);
  EXPECT_EQ(Answer("win_rate", R"({"win_rate":0.25,"lost_deals":90})",
                   "won_deals")["inputs"]["won_deals"],
            30);
  EXPECT_EQ(Answer("nrr", R"({"nrr":1.1,"mrr_open":1000,"churned_mrr":30,"contraction_mrr":20})",
                   "expansion_mrr")["inputs"]["expansion_mrr"],
            150);
  // Through an inner metric: what may be spent at a given ratio.
  EXPECT_EQ(Answer("ltv_cac_ratio", R"({"ltv":3000,"new_customers":10,"ltv_cac_ratio":3})",
                   "spend")["inputs"]["spend"],
            10000);
}

// Every metric with up to five inputs: compute it from distinct numbers, then
// find each input again from the others and the result.
TEST(Calc, SolveRoundTripForEveryMetric) {
  int solved = 0;
  for (const Metric& metric : Builtin().metrics) {
    const auto terms = formula::TermsOf(metric.formula);
    if (metric.helper || terms.empty() || terms.size() > 5) continue;
    Json inputs = Json::object();
    int next = 0;
    for (const formula::Term& term : terms) {
      // Distinct, and falling, so that differences stay positive.
      inputs[Inputs::NameOf(term)] =
          term.kind == formula::Op::kMeasure ? 900.0 - 130.0 * next : 0.5 + next;
      ++next;
    }
    const Json forward = Calc(Builtin(), metric.id, inputs);
    ASSERT_TRUE(forward["ok"].get<bool>()) << metric.id << DumpJson(forward);
    if (!forward["value"].is_number()) {
      ADD_FAILURE() << metric.id << " " << DumpJson(forward);
      continue;
    }
    for (const formula::Term& term : terms) {
      const std::string name = Inputs::NameOf(term);
      if (name == metric.id) continue;  // a plain sum of one measure
      Json rest = inputs;
      rest.erase(name);
      rest[metric.id] = forward["value"];
      const Json back = Calc(Builtin(), metric.id, rest, name);
      if (metric.id == "clv_simple" && name == "orders") {
        EXPECT_EQ(back["error"]["code"], "calc.cannot_solve");  // it cancels out
        continue;
      }
      ASSERT_TRUE(back["ok"].get<bool>()) << metric.id << " for " << name << ": " << DumpJson(back);
      const double expected = inputs[name].get<double>();
      EXPECT_NEAR(back["inputs"][name].get<double>(), expected, 1e-9 * expected)
          << metric.id << " for " << name;
      ++solved;
    }
  }
  EXPECT_GT(solved, 180);
}

}  // namespace
}  // namespace mittari::catalog
