#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/rational.h"

namespace mittari::formula {

// How a measure is taken over a selection: summed; a stock at the period's end;
// a stock just before the period's start.
enum class Aggregate : uint8_t { kSum, kLast, kOpen };
std::string_view AggregateName(Aggregate aggregate);  // "sum", "last", "open"

enum class Op : uint8_t {
  kNumber,
  kMeasure,  // aggregate(name)
  kMetric,   // metric(name)
  kParam,    // param(name)
  kPrior,    // prior(left): the same in the compared period
  kNegate,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
};
bool IsTerm(Op op);  // kMeasure, kMetric, kParam

// Something a formula takes from outside.
struct Term {
  Op kind = Op::kMeasure;
  Aggregate aggregate = Aggregate::kSum;  // of kMeasure
  std::string id;
  bool prior = false;

  friend bool operator==(const Term&, const Term&) = default;
};
// "sum(spend)", "prior(open(mrr))", "metric(cac)".
std::string TermText(const Term& term);

struct Node {
  Op op = Op::kNumber;
  Aggregate aggregate = Aggregate::kSum;
  int32_t left = -1;
  int32_t right = -1;
  int32_t at = 0;     // byte in the source text
  int32_t depth = 1;  // of the subtree
  Rational number;
  std::string name;
};

// A parsed formula: nodes in one array, children before parents, the root last.
// Built by Parse or by the methods here; never changed afterwards.
class Expression {
 public:
  static constexpr int kMaxDepth = 256;  // bounds every recursion over the tree

  const Node& node(int index) const { return nodes_[static_cast<size_t>(index)]; }
  int root() const { return static_cast<int>(nodes_.size()) - 1; }
  bool empty() const { return nodes_.empty(); }

  // Append a node and return its index; -1 where it would be deeper than kMaxDepth.
  int Number(Rational value, int at = 0);
  int Leaf(Op op, Aggregate aggregate, std::string_view name, int at = 0);
  int Unary(Op op, int child, int at = 0);
  int Binary(Op op, int left, int right, int at = 0);
  // Copies the tree of `other` under `index`.
  int Graft(const Expression& other, int index);

  // Same tree; positions do not count.
  friend bool operator==(const Expression& a, const Expression& b);

 private:
  int Append(Node node);

  std::vector<Node> nodes_;
};

// The terms of a formula, each once, in the order they stand.
std::vector<Term> TermsOf(const Expression& expression);

// The formula with terms replaced: `replace` is asked for every term, and
// answers nothing to keep it. Empty where the outcome would be too deep.
using Replace = std::function<std::optional<Expression>(const Term&)>;
Expression Substitute(const Expression& expression, const Replace& replace);

}  // namespace mittari::formula
