#include "catalog/catalog.h"

#include <algorithm>
#include <utility>

#include "catalog/data.gen.h"

namespace mittari::catalog {
namespace {

using formula::Op;
using formula::Term;
using formula::Unit;

template <typename List>
auto* ById(const List& list, std::string_view id) {
  const auto found =
      std::find_if(list.begin(), list.end(), [id](const auto& entry) { return entry.id == id; });
  return found == list.end() ? nullptr : &*found;
}

constexpr std::string_view kMeasurePrefix = "measure:";
constexpr int kMaxNesting = 16;

std::optional<Unit> TermUnit(const Catalog& catalog, const Term& term, int depth) {
  if (term.kind == Op::kMeasure) {
    const Measure* measure = catalog.FindMeasure(term.id);
    if (measure == nullptr) return std::nullopt;
    return measure->unit();
  }
  if (term.kind == Op::kParam) {
    const Parameter* parameter = catalog.FindParameter(term.id);
    if (parameter == nullptr) return std::nullopt;
    // Margins are fractions, and a number of lifetimes is a plain factor.
    return parameter->monthly ? Unit::Of("month", -1) : Unit::None();
  }
  const Metric* metric = catalog.FindMetric(term.id);
  if (metric == nullptr || depth > kMaxNesting) return std::nullopt;
  if (metric->formula.empty()) return metric->monthly_rate ? Unit::Of("month", -1) : Unit::None();
  const auto unit = formula::Check(
      metric->formula, [&](const Term& inner) { return TermUnit(catalog, inner, depth + 1); });
  return unit.ok() ? std::optional(unit.value()) : std::nullopt;
}

}  // namespace

std::string FoldName(std::string_view text) {
  // Persian leaves both out at will: "هزینه" and "هزینهٔ" are one word.
  constexpr std::string_view kHamzaAbove = "\xD9\x94", kJoiner = "\xE2\x80\x8C";
  std::string folded;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, kHamzaAbove.size()) == kHamzaAbove) {
      i += kHamzaAbove.size() - 1;
      continue;
    }
    if (text.substr(i, kJoiner.size()) == kJoiner) {
      i += kJoiner.size() - 1;
      continue;
    }
    const char c = text[i];
    if (c >= 'A' && c <= 'Z') {
      folded.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0x80) {
      folded.push_back(c);
    }
  }
  return folded;
}

const std::string& Texts::In(std::string_view language) const {
  for (size_t i = 0; i < kLanguages.size(); ++i) {
    if (kLanguages[i] == language) return by_language[i];
  }
  return by_language[0];
}

Unit Measure::unit() const {
  if (type == "currency") return monthly ? Unit::Currency() / Unit::Of("month") : Unit::Currency();
  if (type == "days") return noun.empty() ? Unit::Of("day") : Unit::Of("day") * Unit::Of(noun);
  return Unit::Of(noun.empty() ? "thing" : noun);
}

void Catalog::Index() {
  metric_at_.clear();
  measure_at_.clear();
  for (size_t i = 0; i < metrics.size(); ++i) metric_at_.emplace(metrics[i].id, i);
  for (size_t i = 0; i < measures.size(); ++i) measure_at_.emplace(measures[i].id, i);
}

const Measure* Catalog::FindMeasure(std::string_view id) const {
  const auto found = measure_at_.find(id);
  return found == measure_at_.end() ? nullptr : &measures[found->second];
}

const Dimension* Catalog::FindDimension(std::string_view id) const { return ById(dimensions, id); }
const KpiSet* Catalog::FindSet(std::string_view id) const { return ById(kpi_sets, id); }
const Parameter* Catalog::FindParameter(std::string_view id) const { return ById(parameters, id); }

const Metric* Catalog::FindMetric(std::string_view id) const {
  const bool plain = id.substr(0, kMeasurePrefix.size()) == kMeasurePrefix;
  if (plain) {
    id.remove_prefix(kMeasurePrefix.size());
  } else if (const auto found = metric_at_.find(id); found != metric_at_.end()) {
    return &metrics[found->second];
  }
  const auto found = measure_at_.find(id);
  return found == measure_at_.end() ? nullptr : &measure_metrics[found->second];
}

const Metric* Catalog::Resolve(std::string_view text) const {
  if (const Metric* exact = FindMetric(text)) return exact;
  const std::string wanted = FoldName(text);
  if (wanted.empty()) return nullptr;
  const auto matches = [&](const std::string& name) { return FoldName(name) == wanted; };
  for (const auto* list : {&metrics, &measure_metrics}) {
    for (const Metric& metric : *list) {
      if (matches(metric.id)) return &metric;
    }
  }
  for (const Metric& metric : metrics) {
    if (std::any_of(metric.aliases.begin(), metric.aliases.end(), matches)) return &metric;
  }
  for (const auto* list : {&metrics, &measure_metrics}) {
    for (const Metric& metric : *list) {
      const auto& names = metric.names.by_language;
      if (std::any_of(names.begin(), names.end(), matches)) return &metric;
    }
  }
  return nullptr;
}

std::optional<Unit> Catalog::UnitOf(const Term& term) const { return TermUnit(*this, term, 0); }

const Catalog& Builtin() {
  // Never destroyed: others may look things up while the program ends.
  static const Catalog* const catalog = [] {
    Json parts;
    parts["metrics"] = ParseJson(data::kMetrics);
    parts["measures"] = ParseJson(data::kMeasures);
    parts["dimensions"] = ParseJson(data::kDimensions);
    parts["kpi_sets"] = ParseJson(data::kKpiSets);
    parts["channels"] = ParseJson(data::kChannels);
    parts["parameters"] = ParseJson(data::kParameters);
    auto loaded = Load(parts);
    // The tests load the same bytes and see them sound.
    return loaded.ok() ? new Catalog(std::move(loaded).value()) : new Catalog();
  }();
  return *catalog;
}

}  // namespace mittari::catalog
