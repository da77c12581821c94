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

uint64_t RowHashes::SlotAt(size_t at) const {
  uint64_t hash;
  __builtin_memcpy(&hash, slots_.data() + at * sizeof hash, sizeof hash);
  return hash;
}

void RowHashes::Place(size_t at, uint64_t hash) {
  tags_[at] = static_cast<uint8_t>(hash >> 57 | 0x80);
  __builtin_memcpy(slots_.data() + at * sizeof hash, &hash, sizeof hash);
}

void RowHashes::Grow() {
  RowHashes old;
  std::swap(old.tags_, tags_);
  old.slots_.Swap(&slots_);
  tags_.resize(std::max<size_t>(64, old.tags_.size() * 4));
  slots_.Resize(tags_.size() * sizeof(uint64_t));
  for (size_t slot = 0; slot < old.tags_.size(); ++slot) {
    if (old.tags_[slot] == 0) continue;
    const uint64_t hash = old.SlotAt(slot);
    size_t at = hash & (tags_.size() - 1);
    while (tags_[at] != 0) at = (at + 1) & (tags_.size() - 1);
    Place(at, hash);
  }
}

bool RowHashes::Insert(uint64_t hash) {
  if (!kept_.empty()) {
    for (const uint64_t known : std::exchange(kept_, {})) Insert(known);
  }
  if (used_ * 2 >= tags_.size()) Grow();
  const uint8_t tag = static_cast<uint8_t>(hash >> 57 | 0x80);
  const uint8_t* const tags = tags_.data();
  const size_t mask = tags_.size() - 1;
  size_t at = hash & mask;
  for (; tags[at] != 0; at = (at + 1) & mask) {
    if (tags[at] == tag && SlotAt(at) == hash) return false;
  }
  Place(at, hash);
  ++used_;
  return true;
}

}  // namespace mittari::ingest
