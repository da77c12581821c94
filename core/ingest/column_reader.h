#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "csv/plain_rows.h"
#include "ingest/digits.h"
#include "locale/date_evidence.h"
#include "locale/number_evidence.h"
#include "schema/mapper.h"
#include "table/builder.h"

namespace mittari::ingest {

// Cells of one column in rows that follow each other.
struct CellRun {
  static constexpr size_t kMost = 256;

  const std::string_view* cells = nullptr;  // each `stride` after the one before
  size_t stride = 1;
  size_t count = 0;  // up to kMost
  const int64_t* lines = nullptr;
  // The bytes between this and the end of any cell above it can be read; kNowhere: none.
  const char* low = nullptr;

  static const char* Nowhere() { return reinterpret_cast<const char*>(UINTPTR_MAX); }
  std::string_view operator[](size_t row) const { return cells[row * stride]; }
  static constexpr bool kQuoted = false;  // the cells have no quotes around them
  std::string_view Bare(size_t row, std::string*) const { return (*this)[row]; }
};

// The same of plain rows: cells as they stand in the text.
struct PlainRun {
  const char* text = nullptr;
  const uint32_t* ends = nullptr;  // of the cell before the first one
  size_t stride = 1;
  size_t count = 0;
  const int64_t* lines = nullptr;
  const char* low = nullptr;
  char quote = '"';

  PlainRun(const csv::PlainRows& rows, size_t first, size_t column, size_t count,
           const int64_t* lines)
      : text(rows.text),
        ends(rows.ends + first * rows.stride + column),
        stride(rows.stride),
        count(count),
        lines(lines),
        low(rows.low),
        quote(rows.quote) {}
  std::string_view operator[](size_t row) const {
    const uint32_t* const at = ends + row * stride;
    const uint32_t begin = at[0] + 1;
    return {text + begin, at[1] - begin};
  }
  static constexpr bool kQuoted = true;
  std::string_view Bare(size_t row, std::string* scratch) const {
    return csv::Bare((*this)[row], quote, scratch);
  }
};

// In a column of texts only what can be no name is nothing: "(not set)" is a
// value that reports group by.
bool IsBlankText(std::string_view text);

// Takes the cells of one column as the rows stream by.
//
// Numbers go straight into a NumberBuilder; while their style is open, a cell
// with two readings keeps both. All else, dates too, goes into a TextBuilder:
// each distinct text is read once, when the whole column is known.
struct ColumnReader {
  std::string name;
  int position = 0;
  schema::ColumnMeaning meaning;
  schema::ColumnFacts::Kind kind = schema::ColumnFacts::Kind::kText;
  bool number = false;       // which of the two builders is in use
  bool keep_bounds = false;  // "< 10%" is read as its bound
  locale::NumberStyle style = locale::NumberStyle::kUnknown;
  bool settled = false;                                   // `style` holds for the whole column
  locale::DateOrder order = locale::DateOrder::kUnknown;  // found for a date column

  table::NumberBuilder numbers;
  table::TextBuilder texts;
  locale::NumberEvidence evidence;  // while not settled

  Issue blanks{"blank_token", 0, {}, {}};
  Issue reread{"number_reread", 0, {}, {}};
  Issue not_number{"cell_not_number", 0, {}, {}};
  Issue bounds{"bound_value", 0, {}, {}};
  Issue errors{"error_cell", 0, {}, {}};
  Issue negative{"negative_count", 0, {}, {}};
  Issue precision{"precision_lost", 0, {}, {}};

  void Add(std::string_view cell, int64_t line);
  // `values`: room for one of each cell. `coded`: it holds the codes of the texts
  // already. `mixed`: where not null, what each cell says is mixed into its row.
  template <typename Run>
  void AddAll(const Run& run, int64_t* values, bool coded, uint64_t* mixed) {
    if (number) {
      AddNumbers(run, values, mixed);
    } else {
      AddTexts(run, values, coded, mixed);
    }
  }
  void AddMissing();
  // The codes of texts that have been added; negative for others, and for all of a
  // column of ids: kId for one that IsPlainId. REQUIRES: !number.
  static constexpr int64_t kId = -2;
  void FindCodes(const PlainRun& run, int64_t* codes);

  // True where the column names things rather than measures them: its cells
  // are blank in a row of totals.
  bool IsDimension() const;
  // True where the cells of a total row are the sum of those above.
  bool IsAdditive() const;

 private:
  // For CellRun and PlainRun.
  template <typename Run>
  void AddNumbers(const Run& run, int64_t* units, uint64_t* mixed);
  template <typename Run>
  void AddTexts(const Run& run, int64_t* codes, bool coded, uint64_t* mixed);
  template <typename Run>
  void AddDigits(const Run& run, const int64_t* units, const int8_t* scales, size_t begin,
                 size_t end);
  template <typename Run>
  uint32_t CodeOf(const Run& run, size_t row);
  int64_t CodeCarefully(std::string_view cell, int64_t line);
  void AddNumber(std::string_view cell, int64_t line);
};

}  // namespace mittari::ingest
