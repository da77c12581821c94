#include "report/extended.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/codes.gen.h"
#include "base/refusal.h"
#include "catalog/custom.h"

namespace mittari::report {
namespace {

using CatalogPtr = std::shared_ptr<const catalog::Catalog>;

// Columns that are measures and no measures of the catalogue's.
void AddOwnMeasures(const Workspace& workspace, catalog::Additions* additions) {
  const catalog::Catalog& known = catalog::Builtin();
  for (const Input& input : workspace) {
    for (const table::Column& column : input.table->outlines()) {
      const table::ColumnRole& role = column.role();
      if (!role.measure || role.role.empty() || known.FindMeasure(role.role) != nullptr) continue;
      const auto same = [&](const catalog::OwnMeasure& own) { return own.id == role.role; };
      auto& list = additions->measures;
      if (std::any_of(list.begin(), list.end(), same)) continue;
      list.push_back({role.role, column.name(), role.type == "money" ? "currency" : "count"});
    }
  }
}

std::string KeyOf(const catalog::Additions& additions) {
  std::string key = DumpJson(additions.formulas);
  for (const auto& [alias, name] : additions.aliases) key += "\n" + alias + "\t" + name;
  for (const catalog::OwnMeasure& own : additions.measures) {
    key += "\n" + own.id + "\t" + own.name + "\t" + own.type;
  }
  return key;
}

}  // namespace

Result<CatalogPtr> CatalogFor(const Workspace& workspace, const Json& args) {
  catalog::Additions additions;
  AddOwnMeasures(workspace, &additions);
  if (const Json* formulas = Find(args, "formulas")) additions.formulas = *formulas;
  if (const Json* aliases = Find(args, "aliases"); aliases != nullptr && !aliases->is_null()) {
    if (!aliases->is_object()) return BadArgument("aliases", aliases);
    for (const auto& [alias, name] : aliases->items()) {
      if (!name.is_string() || alias.empty()) return BadArgument("aliases", aliases);
      additions.aliases.emplace_back(alias, name.get<std::string>());
    }
  }
  if (additions.empty() && (additions.formulas.is_null() || additions.formulas.is_array())) {
    return CatalogPtr(CatalogPtr(), &catalog::Builtin());
  }
  // A page asks the same with every filter: the last one is kept. One thread, as everywhere here.
  static auto* const last = new std::pair<std::string, CatalogPtr>();
  std::string key = KeyOf(additions);
  if (last->second != nullptr && last->first == key) return last->second;
  Result<catalog::Catalog> extended = catalog::Extend(catalog::Builtin(), additions);
  if (!extended.ok()) return std::move(extended).error();
  *last = {std::move(key), std::make_shared<const catalog::Catalog>(std::move(extended).value())};
  return last->second;
}

}  // namespace mittari::report
