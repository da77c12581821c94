#pragma once

#include <string>

#include "base/error.h"
#include "base/wire.h"
#include "table/table.h"

namespace mittari::table {

// A table as bytes: kind, constants, currency, period, runs of lines, then the
// columns with their roles, null bits, values and dictionaries.
void Write(const Table& table, wire::Writer* out);

// state.bad_format for anything Write did not write.
Result<Table> Read(wire::Reader* in);

// Adds the rows of `later` to those of `first`, as if they had been read from one
// file; lines of `later` count on from `lines`. Cell for cell the table that one
// reading gives.
//
// state.differs{column} where the two do not have the same columns, by name,
// role, kind, grain and unit, or not the same kind, constants and currency;
// `first` then stays as it was.
Result<bool> Join(const Table& later, int64_t lines, Table* first);

}  // namespace mittari::table
