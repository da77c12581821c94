#include "ingest/table_seeker.h"

#include "ingest/row_taker.h"

namespace mittari::ingest {

std::string JoinCells(const csv::Row& row) {
  std::string text;
  for (size_t i = 0; i < row.size && text.size() < Issue::kSampleBytes; ++i) {
    if (IsBlankCell(row.fields[i])) continue;
    if (!text.empty()) text += ", ";
    text += row.fields[i];
  }
  return text;
}

bool IsHeaderAgain(const csv::Row& row, const std::vector<std::string>& header) {
  if (header.empty() || row.size < header.size()) return false;
  for (size_t i = 0; i < header.size(); ++i) {
    if (row.fields[i] != header[i]) return false;
  }
  return true;
}

PrefixRow CopyOf(const csv::Row& row) {
  PrefixRow copy;
  copy.line = row.line;
  copy.cells.reserve(row.size);
  for (size_t i = 0; i < row.size; ++i) {
    copy.cells.emplace_back(row.fields[i]);
    copy.nonblank += IsBlankCell(row.fields[i]) ? 0 : 1;
  }
  return copy;
}

bool TableWatch::Opens(const csv::Row& row, size_t first, size_t filled) {
  after_gap_ = gap_;
  if (gap_) titles_ = 0;
  const bool opening = gap_ || titled_;
  gap_ = false;
  titled_ = opening && filled == 1;
  if (titled_) {
    title_ = row.fields[first];
    ++titles_;
  }
  if (!opening || filled < 2) return false;
  std::vector<std::string> cells(row.fields, row.fields + row.size);
  const HeaderLook look = LookOf(cells);
  const bool opens = look.known >= 2 && look.values == 0;
  if (!opens || after_gap_) title_.clear();
  return opens;
}

TableReport TableWatch::Report(const csv::Row& row, size_t filled) {
  TableReport report;
  report.name = title_.empty() ? JoinCells(row) : std::move(title_);
  title_.clear();
  report.header_row = row.line;
  report.columns = static_cast<int64_t>(filled);
  return report;
}

bool TableSeeker::OnRow(const csv::Row& row) {
  if (found()) {
    rows_.push_back(CopyOf(row));
    return true;
  }
  if (row.line < first_line_) return true;
  const size_t first = FirstFilled(row.fields, row.size);
  if (first == row.size) {
    watch_.Gap();
    return true;
  }
  size_t filled = 0;
  for (size_t i = first; i < row.size; ++i) filled += IsBlankCell(row.fields[i]) ? 0 : 1;
  const bool opens = watch_.Opens(row, first, filled);
  if (opens && !(passed_.empty() && IsHeaderAgain(row, header_))) {
    (passed_.empty() ? rows_before_ : passed_.back().rows) -= watch_.titles();
    passed_.push_back(watch_.Report(row, filled));
    if (found()) rows_.push_back(CopyOf(row));
    return true;
  }
  ++(passed_.empty() ? rows_before_ : passed_.back().rows);
  return true;
}

}  // namespace mittari::ingest
