#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "locale/date_evidence.h"
#include "locale/number_evidence.h"
#include "schema/mapper.h"
#include "table/builder.h"

namespace mittari::ingest {

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

  // The code of the next cell's text where it has just been looked up, else kNone.
  uint32_t found = table::TextBuilder::kNone;
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

  void Add(std::string_view cell, int64_t line) {
    if (number ? AddDigits(cell) : AddKnown(cell)) return;
    AddCarefully(cell, line);
  }
  void AddMissing();

  // True where the column names things rather than measures them: its cells
  // are blank in a row of totals.
  bool IsDimension() const;
  // True where the cells of a total row are the sum of those above.
  bool IsAdditive() const;

 private:
  // The usual cells, in few steps; false for any other, with nothing done. They
  // give what AddCarefully would.
  bool AddDigits(std::string_view cell);
  bool AddKnown(std::string_view cell) {
    uint32_t code = found;
    found = table::TextBuilder::kNone;
    if (code == table::TextBuilder::kNone) code = texts.Find(cell);  // what is there is trimmed
    if (code == table::TextBuilder::kNone) return false;
    texts.AddCode(code);
    return true;
  }
  void AddCarefully(std::string_view cell, int64_t line);
  void AddNumber(std::string_view cell, int64_t line);
};

// Digits with at most one mark between them, of 18 digits in all.
inline bool ColumnReader::AddDigits(std::string_view cell) {
  if (cell.size() - 1 >= 18) return false;  // empty or too long
  const char* p = cell.data();
  const char* const end = p + cell.size();
  const auto digit = [](char c) {
    return static_cast<uint32_t>(static_cast<unsigned char>(c)) - '0';
  };
  uint64_t units = digit(*p);
  if (units > 9) return false;
  if (units == 0 && cell.size() > 1 && digit(p[1]) <= 9) return false;  // 007 is an id
  uint32_t next = 0;
  while (++p != end && (next = digit(*p)) <= 9) units = units * 10 + next;
  if (p == end) {
    if (!settled) evidence.AddDigits(units);
    numbers.Add({static_cast<int64_t>(units), 0});
    return true;
  }
  if (!settled || *p != '.' || end - p == 1 || style == locale::NumberStyle::kUnknown ||
      locale::HasCommaDecimal(style)) {
    return false;
  }
  const char* const point = p;
  while (++p != end) {
    if ((next = digit(*p)) > 9) return false;
    units = units * 10 + next;
  }
  numbers.Add({static_cast<int64_t>(units), static_cast<int8_t>(end - point - 1)});
  return true;
}

}  // namespace mittari::ingest
