// The usual rows, some hundred at a time.
#include <algorithm>

#include "base/utf8.h"
#include "ingest/row_taker.h"
#include "locale/blank.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
namespace {

bool LiesIn(std::string_view chunk, std::string_view cell) {
  const auto begin = reinterpret_cast<uintptr_t>(chunk.data());
  const auto at = reinterpret_cast<uintptr_t>(cell.data());
  return at >= begin && at + cell.size() <= begin + chunk.size();
}

// "D-10042": ASCII without spaces, a letter or digit first and a digit last. There is
// nothing to trim, and no blank token ends so.
bool IsId(std::string_view cell) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  return !cell.empty() && (letter(cell.front()) || digit(cell.front())) && digit(cell.back()) &&
         std::all_of(cell.begin(), cell.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

// Whether a text that has not been met is neither a total nor a blank token.
bool IsNewName(std::string_view cell) {
  const schema::Vocabulary& vocabulary = schema::Vocabulary::Builtin();
  if (IsId(cell)) return !vocabulary.IsTotal(cell);
  return !cell.empty() && utf8::Trim(cell).size() == cell.size() && !IsBlankText(cell) &&
         !locale::IsBlankToken(cell) && !vocabulary.IsTotal(cell) && !vocabulary.EndsInTotal(cell);
}

}  // namespace

bool RowTaker::OnRow(const csv::Row& row) {
  if (row.line < first_line_) return true;
  if (end_line_ > 0 && row.line >= end_line_) {
    if (row.line < last_line_) return true;
    Flush();
    closed_ = true;
  } else if (Wait(row)) {
    return true;
  } else {
    Flush();
  }
  Sort(row);
  return true;
}

// Whether OnRow would find nothing in the state of things but to take a usual row.
bool RowTaker::Steady() const {
  return watch_.quiet() && !closed_ && !unquoted && pending_.empty() &&
         first_rows.size() >= Source::kRawRows;
}

bool RowTaker::Wait(const csv::Row& row) {
  const size_t width = columns_.size();
  if (row.size != width || width < 2 || row.stray_quote) return false;
  if (waiting_ == 0) {
    if (!Steady()) return false;
    MakeRoom();
  }
  if (row.fields == row.clean) {
    std::copy_n(row.fields, width, &cells_[waiting_ * width]);
  } else {
    size_t size = 0;
    for (size_t i = 0; i < width; ++i) {
      size += LiesIn(row.chunk, row.fields[i]) ? 0 : row.fields[i].size();
    }
    if (kept_size_ + size > kKept) {
      if (size > kKept) return false;
      Flush();
    }
    std::string_view* const cells = &cells_[waiting_ * width];
    for (size_t i = 0; i < width; ++i) {
      cells[i] = row.fields[i];
      if (LiesIn(row.chunk, cells[i])) continue;
      char* const at = kept_.get() + kMargin + kept_size_;
      std::copy(cells[i].begin(), cells[i].end(), at);
      cells[i] = {at, cells[i].size()};
      kept_size_ += cells[i].size();
    }
  }
  low_ = row.chunk.empty() ? CellRun::Nowhere() : row.chunk.data();
  lines_[waiting_] = row.line;
  if (++waiting_ == batch_rows_) Flush();
  return true;
}

void RowTaker::MakeRoom() {
  if (!cells_.empty()) return;
  cells_.resize(batch_rows_ * columns_.size());
  lines_.resize(batch_rows_);
  codes_.resize(2 * CellRun::kMost);
  kept_ = std::make_unique<char[]>(kMargin + kKept);
}

void RowTaker::Flush() {
  const size_t width = columns_.size();
  const auto usual = [&](size_t row) {
    return IsUsual(&cells_[row * width], &codes_[row], &codes_[CellRun::kMost + row]);
  };
  for (size_t from = 0; from < waiting_;) {
    size_t end = from;
    if (Steady()) {
      while (end < waiting_ && usual(end)) ++end;
    }
    if (end > from) {
      const auto run_of = [&](size_t column) {
        return CellRun{&cells_[from * width + column], width, end - from, &lines_[from], low_};
      };
      TakeRows(run_of, from, end - from);
    }
    if (end < waiting_) {
      csv::Row row;
      row.fields = &cells_[end * width];
      row.size = width;
      row.line = lines_[end];
      Sort(row);
      ++end;
    }
    from = end;
  }
  waiting_ = 0;
  kept_size_ = 0;
}

// A text that is there and no total, no blank token, and not the header's own. Each
// is looked at once.
bool RowTaker::LookAtName(size_t column, size_t code) {
  std::vector<uint8_t>& known = names_[column];
  const table::TextBuilder& texts = columns_[column].texts;
  if (code >= known.size()) known.resize(texts.distinct());
  const std::string_view text = texts.Text(static_cast<uint32_t>(code));
  const bool odd = locale::IsBlankToken(text) || schema::Vocabulary::Builtin().IsTotal(text) ||
                   (column == 0 && !header_.empty() && text == header_[0]);
  known[code] = odd ? 2 : 1;
  return !odd;
}

// True where the cell is neither a total nor a blank token. *code is -1 for a text
// that is new.
bool RowTaker::IsName(size_t column, std::string_view cell, int64_t* code) {
  const uint32_t found = columns_[column].texts.Find(cell);
  if (found == table::TextBuilder::kNone) {
    *code = -1;
    return IsNewName(cell);
  }
  *code = found;
  return IsKnownName(column, found);
}

// A full row of data in the middle of others, for which Sort would find nothing
// to do but to take it. False where it is not sure. Adds the texts of the first
// column and of label_, where they are new.
bool RowTaker::IsUsual(const std::string_view* cells, int64_t* first, int64_t* label) {
  if (!header_.empty() && cells[0] == header_[0]) return false;
  if (!columns_[0].number) {
    if (!IsName(0, cells[0], first)) return false;
  } else if (cells[0].empty() || cells[0][0] < '0' || cells[0][0] > '9' ||
             schema::Vocabulary::Builtin().IsTotal(cells[0])) {
    return false;
  }
  if (label_ != 0 && !IsName(label_, cells[label_], label)) return false;
  const auto filled = [](std::string_view cell) {
    return !cell.empty() && cell[0] > ' ' && cell[0] < 0x7F;
  };
  if (std::none_of(cells + 1, cells + columns_.size(), filled)) return false;
  if (!columns_[0].number && *first < 0) *first = columns_[0].texts.CodeOf(cells[0]);
  if (label_ != 0 && *label < 0) *label = columns_[label_].texts.CodeOf(cells[label_]);
  return true;
}

// `count` rows whose lines and codes stand from `from` on; `run_of` gives the cells
// of a column.
template <typename RunOf>
void RowTaker::TakeRows(const RunOf& run_of, size_t from, size_t count) {
  const size_t width = columns_.size();
  const int64_t* const lines = &lines_[from];
  const size_t hashed = ToBeHashed(count);
  uint64_t hashes[CellRun::kMost];
  std::fill_n(hashes, hashed > 0 ? count : 0, width);
  int64_t values[CellRun::kMost];
  for (size_t i = 0; i < width; ++i) {
    const bool coded = !columns_[i].number && (i == 0 || i == label_);
    int64_t* const at = coded ? &codes_[(i == 0 ? 0 : CellRun::kMost) + from] : values;
    columns_[i].AddAll(run_of(i), at, coded, hashed > 0 ? hashes : nullptr);
  }
  // Where each row has a text of its own in some column, no two of them are the same.
  const bool apart = hashed == count && std::any_of(columns_.begin(), columns_.end(), [](const ColumnReader& column) {
    return !column.number && column.texts.AllApart();
  });
  for (size_t row = 0; row < hashed; ++row) {
    if (apart) hashes_.Keep(hashes[row]);
    if (apart || hashes_.Insert(hashes[row])) continue;
    std::string scratch;
    duplicates.Add(lines[row], {}, run_of(0).Bare(row, &scratch));
  }
  for (size_t row = 0; row < count; ++row) {
    if (lines[row] != next_line_) line_runs.emplace_back(rows_ + row, lines[row]);
    next_line_ = lines[row] + 1;
  }
  rows_ += count;
}

void RowTaker::Expect(size_t rows) {
  for (ColumnReader& column : columns_) {
    if (column.number) {
      column.numbers.Expect(rows);
    } else {
      column.texts.Expect(rows);
    }
  }
}

RowTaker::Plain RowTaker::WantsPlain() const {
  if (!Steady() || end_line_ > 0 || columns_.size() < 2) return {};
  return {columns_.size(), batch_rows_};
}

void RowTaker::OnPlainRows(const csv::PlainRows& rows) {
  Flush();
  MakeRoom();
  for (size_t row = 0; row < rows.rows; ++row) lines_[row] = rows.line + static_cast<int64_t>(row);
  const auto run = [&](size_t column, size_t from, size_t count) {
    return PlainRun(rows, from, column, count, &lines_[from]);
  };
  if (!columns_[0].number) columns_[0].FindCodes(run(0, 0, rows.rows), &codes_[0]);
  if (label_ != 0) columns_[label_].FindCodes(run(label_, 0, rows.rows), &codes_[CellRun::kMost]);
  for (size_t from = 0; from < rows.rows;) {
    size_t end = from;
    if (Steady()) {
      while (end < rows.rows && IsUsualPlain(rows, end)) ++end;
    }
    if (end > from) {
      TakeRows([&](size_t column) { return run(column, from, end - from); }, from, end - from);
    }
    if (end < rows.rows) {
      csv::Row row;
      row.fields = BareCells(rows, end);
      row.size = rows.width;
      row.line = lines_[end];
      Sort(row);
      ++end;
    }
    from = end;
  }
}

// IsUsual, for most rows without a look at more than codes.
bool RowTaker::IsUsualPlain(const csv::PlainRows& rows, size_t row) {
  int64_t* const first = &codes_[row];
  int64_t* const label = &codes_[CellRun::kMost + row];
  scratch_.resize(rows.width);
  const auto bare = [&](size_t column) {
    return csv::Bare(rows.Cell(row, column), rows.quote, &scratch_[column]);
  };
  const schema::Vocabulary& vocabulary = schema::Vocabulary::Builtin();
  const auto known = [&](size_t column, int64_t* code) {
    if (*code >= 0) return IsKnownName(column, *code);
    if (*code == ColumnReader::kId) {
      const std::string_view id = rows.Cell(row, column);
      if (!vocabulary.MaybeTotal(id) && (column > 0 || header_.empty() || id != header_[0])) return true;
    }
    const std::string_view cell = bare(column);
    return (column > 0 || header_.empty() || cell != header_[0]) && IsName(column, cell, code);
  };
  const auto add = [&](size_t column, int64_t code) {
    table::TextBuilder& texts = columns_[column].texts;
    return code == ColumnReader::kId ? texts.CodeOfId(rows.Cell(row, column), rows.low) : texts.CodeOf(bare(column));
  };
  const auto numbered = [&](std::string_view cell) {
    return !cell.empty() && cell[0] >= '0' && cell[0] <= '9' &&
           (header_.empty() || cell != header_[0]) && !vocabulary.IsTotal(cell);
  };
  const bool named = columns_[0].number ? numbered(rows.Cell(row, 0)) : known(0, first);
  if (named && (label_ == 0 || known(label_, label))) {
    for (size_t column = 1; column < rows.width; ++column) {
      const std::string_view cell = rows.Cell(row, column);
      if (cell.empty() || cell[0] <= ' ' || cell[0] >= 0x7F || cell[0] == rows.quote) continue;
      if (!columns_[0].number && *first < 0) *first = add(0, *first);
      if (label_ != 0 && *label < 0) *label = add(label_, *label);
      return true;
    }
  }
  return IsUsual(BareCells(rows, row), first, label);
}

const std::string_view* RowTaker::BareCells(const csv::PlainRows& rows, size_t row) {
  bare_.resize(rows.width);
  scratch_.resize(rows.width);
  for (size_t i = 0; i < rows.width; ++i) {
    bare_[i] = csv::Bare(rows.Cell(row, i), rows.quote, &scratch_[i]);
  }
  return bare_.data();
}

// One row of any width.
void RowTaker::TakeData(const std::string_view* cells, size_t size, int64_t line) {
  const size_t width = columns_.size();
  if (size > width) {
    for (size_t i = width; i < size; ++i) {
      if (IsBlankCell(cells[i])) continue;
      long_rows.Add(line, {}, cells[i]);
      break;
    }
  } else if (size < width) {
    short_rows.Add(line, {}, size > 0 ? cells[0] : std::string_view());
  }
  const bool hashed = ToBeHashed(1) > 0 && width > 1;
  uint64_t hash = size;
  const size_t shared = std::min(size, width);
  for (size_t i = 0; i < shared; ++i) {
    int64_t value = 0;
    columns_[i].AddAll(CellRun{cells + i, 1, 1, &line, CellRun::Nowhere()}, &value, false,
                       hashed ? &hash : nullptr);
  }
  for (size_t i = shared; i < width; ++i) columns_[i].AddMissing();
  for (size_t i = shared; i < size && hashed; ++i) MixInto(HashText(cells[i]), &hash);
  if (line != next_line_) line_runs.emplace_back(rows_, line);
  next_line_ = line + 1;
  ++rows_;
  if (hashed && !hashes_.Insert(hash)) {
    duplicates.Add(line, {}, size > 0 ? cells[0] : std::string_view());
  }
}

}  // namespace mittari::ingest
