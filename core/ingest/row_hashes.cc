#include "ingest/row_hashes.h"

#include <algorithm>
#include <utility>

namespace mittari::ingest {

uint64_t HashText(std::string_view text) {
  // Apart from codes and numbers, which stand for themselves.
  uint64_t hash = 0xC2B2AE3D27D4EB4Full ^ text.size();
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word;
    __builtin_memcpy(&word, text.data() + at, 8);
    MixInto(word, &hash);
  }
  uint64_t rest = 0;
  for (; at < text.size(); ++at) rest = rest << 8 | static_cast<unsigned char>(text[at]);
  MixInto(rest, &hash);
  return hash * 0xD6E8FEB86659FD93ull;
}

bool RowHashes::Insert(uint64_t hash) {
  if (!kept_.empty()) {
    for (const uint64_t known : std::exchange(kept_, {})) Insert(known);
  }
  if (used_ * 2 >= slots_.size()) {
    std::vector<uint64_t> old(std::max<size_t>(64, slots_.size() * 4));
    old.swap(slots_);
    for (const uint64_t known : old) {
      if (known == 0) continue;
      size_t at = known & (slots_.size() - 1);
      while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = known;
    }
  }
  if (hash == 0) hash = 1;
  size_t at = hash & (slots_.size() - 1);
  for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at] == hash) return false;
  }
  slots_[at] = hash;
  ++used_;
  return true;
}

}  // namespace mittari::ingest
