#include "report/interval.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "stats/interval.h"

namespace mittari::report {
namespace {

using formula::Aggregate;
using formula::Expression;
using formula::Op;
using formula::Value;

// Measures with made-up values, to find out what weight a formula gives each.
class Probe : public formula::Terms {
 public:
  Probe(const Book& book, std::map<std::string, Rational, std::less<>> values)
      : book_(book), values_(std::move(values)) {}

  Value Measure(Aggregate aggregate, std::string_view id, bool prior) const override {
    const auto at = values_.find(id);
    if (aggregate != Aggregate::kSum || prior || at == values_.end()) {
      return Value::Absent(codes::kMissingInput, id);
    }
    return Value::Of(at->second);
  }
  std::optional<Value> Metric(std::string_view, bool) const override { return std::nullopt; }
  Value Param(std::string_view id) const override {
    const auto at = book_.query().params.find(id);
    return at == book_.query().params.end() ? Value::Absent(codes::kMissingInput, id)
                                            : Value::Of(at->second);
  }
  bool Has(std::string_view measure) const override { return book_.Has(measure); }
  bool HasDimension(std::string_view name) const override { return book_.HasDimension(name); }

 private:
  const Book& book_;
  std::map<std::string, Rational, std::less<>> values_;
};

catalog::Columns ColumnsOf(const Book& book) {
  catalog::Columns columns;
  columns.has_measure = [&book](std::string_view id) { return book.Has(id); };
  columns.has_parameter = [&book](std::string_view id) {
    return book.query().params.find(id) != book.query().params.end();
  };
  columns.has_dimension = [&book](std::string_view id) { return book.HasDimension(id); };
  return columns;
}

// The subtree as an expression of its own.
int Copy(const Expression& from, int index, Expression* to) {
  const formula::Node& node = from.node(index);
  switch (node.op) {
    case Op::kNumber:
      return to->Number(node.number);
    case Op::kMeasure:
    case Op::kMetric:
    case Op::kParam:
      return to->Leaf(node.op, node.aggregate, node.name);
    case Op::kPrior:
    case Op::kNegate:
      return to->Unary(node.op, Copy(from, node.left, to));
    default: {
      const int left = Copy(from, node.left, to);
      return to->Binary(node.op, left, Copy(from, node.right, to));
    }
  }
}

double Weigh(const Slice& slice, const Weights& weights) {
  double total = 0;
  for (const Weight& part : weights) total += part.weight * slice.Sum(part.index).sum.ToDouble();
  return total;
}

bool Whole(double value) { return std::fabs(value) < 9e15 && value == std::floor(value); }

// The weighted sum of every cluster; `room` holds it unless it is there already.
const std::vector<double>& WeighClusters(const Slice& slice, Slice::Clusters& clusters,
                                         const Weights& weights, std::vector<double>* room) {
  if (weights.size() == 1 && weights[0].weight == 1 && weights[0].index >= 0) {
    return slice.SumsOf(clusters, weights[0].index);
  }
  std::vector<double>& out = *room;
  out.assign(clusters.count, 0);
  for (const Weight& part : weights) {
    if (part.index < 0) continue;
    const std::vector<double>& sums = slice.SumsOf(clusters, part.index);
    for (size_t c = 0; c < out.size(); ++c) out[c] += part.weight * sums[c];
  }
  return out;
}

std::optional<stats::RatioDelta> DeltaOf(const IntervalPlan& plan, const Slice& slice) {
  Slice::Clusters& clusters = slice.ClustersOver(plan.involved);
  if (clusters.count == 0) return std::nullopt;
  std::vector<double> y;
  std::vector<double> x;
  return stats::RatioOverClusters(WeighClusters(slice, clusters, plan.y, &y),
                                  WeighClusters(slice, clusters, plan.x, &x));
}

// The plan's measures by number, and the sheets that have them. None where one of them is no sum
// of cells: then these tell nothing of how it varies.
void Resolve(const Book& book, IntervalPlan* plan) {
  plan->involved.assign(book.sheets().size(), false);
  bool counted = false;
  for (Weights* weights : {&plan->y, &plan->x}) {
    for (Weight& part : *weights) {
      part.index = book.IndexOf(part.measure);
      for (size_t s = 0; part.index >= 0 && s < plan->involved.size(); ++s) {
        const Sheet& sheet = book.sheets()[s];
        if (book.SlotAt(s, part.index) >= 0) plan->involved[s] = true;
        counted |= sheet.buying && sheet.buying->Has(part.measure);
      }
    }
  }
  if (counted) plan->involved.assign(plan->involved.size(), false);
  // What varies from day to day was added up before: an interval from months would be another one
  // than that of the days, and one from the totals alone would be too narrow.
  const bool totals = plan->method == "poisson_count" || plan->method == "nps_multinomial" || !plan->opening.empty();
  for (size_t s = 0; s < plan->involved.size(); ++s) {
    const bool sums = plan->involved[s] && book.sheets()[s].input->table->Constant("sums") != nullptr;
    if (sums && !totals) plan->method = "none";
  }
}

}  // namespace

std::optional<Weights> LinearIn(const Book& book, const catalog::Metric& metric,
                                const Expression& expression,
                                const catalog::EvaluateOptions& options) {
  if (expression.empty()) return std::nullopt;
  catalog::Metric part;
  part.id = metric.id;
  part.formula = expression;
  part.defaults = metric.defaults;
  std::map<std::string, Rational, std::less<>> zero;
  for (const formula::Term& term : catalog::Needs(book.catalog(), part, ColumnsOf(book), options)) {
    if (term.kind == Op::kParam) continue;
    if (term.kind != Op::kMeasure || term.aggregate != Aggregate::kSum || term.prior) {
      return std::nullopt;
    }
    if (book.Has(term.id)) zero.emplace(term.id, Rational(0));
  }
  const auto at = [&](const std::map<std::string, Rational, std::less<>>& values) {
    return catalog::Evaluate(book.catalog(), part, Probe(book, values), options).value;
  };
  const Value origin = at(zero);
  if (!origin.present() || !origin.number().IsZero()) return std::nullopt;
  Weights weights;
  // A point off every axis, where anything but a weighted sum would show.
  std::map<std::string, Rational, std::less<>> mixed;
  Rational expected;
  int64_t step = 3;
  for (const auto& [id, unused] : zero) {
    auto unit = zero;
    unit[id] = Rational(1);
    const Value value = at(unit);
    if (!value.present()) return std::nullopt;
    if (!value.number().IsZero()) weights.push_back({id, value.ToDouble(), -1});
    mixed[id] = Rational(step);
    expected = expected + value.number() * Rational(step);
    step = step * 2 + 1;
  }
  const Value value = at(mixed);
  if (weights.empty() || !value.present() || !(value.number() == expected)) return std::nullopt;
  return weights;
}

IntervalPlan PlanInterval(const Book& book, const catalog::Metric& metric,
                          const catalog::EvaluateOptions& options) {
  IntervalPlan plan;
  const auto none = [] { return IntervalPlan{}; };
  if (metric.interval.empty() || metric.interval == "none" || metric.interval == "mean_t" ||
      metric.formula.empty()) {
    return plan;
  }
  plan.method = metric.interval;
  const Expression& whole = metric.formula;
  if (plan.method == "poisson_count") {
    const auto y = LinearIn(book, metric, whole, options);
    if (!y) return none();
    plan.y = *y;
    Resolve(book, &plan);
    return plan;
  }
  int root = whole.root();
  const formula::Node* node = &whole.node(root);
  if (node->op == Op::kSubtract && whole.node(node->left).op == Op::kNumber &&
      whole.node(node->left).number == Rational(1)) {
    plan.complement = true;
    root = node->right;
    node = &whole.node(root);
  }
  if (node->op != Op::kDivide) return none();
  Expression top;
  Expression bottom;
  Copy(whole, node->left, &top);
  Copy(whole, node->right, &bottom);
  const auto y = LinearIn(book, metric, top, options);
  const auto x = LinearIn(book, metric, bottom, options);
  const formula::Node& under = whole.node(node->right);
  const bool of_opening = plan.method == "wilson" && under.op == Op::kMeasure && under.aggregate == Aggregate::kOpen;
  if (!y || (!x && !of_opening)) return none();
  plan.y = *y;
  if (x) {
    plan.x = *x;
  } else {
    plan.opening = under.name;
  }
  Resolve(book, &plan);
  return plan;
}

std::optional<Shown> IntervalOf(const IntervalPlan& plan, const Slice& slice, std::optional<double> opening) {
  if (plan.method == "none") return std::nullopt;
  const double y = Weigh(slice, plan.y);
  const auto show = [](const std::optional<stats::Interval>& interval,
                       std::string_view method) -> std::optional<Shown> {
    if (!interval) return std::nullopt;
    return Shown{interval->low, interval->high, method};
  };
  if (plan.method == "poisson_count") {
    return Whole(y) ? show(stats::PoissonCount(y), plan.method) : std::nullopt;
  }
  if (!plan.opening.empty() && !opening) return std::nullopt;
  const double x = opening ? *opening : Weigh(slice, plan.x);
  if (plan.method == "nps_multinomial") {
    double plus = 0;
    double minus = 0;
    double scale = 0;
    for (const Weight& part : plan.y) {
      (part.weight > 0 ? plus : minus) += slice.Sum(part.index).sum.ToDouble();
      scale = std::fabs(part.weight);
    }
    // Answers that are all alike say nothing of how much others would differ.
    if (plus == x || minus == x || plus + minus == 0) return std::nullopt;
    std::optional<Shown> out = show(stats::NetShare(plus, minus, x), plan.method);
    if (out) {
      // The normal approximation of few answers reaches further than a share can.
      out->low = std::max(out->low, -1.0) * scale;
      out->high = std::min(*out->high, 1.0) * scale;
    }
    return out;
  }
  std::optional<Shown> best;
  const bool rate = plan.method == "wilson" || plan.method == "wilson_if_one_per_click";
  if (rate && Whole(y) && Whole(x)) best = show(stats::Wilson(y, x), "wilson");
  if (const auto delta = opening ? std::nullopt : DeltaOf(plan, slice)) {
    const auto width = [](const Shown& shown) { return *shown.high - shown.low; };
    std::optional<Shown> other = show(delta->interval, "ratio_delta");
    // Few clusters reach further than a share can.
    if (plan.method == "wilson" && y <= x) {
      other->low = std::max(other->low, 0.0);
      other->high = std::min(*other->high, 1.0);
    }
    if (!best || width(*other) > width(*best)) best = other;
  }
  if (!best && plan.method == "poisson_den" && Whole(x)) {
    best = show(stats::PoissonCost(y, x), plan.method);
  }
  if (best && plan.complement) {
    const double low = best->low;
    best->low = 1 - *best->high;
    best->high = 1 - low;
  }
  return best;
}

}  // namespace mittari::report
