#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "csv/row.h"
#include "ingest/layout.h"
#include "schema/mapper.h"

namespace mittari::ingest {

// A table whose columns repeat for each period or channel, as people lay out
// worksheets:
//
//   Campaign | Jan 2025 | Feb 2025        Month | Google Ads |        | Meta |
//   Brand    |      120 |      131              | Cost       | Clicks | Cost | Clicks
//
// It is read as the long table that it stands for: one row for each period or
// channel, with that key in a column of its own. Where a column names what is
// counted ("Metric": Cost, Clicks), each such name becomes a column.
struct WideShape {
  struct Group {
    std::string key;            // "Jan 2025", "Google Ads"
    std::vector<size_t> cells;  // one for each of `measures`
  };
  std::vector<size_t> ids;            // columns that stay as they are
  int metric = -1;                    // the column that names what is counted
  std::string key_name;               // "Date" or "Channel"
  std::vector<std::string> measures;  // headers of the values; "Values" where nothing names them
  std::vector<Group> groups;
  std::vector<std::string> header;  // of the long table
  bool nameless = false;            // nothing says what the values are
};

// The shape of the table, or nothing for an ordinary one. `above`: the lines
// above the header, which may name what is counted.
std::optional<WideShape> FindWide(const std::vector<PrefixRow>& rows, const TableSpan& span,
                                  const std::vector<std::string>& above);

// The rows in their long shape.
std::vector<PrefixRow> Widen(const WideShape& shape, const std::vector<PrefixRow>& rows);

// True where most cells are periods that follow each other, above numbers.
bool IsPeriodHeader(const PrefixRow& header, const PrefixRow* next);

// "January", "Ocak", "فروردین": a month that lacks its year.
bool IsBareMonth(std::string_view cell);
bool IsPersianMonth(std::string_view cell);
// The year that the texts name, where they name just one, else 0.
int OneYear(const std::vector<std::string>& texts);
// Lets a column of 1 to 12 headed "Month" be the date beside a column of years headed "Year".
void FindNumberedMonths(std::vector<schema::ColumnFacts>* facts);

// Hands the rows of a wide table on in their long shape, each with the line
// that it stands on. Every row is complete at once, but for rows that a metric
// column joins: those wait for the next key.
class Widener : public csv::RowSink {
 public:
  // REQUIRES: sink outlives this. Lines before `first_line` and from `end_line`
  // on (0: none) go through as they are.
  Widener(WideShape shape, int64_t first_line, int64_t end_line, csv::RowSink& sink)
      : shape_(std::move(shape)), first_line_(first_line), end_line_(end_line), sink_(sink) {}
  bool OnRow(const csv::Row& row) override;
  // The end of the rows.
  bool Flush();

 private:
  bool Pass(const csv::Row& row);
  bool Emit(const std::vector<std::string>& cells, const csv::Row& row);

  WideShape shape_;
  int64_t first_line_, end_line_;
  csv::RowSink& sink_;
  std::vector<std::string> key_;                  // of the rows being joined
  std::vector<std::vector<std::string>> joined_;  // one for each group
  std::vector<bool> filled_;                      // by measure
  csv::Row at_;                                   // place of the first joined row
};

}  // namespace mittari::ingest
