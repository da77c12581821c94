#include "ingest/settings.h"

#include <algorithm>

#include "base/codes.gen.h"

namespace mittari::ingest {
namespace {

Error Bad(std::string_view argument, const Json& given) {
  return Error{std::string(codes::kCallBadArgument),
               {},
               {{"argument", std::string(argument)},
                {"given", given.is_string() ? given.get<std::string>() : DumpJson(given)}},
               {}};
}

// Numbers may come as text from the command line.
std::optional<int64_t> WholeNumber(const Json& value) {
  if (value.is_number_integer() || value.is_number_unsigned()) return value.get<int64_t>();
  if (!value.is_string()) return std::nullopt;
  const std::string& text = value.get_ref<const std::string&>();
  if (text.empty() || text.size() > 9) return std::nullopt;
  int64_t number = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<char> DelimiterOf(const std::string& text) {
  if (text == "\\t" || text == "tab" || text == "TAB") return '\t';
  if (text.size() != 1 || text[0] == '"' || text[0] == '\n' || text[0] == '\r') return std::nullopt;
  return text[0];
}

}  // namespace

bool Settings::IsOff(std::string_view repair) const {
  return std::find(off.begin(), off.end(), repair) != off.end();
}

namespace {

const std::string* Choice(const std::vector<std::pair<std::string, std::string>>& answers,
                          std::string_view code, std::string_view column) {
  for (const auto& [key, choice] : answers) {
    if (key.size() == code.size() + 1 + column.size() && key.compare(0, code.size(), code) == 0 &&
        key[code.size()] == ':' && key.compare(code.size() + 1, std::string::npos, column) == 0) {
      return &choice;
    }
    if (column.empty() && key == code) return &choice;
  }
  return nullptr;
}

}  // namespace

const std::string* Settings::Answer(std::string_view code, std::string_view column) const {
  return Choice(answers, code, column);
}

const std::string* Settings::Learned(std::string_view code, std::string_view column) const {
  return Choice(learned, code, column);
}

Result<Settings> ParseSettings(const Json& json) {
  static constexpr std::string_view kTables[] = {
      "channel_performance", "deals", "subscriptions", "orders", "brand_content", "touches"};
  Settings settings;
  if (json.is_null()) return settings;
  if (!json.is_object()) return Bad("settings", json);
  settings.given = json;
  for (const auto& [key, value] : json.items()) {
    if (value.is_null()) continue;
    const std::string text = value.is_string() ? value.get<std::string>() : std::string();
    if (value.is_string() && text.empty()) continue;
    if (key == "table") {
      if (std::find(std::begin(kTables), std::end(kTables), text) == std::end(kTables))
        return Bad(key, value);
      settings.table = text;
    } else if (key == "map") {
      if (!value.is_object()) return Bad(key, value);
      for (const auto& [role, column] : value.items()) {
        if (column.is_string()) {
          settings.map.emplace_back(role, column.get<std::string>());
        } else if (column.is_array()) {
          for (const Json& one : column) {
            if (!one.is_string()) return Bad(key, value);
            settings.map.emplace_back(role, one.get<std::string>());
          }
        } else {
          return Bad(key, value);
        }
      }
    } else if (key == "delimiter") {
      settings.delimiter = DelimiterOf(text);
      if (!settings.delimiter) return Bad(key, value);
    } else if (key == "encoding") {
      settings.encoding = csv::EncodingFromName(text);
      if (!settings.encoding) return Bad(key, value);
    } else if (key == "header_row" || key == "table_index") {
      const std::optional<int64_t> number = WholeNumber(value);
      if (!number || *number < 1) return Bad(key, value);
      if (key == "header_row") {
        settings.header_row = *number;
      } else {
        settings.table_index = static_cast<int>(*number);
      }
    } else if (key == "numbers") {
      settings.numbers = locale::NumberStyleFromName(text);
      if (settings.numbers == locale::NumberStyle::kUnknown) return Bad(key, value);
    } else if (key == "dates") {
      settings.dates = locale::DateOrderFromName(text);
      if (settings.dates == locale::DateOrder::kUnknown) return Bad(key, value);
    } else if (key == "currency") {
      if (!value.is_string()) return Bad(key, value);
      settings.currency = text;
      for (char& c : settings.currency) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      }
    } else if (key == "today") {
      const locale::DateCell day = locale::ReadDate(text, locale::DateOrder::kYmd);
      if (day.kind != locale::DateKind::kDay) return Bad(key, value);
      settings.today = day.day;
    } else if (key == "channel") {
      if (!value.is_string()) return Bad(key, value);
      settings.channel = text;
    } else if (key == "sums") {
      if (!value.is_boolean()) return Bad(key, value);
      settings.sums = value.get<bool>();
    } else if (key == "off") {
      if (!value.is_array()) return Bad(key, value);
      for (const Json& code : value) {
        if (!code.is_string()) return Bad(key, value);
        settings.off.push_back(code.get<std::string>());
      }
    } else if (key == "recipe") {
      if (!value.is_string()) return Bad(key, value);
      settings.recipe = text;
    } else if (key == "learned") {
      if (!value.is_object()) return Bad(key, value);
      for (const auto& [question, choice] : value.items()) {
        if (!choice.is_string()) return Bad(key, value);
        settings.learned.emplace_back(question, choice.get<std::string>());
      }
    } else if (key == "answers") {
      if (!value.is_object()) return Bad(key, value);
      for (const auto& [question, choice] : value.items()) {
        if (!choice.is_string()) return Bad(key, value);
        settings.answers.emplace_back(question, choice.get<std::string>());
        if (question == codes::kTableIndex || question == std::string(codes::kTableIndex) + ':') {
          const std::optional<int64_t> number = WholeNumber(choice);
          if (!number || *number < 1) return Bad(key, value);
          settings.table_index = static_cast<int>(*number);
        }
      }
    } else if (key != "sheet") {  // sheets are chosen before the rows come here
      return Bad(key, value);
    }
  }
  return settings;
}

}  // namespace mittari::ingest
