#include <algorithm>
#include <utility>

#include "base/codes.gen.h"
#include "ingest/above.h"
#include "ingest/asks.h"
#include "ingest/facts.h"
#include "ingest/levels.h"
#include "ingest/reader_state.h"
#include "ingest/recipe.h"
#include "ingest/settle.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
namespace {

bool StoresNumbers(const schema::ColumnMeaning& meaning, schema::ColumnFacts::Kind kind) {
  using Kind = schema::ColumnFacts::Kind;
  if (meaning.type == "id" || meaning.type == "text" || meaning.type == "date" ||
      meaning.type == "boolean") {
    return false;
  }
  // What a person named a measure is read as numbers, whatever it looks like.
  return kind == Kind::kNumber || (meaning.why == "user" && kind != Kind::kBlank);
}

}  // namespace

bool Reader::State::MakeRows(std::vector<PrefixRow> held, bool complete) {
  const bool whole = complete && held.size() < kPrefixRows;
  if (!held.empty() && IsSepLine(held.front())) held.erase(held.begin());
  Layout layout = FindLayout(held, whole, settings);
  if (layout.best < 0 && !settings.recipe.empty() && (whole || settings.table_index == 0)) {
    if (settings.header_row > 0) source.warnings.push_back(Unfit("header_row", {}));
    if (settings.table_index > 0) source.warnings.push_back(Unfit("table_index", {}));
    settings.header_row = settings.table_index = 0;
    layout = FindLayout(held, whole, settings);
  }
  if (layout.best < 0) {
    if (settings.table_index > 0 && !whole && Seek(held)) return true;
    error = Fail(codes::kInputNoTable);
    return false;
  }
  TableSpan span = layout.tables[layout.best];
  if (settings.header_row == 0) {
    if (const std::string value = OnlyValue(held, span, whole); !value.empty()) {
      error = Fail(codes::kInputSingleValue);
      error->args = {{"text", value}};
      return false;
    }
    if (IsProse(held, span)) {
      error = Fail(codes::kInputNoTable);
      return false;
    }
  }
  if (layout.header_guessed) {
    const std::string* answer = settings.Answer(codes::kHeaderNone, "");
    if (answer != nullptr && *answer == "header") {
      span.header = static_cast<int>(span.first++);
      span.width = std::max(span.width, held[span.header].cells.size());
    } else if (answer == nullptr) {
      Question question;
      question.code = std::string(codes::kHeaderNone);
      question.choices = {{"data", {{"rows", static_cast<int64_t>(span.rows())}}},
                          {"header", {{"rows", static_cast<int64_t>(span.rows()) - 1}}}};
      question.likelier = "data";
      source.questions.push_back(std::move(question));
    }
  }
  if ((span.rows() == 0 &&
       (whole || static_cast<size_t>(layout.best) + 1 < layout.tables.size())) ||
      (whole && SaysNothingIsThere(held, span))) {
    error = Fail(codes::kInputHeaderOnly);
    error->at.row = held[span.header].line;
    error->args = {{"header_row", held[span.header].line}};
    return false;
  }
  const bool two_levels = HasUpperRow(held, span);
  const size_t header_top = span.header >= 0 ? static_cast<size_t>(span.header) : span.first;
  const size_t top = header_top - (two_levels ? 1 : 0);
  const size_t from = layout.best > 0 ? layout.tables[layout.best - 1].end : 0;
  Issue preamble{std::string(codes::kPreamble), 0, {}, {}};
  Issue comments{std::string(codes::kCommentRow), 0, {}, {}};
  for (size_t i = from; i < top; ++i) {
    if (held[i].nonblank == 0) continue;
    const std::string line = Line(held[i]);
    (line[0] == '#' ? comments : preamble).Add(held[i].line, {}, line);
    std::string_view bare = line;
    while (!bare.empty() && (bare[0] == '#' || bare[0] == ' ' || bare[0] == '-'))
      bare.remove_prefix(1);
    if (!bare.empty() && source.preamble.size() < 40) source.preamble.emplace_back(bare);
  }
  int64_t after = 0;  // the line after those below the header that are no data
  if (!settings.IsOff(codes::kCommentRow) && span.header >= 0 && span.rows() > 1 &&
      (ExplainsHeader(held, span) || IsRule(held[span.first]))) {
    comments.Add(held[span.first].line, {}, Line(held[span.first]));
    after = held[span.first++].line + 1;
  }
  Keep(preamble, &source.repairs);
  Keep(comments, &source.repairs);
  source.period = PeriodOf(source.preamble);
  if (source.period &&
      CivilFromDay(source.period->first).year == CivilFromDay(source.period->last).year) {
    source.year = CivilFromDay(source.period->first).year;
  } else {
    std::vector<std::string> texts = source.preamble;
    if (two_levels) texts.push_back(Line(held[top]));
    source.year = OneYear(texts);
    if (source.year == 0) source.year = OneYear({source.name});
  }

  std::vector<std::string> header;
  if (span.header >= 0) header = held[span.header].cells;
  std::optional<PrefixRow> corner;  // a total, left out
  if (NamesCorner(held, span)) {
    corner = held[span.first++];
    header[0] = corner->cells[0];
    after = corner->line + 1;
  }
  source.header_row = span.header >= 0 ? held[span.header].line : 0;
  const std::string_view bulk = schema::Vocabulary::Builtin().BulkKind(header);
  if (!bulk.empty()) {
    error = Fail(codes::kInputBulkFile);
    error->at.row = source.header_row;
    error->args = {{"kind", std::string(bulk)}};
    return false;
  }
  // What the rows are when read: those of the file, or those of the long table.
  std::optional<WideShape> wide;
  if (!settings.IsOff(codes::kUnpivoted)) wide = FindWide(held, span, source.preamble);
  for (size_t i = from; !wide && i <= header_top && i < held.size(); ++i) {
    for (const std::string& cell : held[i].cells) {
      if (!schema::Vocabulary::Builtin().IsColumnLabels(cell)) continue;
      error = Fail(codes::kInputPivot);
      error->at.row = held[i].line;
      return false;
    }
  }
  std::vector<PrefixRow> widened;
  const PrefixRow* looked = held.data() + span.first;
  size_t looked_rows = span.end - span.first;
  if (wide) {
    widened = Widen(*wide, {held.begin() + static_cast<long>(span.first),
                            held.begin() + static_cast<long>(span.end)});
    looked = widened.data();
    looked_rows = widened.size();
    header = wide->header;
    span.width = header.size();
    Issue issue{std::string(codes::kUnpivoted), static_cast<int64_t>(wide->groups.size()), {}, {}};
    for (const WideShape::Group& group : wide->groups) {
      if (issue.samples.size() == Issue::kMaxSamples) break;
      issue.samples.push_back({source.header_row, wide->key_name, group.key});
    }
    issue.args = {{"columns", static_cast<int64_t>(wide->groups.size())}};
    Keep(issue, &source.repairs);
  }
  if (span.width > kMostColumns) {
    error = Fail(codes::kInputTooManyColumns);
    error->args = {{"columns", static_cast<int64_t>(span.width)},
                   {"limit", static_cast<int64_t>(kMostColumns)}};
    return false;
  }
  std::vector<std::string> named = header;
  if (!wide) named = NamesOfLevels(held, span, two_levels, std::move(named));
  std::vector<size_t> renamed;
  const std::vector<std::string> names = NameColumns(named, span.width, &renamed);
  if (span.header >= 0 && !renamed.empty()) {
    Issue issue{std::string(codes::kHeaderRenamed), 0, {}, {}};
    for (size_t i : renamed)
      issue.Add(source.header_row, names[i], i < named.size() ? named[i] : "");
    Keep(issue, &source.repairs);
  }

  // What the cells look like, without rows that are plainly no data.
  std::vector<FactsFinder> finders(span.width);
  CellReadings readings;
  for (size_t r = 0; r < looked_rows; ++r) {
    const PrefixRow& row = looked[r];
    if (row.nonblank == 0 || (row.nonblank == 1 && span.width >= 3)) continue;
    if (row.nonblank * 8 <= span.width * 3 && span.width >= 5)
      continue;  // a sentence that commas cut
    size_t first = 0;
    while (IsBlankCell(row.cells[first])) ++first;
    if (std::any_of(row.cells.begin() + static_cast<long>(first), row.cells.end(),
                    [&](const std::string& cell) { return readings.IsTotal(cell); })) {
      continue;
    }
    if (span.header >= 0 && row.cells == header) continue;
    for (size_t c = 0; c < span.width && c < row.cells.size(); ++c)
      finders[c].Add(row.cells[c], &readings);
  }
  int point = 0, comma = 0;
  for (const FactsFinder& finder : finders) {
    const locale::NumberStyle style = finder.ProvenStyle();
    point += style != locale::NumberStyle::kUnknown && !locale::HasCommaDecimal(style);
    comma += locale::HasCommaDecimal(style);
  }
  const locale::NumberStyle usual = settings.numbers != locale::NumberStyle::kUnknown
                                        ? settings.numbers
                                    : comma > 0 && point == 0 ? locale::NumberStyle::kComma
                                    : point > 0 && comma == 0 ? locale::NumberStyle::kPoint
                                                              : locale::NumberStyle::kUnknown;
  std::vector<schema::ColumnFacts> facts;
  for (size_t c = 0; c < span.width; ++c) facts.push_back(finders[c].Finish(names[c], usual));
  FindNumberedMonths(&facts);
  for (schema::ColumnFacts& column : facts) {
    if (source.period && DayIndexOf(column.header) != DayIndex::kNone) column.maybe_date = true;
  }
  if (!settings.recipe.empty()) {
    for (Finding& finding : FitRecipe(facts, &settings))
      source.warnings.push_back(std::move(finding));
  }
  schema::MapOptions options{settings.table, settings.map, settings.answers, settings.currency};
  if (wide && wide->nameless) AskValue(facts.back(), settings, &options, &source);
  Result<schema::Mapping> mapped = schema::MapColumns(facts, options);
  if (!mapped.ok()) {
    error = mapped.error();
    return false;
  }
  schema::Mapping& mapping = mapped.value();
  source.profile = mapping.profile;

  std::vector<ColumnReader> columns(span.width);
  for (size_t c = 0; c < span.width; ++c) {
    ColumnReader& column = columns[c];
    column.name = names[c];
    column.position = static_cast<int>(c);
    column.meaning = mapping.columns[c];
    column.meaning.percent_signs = facts[c].percent;
    column.kind = facts[c].kind;
    column.number = StoresNumbers(column.meaning, column.kind);
    column.keep_bounds = settings.IsOff(codes::kBoundValue);
    const locale::NumberStyle proven = finders[c].ProvenStyle();
    if (column.number && proven != locale::NumberStyle::kUnknown) {
      column.style = proven;
      column.settled = true;
    }
  }
  for (const schema::MeaningQuestion& asked : mapping.questions) {
    Question question;
    question.code = asked.code;
    if (asked.column < names.size()) question.column = names[asked.column];
    for (size_t i = 0; i < asked.choices.size(); ++i) {
      Json preview = Json::object();
      if (i < asked.roles.size()) {
        preview["roles"] = asked.roles[i];
      } else {
        preview["role"] = asked.choices[i];
      }
      question.choices.push_back({asked.choices[i], std::move(preview)});
    }
    question.likelier = asked.likelier;
    source.questions.push_back(std::move(question));
  }
  Finding rates{{std::string(codes::kRatioIgnored), 0, {}, {}}, {}};
  for (const schema::MeaningNote& note : mapping.notes) {
    if (note.code == codes::kRatioIgnored) {
      rates.issue.Add(source.header_row, names[note.column], names[note.column]);
      continue;
    }
    Finding finding{{note.code, 1, {}, note.args}, names[note.column]};
    source.warnings.push_back(std::move(finding));
  }
  Keep(rates.issue, &source.repairs);

  int64_t end_line = 0;
  if (static_cast<size_t>(layout.best) + 1 < layout.tables.size()) {
    const TableSpan& next = layout.tables[layout.best + 1];
    end_line = held[next.header >= 0 ? static_cast<size_t>(next.header) : next.first].line;
    for (size_t i = span.end; i < held.size(); ++i) {
      if (held[i].nonblank > 0) {
        end_line = held[i].line;  // its title line, where it has one
        break;
      }
    }
  }
  if (layout.tables.size() > 1) {
    AskTable(layout, held, settings, &source);
    for (const TableSpan& table : layout.tables) {
      source.tables.push_back({table.name, table.header >= 0 ? held[table.header].line : 0,
                               static_cast<int64_t>(table.rows()),
                               static_cast<int64_t>(table.width)});
    }
  } else {
    source.tables.push_back({span.name, source.header_row, 0, static_cast<int64_t>(span.width)});
  }
  header.resize(std::min(header.size(), span.width));
  const int64_t first_line = after > 0                  ? after
                             : span.header >= 0         ? source.header_row + 1
                             : span.first < held.size() ? held[span.first].line
                                                        : 1;
  source.table = table::Table(mapping.table, {}, 0);
  table = tables_before.size() + static_cast<size_t>(layout.best);
  table_open = layout.tables[layout.best].open;
  source.tables.insert(source.tables.begin(), tables_before.begin(), tables_before.end());
  const TableSpan& last = layout.tables.back();
  const int64_t last_line = last.first < held.size() ? held[last.first].line : INT64_MAX;
  rows = std::make_unique<RowTaker>(settings, std::move(header), first_line, end_line, last_line,
                                    std::move(columns));
  rows->unquoted = dialect.quote == 0;
  if (corner) rows->totals.Add(corner->line, {}, corner->cells[0]);
  if (wide) rows->nameless = wide->groups.back().key.empty();
  if (wide) widener = std::make_unique<Widener>(std::move(*wide), first_line, end_line, *rows);
  return true;
}

}  // namespace mittari::ingest
