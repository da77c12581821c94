#include "table/packed.h"

#include <algorithm>
#include <utility>

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
  std::vector<uint8_t> wide;
  const size_t size = bytes_.size() / static_cast<size_t>(width_) * static_cast<size_t>(width);
  wide.reserve(size);
  wide.resize(size);
  int64_t block[kStage];
  for (size_t at = 0; at < packed_; at += kStage) {
    const size_t count = std::min(kStage, packed_ - at);
    Read(at, count, block);
    CopyAs(width, block, count, wide.data() + at * width);
  }
  bytes_.swap(wide);
  width_ = width;
}

// Room for `count` more values. By half as much again: the memory that stands
// spare counts for more than the copies.
void PackedInts::Reserve(size_t count) {
  const size_t size = (packed_ + count) * static_cast<size_t>(width_);
  if (size > bytes_.capacity()) bytes_.reserve(std::max(size, bytes_.size() + bytes_.size() / 2));
  // By copies: in wasm a vector clears what it adds byte by byte.
  static constexpr uint8_t kZeros[4096] = {};
  while (bytes_.size() < size) {
    const size_t more = std::min(sizeof kZeros, bytes_.capacity() - bytes_.size());
    bytes_.insert(bytes_.end(), kZeros, kZeros + more);
  }
}

void PackedInts::AddNarrow(const int64_t* values, size_t count) {
  Reserve(count);
  CopyAs(width_, values, count, bytes_.data() + packed_ * static_cast<size_t>(width_));
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

void PackedInts::Append(const PackedInts& later) {
  if (staged_ > 0) Pack();
  if (later.width_ > width_) Widen(later.width_);
  // To the byte: nothing more is expected to come.
  const auto width = static_cast<size_t>(width_);
  bytes_.reserve((packed_ + later.packed_) * width);
  bytes_.resize((packed_ + later.packed_) * width);
  if (later.width_ == width_) {
    std::copy_n(later.bytes_.begin(), later.packed_ * width,
                bytes_.begin() + static_cast<ptrdiff_t>(packed_ * width));
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
  ints.bytes_.assign(bytes, bytes + count * static_cast<size_t>(width));
  ints.packed_ = count;
  ints.width_ = width;
  return ints;
}

void PackedInts::Seal() {
  if (staged_ > 0) Pack();
  stage_ = std::vector<int64_t>();
  bytes_.resize(packed_ * static_cast<size_t>(width_));
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
