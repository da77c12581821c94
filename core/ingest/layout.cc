#include "ingest/layout.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "base/utf8.h"
#include "ingest/above.h"
#include "ingest/levels.h"
#include "ingest/wide.h"
#include "locale/date.h"
#include "locale/number.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
namespace {

constexpr size_t kHeaderSearch = 40;
constexpr size_t kWidthSearch = 400;

struct Block {
  size_t first = 0, end = 0;
};

size_t TrimmedSize(const std::vector<std::string>& cells) {
  size_t size = cells.size();
  while (size > 0 && utf8::Trim(cells[size - 1]).empty()) --size;
  return size;
}

// The most frequent row width, the greater of equals; rows of one cell count
// only where there are no others.
size_t UsualWidth(const std::vector<PrefixRow>& rows, size_t first, size_t end) {
  std::map<size_t, size_t> counts;
  for (size_t i = first; i < end && i < first + kWidthSearch; ++i) {
    if (rows[i].nonblank >= 2) ++counts[TrimmedSize(rows[i].cells)];
  }
  size_t width = 1, best = 0;
  for (const auto& [size, count] : counts) {
    if (count >= best) {
      best = count;
      width = size;
    }
  }
  return width;
}

bool IsComment(const PrefixRow& row) {
  if (row.cells.empty()) return false;
  const std::string_view first = utf8::Trim(row.cells[0]);
  if (first.size() < 2 || first[0] != '#') return false;
  // "# Date: Jan 1, 2025" is one comment, though commas cut it; "#1001" may be an order.
  return row.nonblank == 1 || first[1] == ' ' || first[1] == '#' || first[1] == '=';
}

struct HeaderFound {
  int header = -1;
  size_t first = 0;
  size_t known = 0;
  bool by_names = false;
  bool found = false;
};

HeaderFound FindHeaderRow(const std::vector<PrefixRow>& rows, Block block, size_t width) {
  HeaderFound found;
  int first_full = -1;
  HeaderLook first_look;
  for (size_t i = block.first; i < block.end && i < block.first + kHeaderSearch; ++i) {
    const PrefixRow& row = rows[i];
    if (IsComment(row) || IsCutPeriod(row)) continue;
    const bool full = row.nonblank * 2 >= width && (row.nonblank >= 2 || width == 1);
    if (!full) continue;
    const HeaderLook look = LookOf(row.cells);
    if (first_full < 0) {
      first_full = static_cast<int>(i);
      first_look = look;
    }
    if (look.values == 0 && row.nonblank >= 3 && i + 1 < block.end &&
        IsPeriodHeader(row, &rows[i + 1])) {
      found = {static_cast<int>(i), i + 1, look.known + 2, true, true};
      return found;
    }
    if ((look.known >= 2 || (width == 1 && look.known == 1)) && look.values == look.years &&
        look.years < look.known) {
      found = {static_cast<int>(i), i + 1, look.known, true, true};
      return found;
    }
    const PrefixRow* next = i + 1 < block.end ? &rows[i + 1] : nullptr;
    if (look.values > 0 && IsPeriodHeader(row, next)) {
      found = {static_cast<int>(i), i + 1, look.known + 2, true, true};
      return found;
    }
    if (look.values > 0) break;  // data has begun
  }
  if (first_full < 0) return found;
  found.found = true;
  found.known = first_look.known;
  if (first_look.values == 0 ||
      (first_look.values == first_look.years && first_look.values < rows[first_full].nonblank)) {
    found.header = first_full;
    found.first = static_cast<size_t>(first_full) + 1;
  } else {
    found.first = static_cast<size_t>(first_full);
  }
  return found;
}

// Of a header of two rows the lower one.
HeaderFound FindHeader(const std::vector<PrefixRow>& rows, Block block, size_t width) {
  HeaderFound found = FindHeaderRow(rows, block, width);
  if (found.header < 0 || !IsUpperRow(rows, static_cast<size_t>(found.header), block.end)) {
    return found;
  }
  found.first = static_cast<size_t>(++found.header) + 1;
  found.known = std::max(found.known, LookOf(rows[found.header].cells).known);
  found.by_names = found.by_names || found.known >= 2;
  return found;
}

std::string NameOf(const std::vector<PrefixRow>& rows, const TableSpan& span, size_t after) {
  if (span.header > 0 && static_cast<size_t>(span.header) > after) {
    const PrefixRow& above = rows[span.header - 1];
    if (above.nonblank == 1 && !IsComment(above)) {
      for (const std::string& cell : above.cells) {
        if (!utf8::Trim(cell).empty()) return std::string(utf8::Trim(cell));
      }
    }
  }
  std::string name;
  const PrefixRow& row = rows[span.header >= 0 ? span.header : span.first];
  size_t taken = 0;
  for (const std::string& cell : row.cells) {
    if (utf8::Trim(cell).empty() || taken == 2) continue;
    if (taken++ > 0) name += ", ";
    name += utf8::Trim(cell);
  }
  return name;
}

bool SameCells(const PrefixRow& a, const PrefixRow& b) {
  return TrimmedSize(a.cells) == TrimmedSize(b.cells) &&
         std::equal(a.cells.begin(), a.cells.begin() + TrimmedSize(a.cells), b.cells.begin());
}

// The width of a table: its header, or its rows where most are wider.
size_t TableWidth(const std::vector<PrefixRow>& rows, const TableSpan& span) {
  size_t header = span.header >= 0 ? TrimmedSize(rows[span.header].cells) : 0;
  if (HasUpperRow(rows, span)) header = std::max(header, TrimmedSize(rows[span.header - 1].cells));
  size_t wider = 0, seen = 0;
  for (size_t i = span.first; i < span.end && seen < kWidthSearch; ++i) {
    if (rows[i].nonblank == 0) continue;
    ++seen;
    wider += TrimmedSize(rows[i].cells) > header ? 1 : 0;
  }
  return wider * 2 > seen ? UsualWidth(rows, span.first, span.end) : header;
}

}  // namespace

