#include <string>

#include "catalog/calc.h"
#include "catalog/custom.h"
#include "gtest/gtest.h"

namespace mittari::catalog {
namespace {

Result<Catalog> With(const std::string& formulas) {
  Additions additions;
  additions.measures = {{"demos", "Demos held", "count"}, {"fees", "Agency fees", "currency"}};
  additions.formulas = ParseJson(formulas);
  return Extend(Builtin(), additions);
}

// The unit of the last formula, or the error: code, place, file.
std::string Last(const std::string& formulas) {
  const Result<Catalog> catalog = With(formulas);
  if (catalog.ok()) return catalog->metrics.back().unit;
  const Error& error = catalog.error();
  std::string text = error.code;
  if (error.at.column >= 0) text += " at " + std::to_string(error.at.column);
  if (error.at.byte >= 0) text += "/" + std::to_string(error.at.byte);
  return text + (error.file.empty() ? "" : " in " + error.file);
}

TEST(OwnFormulas, HaveTheUnitTheirTermsGive) {
  EXPECT_EQ(Last(R"~(["cost_per_demo = sum(spend) / sum(demos)"])~"), "currency_per_demos");
  EXPECT_EQ(Last(R"~(["a = (sum(spend) + sum(fees)) / sum(leads)"])~"), "currency_per_lead");
  EXPECT_EQ(Last(R"~(["a = sum(demos) / sum(leads)"])~"), "percent");
  EXPECT_EQ(Last(R"~(["a = 1 - sum(demos) / sum(leads)"])~"), "percent");
  EXPECT_EQ(Last(R"~(["a = sum(organic_sessions) / sum(sessions)"])~"), "percent");
  EXPECT_EQ(Last(R"~(["a = sum(revenue) / sum(spend)"])~"), "ratio");
  EXPECT_EQ(Last(R"~(["a = sum(revenue) - sum(spend)"])~"), "currency");
  EXPECT_EQ(Last(R"~(["a = sum(leads) - sum(mqls)"])~"), "count");
  EXPECT_EQ(Last(R"~(["a = sum(cycle_days_won) / sum(won_deals)"])~"), "days");
  EXPECT_EQ(Last(R"~(["a = metric(cac) / metric(cost_per_lead)"])~"), "percent");
  EXPECT_EQ(Last(R"~(["a = sum(leads) / sum(spend)"])~"), "lead_per_currency");
  EXPECT_EQ(Last(R"~(["a = last(mrr)"])~"), "currency");
  EXPECT_EQ(Last(R"~(["a = metric(arpa)*(1-metric(logo_churn_rate_t6m))/(1+param(discount_rate)-(1-metric(logo_churn_rate_t6m)))"])~"),
            "currency_per_customer_per_month");
  // Declared otherwise, where that is the same thing.
  EXPECT_EQ(Last(R"~([{"id":"a","formula":"sum(revenue)/sum(spend)","unit":"percent"}])~"), "percent");
  EXPECT_EQ(Last(R"~([{"id":"a","formula":"sum(spend)/sum(leads)","unit":"percent"}])~"),
            "formula.unit_mismatch in a");
}

TEST(OwnFormulas, NameEachOtherInAnyOrder) {
  const Result<Catalog> catalog = With(
      R"~(["twice = 2 * metric(demo_cost)", {"name": "Demo cost", "formula": "sum(spend)/sum(demos)",
          "direction": "lower"}])~");
  ASSERT_TRUE(catalog.ok()) << catalog.error().code;
  EXPECT_EQ(catalog->FindMetric("twice")->unit, "currency_per_demos");
  const Metric* cost = catalog->FindMetric("demo_cost");
  ASSERT_NE(cost, nullptr);
  EXPECT_EQ(cost->names.In("fa"), "Demo cost");
  EXPECT_EQ(cost->direction, "lower");
  EXPECT_EQ(catalog->Resolve("DEMO COST"), cost);
  EXPECT_EQ(Builtin().FindMetric("twice"), nullptr);
  for (const Error& error : Validate(*catalog)) {
    // One's own need no words in four languages.
    EXPECT_EQ(DumpJson(ToJson(error)).find("descriptions") == std::string::npos, false);
  }
  const Json calc = Calc(*catalog, "twice", ParseJson(R"~({"spend":300,"demos":8})~"));
  EXPECT_EQ(calc["value"], 75.0);
  EXPECT_EQ(Calc(*catalog, "demo_cost", ParseJson(R"~({"demo_cost":25,"spend":300})~"), "demos")
                ["inputs"]["demos"],
            12.0);
}

