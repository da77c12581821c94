#pragma once

#include <string_view>

#include "table/table.h"

namespace mittari::engines {

// The column of the role, where it is of the kind; else nullptr.
inline const table::Column* ColumnOf(const table::Table& table, std::string_view role, table::Kind kind) {
  const table::Column* column = table.FindRole(role);
  return column != nullptr && column->kind() == kind ? column : nullptr;
}

}  // namespace mittari::engines
