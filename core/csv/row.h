#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "csv/plain_rows.h"

namespace mittari::csv {

// One record. The views live until the next row (a clean cell is a view into
// the chunk being fed, any other into the tokenizer).
struct Row {
  // The text being fed: cells that lie in it live until all of it has been read.
  std::string_view chunk;
  const std::string_view* clean = nullptr;  // == fields where all cells lie in it
  const std::string_view* fields = nullptr;
  size_t size = 0;           // 0: a blank line
  int64_t line = 0;          // its first physical line, from 1
  int64_t byte = 0;          // its first byte in the decoded text
  bool stray_quote = false;  // a quote was read as text, or text followed a closing one
  bool any_quoted = false;
  uint64_t quoted_mask = 0;  // bit i: cell i stood in quotes (the first 64 cells)
};

class RowSink {
 public:
  virtual ~RowSink() = default;
  // Takes the next row. False stops the reading.
  virtual bool OnRow(const Row& row) = 0;

  // The width of the plain rows that the sink would take by the hundred just now,
  // and how many at most; 0: it wants each row by itself.
  struct Plain {
    size_t width = 0, most = 0;
  };
  virtual Plain WantsPlain() const { return {}; }
  virtual void OnPlainRows(const PlainRows&) {}
};

// What is more than this stops with an error rather than eat the memory.
struct Limits {
  // Raw bytes of one row, so that a cell without end is noticed
  // (input.cell_too_long, at the cell that crosses the limit).
  int64_t row_bytes = int64_t{16} << 20;
  size_t columns = 65536;  // input.too_many_columns
};

}  // namespace mittari::csv
