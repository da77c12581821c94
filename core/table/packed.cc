#include "table/packed.h"

#include <algorithm>
#include <cstring>

namespace mittari::table {
namespace {

// `folded`: the values, each flipped where it is negative, all or-ed together.
int WidthOf(int64_t folded) {
  if (folded <= INT8_MAX) return 1;
  if (folded <= INT16_MAX) return 2;
  return folded <= INT32_MAX ? 4 : 8;
}

int64_t Fold(const int64_t* values, size_t count) {
  int64_t folded = 0;
  for (size_t i = 0; i < count; ++i) folded |= values[i] ^ (values[i] >> 63);
  return folded;
}

template <typename T>
void CopyWide(const uint8_t* from, size_t count, int64_t* out) {
  for (size_t i = 0; i < count; ++i) {
    T value;
    __builtin_memcpy(&value, from + i * sizeof(T), sizeof(T));
    out[i] = value;
  }
}

template <typename T>
void CopyNarrow(const int64_t* from, size_t count, uint8_t* out) {
  for (size_t i = 0; i < count; ++i) {
    const T value = static_cast<T>(from[i]);
    __builtin_memcpy(out + i * sizeof(T), &value, sizeof(T));
  }
}

void CopyAs(int width, const int64_t* from, size_t count, uint8_t* out) {
  switch (width) {
    case 1:
      return CopyNarrow<int8_t>(from, count, out);
    case 2:
      return CopyNarrow<int16_t>(from, count, out);
    case 4:
      return CopyNarrow<int32_t>(from, count, out);
    default:
      return CopyNarrow<int64_t>(from, count, out);
  }
}

}  // namespace

int PackedInts::width() const { return std::max(width_, WidthOf(Fold(stage_.data(), staged_))); }

void PackedInts::Widen(int width) {
  RawBytes wide;
  wide.Reserve(std::max(bytes_.capacity() / static_cast<size_t>(width_), packed_) *
               static_cast<size_t>(width));
  wide.Resize(packed_ * static_cast<size_t>(width));
  int64_t block[kStage];
  for (size_t at = 0; at < packed_; at += kStage) {
    const size_t count = std::min(kStage, packed_ - at);
    Read(at, count, block);
    CopyAs(width, block, count, wide.data() + at * static_cast<size_t>(width));
  }
  bytes_.Swap(&wide);
  width_ = width;
}

// Where `count` more values go. By half as much again, where nobody knows how many there
// will be: the memory that stands spare counts for more than the copies.
uint8_t* PackedInts::Room(size_t count) {
  const auto width = static_cast<size_t>(width_);
  const size_t size = (packed_ + count) * width;
  if (size > bytes_.capacity()) {
    const size_t usual = std::max(size, bytes_.size() + bytes_.size() / 2);
    bytes_.Reserve(packed_ + count < expected_ ? expected_ * width : usual);
  }
  bytes_.Resize(size);
  return bytes_.data() + packed_ * width;
}

void PackedInts::AddNarrow(const int64_t* values, size_t count) {
  CopyAs(width_, values, count, Room(count));
  packed_ += count;
}

void PackedInts::Pack() {
  if (stage_.empty()) stage_.resize(kStage);
  if (staged_ == 0) return;
  const int width = WidthOf(Fold(stage_.data(), staged_));
  if (width > width_) Widen(width);
  AddNarrow(stage_.data(), staged_);
  staged_ = 0;
}

void PackedInts::Append(const int64_t* values, size_t count) {
  if (staged_ > 0) Pack();
  const int width = WidthOf(Fold(values, count));
  if (width > width_) Widen(width);
  AddNarrow(values, count);
}

void PackedInts::AppendSmall(const int8_t* values, size_t count) {
  if (staged_ > 0) Pack();
  if (width_ == 1) {
    if (count > 0) std::memcpy(Room(count), values, count);
    packed_ += count;
    return;
  }
  int64_t block[kStage];
  for (size_t at = 0; at < count; at += kStage) {
    const size_t some = std::min(kStage, count - at);
    std::copy_n(values + at, some, block);
    AddNarrow(block, some);
  }
}

void PackedInts::Append(const PackedInts& later) {
  if (staged_ > 0) Pack();
  if (later.width_ > width_) Widen(later.width_);
  // To the byte: nothing more is expected to come.
  const auto width = static_cast<size_t>(width_);
  bytes_.Reserve((packed_ + later.packed_) * width);
  if (later.width_ == width_) {
    if (later.packed_ > 0) {
      std::memcpy(Room(later.packed_), later.bytes_.data(), later.packed_ * width);
    }
    packed_ += later.packed_;
    return;
  }
  int64_t block[kStage];
  for (size_t at = 0; at < later.packed_; at += kStage) {
    const size_t count = std::min(kStage, later.packed_ - at);
    later.Read(at, count, block);
    AddNarrow(block, count);
  }
}

PackedInts PackedInts::FromBytes(const uint8_t* bytes, size_t count, int width) {
  PackedInts ints;
  ints.width_ = width;
  const size_t size = count * static_cast<size_t>(width);
  if (size > 0) std::memcpy(ints.Room(count), bytes, size);
  ints.packed_ = count;
  return ints;
}

void PackedInts::Seal() {
  if (staged_ > 0) Pack();
  stage_ = std::vector<int64_t>();
  bytes_.Resize(packed_ * static_cast<size_t>(width_));
  bytes_.Shrink();
}

void PackedInts::Set(size_t index, int64_t value) {
  if (index >= packed_) {
    stage_[index - packed_] = value;
    return;
  }
  const int width = WidthOf(Fold(&value, 1));
  if (width > width_) Widen(width);
  CopyAs(width_, &value, 1, bytes_.data() + index * width_);
}

void PackedInts::Truncate(size_t size) {
  if (size >= this->size()) return;
  packed_ = std::min(packed_, size);
  staged_ = size - packed_;
}

void PackedInts::Read(size_t begin, size_t count, int64_t* out) const {
  const size_t packed = begin < packed_ ? std::min(count, packed_ - begin) : 0;
  if (packed < count) {
    std::copy_n(stage_.data() + (begin + packed - packed_), count - packed, out + packed);
  }
  if (packed == 0) return;
  const uint8_t* from = bytes_.data() + begin * width_;
  switch (width_) {
    case 1:
      return CopyWide<int8_t>(from, packed, out);
    case 2:
      return CopyWide<int16_t>(from, packed, out);
    case 4:
      return CopyWide<int32_t>(from, packed, out);
    default:
      return CopyWide<int64_t>(from, packed, out);
  }
}

void NullMask::Append(const NullMask& later) {
  if (later.count_ > 0) {
    const size_t first = size_ / 64, shift = size_ % 64;
    words_.resize(first + later.words_.size() + 1);
    for (size_t i = 0; i < later.words_.size(); ++i) {
      words_[first + i] |= later.words_[i] << shift;
      if (shift > 0) words_[first + i + 1] |= later.words_[i] >> (64 - shift);
    }
    while (words_.back() == 0) words_.pop_back();
    count_ += later.count_;
  }
  size_ += later.size_;
}

NullMask NullMask::FromWords(std::vector<uint64_t> words, size_t size) {
  NullMask mask;
  mask.size_ = size;
  words.resize(std::min(words.size(), (size + 63) / 64));
  if (words.size() * 64 > size) words.back() &= ~uint64_t{0} >> (words.size() * 64 - size);
  while (!words.empty() && words.back() == 0) words.pop_back();
  for (const uint64_t word : words) mask.count_ += static_cast<size_t>(__builtin_popcountll(word));
  mask.words_ = std::move(words);
  return mask;
}

void NullMask::PushNull() {
  words_.resize(size_ / 64 + 1);
  words_[size_ / 64] |= uint64_t{1} << (size_ % 64);
  ++count_;
  ++size_;
}

}  // namespace mittari::table
