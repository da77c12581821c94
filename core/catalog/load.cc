#include <string>
#include <utility>

#include "base/codes.gen.h"
#include "catalog/catalog.h"
#include "formula/parser.h"

namespace mittari::catalog {
namespace {

using formula::Expression;
using formula::Op;

Error Invalid(std::string_view rule, std::string_view id) {
  return Error{std::string(codes::kCatalogInvalid),
               {},
               {{"rule", std::string(rule)}, {"id", std::string(id)}},
               std::string(id)};
}

Texts TextsAt(const Json& entry, std::string_view key) {
  Texts texts;
  const Json* list = Find(entry, key);
  for (size_t i = 0;
       list != nullptr && list->is_array() && i < kLanguages.size() && i < list->size(); ++i) {
    if ((*list)[i].is_string()) texts.by_language[i] = (*list)[i].get<std::string>();
  }
  return texts;
}

std::vector<std::string> ListAt(const Json& entry, std::string_view key) {
  std::vector<std::string> list;
  const Json* found = Find(entry, key);
  if (found == nullptr || !found->is_array()) return list;
  for (const Json& text : *found) {
    if (text.is_string()) list.push_back(text.get<std::string>());
  }
  return list;
}

const Json& RowsAt(const Json& entry, std::string_view key) {
  static const Json* const kNone = new Json(Json::array());
  const Json* found = Find(entry, key);
  return found != nullptr && found->is_array() ? *found : *kNone;
}

Result<Expression> ParseOf(std::string_view id, const std::string& text) {
  auto parsed = formula::Parse(text);
  if (parsed.ok()) return parsed;
  Error error = std::move(parsed).error();
  error.file = id;
  return error;
}

Result<Measure> ReadMeasure(const Json& entry) {
  Measure measure;
  measure.id = StringOr(entry, "id", "");
  if (measure.id.empty()) return Invalid("id", "measures");
  measure.table = StringOr(entry, "table", "");
  measure.type = StringOr(entry, "type", "count");
  measure.noun = StringOr(entry, "noun", "");
  measure.names = TextsAt(entry, "names");
  measure.monthly = BoolOr(entry, "monthly", false);
  measure.signed_values = BoolOr(entry, "signed", false);
  measure.absolute = BoolOr(entry, "absolute", false);
  measure.helper = BoolOr(entry, "helper", false);
  const std::string additivity = StringOr(entry, "additivity", "flow");
  measure.additivity = additivity == "stock"    ? Additivity::kStock
                       : additivity == "unique" ? Additivity::kUnique
                       : additivity == "window" ? Additivity::kWindow
                                                : Additivity::kFlow;
  if (StringOr(entry, "aggregate", "sum") == "last") measure.aggregate = formula::Aggregate::kLast;
  for (const Json& rule : RowsAt(entry, "derive")) {
    Derivation derivation;
    derivation.text = StringOr(rule, "formula", "");
    derivation.source = StringOr(rule, "source", "");
    derivation.channel = StringOr(rule, "channel", "");
    if (derivation.source.empty()) {
      auto parsed = ParseOf(measure.id, derivation.text);
      if (!parsed.ok()) return std::move(parsed).error();
      derivation.formula = std::move(parsed).value();
    }
    measure.derive.push_back(std::move(derivation));
  }
  measure.stand_ins = ListAt(entry, "stand_ins");
  measure.stand_in_dimensions = ListAt(entry, "stand_in_dimensions");
  measure.same_across = ListAt(entry, "same_across");
  return measure;
}

// The constant with this text; the usual one where the text is none of them.
std::string_view ReasonAt(const Json& entry, std::string_view key, std::string_view usual) {
  const std::string text = StringOr(entry, key, usual);
  for (const std::string_view known :
       {codes::kDenominatorZero, codes::kNonPositiveDenominator, codes::kTargetMet,
        codes::kBaselineZero, codes::kBaselineNegative}) {
    if (known == text) return known;
  }
  return usual;
}

// "sum(x)" or "param(x)" as a term.
Result<formula::Term> ReadTerm(std::string_view id, const std::string& text) {
  auto parsed = ParseOf(id, text);
  if (!parsed.ok()) return std::move(parsed).error();
  const auto terms = formula::TermsOf(*parsed);
  if (terms.size() != 1) return Invalid("term", id);
  return terms[0];
}

Result<bool> ReadRules(const Json& entry, Metric* metric) {
  for (const Json& row : RowsAt(entry, "defaults")) {
    auto term = ReadTerm(metric->id, StringOr(row, "term", ""));
    if (!term.ok()) return std::move(term).error();
    const auto value = Rational::FromText(StringOr(row, "value", ""));
    if (!value) return Invalid("default", metric->id);
    metric->defaults.push_back({std::move(term).value(), *value, StringOr(row, "flag", "")});
  }
  for (const Json& row : RowsAt(entry, "bounds")) {
    const bool above = Find(row, "above") != nullptr;
    const auto limit = Rational::FromText(StringOr(row, above ? "above" : "below", ""));
    if (!limit) return Invalid("bound", metric->id);
    metric->bounds.push_back({StringOr(row, "of", ""), above, *limit, StringOr(row, "flag", "")});
  }
  for (const Json& row : RowsAt(entry, "prefer")) {
    if (row.size() != 2 || !row[0].is_string() || !row[1].is_string())
      return Invalid("prefer", metric->id);
    metric->prefer.emplace_back(row[0].get<std::string>(), row[1].get<std::string>());
  }
  for (const Json& row : RowsAt(entry, "equivalents")) {
    Equivalent equivalent{StringOr(row, "use", ""), StringOr(row, "formula", ""), {}};
    auto parsed = ParseOf(metric->id, equivalent.text);
    if (!parsed.ok()) return std::move(parsed).error();
    equivalent.formula = std::move(parsed).value();
    metric->equivalents.push_back(std::move(equivalent));
  }
  return true;
}

Result<Metric> ReadMetric(const Json& entry) {
  Metric metric;
  metric.id = StringOr(entry, "id", "");
  if (metric.id.empty()) return Invalid("id", "metrics");
  metric.helper = BoolOr(entry, "helper", false);
  metric.monthly_rate = BoolOr(entry, "monthly_rate", false);
  metric.category = StringOr(entry, "category", "");
  metric.names = TextsAt(entry, "names");
  metric.descriptions = TextsAt(entry, "descriptions");
  metric.aliases = ListAt(entry, "aliases");
  metric.text = StringOr(entry, "formula", "");
  if (!metric.helper || !metric.text.empty()) {
    auto parsed = ParseOf(metric.id, metric.text);
    if (!parsed.ok()) return std::move(parsed).error();
    metric.formula = std::move(parsed).value();
  }
  metric.unit = StringOr(entry, "unit", "");
  metric.direction = StringOr(entry, "direction", "neutral");
  metric.timing = StringOr(entry, "timing", "lagging");
  metric.basis = StringOr(entry, "basis", "period");
  metric.grain = StringOr(entry, "grain", "");
  metric.tables = ListAt(entry, "tables");
  if (metric.tables.empty()) metric.tables.push_back(metric.grain);
  metric.parameters = ListAt(entry, "parameters");
  metric.interval = StringOr(entry, "interval", "none");
  metric.per_segment = BoolOr(entry, "per_segment", true);
  metric.same_set = StringOr(entry, "same_set", "");
  metric.company = BoolOr(entry, "company", false);
  metric.decomposable = BoolOr(entry, "decomposable", false);
  metric.controllable = BoolOr(entry, "controllable", false);
  metric.lagged = ListAt(entry, "lagged");
  metric.zero_reason = ReasonAt(entry, "zero_reason", metric.zero_reason);
  metric.negative_reason = ReasonAt(entry, "negative_reason", metric.negative_reason);
  metric.standing_flags = ListAt(entry, "standing_flags");
  if (const Json* benchmark = Find(entry, "benchmark")) metric.benchmark = *benchmark;
  if (const Json* example = Find(entry, "example")) metric.example = *example;
  const auto rules = ReadRules(entry, &metric);
  if (!rules.ok()) return rules.error();
  SplitQuotient(&metric);
  return metric;
}

}  // namespace

void SplitQuotient(Metric* metric) {
  const Expression& whole = metric->formula;
  if (whole.empty()) return;
  int at = whole.root();
  const formula::Node& root = whole.node(at);
  if (root.op == Op::kSubtract && whole.node(root.left).op == Op::kNumber &&
      whole.node(root.left).number == Rational(1)) {
    metric->complement = true;
    at = root.right;
  }
  const formula::Node& node = whole.node(at);
  if (node.op != Op::kDivide) {
    metric->complement = false;
    return;
  }
  metric->numerator.Graft(whole, node.left);
  metric->denominator.Graft(whole, node.right);
}

Metric MetricOf(const Measure& measure) {
  Metric metric;
  metric.id = measure.id;
  metric.category = "measure";
  metric.names = measure.names;
  metric.text = std::string(AggregateName(measure.aggregate)) + "(" + measure.id + ")";
  metric.formula.Leaf(Op::kMeasure, measure.aggregate, measure.id);
  metric.unit = measure.type;
  metric.direction = "neutral";
  metric.timing = "leading";
  metric.basis = measure.additivity == Additivity::kStock ? "point_in_time" : "period";
  metric.grain = measure.table;
  metric.tables = {measure.table};
  metric.interval = "none";
  metric.is_measure = true;
  metric.own = measure.own;
  return metric;
}

Result<Catalog> Load(const Json& parts) {
  Catalog catalog;
  for (const Json& entry : RowsAt(parts, "measures")) {
    auto measure = ReadMeasure(entry);
    if (!measure.ok()) return std::move(measure).error();
    Metric shown = MetricOf(*measure);
    shown.direction = StringOr(entry, "direction", shown.direction);
    shown.timing = StringOr(entry, "timing", shown.timing);
    catalog.measure_metrics.push_back(std::move(shown));
    catalog.measures.push_back(std::move(measure).value());
  }
  for (const Json& entry : RowsAt(parts, "metrics")) {
    auto metric = ReadMetric(entry);
    if (!metric.ok()) return std::move(metric).error();
    catalog.metrics.push_back(std::move(metric).value());
  }
  for (const Json& entry : RowsAt(parts, "dimensions")) {
    catalog.dimensions.push_back({StringOr(entry, "id", ""), StringOr(entry, "type", ""),
                                  ListAt(entry, "tables"), TextsAt(entry, "names")});
  }
  for (const Json& entry : RowsAt(parts, "kpi_sets")) {
    catalog.kpi_sets.push_back({StringOr(entry, "id", ""), TextsAt(entry, "names"),
                                StringOr(entry, "primary", ""), ListAt(entry, "secondary"),
                                ListAt(entry, "supporting")});
  }
  for (const Json& entry : RowsAt(parts, "channels")) {
    catalog.channels.push_back({StringOr(entry, "id", ""), TextsAt(entry, "names"),
                                BoolOr(entry, "offline", false), ListAt(entry, "tokens")});
  }
  for (const Json& entry : RowsAt(parts, "parameters")) {
    catalog.parameters.push_back(
        {StringOr(entry, "id", ""), TextsAt(entry, "names"), StringOr(entry, "unit", ""), BoolOr(entry, "monthly", false)});
  }
  catalog.Index();
  return catalog;
}

}  // namespace mittari::catalog