TEST(OwnFormulas, ErrorsPointAtTheCharacter) {
  EXPECT_EQ(Last(R"~(["a = sum(spend) + sum(leads)"])~"), "formula.unit_mismatch at 16/15 in a");
  EXPECT_EQ(Last(R"~(["a = sum(spend) + "])~"), "formula.unexpected at 18/17 in a");
  EXPECT_EQ(Last(R"~(["a = sum(spend) / sum(leeds)"])~"), "formula.unknown_name at 18/17 in a");
  EXPECT_EQ(Last(R"~(["a = spend / 2"])~"), "formula.no_aggregate at 5/4 in a");
  EXPECT_EQ(Last(R"~(["a = sum(spend) ÷ 2"])~"), "formula.unexpected at 16/15 in a");
  // Characters, not bytes: the name is Persian.
  EXPECT_EQ(Last(R"~(["نرخ = sum(x)"])~"), "formula.unknown_name at 7/9 in own_1");
  EXPECT_EQ(Last(R"~(["a = sum(mrr)"])~"), "formula.wrong_aggregate at 5/4 in a");
  EXPECT_EQ(Last(R"~(["a = 2 * last(spend)"])~"), "formula.wrong_aggregate at 9/8 in a");
  EXPECT_EQ(Last(R"~(["a = param(nothing) * sum(spend)"])~"), "formula.unknown_name at 5/4 in a");
}

TEST(OwnFormulas, CyclesAreFoundWhereTheyClose) {
  EXPECT_EQ(Last(R"~(["a = 1 + metric(a)"])~"), "formula.cycle at 9/8 in a");
  EXPECT_EQ(Last(R"~(["a = metric(b)", "b = metric(c)", "c = 2 * metric(a)"])~"),
            "formula.cycle at 5/4 in a");
  EXPECT_EQ(Last(R"~(["x = metric(a)", "a = metric(b)", "b = metric(a)"])~"),
            "formula.cycle at 5/4 in a");
}

TEST(OwnFormulas, NamesAreOnesOwn) {
  EXPECT_EQ(Last(R"~(["cac = sum(spend)"])~"), "formula.name_taken in cac");
  EXPECT_EQ(Last(R"~(["spend = sum(spend)"])~"), "formula.name_taken in spend");
  EXPECT_EQ(Last(R"~(["demos = sum(spend)"])~"), "formula.name_taken in demos");
  EXPECT_EQ(Last(R"~(["a = sum(spend)", "A = sum(leads)"])~"), "formula.name_taken in a");
  EXPECT_EQ(Last(R"~(["sum(spend)"])~"), "formula.bad_name");
  EXPECT_EQ(Last(R"~([" = sum(spend)"])~"), "formula.bad_name");
  EXPECT_EQ(Last(R"~([{"id":"Not An Id","formula":"sum(spend)"}])~"), "formula.bad_name");
  EXPECT_EQ(Last(R"~([7])~"), "call.bad_argument");
  EXPECT_EQ(Last(R"~({"a":1})~"), "call.bad_argument");
  Additions twice;
  twice.measures = {{"leads", "Leads", "count"}};
  EXPECT_EQ(Extend(Builtin(), twice).error().code, "map.name_taken");
}

TEST(OwnFormulas, AMeasureTakenAtAPointInTimeIsAStock) {
  const Result<Catalog> stock = With(R"~(["a = last(demos) - open(demos)"])~");
  ASSERT_TRUE(stock.ok());
  EXPECT_EQ(stock->FindMeasure("demos")->additivity, Additivity::kStock);
  EXPECT_EQ(stock->FindMetric("measure:demos")->text, "last(demos)");
  EXPECT_EQ(With(R"~(["a = 2 * sum(demos)"])~")->FindMetric("demos")->text, "sum(demos)");
}

TEST(OwnFormulas, AreTold) {
  const Result<Catalog> catalog = With(R"~(["Demo rate = sum(demos)/sum(leads)"])~");
  ASSERT_TRUE(catalog.ok());
  const Json told = OwnJson(*catalog);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0]["id"], "demo_rate");
  EXPECT_EQ(told[0]["name"], "Demo rate");
  EXPECT_EQ(told[0]["unit"], "percent");
  EXPECT_EQ(told[0]["inputs"], Json::array({"sum(demos)", "sum(leads)"}));
}

}  // namespace
}  // namespace mittari::catalog