bool IsValueCell(std::string_view cell) {
  const locale::NumberCell number = locale::ReadNumber(cell);
  if (number.kind == locale::NumberKind::kNumber || number.kind == locale::NumberKind::kAmbiguous ||
      number.kind == locale::NumberKind::kBound) {
    return number.unit != locale::NumberUnit::kWord;
  }
  const locale::DateCell date = locale::ReadDate(cell);
  return date.kind == locale::DateKind::kDay || date.kind == locale::DateKind::kAmbiguous;
}

HeaderLook LookOf(const std::vector<std::string>& cells) {
  HeaderLook look;
  const schema::Vocabulary& vocabulary = schema::Vocabulary::Builtin();
  for (const std::string& cell : cells) {
    const std::string_view text = utf8::Trim(cell);
    if (text.empty()) continue;
    if (IsValueCell(text)) {
      ++look.values;
      const locale::NumberCell number = locale::ReadNumber(text);
      const bool year = text.size() == 4 && number.value.scale == 0 && number.value.units >= 1990 &&
                        number.value.units <= 2100;
      if (year) ++look.years;
    } else if (vocabulary.Knows(text)) {
      ++look.known;
    }
  }
  return look;
}

Layout FindLayout(const std::vector<PrefixRow>& rows, bool complete, const Settings& settings) {
  Layout layout;
  if (settings.header_row > 0) {
    for (size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].line < settings.header_row) continue;
      TableSpan span;
      span.header = static_cast<int>(i);
      span.first = i + 1;
      span.end = rows.size();
      span.open = true;
      span.known = LookOf(rows[i].cells).known;
      span.width = TableWidth(rows, span);
      layout.tables.push_back(std::move(span));
      layout.best = 0;
      break;
    }
    return layout;
  }
  std::vector<Block> blocks;
  for (size_t i = 0; i < rows.size();) {
    if (rows[i].nonblank == 0) {
      ++i;
      continue;
    }
    Block block{i, i};
    while (block.end < rows.size() && rows[block.end].nonblank > 0) ++block.end;
    blocks.push_back(block);
    i = block.end;
  }
  std::vector<bool> by_names;
  bool commented = false;  // the first table stands under lines of "#"
  for (const Block& block : blocks) {
    const size_t width = UsualWidth(rows, block.first, block.end);
    const HeaderFound found = FindHeader(rows, block, width);
    if (!layout.tables.empty()) {
      TableSpan& before = layout.tables.back();
      bool fresh = found.found && found.by_names &&
                   (before.header < 0 || !SameCells(rows[found.header], rows[before.header]));
      if (!fresh && found.found && found.header >= 0 && block.end > found.first &&
          width != before.width && rows[found.header].nonblank >= 2) {
        fresh = LookOf(rows[found.first].cells).values > 0;
      }
      if (!fresh && before.rows() == 0) fresh = found.found && width > before.width;
      // Sections each under its comments, some without rows.
      const bool section = commented && IsComment(rows[block.first]);
      if (!fresh && section) fresh = found.found && found.header >= 0 && rows[found.header].nonblank >= 2;
      if (!fresh) {
        // Data goes on after a blank line, or the lines are footers.
        before.end = block.end;
        continue;
      }
    }
    if (!found.found) continue;
    if (layout.tables.empty()) commented = IsComment(rows[block.first]);
    TableSpan span;
    span.header = found.header;
    span.first = found.first;
    span.end = block.end;
    span.known = found.known;
    span.width = TableWidth(rows, span);
    if (span.rows() == 0 && span.known < 2 && &block != &blocks.back() && !commented) continue;
    span.name = NameOf(rows, span, layout.tables.empty() ? 0 : layout.tables.back().end);
    layout.tables.push_back(std::move(span));
    by_names.push_back(found.by_names);
  }
  if (layout.tables.empty()) return layout;
  for (TableSpan& span : layout.tables) {
    span.worth = static_cast<double>(span.known) * 3 + static_cast<double>(span.width) +
                 static_cast<double>(std::min<size_t>(span.rows(), 20)) -
                 (span.rows() == 0 ? 10 : 0);
  }
  size_t best = 0;
  for (size_t i = 1; i < layout.tables.size(); ++i) {
    if (layout.tables[i].worth > layout.tables[best].worth) best = i;
  }
  // Narrow lists of keys and values above the table are its preamble.
  for (size_t i = best; i-- > 0;) {
    if (layout.tables[i].width <= 2 && !by_names[i]) {
      layout.tables.erase(layout.tables.begin() + static_cast<long>(i));
      by_names.erase(by_names.begin() + static_cast<long>(i));
      --best;
    }
  }
  if (settings.table_index > 0) {
    if (static_cast<size_t>(settings.table_index) > layout.tables.size()) return Layout();
    best = static_cast<size_t>(settings.table_index) - 1;
  }
  layout.tables.back().open = !complete;
  layout.best = static_cast<int>(best);
  const TableSpan& chosen = layout.tables[best];
  layout.header_guessed = chosen.header < 0;
  return layout;
}

