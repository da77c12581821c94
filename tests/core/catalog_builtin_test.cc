#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "formula/print.h"
#include "gtest/gtest.h"

namespace mittari::catalog {
namespace {

TEST(Catalog, IsWholeAndSound) {
  const Catalog& catalog = Builtin();
  const auto listed = [](const auto& list) {
    return std::count_if(list.begin(), list.end(), [](const auto& entry) { return !entry.helper; });
  };
  EXPECT_EQ(listed(catalog.metrics), 100);
  EXPECT_EQ(listed(catalog.measures), 97);
  EXPECT_EQ(catalog.measure_metrics.size(), catalog.measures.size());
  EXPECT_EQ(catalog.dimensions.size(), 38u);
  EXPECT_EQ(catalog.kpi_sets.size(), 14u);
  EXPECT_EQ(catalog.channels.size(), 24u);
  for (const Error& error : Validate(catalog)) ADD_FAILURE() << DumpJson(ToJson(error));
}

TEST(Catalog, EveryFormulaHasUnitsAndReadsBack) {
  const Catalog& catalog = Builtin();
  int checked = 0;
  for (const Metric& metric : catalog.metrics) {
    if (metric.helper) continue;
    const auto unit = formula::Check(
        metric.formula, [&](const formula::Term& term) { return catalog.UnitOf(term); });
    ASSERT_TRUE(unit.ok()) << metric.id;
    EXPECT_TRUE(formula::Accepts(metric.unit, *unit)) << metric.id << ": " << unit->ToText();
    ++checked;
  }
  EXPECT_EQ(checked, 100);
  const auto text = [&](const char* id) {
    return catalog.UnitOf({formula::Op::kMetric, formula::Aggregate::kSum, id, false})->ToText();
  };
  EXPECT_EQ(text("cost_per_lead"), "currency / lead");
  EXPECT_EQ(text("sales_velocity"), "currency / day");
  EXPECT_EQ(text("average_sales_cycle"), "day");
  EXPECT_EQ(text("ltv"), "currency / customer");
  EXPECT_EQ(text("cac_payback_months"), "month");
  EXPECT_EQ(text("ltv_discounted"), "currency / customer");
}

TEST(Catalog, FindsByIdAliasAndName) {
  const Catalog& catalog = Builtin();
  const auto resolved = [&](const char* text) {
    const Metric* metric = catalog.Resolve(text);
    return metric == nullptr ? std::string("-")
                             : (metric->is_measure ? "measure:" : "") + metric->id;
  };
  EXPECT_EQ(resolved("cost_per_lead"), "cost_per_lead");
  EXPECT_EQ(resolved("cpl"), "cost_per_lead");
  EXPECT_EQ(resolved("CPL"), "cost_per_lead");
  EXPECT_EQ(resolved("roi"), "marketing_roi");
  EXPECT_EQ(resolved("ROAS"), "roas");
  EXPECT_EQ(resolved("LTV:CAC"), "ltv_cac_ratio");
  EXPECT_EQ(resolved("Cost per lead"), "cost_per_lead");
  EXPECT_EQ(resolved("هزینه بازاریابی"), "marketing_spend");
  EXPECT_EQ(resolved("هزینهٔ بازاریابی"), "marketing_spend");
  EXPECT_EQ(resolved("سرنخهای واجد شرایط بازاریابی (MQL)"), "mqls");
  EXPECT_EQ(resolved("spend"), "measure:spend");
  EXPECT_EQ(resolved("measure:reach"), "measure:reach");
  EXPECT_EQ(resolved("mrr"), "mrr");
  EXPECT_EQ(resolved("measure:mrr"), "measure:mrr");
  EXPECT_EQ(resolved("no_such_thing"), "-");
  EXPECT_EQ(resolved(""), "-");
  EXPECT_EQ(catalog.FindMetric("cpl"), nullptr);
}

TEST(Catalog, SplitsQuotients) {
  const Catalog& catalog = Builtin();
  const Metric* nps = catalog.FindMetric("nps");
  EXPECT_EQ(formula::Print(nps->numerator), "100 * (sum(promoters) - sum(detractors))");
  EXPECT_FALSE(nps->complement);
  const Metric* bounce = catalog.FindMetric("bounce_rate");
  EXPECT_TRUE(bounce->complement);
  EXPECT_EQ(formula::Print(bounce->numerator), "sum(engaged_sessions)");
  EXPECT_EQ(formula::Print(bounce->denominator), "sum(sessions)");
  EXPECT_TRUE(catalog.FindMetric("marketing_spend")->numerator.empty());
  EXPECT_TRUE(catalog.FindMetric("net_new_mrr")->numerator.empty());
}

Json Parts(const char* metrics) {
  Json parts;
  parts["measures"] = ParseJson(R"([
    {"id":"spend","type":"currency","names":["a","b","c","d"]},
    {"id":"leads","type":"count","noun":"lead","names":["a","b","c","d"]},
    {"id":"stock","type":"count","noun":"thing","additivity":"stock","aggregate":"last","names":["a","b","c","d"]}])");
  parts["metrics"] = ParseJson(metrics);
  return parts;
}

// A metric with everything but what the case is about.
std::string Row(
    const std::string& id, const std::string& formula, const std::string& unit,
    const std::string& more = R"("names":["a","b","c","d"],"descriptions":["a","b","c","d"])") {
  return R"({"id":")" + id + R"(","formula":")" + formula + R"(","unit":")" + unit + R"(",)" +
         more + "}";
}

std::string FirstFault(const std::string& rows) {
  const auto catalog = Load(Parts(("[" + rows + "]").c_str()));
  if (!catalog.ok()) return "load " + catalog.error().code;
  const auto faults = Validate(*catalog);
  if (faults.empty()) return "";
  std::string text = faults[0].code;
  for (const Arg& arg : faults[0].args) {
    if (arg.name == "rule") text += " " + std::get<std::string>(arg.value);
  }
  return text;
}

TEST(CatalogRules, EachFaultIsFound) {
  EXPECT_EQ(FirstFault(Row("cpl", "sum(spend)/sum(leads)", "currency_per_lead")), "");
  EXPECT_EQ(FirstFault(Row("cpl", "sum(spend)/sum(leads)", "percent")), "formula.unit_mismatch");
  EXPECT_EQ(FirstFault(Row("cpl", "sum(spend)+sum(leads)", "count")), "formula.unit_mismatch");
  EXPECT_EQ(FirstFault(Row("cpl", "sum(spend)/sum(nothing)", "currency")), "formula.unknown_name");
  EXPECT_EQ(FirstFault(Row("cpl", "sum(spend)/", "currency")), "load formula.unexpected");
  EXPECT_EQ(FirstFault(Row("a", "sum(leads)", "count") + "," + Row("a", "sum(leads)", "count")),
            "catalog.invalid unique_id");
  EXPECT_EQ(FirstFault(Row("a", "metric(b)", "count") + "," + Row("b", "metric(a)", "count")),
            "formula.cycle");
  EXPECT_EQ(FirstFault(Row("a", "metric(a)+1", "count")), "formula.cycle");
  EXPECT_EQ(FirstFault(Row("a", "sum(leads)", "count",
                           R"("names":["a","b","c"],"descriptions":["a","b","c","d"])")),
            "catalog.invalid names");
  EXPECT_EQ(FirstFault(Row("a", "sum(stock)", "count")), "catalog.invalid aggregate");
  EXPECT_EQ(FirstFault(Row("a", "last(leads)", "count")), "catalog.invalid aggregate");
  EXPECT_EQ(FirstFault(Row("a", "sum(leads)-prior(sum(leads))", "count") + "," +
                       Row("b", "prior(metric(a))", "count")),
            "catalog.invalid prior");
}

TEST(CatalogJson, HasEverythingThePageNeeds) {
  const Json json = MetricsJson(Builtin(), "fi");
  EXPECT_TRUE(json["ok"].get<bool>());
  EXPECT_EQ(json["metrics"].size(), 100u);
  EXPECT_EQ(json["measures"].size(), 97u);
  EXPECT_EQ(json["languages"].size(), 4u);
  for (const char* part :
       {"metrics", "measures", "kpi_sets", "dimensions", "channels", "parameters"}) {
    std::set<std::string> ids;
    for (const Json& entry : json[part]) {
      EXPECT_TRUE(ids.insert(entry["id"].get<std::string>()).second) << part;
      EXPECT_EQ(entry["name"], entry["names"]["fi"]) << part;
      EXPECT_FALSE(entry["name"].get<std::string>().empty()) << part;
    }
  }
  const Json& first = json["metrics"][0];
  EXPECT_EQ(first["id"], "marketing_spend");
  EXPECT_EQ(first["name"], "Markkinointikulut");
  for (const Json& metric : json["metrics"]) {
    if (metric["id"] != "marketing_roi") continue;
    EXPECT_EQ(metric["inputs"][0]["id"], "gross_profit");
    EXPECT_EQ(metric["inputs"][0]["kind"], "measure");
    EXPECT_EQ(metric["parameters"][0], "gross_margin");
  }
  EXPECT_EQ(MetricsJson(Builtin(), "xx")["metrics"][0]["name"], "Marketing spend");
}

}  // namespace
}  // namespace mittari::catalog
