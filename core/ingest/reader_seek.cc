// A table that begins after the first part of the file.
#include "base/codes.gen.h"
#include "ingest/reader_state.h"

namespace mittari::ingest {

// Passes by the rows of the tables in the first part. False where there is none.
bool Reader::State::Seek(const std::vector<PrefixRow>& held) {
  Settings open = settings;
  open.table_index = 0;
  const Layout layout = FindLayout(held, false, open);
  if (layout.tables.empty()) return false;
  const size_t known = layout.tables.size();
  const TableSpan& last = layout.tables.back();
  for (const TableSpan& span : layout.tables) {
    tables_before.push_back({span.name, span.header >= 0 ? held[span.header].line : 0,
                             static_cast<int64_t>(span.rows()),
                             static_cast<int64_t>(span.width)});
  }
  const std::vector<std::string> header =
      last.header >= 0 ? held[last.header].cells : std::vector<std::string>();
  const int64_t first_line = last.header >= 0 ? held[last.header].line + 1 : held[last.first].line;
  seeker = std::make_unique<TableSeeker>(header, first_line,
                                         static_cast<size_t>(settings.table_index) - known);
  return true;
}

// Reads the table whose first rows have been kept, or fails with input.no_table.
void Reader::State::EndSeek(bool complete) {
  const std::unique_ptr<TableSeeker> found = std::move(seeker);
  if (!found->found()) {
    error = Fail(codes::kInputNoTable);
    return;
  }
  tables_before.back().rows = found->rows_before();
  for (const TableReport& report : found->passed()) tables_before.push_back(report);
  const std::vector<PrefixRow>& kept = found->rows();
  std::vector<PrefixRow> first(
      kept.begin(), kept.begin() + static_cast<long>(std::min(kept.size(), kPrefixRows)));
  settings.table_index = 1;
  if (!MakeRows(first, complete && kept.size() < kPrefixRows)) return;
  source.tables[tables_before.size()].name = found->name();
  for (const PrefixRow& held : kept) {
    const std::vector<std::string_view> fields(held.cells.begin(), held.cells.end());
    csv::Row row;
    row.fields = fields.data();
    row.size = fields.size();
    row.line = held.line;
    taker().OnRow(row);
    rows->Flush();
  }
}

}  // namespace mittari::ingest
