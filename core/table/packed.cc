#include "table/packed.h"

#include <algorithm>

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
  wide.reserve(bytes_.capacity() / width_ * width);
  wide.resize(packed_ * width);
  int64_t block[kStage];
  for (size_t at = 0; at < packed_; at += kStage) {
    const size_t count = std::min(kStage, packed_ - at);
    Read(at, count, block);
    CopyAs(width, block, count, wide.data() + at * width);
  }
  bytes_.swap(wide);
  width_ = width;
}

void PackedInts::Pack() {
  if (stage_.empty()) stage_.resize(kStage);
  if (staged_ == 0) return;
  const int width = WidthOf(Fold(stage_.data(), staged_));
  if (width > width_) Widen(width);
  bytes_.resize((packed_ + staged_) * width_);
  CopyAs(width_, stage_.data(), staged_, bytes_.data() + packed_ * width_);
  packed_ += staged_;
  staged_ = 0;
}

void PackedInts::Seal() {
  if (staged_ > 0) Pack();
  stage_ = std::vector<int64_t>();
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
  bytes_.resize(packed_ * width_);
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

void NullMask::PushNull() {
  words_.resize(size_ / 64 + 1);
  words_[size_ / 64] |= uint64_t{1} << (size_ % 64);
  ++count_;
  ++size_;
}

}  // namespace mittari::table
