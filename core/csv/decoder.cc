#include <algorithm>
#include <cstring>

#include "base/utf8.h"
#include "csv/block64.h"
#include "csv/code_pages.h"
#include "csv/encoding.h"

namespace mittari::csv {
namespace {

unsigned char Byte(char c) { return static_cast<unsigned char>(c); }

// One well-formed code point, or the maximal subpart of an ill-formed one.
// 0 length: the bytes end before that can be told.
struct Step {
  size_t length = 0;
  bool valid = false;
};

// Table 3-7 of the Unicode Standard.
Step NextUtf8(const char* at, size_t size) {
  const unsigned char first = Byte(at[0]);
  if (first < 0x80) return {1, true};
  size_t length = 0;
  unsigned char low = 0x80, high = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return {1, false};
  }
  for (size_t i = 1; i < length; ++i) {
    if (i == size) return {};
    const unsigned char next = Byte(at[i]);
    if (next < low || next > high) return {i, false};
    low = 0x80, high = 0xBF;
  }
  return {length, true};
}

// How far `data` is well-formed from its start; stops before a letter that the
// end cuts.
size_t ValidPrefix(const char* data, size_t size) {
  size_t at = 0;
  while (at < size) {
    if (Byte(data[at]) < 0x80) {
      at += AsciiPrefix(data + at, size - at);
      if (at == size) break;
    }
    // Texts in other scripts alternate: stay with letters while they last.
    do {
      const Step step = NextUtf8(data + at, size - at);
      if (step.length == 0 || !step.valid) return at;
      at += step.length;
    } while (at < size && Byte(data[at]) >= 0x80);
  }
  return at;
}

const CodePage* PageOf(Encoding encoding) {
  switch (encoding) {
    case Encoding::kWindows1252:
      return &kCodePage1252;
    case Encoding::kWindows1254:
      return &kCodePage1254;
    case Encoding::kWindows1256:
      return &kCodePage1256;
    case Encoding::kIso8859_9:
      return &kCodePage8859_9;
    default:
      return nullptr;
  }
}

}  // namespace

int64_t Decoder::TextByte(const std::string& out) const {
  return text_bytes_ + static_cast<int64_t>(out.size() - out_base_);
}

void Decoder::Replace(int64_t at, std::string* out) {
  ++invalid_;
  if (places_.size() < kMaxPlaces) places_.push_back({at, TextByte(*out)});
  utf8::Append(utf8::kReplacement, out);
}

void Decoder::Decode(std::string_view bytes, std::string* out) {
  out_base_ = out->size();
  switch (encoding_) {
    case Encoding::kUtf8:
      DecodeUtf8(bytes, out);
      break;
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be:
      DecodeUtf16(bytes, out);
      break;
    default:
      DecodeBytes(bytes, out);
  }
  bytes_ += static_cast<int64_t>(bytes.size());
  text_bytes_ += static_cast<int64_t>(out->size() - out_base_);
}

void Decoder::DecodeUtf8(std::string_view bytes, std::string* out) {
  int64_t base = bytes_;
  std::string joined;
  if (pending_size_ > 0) {
    joined.assign(pending_, pending_size_);
    joined.append(bytes);
    base -= static_cast<int64_t>(pending_size_);
    pending_size_ = 0;
    bytes = joined;
  }
  size_t at = 0;
  if (at_start_ && !bytes.empty()) {
    constexpr std::string_view kBom = "\xEF\xBB\xBF";
    if (bytes.size() < kBom.size() && kBom.substr(0, bytes.size()) == bytes) {
      pending_size_ = bytes.size();
      std::memcpy(pending_, bytes.data(), pending_size_);
      return;
    }
    at_start_ = false;
    if (bytes.substr(0, kBom.size()) == kBom) at = kBom.size();
  }
  while (at < bytes.size()) {
    const size_t good = ValidPrefix(bytes.data() + at, bytes.size() - at);
    out->append(bytes, at, good);
    at += good;
    if (at == bytes.size()) break;
    const Step step = NextUtf8(bytes.data() + at, bytes.size() - at);
    if (step.length == 0) {
      pending_size_ = bytes.size() - at;
      std::memcpy(pending_, bytes.data() + at, pending_size_);
      return;
    }
    Replace(base + static_cast<int64_t>(at), out);
    at += step.length;
  }
}

