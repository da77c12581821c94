#include "ingest/digits.h"

namespace mittari::ingest {

bool ReadDigitsPlain(const char* p, size_t size, char mark, int64_t* units, int8_t* scale) {
  if (size - 1 >= 18) return false;  // empty or too long
  const auto digit = [](char c) {
    return static_cast<uint32_t>(static_cast<unsigned char>(c)) - '0';
  };
  const char* const end = p + size;
  uint64_t value = digit(*p);
  if (value > 9 || (value == 0 && size > 1 && p[1] != mark)) return false;
  uint32_t next = 0;
  while (++p != end && (next = digit(*p)) <= 9) value = value * 10 + next;
  *scale = 0;
  if (p != end) {
    if (mark == 0 || *p != mark || end - p == 1) return false;
    *scale = static_cast<int8_t>(end - p - 1);
    while (++p != end) {
      if ((next = digit(*p)) > 9) return false;
      value = value * 10 + next;
    }
  }
  *units = static_cast<int64_t>(value);
  return true;
}

}  // namespace mittari::ingest
