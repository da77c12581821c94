#include "formula/eval.h"

#include <utility>

#include "formula/print.h"

namespace mittari::formula {
namespace {

constexpr std::string_view kSigns[] = {" + ", " - ", " * ", " / "};

class Evaluation {
 public:
  Evaluation(const Expression& expression, const Terms& terms, const DivisionRules& rules,
             std::vector<std::string>* steps)
      : expression_(expression), terms_(terms), rules_(rules), steps_(steps) {}

  Value Of(int index, bool prior) const {
    const Node& node = expression_.node(index);
    switch (node.op) {
      case Op::kNumber:
        return Value::Of(node.number);
      case Op::kMeasure:
        return terms_.Measure(node.aggregate, node.name, prior);
      case Op::kMetric:
        return terms_.Metric(node.name, prior)
            .value_or(Value::Absent(codes::kMissingInput, node.name));
      case Op::kParam:
        return terms_.Param(node.name);
      case Op::kPrior:
        return Of(node.left, true);
      case Op::kNegate: {
        const Value value = Of(node.left, prior);
        return value.present() ? Value::Of(-value.number(), value.exact()) : value;
      }
      default:
        return Combine(node, prior);
    }
  }

 private:
  Value Combine(const Node& node, bool prior) const {
    const Value left = Of(node.left, prior);
    const Value right = Of(node.right, prior);
    if (!left.present() || !right.present()) {
      // What a person can mend comes first: the missing input.
      if (left.present() || (right.missing() && !left.missing())) return right;
      return left;
    }
    if (node.op == Op::kDivide && right.number().Sign() <= 0) {
      return Value::Absent(right.number().IsZero() ? rules_.zero : rules_.negative);
    }
    Value result =
        Value::Of(Apply(node.op, left.number(), right.number()), left.exact() && right.exact());
    if (steps_ != nullptr && result.number().FitsDouble() && left.number().FitsDouble() &&
        right.number().FitsDouble()) {
      steps_->push_back(
          PrintNumber(left.number()) +
          std::string(kSigns[static_cast<int>(node.op) - static_cast<int>(Op::kAdd)]) +
          PrintNumber(right.number()) + " = " + result.number().ToText());
    }
    return result;
  }

  static Rational Apply(Op op, const Rational& left, const Rational& right) {
    switch (op) {
      case Op::kAdd:
        return left + right;
      case Op::kSubtract:
        return left - right;
      case Op::kMultiply:
        return left * right;
      default:
        return left / right;
    }
  }

  const Expression& expression_;
  const Terms& terms_;
  const DivisionRules& rules_;
  std::vector<std::string>* steps_;
};

}  // namespace

Value Evaluate(const Expression& expression, const Terms& terms, const DivisionRules& rules,
               std::vector<std::string>* steps) {
  if (expression.empty()) return Value::Absent(codes::kMissingInput);
  Value value = Evaluation(expression, terms, rules, steps).Of(expression.root(), false);
  if (value.present() && !value.number().FitsDouble()) return Value::Absent(codes::kOutOfRange);
  return value;
}

}  // namespace mittari::formula
