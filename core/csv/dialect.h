#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mittari::csv {

// How the cells of a text are told apart.
struct Dialect {
  char delimiter = ',';
  char quote = '"';                 // 0: quotation marks mean nothing
  char escape = 0;                  // '\\' where a backslash guards quote, delimiter and itself
  bool sep_line = false;            // the first line is Excel's "sep=;" and no row of the table
  bool space_before_quote = false;  // ` "a, b"`: blanks before an opening quote are dropped
  // Every row stands in quotes as one cell, in which the real row is written:
  // read with a RowSink of unwrap.h.
  bool wrapped = false;

  friend bool operator==(const Dialect&, const Dialect&) = default;
};

struct DialectCandidate {
  Dialect dialect;
  double score = 0;      // 0..1; the candidates can be compared with each other
  std::string evidence;  // "sep_line", or "columns=13 rows=998/1000 typed=0.97"
  int columns = 1;       // cells in most rows
};

// Candidates for the first part of a decoded text, best first, at least one;
// only the best reading for each delimiter. A file of one column has delimiter
// ',' and columns 1. `complete` says that the prefix is the whole text: else its
// last row may be cut and does not count. Reads up to kDialectBytes.
//
// Score = share of rows of the same width x (1 - 1/columns) x share of cells
// that look like a value, squared; lines before and after the table weigh less
// than rows inside it. After the idea of G. van den Burg et al., "Wrangling
// messy CSV files by detecting row and type patterns" (2019).
inline constexpr size_t kDialectBytes = 128 * 1024;
std::vector<DialectCandidate> GuessDialect(std::string_view text, bool complete);

// The line ends of a text. kMixed: more than one kind.
enum class Newline { kLf, kCrLf, kCr, kMixed };

// "lf", "crlf", "cr", "mixed".
std::string_view Name(Newline newline);

}  // namespace mittari::csv
