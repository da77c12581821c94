#include "sql/source.h"

#include <algorithm>

#include "base/codes.gen.h"
#include "report/channels.h"
#include "sql/channels.h"

namespace mittari::sql {
namespace {

using Item = std::pair<std::string, std::string>;

void AddOnce(std::vector<Item>* list, std::string expression, const std::string& name) {
  const auto same = [&](const Item& item) { return item.second == name; };
  if (std::none_of(list->begin(), list->end(), same)) list->emplace_back(std::move(expression), name);
}

std::string Listed(const std::vector<Item>& items, std::string_view between) {
  std::string out;
  for (const auto& [expression, name] : items) {
    if (!out.empty()) out += between;
    out += expression + " AS " + name;
  }
  return out;
}

}  // namespace

int PlacesOf(const Scope& scope) {
  int most = 0;
  for (const report::Sheet& sheet : scope.book().sheets()) {
    if (!Scope::IsPlain(sheet)) continue;
    for (const Scope::Wanted& wanted : scope.wanted()) {
      const auto slot = SlotOf(*sheet.input->table, wanted.measure, scope.catalog());
      if (slot && slot->column->exact()) most = std::max(most, slot->column->scale());
    }
  }
  return most <= 6 ? 6 : most <= 12 ? 12 : most;
}

SourceSql::SourceSql(const Scope& scope, size_t sheet, int number, std::string table,
                     const std::string& prefix)
    : scope_(scope),
      dialect_(scope.dialect()),
      sheet_(scope.book().sheets()[sheet]),
      number_(number),
      table_(std::move(table)),
      places_(PlacesOf(scope)),
      inspection_(ParseJson(sheet_.input->source)) {
  ReadDay();
  const report::Query& query = scope_.query();
  if (sheet_.has_by) {
    for (const std::string& name : query.dimensions) dimensions_.push_back(DimensionOf(name));
  }
  std::vector<std::string> filters;
  for (const auto& [name, values] : query.where) {
    std::string list;
    for (const std::string& value : values) list += (list.empty() ? "" : ", ") + dialect_.Text(value);
    filters.push_back(list.empty() ? "1 = 0" : "r." + DimensionOf(name) + " IN (" + list + ")");
  }
  ReadCells();
  ReadSegments();
  Finish(filters, prefix);
}

SourceSql::Place SourceSql::PlaceOf(std::string_view name) const {
  const table::Table& table = *sheet_.input->table;
  const table::Column* column = table.FindRole(name);
  if (column != nullptr && !column->role().measure) return {column, nullptr};
  if (const std::string* constant = table.Constant(name)) return {nullptr, constant};
  column = table.FindName(name);
  if (column != nullptr && !column->role().measure) return {column, nullptr};
  return {};
}

SourceSql::Place SourceSql::Channel() const {
  const Place place = PlaceOf("channel");
  return place.found() ? place : PlaceOf("signup_source");
}

std::string SourceSql::Read(const std::string& expression, const std::string& name) {
  for (const auto& [known, as] : read_) {
    if (known == expression) return as;
  }
  read_.emplace_back(expression, name);
  return name;
}

std::string SourceSql::TextOf(const Place& place) {
  const std::string name = "text_" + std::to_string(read_.size() + 1);
  if (place.constant != nullptr) return Read(dialect_.Text(*place.constant), name);
  const table::Column& column = *place.column;
  const std::string header = "t." + dialect_.Name(column.name());
  const std::string text(dialect_.TextType());
  switch (column.kind()) {
    case table::Kind::kDay:
      return Read("COALESCE(CAST(CAST(" + header + " AS DATE) AS " + text + "), '')", name);
    case table::Kind::kText:
      return Read("COALESCE(TRIM(CAST(" + header + " AS " + text + ")), '')", name);
    default:
      break;
  }
  const bool whole = column.exact() && column.scale() == 0;
  std::string number = "CAST(" + header + " AS " + (column.exact() ? dialect_.DecimalType(column.scale()) : std::string(dialect_.RealType())) + ")";
  number = "CAST(" + number + " AS " + text + ")";
  if (!whole && column.exact() && dialect_.PadsDecimals()) number = dialect_.Replaced(number, "[.]?0+$", "");
  return Read("COALESCE(" + number + ", '')", name);
}

std::string SourceSql::GroupOf(bool aliases) {
  const Place place = Channel();
  const catalog::Catalog& catalog = aliases ? scope_.catalog() : catalog::Builtin();
  const std::string name = aliases ? DimensionOf("channel") : TextOf(place);
  const std::string suffix = catalog.aliases.empty() ? "" : "_named";
  AddOnce(&layers_[1], FoldSql(dialect_, catalog, "r." + name), "channel_fold" + suffix);
  AddOnce(&layers_[2], GroupSql(dialect_, catalog, "r.channel_fold" + suffix, "r." + name), "channel_group" + suffix);
  return "channel_group" + suffix;
}

std::string SourceSql::DimensionOf(const std::string& name) {
  if (name == "channel_group") return GroupOf(true);
  if (name != "channel") return TextOf(PlaceOf(name));
  const std::string raw = TextOf(Channel());
  if (scope_.catalog().aliases.empty()) return raw;
  AddOnce(&layers_[0], AliasSql(dialect_, scope_.catalog(), "r." + raw), "channel_name");
  return "channel_name";
}

void SourceSql::ReadDay() {
  const report::Query& query = scope_.query();
  const table::Table& table = *sheet_.input->table;
  const table::Column* day = report::DayColumn(table);
  has_day_ = day != nullptr || table.period().has_value();
  const bool asked = query.grain || query.from || query.to ||
                     std::any_of(scope_.wanted().begin(), scope_.wanted().end(), [](const Scope::Wanted& wanted) {
                       return wanted.aggregate != formula::Aggregate::kSum;
                     });
  if (!has_day_ || !asked) return;
  read_.emplace_back(day != nullptr ? "CAST(t." + dialect_.Name(day->name()) + " AS DATE)"
                                    : Dialect::DayOf(table.period()->from),
                     "row_day");
}

bool SourceSql::Repaired(std::string_view code, std::string_view column) const {
  for (const char* list : {"repairs", "warnings"}) {
    const Json* found = Find(inspection_, list);
    if (found == nullptr || !found->is_array()) continue;
    for (const Json& one : *found) {
      if (StringOr(one, "code", "") == code && (column.empty() || StringOr(one, "column", "") == column)) return true;
    }
  }
  return false;
}

int64_t SourceSql::Factor(std::string_view column) const {
  const Json* found = Find(inspection_, "repairs");
  if (found == nullptr || !found->is_array()) return 1;
  for (const Json& one : *found) {
    if (StringOr(one, "code", "") != codes::kHeaderMultiplied || StringOr(one, "column", "") != column) continue;
    const Json* args = Find(one, "args");
    return args == nullptr ? 1 : static_cast<int64_t>(NumberOr(*args, "factor", 1));
  }
  return 1;
}

std::string SourceSql::CellOf(const table::Column& column, bool real) const {
  const std::string header = "t." + dialect_.Name(column.name());
  const std::string type = real ? std::string(dialect_.RealType()) : dialect_.DecimalType(places_);
  const int digits = Repaired(codes::kMicrosDivided, column.name())    ? 6
                     : Repaired(codes::kMinorDivided, column.name())   ? 2
                     : Repaired(codes::kPercentDivided, column.name()) ? 2
                                                                       : 0;
  std::string cell = "CAST(" + header + " AS " + type + ")";
  if (digits > 0) {
    cell = "CAST(CAST(" + header + " AS " + std::string(dialect_.RealType()) + ") / " +
           std::to_string(PowerOfTen(digits)) + " AS " + type + ")";
  }
  if (const int64_t factor = Factor(column.name()); factor > 1) {
    cell = "CAST(CAST(" + header + " AS " + std::string(dialect_.RealType()) + ") * " +
           std::to_string(factor) + " AS " + type + ")";
  }
  if (Repaired(codes::kNegativeCount, column.name())) {
    cell = "CASE WHEN " + header + " >= 0 THEN " + cell + " END";
  }
  return cell;
}

void SourceSql::ReadCells() {
  const table::Table& table = *sheet_.input->table;
  for (const Scope::Wanted& wanted : scope_.wanted()) {
    const std::string& id = wanted.measure;
    if (cells_.count(id) > 0) continue;
    const std::optional<Slot> slot = SlotOf(table, id, scope_.catalog());
    if (!slot) continue;
    cells_.insert(id);
    const std::string cell = CellOf(*slot->column, scope_.IsReal(id));
    if (slot->group.empty()) {
      read_.emplace_back(cell, CellName(id));
      continue;
    }
    // A row of another channel has none of it, which is known: it counts 0.
    const std::string whole = Read(cell, "whole_" + CellName(id));
    const Place place = Channel();
    if (place.constant != nullptr) {
      const bool in = report::ChannelGroup(catalog::Builtin(), *place.constant) == slot->group;
      layers_[3].emplace_back(in ? "r." + whole : "0", CellName(id));
    } else {
      layers_[3].emplace_back("CASE WHEN r." + GroupOf(false) + " = " + dialect_.Text(slot->group) + " THEN r." + whole + " ELSE 0 END",
                              CellName(id));
    }
  }
  if (scope_.book().SeveralCurrencies() && sheet_.currency_axis >= 0) {
    currency_ = TextOf({table.FindRole("currency"), nullptr});
  }
}

void SourceSql::ReadSegments() {
  const bool any = std::any_of(scope_.wanted().begin(), scope_.wanted().end(), [&](const Scope::Wanted& wanted) {
    return wanted.aggregate != formula::Aggregate::kSum && Has(wanted.measure);
  });
  if (!any) return;
  segments_ = dimensions_;
  segment_roles_ = scope_.query().dimensions;
  segment_roles_.resize(segments_.size());
  for (const table::Column& column : sheet_.input->table->columns()) {
    const table::ColumnRole& role = column.role();
    if (column.kind() != table::Kind::kText || role.measure || role.role.empty()) continue;
    const std::string name = role.role == "channel" ? DimensionOf("channel") : TextOf({&column, nullptr});
    if (std::find(segments_.begin(), segments_.end(), name) != segments_.end()) continue;
    segments_.push_back(name);
    segment_roles_.push_back(role.role);
  }
}

std::vector<std::string> SourceSql::HoldersOf(std::string_view measure) const {
  const catalog::Measure* known = scope_.book().catalog().FindMeasure(measure);
  std::vector<std::string> out;
  for (size_t i = 0; i < segments_.size(); ++i) {
    const bool same = known != nullptr && std::find(known->same_across.begin(), known->same_across.end(), segment_roles_[i]) != known->same_across.end();
    if (!same) out.push_back(segments_[i]);
  }
  return out;
}

std::string SourceSql::CurrencyOf(std::string_view measure) const {
  if (!currency_.empty()) return "r." + currency_;
  const std::string own = sheet_.CurrencyOf(measure);
  return own.empty() ? "" : dialect_.Text(own);
}

void SourceSql::Finish(const std::vector<std::string>& filters, const std::string& prefix) {
  const std::string number = "_" + std::to_string(number_);
  rows_ = prefix + "read" + number;
  if (read_.empty()) read_.emplace_back("1", "one");
  steps_.push_back(rows_ + " AS (\n  SELECT\n    " + Listed(read_, ",\n    ") + "\n  FROM " + dialect_.Table(table_) + " AS t\n)");
  const char* names[kLayers] = {"named", "folded", "filed", "parted"};
  for (size_t layer = 0; layer < kLayers; ++layer) {
    if (layers_[layer].empty()) continue;
    std::string next = prefix + names[layer] + number;
    steps_.push_back(next + " AS (\n  SELECT r.*,\n    " + Listed(layers_[layer], ",\n    ") + "\n  FROM " + rows_ + " AS r\n)");
    rows_ = std::move(next);
  }
  if (filters.empty()) return;
  std::string all;
  for (const std::string& filter : filters) all += (all.empty() ? "" : "\n    AND ") + filter;
  std::string next = prefix + "kept" + number;
  steps_.push_back(next + " AS (\n  SELECT r.*\n  FROM " + rows_ + " AS r\n  WHERE " + all + "\n)");
  rows_ = std::move(next);
}

}  // namespace mittari::sql
