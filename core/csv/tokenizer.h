#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "csv/block64.h"
#include "csv/dialect.h"
#include "csv/row.h"

namespace mittari::csv {

// Decoded text -> rows, fed in chunks of any size: the rows, lines and errors
// do not depend on where the cuts fall.
//
// As in RFC 4180: a cell that begins with the quote runs to the closing quote,
// over line ends; a doubled quote inside is one quote. A line ends with LF, CR
// LF, CR or CR CR LF. A quote inside an unquoted cell is text; so is what
// follows a closing quote (`"ab"c` is `abc`). The escape guards a quote, a
// delimiter or itself, else it is text. The last line needs no end.
class Tokenizer {
 public:
  explicit Tokenizer(const Dialect& dialect, const Limits& limits = {});
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;

  // The text begins with this line of the file, where a row does. Call before the first Feed.
  void GoOn(int64_t line) { line_ = line; }

  // Hands every row that ends in `text` to the sink. False once the sink has
  // stopped or a limit is crossed (then error() is set); more is ignored.
  bool Feed(std::string_view text, RowSink& sink);

  // The end of the text: hands over the last row. True when all rows have gone
  // to the sink, false when the sink stopped. Fails with the error of a limit,
  // or csv.unterminated_quote at the opening quote: the rows before it have
  // been handed over, its own row has not; read again with quote 0 to have it.
  Result<bool> Finish(RowSink& sink);

  const std::optional<Error>& error() const { return error_; }

  // The opening quote of the cell being read, when that cell is still open.
  // A quote that stays open over much text is the likely cause of
  // input.cell_too_long.
  std::optional<Place> open_quote() const;

  int64_t lines() const;                   // physical lines begun so far
  int64_t rows() const { return rows_; }   // handed over, blank ones included
  int64_t bytes() const { return base_; }  // fed so far
  Newline newline() const;                 // line ends of the rows so far; kMixed if several
  Newline dominant_newline() const;        // the most frequent, never kMixed

 private:
  enum class State : uint8_t {
    kUnquoted,
    kQuoted,
    kDoubled,        // the next mark is the second quote of a doubled one
    kClosed,         // the next mark ends the cell, its quote just closed
    kAfter,          // text after a closing quote
    kQuotePending,   // a quote ended the chunk: closing, or half of a doubled one
    kEscaped,        // the next mark is guarded
    kEscapePending,  // an escape ended the chunk
  };
  struct Owned {  // a cell that lives in buffer_
    size_t index, offset, size;
  };

  bool AtRow(const char* at) const;
  const char* TakePlain(const char* at, RowSink& sink);
  const char* TakeMarks(const char* from, RowSink& sink);
  uint64_t TakeDelimiters(const char* block, uint64_t delimiters, uint64_t bits);
  void Resume();
  void Mark(const char* at, RowSink& sink);
  void OnQuote(const char* at, RowSink& sink);
  void OnEscape(const char* at);
  void OnNewline(const char* at, RowSink& sink);
  void CountQuotedNewline(const char* at);
  void Keep(const char* to);
  void EndField(const char* at, RowSink& sink);
  void EndRow(const char* at, RowSink& sink);
  void EmitBlank(int64_t byte, RowSink& sink);
  void SettleCr(RowSink& sink);
  void Spill(RowSink& sink);
  bool Grow(const char* at, RowSink& sink);
  bool RowIsEmpty(const char* at) const;
  bool Guarded(char c) const;
  void FailTooLong(RowSink& sink);
  bool OverLimit(const char* at) const { return Offset(at) > row_start_ + limits_.row_bytes; }
  bool OnlyBlanksBefore(const char* at) const;
  int64_t Offset(const char* at) const { return base_ + (at - chunk_); }

  Dialect dialect_;
  Limits limits_;
  Marks marks_;

  // The chunk being read.
  const char* chunk_ = nullptr;
  const char* end_ = nullptr;
  int64_t base_ = 0;  // offset of chunk_ in the text

  // The row being read.
  State state_ = State::kUnquoted;
  State escaped_from_ = State::kUnquoted;
  const char* segment_ = nullptr;  // the part of the cell that is not in buffer_ yet
  const char* closed_ = nullptr;   // the closing quote, in kClosed
  bool owned_ = false;             // the cell has a part in buffer_, from cell_offset_
  size_t cell_offset_ = 0;
  size_t after_offset_ = 0;  // in kAfter: where the text after the closing quote begins
  int64_t cell_start_ = 0;   // of an owned cell in the text
  std::vector<std::string_view> views_;
  size_t count_ = 0;
  size_t spilled_ = 0;  // cells that ended in earlier chunks; they are all in buffer_
  std::vector<Owned> owned_cells_;
  std::string buffer_;
  int64_t row_start_ = 0;
  bool stray_ = false;
  bool any_quoted_ = false;
  bool quoted_ = false;   // the cell
  bool guarded_ = false;  // the cell has a guarded character
  uint64_t quoted_mask_ = 0;
  Place open_;

  // Lines.
  int64_t line_ = 1;         // of the row being read
  int64_t inner_lines_ = 0;  // line ends inside its cells
  int inner_cr_ = 0;         // CRs just before inner_cr_end_, 0..2
  int64_t inner_cr_end_ = 0;
  int cr_ = 0;  // CRs that end the row before and may be part of CR LF or CR CR LF
  int64_t cr_count_ = 0, lf_count_ = 0, crlf_count_ = 0;

  // Rows to read one by one before plain ones are looked for again, and how many
  // that will be the next time none are found.
  size_t pause_ = 0, next_pause_ = 1;
  std::vector<uint32_t> ends_;

  int64_t rows_ = 0;
  bool stopped_ = false;
  std::optional<Error> error_;
};

}  // namespace mittari::csv
