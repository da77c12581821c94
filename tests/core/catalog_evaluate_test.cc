#include <algorithm>
#include <string>
#include <vector>

#include "catalog/evaluate.h"
#include "core/formula_terms.h"
#include "gtest/gtest.h"

namespace mittari::catalog {
namespace {

using formula::TableTerms;

Evaluated Worked(const char* id, const TableTerms& terms, EvaluateOptions options = {}) {
  options.trace = true;
  return Evaluate(Builtin(), *Builtin().FindMetric(id), terms, options);
}

using Flags = std::vector<std::string>;

TEST(CatalogEvaluate, GrossProfitIsDerivedNeverGuessed) {
  TableTerms terms{{{"spend", 1000}, {"revenue", 15000}}};
  const Evaluated without = Worked("marketing_roi", terms);
  EXPECT_EQ(without.value.reason(), "missing_input");
  EXPECT_EQ(without.value.measure(), "gross_profit");
  EXPECT_TRUE(without.steps.empty());
  terms["param:gross_margin"] = *Rational::FromText("0.4");
  const Evaluated with = Worked("marketing_roi", terms);
  EXPECT_EQ(with.value.ToDouble(), 5);
  EXPECT_EQ(with.formula_values, "(6000 - 1000) / 1000");
  EXPECT_EQ(with.steps, (std::vector<std::string>{"15000 * 0.4 = 6000", "6000 - 1000 = 5000",
                                                  "5000 / 1000 = 5"}));
  // The cost of goods is better known than a margin.
  terms["cogs"] = 12000;
  EXPECT_EQ(Worked("marketing_roi", terms).value.ToDouble(), 2);
  // A column of its own is better than either.
  terms["gross_profit"] = 1500;
  EXPECT_EQ(Worked("marketing_roi", terms).value.ToDouble(), 0.5);
  EXPECT_EQ(Worked("revenue_roi", terms).flags, Flags{"revenue_basis"});
}

// Has a column, but no value in this selection.
class Blank : public TableTerms {
 public:
  using TableTerms::TableTerms;
  bool Has(std::string_view measure) const override {
    return measure == "gross_profit" || TableTerms::Has(measure);
  }
};

TEST(CatalogEvaluate, ABlankColumnIsNotDerived) {
  Blank terms{{{"spend", 1000}, {"revenue", 15000}, {"cogs", 9000}}};
  EXPECT_EQ(Evaluate(Builtin(), *Builtin().FindMetric("marketing_roi"), terms).value.measure(),
            "gross_profit");
}

TEST(CatalogEvaluate, NearInputsAreFlagged) {
  TableTerms terms{{{"spend", 900}, {"won_deals", 6}, {"sales_count", 9}}};
  const Evaluated cac = Worked("cac", terms);
  EXPECT_EQ(cac.value.ToDouble(), 150);
  EXPECT_EQ(cac.flags, Flags{"proxy:won_deals"});
  EXPECT_EQ(cac.proxies.at(0), (std::pair<std::string, std::string>{"new_customers", "won_deals"}));
  EXPECT_EQ(cac.used.at(1).first.id, "won_deals");
  EvaluateOptions strict;
  strict.proxies = false;
  EXPECT_EQ(Worked("cac", terms, strict).value.measure(), "new_customers");
  // Leads never stand for MQLs.
  TableTerms leads{{{"spend", 900}, {"leads", 30}}};
  EXPECT_TRUE(Worked("cost_per_mql", leads).value.missing());
  EXPECT_EQ(Worked("cpa", leads).value.ToDouble(), 30);
  // Revenue stands for attributed revenue only where there are channels.
  TableTerms revenue{{{"spend", 900}, {"revenue", 3600}}};
  EXPECT_TRUE(Worked("roas", revenue).value.missing());
  revenue.has_channel = true;
  EXPECT_EQ(Worked("roas", revenue).value.ToDouble(), 4);
  EXPECT_EQ(Worked("roas", revenue).flags, Flags{"proxy:revenue"});
}

TEST(CatalogEvaluate, ReasonsOfTheirOwn) {
  EXPECT_EQ(Worked("pipeline_coverage",
                   {{{"last:open_pipeline_amount", 300}, {"sales_target", 50}, {"won_amount", 60}}})
                .value.reason(),
            "target_met");
  EXPECT_EQ(Worked("branded_search_growth", {{{"brand_searches", 5}, {"prior:brand_searches", 0}}})
                .value.reason(),
            "baseline_zero");
  EXPECT_EQ(Worked("gross_margin", {{{"revenue", 0}, {"gross_profit", 10}}}).value.reason(),
            "non_positive_denominator");
  EXPECT_EQ(Worked("break_even_roas", {{{"revenue", 100}, {"gross_profit", -1}}}).value.reason(),
            "non_positive_denominator");
  EXPECT_EQ(Worked("quick_ratio", {{{"new_mrr", 500},
                                    {"expansion_mrr", 100},
                                    {"reactivation_mrr", 0},
                                    {"churned_mrr", 0},
                                    {"contraction_mrr", 0}}})
                .value.reason(),
            "denominator_zero");
}

TEST(CatalogEvaluate, PartsOfASumMayBeMissing) {
  const Evaluated two = Worked("total_content_reach", {{{"pageviews", 700}, {"video_views", 40}}});
  EXPECT_EQ(two.value.ToDouble(), 740);
  EXPECT_EQ(two.flags, (Flags{"partial:unique_opens", "partial:podcast_listeners"}));
  const Evaluated none = Worked("total_content_reach", {});
  EXPECT_EQ(none.value.reason(), "missing_input");
  EXPECT_EQ(none.value.measure(), "pageviews");
  EXPECT_EQ(Worked("fully_loaded_cac", {{{"spend", 10}, {"new_customers", 2}}}).value.measure(),
            "sales_cost");
}

TEST(CatalogEvaluate, BoundsFlag) {
  EXPECT_EQ(
      Worked("click_to_open_rate", {{{"unique_email_clicks", 12}, {"unique_opens", 10}}}).flags,
      Flags{"rate_above_100pct"});
  EXPECT_EQ(Worked("cart_abandonment_rate", {{{"orders", 12}, {"carts_created", 10}}}).flags,
            Flags{"inconsistent_inputs"});
  EXPECT_EQ(Worked("nrr", {{{"retained_mrr", 12}, {"open:mrr", 10}}}).flags, Flags{});
}

// A published example: 500 a month, 75 % margin, 2 % churn: 18,750.
TEST(CatalogEvaluate, LifetimeValue) {
  TableTerms terms{{{"last:mrr", 50000}, {"last:active_customers", 100}}};
  terms["metric:logo_churn_rate_t6m"] = *Rational::FromText("0.02");
  const Evaluated revenue = Worked("ltv", terms);
  EXPECT_EQ(revenue.value.ToDouble(), 25000);
  EXPECT_EQ(revenue.flags, Flags{"revenue_basis"});
  terms["param:gross_margin"] = *Rational::FromText("0.75");
  EXPECT_EQ(Worked("ltv", terms).value.ToDouble(), 18750);
  EXPECT_TRUE(Worked("ltv", terms).flags.empty());
  terms["metric:logo_churn_rate_t6m"] = *Rational::FromText("0.0166");
  EXPECT_EQ(Worked("ltv", terms).flags, Flags{"extrapolated"});
  // Six thousand to win one: 18,750 / 6,000 = 3.125.
  terms["metric:logo_churn_rate_t6m"] = *Rational::FromText("0.02");
  terms["spend"] = 60000;
  terms["new_customers"] = 10;
  const Evaluated marketing = Worked("ltv_cac_ratio", terms);
  EXPECT_EQ(marketing.value.ToDouble(), 3.125);
  EXPECT_TRUE(marketing.preferred.empty());
  terms["sales_cost"] = 15000;
  const Evaluated loaded = Worked("ltv_cac_ratio", terms);
  EXPECT_EQ(loaded.value.ToDouble(), 2.5);
  EXPECT_EQ(loaded.preferred.at(0).second, "fully_loaded_cac");
}

TEST(CatalogEvaluate, RetentionFromMovements) {
  // 1,000,000 at the start, 150,000 expansion, 20,000 contraction, 30,000 churn: NRR 110 %.
  const TableTerms terms{{{"open:mrr", 1000000},
                          {"expansion_mrr", 150000},
                          {"contraction_mrr", 20000},
                          {"churned_mrr", 30000}}};
  EXPECT_EQ(Worked("nrr", terms).value.ToDouble(), 1.1);
  EXPECT_EQ(Worked("grr", terms).value.ToDouble(), 0.95);
  // Over several months movements don't add up to a closed cohort.
  EvaluateOptions year;
  year.months = 12;
  EXPECT_EQ(Worked("nrr", terms, year).value.measure(), "retained_mrr");
  EXPECT_EQ(Worked("nrr", terms).formula,
            "1-(sum(churned_mrr)+sum(contraction_mrr)-sum(expansion_mrr))/open(mrr)");
}

TEST(CatalogEvaluate, WhatColumnsAllow) {
  Columns columns;
  columns.has_measure = [](std::string_view id) {
    return id == "spend" || id == "leads" || id == "revenue";
  };
  std::string allowed;
  for (const Metric& metric : Builtin().metrics) {
    if (Allows(Builtin(), metric, columns)) allowed += metric.id + " ";
  }
  EXPECT_EQ(allowed, "marketing_spend cpa leads cost_per_lead revenue mer revenue_roi ");
  columns.has_parameter = [](std::string_view id) { return id == "gross_margin"; };
  const Metric* roi = Builtin().FindMetric("marketing_roi");
  EXPECT_TRUE(Allows(Builtin(), *roi, columns));
  std::string needs;
  for (const formula::Term& term : Needs(Builtin(), *roi, columns)) needs += TermText(term) + " ";
  EXPECT_EQ(needs, "sum(revenue) param(gross_margin) sum(spend) ");
}

TEST(CatalogEvaluate, MeasureAsMetric) {
  EXPECT_EQ(Worked("spend", {{{"spend", 12}}}).value.ToDouble(), 12);
  EXPECT_EQ(Worked("measure:followers", {{{"last:followers", 900}}}).value.ToDouble(), 900);
  EXPECT_EQ(Worked("measure:gross_profit", {{{"revenue", 90}, {"cogs", 50}}}).value.ToDouble(), 40);
}

}  // namespace
}  // namespace mittari::catalog
