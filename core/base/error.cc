#include "base/error.h"

#include "base/utf8.h"

namespace mittari {

void Issue::Add(int64_t row, std::string_view column, std::string_view text) {
  ++count;
  if (samples.size() < kMaxSamples) {
    samples.push_back({row, std::string(column), std::string(utf8::Shorten(text, kSampleBytes))});
  }
}

}  // namespace mittari
