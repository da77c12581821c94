#include "ingest/wide.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "ingest/levels.h"
#include "ingest/row_taker.h"
#include "ingest/wide_parts.h"
#include "locale/date.h"
#include "locale/header.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
namespace {

struct Period {
  bool is = false;
  bool bare_year = false;
  Day day = 0;
  locale::Grain grain = locale::Grain::kDay;
};

Period PeriodOf(std::string_view cell) {
  const std::string_view text = utf8::Trim(cell);
  Period period;
  if (text.empty() || text.size() > 40) return period;
  if (IsBareMonth(text)) {
    period.is = true;
    const locale::DateCell date = locale::ReadDate(std::string(text) + " 2000");
    period.grain = date.kind == locale::DateKind::kDay ? date.grain : locale::Grain::kMonth;
    period.day = date.day;
    return period;
  }
  const locale::DateCell date = locale::ReadDate(text);
  if (date.kind != locale::DateKind::kDay && date.kind != locale::DateKind::kAmbiguous)
    return period;
  if ((date.bits & locale::kBareNumber) != 0) {
    const bool dotted = text.find('.') != std::string_view::npos;  // "01.2025"
    if (!dotted && (text.size() != 4 || date.grain != locale::Grain::kYear)) return period;
    period.bare_year = !dotted;
  }
  period.is = true;
  period.grain = date.grain;
  period.day = date.In(locale::DateOrder::kDmy);
  return period;
}

size_t FirstFilled(const std::vector<std::string>& cells) {
  size_t i = 0;
  while (i < cells.size() && IsBlankCell(cells[i])) ++i;
  return i;
}

// Columns headed by periods.
std::optional<WideShape> FindPeriods(const PrefixRow& header, const std::vector<PrefixRow>& rows,
                                     const TableSpan& span,
                                     const std::vector<std::string>& above) {
  size_t next = span.first;
  while (next < span.end && rows[next].nonblank < 2) ++next;
  if (!IsPeriodHeader(header, next < span.end ? &rows[next] : nullptr)) return std::nullopt;
  WideShape shape;
  shape.key_name = "Date";
  bool begun = false;
  for (size_t i = 0; i < header.cells.size(); ++i) {
    const std::string_view cell = CellOf(header, i);
    if (PeriodOf(cell).is) {
      shape.groups.push_back({std::string(cell), {i}});
      begun = true;
    } else if (!begun || !IsSumColumn(cell)) {
      shape.ids.push_back(i);
    }
  }
  // A column that names what is counted.
  for (size_t id : shape.ids) {
    std::vector<std::string> names;
    size_t known = 0, filled = 0;
    for (size_t r = span.first; r < span.end; ++r) {
      const std::string_view cell = CellOf(rows[r], id);
      if (cell.empty() || rows[r].nonblank < 2) continue;
      ++filled;
      bool computed = false;
      if (IsMeasureName(cell, &computed)) ++known;
      if (std::find(names.begin(), names.end(), cell) == names.end()) names.emplace_back(cell);
    }
    // A statement of many lines, each but once, some of which are known.
    const bool statement = known >= 3 && names.size() == filled;
    if ((known * 2 < filled && !statement) || names.size() < 2 || names.size() > 60 || known < 2) continue;
    shape.metric = static_cast<int>(id);
    shape.measures = std::move(names);
    break;
  }
  // A target beside the names is one more number of each, and no key of the rows.
  std::erase_if(shape.ids, [&](size_t id) {
    if (shape.metric < 0 || static_cast<int>(id) == shape.metric) return false;
    size_t values = 0, filled = 0;
    for (size_t r = span.first; r < span.end; ++r) {
      const std::string_view cell = CellOf(rows[r], id);
      filled += cell.empty() ? 0 : 1;
      values += !cell.empty() && IsValueCell(cell) ? 1 : 0;
    }
    return filled > 0 && values == filled;
  });
  if (shape.metric < 0) {
    std::vector<std::string> named;
    for (size_t id : shape.ids) named.emplace_back(CellOf(header, id));
    std::string measure = MeasureIn(named);
    if (measure.empty()) measure = MeasureIn(above);
    shape.nameless = measure.empty();
    shape.measures = {measure.empty() ? "Values" : measure};
  }
  std::vector<std::string> ids;
  for (size_t id : shape.ids) {
    if (static_cast<int>(id) != shape.metric) ids.emplace_back(CellOf(header, id));
  }
  NameLong(ids, &shape);
  return shape;
}

}  // namespace

bool IsPeriodCell(std::string_view cell) { return PeriodOf(cell).is; }

std::string_view CellOf(const PrefixRow& row, size_t at) {
  return at < row.cells.size() ? utf8::Trim(row.cells[at]) : std::string_view();
}

