// Headers and facts of any kind: a mapping has a meaning for each column, no role
// twice, and is the same when made again.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "schema/mapper.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using mittari::schema::ColumnFacts;
  std::vector<ColumnFacts> columns;
  mittari::schema::MapOptions options;
  size_t at = 0;
  while (at + 3 < size && columns.size() < 64) {
    ColumnFacts facts;
    const uint8_t kind = data[at++], bits = data[at++], length = data[at++];
    facts.kind = static_cast<ColumnFacts::Kind>(kind & 3);
    facts.percent = (bits & 1) != 0;
    facts.monetary = (bits & 2) != 0;
    facts.fractions = (bits & 4) != 0;
    facts.duration = (bits & 8) != 0;
    facts.boolean = (bits & 16) != 0;
    facts.maybe_date = (bits & 32) != 0;
    facts.never_falls = (bits & 64) != 0;
    facts.greatest = kind;
    const size_t take = std::min<size_t>(length % 48, size - at);
    facts.header.assign(reinterpret_cast<const char*>(data) + at, take);
    at += take;
    if ((kind & 0xC0) == 0xC0) options.map.emplace_back("spend", facts.header);
    columns.push_back(std::move(facts));
  }
  const auto mapped = mittari::schema::MapColumns(columns, options);
  if (!mapped.ok()) return 0;
  const auto again = mittari::schema::MapColumns(columns, options);
  if (!again.ok() || mapped.value().columns.size() != columns.size()) std::abort();
  std::set<std::string> roles;
  for (size_t i = 0; i < columns.size(); ++i) {
    const auto& meaning = mapped.value().columns[i];
    if (meaning.role != again.value().columns[i].role) std::abort();
    if (meaning.role.empty() || meaning.why == "user") continue;
    if (!roles.insert(meaning.role).second) std::abort();
  }
  for (const auto& question : mapped.value().questions) {
    if (question.column >= columns.size() || question.choices.empty()) std::abort();
  }
  return 0;
}
