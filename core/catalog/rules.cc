#include <algorithm>
#include <set>
#include <string>

#include "base/codes.gen.h"
#include "catalog/catalog.h"
#include "catalog/inputs.h"
#include "catalog/kpi.h"

namespace mittari::catalog {
namespace {

using formula::Op;
using formula::Term;
using Faults = std::vector<Error>;

void Fault(Faults* faults, std::string_view rule, std::string_view id) {
  faults->push_back(Error{std::string(codes::kCatalogInvalid),
                          {},
                          {{"rule", std::string(rule)}, {"id", std::string(id)}},
                          std::string(id)});
}

template <typename List>
void UniqueIds(const List& list, Faults* faults) {
  std::set<std::string> seen;
  for (const auto& entry : list) {
    if (entry.id.empty() || !seen.insert(entry.id).second) Fault(faults, "unique_id", entry.id);
  }
}

void IdsAreUnique(const Catalog& catalog, Faults* faults) {
  UniqueIds(catalog.metrics, faults);
  UniqueIds(catalog.measures, faults);
  UniqueIds(catalog.dimensions, faults);
  UniqueIds(catalog.kpi_sets, faults);
  UniqueIds(catalog.channels, faults);
  UniqueIds(catalog.parameters, faults);
}

bool Complete(const Texts& texts) {
  return std::none_of(texts.by_language.begin(), texts.by_language.end(),
                      [](const std::string& text) { return text.empty(); });
}

void NamesInEveryLanguage(const Catalog& catalog, Faults* faults) {
  const auto check = [faults](const auto& list) {
    for (const auto& entry : list) {
      if (!Complete(entry.names)) Fault(faults, "names", entry.id);
    }
  };
  check(catalog.metrics);
  check(catalog.measures);
  check(catalog.dimensions);
  check(catalog.kpi_sets);
  check(catalog.channels);
  check(catalog.parameters);
  for (const Metric& metric : catalog.metrics) {
    if (!Complete(metric.descriptions)) Fault(faults, "descriptions", metric.id);
  }
}

// The metric is reached from itself: `path` holds the ids on the way.
bool InCycle(const Catalog& catalog, const Metric& metric, std::vector<std::string_view>* path) {
  if (std::find(path->begin(), path->end(), metric.id) != path->end()) return true;
  path->push_back(metric.id);
  bool found = false;
  const auto follow = [&](const formula::Expression& expression) {
    for (const Term& term : formula::TermsOf(expression)) {
      const Metric* inner = term.kind == Op::kMetric ? catalog.FindMetric(term.id) : nullptr;
      if (inner != nullptr && !found) found = InCycle(catalog, *inner, path);
    }
  };
  follow(metric.formula);
  for (const Equivalent& equivalent : metric.equivalents) follow(equivalent.formula);
  path->pop_back();
  return found;
}

void NoCycles(const Catalog& catalog, Faults* faults) {
  for (const Metric& metric : catalog.metrics) {
    std::vector<std::string_view> path;
    if (InCycle(catalog, metric, &path)) {
      faults->push_back(
          Error{std::string(codes::kFormulaCycle), {}, {{"metric", metric.id}}, metric.id});
    }
  }
}

void UnitsAgree(const Catalog& catalog, Faults* faults) {
  const auto check = [&](const Metric& metric, const formula::Expression& expression) {
    if (expression.empty()) return;
    auto unit = formula::Check(expression, [&](const Term& term) { return catalog.UnitOf(term); });
    if (!unit.ok()) {
      faults->push_back(std::move(unit).error());
      faults->back().file = metric.id;
    } else if (!formula::Accepts(metric.unit, *unit)) {
      faults->push_back(Error{std::string(codes::kFormulaUnitMismatch),
                              {},
                              {{"left", metric.unit}, {"right", unit->ToText()}},
                              metric.id});
    }
  };
  for (const Metric& metric : catalog.metrics) {
    check(metric, metric.formula);
    for (const Equivalent& equivalent : metric.equivalents) check(metric, equivalent.formula);
  }
}

// A stock is read by last() or open(), everything else by sum().
void AggregatesFitMeasures(const Catalog& catalog, Faults* faults) {
  for (const Metric& metric : catalog.metrics) {
    for (const Term& term : formula::TermsOf(metric.formula)) {
      const Measure* measure = term.kind == Op::kMeasure ? catalog.FindMeasure(term.id) : nullptr;
      if (measure == nullptr) continue;
      const bool stock = measure->additivity == Additivity::kStock;
      if (stock != (term.aggregate != formula::Aggregate::kSum))
        Fault(faults, "aggregate", metric.id);
    }
  }
}

// prior() reads one period back; a metric inside it may not go back again.
void PriorDoesNotNest(const Catalog& catalog, Faults* faults) {
  for (const Metric& metric : catalog.metrics) {
    for (const Term& term : formula::TermsOf(metric.formula)) {
      const Metric* inner =
          term.kind == Op::kMetric && term.prior ? catalog.FindMetric(term.id) : nullptr;
      if (inner == nullptr) continue;
      for (const Term& deeper : formula::TermsOf(inner->formula)) {
        if (deeper.prior || deeper.kind == Op::kMetric) Fault(faults, "prior", metric.id);
      }
    }
  }
}

void RulesNameKnownThings(const Catalog& catalog, Faults* faults) {
  for (const Metric& metric : catalog.metrics) {
    for (const auto& [from, to] : metric.prefer) {
      if (catalog.FindMetric(from) == nullptr || catalog.FindMetric(to) == nullptr)
        Fault(faults, "prefer", metric.id);
    }
    for (const Bound& bound : metric.bounds) {
      if (!bound.of.empty() && catalog.FindMetric(bound.of) == nullptr)
        Fault(faults, "bound", metric.id);
    }
    for (const std::string& parameter : metric.parameters) {
      if (catalog.FindParameter(parameter) == nullptr) Fault(faults, "parameter", metric.id);
    }
  }
  for (const Metric& metric : catalog.metrics) {
    for (const std::string& id : metric.lagged) {
      if (catalog.FindMeasure(id) == nullptr) Fault(faults, "lagged", metric.id);
    }
  }
  for (const Measure& measure : catalog.measures) {
    for (const std::string& id : measure.stand_ins) {
      if (catalog.FindMeasure(id) == nullptr) Fault(faults, "stand_in", measure.id);
    }
    for (const Derivation& rule : measure.derive) {
      for (const Term& term : formula::TermsOf(rule.formula)) {
        if (!catalog.UnitOf(term) || term.id == measure.id) Fault(faults, "derive", measure.id);
      }
      if (!rule.source.empty() && catalog.FindMeasure(rule.source) == nullptr)
        Fault(faults, "derive", measure.id);
    }
  }
}

// A figure to compare with says whose and of when it is.
void BenchmarksHaveSources(const Catalog& catalog, Faults* faults) {
  for (const Metric& metric : catalog.metrics) {
    const Json& benchmark = metric.benchmark;
    if (benchmark.is_null()) continue;
    const bool figure = benchmark.contains("low") || benchmark.contains("high") ||
                        benchmark.contains("typical");
    if (!figure || StringOr(benchmark, "source", "").empty() || !benchmark.contains("date"))
      Fault(faults, "benchmark", metric.id);
  }
}

// Every number of an example is one that the metric takes.
void ExamplesFit(const Catalog& catalog, Faults* faults) {
  for (const Metric& metric : catalog.metrics) {
    if (!metric.example.is_object()) continue;
    const Inputs inputs(catalog, metric);
    for (const auto& [name, value] : metric.example.items()) {
      if (!inputs.Find(name) || !value.is_number()) Fault(faults, "example", metric.id);
    }
  }
}

void SetsNameKnownMetrics(const Catalog& catalog, Faults* faults) {
  for (const KpiSet& set : catalog.kpi_sets) {
    std::vector<std::string> ids = {set.primary};
    ids.insert(ids.end(), set.secondary.begin(), set.secondary.end());
    ids.insert(ids.end(), set.supporting.begin(), set.supporting.end());
    for (const std::string& id : ids) {
      if (catalog.FindMetric(id) == nullptr) Fault(faults, "set_metric", set.id);
    }
    if (set.secondary.size() > kSecondaryKpis) Fault(faults, "set_size", set.id);
  }
}

}  // namespace

std::vector<Error> Validate(const Catalog& catalog) {
  Faults faults;
  IdsAreUnique(catalog, &faults);
  NamesInEveryLanguage(catalog, &faults);
  NoCycles(catalog, &faults);
  if (!faults.empty()) return faults;  // the rest would follow a cycle
  UnitsAgree(catalog, &faults);
  AggregatesFitMeasures(catalog, &faults);
  PriorDoesNotNest(catalog, &faults);
  RulesNameKnownThings(catalog, &faults);
  SetsNameKnownMetrics(catalog, &faults);
  BenchmarksHaveSources(catalog, &faults);
  ExamplesFit(catalog, &faults);
  return faults;
}

}  // namespace mittari::catalog
