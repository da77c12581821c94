#include "sql/scope.h"

#include <algorithm>

namespace mittari::sql {

bool Scope::IsPlain(const report::Sheet& sheet) {
  return sheet.input->spans == nullptr && sheet.input->file == nullptr;
}

bool Scope::FromEngine(std::string_view measure) const {
  const std::string id(measure);
  return std::any_of(book_.sheets().begin(), book_.sheets().end(), [&](const report::Sheet& sheet) {
    return !IsPlain(sheet) && report::HasMeasure(*sheet.input, id, catalog());
  });
}

std::vector<size_t> Scope::SourcesOf(std::string_view measure) const {
  std::vector<size_t> out;
  for (size_t s = 0; s < book_.sheets().size(); ++s) {
    const report::Sheet& sheet = book_.sheets()[s];
    if (sheet.selected && IsPlain(sheet) && SlotOf(*sheet.input->table, measure, catalog())) out.push_back(s);
  }
  return out;
}

bool Scope::IsReal(std::string_view measure) const {
  const std::vector<size_t> sources = SourcesOf(measure);
  return std::any_of(sources.begin(), sources.end(), [&](size_t s) {
    return !SlotOf(*book_.sheets()[s].input->table, measure, catalog())->column->exact();
  });
}

const std::string& Scope::Column(formula::Aggregate aggregate, std::string_view measure) {
  for (const Wanted& known : wanted_) {
    if (known.aggregate == aggregate && known.measure == measure) return known.column;
  }
  std::string name = std::string(formula::AggregateName(aggregate)) + "_" + PlainName(measure);
  const auto taken = [&] {
    return std::any_of(wanted_.begin(), wanted_.end(), [&](const Wanted& known) { return known.column == name; });
  };
  while (taken()) name += "_";
  wanted_.push_back({aggregate, std::string(measure), std::move(name)});
  return wanted_.back().column;
}

std::optional<Slot> SlotOf(const table::Table& table, std::string_view measure,
                           const catalog::Catalog& catalog) {
  if (const table::Column* column = report::MeasureColumn(table, measure)) return Slot{column, {}};
  const catalog::Derivation* rule = report::PartOf(catalog, measure);
  if (rule == nullptr || !report::HasMeasure(table, std::string(measure), catalog)) return std::nullopt;
  const table::Column* whole = report::MeasureColumn(table, rule->source);
  if (whole == nullptr) return std::nullopt;
  return Slot{whole, rule->channel};
}

std::string PlainName(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    out += plain ? c : '_';
  }
  return out;
}

std::string CellName(std::string_view measure) {
  // Two names that differ in other letters alone stay two.
  const std::string plain = PlainName(measure);
  if (plain == measure) return "cell_" + plain;
  uint32_t mix = 2166136261u;
  for (const char c : measure) mix = (mix ^ static_cast<unsigned char>(c)) * 16777619u;
  return "cell_" + plain + "_" + std::to_string(mix);
}

}  // namespace mittari::sql
