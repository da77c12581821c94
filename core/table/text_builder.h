#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "table/column.h"
#include "table/texts.h"

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
  size_t distinct() const { return texts_.size(); }
  // The code of a text; a new one where it has not been seen.
  uint32_t CodeOf(std::string_view text);
  // Codes of cells [begin, begin + count), 0 for null.
  void ReadCodes(size_t begin, size_t count, int64_t* out) const { ints_.Read(begin, count, out); }
  // The code of a text that has been added, or kNone.
  uint32_t Find(std::string_view text) const { return Find(text, TextKey::Of(text)); }
  // True where nearly every cell so far was a text of its own, as in a column of ids.
  bool MostlyNew() const { return size() >= 1024 && texts_.size() > size() - size() / 8; }
  // Each cell so far is there, and is a text of its own.
  bool AllApart() const { return null_count() == 0 && texts_.size() == size(); }
  // CodeOf, quicker where the text comes after all others, as ids in order do.
  // REQUIRES: the bytes from `low` to the text's end can be read.
  uint32_t CodeOfId(std::string_view text, const char* low) {
    const char* const end = text.data() + text.size();
    if (text.size() - 1 >= kShort || end - kShort < low || !MostlyNew()) return CodeOf(text);
    const TextKey key = TextKey::Before(end, text.size());
    const TextRank rank = TextRank::Of(key, text.size());
    if (!extent_.known || !extent_.any || !(extent_.greatest < rank)) return CodeOf(text);
    extent_.greatest = rank;
    texts_.push_back(text);
    return static_cast<uint32_t>(texts_.size() - 1);
  }
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
    const TextKey key = TextKey::Before(end, size);
    const Recent& recent = recent_[key.Hash(size) >> recent_shift_];
    const bool same = recent.key.high == key.high && recent.key.low == key.low &&
                      recent.size == Marked(size, raw);
    return same ? recent.code : kNone;
  }
  void Remember(std::string_view cell, const char* low, bool raw, uint32_t code);
  // Valid until another text is added.
  std::string_view Text(uint32_t code) const { return texts_[code]; }
  // Rows whose cell is this text. Looks at every row.
  uint32_t Count(uint32_t code) const;
  bool IsNull(size_t row) const { return nulls_.At(row); }
  uint32_t CodeAt(size_t row) const { return static_cast<uint32_t>(ints_.At(row)); }
  size_t null_count() const { return nulls_.count(); }
  const NullMask& nulls() const { return nulls_; }

  Column Finish(std::string name, int position, ColumnRole role) &&;

 private:
  static constexpr size_t kShort = TextKey::kShort;
  static constexpr size_t kRecent = 128;  // places, at first
  static constexpr size_t kMostRecent = 4096;
  static constexpr size_t kLong = 64;  // bytes of the longest cells that are remembered
  static constexpr size_t kRecentLong = 64;

  struct Slot {  // open addressing; the top bits of the hash lead to it
    uint32_t hash = 0;
    uint32_t code = kNone;
  };
  struct Recent {  // a cell of 1..16 bytes found of late
    TextKey key;
    uint32_t size = 0, code = 0;
  };
  struct RecentLong {  // one of 17..64
    char bytes[kLong] = {};
    uint32_t size = 0, code = 0;
  };
  static uint32_t Marked(size_t size, bool raw) {
    return static_cast<uint32_t>(size) | (raw ? 0x80000000u : 0u);
  }
  // Ids mostly come in order, up or down: one beyond all others is new without a look.
  bool IsBeyond(const TextKey& key, size_t size) const {
    if (!extent_.known || size > kShort || !MostlyNew()) return false;
    const TextRank rank = TextRank::Of(key, size);
    return extent_.greatest < rank || rank < extent_.least;
  }
  uint32_t RecallLong(std::string_view cell, bool raw) const;
  uint32_t Find(std::string_view text, const TextKey& key) const;
  void Rehash(int bits) const;
  void Place(uint32_t hash, uint32_t code) const;
  void PlaceAll() const;
  uint32_t Append(std::string_view text, const TextKey& key);

  Texts texts_;
  TextExtent extent_;  // of them all
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