void Decoder::Unit(char32_t unit, int64_t at, std::string* out) {
  if (at_start_) {
    at_start_ = false;
    if (unit == 0xFEFF) return;
  }
  if (high_ != 0) {
    const char32_t high = high_;
    high_ = 0;
    if (unit >= 0xDC00 && unit <= 0xDFFF) {
      utf8::Append(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00), out);
      return;
    }
    Replace(high_at_, out);
  }
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    high_ = unit;
    high_at_ = at;
  } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
    Replace(at, out);
  } else {
    utf8::Append(unit, out);
  }
}

void Decoder::DecodeUtf16(std::string_view bytes, std::string* out) {
  const bool little = encoding_ == Encoding::kUtf16Le;
  const auto unit = [&](char first, char second) {
    return static_cast<char32_t>(little ? Byte(first) | Byte(second) << 8
                                        : Byte(first) << 8 | Byte(second));
  };
  size_t at = 0;
  if (pending_size_ == 1 && !bytes.empty()) {
    Unit(unit(pending_[0], bytes[0]), bytes_ - 1, out);
    pending_size_ = 0;
    at = 1;
  }
  out->reserve(out->size() + bytes.size() / 2);
  for (; at + 1 < bytes.size(); at += 2) {
    const char32_t code = unit(bytes[at], bytes[at + 1]);
    if (code < 0x80 && high_ == 0 && !at_start_) {
      out->push_back(static_cast<char>(code));
    } else {
      Unit(code, bytes_ + static_cast<int64_t>(at), out);
    }
  }
  if (at < bytes.size()) {
    pending_[0] = bytes[at];
    pending_size_ = 1;
  }
}

void Decoder::DecodeBytes(std::string_view bytes, std::string* out) {
  const CodePage& page = *PageOf(encoding_);
  out->reserve(out->size() + bytes.size());
  for (size_t at = 0; at < bytes.size();) {
    const size_t ascii = AsciiPrefix(bytes.data() + at, bytes.size() - at);
    out->append(bytes, at, ascii);
    at += ascii;
    for (; at < bytes.size() && Byte(bytes[at]) >= 0x80; ++at) {
      utf8::Append(page[Byte(bytes[at]) - 0x80u], out);
    }
  }
}

std::string_view Decoder::DecodeView(std::string_view chunk) {
  buffer_.clear();
  if (encoding_ == Encoding::kUtf8 && at_start_ && pending_size_ == 0 && chunk.size() >= 3) {
    at_start_ = false;
    if (chunk.substr(0, 3) == "\xEF\xBB\xBF") {
      chunk.remove_prefix(3);
      bytes_ += 3;
    }
  }
  if (encoding_ == Encoding::kUtf8 && !at_start_ && pending_size_ == 0) {
    const size_t good = ValidPrefix(chunk.data(), chunk.size());
    const std::string_view rest = chunk.substr(good);
    if (rest.size() < 4 && (rest.empty() || NextUtf8(rest.data(), rest.size()).length == 0)) {
      pending_size_ = rest.size();
      std::memcpy(pending_, rest.data(), rest.size());
      bytes_ += static_cast<int64_t>(chunk.size());
      text_bytes_ += static_cast<int64_t>(good);
      return chunk.substr(0, good);
    }
  } else if (PageOf(encoding_) != nullptr &&
             AsciiPrefix(chunk.data(), chunk.size()) == chunk.size()) {
    bytes_ += static_cast<int64_t>(chunk.size());
    text_bytes_ += static_cast<int64_t>(chunk.size());
    return chunk;
  }
  Decode(chunk, &buffer_);
  return buffer_;
}

void Decoder::Finish(std::string* out) {
  out_base_ = out->size();
  const auto pending = static_cast<int64_t>(pending_size_);
  if (high_ != 0) Replace(high_at_, out);
  high_ = 0;
  if (pending > 0) Replace(bytes_ - pending, out);
  pending_size_ = 0;
  text_bytes_ += static_cast<int64_t>(out->size() - out_base_);
}

}  // namespace mittari::csv
