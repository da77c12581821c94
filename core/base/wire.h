#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The bytes of states that travel between sessions: little endian, counts as
// LEB128, texts and lists led by their count.
namespace mittari::wire {

class Writer {
 public:
  void Byte(uint8_t byte) { bytes_.push_back(byte); }
  void Count(uint64_t value) {
    while (value >= 0x80) {
      Byte(static_cast<uint8_t>(value | 0x80));
      value >>= 7;
    }
    Byte(static_cast<uint8_t>(value));
  }
  void Text(std::string_view text) {
    Count(text.size());
    bytes_.insert(bytes_.end(), text.begin(), text.end());
  }
  void Fixed(uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) Byte(static_cast<uint8_t>(value >> (8 * i)));
  }
  void Real(double value) {
    uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    Fixed(bits, 8);
  }
  // Bytes as they lie in memory.
  void Raw(const void* data, size_t size) {
    const auto* bytes = static_cast<const uint8_t*>(data);
    bytes_.insert(bytes_.end(), bytes, bytes + size);
  }
  void Reserve(size_t more) { bytes_.reserve(bytes_.size() + more); }
  std::vector<uint8_t> Take() && { return std::move(bytes_); }

 private:
  std::vector<uint8_t> bytes_;
};

// Every read past the end fails, and from then on everything reads 0.
class Reader {
 public:
  Reader(const uint8_t* data, size_t size) : data_(data), size_(size) {}
  bool ok() const { return ok_; }
  bool AtEnd() const { return ok_ && at_ == size_; }
  size_t left() const { return ok_ ? size_ - at_ : 0; }

  uint8_t Byte() {
    if (at_ >= size_) ok_ = false;
    return ok_ ? data_[at_++] : 0;
  }
  uint64_t Count() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const uint8_t byte = Byte();
      value |= uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
    ok_ = false;
    return 0;
  }
  // A count of things that take at least one byte each.
  size_t Size() {
    const uint64_t value = Count();
    if (value > left()) ok_ = false;
    return ok_ ? static_cast<size_t>(value) : 0;
  }
  std::string Text() { return std::string(View()); }
  // The same where it lies.
  std::string_view View() {
    const size_t size = Size();
    at_ += size;
    return {reinterpret_cast<const char*>(data_) + (at_ - size), size};
  }
  // The next `size` bytes where they lie; nullptr where they are not there.
  const uint8_t* Raw(size_t size) {
    if (size > left()) ok_ = false;
    if (!ok_) return nullptr;
    at_ += size;
    return data_ + (at_ - size);
  }
  uint64_t Fixed(int bytes) {
    uint64_t value = 0;
    for (int i = 0; i < bytes; ++i) value |= uint64_t{Byte()} << (8 * i);
    return value;
  }
  double Real() {
    const uint64_t bits = Fixed(8);
    double value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }

 private:
  const uint8_t* data_;
  size_t size_;
  size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace mittari::wire
