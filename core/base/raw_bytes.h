#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace mittari {

// Bytes that grow without being cleared first, and in place where the memory
// behind them is free: a vector does neither, and in wasm clears byte by byte.
class RawBytes {
 public:
  RawBytes() = default;
  RawBytes(const RawBytes& other) {
    Resize(other.size_);
    if (size_ > 0) std::memcpy(data_, other.data_, size_);
  }
  RawBytes(RawBytes&& other) noexcept { Swap(&other); }
  RawBytes& operator=(RawBytes other) noexcept {
    Swap(&other);
    return *this;
  }
  ~RawBytes() { std::free(data_); }

  const uint8_t* data() const { return data_; }
  uint8_t* data() { return data_; }
  size_t size() const { return size_; }
  size_t capacity() const { return capacity_; }

  // What is added has no value yet.
  void Resize(size_t size) {
    Reserve(size);
    size_ = size;
  }
  void Reserve(size_t capacity) {
    if (capacity > capacity_) Allocate(capacity);
  }
  // Gives back what is spare.
  void Shrink() {
    if (size_ < capacity_ && size_ > 0) Allocate(size_);
    if (size_ == 0) *this = RawBytes();
  }
  void Swap(RawBytes* other) noexcept {
    std::swap(data_, other->data_);
    std::swap(size_, other->size_);
    std::swap(capacity_, other->capacity_);
  }

 private:
  // Where there is no memory, what `new` would do.
  void Allocate(size_t capacity) {
    void* const moved = std::realloc(data_, capacity);
    if (moved == nullptr) {
      if (const std::new_handler handler = std::get_new_handler()) handler();
      std::abort();
    }
    data_ = static_cast<uint8_t*>(moved);
    capacity_ = capacity;
  }

  uint8_t* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace mittari
