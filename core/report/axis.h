#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "catalog/catalog.h"
#include "measure/axis.h"
#include "report/query.h"
#include "report/workspace.h"
#include "table/table.h"

namespace mittari::report {

// What a table can offer by this name; nothing where it has no such dimension.
// "channel" under the catalogue's aliases, or where there is none the source that
// won the customer; "channel_group" folds it; else a role, a constant, or a header.
std::optional<measure::Axis> AxisOf(const table::Table& table, const std::string& name,
                                    const catalog::Catalog& catalog);

// The same, or dimension.unknown{dimension}.
Result<measure::Axis> NeedAxis(const table::Table& table, const std::string& name,
                               const catalog::Catalog& catalog);

// 1 for every row that `where` lets through, else 0. Errors: as NeedAxis.
Result<std::vector<uint8_t>> RowsKept(const table::Table& table, const Where& where,
                                      const catalog::Catalog& catalog);

// Whether AxisOf would find one.
bool HasAxis(const table::Table& table, const std::string& name);

// The same of a source, whose channels may have come from another one.
std::optional<measure::Axis> AxisOf(const Input& input, const std::string& name,
                                    const catalog::Catalog& catalog);
Result<std::vector<uint8_t>> RowsKept(const Input& input, const Where& where,
                                      const catalog::Catalog& catalog);
bool HasAxis(const Input& input, const std::string& name);
// Whether the dimension is one that another source lent.
bool IsLent(const Input& input, std::string_view name);

// The rows with one of these values.
measure::Filter Only(measure::Axis axis, const std::vector<std::string>& values);

}  // namespace mittari::report
