#include "base/error.h"

#include "base/utf8.h"

namespace mittari {

void Issue::Add(int64_t row, std::string_view column, std::string_view text) {
  ++count;
  if (samples.size() < kMaxSamples) {
    samples.push_back({row, std::string(column), std::string(utf8::Shorten(text, kSampleBytes))});
  }
}

Issue& IssueOf(std::string_view code, std::vector<Issue>* issues) {
  for (Issue& issue : *issues) {
    if (issue.code == code) return issue;
  }
  issues->push_back({std::string(code), 0, {}, {}});
  return issues->back();
}

}  // namespace mittari
