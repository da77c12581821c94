// What is known of the text so far: lines, their ends, a cell still open.
#include "csv/tokenizer.h"

namespace mittari::csv {

std::optional<Place> Tokenizer::open_quote() const {
  const bool open = state_ == State::kQuoted ||
                    (state_ == State::kEscapePending && escaped_from_ == State::kQuoted);
  return open ? std::optional<Place>(open_) : std::nullopt;
}

int64_t Tokenizer::lines() const {
  const bool begun = count_ > 0 || owned_ || state_ != State::kUnquoted;
  return line_ - 1 + inner_lines_ + (cr_ == 2 ? 1 : 0) + (begun ? 1 : 0);
}

Newline Tokenizer::newline() const {
  const int kinds = (cr_count_ > 0) + (lf_count_ > 0) + (crlf_count_ > 0);
  return kinds > 1 ? Newline::kMixed : dominant_newline();
}

Newline Tokenizer::dominant_newline() const {
  if (crlf_count_ > 0 && crlf_count_ >= lf_count_ && crlf_count_ >= cr_count_) {
    return Newline::kCrLf;
  }
  return cr_count_ > lf_count_ ? Newline::kCr : Newline::kLf;
}

}  // namespace mittari::csv
