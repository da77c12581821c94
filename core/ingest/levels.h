#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/layout.h"
#include "ingest/wide.h"

namespace mittari::ingest {

// Headers of two rows. The upper one names groups of columns, each once over its
// first column (as merged cells are saved) or over all of them:
//
//   Month | Google Ads |        | Meta |           Campaign | Leads  |        | Customers |
//         | Cost       | Clicks | Cost | Clicks             | Target | Actual | Target    | Actual

// True where rows[at] is the upper row of such a header: below it stand names for
// the columns that it leaves open, and below those come values.
bool IsUpperRow(const std::vector<PrefixRow>& rows, size_t at, size_t end);

// True where the table's header is the lower row of such a header.
bool HasUpperRow(const std::vector<PrefixRow>& rows, const TableSpan& span);

// The same measures again in each group: the table as a long one, with the group (or
// what stands below it, where the groups are the measures) as channel or date.
std::optional<WideShape> FindRepeats(const std::vector<PrefixRow>& rows, const TableSpan& span);

// The header with names that tell the columns apart: "Leads Target", "Leads Actual".
// A lower name that a measure has, and no other column, stays as it is. Where the
// groups are years over months, "Jan 2025". *joined counts the names made.
std::vector<std::string> JoinLevels(const PrefixRow& upper, const PrefixRow& lower, size_t* joined);

// The row below a header with a blank corner names the first column and totals
// the others: "", "Visits" over "Marketing channel", 1800.
bool NamesCorner(const std::vector<PrefixRow>& held, const TableSpan& span);

// True where the first row tells in sentences what the columns of numbers below it are:
// "Number of people that viewed your profile".
bool ExplainsHeader(const std::vector<PrefixRow>& held, const TableSpan& span);

// "No data available." as the only cell below a header.
bool SaysNothingIsThere(const std::vector<PrefixRow>& held, const TableSpan& span);

}  // namespace mittari::ingest
