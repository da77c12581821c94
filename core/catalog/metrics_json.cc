#include "catalog/catalog.h"
#include "catalog/kpi.h"

namespace mittari::catalog {
namespace {

using formula::Op;
using formula::Term;

Json Every(const Texts& texts) {
  Json object;
  for (size_t i = 0; i < kLanguages.size(); ++i)
    object[std::string(kLanguages[i])] = texts.by_language[i];
  return object;
}

// {"id", "name", "names"} to go on with.
template <typename Entry>
Json Named(const Entry& entry, std::string_view language) {
  Json object;
  object["id"] = entry.id;
  object["name"] = entry.names.In(language);
  object["names"] = Every(entry.names);
  return object;
}

Json InputsOf(const Metric& metric) {
  Json inputs = Json::array();
  for (const Term& term : formula::TermsOf(metric.formula)) {
    Json input;
    input["id"] = term.id;
    input["kind"] = term.kind == Op::kMetric  ? "metric"
                    : term.kind == Op::kParam ? "parameter"
                                              : "measure";
    if (term.kind == Op::kMeasure) input["aggregate"] = std::string(AggregateName(term.aggregate));
    if (term.prior) input["prior"] = true;
    inputs.push_back(std::move(input));
  }
  return inputs;
}

// What happens where the formula meets something unusual, in codes.
Json EdgeCases(const Metric& metric) {
  Json cases;
  const bool divides = !metric.denominator.empty();
  cases["denominator_zero"] = divides ? Json(metric.zero_reason) : Json(nullptr);
  cases["denominator_negative"] = divides ? Json(metric.negative_reason) : Json(nullptr);
  Json defaults = Json::array();
  for (const Default& rule : metric.defaults) {
    defaults.push_back({{"term", TermText(rule.term)},
                        {"value", rule.value.ToDouble()},
                        {"flag", rule.flag}});
  }
  cases["defaults"] = std::move(defaults);
  Json bounds = Json::array();
  for (const Bound& bound : metric.bounds) {
    bounds.push_back({{"of", bound.of.empty() ? metric.id : bound.of},
                      {bound.above ? "above" : "below", bound.limit.ToDouble()},
                      {"flag", bound.flag}});
  }
  cases["bounds"] = std::move(bounds);
  Json prefer = Json::array();
  for (const auto& [from, better] : metric.prefer) prefer.push_back({from, better});
  cases["prefer"] = std::move(prefer);
  cases["flags"] = metric.standing_flags;
  return cases;
}

Json MetricJson(const Metric& metric, std::string_view language) {
  Json object = Named(metric, language);
  object["category"] = metric.category;
  object["description"] = metric.descriptions.In(language);
  object["descriptions"] = Every(metric.descriptions);
  object["aliases"] = metric.aliases;
  object["formula"] = metric.text;
  object["unit"] = metric.unit;
  object["direction"] = metric.direction;
  object["timing"] = metric.timing;
  object["basis"] = metric.basis;
  object["inputs"] = InputsOf(metric);
  object["parameters"] = metric.parameters;
  object["per_segment"] = metric.per_segment;
  object["decomposable"] = metric.decomposable;
  object["controllable"] = metric.controllable;
  object["confidence_interval"] = metric.interval;
  object["benchmark"] = metric.benchmark;
  object["tables"] = metric.tables;
  Json equivalents = Json::array();
  for (const Equivalent& equivalent : metric.equivalents) {
    equivalents.push_back({{"use", equivalent.use}, {"formula", equivalent.text}});
  }
  object["equivalent_formulas"] = std::move(equivalents);
  object["edge_cases"] = EdgeCases(metric);
  object["example"] = metric.example;
  if (!metric.lagged.empty()) object["lagged"] = metric.lagged;
  return object;
}

}  // namespace

Json MetricsJson(const Catalog& catalog, std::string_view language) {
  Json out;
  out["ok"] = true;
  out["languages"] = kLanguages;
  Json metrics = Json::array();
  Json helpers = Json::array();  // named in formulas, but no metrics of their own
  for (const Metric& metric : catalog.metrics) {
    (metric.helper ? helpers : metrics).push_back(MetricJson(metric, language));
  }
  out["metrics"] = std::move(metrics);
  out["helpers"] = std::move(helpers);
  Json measures = Json::array();
  Json helper_measures = Json::array();
  for (size_t i = 0; i < catalog.measures.size(); ++i) {
    const Measure& measure = catalog.measures[i];
    Json object = Named(measure, language);
    object["table"] = measure.table;
    object["unit"] = measure.type;
    object["aggregate"] = std::string(AggregateName(measure.aggregate));
    object["direction"] = catalog.measure_metrics[i].direction;
    object["stand_ins"] = measure.stand_ins;
    (measure.helper ? helper_measures : measures).push_back(std::move(object));
  }
  out["measures"] = std::move(measures);
  out["helper_measures"] = std::move(helper_measures);
  Json parameters = Json::array();
  for (const Parameter& parameter : catalog.parameters) {
    Json object = Named(parameter, language);
    object["unit"] = parameter.unit;
    parameters.push_back(std::move(object));
  }
  out["parameters"] = std::move(parameters);
  Json sets = Json::array();
  for (const KpiSet& set : catalog.kpi_sets) {
    Json object = Named(set, language);
    object["primary"] = set.primary;
    object["secondary"] = set.secondary;
    object["supporting"] = set.supporting;
    object["focus"] = FocusJson(1, set.secondary.size());
    sets.push_back(std::move(object));
  }
  out["kpi_sets"] = std::move(sets);
  Json dimensions = Json::array();
  for (const Dimension& dimension : catalog.dimensions) {
    Json object = Named(dimension, language);
    object["type"] = dimension.type;
    object["tables"] = dimension.tables;
    dimensions.push_back(std::move(object));
  }
  out["dimensions"] = std::move(dimensions);
  Json channels = Json::array();
  for (const Channel& channel : catalog.channels) {
    Json object = Named(channel, language);
    object["offline"] = channel.offline;
    channels.push_back(std::move(object));
  }
  out["channels"] = std::move(channels);
  return out;
}

}  // namespace mittari::catalog
