#pragma once

#include "ingest/row_taker.h"
#include "ingest/settings.h"
#include "ingest/source.h"
#include "schema/mapper.h"

namespace mittari::ingest {

// What is decided when all rows are in: number styles and date orders, totals
// without a label, micros and minor units, the currency, the check of rates.
// Each step writes what it did into `source`.

// Settles each number column's style, asking where nothing proves one.
void SettleNumbers(const Settings& settings, RowTaker* rows, Source* source);

// Tells held rows without a label from totals, and checks totals against sums.
void SettleTotals(const Settings& settings, RowTaker* rows, Source* source);

// Reads columns of texts that turn out to be numbers: those that were blank in
// the first part of the file.
void SettleLateColumns(RowTaker* rows);

// Divides amounts in millionths, hundredths and per cent, or asks.
void SettleUnits(const Settings& settings, RowTaker* rows, Source* source);

// Compares stated rates with those of their parts, row by row, within rounding.
void CheckRates(const RowTaker& rows, Source* source);

// Cells that hold whole rows of the file, because a quotation mark is opened and
// closed only rows later: swallowed_rows, and table.quote is asked.
void FindSwallowedRows(const Settings& settings, const RowTaker& rows, char delimiter,
                       Source* source);

// Whether the cells of a column of rates are per cent: 5 for 0.05. Signs, a value
// above 1 or fractions below it tell; where they leave it open, it is asked.
// `amount`: what the rates weigh, for the outcomes; may be nullptr.
bool IsPercent(const Settings& settings, const ColumnReader& rates, const ColumnReader* amount,
               Source* source);

// Persian amounts that nothing gives a unit: "IRT" or "IRR" as a person says, ""
// while the question is open. `source` may be nullptr: then nothing is asked.
std::string TomanOrRial(const Settings& settings, const std::vector<ColumnReader>& columns,
                        Source* source);

// The currency of the money columns; "" where unknown or mixed.
std::string SettleCurrency(const Settings& settings, RowTaker* rows, Source* source);

// Finds the order of day and month in each column of dates, asking where
// nothing proves one. Fills ColumnReader::order.
void SettleDates(const Settings& settings, RowTaker* rows, Source* source);

// Of "Nth day" columns, whose cells count from the first day of the export.
enum class DayIndex : uint8_t { kNone, kHour, kDay, kWeek, kMonth };
DayIndex DayIndexOf(std::string_view header);

// (first row of a run, its line): rows of a run stand on lines that follow each other.
using LineRuns = std::vector<std::pair<size_t, int64_t>>;
int64_t LineOf(const LineRuns& runs, size_t row);

// The finished column of a reader; dates are read in its order.
table::Column FinishColumn(ColumnReader&& reader, const LineRuns& runs, Source* source);

}  // namespace mittari::ingest
