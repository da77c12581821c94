#include "csv/block64.h"

#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mittari::csv {

BlockMasks Scan64Plain(const char* block, const Marks& marks) {
  BlockMasks out;
  for (size_t i = 0; i < kBlock; ++i) {
    const char c = block[i];
    out.delimiter |= uint64_t{c == marks.delimiter} << i;
    out.quote |= uint64_t{c == marks.quote} << i;
    out.escape |= uint64_t{c == marks.escape} << i;
    out.newline |= uint64_t{c == '\n' || c == '\r'} << i;
  }
  return out;
}

uint64_t High64Plain(const char* block) {
  uint64_t out = 0;
  for (size_t i = 0; i < kBlock; ++i) {
    out |= uint64_t{static_cast<unsigned char>(block[i]) >= 0x80} << i;
  }
  return out;
}

#if defined(__wasm_simd128__)

BlockMasks Scan64(const char* block, const Marks& marks) {
  const v128_t delimiter = wasm_i8x16_splat(marks.delimiter);
  const v128_t quote = wasm_i8x16_splat(marks.quote);
  const v128_t escape = wasm_i8x16_splat(marks.escape);
  const v128_t lf = wasm_i8x16_splat('\n');
  const v128_t cr = wasm_i8x16_splat('\r');
  BlockMasks out;
  for (int part = 0; part < 4; ++part) {
    const v128_t v = wasm_v128_load(block + 16 * part);
    const auto bits = [&](v128_t hit) {
      return static_cast<uint64_t>(static_cast<uint16_t>(wasm_i8x16_bitmask(hit))) << (16 * part);
    };
    out.delimiter |= bits(wasm_i8x16_eq(v, delimiter));
    out.quote |= bits(wasm_i8x16_eq(v, quote));
    out.escape |= bits(wasm_i8x16_eq(v, escape));
    out.newline |= bits(wasm_v128_or(wasm_i8x16_eq(v, lf), wasm_i8x16_eq(v, cr)));
  }
  return out;
}

uint64_t High64(const char* block) {
  uint64_t out = 0;
  for (int part = 0; part < 4; ++part) {
    const auto bits = static_cast<uint16_t>(wasm_i8x16_bitmask(wasm_v128_load(block + 16 * part)));
    out |= static_cast<uint64_t>(bits) << (16 * part);
  }
  return out;
}

#elif defined(__SSE2__)

BlockMasks Scan64(const char* block, const Marks& marks) {
  const __m128i delimiter = _mm_set1_epi8(marks.delimiter);
  const __m128i quote = _mm_set1_epi8(marks.quote);
  const __m128i escape = _mm_set1_epi8(marks.escape);
  const __m128i lf = _mm_set1_epi8('\n');
  const __m128i cr = _mm_set1_epi8('\r');
  BlockMasks out;
  for (int part = 0; part < 4; ++part) {
    const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 16 * part));
    const auto bits = [&](__m128i hit) {
      return static_cast<uint64_t>(static_cast<uint32_t>(_mm_movemask_epi8(hit))) << (16 * part);
    };
    out.delimiter |= bits(_mm_cmpeq_epi8(v, delimiter));
    out.quote |= bits(_mm_cmpeq_epi8(v, quote));
    out.escape |= bits(_mm_cmpeq_epi8(v, escape));
    out.newline |= bits(_mm_or_si128(_mm_cmpeq_epi8(v, lf), _mm_cmpeq_epi8(v, cr)));
  }
  return out;
}

uint64_t High64(const char* block) {
  uint64_t out = 0;
  for (int part = 0; part < 4; ++part) {
    const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 16 * part));
    out |= static_cast<uint64_t>(static_cast<uint32_t>(_mm_movemask_epi8(v))) << (16 * part);
  }
  return out;
}

#else

BlockMasks Scan64(const char* block, const Marks& marks) { return Scan64Plain(block, marks); }
uint64_t High64(const char* block) { return High64Plain(block); }

#endif

size_t AsciiPrefix(const char* data, size_t size) {
  size_t at = 0;
  for (; at + kBlock <= size; at += kBlock) {
    const uint64_t high = High64(data + at);
    if (high != 0) return at + static_cast<size_t>(__builtin_ctzll(high));
  }
  while (at < size && static_cast<unsigned char>(data[at]) < 0x80) ++at;
  return at;
}

}  // namespace mittari::csv
