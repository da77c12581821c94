#include "catalog/catalog.h"

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
  object["confidence_interval"] = metric.interval;
  object["benchmark"] = metric.benchmark;
  object["tables"] = metric.tables;
  Json equivalents = Json::array();
  for (const Equivalent& equivalent : metric.equivalents) {
    equivalents.push_back({{"use", equivalent.use}, {"formula", equivalent.text}});
  }
  object["equivalent_formulas"] = std::move(equivalents);
  object["example"] = metric.example;
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
  for (size_t i = 0; i < catalog.measures.size(); ++i) {
    const Measure& measure = catalog.measures[i];
    Json object = Named(measure, language);
    object["table"] = measure.table;
    object["unit"] = measure.type;
    object["aggregate"] = std::string(AggregateName(measure.aggregate));
    object["direction"] = catalog.measure_metrics[i].direction;
    object["stand_ins"] = measure.stand_ins;
    measures.push_back(std::move(object));
  }
  out["measures"] = std::move(measures);
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
