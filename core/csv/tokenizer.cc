#include "csv/tokenizer.h"

#include <algorithm>
#include <cstring>

#include "base/codes.gen.h"

namespace mittari::csv {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

Tokenizer::Tokenizer(const Dialect& dialect, const Limits& limits)
    : dialect_(dialect), limits_(limits) {
  marks_.delimiter = dialect.delimiter;
  marks_.quote = dialect.quote != 0 ? dialect.quote : '\n';
  marks_.escape = dialect.escape != 0 ? dialect.escape : '\n';
  views_.resize(std::min<size_t>(16, limits_.columns));
}

// Cells that end at the next marks of a block, while these are delimiters; what
// is left of `bits`. The usual case, with all of its state in registers.
inline uint64_t Tokenizer::TakeDelimiters(const char* block, uint64_t delimiters, uint64_t bits) {
  const char* segment = segment_;
  std::string_view* view = views_.data() + count_;
  std::string_view* const end = views_.data() + views_.size();
  while (bits != 0 && view != end) {
    const uint64_t lowest = bits & (~bits + 1);
    if ((delimiters & lowest) == 0) break;
    const char* const at = block + __builtin_ctzll(bits);
    *view++ = {segment, static_cast<size_t>(at - segment)};
    segment = at + 1;
    bits ^= lowest;
  }
  segment_ = segment;
  count_ = static_cast<size_t>(view - views_.data());
  return bits;
}

bool Tokenizer::Feed(std::string_view text, RowSink& sink) {
  if (stopped_ || text.empty()) return !stopped_;
  chunk_ = text.data();
  end_ = chunk_ + text.size();
  segment_ = chunk_;
  Resume();

  for (const char* at = chunk_; at < end_;) {
    if (pause_ == 0 && AtRow(at)) at = TakePlain(at, sink);
    if (at < end_) at = TakeMarks(at, sink);
    if (stopped_) return false;
  }
  Spill(sink);
  base_ += static_cast<int64_t>(text.size());
  return !stopped_;
}

// Mark by mark, to the end of the chunk or to a row that may be the first of plain ones.
const char* Tokenizer::TakeMarks(const char* from, RowSink& sink) {
  char tail[kBlock];
  for (const char* block = from; block < end_; block += kBlock) {
    const size_t left = static_cast<size_t>(end_ - block);
    const char* source = block;
    if (left < kBlock) {
      std::memset(tail, 0, kBlock);  // zero is never a mark
      std::memcpy(tail, block, left);
      source = tail;
    }
    const BlockMasks masks = Scan64(source, marks_);
    uint64_t bits = masks.delimiter | masks.quote | masks.escape | masks.newline;
    while (bits != 0) {
      if (state_ == State::kUnquoted && !owned_) {
        bits = TakeDelimiters(block, masks.delimiter, bits);
        if (bits == 0) break;
      }
      const int bit = __builtin_ctzll(bits);
      const char* at = block + bit;
      bits &= bits - 1;
      if (state_ == State::kQuoted && ((masks.delimiter >> bit) & 1) != 0) {
        // Delimiters mean nothing up to the next quote or escape.
        const uint64_t stops = bits & ~masks.delimiter;
        bits = stops == 0 ? 0 : bits & (~uint64_t{0} << __builtin_ctzll(stops));
        continue;
      }
      Mark(at, sink);
      if (stopped_) return end_;
      if (count_ == 0 && AtRow(at + 1) && (pause_ == 0 || --pause_ == 0)) return at + 1;
    }
  }
  return end_;
}

bool Tokenizer::Guarded(char c) const {
  return c == dialect_.delimiter || (c != 0 && (c == dialect_.quote || c == dialect_.escape));
}

bool Tokenizer::RowIsEmpty(const char* at) const {
  return state_ == State::kUnquoted && count_ == 0 && at == segment_ && !owned_;
}

// What the last byte of the chunk before left open is settled by the first one.
void Tokenizer::Resume() {
  const char first = *chunk_;
  if (state_ == State::kQuotePending) {
    if (first == dialect_.quote) {
      state_ = State::kDoubled;
    } else if (first == dialect_.delimiter || first == '\n' || first == '\r') {
      closed_ = chunk_;
      state_ = State::kClosed;
    } else {
      after_offset_ = buffer_.size();
      state_ = State::kAfter;
    }
  } else if (state_ == State::kEscapePending) {
    if (Guarded(first)) {
      state_ = State::kEscaped;
    } else {
      buffer_.push_back(dialect_.escape);
      state_ = escaped_from_;
    }
  }
}

void Tokenizer::Mark(const char* at, RowSink& sink) {
  const char c = *at;
  switch (state_) {
    case State::kDoubled:
      state_ = State::kQuoted;
      return;
    case State::kEscaped:
      guarded_ = true;
      state_ = escaped_from_;
      return;
    case State::kQuoted:
      if (c == dialect_.quote) {
        OnQuote(at, sink);
      } else if (c == dialect_.escape) {
        OnEscape(at);
      } else if (c != dialect_.delimiter) {
        CountQuotedNewline(at);
      }
      return;
    default:
      if (c == dialect_.delimiter) {
        EndField(at, sink);
      } else if (c == '\n' || c == '\r') {
        OnNewline(at, sink);
      } else if (c == dialect_.quote) {
        OnQuote(at, sink);
      } else {
        OnEscape(at);
      }
  }
}

bool Tokenizer::OnlyBlanksBefore(const char* at) const {
  return std::all_of(segment_, at, IsBlank) && !guarded_ &&
         (!owned_ || std::all_of(buffer_.begin() + static_cast<std::ptrdiff_t>(cell_offset_),
                                 buffer_.end(), IsBlank));
}

void Tokenizer::OnQuote(const char* at, RowSink& sink) {
  if (state_ == State::kQuoted) {
    if (inner_cr_ == 2) ++inner_lines_;
    inner_cr_ = 0;
    if (at + 1 == end_) {
      Keep(at);
      state_ = State::kQuotePending;
    } else if (at[1] == dialect_.quote) {
      Keep(at);
      state_ = State::kDoubled;
    } else if (at[1] == dialect_.delimiter || at[1] == '\n' || at[1] == '\r') {
      closed_ = at;
      state_ = State::kClosed;
    } else {
      Keep(at);
      after_offset_ = buffer_.size();
      state_ = State::kAfter;
    }
    return;
  }
  if (state_ == State::kAfter) return;  // text by now; EndField tells it is stray
  const bool first = at == segment_ && !owned_;
  if (!first && !(dialect_.space_before_quote && OnlyBlanksBefore(at))) {
    stray_ = true;
    return;
  }
  SettleCr(sink);
  if (owned_) buffer_.resize(cell_offset_);
  owned_ = false;
  open_ = {line_ + inner_lines_, static_cast<int64_t>(count_) + 1, Offset(at)};
  segment_ = at + 1;
  quoted_ = true;
  any_quoted_ = true;
  if (count_ < 64) quoted_mask_ |= uint64_t{1} << count_;
  state_ = State::kQuoted;
}

void Tokenizer::OnEscape(const char* at) {
  if (at + 1 == end_) {
    Keep(at);
    escaped_from_ = state_;
    state_ = State::kEscapePending;
  } else if (Guarded(at[1])) {
    Keep(at);
    escaped_from_ = state_;
    state_ = State::kEscaped;
  }
}

// Moves the cell so far into buffer_ and goes on after `to`, which is dropped.
void Tokenizer::Keep(const char* to) {
  if (!owned_) {
    owned_ = true;
    cell_offset_ = buffer_.size();
    cell_start_ = Offset(segment_) - (quoted_ ? 1 : 0);
  }
  buffer_.append(segment_, static_cast<size_t>(to - segment_));
  segment_ = std::min(to + 1, end_);
}

void Tokenizer::CountQuotedNewline(const char* at) {
  const int64_t here = Offset(at);
  if (inner_cr_ != 0 && here != inner_cr_end_) {
    if (inner_cr_ == 2) ++inner_lines_;
    inner_cr_ = 0;
  }
  if (*at == '\n') {
    if (inner_cr_ == 0) ++inner_lines_;
    inner_cr_ = 0;
    return;
  }
  if (inner_cr_ != 1) ++inner_lines_;
  inner_cr_ = inner_cr_ == 0 ? 1 : 2;
  inner_cr_end_ = here + 1;
}

void Tokenizer::OnNewline(const char* at, RowSink& sink) {
  if (RowIsEmpty(at)) {
    segment_ = at + 1;
    if (cr_ == 0) {
      EmitBlank(Offset(at), sink);
    } else if (*at == '\n') {  // CR LF or CR CR LF
      --cr_count_;
      ++crlf_count_;
      cr_ = 0;
      row_start_ = Offset(at) + 1;
      return;
    } else if (cr_ == 1) {  // the second CR of CR CR LF, or a blank line: the next byte tells
      cr_ = 2;
      row_start_ = Offset(at) + 1;
      return;
    } else {
      EmitBlank(Offset(at) - 1, sink);
      ++cr_count_;
      row_start_ = Offset(at) + 1;
      return;
    }
    row_start_ = Offset(at) + 1;
  } else {
    SettleCr(sink);
    if (!stopped_) EndField(at, sink);
    if (!stopped_) EndRow(at, sink);
  }
  if (*at == '\r') {
    cr_ = 1;
    ++cr_count_;
  } else {
    cr_ = 0;
    ++lf_count_;
  }
}

// A second CR that no LF followed was the end of a blank line.
void Tokenizer::SettleCr(RowSink& sink) {
  if (cr_ == 2) {
    EmitBlank(row_start_ - 1, sink);
    ++cr_count_;
  }
  cr_ = 0;
}

void Tokenizer::EmitBlank(int64_t byte, RowSink& sink) {
  Row row;
  row.line = line_++;
  row.byte = byte;
  ++rows_;
  if (!sink.OnRow(row)) stopped_ = true;
}

void Tokenizer::EndField(const char* at, RowSink& sink) {
  if (count_ == views_.size() && !Grow(at, sink)) return;
  const char* stop = state_ == State::kClosed ? closed_ : at;
  if (!owned_) {
    views_[count_] = {segment_, static_cast<size_t>(stop - segment_)};
  } else {
    buffer_.append(segment_, static_cast<size_t>(stop - segment_));
    if (OverLimit(at)) return FailTooLong(sink);
    if (state_ == State::kAfter &&
        !std::all_of(buffer_.begin() + static_cast<std::ptrdiff_t>(after_offset_), buffer_.end(),
                     IsBlank)) {
      stray_ = true;
    }
    views_[count_] = {};
    owned_cells_.push_back({count_, cell_offset_, buffer_.size() - cell_offset_});
    owned_ = false;
  }
  ++count_;
  quoted_ = guarded_ = false;
  segment_ = at == end_ ? at : at + 1;
  state_ = State::kUnquoted;
}

void Tokenizer::EndRow(const char* at, RowSink& sink) {
  if (OverLimit(at)) return FailTooLong(sink);
  for (const Owned& cell : owned_cells_) {
    views_[cell.index] = {buffer_.data() + cell.offset, cell.size};
  }
  Row row;
  row.chunk = {chunk_, static_cast<size_t>(end_ - chunk_)};
  row.fields = views_.data();
  row.clean = owned_cells_.empty() ? row.fields : nullptr;
  row.size = count_;
  row.line = line_;
  row.byte = row_start_;
  row.stray_quote = stray_;
  row.any_quoted = any_quoted_;
  row.quoted_mask = quoted_mask_;
  ++rows_;
  if (!sink.OnRow(row)) stopped_ = true;
  count_ = 0;
  spilled_ = 0;
  owned_cells_.clear();
  buffer_.clear();
  stray_ = any_quoted_ = false;
  quoted_mask_ = 0;
  line_ += 1 + inner_lines_;
  inner_lines_ = 0;
  row_start_ = Offset(at) + 1;
}

// The chunk goes away: what the row has in it moves to buffer_.
void Tokenizer::Spill(RowSink& sink) {
  if (RowIsEmpty(end_)) return;
  if (OverLimit(end_)) return FailTooLong(sink);
  std::string current;
  if (owned_ && spilled_ < count_) {
    current = buffer_.substr(cell_offset_);
    buffer_.resize(cell_offset_);
  }
  for (size_t i = spilled_; i < count_; ++i) {
    if (views_[i].data() == nullptr) continue;
    owned_cells_.push_back({i, buffer_.size(), views_[i].size()});
    buffer_.append(views_[i]);
    views_[i] = {};
  }
  if (owned_ && spilled_ < count_) {
    after_offset_ += buffer_.size() - cell_offset_;
    cell_offset_ = buffer_.size();
    buffer_ += current;
  }
  spilled_ = count_;
  if (segment_ < end_) Keep(end_);
}

Result<bool> Tokenizer::Finish(RowSink& sink) {
  chunk_ = end_ = segment_ = "";
  if (!stopped_) {
    if (state_ == State::kQuotePending) {
      closed_ = end_;
      state_ = State::kClosed;
    } else if (state_ == State::kEscapePending) {
      buffer_.push_back(dialect_.escape);
      state_ = escaped_from_;
    }
    if (state_ == State::kQuoted) {
      error_ = Error{std::string(codes::kCsvUnterminatedQuote), open_, {}, {}};
    } else if (RowIsEmpty(end_)) {
      SettleCr(sink);
    } else {
      SettleCr(sink);
      if (!stopped_) EndField(end_, sink);
      if (!stopped_) EndRow(end_, sink);
    }
    cr_ = 0;
  }
  const bool stopped = stopped_;
  stopped_ = true;
  if (error_) return *error_;
  return !stopped;
}

}  // namespace mittari::csv
