#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/raw_bytes.h"

namespace mittari::ingest {

// Some 64 bits that stand for a text.
uint64_t HashText(std::string_view text);

// Goes on with the hash of a row by what stands for its next cell.
inline void MixInto(uint64_t word, uint64_t* row) {
  const uint64_t mixed = (*row ^ word) * 0x9E3779B97F4A7C15ull;
  *row = mixed ^ (mixed >> 32);
}

// The rows seen so far, as hashes.
class RowHashes {
 public:
  // False where the row has been seen before.
  bool Insert(uint64_t hash);
  // A row that is known to be like none before it.
  void Keep(uint64_t hash) { kept_.push_back(hash); }
  void Clear() { *this = RowHashes(); }

 private:
  uint64_t SlotAt(size_t at) const;
  void Place(size_t at, uint64_t hash);
  void Grow();

  // Open addressing. Of each slot the seven top bits of its hash and one more, 0 where it is free: they lie
  // near, where the hashes themselves are too many to.
  std::vector<uint8_t> tags_;
  RawBytes slots_;
  size_t used_ = 0;
  std::vector<uint64_t> kept_;  // put among the others where one of those has to be looked for
};

}  // namespace mittari::ingest
