#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csv/tokenizer.h"
#include "ingest/column_reader.h"
#include "ingest/row_hashes.h"
#include "ingest/settings.h"
#include "ingest/source.h"
#include "ingest/table_seeker.h"

namespace mittari::ingest {

// A row that is set aside until the rest of the table tells what it is.
struct HeldRow {
  int64_t line = 0;
  std::vector<std::string> cells;
  long shown = -1;         // its place among the first raw rows; -1: not there
  size_t rows_before = 0;  // data rows taken before it
  bool labelled = false;   // "North Total"
  bool weak = false;       // some other cell than the label names it
};

// Sorts the rows below the header as they stream by: data to the columns,
// totals, footers, repeated headers and comments aside.
//
// Most rows are plainly data. Those wait as views until some hundred are
// together, and each column then takes its cells in one loop (row_batch.cc).
class RowTaker : public csv::RowSink {
 public:
  // `first_line`: of the first row below the header (or of the data itself);
  // `end_line`: where the next table begins, 0 for none; `last_line`: where the rows of
  // the last table known begin, below which more tables are looked for.
  RowTaker(const Settings& settings, std::vector<std::string> header, int64_t first_line,
           int64_t end_line, int64_t last_line, std::vector<ColumnReader> columns);

  bool OnRow(const csv::Row& row) override;
  Plain WantsPlain() const override;
  void OnPlainRows(const csv::PlainRows& rows) override;
  // Takes the rows that wait. Call before the text last fed goes away.
  void Flush();
  // So many rows are to come, as far as can be told.
  void Expect(size_t rows);
  // The end of the rows: held lines are footers now.
  void End();
  // Takes a held row as data after all, or for the total that it is.
  void TakeHeld(const HeldRow& row);
  void ExcludeHeld(const HeldRow& row, Issue* issue);

  std::vector<ColumnReader>& columns() { return columns_; }
  const std::vector<std::string>& header() const { return header_; }
  size_t rows() const { return rows_; }
  int64_t excluded() const;

  Issue totals{"total_row", 0, {}, {}};
  Issue footers{"footer_row", 0, {}, {}};
  Issue repeated{"repeated_header", 0, {}, {}};
  Issue comments{"comment_row", 0, {}, {}};
  Issue blank_rows{"blank_row", 0, {}, {}};
  Issue short_rows{"row_short", 0, {}, {}};
  Issue long_rows{"row_long", 0, {}, {}};
  Issue stray_quotes{"quote_stray", 0, {}, {}};
  Issue duplicates{"duplicate_rows", 0, {}, {}};
  std::vector<HeldRow> total_rows;  // the first of those with a label
  std::vector<HeldRow> suspects;    // no label: totals if they add up
  std::vector<RawRow> first_rows;
  std::vector<std::pair<size_t, int64_t>> line_runs;
  std::vector<TableReport> more_tables;  // that begin after those known
  int64_t rows_of_last = 0;              // of the last table known, where it isn't read
  bool unquoted = false, nameless = false;  // read without a quote; rows may lack a name as it is
  bool compared = true;                  // the first rows are compared, to find those that stand twice

 private:
  static constexpr size_t kMaxHeld = 64;
  static constexpr size_t kMaxHashed = 100000;

  // row_batch.cc
  static constexpr size_t kBatchCells = 2048;
  static constexpr size_t kKept = 32 * 1024;
  static constexpr size_t kMargin = 16;  // that ReadDigits may look at
  bool Wait(const csv::Row& row);
  bool Steady() const;
  void MakeRoom();
  bool IsUsual(const std::string_view* cells, int64_t* first, int64_t* label);
  bool IsName(size_t column, std::string_view cell, int64_t* code);
  bool IsKnownName(size_t column, int64_t code) {
    const std::vector<uint8_t>& known = names_[column];
    const auto at = static_cast<size_t>(code);
    return at < known.size() && known[at] != 0 ? known[at] == 1 : LookAtName(column, at);
  }
  // Of the rows that come next.
  size_t ToBeHashed(size_t count) const {
    return compared && rows_ < kMaxHashed ? std::min(count, kMaxHashed - rows_) : 0;
  }
  bool LookAtName(size_t column, size_t code);
  template <typename RunOf>
  void TakeRows(const RunOf& run_of, size_t from, size_t count);

  bool IsUsualPlain(const csv::PlainRows& rows, size_t row);
  const std::string_view* BareCells(const csv::PlainRows& rows, size_t row);

  void Sort(const csv::Row& row);
  void TakeData(const std::string_view* cells, size_t size, int64_t line);
  long Show(const csv::Row& row, std::string code);
  HeldRow Hold(const csv::Row& row, std::string code);
  void FlushFooters();
  bool IsSubtotal(const csv::Row& row, size_t first) const;
  bool IsFooter(const csv::Row& row, size_t first, size_t filled, bool after_gap) const;
  bool IsLabelledTotal(const csv::Row& row, size_t first) const;

  const Settings& settings_;
  std::vector<std::string> header_;
  int64_t first_line_, end_line_, last_line_;
  std::vector<ColumnReader> columns_;
  std::vector<size_t> dimensions_;
  size_t label_ = 0;              // the first dimension of words, where totals are labelled
  std::vector<HeldRow> pending_;  // maybe footers
  bool suspect_totals_ = true;
  TableWatch watch_;
  bool closed_ = false;  // another table has begun
  size_t rows_ = 0;
  int64_t next_line_ = -1;
  RowHashes hashes_;
  // Per column and code of its texts: 0 not looked at, 1 a name, 2 a total or nothing.
  std::vector<std::vector<uint8_t>> names_;

  // The rows that wait.
  size_t batch_rows_ = 0;
  size_t waiting_ = 0;
  std::vector<std::string_view> cells_;
  std::vector<int64_t> lines_;
  std::unique_ptr<char[]> kept_;  // cells that do not lie in the chunk, behind a margin
  size_t kept_size_ = 0;
  const char* low_ = nullptr;           // the start of the chunk
  std::vector<int64_t> codes_;          // that IsUsual found: of the first column, then of label_
  std::vector<std::string_view> bare_;  // of one plain row
  std::vector<std::string> scratch_;
};

// The first cell of the row that is not blank, else the row's size.
size_t FirstFilled(const std::string_view* cells, size_t size);
bool IsBlankCell(std::string_view cell);

}  // namespace mittari::ingest
