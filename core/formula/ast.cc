#include "formula/ast.h"

#include <algorithm>
#include <utility>

namespace mittari::formula {

std::string_view AggregateName(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::kLast:
      return "last";
    case Aggregate::kOpen:
      return "open";
    case Aggregate::kSum:
      break;
  }
  return "sum";
}

bool IsTerm(Op op) { return op == Op::kMeasure || op == Op::kMetric || op == Op::kParam; }

std::string TermText(const Term& term) {
  std::string text(term.kind == Op::kMetric  ? "metric"
                   : term.kind == Op::kParam ? "param"
                                             : AggregateName(term.aggregate));
  text += "(" + term.id + ")";
  return term.prior ? "prior(" + text + ")" : text;
}

int Expression::Append(Node node) {
  for (const int child : {node.left, node.right}) {
    if (child >= 0) node.depth = std::max(node.depth, nodes_[static_cast<size_t>(child)].depth + 1);
  }
  if (node.depth > kMaxDepth) return -1;
  nodes_.push_back(std::move(node));
  return root();
}

int Expression::Number(Rational value, int at) {
  Node node;
  node.number = std::move(value);
  node.at = at;
  return Append(std::move(node));
}

int Expression::Leaf(Op op, Aggregate aggregate, std::string_view name, int at) {
  Node node;
  node.op = op;
  node.aggregate = aggregate;
  node.name = name;
  node.at = at;
  return Append(std::move(node));
}

int Expression::Unary(Op op, int child, int at) {
  if (child < 0) return -1;
  Node node;
  node.op = op;
  node.left = child;
  node.at = at;
  return Append(std::move(node));
}

int Expression::Binary(Op op, int left, int right, int at) {
  if (left < 0 || right < 0) return -1;
  Node node;
  node.op = op;
  node.left = left;
  node.right = right;
  node.at = at;
  return Append(std::move(node));
}

int Expression::Graft(const Expression& other, int index) {
  const Node& node = other.node(index);
  switch (node.op) {
    case Op::kNumber:
      return Number(node.number, node.at);
    case Op::kMeasure:
    case Op::kMetric:
    case Op::kParam:
      return Leaf(node.op, node.aggregate, node.name, node.at);
    case Op::kPrior:
    case Op::kNegate:
      return Unary(node.op, Graft(other, node.left), node.at);
    default: {
      const int left = Graft(other, node.left);
      const int right = Graft(other, node.right);
      return Binary(node.op, left, right, node.at);
    }
  }
}

namespace {

bool Same(const Expression& a, int i, const Expression& b, int j) {
  const Node& x = a.node(i);
  const Node& y = b.node(j);
  if (x.op != y.op) return false;
  switch (x.op) {
    case Op::kNumber:
      return x.number == y.number;
    case Op::kMeasure:
      return x.aggregate == y.aggregate && x.name == y.name;
    case Op::kMetric:
    case Op::kParam:
      return x.name == y.name;
    case Op::kPrior:
    case Op::kNegate:
      return Same(a, x.left, b, y.left);
    default:
      return Same(a, x.left, b, y.left) && Same(a, x.right, b, y.right);
  }
}

void Collect(const Expression& expression, int index, bool prior, std::vector<Term>* terms) {
  const Node& node = expression.node(index);
  if (IsTerm(node.op)) {
    Term term{node.op, node.aggregate, node.name, prior && node.op != Op::kParam};
    if (std::find(terms->begin(), terms->end(), term) == terms->end())
      terms->push_back(std::move(term));
    return;
  }
  if (node.left >= 0) Collect(expression, node.left, prior || node.op == Op::kPrior, terms);
  if (node.right >= 0) Collect(expression, node.right, prior, terms);
}

int Copy(const Expression& from, int index, bool prior, const Replace& replace, Expression* to) {
  const Node& node = from.node(index);
  if (IsTerm(node.op)) {
    const auto other =
        replace({node.op, node.aggregate, node.name, prior && node.op != Op::kParam});
    if (!other) return to->Graft(from, index);
    return other->empty() ? -1 : to->Graft(*other, other->root());
  }
  if (node.op == Op::kNumber) return to->Graft(from, index);
  const int left = Copy(from, node.left, prior || node.op == Op::kPrior, replace, to);
  if (node.right < 0) return to->Unary(node.op, left, node.at);
  const int right = Copy(from, node.right, prior, replace, to);
  return to->Binary(node.op, left, right, node.at);
}

}  // namespace

bool operator==(const Expression& a, const Expression& b) {
  if (a.empty() || b.empty()) return a.empty() == b.empty();
  return Same(a, a.root(), b, b.root());
}

std::vector<Term> TermsOf(const Expression& expression) {
  std::vector<Term> terms;
  if (!expression.empty()) Collect(expression, expression.root(), false, &terms);
  return terms;
}

Expression Substitute(const Expression& expression, const Replace& replace) {
  Expression copy;
  if (expression.empty() || Copy(expression, expression.root(), false, replace, &copy) < 0)
    return {};
  return copy;
}

}  // namespace mittari::formula