bool IsMeasureName(std::string_view cell, bool* computed) {
  const schema::Vocabulary& vocabulary = schema::Vocabulary::Builtin();
  if (utf8::Trim(cell).empty() || cell.size() > 80) return false;
  bool measure = false;
  for (const schema::Hit& hit : vocabulary.Exact(cell)) {
    if (hit.role >= 0 && vocabulary.roles()[hit.role].measure) measure = true;
    if (hit.role == schema::Hit::kComputed) *computed = true;
  }
  return measure || *computed;
}

bool IsSumColumn(std::string_view header) {
  if (header.empty() || schema::Vocabulary::Builtin().IsTotal(header)) return true;
  const std::vector<std::string> tokens = locale::Tokens(locale::FoldPlain(header));
  for (const std::string& token : tokens) {
    if (token == "ytd" || token == "total" || token == "toplam" || token == "yhteensa" ||
        token == "change" || token == "degisim" || token == "muutos" || token == "trend" ||
        token == "gesamt" || token == "%" || token == "جمع") {
      return true;
    }
    if (schema::Vocabulary::Builtin().IsRatioWord(token)) return true;
  }
  return false;
}

void NameLong(const std::vector<std::string>& ids, WideShape* shape) {
  shape->header = ids;
  shape->header.push_back(shape->key_name);
  for (const std::string& measure : shape->measures) shape->header.push_back(measure);
}

std::string MeasureIn(const std::vector<std::string>& texts) {
  const schema::Vocabulary& vocabulary = schema::Vocabulary::Builtin();
  std::map<int, std::string> found;
  for (const std::string& text : texts) {
    std::vector<std::string> tokens = locale::Tokens(locale::FoldPlain(text));
    for (std::string& token : tokens) {
      while (token.size() > 1 && (token.back() == ',' || token.back() == ':')) token.pop_back();
    }
    std::vector<bool> used(tokens.size(), false);
    for (size_t size : {3u, 2u, 1u}) {
      for (size_t i = 0; i + size <= tokens.size(); ++i) {
        if (std::any_of(used.begin() + i, used.begin() + i + size, [](bool u) { return u; }))
          continue;
        std::string name;
        for (size_t k = i; k < i + size; ++k) name += (name.empty() ? "" : " ") + tokens[k];
        for (const schema::Hit& hit : vocabulary.Exact(name)) {
          if (hit.profile >= 0 || hit.role < 0 || !vocabulary.roles()[hit.role].measure) continue;
          found.emplace(hit.role, name);
          std::fill(used.begin() + i, used.begin() + i + size, true);
          break;
        }
      }
    }
    if (!found.empty()) break;
  }
  return found.size() == 1 ? found.begin()->second : std::string();
}

bool IsPeriodHeader(const PrefixRow& header, const PrefixRow* next) {
  if (next == nullptr) return false;
  size_t periods = 0, others = 0, years = 0, numbers = 0, dates = 0, rising = 0, falling = 0;
  bool first_is_period = false, have = false;
  Period before;
  for (size_t i = 0; i < header.cells.size(); ++i) {
    const std::string_view cell = CellOf(header, i);
    if (cell.empty()) continue;
    const Period period = PeriodOf(cell);
    if (!period.is) {
      others += IsSumColumn(cell) ? 0 : 1;
      continue;
    }
    first_is_period = first_is_period || i == 0;
    if (have) {
      if (period.grain != before.grain || period.day == before.day) return false;
      (period.day > before.day ? rising : falling) += 1;
    }
    before = period;
    have = true;
    ++periods;
    years += period.bare_year ? 1 : 0;
    const std::string_view below = CellOf(*next, i);
    dates += PeriodOf(below).is ? 1 : 0;  // an amount of 2004.02 may look like one
    numbers += below.empty() || IsValueCell(below) ? 1 : 0;
  }
  if (first_is_period || periods < 2 || numbers * 10 < periods * 7) return false;
  if (years != 0 && years != periods) return false;
  if (years == 0 && dates * 2 > periods) return false;
  // One turn of the year among months that lack it.
  if (std::min(rising, falling) > 1) return false;
  return periods >= others || periods >= 6;
}

std::optional<WideShape> FindWide(const std::vector<PrefixRow>& rows, const TableSpan& span,
                                  const std::vector<std::string>& above) {
  if (span.header < 0) return std::nullopt;
  const PrefixRow& header = rows[span.header];
  if (!HasUpperRow(rows, span)) {
    std::optional<WideShape> periods = FindPeriods(header, rows, span, above);
    if (periods) return periods;
    std::optional<WideShape> repeats = FindRepeats(rows, span);
    if (!repeats) repeats = FindAddends(rows, span, above);
    return repeats ? repeats : FindChannelColumns(rows, span);
  }
  if (std::optional<WideShape> repeats = FindRepeats(rows, span)) return repeats;
  PrefixRow joined = header;
  size_t made = 0;
  joined.cells = JoinLevels(rows[span.header - 1], header, &made);
  std::vector<std::string> titles = above;
  titles.emplace_back(CellOf(rows[span.header - 1], 0));
  return FindPeriods(joined, rows, span, titles);
}

