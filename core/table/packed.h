#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/raw_bytes.h"

namespace mittari::table {

// Whole numbers at the narrowest of 1, 2, 4 and 8 bytes that holds them all.
// A value that does not fit widens what is there, at most three times. The
// latest values wait unpacked, so that a width is chosen once for many.
class PackedInts {
 public:
  size_t size() const { return packed_ + staged_; }
  int width() const;  // bytes per value: 1, 2, 4 or 8

  void Push(int64_t value) {
    if (staged_ == stage_.size()) Pack();
    stage_[staged_++] = value;
  }
  void Append(const int64_t* values, size_t count);
  void AppendSmall(const int8_t* values, size_t count);
  // REQUIRES: `later` has been sealed.
  void Append(const PackedInts& later);
  // `count` values as bytes() gave them. REQUIRES: width is 1, 2, 4 or 8.
  static PackedInts FromBytes(const uint8_t* bytes, size_t count, int width);
  // So many values are to come in all, as far as can be told: room for them is made at once.
  void Expect(size_t count) { expected_ = count; }
  size_t expected() const { return expected_; }
  void Set(size_t index, int64_t value);
  void Truncate(size_t size);
  // No more values come: packs those that wait, and gives back what is spare.
  void Seal();

  // REQUIRES: index < size().
  int64_t At(size_t index) const {
    if (index >= packed_) return stage_[index - packed_];
    switch (width_) {
      case 1:
        return Load<int8_t>(index);
      case 2:
        return Load<int16_t>(index);
      case 4:
        return Load<int32_t>(index);
      default:
        return Load<int64_t>(index);
    }
  }

  // The values as they lie, width() bytes each, for the tightest loops.
  // REQUIRES: Seal() was the last change.
  const uint8_t* bytes() const { return bytes_.data(); }

  // Copies values [begin, begin + count) widened: for loops over blocks, where
  // At would choose the width anew for every value.
  void Read(size_t begin, size_t count, int64_t* out) const;

 private:
  static constexpr size_t kStage = 256;

  template <typename T>
  T Load(size_t index) const {
    T value;
    __builtin_memcpy(&value, bytes_.data() + index * sizeof(T), sizeof(T));
    return value;
  }
  void Pack();
  uint8_t* Room(size_t count);
  void AddNarrow(const int64_t* values, size_t count);
  void Widen(int width);

  RawBytes bytes_;  // packed_ values, then room for more
  std::vector<int64_t> stage_;
  size_t packed_ = 0;  // values in bytes_
  size_t staged_ = 0;  // values in stage_, which follow them
  size_t expected_ = 0;
  int width_ = 1;
};

// One bit per row; set = the cell is blank.
class NullMask {
 public:
  size_t size() const { return size_; }
  size_t count() const { return count_; }  // nulls
  void Push(bool null) {
    if (null)
      PushNull();
    else
      ++size_;
  }
  void PushValues(size_t count) { size_ += count; }  // none of them null
  // Goes on with the rows of another mask.
  void Append(const NullMask& later);
  bool At(size_t index) const {
    return index / 64 < words_.size() && ((words_[index / 64] >> (index % 64)) & 1) != 0;
  }
  // Word(0), Word(1), ... up to the last null.
  const std::vector<uint64_t>& words() const { return words_; }
  // `size` rows from words() as it was; bits beyond them are not looked at.
  static NullMask FromWords(std::vector<uint64_t> words, size_t size);
  // Bits of rows [64 * word, 64 * word + 64); rows beyond the end read 0.
  uint64_t Word(size_t word) const { return word < words_.size() ? words_[word] : 0; }

 private:
  void PushNull();

  std::vector<uint64_t> words_;  // ends at the last null: a column without blanks has none
  size_t size_ = 0;
  size_t count_ = 0;
};

}  // namespace mittari::table
