// A whole file through the reader, in one piece and cut anywhere: no trap, and
// the same source, cell by cell.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../core/ingest_reading.h"

namespace {

std::string ReadCut(std::string_view bytes, uint32_t seed) {
  using namespace mittari::ingest;
  Reader reader("input", Settings());
  for (size_t at = 0; at < bytes.size();) {
    seed = seed * 1664525u + 1013904223u;
    const size_t step = 1 + (seed >> 24) % ((seed >> 8) % 8 == 0 ? 2 : 61);
    const std::string piece(bytes.substr(at, step));
    if (!reader.Feed(piece)) break;
    at += step;
  }
  return testing::Dump(reader.Finish());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 4 || size > 1 << 16) return 0;
  const uint32_t seed = data[0] | data[1] << 8 | data[2] << 16;
  const std::string bytes(reinterpret_cast<const char*>(data) + 3, size - 3);
  const auto whole = mittari::ingest::testing::Read(bytes, mittari::Json::object(), 0);
  if (whole.ok()) {
    const mittari::ingest::Source& source = whole.value();
    int64_t excluded = 0;
    for (const mittari::Issue& issue : source.excluded) excluded += issue.count;
    if (source.rows_read - source.rows_used != excluded) std::abort();
    if (source.rows_used != static_cast<int64_t>(source.table.rows())) std::abort();
  }
  const std::string want = mittari::ingest::testing::Dump(whole);
  const std::string cut = ReadCut(bytes, seed);
  if (cut != want) {
    std::fprintf(stderr, "whole: %.2000s\ncut: %.2000s\n", want.c_str(), cut.c_str());
    std::abort();
  }
  return 0;
}
