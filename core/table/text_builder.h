#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "table/column.h"

namespace mittari::table {

// Texts, each distinct one stored once. Also the waiting room of every column
// whose reading is not settled while rows stream by (dates above all): at the
// end each distinct text is read once, and codes lead to the values.
class TextBuilder {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  void AddNull();
  void Add(std::string_view text) { AddCode(CodeOf(text)); }
  // REQUIRES: code < distinct().
  void AddCode(uint32_t code) {
    ints_.Push(code);
    nulls_.Push(false);
  }
  // `count` cells at once: codes, or null where negative.
  void AddCodes(const int64_t* codes, size_t count);

  // So many cells are to come in all, as far as can be told.
  void Expect(size_t count) { ints_.Expect(count); }

  size_t size() const { return nulls_.size(); }
  size_t distinct() const { return ends_.size(); }
  // The code of a text; a new one where it has not been seen.
  uint32_t CodeOf(std::string_view text);
  // Codes of cells [begin, begin + count), 0 for null.
  void ReadCodes(size_t begin, size_t count, int64_t* out) const { ints_.Read(begin, count, out); }
  // The code of a text that has been added, or kNone.
  uint32_t Find(std::string_view text) const { return Find(text, KeyOf(text)); }
  // True where nearly every cell so far was a text of its own, as in a column of ids.
  bool MostlyNew() const { return size() >= 1024 && ends_.size() > size() - size() / 8; }
  // What Remember was told of a cell of the same bytes not long ago, or kNone: most
  // cells have been seen just before. `raw`: the bytes may be more than the text (its
  // quotes), and so mean something else than the same bytes without `raw`.
  // REQUIRES: the bytes from `low` to the cell's end can be read.
  uint32_t Recall(std::string_view cell, const char* low, bool raw) const {
    const size_t size = cell.size();
    const char* const end = cell.data() + size;
    if (size - 1 >= kShort || end - kShort < low || recent_.empty()) {
      return size > kShort ? RecallLong(cell, raw) : kNone;
    }
    const Key key = KeyBefore(end, size);
    const Recent& recent = recent_[key.Hash(size) >> recent_shift_];
    const bool same = recent.key.high == key.high && recent.key.low == key.low &&
                      recent.size == Marked(size, raw);
    return same ? recent.code : kNone;
  }
  void Remember(std::string_view cell, const char* low, bool raw, uint32_t code);
  std::string_view Text(uint32_t code) const {
    const size_t begin = code == 0 ? kPad : ends_[code - 1];
    return {arena_.data() + begin, ends_[code] - begin};
  }
  // Rows whose cell is this text. Looks at every row.
  uint32_t Count(uint32_t code) const;
  bool IsNull(size_t row) const { return nulls_.At(row); }
  uint32_t CodeAt(size_t row) const { return static_cast<uint32_t>(ints_.At(row)); }
  size_t null_count() const { return nulls_.count(); }
  const NullMask& nulls() const { return nulls_; }

  Column Finish(std::string name, int position, ColumnRole role) &&;

 private:
  static constexpr size_t kPad = 16;  // zeros before the first text
  static constexpr size_t kShort = 16;
  static constexpr size_t kRecent = 128;  // places, at first
  static constexpr size_t kMostRecent = 4096;
  static constexpr size_t kLong = 64;  // bytes of the longest cells that are remembered
  static constexpr size_t kRecentLong = 64;

  // Up to 16 bytes of text whole, as the top of two words; of a longer one a hash.
  struct Key {
    uint64_t low = 0, high = 0;
    uint32_t Hash(size_t size) const {
      const uint64_t mixed = (low * 0xD6E8FEB86659FD93ull) ^ (low >> 32) ^ high ^ size;
      return static_cast<uint32_t>(((mixed ^ (mixed >> 32)) * 0x9E3779B97F4A7C15ull) >> 32);
    }
  };
  struct Slot {  // open addressing; the top bits of the hash lead to it
    uint32_t hash = 0;
    uint32_t code = kNone;
  };
  struct Recent {  // a cell of 1..16 bytes found of late
    Key key;
    uint32_t size = 0, code = 0;
  };
  struct RecentLong {  // one of 17..64
    char bytes[kLong] = {};
    uint32_t size = 0, code = 0;
  };
  static uint32_t Marked(size_t size, bool raw) {
    return static_cast<uint32_t>(size) | (raw ? 0x80000000u : 0u);
  }
  // Of the 1..16 bytes that end at `end`.
  static Key KeyBefore(const char* end, size_t size) {
    Key key;
    __builtin_memcpy(&key.high, end - 8, 8);
    if (size <= 8) {
      key.high &= ~uint64_t{0} << (64 - 8 * size);
    } else {
      __builtin_memcpy(&key.low, end - 16, 8);
      key.low &= ~uint64_t{0} << (128 - 8 * size);
    }
    return key;
  }
  // Where a text of up to 16 bytes stands among others: the shorter first, then by their bytes.
  struct Rank {
    size_t size = 0;
    uint64_t first = 0, second = 0;
    bool operator<(const Rank& other) const {
      if (size != other.size) return size < other.size;
      return first != other.first ? first < other.first : second < other.second;
    }
  };
  static Rank RankOf(const Key& key, size_t size) {
    return {size, __builtin_bswap64(key.low), __builtin_bswap64(key.high)};
  }
  // Ids mostly come in order, up or down: one beyond all others is new without a look.
  bool IsBeyond(const Key& key, size_t size) const {
    if (!ranked_ || size > kShort || !MostlyNew()) return false;
    const Rank rank = RankOf(key, size);
    return greatest_ < rank || rank < least_;
  }
  uint32_t RecallLong(std::string_view cell, bool raw) const;
  static Key KeyOf(std::string_view text);
  uint32_t Find(std::string_view text, const Key& key) const;
  void Rehash(int bits) const;
  void Place(uint32_t hash, uint32_t code) const;
  void PlaceAll() const;
  uint32_t Append(std::string_view text, const Key& key);

  std::string arena_;
  std::vector<size_t> ends_;  // of each text in arena_
  bool ranked_ = true;        // the least and the greatest of all texts are known
  Rank least_, greatest_;
  // Of those that were looked for, or beside which another was: the first `placed_`.
  mutable std::vector<Slot> slots_;
  mutable int bits_ = 0;  // of the number of slots
  mutable size_t placed_ = 0;
  std::vector<Recent> recent_;
  int recent_shift_ = 25;  // the top bits of a hash lead to a place
  std::vector<RecentLong> recent_long_;
  PackedInts ints_;
  NullMask nulls_;
};

}  // namespace mittari::table
