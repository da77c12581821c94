// Rows by the hundred, where they are plain.
#include <algorithm>

#include "csv/tokenizer.h"

namespace mittari::csv {

// Between two rows.
bool Tokenizer::AtRow(const char* at) const {
  return state_ == State::kUnquoted && count_ == 0 && segment_ == at && !owned_ && cr_ == 0;
}

// Gives the sink the plain rows that begin at `at`; where the next one begins.
const char* Tokenizer::TakePlain(const char* at, RowSink& sink) {
  constexpr size_t kLongPause = 256;
  constexpr int64_t kWorth = 8;
  constexpr int64_t kLeastLimit = 1024;
  const RowSink::Plain wanted = sink.WantsPlain();
  if (wanted.width < 2 || dialect_.quote == 0 || dialect_.escape != 0 ||
      dialect_.space_before_quote || limits_.row_bytes < kLeastLimit) {
    pause_ = kLongPause;
    return at;
  }
  const bool crlf = at - chunk_ >= 2 && at[-2] == '\r';
  PlainShape shape{dialect_.delimiter, dialect_.quote, crlf, wanted.width};
  shape.row_bytes =
      std::min(shape.row_bytes, static_cast<size_t>(limits_.row_bytes - kLeastLimit / 2));
  ends_.resize(shape.Room(wanted.most));
  const int64_t before = rows_;
  for (;;) {
    const size_t count = ScanPlainRows(at, end_, shape, wanted.most, ends_.data());
    if (count == 0) break;
    const PlainRows rows{at,           chunk_, ends_.data(), shape.stride(),
                         wanted.width, count,  line_,        dialect_.quote};
    rows_ += static_cast<int64_t>(count);
    line_ += static_cast<int64_t>(count);
    (crlf ? crlf_count_ : lf_count_) += static_cast<int64_t>(count);
    at += ends_[count * shape.stride()] + 1;
    sink.OnPlainRows(rows);
    if (count < wanted.most || sink.WantsPlain().width != wanted.width) break;
  }
  segment_ = at;
  row_start_ = Offset(at);
  next_pause_ = rows_ - before >= kWorth ? 1 : std::min(kLongPause, next_pause_ * 2);
  pause_ = next_pause_;
  return at;
}

}  // namespace mittari::csv
