#include "formula/solve.h"

#include <utility>

#include "formula/print.h"

namespace mittari::formula {
namespace {

// The given terms with one value put in, or taken away.
class With : public Terms {
 public:
  With(const Terms& terms, const Term& term, Value value)
      : terms_(terms), term_(term), value_(std::move(value)) {}

  Value Measure(Aggregate aggregate, std::string_view id, bool prior) const override {
    return Is(Op::kMeasure, aggregate, id, prior) ? value_ : terms_.Measure(aggregate, id, prior);
  }
  std::optional<Value> Metric(std::string_view id, bool prior) const override {
    return Is(Op::kMetric, Aggregate::kSum, id, prior) ? value_ : terms_.Metric(id, prior);
  }
  Value Param(std::string_view id) const override {
    return Is(Op::kParam, Aggregate::kSum, id, false) ? value_ : terms_.Param(id);
  }
  bool Has(std::string_view measure) const override { return terms_.Has(measure); }

 private:
  bool Is(Op kind, Aggregate aggregate, std::string_view id, bool prior) const {
    return term_.kind == kind && term_.id == id && term_.prior == prior &&
           (kind != Op::kMeasure || term_.aggregate == aggregate);
  }

  const Terms& terms_;
  const Term& term_;
  const Value value_;
};

bool IsUnknown(const Node& node, bool prior, const Term& unknown) {
  return node.op == unknown.kind && node.name == unknown.id &&
         (node.op == Op::kParam || prior == unknown.prior) &&
         (node.op != Op::kMeasure || node.aggregate == unknown.aggregate);
}

int Occurrences(const Expression& expression, int index, bool prior, const Term& unknown) {
  const Node& node = expression.node(index);
  if (IsTerm(node.op)) return IsUnknown(node, prior, unknown) ? 1 : 0;
  int count = 0;
  if (node.left >= 0)
    count += Occurrences(expression, node.left, prior || node.op == Op::kPrior, unknown);
  if (node.right >= 0) count += Occurrences(expression, node.right, prior, unknown);
  return count;
}

// Walks from the root to the only unknown and undoes every operation on the way.
class Inverter {
 public:
  Inverter(const Expression& expression, const Term& unknown, const Terms& terms,
           const DivisionRules& rules, std::vector<std::string>* steps)
      : expression_(expression), unknown_(unknown), terms_(terms), rules_(rules), steps_(steps) {}

  std::optional<Rational> Undo(int index, bool prior, const Rational& target) const {
    const Node& node = expression_.node(index);
    if (IsTerm(node.op)) return target;
    if (node.op == Op::kPrior) return Undo(node.left, true, target);
    if (node.op == Op::kNegate) return Undo(node.left, prior, -target);
    const bool in_left = Occurrences(expression_, node.left, prior, unknown_) > 0;
    Expression other;
    const int root = other.Graft(expression_, in_left ? node.right : node.left);
    if (prior) other.Unary(Op::kPrior, root);
    const Value known = Evaluate(other, terms_, rules_, steps_);
    if (!known.present()) return std::nullopt;
    const Rational& value = known.number();
    const int next = in_left ? node.left : node.right;
    switch (node.op) {
      case Op::kAdd:
        return Undo(next, prior, Step(target, " - ", value, target - value));
      case Op::kSubtract:
        return in_left ? Undo(next, prior, Step(target, " + ", value, target + value))
                       : Undo(next, prior, Step(value, " - ", target, value - target));
      case Op::kMultiply:
        if (value.IsZero()) return std::nullopt;
        return Undo(next, prior, Step(target, " / ", value, target / value));
      default:
        if (in_left) return Undo(next, prior, Step(target, " * ", value, target * value));
        if (target.IsZero()) return std::nullopt;
        return Undo(next, prior, Step(value, " / ", target, value / target));
    }
  }

 private:
  Rational Step(const Rational& left, std::string_view sign, const Rational& right,
                Rational result) const {
    if (steps_ != nullptr && left.FitsDouble() && right.FitsDouble() && result.FitsDouble()) {
      steps_->push_back(PrintNumber(left) + std::string(sign) + PrintNumber(right) + " = " +
                        result.ToText());
    }
    return result;
  }

