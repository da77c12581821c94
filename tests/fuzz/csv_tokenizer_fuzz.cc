// The tokenizer against the plain reader, and against itself at other cuts.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../csv_plain_reader.h"
#include "csv/dialect.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mittari;
  if (size < 2) return 0;
  constexpr char kDelimiters[] = {',', ';', '\t', '|'};
  csv::Dialect dialect;
  dialect.delimiter = kDelimiters[data[0] & 3];
  dialect.quote = (data[0] & 4) != 0 ? '"' : (data[0] & 8) != 0 ? '\'' : '\0';
  dialect.escape = (data[0] & 16) != 0 ? '\\' : '\0';
  dialect.space_before_quote = (data[0] & 32) != 0;
  const size_t step = size_t{data[1]} % 97 + 1;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);

  const csv_test::PlainResult want = csv_test::ReadPlain(text, dialect);
  if (csv_test::ReadChunks({text}, dialect) != want) std::abort();
  if (csv_test::ReadChunks(csv_test::Chunks(text, step), dialect) != want) std::abort();
  if (csv_test::ReadChunks(csv_test::Chunks(text, 1), dialect) != want) std::abort();
  return 0;
}
