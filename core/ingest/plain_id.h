#pragma once

#include <cstdint>
#include <string_view>

#include "table/texts.h"

namespace mittari::ingest {

// "D-10042": up to 16 bytes of ASCII without spaces, a letter or digit first and a digit last.
// There is nothing to trim or unquote, and no blank token ends so. False also where the bytes
// from `low` on don't suffice to look at it at once.
inline bool IsPlainId(std::string_view cell, const char* low) {
  constexpr uint64_t kOnes = 0x0101010101010101ull, kTops = 0x80 * kOnes;
  const size_t size = cell.size();
  const char* const end = cell.data() + size;
  if (size - 1 >= table::TextKey::kShort || end - table::TextKey::kShort < low) return false;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const char letter = static_cast<char>(cell[0] | 0x20);
  if (!digit(end[-1]) || (!digit(cell[0]) && (letter < 'a' || letter > 'z'))) return false;
  // What is not of the cell reads as zeros: '0' instead.
  table::TextKey key = table::TextKey::Before(end, size);
  const auto missing = [](size_t bytes) { return bytes >= 8 ? 0 : '0' * kOnes >> (8 * bytes); };
  key.high |= missing(size);
  key.low |= size > 8 ? missing(size - 8) : '0' * kOnes;
  const auto odd = [](uint64_t word) {
    const uint64_t del = word ^ (0x7F * kOnes);
    return (word | ((word - 0x21 * kOnes) & ~word) | ((del - kOnes) & ~del)) & kTops;
  };
  return (odd(key.low) | odd(key.high)) == 0;
}

}  // namespace mittari::ingest
