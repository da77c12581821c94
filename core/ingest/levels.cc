#include "ingest/levels.h"

#include <algorithm>
#include <map>

#include "ingest/above.h"
#include "ingest/row_taker.h"
#include "ingest/wide_parts.h"
#include "locale/header.h"

namespace mittari::ingest {
namespace {

constexpr size_t kNoGroup = SIZE_MAX;

// The columns of a header of two rows.
struct Levels {
  std::vector<std::string> keys;  // of the groups, in their order
  std::vector<size_t> group;      // of each column; kNoGroup: an id, or nothing
  std::vector<std::string> name;  // of each column
};

Levels LevelsOf(const PrefixRow& upper, const PrefixRow& lower) {
  Levels levels;
  size_t end = std::max(upper.cells.size(), lower.cells.size());
  while (end > 0 && CellOf(upper, end - 1).empty() && CellOf(lower, end - 1).empty()) --end;
  levels.group.assign(end, kNoGroup);
  levels.name.resize(end);
  size_t current = kNoGroup;
  for (size_t i = 0; i < end; ++i) {
    const std::string_view over = CellOf(upper, i), name = CellOf(lower, i);
    if (!over.empty() && (name.empty() || name == over)) {
      levels.name[i] = over;  // one name for both rows
      current = kNoGroup;
      continue;
    }
    levels.name[i] = name;
    if (name.empty()) continue;
    const bool goes_on = current != kNoGroup && (over.empty() || over == levels.keys[current]);
    if (!goes_on && over.empty()) continue;
    if (!goes_on) {
      current = levels.keys.size();
      levels.keys.emplace_back(over);
    }
    levels.group[i] = current;
  }
  return levels;
}

bool IsMeasure(std::string_view name) {
  bool computed = false;
  return IsMeasureName(name, &computed);
}

// The first column alone in its group: what stands over it is a title of the table
// ("2025", "Cost") rather than of the column, unless it names what the column holds.
bool IsCorner(const Levels& levels, size_t column) {
  if (column != 0 || levels.group[0] == kNoGroup) return false;
  const size_t group = levels.group[0];
  if (std::count(levels.group.begin(), levels.group.end(), group) != 1) return false;
  const std::string& key = levels.keys[group];
  return IsPeriodCell(key) || IsMeasure(key) || LookOf({key}).known == 0;
}

// "Target" beside "Actual": sides of one figure, which are never added up.
bool IsSide(std::string_view name) {
  static constexpr std::string_view kSides[] = {
      "target", "goal", "plan", "planned", "actual", "actuals", "forecast", "budgeted", "previous",
      "hedef", "planlanan", "gerceklesen", "gercek", "tahmin", "onceki",
      "tavoite", "suunniteltu", "toteuma", "toteutunut", "ennuste", "edellinen",
      "هدف", "برنامه", "واقعی", "محقق شده", "پیش بینی", "قبلی", "soll", "ist", "ziel"};
  const std::string folded = locale::FoldPlain(name);
  return std::any_of(std::begin(kSides), std::end(kSides), [&folded](std::string_view side) {
    return folded == side || folded == locale::FoldPlain(side);
  });
}

bool IsBareYear(std::string_view text) {
  return text.size() == 4 && IsPeriodCell(text) &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

// `keys_below`: the groups are the measures, and what stands below them the keys.
std::optional<WideShape> ShapeOf(const Levels& levels, bool keys_below) {
  WideShape shape;
  std::vector<std::string> ids;
  const auto place_of = [](std::vector<std::string>* list, const std::string& text) {
    const size_t at = static_cast<size_t>(std::find(list->begin(), list->end(), text) - list->begin());
    if (at == list->size()) list->push_back(text);
    return at;
  };
  std::vector<std::string> keys;
  std::vector<std::pair<size_t, size_t>> places;  // key, measure
  std::vector<size_t> columns;
  for (size_t i = 0; i < levels.name.size(); ++i) {
    const size_t group = levels.group[i];
    if (group == kNoGroup || IsCorner(levels, i)) {
      if (levels.name[i].empty() && !columns.empty()) continue;  // space between the groups
      if (!columns.empty() && IsSumColumn(levels.name[i])) continue;
      shape.ids.push_back(i);
      ids.push_back(levels.name[i]);
      continue;
    }
    const std::string& key = keys_below ? levels.name[i] : levels.keys[group];
    const std::string& measure = keys_below ? levels.keys[group] : levels.name[i];
    if (!keys.empty() && IsSumColumn(key)) continue;
    const size_t at = place_of(&keys, key), what = place_of(&shape.measures, measure);
    places.emplace_back(at, what);
    columns.push_back(i);
  }
  if (keys.size() < 2 || shape.measures.empty()) return std::nullopt;
  for (const std::string& key : keys) {
    shape.groups.push_back({key, std::vector<size_t>(shape.measures.size(), SIZE_MAX)});
  }
  std::vector<size_t> in(shape.measures.size(), 0);
  for (size_t k = 0; k < columns.size(); ++k) {
    size_t& cell = shape.groups[places[k].first].cells[places[k].second];
    if (cell != SIZE_MAX) return std::nullopt;  // one name twice in a group
    cell = columns[k];
    ++in[places[k].second];
  }
  // Not a table with headings over its columns: most names come in every group.
  size_t shared = 0;
  bool known = false;
  for (size_t m = 0; m < shape.measures.size(); ++m) {
    shared += in[m] >= 2 ? 1 : 0;
    known = known || IsMeasure(shape.measures[m]);
  }
  if (!known || shared * 2 < shape.measures.size()) return std::nullopt;
  shape.key_name =
      std::all_of(keys.begin(), keys.end(), [](const auto& key) { return IsPeriodCell(key); })
          ? "Date"
          : "Channel";
  NameLong(ids, &shape);
  return shape;
}

}  // namespace

bool IsUpperRow(const std::vector<PrefixRow>& rows, size_t at, size_t end) {
  if (at + 2 >= end || IsCutPeriod(rows[at])) return false;
  const PrefixRow& upper = rows[at];
  const PrefixRow& lower = rows[at + 1];
  if (upper.nonblank < 2 || lower.nonblank < 2) return false;
  size_t inside = 0, measures = 0, twice = 0, periods = 0;
  const Levels levels = LevelsOf(upper, lower);
  std::map<std::string_view, size_t> times;
  for (size_t i = 0; i < levels.name.size(); ++i) {
    const std::string_view over = CellOf(upper, i), name = CellOf(lower, i);
    if (IsValueCell(over) && !IsPeriodCell(over)) return false;
    if (IsValueCell(name) && !IsPeriodCell(name)) return false;
    if (levels.group[i] == kNoGroup) continue;
    inside += over.empty() ? 1 : 0;
    measures += IsMeasure(name) ? 1 : 0;
    periods += IsPeriodCell(name) ? 1 : 0;
    twice += ++times[name] == 2 ? 1 : 0;
  }
  if (levels.keys.empty() || inside == 0) return false;
  if (measures < 2 && twice == 0 && periods < 2) return false;
  return LookOf(rows[at + 2].cells).values > 0;
}

bool HasUpperRow(const std::vector<PrefixRow>& rows, const TableSpan& span) {
  return span.header > 0 && IsUpperRow(rows, static_cast<size_t>(span.header) - 1, span.end);
}

std::optional<WideShape> FindRepeats(const std::vector<PrefixRow>& rows, const TableSpan& span) {
  if (span.header < 1) return std::nullopt;
  const PrefixRow& upper = rows[span.header - 1];
  if (upper.nonblank < 2) return std::nullopt;
  const Levels levels = LevelsOf(upper, rows[span.header]);
  if (levels.keys.size() < 2) return std::nullopt;
  // Either the groups or what stands below them are the measures.
  bool above = true, below = true, sides = false;
  for (size_t i = 0; i < levels.name.size(); ++i) {
    if (levels.group[i] == kNoGroup || IsCorner(levels, i)) continue;
    above = above && IsMeasure(levels.keys[levels.group[i]]);
    below = below && !IsMeasure(levels.name[i]);
    sides = sides || IsSide(levels.name[i]);
  }
  if (above && (sides || !below)) return std::nullopt;
  return ShapeOf(levels, above);
}

std::vector<std::string> JoinLevels(const PrefixRow& upper, const PrefixRow& lower, size_t* joined) {
  const Levels levels = LevelsOf(upper, lower);
  std::map<std::string_view, size_t> times;
  for (const std::string& name : levels.name) ++times[name];
  std::vector<std::string> names = levels.name;
  *joined = 0;
  for (size_t i = 0; i < names.size(); ++i) {
    if (levels.group[i] == kNoGroup) {
      *joined += CellOf(lower, i).empty() && !names[i].empty() ? 1 : 0;
      continue;
    }
    const std::string& key = levels.keys[levels.group[i]];
    if (IsCorner(levels, i)) continue;
    if (IsBareYear(key) && IsPeriodCell(names[i])) {
      names[i] += ' ' + key;
    } else if (times[levels.name[i]] > 1 ||
               (!IsMeasure(names[i]) && !IsPeriodCell(names[i]))) {
      names[i] = key + ' ' + names[i];
    } else {
      continue;
    }
    ++*joined;
  }
  return names;
}

bool NamesCorner(const std::vector<PrefixRow>& held, const TableSpan& span) {
  if (span.header < 0 || span.rows() < 2) return false;
  const std::vector<std::string>& header = held[span.header].cells;
  const std::vector<std::string>& row = held[span.first].cells;
  if (header.size() < 2 || row.size() < 2 || !IsBlankCell(header[0])) return false;
  const HeaderLook look = LookOf(row);
  const HeaderLook name = LookOf({row[0]});
  return name.known == 1 && look.known == 1 && look.values + 1 == held[span.first].nonblank;
}

bool ExplainsHeader(const std::vector<PrefixRow>& held, const TableSpan& span) {
  if (span.header < 0 || span.rows() < 2) return false;
  constexpr size_t kSentence = 25;
  const PrefixRow& row = held[span.first];
  const PrefixRow& next = held[span.first + 1];
  size_t sentences = 0, cells = 0;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const std::string& cell = row.cells[i];
    if (IsBlankCell(cell)) continue;
    ++cells;
    if (IsValueCell(cell)) return false;
    const bool words = cell.size() >= kSentence && std::count(cell.begin(), cell.end(), ' ') >= 3;
    sentences += words && i < next.cells.size() && IsValueCell(next.cells[i]) ? 1 : 0;
  }
  return sentences >= 3 && sentences * 3 >= cells * 2;
}

bool SaysNothingIsThere(const std::vector<PrefixRow>& held, const TableSpan& span) {
  if (span.header < 0 || span.rows() != 1 || held[span.header].nonblank < 5) return false;
  const PrefixRow& row = held[span.first];
  if (row.nonblank != 1 || row.cells.empty()) return false;
  const std::string& cell = row.cells[0];
  return cell.find(' ') != std::string::npos && !IsValueCell(cell);
}

}  // namespace mittari::ingest
