#include "ingest/row_taker.h"

#include <algorithm>

#include "base/codes.gen.h"
#include "base/utf8.h"
#include "ingest/layout.h"
#include "locale/blank.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
bool IsBlankCell(std::string_view cell) {
  if (cell.empty()) return true;
  const unsigned char c = static_cast<unsigned char>(cell[0]);
  if (c > ' ' && c < 0x80) return false;
  return utf8::Trim(cell).empty();
}

size_t FirstFilled(const std::string_view* cells, size_t size) {
  size_t i = 0;
  while (i < size && IsBlankCell(cells[i])) ++i;
  return i;
}

RowTaker::RowTaker(const Settings& settings, std::vector<std::string> header, int64_t first_line,
                   int64_t end_line, int64_t last_line, std::vector<ColumnReader> columns)
    : settings_(settings),
      header_(std::move(header)),
      first_line_(first_line),
      end_line_(end_line),
      last_line_(last_line),
      columns_(std::move(columns)) {
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].IsDimension()) dimensions_.push_back(i);
  }
  for (size_t i = dimensions_.size(); i-- > 0;) {
    // A column of remarks labels nothing.
    const ColumnReader& column = columns_[dimensions_[i]];
    const bool label = column.kind == schema::ColumnFacts::Kind::kText &&
                       (i == 0 || !column.meaning.role.empty());
    if (label || (label_ == 0 && column.kind != schema::ColumnFacts::Kind::kText)) label_ = dimensions_[i];
  }
  names_.resize(columns_.size());
  batch_rows_ =
      columns_.empty() ? 0 : std::clamp<size_t>(kBatchCells / columns_.size(), 8, CellRun::kMost);
  suspect_totals_ = !dimensions_.empty() && dimensions_.size() < columns_.size() &&
                    !settings_.IsOff(codes::kTotalRow);
}

long RowTaker::Show(const csv::Row& row, std::string code) {
  if (first_rows.size() >= Source::kRawRows) return -1;
  RawRow raw;
  raw.line = row.line;
  raw.code = std::move(code);
  for (size_t i = 0; i < row.size; ++i) raw.cells.emplace_back(row.fields[i]);
  first_rows.push_back(std::move(raw));
  return static_cast<long>(first_rows.size()) - 1;
}

HeldRow RowTaker::Hold(const csv::Row& row, std::string code) {
  HeldRow held;
  held.line = row.line;
  held.shown = Show(row, std::move(code));
  held.rows_before = rows_;
  for (size_t i = 0; i < row.size; ++i) held.cells.emplace_back(row.fields[i]);
  return held;
}

// A label in the first filled cell or the first dimension. "Total: Search" says
// enough; a bare "Total" also wants the other dimensions to be mostly empty.
bool RowTaker::IsLabelledTotal(const csv::Row& row, size_t first) const {
  const schema::Vocabulary& vocabulary = schema::Vocabulary::Builtin();
  size_t label = first;
  if (!vocabulary.IsTotal(row.fields[first])) {
    if (dimensions_.empty()) return false;
    label = label_;
    if (label == first || label >= row.size || !vocabulary.IsTotal(row.fields[label])) return false;
  }
  if (row.fields[label].find(':') != std::string_view::npos) return true;
  size_t filled = 0, others = 0;
  for (size_t d : dimensions_) {
    if (d == label) continue;
    ++others;
    filled += d < row.size && !locale::IsBlankToken(row.fields[d]) ? 1 : 0;
  }
  return filled * 2 <= others;
}

// "North Total" with nothing in the other columns of words.
bool RowTaker::IsSubtotal(const csv::Row& row, size_t first) const {
  if (first >= columns_.size() || columns_[first].number) return false;
  if (!schema::Vocabulary::Builtin().EndsInTotal(row.fields[first])) return false;
  for (size_t d : dimensions_) {
    if (d != first && d < row.size && !locale::IsBlankToken(row.fields[d])) return false;
  }
  return true;
}

// Lines of one cell; after a blank line or another such line also sentences that
// a comma cuts in a few.
bool RowTaker::IsFooter(const csv::Row& row, size_t first, size_t filled, bool after_gap) const {
  const size_t width = columns_.size();
  if (first != 0) return false;
  if (filled == 1) return width >= 3 || (width == 2 && after_gap);
  if (filled * 8 > width * 3 || (!after_gap && pending_.empty())) return false;
  for (size_t i = 0; i < row.size; ++i) {
    if (IsBlankCell(row.fields[i])) continue;
    if (i >= filled || (i < width && columns_[i].number && IsValueCell(row.fields[i])))
      return false;
  }
  return true;
}