std::vector<size_t> Rivals(const Layout& layout) {
  std::vector<size_t> order(layout.tables.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&layout](size_t a, size_t b) {
    return layout.tables[a].worth > layout.tables[b].worth;
  });
  if (order.size() < 2) return {};
  const TableSpan& second = layout.tables[order[1]];
  const bool rival = second.known >= 2 && second.rows() > 0 &&
                     second.worth * 2 >= layout.tables[order[0]].worth;
  return rival ? order : std::vector<size_t>();
}

std::vector<std::string> NameColumns(const std::vector<std::string>& header, size_t width,
                                     std::vector<size_t>* renamed) {
  std::unordered_set<std::string> taken;
  std::vector<std::string> names(width);
  for (size_t i = 0; i < width && i < header.size(); ++i) {
    std::string name;
    bool space = false;
    for (char c : utf8::Trim(header[i])) {
      const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
      if (!blank) {
        if (space) name += ' ';
        name += c;
      }
      space = blank;
    }
    names[i] = std::move(name);
    taken.insert(names[i]);
  }
  std::unordered_set<std::string> used;
  for (size_t i = 0; i < width; ++i) {
    if (!names[i].empty() && used.insert(names[i]).second) continue;
    const std::string stem = names[i].empty() ? "Column " + std::to_string(i + 1) : names[i];
    std::string name = stem;
    for (int n = 2; (n == 2 && !names[i].empty()) || taken.count(name) > 0; ++n) {
      name = stem + "_" + std::to_string(n);
    }
    taken.insert(name);
    used.insert(name);
    names[i] = std::move(name);
    renamed->push_back(i);
  }
  return names;
}

}  // namespace mittari::ingest
