#include "ingest/above.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "base/utf8.h"
#include "ingest/row_taker.h"
#include "locale/header.h"
#include "locale/number.h"

namespace mittari::ingest {

bool IsSepLine(const PrefixRow& row) {
  return row.line == 1 && !row.cells.empty() && row.cells[0].size() <= 5 &&
         row.cells[0].compare(0, 4, "sep=") == 0;
}

std::string Line(const PrefixRow& row) {
  std::string text;
  for (const std::string& cell : row.cells) {
    if (IsBlankCell(cell)) continue;
    if (!text.empty()) text += ", ";
    text += utf8::Trim(cell);
  }
  return text;
}

std::optional<locale::DateRange> PeriodOf(const std::vector<std::string>& lines) {
  std::string start, end;
  for (const std::string& line : lines) {
    const std::optional<locale::DateRange> range = locale::FindDateRange(line);
    if (!range) continue;
    const std::vector<std::string> words = locale::Tokens(locale::FoldPlain(line));
    auto has = [&words](std::initializer_list<std::string_view> list) {
      for (const std::string& word : words) {
        const std::string bare = word.back() == ':' ? word.substr(0, word.size() - 1) : word;
        if (std::find(list.begin(), list.end(), bare) != list.end()) return true;
      }
      return false;
    };
    // "20150416-20150416": nothing but the two days, which may be one.
    const bool bare = std::none_of(line.begin(), line.end(), [](char c) {
      return c != ' ' && c != '-' && c != '/' && c != '.' && (c < '0' || c > '9');
    });
    if (range->last > range->first || (bare && line.size() >= 16)) return range;
    if (has({"start", "from", "since", "baslangic", "alku", "von", "desde", "inicio"}))
      start = line;
    if (has({"end", "to", "until", "bitis", "loppu", "bis", "hasta", "fim", "fin"})) end = line;
  }
  if (start.empty() || end.empty()) return std::nullopt;
  const locale::DateRange first = *locale::FindDateRange(start), last = *locale::FindDateRange(end);
  if (last.last < first.first) return std::nullopt;
  return locale::DateRange{first.first, last.last};
}

locale::DateOrder OrderIn(const std::vector<std::string>& lines) {
  uint32_t proven = 0;
  for (const std::string& line : lines) {
    for (const locale::DateCell& date : locale::FindDates(line)) {
      if ((date.bits & locale::kWorded) == 0) proven |= date.bits;
    }
  }
  const bool day_first = (proven & locale::kProvesDmy) != 0;
  const bool month_first = (proven & locale::kProvesMdy) != 0;
  return day_first == month_first ? locale::DateOrder::kUnknown
         : day_first              ? locale::DateOrder::kDmy
                                  : locale::DateOrder::kMdy;
}

bool IsCutPeriod(const PrefixRow& row) {
  if (row.nonblank < 2 || row.nonblank > 4 || row.cells.size() < row.nonblank) return false;
  size_t years = 0;
  for (size_t i = 0; i < row.nonblank; ++i) {
    const std::string_view cell = utf8::Trim(row.cells[i]);
    if (cell.find_first_of("0123456789") == std::string_view::npos) return false;
    const bool year = cell.size() == 4 && cell.find_first_not_of("0123456789") == std::string_view::npos;
    years += year ? 1 : 0;
    const bool end = cell.find(" - ") != std::string_view::npos;  // of one, and what follows
    if (!year && !end && locale::ReadDate(cell).kind == locale::DateKind::kDay) return false;
  }
  if (years == row.nonblank) return false;
  const std::optional<locale::DateRange> range = locale::FindDateRange(Line(row));
  return range && range->last > range->first;
}

bool IsRule(const PrefixRow& row) {
  return row.nonblank > 1 &&
         std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
           const std::string_view text = utf8::Trim(cell);
           return text.empty() ||
                  (text.size() >= 2 && text.find_first_not_of("-:=") == std::string_view::npos);
         });
}

bool IsProse(const std::vector<PrefixRow>& held, const TableSpan& span) {
  if (span.width > 1) return false;
  size_t lines = 0, words = 0;
  for (size_t i = span.header >= 0 ? span.header : span.first; i < span.end; ++i) {
    if (held[i].nonblank == 0) continue;
    const HeaderLook look = LookOf(held[i].cells);
    if (look.values > 0 || look.known > 0) return false;
    ++lines;
    for (const std::string& cell : held[i].cells) {
      words += locale::Tokens(locale::FoldPlain(cell)).size();
    }
  }
  return words > lines * 4;
}

std::string OnlyValue(const std::vector<PrefixRow>& held, const TableSpan& span, bool whole) {
  constexpr size_t kShown = 60;
  const PrefixRow* only = nullptr;
  for (const PrefixRow& row : held) {
    if (row.nonblank == 0) continue;
    if (only != nullptr) return {};
    only = &row;
  }
  if (!whole || only == nullptr) return {};
  std::string text = Line(*only);
  // "1,50" where the comma was taken for a delimiter.
  const bool number =
      only->nonblank == 2 && span.header < 0 &&
      std::all_of(only->cells.begin(), only->cells.end(), [](const std::string& cell) {
        return locale::ReadNumber(cell).kind == locale::NumberKind::kNumber;
      });
  if (only->nonblank > 1 && !number) return {};
  if (only->nonblank == 1 && LookOf(only->cells).known > 0) return {};  // a column without rows
  if (text.size() > kShown) text = std::string(utf8::Shorten(text, kShown)) + "…";
  return text;
}

}  // namespace mittari::ingest