void RowTaker::Sort(const csv::Row& row) {
  const size_t first = FirstFilled(row.fields, row.size);
  if (first == row.size) {
    watch_.Gap();
    if (!closed_) blank_rows.Add(row.line, {}, {});
    return;
  }
  size_t filled = 0;
  for (size_t i = first; i < row.size; ++i) filled += IsBlankCell(row.fields[i]) ? 0 : 1;
  const bool opens = watch_.Opens(row, first, filled);
  const bool after_gap = watch_.after_gap();
  if (closed_) {
    if (opens) {
      (more_tables.empty() ? rows_of_last : more_tables.back().rows) -= watch_.titles();
      more_tables.push_back(watch_.Report(row, filled));
    } else {
      ++(more_tables.empty() ? rows_of_last : more_tables.back().rows);
    }
    return;
  }
  bool stray = row.stray_quote;
  for (size_t i = first; unquoted && i < row.size; ++i) {
    stray = stray || (!row.fields[i].empty() && row.fields[i][0] == '"');
  }
  if (stray) stray_quotes.Add(row.line, {}, JoinCells(row));
  if (IsHeaderAgain(row, header_) && !settings_.IsOff(codes::kRepeatedHeader)) {
    // Lines of one cell above it name the group that begins.
    for (const HeldRow& held : pending_) ExcludeHeld(held, &footers);
    pending_.clear();
    repeated.Add(row.line, {}, JoinCells(row));
    Show(row, repeated.code);
    return;
  }
  const size_t width = columns_.size();
  if (filled == 1 && row.fields[first][0] == '#' && row.fields[first].size() > 1 && width > 1 &&
      !settings_.IsOff(codes::kCommentRow)) {
    comments.Add(row.line, {}, JoinCells(row));
    Show(row, comments.code);
    return;
  }
  if (opens) {
    closed_ = true;
    more_tables.push_back(watch_.Report(row, filled));
    return;
  }
  if (!settings_.IsOff(codes::kTotalRow) && IsLabelledTotal(row, first)) {
    totals.Add(row.line, {}, row.fields[first]);
    HeldRow held = Hold(row, totals.code);
    if (total_rows.size() < kMaxHeld) total_rows.push_back(std::move(held));
    return;
  }
  if (!settings_.IsOff(codes::kFooterRow) && pending_.size() < kMaxHeld &&
      IsFooter(row, first, filled, after_gap)) {
    pending_.push_back(Hold(row, footers.code));
    return;
  }
  if (suspect_totals_ && !nameless) {
    bool named = false;
    for (size_t d : dimensions_) {
      if (d < row.size && !locale::IsBlankToken(row.fields[d])) {
        named = true;
        break;
      }
    }
    const bool labelled = columns_[label_].kind != schema::ColumnFacts::Kind::kText ||
                          (label_ < row.size && !locale::IsBlankToken(row.fields[label_]));
    const bool subtotal = !IsBlankCell(row.fields[first]) && IsSubtotal(row, first);
    if (!named || !labelled || subtotal) {
      suspects.push_back(Hold(row, {}));
      suspects.back().labelled = subtotal;
      suspects.back().weak = named && !subtotal;
      if (suspects.size() >= kMaxHeld) {
        // So many rows without a name are just rows.
        suspect_totals_ = false;
        for (const HeldRow& held : suspects) TakeHeld(held);
        suspects.clear();
      }
      return;
    }
  }
  if (!pending_.empty()) FlushFooters();
  Show(row, {});
  TakeData(row.fields, row.size, row.line);
}

void RowTaker::FlushFooters() {
  for (const HeldRow& held : pending_) TakeHeld(held);
  pending_.clear();
}

void RowTaker::TakeHeld(const HeldRow& row) {
  if (row.shown >= 0) first_rows[row.shown].code.clear();
  std::vector<std::string_view> cells(row.cells.begin(), row.cells.end());
  TakeData(cells.data(), cells.size(), row.line);
}

void RowTaker::ExcludeHeld(const HeldRow& row, Issue* issue) {
  if (row.shown >= 0) first_rows[row.shown].code = issue->code;
  std::string text;
  for (const std::string& cell : row.cells) {
    if (IsBlankCell(cell)) continue;
    if (!text.empty()) text += ", ";
    text += cell;
  }
  issue->Add(row.line, {}, text);
}

void RowTaker::End() {
  Flush();
  for (const HeldRow& held : pending_) {
    // Lines of one cell all through: then they are the data.
    if (rows_ == 0 && total_rows.empty() && suspects.empty()) {
      TakeHeld(held);
    } else {
      ExcludeHeld(held, &footers);
    }
  }
  pending_.clear();
  hashes_.Clear();
}

int64_t RowTaker::excluded() const {
  return totals.count + footers.count + repeated.count + comments.count;
}

}  // namespace mittari::ingest
