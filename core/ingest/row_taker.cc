#include "ingest/row_taker.h"

#include <algorithm>

#include "base/codes.gen.h"
#include "base/utf8.h"
#include "ingest/layout.h"
#include "locale/blank.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
namespace {

uint64_t LoadWord(const char* p, size_t size) {
  uint64_t word = 0;
  if (size >= 8) {
    __builtin_memcpy(&word, p, 8);
  } else if (size >= 4) {
    uint32_t low, high;
    __builtin_memcpy(&low, p, 4);
    __builtin_memcpy(&high, p + size - 4, 4);
    word = low | uint64_t{high} << ((size - 4) * 8);
  } else if (size > 0) {
    const auto byte = [p](size_t i) { return uint64_t{static_cast<unsigned char>(p[i])}; };
    word = byte(0) | byte(size / 2) << (size / 2 * 8) | byte(size - 1) << ((size - 1) * 8);
  }
  return word;
}

// A sum over words scattered by their place, so that no step waits for the one before.
uint64_t HashRow(const std::string_view* cells, size_t size) {
  uint64_t hash = size, place = 0;
  auto add = [&hash, &place](uint64_t word) {
    word = (word + place) * 0x9E3779B97F4A7C15ull;
    word = (word ^ (word >> 32)) * 0xD6E8FEB86659FD93ull;
    hash += word ^ (word >> 29);
    place += 0xC2B2AE3D27D4EB4Full;
  };
  for (size_t i = 0; i < size; ++i) {
    const char* p = cells[i].data();
    size_t left = cells[i].size();
    place += left << 7;  // cells of other lengths stand elsewhere
    for (; left > 8; left -= 8, p += 8) add(LoadWord(p, 8));
    add(LoadWord(p, left));
  }
  return hash == 0 ? 1 : hash;
}

std::string Join(const csv::Row& row) {
  std::string text;
  for (size_t i = 0; i < row.size && text.size() < Issue::kSampleBytes; ++i) {
    if (IsBlankCell(row.fields[i])) continue;
    if (!text.empty()) text += ", ";
    text += row.fields[i];
  }
  return text;
}

}  // namespace

bool RowHashes::Insert(const std::string_view* cells, size_t size) {
  if (used_ * 2 >= slots_.size()) {
    std::vector<uint64_t> old(std::max<size_t>(64, slots_.size() * 4));
    old.swap(slots_);
    for (const uint64_t hash : old) {
      if (hash == 0) continue;
      size_t at = hash & (slots_.size() - 1);
      while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = hash;
    }
  }
  const uint64_t hash = HashRow(cells, size);
  size_t at = hash & (slots_.size() - 1);
  for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at] == hash) return false;
  }
  slots_[at] = hash;
  ++used_;
  return true;
}

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
                   int64_t end_line, std::vector<ColumnReader> columns)
    : settings_(settings),
      header_(std::move(header)),
      first_line_(first_line),
      end_line_(end_line),
      columns_(std::move(columns)) {
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].IsDimension()) dimensions_.push_back(i);
  }
  for (size_t i = dimensions_.size(); i-- > 0;) {
    if (label_ == 0 || columns_[dimensions_[i]].kind == schema::ColumnFacts::Kind::kText)
      label_ = dimensions_[i];
  }
  names_.resize(columns_.size());
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

