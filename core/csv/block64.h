#pragma once

#include <cstddef>
#include <cstdint>

namespace mittari::csv {

// Bit i of a mask stands for byte i of a block of 64.
inline constexpr size_t kBlock = 64;

// The bytes that structure a table. Equal bytes are allowed: a part that the
// dialect lacks is given as LF, which is looked for anyway.
struct Marks {
  char delimiter = ',';
  char quote = '"';
  char escape = '\n';
};

struct BlockMasks {
  uint64_t delimiter = 0;
  uint64_t quote = 0;
  uint64_t escape = 0;
  uint64_t newline = 0;  // CR or LF
};

// The masks of the 64 bytes at `block`. Scan64 uses wasm SIMD or SSE2 where
// the target has them; Scan64Plain is its scalar twin, always built and held
// to the same answers by the tests.
BlockMasks Scan64(const char* block, const Marks& marks);
BlockMasks Scan64Plain(const char* block, const Marks& marks);

// Bytes 0x80..0xFF of the 64 bytes at `block`.
uint64_t High64(const char* block);
uint64_t High64Plain(const char* block);

// Bit i is the parity of bits 0..i: over a quote mask, the bytes that stand
// inside quotes (the opening quote counted in, the closing one not).
constexpr uint64_t PrefixXor(uint64_t bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}

// How many bytes from `data` on are below 0x80, up to `size`.
size_t AsciiPrefix(const char* data, size_t size);

}  // namespace mittari::csv
