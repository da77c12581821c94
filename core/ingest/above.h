#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ingest/layout.h"
#include "locale/date.h"

namespace mittari::ingest {

// What the first lines say before a table is made of them.

// "sep=;": the delimiter, as some spreadsheets write it down.
bool IsSepLine(const PrefixRow& row);
// The filled cells, with commas between them.
std::string Line(const PrefixRow& row);
// The one period that the lines name. "Start date: 20250101" and "End date: 20251231" on two
// lines make one.
std::optional<locale::DateRange> PeriodOf(const std::vector<std::string>& lines);
// The order of day and month that a day on one of the lines proves, "Until 9/24/2026", where no
// other day proves another.
locale::DateOrder OrderIn(const std::vector<std::string>& lines);
// "September 1, 2025 - September 3, 2025" without quotes: a line that its commas cut.
bool IsCutPeriod(const PrefixRow& row);
// "|---|:--:|": the line below the header of a table in Markdown.
bool IsRule(const PrefixRow& row);
// Sentences below each other rather than a table.
bool IsProse(const std::vector<PrefixRow>& held, const TableSpan& span);
// "42", "hello": the text where that is all there is, shortened; else "". `whole`: no more comes.
std::string OnlyValue(const std::vector<PrefixRow>& held, const TableSpan& span, bool whole);

}  // namespace mittari::ingest
