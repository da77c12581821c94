// What is too large to read, and where it stands.
#include <algorithm>

#include "base/codes.gen.h"
#include "csv/tokenizer.h"

namespace mittari::csv {

bool Tokenizer::Grow(const char* at, RowSink& sink) {
  if (views_.size() < limits_.columns) {
    views_.resize(std::min(limits_.columns, views_.size() * 2));
    return true;
  }
  if (OverLimit(at)) {
    FailTooLong(sink);
    return false;
  }
  SettleCr(sink);
  if (stopped_) return false;
  const auto limit = static_cast<int64_t>(limits_.columns);
  const int64_t start = owned_ ? cell_start_ : Offset(segment_) - (quoted_ ? 1 : 0);
  error_ = Error{std::string(codes::kInputTooManyColumns),
                 {line_, limit + 1, start},
                 {{"columns", limit + 1}, {"limit", limit}},
                 {}};
  stopped_ = true;
  return false;
}

// The cell that crosses the limit is the first one whose end lies beyond it.
void Tokenizer::FailTooLong(RowSink& sink) {
  SettleCr(sink);
  if (stopped_) return;
  int64_t column = static_cast<int64_t>(count_) + 1;
  int64_t start = owned_ ? cell_start_ : Offset(segment_) - (quoted_ ? 1 : 0);
  for (size_t i = spilled_; i < count_; ++i) {
    const std::string_view cell = views_[i];
    if (cell.data() == nullptr) continue;  // checked when it ended
    const char* end = cell.data() + cell.size();
    const bool quoted = dialect_.quote != 0 && end < end_ && *end == dialect_.quote;
    if (OverLimit(end + (quoted ? 1 : 0))) {
      column = static_cast<int64_t>(i) + 1;
      start = Offset(cell.data()) - (quoted ? 1 : 0);
      break;
    }
  }
  error_ = Error{std::string(codes::kInputCellTooLong),
                 {line_, column, start},
                 {{"bytes", limits_.row_bytes + 1}, {"limit", limits_.row_bytes}},
                 {}};
  stopped_ = true;
}

}  // namespace mittari::csv
