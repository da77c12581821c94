#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/layout.h"
#include "ingest/wide.h"

namespace mittari::ingest {

// What wide.cc and levels.cc both ask of a header.

// The cell without the space around it; empty past the end of the row.
std::string_view CellOf(const PrefixRow& row, size_t at);
// "Jan 2025", "2025-W05", "Ocak", "2025".
bool IsPeriodCell(std::string_view cell);
// True for what is counted: the name of a measure, or of a figure computed from some
// (then *computed is set).
bool IsMeasureName(std::string_view cell, bool* computed);
// "Total", "YTD", "Change": a column that sums up those beside it.
bool IsSumColumn(std::string_view header);
// The one measure that the texts name, such as a title: "Cost by campaign and day". Else "".
std::string MeasureIn(const std::vector<std::string>& texts);
// Months down, columns across that add up to a last one, "Total", in each row: the parts of
// one measure, by channel.
std::optional<WideShape> FindAddends(const std::vector<PrefixRow>& rows, const TableSpan& span,
                                     const std::vector<std::string>& above);
// "date, google_spend, facebook_spend, revenue": columns that name a channel and what is counted
// of it, beside days or names. What is of no channel keeps a row of its own, without one; a
// column that sums up the others is left out, as it would count them twice.
std::optional<WideShape> FindChannelColumns(const std::vector<PrefixRow>& rows, const TableSpan& span);
// The header of the long table: ids, the key, the measures. `ids` names the shape's id columns.
void NameLong(const std::vector<std::string>& ids, WideShape* shape);

}  // namespace mittari::ingest
