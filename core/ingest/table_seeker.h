#pragma once

#include <string>
#include <vector>

#include "csv/row.h"
#include "ingest/layout.h"
#include "ingest/source.h"

namespace mittari::ingest {

// Tells where another table begins among the rows that stream by: after a blank
// line, and maybe a title, stands a row of known names without values.
class TableWatch {
 public:
  // A blank row.
  void Gap() { gap_ = true; }
  // Any other row, with `filled` cells in it. True where a header may stand here.
  bool Opens(const csv::Row& row, size_t first, size_t filled);
  bool after_gap() const { return after_gap_; }
  // Nothing but rows of the table came of late.
  bool quiet() const { return !gap_ && !titled_; }
  // The lines of one cell between the blank row and the header that Opens has just seen.
  int64_t titles() const { return titles_; }
  // The table that begins with the row, which Opens has just said.
  TableReport Report(const csv::Row& row, size_t filled);

 private:
  bool gap_ = false;        // a blank row came just before
  bool after_gap_ = false;  // the same for the row that Opens saw last
  bool titled_ = false;     // a line of one cell after a blank row
  int64_t titles_ = 0;
  std::string title_;
};

// The filled cells, joined by commas, as long as a sample may be.
std::string JoinCells(const csv::Row& row);

// Looks for a table that begins after the first part of a file, and keeps its rows
// until they can be looked at as the first part of the table.
class TableSeeker : public csv::RowSink {
 public:
  // `header` and `first_line`: of the last table known; `skip`: which table after it
  // is wanted, counted from 1.
  TableSeeker(std::vector<std::string> header, int64_t first_line, size_t skip)
      : header_(std::move(header)), first_line_(first_line), skip_(skip) {}
  bool OnRow(const csv::Row& row) override;

  bool found() const { return passed_.size() == skip_; }
  const std::vector<PrefixRow>& rows() const { return rows_; }  // from the title or header on
  const std::string& name() const { return passed_.back().name; }
  // The rows of the last table known, and the tables between it and the wanted one.
  int64_t rows_before() const { return rows_before_; }
  std::vector<TableReport> passed() const { return {passed_.begin(), passed_.end() - 1}; }

 private:
  std::vector<std::string> header_;
  int64_t first_line_;
  size_t skip_;
  TableWatch watch_;
  int64_t rows_before_ = 0;
  std::vector<TableReport> passed_;
  std::vector<PrefixRow> rows_;
};

// True where the row is the header over again.
bool IsHeaderAgain(const csv::Row& row, const std::vector<std::string>& header);
PrefixRow CopyOf(const csv::Row& row);

}  // namespace mittari::ingest
