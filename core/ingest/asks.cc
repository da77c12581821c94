#include "ingest/asks.h"

#include "base/codes.gen.h"

namespace mittari::ingest {

void AskValue(const schema::ColumnFacts& facts, const Settings& settings,
              schema::MapOptions* options, Source* source) {
  for (const auto& [role, column] : settings.map) {
    if (column == facts.header) return;
  }
  if (const std::string* answer = settings.Answer(codes::kHeaderValue, facts.header)) {
    options->map.emplace_back(*answer, facts.header);
    return;
  }
  Question question;
  question.code = std::string(codes::kHeaderValue);
  question.column = facts.header;
  const bool money = facts.monetary || facts.fractions;
  std::vector<std::string> roles = {"clicks", "impressions", "sessions",
                                    "leads",  "conversions", "spend"};
  if (money) roles = {"spend", "revenue"};
  for (const std::string& role : roles) {
    question.choices.push_back({role, {{"role", role}}});
  }
  source->questions.push_back(std::move(question));
}

void AskTable(const Layout& layout, const std::vector<PrefixRow>& held, const Settings& settings,
              Source* source) {
  if (settings.table_index > 0) return;
  Question question;
  question.code = std::string(codes::kTableIndex);
  for (size_t i : Rivals(layout)) {
    const TableSpan& table = layout.tables[i];
    Json preview = Json::object();
    preview["text"] = table.name;
    if (table.header >= 0) preview["header_row"] = held[table.header].line;
    if (!table.open) preview["rows"] = static_cast<int64_t>(table.rows());
    preview["columns"] = static_cast<int64_t>(table.width);
    question.choices.push_back({std::to_string(i + 1), std::move(preview)});
  }
  if (question.choices.empty()) return;
  question.likelier = question.choices.front().id;
  source->questions.push_back(std::move(question));
}

}  // namespace mittari::ingest
