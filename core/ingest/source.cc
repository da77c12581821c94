#include "ingest/source.h"

#include <algorithm>

#include "ingest/recipe.h"

namespace mittari::ingest {
namespace {

Json NullIfEmpty(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json FindingJson(const Finding& finding) {
  Json json = mittari::ToJson(finding.issue);
  if (!finding.column.empty()) json["column"] = finding.column;
  return json;
}

}  // namespace

Json ToJson(const Question& question) {
  Json json;
  json["code"] = question.code;
  if (!question.column.empty()) json["column"] = question.column;
  json["choices"] = Json::array();
  for (const Question::Choice& choice : question.choices) {
    json["choices"].push_back({{"id", choice.id}, {"preview", choice.preview}});
  }
  if (!question.likelier.empty()) json["likelier"] = question.likelier;
  if (!question.about.empty()) json["about"] = question.about;
  return json;
}

namespace {

Json ColumnJson(const ColumnReport& column) {
  Json json;
  json["name"] = column.name;
  json["role"] = NullIfEmpty(column.role);
  json["type"] = column.type;
  json["unit"] = NullIfEmpty(column.unit);
  if (!column.numbers.empty()) json["numbers"] = column.numbers;
  if (!column.dates.empty()) json["dates"] = column.dates;
  json["nulls"] = column.nulls;
  json["confidence"] = column.confidence;
  json["why"] = column.why;
  if (!column.metric.empty()) json["metric"] = column.metric;
  if (!column.zone.empty()) json["zone"] = column.zone;
  if (!column.suggestion.empty()) json["suggestion"] = column.suggestion;
  return json;
}

std::string CellText(const table::Column& column, size_t row) {
  if (column.IsNull(row)) return {};
  switch (column.kind()) {
    case table::Kind::kDay:
      return FormatIsoDate(column.DayAt(row));
    case table::Kind::kText:
      return std::string(column.dictionary()[column.Code(row)]);
    case table::Kind::kNumber:
      break;
  }
  return column.exact() ? ToString(column.Units(row), column.scale())
                        : FormatDouble(column.Real(row));
}

}  // namespace

Json ToJson(const Source& source) {
  Json json;
  json["name"] = source.name;
  json["kind"] = source.kind;
  json["encoding"] = source.encoding;
  json["delimiter"] = std::string(1, source.delimiter);
  json["quote"] = source.quote == 0 ? Json(nullptr) : Json(std::string(1, source.quote));
  json["newline"] = source.newline;
  json["header_row"] = source.header_row > 0 ? Json(source.header_row) : Json(nullptr);
  json["sheet"] = NullIfEmpty(source.sheet);
  if (!source.sheets.empty()) json["sheets"] = source.sheets;
  json["rows"] = {{"read", source.rows_read},
                  {"used", source.rows_used},
                  {"excluded", source.rows_read - source.rows_used}};
  json["excluded"] = Json::array();
  for (const Issue& issue : source.excluded) json["excluded"].push_back(mittari::ToJson(issue));
  json["table"] = NullIfEmpty(source.table.kind());
  json["currency"] = NullIfEmpty(source.table.currency());
  json["columns"] = Json::array();
  for (const ColumnReport& column : source.columns) json["columns"].push_back(ColumnJson(column));
  json["repairs"] = Json::array();
  for (const Finding& finding : source.repairs) json["repairs"].push_back(FindingJson(finding));
  json["questions"] = Json::array();
  for (const Question& question : source.questions) json["questions"].push_back(ToJson(question));
  json["warnings"] = Json::array();
  for (const Finding& finding : source.warnings) json["warnings"].push_back(FindingJson(finding));
  if (!source.tables.empty()) {
    json["tables"] = Json::array();
    for (const TableReport& table : source.tables) {
      json["tables"].push_back(
          {{"name", table.name},
           {"header_row", table.header_row > 0 ? Json(table.header_row) : Json(nullptr)},
           {"rows", table.rows},
           {"columns", table.columns}});
    }
  }
  json["profile"] = NullIfEmpty(source.profile);
  json["period"] = nullptr;
  if (source.period) {
    json["period"] = {{"from", FormatIsoDate(source.period->first)},
                      {"to", FormatIsoDate(source.period->last)}};
  }
  json["preamble"] = source.preamble;
  if (const std::string* channel = source.table.Constant("channel")) json["channel"] = *channel;
  json["fingerprint"] = Fingerprint(source);
  json["recipe"] = RecipeOf(source);
  return json;
}

Json Rows(const Source& source, int64_t from, int64_t count) {
  Json json;
  json["header"] = Json::array();
  for (const ColumnReport& column : source.columns) json["header"].push_back(column.name);
  json["rows"] = Json::array();
  const int64_t raw = static_cast<int64_t>(source.first_rows.size());
  int64_t raw_used = 0;
  for (const RawRow& row : source.first_rows) raw_used += row.code.empty() ? 1 : 0;
  const int64_t total = raw + static_cast<int64_t>(source.table.rows()) - raw_used;
  for (int64_t i = std::max<int64_t>(from, 0); i < total && i - from < count; ++i) {
    Json row;
    if (i < raw) {
      const RawRow& held = source.first_rows[i];
      row["row"] = held.line;
      row["cells"] = held.cells;
      row["used"] = held.code.empty();
      if (!held.code.empty()) row["code"] = held.code;
    } else {
      const size_t at = static_cast<size_t>(raw_used + i - raw);
      row["row"] = source.table.LineOf(at);
      row["cells"] = Json::array();
      for (const table::Column& column : source.table.columns())
        row["cells"].push_back(CellText(column, at));
      row["used"] = true;
    }
    json["rows"].push_back(std::move(row));
  }
  json["total"] = total;
  return json;
}

}  // namespace mittari::ingest
