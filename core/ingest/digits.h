#pragma once

#include <cstddef>
#include <cstdint>

namespace mittari::ingest {

// The usual number: digits without a leading zero, and where a `mark` is given, at
// most one of it between them. False for anything else, with nothing written.
//
// ReadDigitsPlain is the twin that goes byte by byte, up to 18 bytes; it is built
// always, and the tests hold ReadDigits to it.
bool ReadDigitsPlain(const char* p, size_t size, char mark, int64_t* units, int8_t* scale);

namespace digits {

inline uint64_t Load64(const char* p) {
  uint64_t word;
  __builtin_memcpy(&word, p, 8);
  return word;
}

// Any byte above 9.
inline bool NotDigits(uint64_t v) {
  return (((v + 0x7676767676767676ull) | v) & 0x8080808080808080ull) != 0;
}

// Eight digits, 0..9 each, the first in the lowest byte.
inline uint64_t Value8(uint64_t v) {
  v = (v * 10) + (v >> 8);
  const uint64_t pairs = 0x000000FF000000FFull;
  return (((v & pairs) * 0x000F424000000064ull) + (((v >> 16) & pairs) * 0x0000271000000001ull)) >>
         32;
}

// The lowest byte of v that equals `byte`, as its first bit; 64 where there is none.
inline int FindByte(uint64_t v, char byte) {
  const uint64_t x = v ^ (0x0101010101010101ull * static_cast<unsigned char>(byte));
  const uint64_t zero = (x - 0x0101010101010101ull) & ~x & 0x8080808080808080ull;
  return zero == 0 ? 64 : __builtin_ctzll(zero) - 7;
}

}  // namespace digits

// Eight bytes at a time, by loads that end where the cell ends: it reads what
// stands before the cell, down to `low`, and takes no cell of more than 16 bytes
// or nearer to `low` than that. `mark` 0: none.
__attribute__((always_inline)) inline bool ReadDigits(const char* p, size_t size, const char* low,
                                                      char mark, int64_t* units, int8_t* scale) {
  constexpr uint64_t kZeros = 0x3030303030303030ull, kAll = ~uint64_t{0};
  const char* const end = p + size;
  if (size - 1 >= 16 || end - 16 < low) return false;
  uint64_t last = digits::Load64(end - 8) ^ kZeros, first = 0;
  if (size <= 8) {
    last &= kAll << (64 - 8 * size);
    if (!digits::NotDigits(last)) {
      // The lowest byte is the first digit: 007 is an id.
      if ((last >> (64 - 8 * size) & 0xFF) == 0 && size > 1) return false;
      *units = static_cast<int64_t>(digits::Value8(last));
      *scale = 0;
      return true;
    }
    if (mark == 0) return false;
  } else {
    first = (digits::Load64(end - 16) ^ kZeros) & (kAll << (128 - 8 * size));
  }
  if (*p == '0' && p[1] != mark) return false;
  int places = 0;
  if (digits::NotDigits(last)) {
    if (mark == 0) return false;
    const int at = digits::FindByte(last, static_cast<char>(mark ^ '0'));
    if (at >= 56 || *p == mark) return false;  // no mark, or nothing on one side of it
    places = 7 - at / 8;
    // What stands before the mark moves up over it.
    const uint64_t after = kAll << 8 << at;
    last = (last & after) | ((last << 8) & ~after) | (first >> 56);
    first <<= 8;
    if (digits::NotDigits(last)) return false;
  } else if (size > 8 && digits::NotDigits(first)) {
    return false;  // also a mark before eight digits or more: the plain twin reads it
  }
  if (digits::NotDigits(first)) return false;
  *units = static_cast<int64_t>(digits::Value8(last));
  if (size > 8) *units += static_cast<int64_t>(digits::Value8(first) * 100000000);
  *scale = static_cast<int8_t>(places);
  return true;
}

}  // namespace mittari::ingest
