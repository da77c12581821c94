#pragma once

#include <cstddef>
#include <cstdint>

namespace mittari {

inline uint64_t Load64(const char* p) {
  uint64_t word;
  __builtin_memcpy(&word, p, 8);
  return word;
}

// Up to 8 bytes, the rest zero, by loads that overlap.
inline uint64_t LoadShort(const char* p, size_t size) {
  if (size >= 4) {
    uint32_t low, high;
    __builtin_memcpy(&low, p, 4);
    __builtin_memcpy(&high, p + size - 4, 4);
    return low | uint64_t{high} << ((size - 4) * 8);
  }
  if (size == 0) return 0;
  const auto byte = [p](size_t i) { return uint64_t{static_cast<unsigned char>(p[i])}; };
  return byte(0) | byte(size / 2) << (size / 2 * 8) | byte(size - 1) << ((size - 1) * 8);
}

}  // namespace mittari