std::vector<PrefixRow> Widen(const WideShape& shape, const std::vector<PrefixRow>& rows) {
  class Keeper : public csv::RowSink {
   public:
    bool OnRow(const csv::Row& row) override {
      rows.push_back(CopyOf(row));
      return true;
    }
    std::vector<PrefixRow> rows;
  };
  Keeper keeper;
  Widener widener(shape, 0, 0, keeper);
  for (const PrefixRow& row : rows) {
    std::vector<std::string_view> fields(row.cells.begin(), row.cells.end());
    csv::Row view;
    view.fields = fields.data();
    view.size = fields.size();
    view.line = row.line;
    widener.OnRow(view);
  }
  widener.Flush();
  return std::move(keeper.rows);
}

bool Widener::Emit(const std::vector<std::string>& cells, const csv::Row& row) {
  std::vector<std::string_view> views(cells.begin(), cells.end());
  csv::Row out = row;
  out.fields = views.data();
  out.size = views.size();
  return sink_.OnRow(out);
}

bool Widener::Pass(const csv::Row& row) { return sink_.OnRow(row); }

bool Widener::OnRow(const csv::Row& row) {
  if (row.line < first_line_ || (end_line_ > 0 && row.line >= end_line_)) return Pass(row);
  std::vector<std::string> ids;
  auto cell = [&row](size_t at) { return at < row.size ? row.fields[at] : std::string_view(); };
  bool any_id = false;
  for (size_t id : shape_.ids) {
    if (static_cast<int>(id) == shape_.metric) continue;
    ids.emplace_back(cell(id));
    any_id = any_id || !IsBlankCell(cell(id));
  }
  bool any = false;
  const size_t label = FirstFilled(ids);
  if (label < ids.size() && schema::Vocabulary::Builtin().IsTotal(ids[label]) &&
      std::all_of(ids.begin() + static_cast<long>(label) + 1, ids.end(),
                  [](const std::string& id) { return IsBlankCell(id); })) {
    return Flush() && Emit(ids, row);  // a total, whose parts are here as well
  }
  for (const WideShape::Group& group : shape_.groups) {
    for (size_t at : group.cells) any = any || (at != SIZE_MAX && !IsBlankCell(cell(at)));
  }
  if (!any) {
    // A heading, a note or a blank line.
    if (!Flush()) return false;
    return any_id || shape_.metric < 0 || FirstFilled(row.fields, row.size) == row.size
               ? Emit(ids, row)
               : Emit({std::string(cell(static_cast<size_t>(shape_.metric)))}, row);
  }
  if (shape_.metric < 0) {
    for (const WideShape::Group& group : shape_.groups) {
      std::vector<std::string> cells = ids;
      cells.push_back(group.key);
      bool filled = false;
      for (size_t at : group.cells) {
        cells.emplace_back(at == SIZE_MAX ? std::string_view() : cell(at));
        filled = filled || !IsBlankCell(cells.back());
      }
      if (filled && !Emit(cells, row)) return false;
    }
    return true;
  }
  const std::string_view name = utf8::Trim(cell(static_cast<size_t>(shape_.metric)));
  const auto found = std::find(shape_.measures.begin(), shape_.measures.end(), name);
  if (found == shape_.measures.end()) return true;
  const size_t measure = static_cast<size_t>(found - shape_.measures.begin());
  if (joined_.empty() || ids != key_ || filled_[measure]) {
    if (!Flush()) return false;
    key_ = ids;
    at_ = row;
    filled_.assign(shape_.measures.size(), false);
    for (const WideShape::Group& group : shape_.groups) {
      std::vector<std::string> cells = ids;
      cells.push_back(group.key);
      cells.resize(cells.size() + shape_.measures.size());
      joined_.push_back(std::move(cells));
    }
  }
  filled_[measure] = true;
  for (size_t g = 0; g < shape_.groups.size(); ++g)
    joined_[g][ids.size() + 1 + measure] = cell(shape_.groups[g].cells[0]);
  return true;
}

bool Widener::Flush() {
  std::vector<std::vector<std::string>> rows = std::move(joined_);
  joined_.clear();
  for (const std::vector<std::string>& cells : rows) {
    const bool filled = std::any_of(cells.begin() + static_cast<long>(key_.size()) + 1, cells.end(),
                                    [](const std::string& cell) { return !IsBlankCell(cell); });
    if (filled && !Emit(cells, at_)) return false;
  }
  return true;
}

}  // namespace mittari::ingest
