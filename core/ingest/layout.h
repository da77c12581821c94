#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/settings.h"

namespace mittari::ingest {

// A row of the first part of the file, held to be looked at.
struct PrefixRow {
  int64_t line = 0;
  std::vector<std::string> cells;
  size_t nonblank = 0;  // cells with more than white space
};

// One table among the rows: header, then data up to `end`.
struct TableSpan {
  std::string name;
  int header = -1;    // index of the header row; -1: none, the first row is data
  size_t first = 0;   // index of the first data row
  size_t end = 0;     // past the last
  size_t width = 0;   // columns
  size_t known = 0;   // header cells that the vocabulary knows
  bool open = false;  // may go on after the rows at hand
  double worth = 0;   // against the other tables of the file: known names, width, rows
  size_t rows() const { return end - first; }
};

struct Layout {
  std::vector<TableSpan> tables;  // in file order
  int best = -1;                  // the one to read; -1: no table
  bool header_guessed = false;    // only the look of the cells tells header from data
};

// Finds tables between title lines, comments, blank lines and footers. The
// header is the first row that holds two or more known names and no number;
// failing that, the first wide row of words above rows with numbers.
// `complete`: the rows are the whole file.
//
// Of several tables the one with the greatest worth is the best; Rivals are those
// worth a question.
Layout FindLayout(const std::vector<PrefixRow>& rows, bool complete, const Settings& settings);

// The indices of all tables, the best first, where another is worth at least half
// of it; else nothing.
std::vector<size_t> Rivals(const Layout& layout);

// True where a cell holds a number or a date.
bool IsValueCell(std::string_view cell);

// How many cells of a row are known header names, and how many hold values.
struct HeaderLook {
  size_t known = 0;
  size_t values = 0;
  size_t years = 0;  // of the values: 1990..2100, which may head a column
};
HeaderLook LookOf(const std::vector<std::string>& cells);

// Names for all columns: trimmed, lines joined, blank ones called "Column 3",
// the second "Cost" called "Cost_2". No name ever stands twice. Counts what was
// renamed in *renamed.
std::vector<std::string> NameColumns(const std::vector<std::string>& header, size_t width,
                                     std::vector<size_t>* renamed);

}  // namespace mittari::ingest
