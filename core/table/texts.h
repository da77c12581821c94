#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <vector>

#include "base/raw_bytes.h"

namespace mittari::table {

// A list of texts in one run of bytes: a column of ids has hundreds of thousands, and as
// strings each of them would be made, moved and destroyed by itself.
class Texts {
 public:
  size_t size() const { return ends_.size(); }
  bool empty() const { return ends_.empty(); }
  // Valid until the list changes. REQUIRES: index < size().
  std::string_view operator[](size_t index) const {
    const size_t begin = index == 0 ? 0 : ends_[index - 1];
    return {reinterpret_cast<const char*>(bytes_.data()) + begin, ends_[index] - begin};
  }
  // REQUIRES: the text lies in no list that may move.
  void push_back(std::string_view text);
  void Append(const Texts& later);
  void Reserve(size_t texts) { ends_.reserve(texts); }
  // No more texts come: gives back what is spare.
  void Shrink();

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using pointer = const std::string_view*;
    using reference = std::string_view;

    Iterator(const Texts* texts, size_t index) : texts_(texts), index_(index) {}
    std::string_view operator*() const { return (*texts_)[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.index_ == b.index_; }
    friend bool operator!=(const Iterator& a, const Iterator& b) { return a.index_ != b.index_; }

   private:
    const Texts* texts_;
    size_t index_;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

 private:
  RawBytes bytes_;
  std::vector<size_t> ends_;
};

// Up to 16 bytes of text whole, as the top of two words; of a longer one a hash.
struct TextKey {
  static constexpr size_t kShort = 16;

  uint64_t low = 0, high = 0;

  static TextKey Of(std::string_view text);
  // Of the 1..16 bytes that end at `end`. REQUIRES: the 16 bytes before it can be read.
  static TextKey Before(const char* end, size_t size) {
    TextKey key;
    __builtin_memcpy(&key.high, end - 8, 8);
    if (size <= 8) {
      key.high &= ~uint64_t{0} << (64 - 8 * size);
    } else {
      __builtin_memcpy(&key.low, end - 16, 8);
      key.low &= ~uint64_t{0} << (128 - 8 * size);
    }
    return key;
  }
  uint32_t Hash(size_t size) const {
    const uint64_t mixed = (low * 0xD6E8FEB86659FD93ull) ^ (low >> 32) ^ high ^ size;
    return static_cast<uint32_t>(((mixed ^ (mixed >> 32)) * 0x9E3779B97F4A7C15ull) >> 32);
  }
};

// Where a text of up to 16 bytes stands among others: the shorter first, then by their bytes.
struct TextRank {
  size_t size = 0;
  uint64_t first = 0, second = 0;

  static TextRank Of(const TextKey& key, size_t size) {
    return {size, __builtin_bswap64(key.low), __builtin_bswap64(key.high)};
  }
  bool operator<(const TextRank& other) const {
    if (size != other.size) return size < other.size;
    return first != other.first ? first < other.first : second < other.second;
  }
};

// The least and the greatest of some texts.
struct TextExtent {
  bool known = true;  // all have up to 16 bytes
  bool any = false;
  TextRank least, greatest;

  void Add(const TextKey& key, size_t size) {
    known = known && size <= TextKey::kShort;
    if (!known) return;
    const TextRank rank = TextRank::Of(key, size);
    if (!any || rank < least) least = rank;
    if (!any || greatest < rank) greatest = rank;
    any = true;
  }
  static TextExtent Of(const Texts& texts);
};

}  // namespace mittari::table
