#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mittari::csv {

// Rows of one width that follow each other, as they stand in the text: each on a
// line of its own, every quoted cell quoted from end to end. Told by the places of
// their marks alone, so that no cell is looked at before its column takes it.
struct PlainRows {
  const char* text = nullptr;      // the first row
  const char* low = nullptr;       // from here on all can be read
  const uint32_t* ends = nullptr;  // where cells end in `text`; a cell begins after the end before
  size_t stride = 0;               // of `ends`, from row to row
  size_t width = 0;                // cells of a row
  size_t rows = 0;
  int64_t line = 0;  // of the first row; the others follow
  char quote = '"';

  // With its quotes; Bare takes them off.
  std::string_view Cell(size_t row, size_t column) const {
    const uint32_t* const at = ends + row * stride + column;
    const uint32_t begin = at[0] + 1;
    return {text + begin, at[1] - begin};
  }
};

// What a cell of PlainRows says: `"a ""b"""` is `a "b"`. Lies in `scratch` where a
// doubled quote had to go, else in the cell.
std::string_view Bare(std::string_view cell, char quote, std::string* scratch);

struct PlainShape {
  char delimiter = ',';
  char quote = '"';
  bool crlf = false;              // all lines end with CR LF; else all with LF
  size_t width = 0;               // at least 2
  size_t row_bytes = 256 * 1024;  // rows that are longer by a block or two aren't plain

  // Entries of `ends` for each row, and room for `rows` of them.
  size_t stride() const { return width + (crlf ? 1 : 0); }
  size_t Room(size_t rows) const { return rows * stride() + 70; }
};

// Plain rows from `text` on, where a row begins: how many, up to `most`, and their
// ends. Stops before a row of another width or line end, one with a line end in a
// cell, or a quote that stands elsewhere than at the ends of a cell or doubled
// within; also somewhat before `end`. Never reads beyond it.
size_t ScanPlainRows(const char* text, const char* end, const PlainShape& shape, size_t most,
                     uint32_t* ends);

}  // namespace mittari::csv
