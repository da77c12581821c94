#include "csv/plain_rows.h"

#include "csv/block64.h"

namespace mittari::csv {
namespace {

// Whether the quotes of a block stand where those of plain rows do. `inside`:
// the bytes from an opening quote on to before its closing one.
struct QuoteCheck {
  uint64_t after_mark = 1;   // the byte before the block is a mark, or a row's start
  uint64_t after_close = 0;  // it is a closing quote

  bool Passes(uint64_t quotes, uint64_t inside, uint64_t marks) {
    const uint64_t opens = quotes & inside, closes = quotes & ~inside;
    const uint64_t next = closes << 1 | after_close;
    // A quote that opens just after one that closes is the second of a doubled one.
    const bool passes =
        (opens & ~(marks << 1 | after_mark | next)) == 0 && (next & ~(marks | opens)) == 0;
    after_mark = marks >> 63;
    after_close = closes >> 63;
    return passes;
  }
};

}  // namespace

std::string_view Bare(std::string_view cell, char quote, std::string* scratch) {
  if (cell.size() < 2 || cell[0] != quote) return cell;
  cell = cell.substr(1, cell.size() - 2);
  size_t at = cell.find(quote);
  if (at == std::string_view::npos) return cell;
  scratch->clear();
  for (; at != std::string_view::npos; at = cell.find(quote)) {
    scratch->append(cell, 0, at + 1);
    cell.remove_prefix(at + 2);
  }
  scratch->append(cell);
  return *scratch;
}

size_t ScanPlainRows(const char* text, const char* end, const PlainShape& shape, size_t most,
                     uint32_t* ends) {
  const Marks looked_for{shape.delimiter, shape.quote, '\r'};
  const size_t stride = shape.stride();
  QuoteCheck check;
  uint64_t open = 0;  // all ones while a quote is open
  uint64_t after_cr = 0;
  size_t count = 1, rows = 0, row_end = stride;
  ends[0] = UINT32_MAX;  // just before the text
  for (const char* block = text; static_cast<size_t>(end - block) >= kBlock; block += kBlock) {
    const BlockMasks masks = Scan64(block, looked_for);
    const uint64_t cr = masks.escape;
    uint64_t lf = masks.newline & ~cr;
    uint64_t marks = masks.delimiter | masks.newline;
    if ((masks.quote | open | check.after_close) != 0) {
      const uint64_t inside = PrefixXor(masks.quote) ^ open;
      if ((inside & masks.newline) != 0) break;
      marks &= ~inside;
      if (!check.Passes(masks.quote, inside, marks)) break;
      open = uint64_t{0} - (inside >> 63);
    } else {
      check.after_mark = marks >> 63;
    }
    if (shape.crlf) {
      if ((cr << 1 | after_cr) != lf) break;
      after_cr = cr >> 63;
    } else if (cr != 0) {
      break;
    }
    const auto base = static_cast<uint32_t>(block - text);
    const size_t before = count;
    count += static_cast<size_t>(__builtin_popcountll(marks));
    uint32_t* out = ends + before;
    // Four at a time, the last of them for nothing: fewer branches to guess.
    for (uint64_t bits = marks; bits != 0; out += 4) {
      for (int i = 0; i < 4; ++i, bits &= bits - 1) {
        out[i] = base + static_cast<uint32_t>(__builtin_ctzll(bits | uint64_t{1} << 63));
      }
    }
    for (; lf != 0; lf &= lf - 1) {
      const uint64_t ahead = marks & ((lf & (~lf + 1)) - 1);
      if (before + static_cast<size_t>(__builtin_popcountll(ahead)) != row_end) return rows;
      row_end += stride;
      if (++rows == most) return rows;
    }
    const uint32_t begun = base + static_cast<uint32_t>(kBlock) - ends[row_end - stride];
    if (count > row_end || begun > shape.row_bytes) break;
  }
  return rows;
}

}  // namespace mittari::csv
