#include <string>
#include <tuple>
#include <vector>

#include "formula/parser.h"
#include "formula/print.h"
#include "gtest/gtest.h"

namespace mittari::formula {
namespace {

TEST(FormulaParser, BindsAndLeansAsInSchool) {
  // Fewest parentheses show how the text was understood.
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"sum(a)/sum(b)", "sum(a) / sum(b)"},
      {"1-2-3", "1 - 2 - 3"},
      {"1-(2-3)", "1 - (2 - 3)"},
      {"1+2*3", "1 + 2 * 3"},
      {"(1+2)*3", "(1 + 2) * 3"},
      {"8/4/2", "8 / 4 / 2"},
      {"8/(4/2)", "8 / (4 / 2)"},
      {"8/(4*2)", "8 / (4 * 2)"},
      {"-1*2", "-1 * 2"},
      {"-(1*2)", "-(1 * 2)"},
      {"--1", "--1"},
      {"1000*sum(spend)/sum(impressions)", "1000 * sum(spend) / sum(impressions)"},
      {"prior( sum(x) )", "prior(sum(x))"},
      {"  ( ( last(mrr) ) ) ", "last(mrr)"},
      {"0.05*open(mrr)", "0.05 * open(mrr)"},
      {"metric(ltv)/metric(cac)*param(gross_margin)",
       "metric(ltv) / metric(cac) * param(gross_margin)"},
  };
  for (const auto& [text, printed] : cases) {
    const auto parsed = Parse(text);
    ASSERT_TRUE(parsed.ok()) << text;
    EXPECT_EQ(Print(*parsed), printed);
    const auto again = Parse(printed);
    ASSERT_TRUE(again.ok()) << printed;
    EXPECT_TRUE(*again == *parsed) << text;
  }
}

TEST(FormulaParser, SaysWhereItStumbles) {
  const std::vector<std::tuple<std::string, std::string, int>> cases = {
      {"", "formula.unexpected", 0},
      {"   ", "formula.unexpected", 3},
      {"sum(spend", "formula.unexpected", 9},
      {"sum()", "formula.unexpected", 4},
      {"sum(spend))", "formula.unexpected", 10},
      {"sum(spend) sum(leads)", "formula.unexpected", 11},
      {"1 +", "formula.unexpected", 3},
      {"1 + * 2", "formula.unexpected", 4},
      {"spend / leads", "formula.no_aggregate", 0},
      {"sum(a) / leads", "formula.no_aggregate", 9},
      {"avg(ctr)", "formula.unknown_name", 0},
      {"1,5", "formula.unexpected", 1},
      {"sum(Spend)", "formula.unexpected", 4},
      {"prior(prior(sum(x)))", "formula.unexpected", 6},
      {"1 + \xC3\xA9", "formula.unexpected", 4},
      {"3.", "formula.unexpected", 1},
  };
  for (const auto& [text, code, byte] : cases) {
    const auto parsed = Parse(text);
    ASSERT_FALSE(parsed.ok()) << text;
    EXPECT_EQ(parsed.error().code, code) << text;
    EXPECT_EQ(parsed.error().at.byte, byte) << text;
    EXPECT_EQ(parsed.error().at.column, byte + 1) << text;
  }
  // Columns count characters, not bytes.
  const auto parsed = Parse("sum(spend) \xC3\xA9 \xC3\xA9");
  EXPECT_EQ(parsed.error().at.column, 12);
  const auto later = Parse("\xC3\xA9");
  EXPECT_EQ(later.error().at.column, 1);
}

TEST(FormulaParser, NestingIsBounded) {
  const std::string open(100, '(');
  const std::string close(100, ')');
  EXPECT_TRUE(Parse(open + "1" + close).ok());
  for (const std::string& deep : {std::string(100000, '('), std::string(100000, '-') + "1"}) {
    const auto parsed = Parse(deep);
    ASSERT_FALSE(parsed.ok());
    EXPECT_EQ(parsed.error().code, "formula.too_deep");
  }
  std::string chain = "1";
  for (int i = 0; i < 5000; ++i) chain += "+1";
  EXPECT_EQ(Parse(chain).error().code, "formula.too_deep");
}

TEST(FormulaParser, TermsOnceInOrderWithPrior) {
  const auto parsed =
      Parse("(sum(a)-prior(sum(a)))/prior(sum(a))+last(b)*param(p)*metric(m)+sum(a)");
  ASSERT_TRUE(parsed.ok());
  std::string all;
  for (const Term& term : TermsOf(*parsed)) all += TermText(term) + " ";
  EXPECT_EQ(all, "sum(a) prior(sum(a)) last(b) param(p) metric(m) ");
}

TEST(FormulaParser, SubstitutesTerms) {
  const auto outer = Parse("metric(ltv) / metric(cac)");
  const auto cac = Parse("sum(spend) / sum(new_customers)");
  const Expression made = Substitute(*outer, [&](const Term& term) -> std::optional<Expression> {
    if (term.id == "cac") return *cac;
    return std::nullopt;
  });
  EXPECT_EQ(Print(made), "metric(ltv) / (sum(spend) / sum(new_customers))");
}

}  // namespace
}  // namespace mittari::formula