bool RowTaker::IsRepeatedHeader(const csv::Row& row) const {
  if (header_.empty() || row.size < header_.size() || row.fields[0] != header_[0]) return false;
  for (size_t i = 1; i < header_.size(); ++i) {
    if (row.fields[i] != header_[i]) return false;
  }
  return true;
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

bool RowTaker::StartsTable(const csv::Row& row) const {
  std::vector<std::string> cells;
  for (size_t i = 0; i < row.size; ++i) cells.emplace_back(row.fields[i]);
  const HeaderLook look = LookOf(cells);
  return look.known >= 2 && look.values == 0;
}

// True where the cell is a text of the column that is neither a total nor a
// blank token. Each distinct text is looked at once.
bool RowTaker::IsName(size_t column, std::string_view cell) {
  const uint32_t code = columns_[column].texts.Find(cell);
  if (code == table::TextBuilder::kNone) return false;
  std::vector<uint8_t>& known = names_[column];
  if (code >= known.size()) known.resize(columns_[column].texts.distinct());
  if (known[code] == 0) {
    const bool other = locale::IsBlankToken(cell) || schema::Vocabulary::Builtin().IsTotal(cell);
    known[code] = other ? 2 : 1;
  }
  columns_[column].found = code;
  return known[code] == 1;
}

// The row that IsName looked at does not come next after all.
void RowTaker::Forget() {
  for (const size_t column : dimensions_) columns_[column].found = table::TextBuilder::kNone;
  if (!columns_.empty()) columns_[0].found = table::TextBuilder::kNone;
}

// A full row of data in the middle of others, for which OnRow would find nothing
// to do but to take it. False where it is not sure.
bool RowTaker::IsUsual(const csv::Row& row) {
  if (gap_ || closed_ || unquoted || row.stray_quote || row.size != columns_.size() ||
      row.size < 2 || !pending_.empty() || first_rows.size() < Source::kRawRows) {
    return false;
  }
  const std::string_view first = row.fields[0];
  if (!header_.empty() && first == header_[0]) return false;
  const auto filled = [](std::string_view cell) {
    return !cell.empty() && cell[0] > ' ' && cell[0] < 0x7F;
  };
  bool named = !suspect_totals_;
  if (columns_[0].number) {
    if (first.empty() || first[0] < '0' || first[0] > '9') return false;
    if (schema::Vocabulary::Builtin().IsTotal(first)) return false;
  } else {
    if (!IsName(0, first)) return false;
    named = named || (!dimensions_.empty() && dimensions_[0] == 0);
  }
  if (!dimensions_.empty() && label_ != 0) {
    if (!IsName(label_, row.fields[label_])) return false;
    named = true;
  }
  for (size_t i = 0; !named && i < dimensions_.size(); ++i) {
    named = IsName(dimensions_[i], row.fields[dimensions_[i]]);
  }
  if (!named) return false;
  for (size_t i = 1; i < row.size; ++i) {
    if (filled(row.fields[i])) return true;
  }
  return false;
}

bool RowTaker::OnRow(const csv::Row& row) {
  if (row.line < first_line_) return true;
  if (end_line_ > 0 && row.line >= end_line_) return true;
  if (IsUsual(row)) {
    TakeData(row.fields, row.size, row.line);
    return true;
  }
  Forget();
  const size_t first = FirstFilled(row.fields, row.size);
  if (first == row.size) {
    gap_ = true;
    if (!closed_) blank_rows.Add(row.line, {}, {});
    return true;
  }
  const bool after_gap = gap_;
  gap_ = false;
  if (closed_) {
    ++more_tables.back().rows;
    return true;
  }
  bool stray = row.stray_quote;
  for (size_t i = first; unquoted && i < row.size; ++i) {
    stray = stray || (!row.fields[i].empty() && row.fields[i][0] == '"');
  }
  if (stray) stray_quotes.Add(row.line, {}, Join(row));
  if (IsRepeatedHeader(row) && !settings_.IsOff(codes::kRepeatedHeader)) {
    repeated.Add(row.line, {}, Join(row));
    Show(row, repeated.code);
    return true;
  }
  size_t filled = 0;
  for (size_t i = first; i < row.size; ++i) filled += IsBlankCell(row.fields[i]) ? 0 : 1;
  const size_t width = columns_.size();
  if (filled == 1 && row.fields[first][0] == '#' && row.fields[first].size() > 1 && width > 1 &&
      !settings_.IsOff(codes::kCommentRow)) {
    comments.Add(row.line, {}, Join(row));
    Show(row, comments.code);
    return true;
  }
  if (after_gap && filled >= 2 && StartsTable(row)) {
    closed_ = true;
    TableReport report;
    report.name = Join(row);
    report.header_row = row.line;
    report.columns = static_cast<int64_t>(filled);
    more_tables.push_back(std::move(report));
    return true;
  }
  if (!settings_.IsOff(codes::kTotalRow) && IsLabelledTotal(row, first)) {
    totals.Add(row.line, {}, row.fields[first]);
    HeldRow held = Hold(row, totals.code);
    if (total_rows.size() < kMaxHeld) total_rows.push_back(std::move(held));
    return true;
  }
  if (!settings_.IsOff(codes::kFooterRow) && pending_.size() < kMaxHeld &&
      IsFooter(row, first, filled, after_gap)) {
    pending_.push_back(Hold(row, footers.code));
    return true;
  }
  if (suspect_totals_) {
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
      return true;
    }
  }
  if (!pending_.empty()) FlushFooters();
  Show(row, {});
  TakeData(row.fields, row.size, row.line);
  return true;
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
  const size_t shared = std::min(size, width);
  for (size_t i = 0; i < shared; ++i) columns_[i].Add(cells[i], line);
  for (size_t i = shared; i < width; ++i) columns_[i].AddMissing();
  if (line != next_line_) line_runs.emplace_back(rows_, line);
  next_line_ = line + 1;
  ++rows_;
  if (rows_ <= kMaxHashed && width > 1 && !hashes_.Insert(cells, size)) {
    duplicates.Add(line, {}, size > 0 ? cells[0] : std::string_view());
  }
}

void RowTaker::End() {
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
