#include "formula/unit.h"

#include <utility>

#include "base/codes.gen.h"

namespace mittari::formula {
namespace {

// Powers of these are physical; every other base is something counted.
constexpr std::string_view kCurrency = "currency";
constexpr std::string_view kDay = "day";
constexpr std::string_view kMonth = "month";

bool IsCounted(std::string_view base) {
  return base != kCurrency && base != kDay && base != kMonth;
}

// What remains of mixed things counted together.
constexpr std::string_view kThing = "thing";

}  // namespace

Unit Unit::Of(std::string_view base, int power) {
  Unit unit;
  if (power != 0) unit.powers_.emplace(base, power);
  return unit;
}

Unit operator*(const Unit& a, const Unit& b) {
  Unit product = a;
  for (const auto& [base, power] : b.powers_) {
    const auto found = product.powers_.try_emplace(base, 0).first;
    found->second += power;
    if (found->second == 0) product.powers_.erase(found);
  }
  return product;
}

Unit operator/(const Unit& a, const Unit& b) {
  Unit inverse;
  for (const auto& [base, power] : b.powers_) inverse.powers_.emplace(base, -power);
  return a * inverse;
}

int Unit::Power(std::string_view base) const {
  const auto found = powers_.find(base);
  return found == powers_.end() ? 0 : found->second;
}

int Unit::CountPower() const {
  int power = 0;
  for (const auto& [base, own] : powers_) power += IsCounted(base) ? own : 0;
  return power;
}

bool Unit::Dimensionless() const {
  return Power(kCurrency) == 0 && Power(kDay) == 0 && Power(kMonth) == 0 && CountPower() == 0;
}

std::optional<Unit> Unit::Sum(const Unit& a, const Unit& b) {
  if (a == b) return a;
  for (const std::string_view base : {kCurrency, kDay, kMonth}) {
    if (a.Power(base) != b.Power(base)) return std::nullopt;
  }
  if (a.CountPower() != b.CountPower()) return std::nullopt;
  // Leads / sessions against a bare number: a rate. Opens + views: things.
  Unit sum = Of(kThing, a.CountPower());
  for (const std::string_view base : {kCurrency, kDay, kMonth}) sum = sum * Of(base, a.Power(base));
  return sum;
}

std::string Unit::ToText() const {
  std::string above;
  std::string below;
  for (const auto& [base, power] : powers_) {
    for (int i = 0; i < (power < 0 ? -power : power); ++i) {
      std::string& side = power < 0 ? below : above;
      side += (side.empty() ? (power < 0 ? " / " : "") : (power < 0 ? " / " : " * ")) + base;
    }
  }
  return (above.empty() ? "1" : above) + below;
}

bool Accepts(std::string_view declared, const Unit& derived) {
  if (declared == "percent" || declared == "ratio" || declared == "score")
    return derived.Dimensionless();
  if (declared == "count") {
    return derived.CountPower() == 1 && derived.Power(kCurrency) == 0 && derived.Power(kDay) == 0 &&
           derived.Power(kMonth) == 0;
  }
  if (declared == "days") return derived == Unit::Of(kDay);
  // A payback in months may also come from two amounts a customer.
  if (declared == "months") return derived == Unit::Of(kMonth) || derived == Unit::None();
  if (declared.substr(0, kCurrency.size()) != kCurrency) return false;
  Unit expected = Unit::Currency();
  constexpr std::string_view kPer = "currency_per_";
  if (declared.substr(0, kPer.size()) == kPer) {
    const std::string_view thing = declared.substr(kPer.size());
    expected = expected / Unit::Of(thing == "mille" ? "impression" : thing);
  } else if (declared != kCurrency) {
    return false;
  }
  return derived == expected || derived == expected / Unit::Of(kMonth);
}

namespace {

class Checker {
 public:
  Checker(const Expression& expression, const UnitOf& unit_of)
      : expression_(expression), unit_of_(unit_of) {}

  Result<Unit> Of(int index, bool prior) const {
    const Node& node = expression_.node(index);
    if (node.op == Op::kNumber) return Unit::None();
    if (IsTerm(node.op)) {
      const auto unit = unit_of_({node.op, node.aggregate, node.name, prior});
      if (unit) return *unit;
      return Fault(node, codes::kFormulaUnknownName, {{"name", node.name}});
    }
    auto left = Of(node.left, prior || node.op == Op::kPrior);
    if (!left.ok() || node.right < 0) return left;
    auto right = Of(node.right, prior);
    if (!right.ok()) return right;
    if (node.op == Op::kMultiply) return *left * *right;
    if (node.op == Op::kDivide) return *left / *right;
    if ((IsOne(node.left) && *right == PerMonth()) || (IsOne(node.right) && *left == PerMonth())) {
      return Unit::None();
    }
    const auto sum = Unit::Sum(*left, *right);
    if (sum) return *sum;
    return Fault(node, codes::kFormulaUnitMismatch,
                 {{"left", left->ToText()}, {"right", right->ToText()}});
  }

 private:
  static Unit PerMonth() { return Unit::Of(kMonth, -1); }
  bool IsOne(int index) const {
    const Node& node = expression_.node(index);
    return node.op == Op::kNumber && node.number == Rational(1);
  }
  static Error Fault(const Node& node, std::string_view code, Args args) {
    return Error{std::string(code), {-1, node.at + 1, node.at}, std::move(args), {}};
  }

  const Expression& expression_;
  const UnitOf& unit_of_;
};

}  // namespace

Result<Unit> Check(const Expression& expression, const UnitOf& unit_of) {
  return Checker(expression, unit_of).Of(expression.root(), false);
}

}  // namespace mittari::formula
