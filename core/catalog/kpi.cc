#include "catalog/kpi.h"

#include <string>

namespace mittari::catalog {

Json FocusJson(size_t primary, size_t secondary) {
  const auto beyond = [](size_t count, size_t limit) { return count > limit ? count - limit : 0; };
  const size_t excess = beyond(primary, kPrimaryKpis) + beyond(secondary, kSecondaryKpis);
  return {{"warning", excess > 0}, {"excess", excess}};
}

Json KpiFocus(const Json& board) {
  const auto count = [&](std::string_view name) -> size_t {
    const Json* list = Find(board, name);
    return list != nullptr && list->is_array() ? list->size() : 0;
  };
  Json out = FocusJson(count("primary"), count("secondary"));
  const std::string objective = StringOr(board, "objective", "");
  if (!objective.empty()) out["objective"] = objective;
  return out;
}

}  // namespace mittari::catalog
