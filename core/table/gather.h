#pragma once

#include <cstdint>
#include <vector>

#include "table/column.h"

namespace mittari::table {

// The column with these rows alone, in this order; a row may come twice. The
// dictionary of a text column stays whole, so codes mean what they meant.
// REQUIRES: every row < column.size().
Column Gather(const Column& column, const std::vector<uint32_t>& rows);

}  // namespace mittari::table
