#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "base/rational.h"
#include "catalog/calc.h"
#include "catalog/catalog.h"
#include "catalog/kpi.h"
#include "gtest/gtest.h"

namespace mittari::catalog {
namespace {

Json ReadJson(const std::string& path) {
  std::ifstream file(std::string(MITTARI_SOURCE_DIR) + "/" + path);
  std::stringstream text;
  text << file.rdbuf();
  return ParseJson(text.str());
}

// The values were worked out by tests/oracle in exact fractions.
TEST(CatalogExamples, EveryMetricGivesItsExample) {
  const Json wanted = ReadJson("tests/oracle/catalogue_examples.json");
  ASSERT_TRUE(wanted.is_object());
  int checked = 0;
  for (const Metric& metric : Builtin().metrics) {
    if (metric.helper) continue;
    ASSERT_TRUE(metric.example.is_object()) << metric.id;
    ASSERT_TRUE(wanted.contains(metric.id)) << metric.id;
    const Json got = Calc(Builtin(), metric.id, metric.example);
    ASSERT_TRUE(got["ok"].get<bool>()) << metric.id << DumpJson(got);
    const auto value = Rational::FromText(wanted[metric.id].get<std::string>());
    ASSERT_TRUE(value.has_value()) << metric.id;
    EXPECT_EQ(got["value"], value->ToDouble()) << metric.id << DumpJson(got);
    ++checked;
  }
  EXPECT_EQ(checked, 100);
}

// A text of every kind, in every language.
TEST(CatalogWords, NothingIsMissingInAnyLanguage) {
  for (const std::string_view language : kLanguages) {
    const Json json = MetricsJson(Builtin(), language);
    for (const auto& [part, list] : json.items()) {
      if (!list.is_array() || part == "languages") continue;
      for (const Json& entry : list) {
        EXPECT_FALSE(StringOr(entry, "name", "").empty()) << part << " " << entry["id"];
        if (part == "metrics") {
          EXPECT_FALSE(StringOr(entry, "description", "").empty()) << entry["id"];
        }
      }
    }
  }
}

// Not one Latin word stands for a Persian one, other than names and abbreviations.
TEST(CatalogWords, PersianIsPersian) {
  for (const Metric& metric : Builtin().metrics) {
    const std::string& text = metric.descriptions.In("fa");
    EXPECT_NE(text, metric.descriptions.In("en")) << metric.id;
    int persian = 0;
    for (const char c : text) persian += static_cast<unsigned char>(c) >= 0xD8 ? 1 : 0;
    EXPECT_GT(persian, 5) << metric.id;
  }
}

TEST(KpiSets, KeepTheFocus) {
  for (const KpiSet& set : Builtin().kpi_sets) {
    EXPECT_FALSE(FocusJson(1, set.secondary.size())["warning"].get<bool>()) << set.id;
  }
  const Json board = KpiFocus(ParseJson(
      R"({"objective":"subscription","primary":["revenue"],"secondary":["a","b","c","d"]})"));
  EXPECT_TRUE(board["warning"].get<bool>());
  EXPECT_EQ(board["excess"], 2);
  EXPECT_EQ(KpiFocus(ParseJson(R"({"primary":["a","b"]})"))["excess"], 1);
  EXPECT_FALSE(KpiFocus(ParseJson("{}"))["warning"].get<bool>());
}

// What marketing can do something about, by itself.
TEST(Catalog, SaysWhatMarketingControls) {
  std::set<std::string> controlled;
  for (const Metric& metric : Builtin().metrics) {
    if (metric.controllable) controlled.insert(metric.id);
  }
  for (const char* id : {"leads", "cost_per_lead", "ctr", "mqls", "email_open_rate"}) {
    EXPECT_EQ(controlled.count(id), 1u) << id;
  }
  for (const char* id : {"revenue", "win_rate", "logo_churn_rate", "mrr", "closed_won_deals"}) {
    EXPECT_EQ(controlled.count(id), 0u) << id;
  }
}

}  // namespace
}  // namespace mittari::catalog
