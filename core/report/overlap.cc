#include "report/overlap.h"

#include <algorithm>

#include "base/codes.gen.h"

namespace mittari::report {
namespace {

std::set<std::string> ChannelsOf(const table::Table& table) {
  std::set<std::string> out;
  if (const table::Column* column = table.FindRole("channel")) {
    if (column->kind() == table::Kind::kText) {
      for (const std::string_view text : column->dictionary()) out.emplace(text);
    }
  } else if (const std::string* constant = table.Constant("channel")) {
    out.insert(*constant);
  }
  return out;
}

bool SameNames(const table::Table& a, const table::Table& b) {
  return std::equal(a.outlines().begin(), a.outlines().end(), b.outlines().begin(), b.outlines().end(),
                    [](const table::Column& left, const table::Column& right) {
                      return left.name() == right.name();
                    });
}

bool Overlap(const Sheet& a, const Sheet& b) {
  if (a.dated != b.dated) return false;
  if (a.dated && (a.first > b.through || b.first > a.through)) return false;
  const std::set<std::string> mine = ChannelsOf(*a.input->table);
  const std::set<std::string> theirs = ChannelsOf(*b.input->table);
  if (mine.empty() || theirs.empty()) return SameNames(*a.input->table, *b.input->table);
  return std::any_of(mine.begin(), mine.end(),
                     [&](const std::string& name) { return theirs.count(name) > 0; });
}

int64_t RowsIn(const Sheet& sheet, Day from, Day to) {
  int64_t rows = 0;
  for (uint32_t cell = 0; cell < sheet.cells.size(); ++cell) {
    const Day day = sheet.cells.DayOf(cell);
    if (day >= from && day <= to) rows += sheet.cells.Rows(cell);
  }
  return rows;
}

// Of one measure; the measure's name comes first.
Args ArgsOf(const Sheet& a, const Sheet& b, const std::string& measure) {
  Args args = {{"measure", measure}, {"source", a.input->name}, {"other", b.input->name}};
  if (a.dated) {
    const Day from = std::max(a.first, b.first);
    const Day to = std::min(a.through, b.through);
    args.push_back({"from", FormatIsoDate(from)});
    args.push_back({"to", FormatIsoDate(to)});
    args.push_back({"rows", RowsIn(a, from, to)});
    args.push_back({"other_rows", RowsIn(b, from, to)});
  }
  return args;
}

}  // namespace

std::vector<Issue> Overlaps(const Book& book, const std::set<std::string>& measures) {
  std::vector<Issue> out;
  const auto& sheets = book.sheets();
  for (size_t a = 0; a < sheets.size(); ++a) {
    for (size_t b = a + 1; b < sheets.size(); ++b) {
      if (!Overlap(sheets[a], sheets[b])) continue;
      for (const std::string& id : measures) {
        if (sheets[a].cells.SlotOf(id) < 0 || sheets[b].cells.SlotOf(id) < 0) continue;
        out.push_back({std::string(codes::kSourcesOverlap), 1, {}, ArgsOf(sheets[a], sheets[b], id)});
      }
    }
  }
  return out;
}

}  // namespace mittari::report
