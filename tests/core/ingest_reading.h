#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "base/json.h"
#include "ingest/reader.h"
#include "table/table.h"

namespace mittari::ingest::testing {

inline std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Reads `bytes` in pieces of `chunk` bytes; 0: in one.
inline Result<Source> Read(const std::string& bytes, const Json& settings, size_t chunk,
                           const std::string& name = "input") {
  Result<Settings> parsed = ParseSettings(settings);
  if (!parsed.ok()) return parsed.error();
  Reader reader(name, parsed.value());
  if (chunk == 0) chunk = bytes.size() + 1;
  for (size_t at = 0; at < bytes.size(); at += chunk) {
    // A copy of the exact size, so that a read past its end is seen.
    const std::string piece = bytes.substr(at, chunk);
    if (!reader.Feed(piece)) break;
  }
  return reader.Finish();
}

// By role, else by header.
inline const table::Column* FindColumn(const Source& source, const std::string& name) {
  const table::Column* column = source.table.FindRole(name);
  return column != nullptr ? column : source.table.FindName(name);
}

inline std::string SumOf(const table::Column& column) {
  if (column.kind() != table::Kind::kNumber) return "not a number column";
  if (!column.exact()) return "not exact";
  return ToString(column.Sum(), column.scale());
}

// All that was read, cell by cell: what must not depend on the cuts.
inline std::string Dump(const Result<Source>& read) {
  if (!read.ok()) return DumpJson(mittari::ToJson(read.error()));
  const Source& source = read.value();
  std::string text = DumpJson(ToJson(source)) + DumpJson(Rows(source, 0, 300));
  for (const table::Column& column : source.table.columns()) {
    text += '\n' + column.name() + ':';
    for (size_t row = 0; row < column.size(); ++row) {
      text += '|';
      if (column.IsNull(row)) continue;
      switch (column.kind()) {
        case table::Kind::kNumber:
          text += FormatDouble(column.Real(row));
          break;
        case table::Kind::kDay:
          text += FormatIsoDate(column.DayAt(row));
          break;
        case table::Kind::kText:
          text += column.dictionary()[column.Code(row)];
          break;
      }
    }
  }
  for (size_t row = 0; row < source.table.rows(); ++row) {
    text += ' ' + std::to_string(source.table.LineOf(row));
  }
  return text;
}

}  // namespace mittari::ingest::testing
