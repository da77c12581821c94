#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "catalog/dimension.h"
#include "catalog/metric.h"

namespace mittari::catalog {

// Every metric, measure, dimension and KPI set Mittari knows. Immutable.
struct Catalog {
  std::vector<Metric> metrics;          // catalogue order; helpers last
  std::vector<Metric> measure_metrics;  // each measure as a metric, in measure order
  std::vector<Measure> measures;
  std::vector<Dimension> dimensions;
  std::vector<KpiSet> kpi_sets;
  std::vector<Channel> channels;
  std::vector<Parameter> parameters;
  // What a person said: this channel name stands for that one. (alias, name)
  std::vector<std::pair<std::string, std::string>> aliases;

  const Measure* FindMeasure(std::string_view id) const;
  const Dimension* FindDimension(std::string_view id) const;
  const KpiSet* FindSet(std::string_view id) const;
  const Parameter* FindParameter(std::string_view id) const;

  // By id: a metric, "measure:reach", or the plain id of a measure.
  const Metric* FindMetric(std::string_view id) const;

  // As FindMetric, then by alias or name in any language, whatever the case
  // and punctuation: "CPL", "LTV:CAC", "cost per lead".
  const Metric* Resolve(std::string_view text) const;

  // The unit of a term; metrics are followed into their formulas.
  std::optional<formula::Unit> UnitOf(const formula::Term& term) const;

  // Sorts the ids in; Load calls it, and so must whoever changes the lists.
  void Index();

 private:
  std::map<std::string, size_t, std::less<>> metric_at_;
  std::map<std::string, size_t, std::less<>> measure_at_;
};

// The catalogue built into the program, read once at first use.
const Catalog& Builtin();

// Letters and digits alone, ASCII in lower case; other scripts stay as they
// are. Two names are taken for the same when these are equal.
std::string FoldName(std::string_view text);

// Reads a catalogue from its JSON parts {metrics, measures, dimensions,
// kpi_sets, channels, parameters}. Errors of a formula name it in `file`.
Result<Catalog> Load(const Json& parts);

// Every fault of the catalogue; empty when it is sound. Rules: ids unique,
// terms exist, units agree with the declared one, no cycles, names in all
// languages, sets name known metrics.
std::vector<Error> Validate(const Catalog& catalog);

// The catalogue for the page and the command line. With a language, `name` and
// `description` are in it; all languages are in `names` and `descriptions`.
Json MetricsJson(const Catalog& catalog, std::string_view language);

}  // namespace mittari::catalog
