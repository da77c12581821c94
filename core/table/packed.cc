#include "table/packed.h"

#include <limits>

namespace mittari::table {
namespace {

int WidthOf(int64_t value) {
  if (value == static_cast<int8_t>(value)) return 1;
  if (value == static_cast<int16_t>(value)) return 2;
  if (value == static_cast<int32_t>(value)) return 4;
  return 8;
}

template <typename T>
void CopyWide(const uint8_t* from, size_t count, int64_t* out) {
  for (size_t i = 0; i < count; ++i) {
    T value;
    __builtin_memcpy(&value, from + i * sizeof(T), sizeof(T));
    out[i] = value;
  }
}

}  // namespace

void PackedInts::Store(size_t index, int64_t value) {
  // Little endian: the low bytes come first.
  __builtin_memcpy(bytes_.data() + index * width_, &value, width_);
}

void PackedInts::Widen(int width) {
  std::vector<uint8_t> wide;
  wide.reserve(bytes_.capacity() / width_ * width);
  wide.resize(size_ * width);
  for (size_t i = 0; i < size_; ++i) {
    const int64_t value = At(i);
    __builtin_memcpy(wide.data() + i * width, &value, width);
  }
  bytes_.swap(wide);
  width_ = width;
}

void PackedInts::Push(int64_t value) {
  const int width = WidthOf(value);
  if (width > width_) Widen(width);
  bytes_.resize(bytes_.size() + width_);
  Store(size_++, value);
}

void PackedInts::Set(size_t index, int64_t value) {
  const int width = WidthOf(value);
  if (width > width_) Widen(width);
  Store(index, value);
}

void PackedInts::Truncate(size_t size) {
  if (size >= size_) return;
  size_ = size;
  bytes_.resize(size * width_);
}

void PackedInts::Read(size_t begin, size_t count, int64_t* out) const {
  const uint8_t* from = bytes_.data() + begin * width_;
  switch (width_) {
    case 1:
      return CopyWide<int8_t>(from, count, out);
    case 2:
      return CopyWide<int16_t>(from, count, out);
    case 4:
      return CopyWide<int32_t>(from, count, out);
    default:
      return CopyWide<int64_t>(from, count, out);
  }
}

void NullMask::Push(bool null) {
  if (null) {
    words_.resize(size_ / 64 + 1);
    words_[size_ / 64] |= uint64_t{1} << (size_ % 64);
    ++count_;
  }
  ++size_;
}

}  // namespace mittari::table
