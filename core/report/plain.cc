#include "report/plain.h"

#include <algorithm>
#include <array>

namespace mittari::report {

using formula::Op;
using formula::Value;

std::optional<PlainFormula> PlainFormula::Of(const Book& book, const catalog::Metric& metric) {
  const formula::Expression& formula = metric.formula;
  if (formula.empty() || static_cast<size_t>(formula.root()) >= kMost) return std::nullopt;
  for (const catalog::Equivalent& other : metric.equivalents) {
    if (other.use == "rows" || other.use == "multi_month") return std::nullopt;  // asked first
  }
  for (const catalog::Bound& bound : metric.bounds) {
    if (!bound.of.empty()) return std::nullopt;
  }
  PlainFormula plain;
  plain.metric_ = &metric;
  bool any = false;
  for (int i = 0; i <= formula.root(); ++i) {
    const formula::Node& from = formula.node(i);
    Node node;
    node.op = from.op;
    node.left = from.left;
    node.right = from.right;
    switch (from.op) {
      case Op::kNumber:
        node.number = &from.number;
        break;
      case Op::kMeasure: {
        node.index = book.IndexOf(from.name);
        if (from.aggregate != formula::Aggregate::kSum || node.index < 0 || !book.Has(from.name)) return std::nullopt;
        const catalog::Measure* known = book.Known(node.index);
        if (known != nullptr && known->absolute) return std::nullopt;
        any = true;
        break;
      }
      case Op::kNegate:
      case Op::kAdd:
      case Op::kSubtract:
      case Op::kMultiply:
      case Op::kDivide:
        break;
      default:
        return std::nullopt;
    }
    plain.nodes_.push_back(node);
  }
  return any ? std::optional(std::move(plain)) : std::nullopt;
}

// Most are one sum, or one over another: to make room for all there can be takes longer than to divide.
bool PlainFormula::Evaluate(const Slice& slice, Value* value, std::vector<std::string>* flags) const {
  return nodes_.size() <= 3 ? EvaluateIn<3>(slice, value, flags) : EvaluateIn<kMost>(slice, value, flags);
}

template <size_t kRoom>
bool PlainFormula::EvaluateIn(const Slice& slice, Value* value, std::vector<std::string>* flags) const {
  struct Part {
    Rational number;
    std::string_view reason;  // why there is no number
    bool exact = true;
  };
  std::array<Part, kRoom> parts;
  for (size_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    Part& part = parts[i];
    if (node.op == Op::kMeasure) {
      const measure::Final& sum = slice.Sum(node.index);
      if (sum.missing()) return false;
      part.number = sum.sum;
      part.exact = sum.exact;
      continue;
    }
    if (node.op == Op::kNumber) {
      part.number = *node.number;
      continue;
    }
    const Part& left = parts[static_cast<size_t>(node.left)];
    const Part& right = node.op == Op::kNegate ? left : parts[static_cast<size_t>(node.right)];
    part.exact = left.exact && right.exact;
    part.reason = left.reason.empty() ? right.reason : left.reason;
    if (!part.reason.empty()) continue;
    switch (node.op) {
      case Op::kNegate:
        part.number = -left.number;
        break;
      case Op::kAdd:
        part.number = left.number + right.number;
        break;
      case Op::kSubtract:
        part.number = left.number - right.number;
        break;
      case Op::kMultiply:
        part.number = left.number * right.number;
        break;
      default:
        if (const int sign = right.number.Sign(); sign <= 0) {
          part.reason = sign == 0 ? metric_->zero_reason : metric_->negative_reason;
        } else {
          part.number = left.number / right.number;
        }
    }
  }
  Part& last = parts[nodes_.size() - 1];
  if (last.reason.empty() && !last.number.FitsDouble()) last.reason = codes::kOutOfRange;
  if (!last.reason.empty()) {
    *value = Value::Absent(last.reason);
    return true;
  }
  const auto add = [flags](const std::string& flag) {
    if (std::find(flags->begin(), flags->end(), flag) == flags->end()) flags->push_back(flag);
  };
  for (const catalog::Bound& bound : metric_->bounds) {
    if (bound.above ? last.number > bound.limit : last.number < bound.limit) add(bound.flag);
  }
  for (const std::string& flag : metric_->standing_flags) add(flag);
  *value = Value::Of(std::move(last.number), last.exact);
  return true;
}

}  // namespace mittari::report
