#include "table/texts.h"

#include <algorithm>
#include <cstring>

#include "base/load_bytes.h"

namespace mittari::table {
void Texts::push_back(std::string_view text) {
  const size_t at = bytes_.size(), size = text.size();
  // Room for eight more, so that a short text is one store.
  if (at + size + 8 > bytes_.capacity()) {
    bytes_.Reserve(std::max<size_t>({at + size + 8, bytes_.capacity() + bytes_.capacity() / 2, 64}));
  }
  bytes_.Resize(at + size);
  uint8_t* const to = bytes_.data() + at;
  if (size <= 8) {
    const uint64_t word = LoadShort(text.data(), size);
    __builtin_memcpy(to, &word, 8);
  } else if (size <= 16) {
    const uint64_t first = Load64(text.data()), last = Load64(text.data() + size - 8);
    __builtin_memcpy(to, &first, 8);
    __builtin_memcpy(to + size - 8, &last, 8);
  } else {
    std::memcpy(to, text.data(), size);
  }
  ends_.push_back(at + size);
}

void Texts::Append(const Texts& later) {
  const size_t at = bytes_.size(), before = ends_.size();
  bytes_.Reserve(at + later.bytes_.size());
  bytes_.Resize(at + later.bytes_.size());
  if (later.bytes_.size() > 0) std::memcpy(bytes_.data() + at, later.bytes_.data(), later.bytes_.size());
  ends_.resize(before + later.ends_.size());
  for (size_t i = 0; i < later.ends_.size(); ++i) ends_[before + i] = at + later.ends_[i];
}

void Texts::Shrink() {
  bytes_.Shrink();
  ends_.shrink_to_fit();
}

TextKey TextKey::Of(std::string_view text) {
  const char* p = text.data();
  const size_t size = text.size();
  if (size == 0) return {};
  if (size <= 8) return {0, LoadShort(p, size) << (64 - 8 * size)};
  if (size <= 16) return {LoadShort(p, size - 8) << (128 - 8 * size), Load64(p + size - 8)};
  TextKey key{size, Load64(p + size - 8)};
  for (size_t i = 0; i + 8 < size; i += 8) {
    key.low = (key.low ^ Load64(p + i)) * 0x9E3779B97F4A7C15ull;
    key.low ^= key.low >> 29;
  }
  return key;
}

TextExtent TextExtent::Of(const Texts& texts) {
  TextExtent out;
  for (size_t i = 0; i < texts.size() && out.known; ++i) out.Add(TextKey::Of(texts[i]), texts[i].size());
  return out;
}

}  // namespace mittari::table
