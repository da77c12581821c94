// Decoded text is well-formed UTF-8 and the same for every chunk size, copied or not.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "csv/encoding.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mittari;
  if (size < 2) return 0;
  const auto encoding = static_cast<csv::Encoding>(data[0] % 7);
  const size_t step = size_t{data[1]} % 61 + 1;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);

  csv::Decoder whole(encoding);
  std::string want;
  whole.Decode(bytes, &want);
  whole.Finish(&want);
  if (!utf8::IsValid(want)) std::abort();

  csv::Decoder cut(encoding), viewed(encoding);
  std::string got, views;
  for (size_t i = 0; i < bytes.size(); i += step) {
    cut.Decode(bytes.substr(i, step), &got);
    views += viewed.DecodeView(bytes.substr(i, step));
  }
  cut.Finish(&got);
  viewed.Finish(&views);
  if (got != want || views != want) std::abort();
  if (cut.invalid_count() != whole.invalid_count()) std::abort();
  if (viewed.invalid_count() != whole.invalid_count()) std::abort();
  for (size_t i = 0; i < whole.invalid_places().size(); ++i) {
    const auto& place = whole.invalid_places()[i];
    if (cut.invalid_places()[i].byte != place.byte) std::abort();
    if (cut.invalid_places()[i].text_byte != place.text_byte) std::abort();
    if (viewed.invalid_places()[i].text_byte != place.text_byte) std::abort();
    const auto at = static_cast<size_t>(place.text_byte);
    if (want.compare(at, 3, "\xEF\xBF\xBD") != 0) std::abort();
  }

  const auto guesses = csv::GuessEncoding(bytes, (data[1] & 1) != 0);
  if (guesses.empty()) std::abort();
  for (const auto& guess : guesses) {
    if (!(guess.score >= 0 && guess.score <= 1)) std::abort();
  }
  (void)csv::SniffKind(bytes);
  return 0;
}
