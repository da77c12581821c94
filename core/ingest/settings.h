#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "csv/encoding.h"
#include "locale/date.h"
#include "locale/number.h"

namespace mittari::ingest {

// What a person has said about one source. Each field overrides what would
// have been found out; an empty field leaves it to the evidence.
struct Settings {
  std::string table;                                     // kind of table
  std::vector<std::pair<std::string, std::string>> map;  // (role or "ignore", column)
  std::optional<char> delimiter;
  std::optional<csv::Encoding> encoding;
  int64_t header_row = 0;  // line of the file, from 1; 0: to be found
  locale::NumberStyle numbers = locale::NumberStyle::kUnknown;
  locale::DateOrder dates = locale::DateOrder::kUnknown;
  std::string currency;
  std::string channel;                                       // for a file without a channel column
  bool sums = false;  // rows are sums of others, which alone would tell how far single days differ
  std::optional<Day> today;                                  // the day that the reader lives in
  int table_index = 0;                                       // from 1; 0: the best
  std::vector<std::string> off;                              // repair codes that are not to be made
  std::vector<std::pair<std::string, std::string>> answers;  // ("code:column", choice)

  // Of a recipe (see recipe.h): the fingerprint of the file that it was made with.
  // What does not fit this file is then left out and told of, not refused.
  std::string recipe;
  // What that file proved, as answers: taken only where this file leaves it open.
  std::vector<std::pair<std::string, std::string>> learned;
  Json given = Json::object();  // as it came

  bool IsOff(std::string_view repair) const;
  // The choice for a question; nullptr where it is open.
  const std::string* Answer(std::string_view code, std::string_view column) const;
  const std::string* Learned(std::string_view code, std::string_view column) const;
};

// From {table, map, delimiter, encoding, header_row, numbers, dates, currency,
// channel, sums, today, table_index, off, answers, recipe, learned}. Fails with call.bad_argument.
Result<Settings> ParseSettings(const Json& json);

}  // namespace mittari::ingest