  const Expression& expression_;
  const Term& unknown_;
  const Terms& terms_;
  const DivisionRules& rules_;
  std::vector<std::string>* steps_;
};

// Polynomials in the unknown, lowest power first.
using Polynomial = std::vector<Rational>;
constexpr size_t kMaxTerms = 9;

Polynomial Times(const Polynomial& a, const Polynomial& b) {
  Polynomial product(a.size() + b.size() - 1);
  for (size_t i = 0; i < a.size(); ++i) {
    for (size_t j = 0; j < b.size(); ++j) product[i + j] = product[i + j] + a[i] * b[j];
  }
  return product;
}

Polynomial Plus(const Polynomial& a, const Polynomial& b, int sign) {
  Polynomial sum(a.size() > b.size() ? a.size() : b.size());
  for (size_t i = 0; i < a.size(); ++i) sum[i] = a[i];
  for (size_t i = 0; i < b.size(); ++i) sum[i] = sign > 0 ? sum[i] + b[i] : sum[i] - b[i];
  return sum;
}

struct Quotient {
  Polynomial above;
  Polynomial below;
};

// The formula as a quotient of two polynomials in the unknown.
std::optional<Quotient> InUnknown(const Expression& expression, int index, bool prior,
                                  const Term& unknown, const Terms& terms) {
  const Node& node = expression.node(index);
  if (node.op == Op::kNumber) return Quotient{{node.number}, {Rational(1)}};
  if (IsTerm(node.op)) {
    if (IsUnknown(node, prior, unknown)) return Quotient{{Rational(), Rational(1)}, {Rational(1)}};
    Expression leaf;
    const int at = leaf.Leaf(node.op, node.aggregate, node.name);
    if (prior) leaf.Unary(Op::kPrior, at);
    const Value value = Evaluate(leaf, terms);
    if (!value.present()) return std::nullopt;
    return Quotient{{value.number()}, {Rational(1)}};
  }
  auto left = InUnknown(expression, node.left, prior || node.op == Op::kPrior, unknown, terms);
  if (!left || node.op == Op::kPrior) return left;
  if (node.op == Op::kNegate) {
    for (Rational& factor : left->above) factor = -factor;
    return left;
  }
  const auto right = InUnknown(expression, node.right, prior, unknown, terms);
  if (!right) return std::nullopt;
  Quotient made;
  switch (node.op) {
    case Op::kMultiply:
      made = {Times(left->above, right->above), Times(left->below, right->below)};
      break;
    case Op::kDivide:
      made = {Times(left->above, right->below), Times(left->below, right->above)};
      break;
    default:
      made = {Plus(Times(left->above, right->below), Times(right->above, left->below),
                   node.op == Op::kAdd ? 1 : -1),
              Times(left->below, right->below)};
  }
  if (made.above.size() > kMaxTerms || made.below.size() > kMaxTerms) return std::nullopt;
  return made;
}

std::optional<Rational> SolveLinear(const Expression& expression, const Term& unknown,
                                    const Rational& target, const Terms& terms) {
  const auto quotient = InUnknown(expression, expression.root(), false, unknown, terms);
  if (!quotient) return std::nullopt;
  Polynomial equation = Plus(quotient->above, Times({target}, quotient->below), -1);
  while (!equation.empty() && equation.back().IsZero()) equation.pop_back();
  // A common factor of the unknown also allows zero; the caller puts the answer back and sees.
  bool zero = false;
  while (!equation.empty() && equation.front().IsZero()) {
    zero = true;
    equation.erase(equation.begin());
  }
  if (zero && equation.size() == 1) return Rational();
  if (equation.size() != 2) return std::nullopt;
  return -equation[0] / equation[1];
}

}  // namespace

std::optional<Rational> Solve(const Expression& expression, const Term& unknown,
                              const Rational& target, const Terms& terms,
                              const DivisionRules& rules, std::vector<std::string>* steps) {
  if (expression.empty()) return std::nullopt;
  const int count = Occurrences(expression, expression.root(), false, unknown);
  if (count == 0) return std::nullopt;
  std::vector<std::string> made;
  const With without(terms, unknown, Value::Absent(codes::kMissingInput, unknown.id));
  const auto found = count == 1 ? Inverter(expression, unknown, terms, rules, &made)
                                      .Undo(expression.root(), false, target)
                                : SolveLinear(expression, unknown, target, terms);
  if (!found || !found->FitsDouble()) return std::nullopt;
  const Value back = Evaluate(expression, With(terms, unknown, Value::Of(*found)), rules);
  if (!back.present() || !(back.number() == target)) return std::nullopt;
  if (steps != nullptr) {
    if (count > 1) {
      made = {PrintValues(expression, without) + " = " + target.ToText(),
              TermText(unknown) + " = " + found->ToText()};
    }
    steps->insert(steps->end(), made.begin(), made.end());
  }
  return found;
}

}  // namespace mittari::formula
