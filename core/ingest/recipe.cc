#include "ingest/recipe.h"

#include <algorithm>

#include "base/codes.gen.h"
#include "locale/header.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
namespace {

// FNV-1a.
uint64_t Hash(std::string_view text, uint64_t hash) {
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
  return (hash ^ 0x1F) * 0x100000001B3ull;  // so that "ab","c" is not "a","bc"
}

bool IsAsked(const std::vector<Question>& open, std::string_view code, std::string_view column) {
  return std::any_of(open.begin(), open.end(), [&](const Question& question) {
    return question.code == code && question.column == column;
  });
}

}  // namespace

std::string Fingerprint(const Source& source) {
  uint64_t hash = Hash(source.kind, 0xCBF29CE484222325ull);
  hash = Hash(locale::FoldHeader(source.sheet), hash);
  for (const ColumnReport& column : source.columns) {
    hash = Hash(locale::FoldHeader(column.name), hash);
  }
  std::string text(16, '0');
  for (size_t i = 16; i-- > 0; hash >>= 4) text[i] = "0123456789abcdef"[hash & 15];
  return text;
}

Json RecipeOf(const Source& source) {
  Json recipe = Json::object();
  for (const auto& [key, value] : source.given.items()) {
    if (key == "today" || key == "learned" || key == "recipe" || value.is_null()) continue;
    recipe[key] = value;
  }
  if (recipe.contains("answers") && recipe["answers"].is_object()) {
    // Of this file and another, not of the layout.
    for (const char* key : {"table.again", "table.again:"}) recipe["answers"].erase(key);
    if (recipe["answers"].empty()) recipe.erase("answers");
  }
  if (!source.learned.empty()) recipe["learned"] = source.learned;
  recipe["recipe"] = Fingerprint(source);
  return recipe;
}

Json LearnedFrom(const std::vector<ColumnReport>& columns, const std::vector<Question>& open) {
  constexpr size_t kMost = 64;  // a wider table is of one make
  Json learned = Json::object();
  for (const ColumnReport& column : columns) {
    if (learned.size() == kMost) break;
    std::string_view code;
    const std::string& found = column.dates.empty() ? column.numbers : column.dates;
    if (column.dates == "dmy" || column.dates == "mdy") {
      code = codes::kDateAmbiguousOrder;
    } else if (!column.numbers.empty() && column.numbers != "unknown") {
      code = codes::kNumberAmbiguousStyle;
    }
    if (code.empty() || IsAsked(open, code, column.name)) continue;
    learned[std::string(code) + ':' + column.name] = found;
  }
  return learned;
}

Finding Unfit(std::string setting, std::string column) {
  Finding finding;
  finding.issue = {std::string(codes::kRecipeUnfit), 1, {}, {{"setting", std::move(setting)}}};
  if (!column.empty()) finding.issue.args.push_back({"column", std::move(column)});
  return finding;
}

std::vector<Finding> FitRecipe(const std::vector<schema::ColumnFacts>& columns,
                               Settings* settings) {
  std::vector<Finding> left_out;
  const auto lacks = [&](const std::string& role, const std::string& column) {
    const bool known = role == "ignore" || schema::Vocabulary::Builtin().FindRole(role) >= 0;
    if (known && schema::FindColumn(columns, column) >= 0) return false;
    left_out.push_back(Unfit(role, column));
    return true;
  };
  auto& map = settings->map;
  map.erase(std::remove_if(map.begin(), map.end(),
                           [&](const auto& entry) { return lacks(entry.first, entry.second); }),
            map.end());
  for (const auto& [key, choice] : settings->answers) {
    const size_t colon = key.find(':');
    if (colon == std::string::npos || colon + 1 == key.size()) continue;
    const std::string column = key.substr(colon + 1);
    if (schema::FindColumn(columns, column) < 0) {
      left_out.push_back(Unfit(key.substr(0, colon), column));
    }
  }
  return left_out;
}

}  // namespace mittari::ingest
