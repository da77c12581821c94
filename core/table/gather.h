#pragma once

#include <cstdint>
#include <vector>

#include "table/column.h"

namespace mittari::table {

// The column at these rows, in their order; its dictionary and meaning stay.
// REQUIRES: rows < column.size().
Column Gather(const Column& column, const std::vector<uint32_t>& rows);

// Cells of an exact column at `count` rows, as Units, DayAt or Code would give them.
// REQUIRES: made by a builder.
void ReadIntsAt(const Column& column, const uint32_t* rows, size_t count, int64_t* out);

// The same cells under another role.
Column WithRole(Column column, ColumnRole role);

}  // namespace mittari::table
