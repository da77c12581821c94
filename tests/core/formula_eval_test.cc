#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "core/formula_terms.h"
#include "formula/eval.h"
#include "formula/parser.h"
#include "formula/print.h"
#include "formula/solve.h"
#include "formula/unit.h"
#include "gtest/gtest.h"

namespace mittari::formula {
namespace {

Expression F(const std::string& text) {
  auto parsed = Parse(text);
  EXPECT_TRUE(parsed.ok()) << text;
  return parsed.ok() ? std::move(parsed).value() : Expression();
}

TEST(FormulaEval, Worksheet) {
  const TableTerms terms{{{"spend", 1000}, {"leads", 100}, {"new_customers", 30}}};
  std::vector<std::string> steps;
  EXPECT_EQ(Evaluate(F("sum(spend)/sum(leads)"), terms, {}, &steps).ToDouble(), 10);
  EXPECT_EQ(steps, std::vector<std::string>{"1000 / 100 = 10"});
  EXPECT_EQ(Evaluate(F("sum(spend)/sum(new_customers)"), terms).ToDouble(), 33.333333333333336);
  EXPECT_EQ(PrintValues(F("(sum(spend)-sum(leads))/sum(new_customers)"), terms),
            "(1000 - 100) / 30");
  EXPECT_EQ(PrintValues(F("sum(spend)/sum(mqls)"), terms), "1000 / sum(mqls)");
}

TEST(FormulaEval, PriorAndStocks) {
  const TableTerms terms{
      {{"searches", 130}, {"prior:searches", 100}, {"open:list", 8000}, {"last:list", 8310}}};
  EXPECT_EQ(
      Evaluate(F("(sum(searches)-prior(sum(searches)))/prior(sum(searches))"), terms).ToDouble(),
      0.3);
  EXPECT_EQ(Evaluate(F("(last(list)-open(list))/open(list)"), terms).ToDouble(), 0.03875);
  EXPECT_EQ(PrintValues(F("(sum(searches)-prior(sum(searches)))/prior(sum(searches))"), terms),
            "(130 - 100) / 100");
}

TEST(FormulaEval, AbsentHasAReason) {
  const TableTerms terms{{{"spend", 250}, {"leads", 0}, {"target", 10}, {"won", 30}}};
  EXPECT_EQ(Evaluate(F("sum(spend)/sum(leads)"), terms).reason(), "denominator_zero");
  EXPECT_EQ(Evaluate(F("sum(leads)/sum(leads)"), terms).reason(), "denominator_zero");
  EXPECT_EQ(Evaluate(F("sum(spend)/(sum(target)-sum(won))"), terms).reason(),
            "non_positive_denominator");
  const DivisionRules met{codes::kTargetMet, codes::kTargetMet};
  EXPECT_EQ(Evaluate(F("sum(spend)/(sum(target)-sum(won))"), terms, met).reason(), "target_met");
  const Value missing = Evaluate(F("sum(spend)/sum(mqls)"), terms);
  EXPECT_EQ(missing.reason(), "missing_input");
  EXPECT_EQ(missing.measure(), "mqls");
  // A missing input is told before a zero denominator, wherever it stands.
  EXPECT_EQ(Evaluate(F("sum(spend)/sum(leads)+sum(mqls)"), terms).measure(), "mqls");
  EXPECT_EQ(Evaluate(F("sum(mqls)+sum(spend)/sum(leads)"), terms).measure(), "mqls");
  EXPECT_EQ(Evaluate(F("sum(mqls)/sum(sqls)"), terms).measure(), "mqls");
  EXPECT_EQ(Evaluate(F("param(gross_margin)*sum(spend)"), terms).measure(), "gross_margin");
}

TEST(FormulaEval, NeverInfinite) {
  TableTerms terms;
  terms["a"] = *Rational::FromText("1e308");
  EXPECT_EQ(Evaluate(F("sum(a)*sum(a)"), terms).reason(), "out_of_range");
  // Too large on the way, in range at the end.
  EXPECT_EQ(Evaluate(F("sum(a)*sum(a)/sum(a)"), terms).ToDouble(), 1e308);
}

// Every formula of up to four leaves over four numbers, against plain 64-bit
// fractions evaluated from the same tree built by hand.
struct Fraction {
  int64_t num = 0;
  int64_t den = 1;
};

struct Tree {
  std::string text;
  std::optional<Fraction> value;  // nothing: undefined
};

Fraction Reduced(int64_t num, int64_t den) {
  const int64_t common = std::gcd(num, den);
  return {num / common, den / common};
}

std::optional<Fraction> Combine(char op, const std::optional<Fraction>& a,
                                const std::optional<Fraction>& b) {
  if (!a || !b) return std::nullopt;
  switch (op) {
    case '+':
      return Reduced(a->num * b->den + b->num * a->den, a->den * b->den);
    case '-':
      return Reduced(a->num * b->den - b->num * a->den, a->den * b->den);
    case '*':
      return Reduced(a->num * b->num, a->den * b->den);
    default:
      if (b->num <= 0) return std::nullopt;
      return Reduced(a->num * b->den, a->den * b->num);
  }
}

TEST(FormulaEval, EverySmallFormula) {
  const TableTerms terms{{{"x", 12}, {"y", -7}, {"z", 0}}};
  std::vector<std::vector<Tree>> by_size(5);
  by_size[1] = {{"sum(x)", Fraction{12, 1}},
                {"sum(y)", Fraction{-7, 1}},
                {"sum(z)", Fraction{0, 1}},
                {"2.5", Fraction{5, 2}}};
  int count = 0;
  for (size_t size = 1; size <= 4; ++size) {
    for (size_t left = 1; left < size; ++left) {
      for (const Tree& a : by_size[left]) {
        for (const Tree& b : by_size[size - left]) {
          for (const char op : {'+', '-', '*', '/'}) {
            by_size[size].push_back(
                {"(" + a.text + ")" + op + "(" + b.text + ")", Combine(op, a.value, b.value)});
          }
        }
      }
    }
    // A minus sign before every third tree.
    for (size_t i = 0; i < by_size[size].size(); i += 3) {
      Tree& tree = by_size[size][i];
      tree.text = "-(" + tree.text + ")";
      if (tree.value) tree.value->num = -tree.value->num;
    }
    const size_t step = size == 4 ? 4 : 1;
    for (size_t i = 0; i < by_size[size].size(); i += step) {
      const Tree& tree = by_size[size][i];
      const auto parsed = Parse(tree.text);
      ASSERT_TRUE(parsed.ok()) << tree.text;
      const Value value = Evaluate(*parsed, terms);
      ASSERT_EQ(value.present(), tree.value.has_value()) << tree.text;
      if (tree.value) {
        ASSERT_EQ(value.number(), Rational(tree.value->num) / Rational(tree.value->den))
            << tree.text;
      }
      const std::string printed = Print(*parsed);
      const auto again = Parse(printed);
      ASSERT_TRUE(again.ok()) << printed;
      ASSERT_TRUE(*again == *parsed) << tree.text << " -> " << printed;
      ++count;
    }
  }
  EXPECT_GT(count, 20000);
}

TEST(FormulaSolve, UndoesASingleUnknown) {
  const TableTerms terms{{{"spend", 1000}, {"price", 500}}};
  std::vector<std::string> steps;
  const Term leads{Op::kMeasure, Aggregate::kSum, "leads", false};
  EXPECT_EQ(*Solve(F("sum(spend)/sum(leads)"), leads, 10, terms, {}, &steps), Rational(100));
  EXPECT_EQ(steps, std::vector<std::string>{"1000 / 10 = 100"});
  EXPECT_EQ(*Solve(F("3-(sum(spend)-sum(leads))/sum(price)"), leads, 2, terms), Rational(500));
  EXPECT_EQ(*Solve(F("-sum(leads)*2"), leads, -9, terms), *Rational::FromText("4.5"));
  // No answer: division by the result would be needed, or nothing depends on it.
  EXPECT_FALSE(Solve(F("sum(spend)/sum(leads)"), leads, 0, terms).has_value());
  EXPECT_FALSE(Solve(F("sum(spend)/sum(price)"), leads, 2, terms).has_value());
  EXPECT_FALSE(Solve(F("sum(spend)/sum(leads)"), leads, -10, terms).has_value());
  EXPECT_FALSE(Solve(F("sum(other)/sum(leads)"), leads, 10, terms).has_value());
}

TEST(FormulaSolve, LinearWhenTheUnknownRepeats) {
  const TableTerms terms{{{"lost", 70}, {"profit", 6000}, {"zero", 0}}};
  const Term won{Op::kMeasure, Aggregate::kSum, "won", false};
  const Term spend{Op::kMeasure, Aggregate::kSum, "spend", false};
  std::vector<std::string> steps;
  EXPECT_EQ(*Solve(F("sum(won)/(sum(won)+sum(lost))"), won, *Rational::FromText("0.3"), terms, {},
                   &steps),
            Rational(30));
  EXPECT_EQ(steps[0], "sum(won) / (sum(won) + 70) = 0.3");
  EXPECT_EQ(steps[1], "sum(won) = 30");
  EXPECT_EQ(*Solve(F("(sum(profit)-sum(spend))/sum(spend)"), spend, 5, terms), Rational(1000));
  // Zero as the true answer.
  EXPECT_EQ(*Solve(F("100*(sum(won)-sum(zero))/(sum(won)+sum(lost)+sum(zero))"), won, 0, terms),
            Rational(0));
  // x cancels out: any x, or none.
  EXPECT_FALSE(Solve(F("sum(lost)/sum(won)*sum(won)"), won, 70, terms).has_value());
  // Quadratic: refused.
  EXPECT_FALSE(Solve(F("sum(won)*sum(won)"), won, 49, terms).has_value());
}

TEST(FormulaUnit, Algebra) {
  const auto unit_of = [](const Term& term) -> std::optional<Unit> {
    if (term.id == "spend" || term.id == "revenue") return Unit::Currency();
    if (term.id == "days") return Unit::Of("day") * Unit::Of("deal");
    if (term.id == "margin") return Unit::None();
    if (term.id == "churn") return Unit::Of("month", -1);
    if (term.id == "missing") return std::nullopt;
    return Unit::Of(term.id);
  };
  const auto text = [&](const std::string& formula) {
    const auto unit = Check(F(formula), unit_of);
    return unit.ok() ? unit->ToText() : unit.error().code;
  };
  EXPECT_EQ(text("sum(spend)/sum(lead)"), "currency / lead");
  EXPECT_EQ(text("sum(days)/sum(deal)"), "day");
  EXPECT_EQ(text("1-sum(lead)/sum(session)"), "1");
  EXPECT_EQ(text("sum(spend)+sum(lead)"), "formula.unit_mismatch");
  EXPECT_EQ(text("1-sum(spend)"), "formula.unit_mismatch");
  EXPECT_EQ(text("sum(lead)+1"), "formula.unit_mismatch");
  EXPECT_EQ(text("sum(missing)"), "formula.unknown_name");
  // A rate a month over one month is a share; over another time it is not.
  EXPECT_EQ(text("1-param(churn)"), "1");
  EXPECT_EQ(text("param(churn)+1"), "1");
  EXPECT_EQ(text("1+param(churn)-(1-param(churn))"), "1");
  EXPECT_EQ(text("param(churn)+param(churn)"), "1 / month");
  EXPECT_EQ(text("sum(spend)*(1-param(churn))/(param(churn)+param(churn))"), "currency * month");
  EXPECT_EQ(text("2-param(churn)"), "formula.unit_mismatch");
  EXPECT_EQ(text("param(margin)-param(churn)"), "formula.unit_mismatch");
  EXPECT_EQ(text("1-sum(spend)*param(churn)"), "formula.unit_mismatch");
  EXPECT_EQ(text("sum(revenue)*param(margin)-sum(spend)"), "currency");
  EXPECT_TRUE(Accepts("currency_per_lead", *Check(F("sum(spend)/sum(lead)"), unit_of)));
  EXPECT_FALSE(Accepts("currency_per_mql", *Check(F("sum(spend)/sum(lead)"), unit_of)));
  EXPECT_FALSE(Accepts("percent", *Check(F("sum(spend)/sum(lead)"), unit_of)));
  EXPECT_FALSE(Accepts("count", *Check(F("sum(lead)/sum(session)"), unit_of)));
  EXPECT_FALSE(Accepts("nonsense", Unit::None()));
}

}  // namespace
}  // namespace mittari::formula
