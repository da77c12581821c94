// What a look at the first part of a file has decided, handed to the readers of its other parts.
#include <utility>

#include "ingest/reader_state.h"

namespace mittari::ingest {
namespace {

using schema::ColumnMeaning;

constexpr std::string ColumnMeaning::*kTexts[] = {
    &ColumnMeaning::role, &ColumnMeaning::type,   &ColumnMeaning::unit, &ColumnMeaning::currency,
    &ColumnMeaning::zone, &ColumnMeaning::metric, &ColumnMeaning::why,  &ColumnMeaning::suggestion};
constexpr bool ColumnMeaning::*kFlags[] = {
    &ColumnMeaning::measure, &ColumnMeaning::stock,         &ColumnMeaning::unique,
    &ColumnMeaning::nonneg,  &ColumnMeaning::percent_signs, &ColumnMeaning::computed};

Json ToJson(const ColumnReader& column) {
  Json texts = Json::array({column.name});
  for (const auto text : kTexts) texts.push_back(column.meaning.*text);
  Json flags = Json::array({column.number, column.keep_bounds, column.settled});
  for (const auto flag : kFlags) flags.push_back(column.meaning.*flag);
  return {{"texts", std::move(texts)},
          {"flags", std::move(flags)},
          {"confidence", static_cast<int>(column.meaning.confidence)},
          {"kind", static_cast<int>(column.kind)},
          {"numbers", static_cast<int>(column.style)}};
}

// A whole number from 0 to `most`, else false.
bool Take(const Json& json, std::string_view key, int64_t most, int64_t* out) {
  const Json* value = Find(json, key);
  if (value == nullptr || !value->is_number_integer()) return false;
  *out = value->get<int64_t>();
  return *out >= 0 && *out <= most;
}

template <typename Enum>
bool TakeEnum(const Json& json, std::string_view key, Enum last, Enum* out) {
  int64_t value = 0;
  if (!Take(json, key, static_cast<int64_t>(last), &value)) return false;
  *out = static_cast<Enum>(value);
  return true;
}

bool TakeChar(const Json& json, std::string_view key, char* out) {
  int64_t value = 0;
  if (!Take(json, key, 127, &value)) return false;
  *out = static_cast<char>(value);
  return true;
}

bool TakeTexts(const Json* json, std::vector<std::string>* out) {
  if (json == nullptr || !json->is_array()) return false;
  for (const Json& text : *json) {
    if (!text.is_string()) return false;
    out->push_back(text.get<std::string>());
  }
  return true;
}

bool TakeColumn(const Json& json, ColumnReader* column) {
  std::vector<std::string> texts;
  const Json* flags = Find(json, "flags");
  if (!TakeTexts(Find(json, "texts"), &texts) || texts.size() != 1 + std::size(kTexts) ||
      flags == nullptr || !flags->is_array() || flags->size() != 3 + std::size(kFlags)) {
    return false;
  }
  for (const Json& flag : *flags) {
    if (!flag.is_boolean()) return false;
  }
  column->name = std::move(texts[0]);
  for (size_t i = 0; i < std::size(kTexts); ++i) {
    column->meaning.*kTexts[i] = std::move(texts[i + 1]);
  }
  column->number = (*flags)[0].get<bool>();
  column->keep_bounds = (*flags)[1].get<bool>();
  column->settled = (*flags)[2].get<bool>();
  for (size_t i = 0; i < std::size(kFlags); ++i) {
    column->meaning.*kFlags[i] = (*flags)[i + 3].get<bool>();
  }
  return TakeEnum(json, "confidence", locale::Confidence::kCertain, &column->meaning.confidence) &&
         TakeEnum(json, "kind", schema::ColumnFacts::Kind::kText, &column->kind) &&
         TakeEnum(json, "numbers", locale::NumberStyle::kApostrophePoint, &column->style);
}

}  // namespace

Json Reader::Look() const {
  const State& state = *state_;
  const Source& source = state.source;
  if (state.error || !state.reading || !state.rows || state.widener || state.seeker ||
      state.unwrap || source.header_row == 0 || !source.questions.empty() ||
      source.tables.size() > 1) {
    return nullptr;
  }
  Json look = Json::object();
  look["encoding"] = source.encoding;
  look["delimiter"] = int{state.dialect.delimiter};
  look["quote"] = int{state.dialect.quote};
  look["escape"] = int{state.dialect.escape};
  look["spaced"] = int{state.dialect.space_before_quote};
  look["newline"] = std::string(csv::Name(state.tokenizer->dominant_newline()));
  look["header_row"] = source.header_row;
  look["header"] = state.rows->header();
  look["table"] = source.table.kind();
  look["profile"] = source.profile;
  look["year"] = source.year;
  if (source.period) look["period"] = {source.period->first, source.period->last};
  Json columns = Json::array();
  for (const ColumnReader& column : state.rows->columns()) columns.push_back(ToJson(column));
  look["columns"] = std::move(columns);
  return look;
}

bool Reader::Follow(const Json& look) {
  State& state = *state_;
  Source& source = state.source;
  const std::optional<csv::Encoding> encoding =
      csv::EncodingFromName(StringOr(look, "encoding", ""));
  int64_t spaced = 0, year = 0;
  std::vector<std::string> header;
  const Json* columns = Find(look, "columns");
  const bool good = encoding && TakeChar(look, "delimiter", &state.dialect.delimiter) &&
                    TakeChar(look, "quote", &state.dialect.quote) &&
                    TakeChar(look, "escape", &state.dialect.escape) &&
                    Take(look, "spaced", 1, &spaced) && Take(look, "year", 9999, &year) &&
                    Take(look, "header_row", INT64_MAX - 1, &source.header_row) &&
                    source.header_row > 0 && TakeTexts(Find(look, "header"), &header) &&
                    columns != nullptr && columns->is_array() && !columns->empty() &&
                    columns->size() <= kMostColumns && header.size() <= columns->size();
  if (!good) return false;
  std::vector<ColumnReader> readers(columns->size());
  for (size_t i = 0; i < readers.size(); ++i) {
    readers[i].position = static_cast<int>(i);
    if (!TakeColumn((*columns)[i], &readers[i])) return false;
  }
  if (const Json* period = Find(look, "period")) {
    if (!period->is_array() || period->size() != 2 || !(*period)[0].is_number_integer() ||
        !(*period)[1].is_number_integer()) {
      return false;
    }
    source.period = {(*period)[0].get<Day>(), (*period)[1].get<Day>()};
  }
  state.dialect.space_before_quote = spaced == 1;
  source.year = static_cast<int>(year);
  source.encoding = std::string(csv::Name(*encoding));
  source.delimiter = state.dialect.delimiter;
  source.quote = state.dialect.quote;
  source.profile = StringOr(look, "profile", "");
  source.table = table::Table(StringOr(look, "table", ""), {}, 0);
  source.tables.push_back({"", source.header_row, 0, static_cast<int64_t>(readers.size())});
  const int64_t first_line = source.header_row + 1;
  state.rows = std::make_unique<RowTaker>(state.settings, std::move(header), first_line, 0,
                                          first_line, std::move(readers));
  state.rows->unquoted = state.dialect.quote == 0;
  state.rows->compared = false;  // those of the first part are
  state.Stand(*encoding);
  state.decoder->GoOn();
  state.tokenizer->GoOn(first_line);
  return true;
}

}  // namespace mittari::ingest
