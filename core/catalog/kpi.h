#pragma once

#include <cstddef>

#include "base/json.h"

namespace mittari::catalog {

// One objective is steered by one primary KPI and at most two secondary ones.
inline constexpr size_t kPrimaryKpis = 1;
inline constexpr size_t kSecondaryKpis = 2;

// {"warning": bool, "excess": n}: how many KPIs there are beyond that.
Json FocusJson(size_t primary, size_t secondary);

// The same for a board: {"objective"?, "primary": [ids], "secondary": [ids]}.
// Adds "objective"; lists that are not there count as empty.
Json KpiFocus(const Json& board);

}  // namespace mittari::catalog
