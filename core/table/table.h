#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "table/column.h"

namespace mittari::table {

// The rows of one source after reading: typed columns of equal length. Rows
// that are no data (totals, footers, repeated headers) never get in.
class Table {
 public:
  Table() = default;
  // REQUIRES: all columns have `rows` rows.
  Table(std::string kind, std::vector<Column> columns, size_t rows);

  // "channel_performance", "deals", "subscriptions", "orders", "brand_content",
  // "touches", or "" where the columns do not tell.
  const std::string& kind() const { return kind_; }
  size_t rows() const { return rows_; }
  const std::vector<Column>& columns() const {
    MakeAll();
    return columns_;
  }

  // The column with this measure or dimension id; nullptr where there is none.
  // A role is held by one column at most. A column period_end holds the last
  // day of the row's stretch, inclusive, as exports write it.
  const Column* FindRole(std::string_view role) const;
  // The same to be asked for its name, kind, role and dictionary alone: a deferred column's
  // cells need not be there.
  const Column* FindOutline(std::string_view role) const;
  const std::vector<Column>& outlines() const { return columns_; }
  // By header; nullptr where there is none. For grouping by an unmapped column.
  const Column* FindName(std::string_view name) const;

  // A column whose cells are made when it is first looked for: most questions need few of those
  // that an engine can make. `outline` is the column without cells. REQUIRES: what `make` looks
  // at outlives the table and its copies.
  void Defer(Column outline, std::function<Column()> make);

  // A dimension that has one value for all rows and no column: the channel
  // named in the settings, for a file without a channel column.
  void SetConstant(std::string role, std::string value);
  const std::string* Constant(std::string_view role) const;  // nullptr where there is none
  const std::vector<std::pair<std::string, std::string>>& constants() const { return constants_; }

  // ISO 4217 code shared by all money columns; "" where unknown.
  const std::string& currency() const { return currency_; }
  void SetCurrency(std::string code) { currency_ = std::move(code); }

  // The stretch of time the file speaks of, both days inclusive: from the lines
  // above the header, for a file without a date column.
  struct Period {
    Day from = 0;
    Day to = 0;
  };
  const std::optional<Period>& period() const { return period_; }
  void SetPeriod(Period period) { period_ = period; }

  // The line of the file where a row starts (first line is 1), as a person
  // sees it in an editor.
  int64_t LineOf(size_t row) const;
  // Runs of rows on lines that follow each other: (first row, its line).
  const std::vector<std::pair<size_t, int64_t>>& lines() const { return line_runs_; }
  void SetLines(std::vector<std::pair<size_t, int64_t>> runs) { line_runs_ = std::move(runs); }

 private:
  friend Result<bool> Join(const Table& later, int64_t lines, Table* first);  // wire.h

  const Column* Made(size_t column) const;
  void MakeAll() const;

  std::string kind_;
  mutable std::vector<Column> columns_;
  mutable std::vector<std::function<Column()>> deferred_;  // by column; empty where it has its cells
  size_t rows_ = 0;
  std::string currency_;
  std::optional<Period> period_;
  std::vector<std::pair<std::string, std::string>> constants_;
  std::vector<std::pair<size_t, int64_t>> line_runs_;  // (first row, its line), then +1 each
};

}  // namespace mittari::table
