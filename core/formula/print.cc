#include "formula/print.h"

namespace mittari::formula {
namespace {

// Numbers in a formula are decimals of bounded length: printed to the last digit.
constexpr int kLiteralDigits = 1000;

enum Strength { kSum = 1, kProduct = 2, kUnary = 3, kAtom = 4 };

Strength StrengthOf(Op op) {
  switch (op) {
    case Op::kAdd:
    case Op::kSubtract:
      return kSum;
    case Op::kMultiply:
    case Op::kDivide:
      return kProduct;
    case Op::kNegate:
      return kUnary;
    default:
      return kAtom;
  }
}

std::string_view Sign(Op op) {
  switch (op) {
    case Op::kAdd:
      return " + ";
    case Op::kSubtract:
      return " - ";
    case Op::kMultiply:
      return " * ";
    default:
      return " / ";
  }
}

class Printer {
 public:
  Printer(const Expression& expression, const Terms* terms)
      : expression_(expression), terms_(terms) {}

  std::string Of(int index, bool prior) const {
    const Node& node = expression_.node(index);
    switch (node.op) {
      case Op::kNumber:
        return node.number.ToText(kLiteralDigits);
      case Op::kMeasure:
      case Op::kMetric:
      case Op::kParam:
        return Leaf(node, prior);
      case Op::kPrior:
        if (terms_ != nullptr) return "(" + Of(node.left, true) + ")";
        return "prior(" + Of(node.left, prior) + ")";
      case Op::kNegate:
        return "-" + Child(node.left, kUnary, prior);
      default: {
        // Operators lean to the left: an equal one on the right needs its parentheses.
        const Strength own = StrengthOf(node.op);
        return Child(node.left, own, prior) + std::string(Sign(node.op)) +
               Child(node.right, static_cast<Strength>(own + 1), prior);
      }
    }
  }

 private:
  std::string Child(int index, Strength needed, bool prior) const {
    std::string text = Of(index, prior);
    return StrengthOf(expression_.node(index).op) < needed ? "(" + text + ")" : text;
  }

  std::string Leaf(const Node& node, bool prior) const {
    const std::string name = TermText({node.op, node.aggregate, node.name, false});
    if (terms_ == nullptr) return name;
    Value value = Value::Absent(codes::kMissingInput);
    if (node.op == Op::kMeasure) {
      value = terms_->Measure(node.aggregate, node.name, prior);
    } else if (node.op == Op::kParam) {
      value = terms_->Param(node.name);
    } else {
      value = terms_->Metric(node.name, prior).value_or(value);
    }
    return value.present() && value.number().FitsDouble() ? PrintNumber(value.number()) : name;
  }

  const Expression& expression_;
  const Terms* terms_;
};

// prior(sum(x)) of one number needs no parentheses of its own.
std::string Tidy(std::string text) {
  for (size_t at = text.find('('); at != std::string::npos; at = text.find('(', at + 1)) {
    const size_t end = text.find_first_not_of("0123456789.", at + 1);
    if (end != std::string::npos && end > at + 1 && text[end] == ')' &&
        (at == 0 || text[at - 1] == ' ' || text[at - 1] == '(' || text[at - 1] == '-')) {
      text.erase(end, 1);
      text.erase(at, 1);
    }
  }
  return text;
}

}  // namespace

std::string Print(const Expression& expression) {
  return expression.empty() ? std::string()
                            : Printer(expression, nullptr).Of(expression.root(), false);
}

std::string PrintValues(const Expression& expression, const Terms& terms) {
  return expression.empty() ? std::string()
                            : Tidy(Printer(expression, &terms).Of(expression.root(), false));
}

std::string PrintNumber(const Rational& number) {
  std::string text = number.ToText();
  return number.Sign() < 0 ? "(" + text + ")" : text;
}

}  // namespace mittari::formula
