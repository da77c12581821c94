#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "csv/tokenizer.h"

// A second reader of CSV, one byte at a time over the whole text, written
// without a look at the tokenizer: what both agree on is right.
namespace mittari::csv_test {

struct PlainRow {
  std::vector<std::string> cells;
  int64_t line = 0;
  int64_t byte = 0;
  bool stray = false;
  bool any_quoted = false;
  uint64_t quoted_mask = 0;
  friend bool operator==(const PlainRow&, const PlainRow&) = default;
};

struct PlainResult {
  std::vector<PlainRow> rows;
  bool unterminated = false;
  int64_t open_line = 0, open_column = 0, open_byte = 0;
  friend bool operator==(const PlainResult&, const PlainResult&) = default;
};

// The length of the line end at text[i], 0 if there is none.
inline size_t LineEnd(std::string_view text, size_t i) {
  if (i >= text.size()) return 0;
  if (text[i] == '\n') return 1;
  if (text[i] != '\r') return 0;
  if (text.substr(i, 3) == "\r\r\n") return 3;
  if (text.substr(i, 2) == "\r\n") return 2;
  return 1;
}

inline bool AllBlank(std::string_view text) {
  return text.find_first_not_of(" \t") == std::string_view::npos;
}

inline PlainResult ReadPlain(std::string_view text, const csv::Dialect& d) {
  PlainResult out;
  int64_t line = 1;
  size_t i = 0;
  const auto guarded = [&](size_t at) {
    if (d.escape == 0 || at + 1 >= text.size() || text[at] != d.escape) return false;
    const char c = text[at + 1];
    return c == d.delimiter || (d.quote != 0 && c == d.quote) || c == d.escape;
  };
  while (i < text.size()) {
    PlainRow row;
    row.line = line;
    row.byte = static_cast<int64_t>(i);
    if (const size_t end = LineEnd(text, i)) {
      // The first of several CRs ends a line only when no LF follows the second.
      out.rows.push_back(row);
      ++line;
      i += end;
      continue;
    }
    for (bool more = true; more;) {
      std::string cell;
      size_t quote = i;
      if (d.space_before_quote) {
        while (quote < text.size() && (text[quote] == ' ' || text[quote] == '\t') &&
               text[quote] != d.delimiter) {
          ++quote;
        }
      }
      std::string after;
      if (d.quote != 0 && quote < text.size() && text[quote] == d.quote) {
        row.any_quoted = true;
        if (row.cells.size() < 64) row.quoted_mask |= uint64_t{1} << row.cells.size();
        const int64_t open_line = line;
        i = quote + 1;
        bool closed = false;
        while (i < text.size()) {
          if (guarded(i)) {
            cell += text[i + 1];
            i += 2;
          } else if (text[i] == d.quote) {
            if (i + 1 < text.size() && text[i + 1] == d.quote) {
              cell += d.quote;
              i += 2;
            } else {
              closed = true;
              ++i;
              break;
            }
          } else if (const size_t end = LineEnd(text, i)) {
            cell.append(text.substr(i, end));
            i += end;
            ++line;
          } else {
            cell += text[i++];
          }
        }
        if (!closed) {
          out.unterminated = true;
          out.open_line = open_line;
          out.open_column = static_cast<int64_t>(row.cells.size()) + 1;
          out.open_byte = static_cast<int64_t>(quote);
          return out;
        }
        while (i < text.size() && text[i] != d.delimiter && LineEnd(text, i) == 0) {
          if (guarded(i)) ++i;
          after += text[i++];
        }
        row.stray |= !AllBlank(after);
      } else {
        while (i < text.size() && text[i] != d.delimiter && LineEnd(text, i) == 0) {
          if (guarded(i)) {
            ++i;
          } else if (d.quote != 0 && text[i] == d.quote) {
            row.stray = true;
          }
          cell += text[i++];
        }
      }
      row.cells.push_back(cell + after);
      more = i < text.size() && text[i] == d.delimiter;
      if (more) ++i;
    }
    out.rows.push_back(row);
    ++line;
    i += LineEnd(text, i);
  }
  return out;
}

// What the tokenizer makes of the same text, cut where `cuts` says.
class Collect : public csv::RowSink {
 public:
  bool OnRow(const csv::Row& row) override {
    PlainRow copy;
    for (size_t i = 0; i < row.size; ++i) copy.cells.emplace_back(row.fields[i]);
    copy.line = row.line;
    copy.byte = row.byte;
    copy.stray = row.stray_quote;
    copy.any_quoted = row.any_quoted;
    copy.quoted_mask = row.quoted_mask;
    result.rows.push_back(std::move(copy));
    return result.rows.size() != stop_after;
  }
  PlainResult result;
  size_t stop_after = SIZE_MAX;
};

inline PlainResult ReadChunks(const std::vector<std::string_view>& chunks, const csv::Dialect& d) {
  Collect sink;
  csv::Tokenizer tokenizer(d);
  for (const std::string_view chunk : chunks) {
    // A heap copy of its own, so that a view kept too long is caught by the sanitizer.
    const std::string copy(chunk);
    tokenizer.Feed(copy, sink);
  }
  const Result<bool> end = tokenizer.Finish(sink);
  if (!end.ok()) {
    sink.result.unterminated = end.error().code == "csv.unterminated_quote";
    sink.result.open_line = end.error().at.row;
    sink.result.open_column = end.error().at.column;
    sink.result.open_byte = end.error().at.byte;
  }
  return sink.result;
}

inline std::vector<std::string_view> Chunks(std::string_view text, size_t size) {
  std::vector<std::string_view> out;
  for (size_t i = 0; i < text.size(); i += size) out.push_back(text.substr(i, size));
  return out;
}

}  // namespace mittari::csv_test
