// Any text gives candidates, best first, that the tokenizer can use.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "../csv_plain_reader.h"
#include "csv/dialect.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mittari;
  if (size < 1) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto candidates = csv::GuessDialect(text, (data[0] & 1) != 0);
  if (candidates.empty()) std::abort();
  double last = 1;
  for (const auto& candidate : candidates) {
    if (!(candidate.score >= 0 && candidate.score <= last)) std::abort();
    last = candidate.score;
    if (candidate.columns < 1) std::abort();
    const csv::Dialect& d = candidate.dialect;
    if (d.delimiter == d.quote || d.delimiter == '\n' || d.delimiter == '\r') std::abort();
  }
  const csv::Dialect& best = candidates[0].dialect;
  if (csv_test::ReadChunks({text}, best) != csv_test::ReadPlain(text, best)) std::abort();
  return 0;
}
