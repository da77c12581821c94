#include "table/text_builder.h"

#include <algorithm>
#include <utility>

#include "base/load_bytes.h"

namespace mittari::table {
namespace {

// memcmp is a call, in wasm a loop over bytes.
bool Same(const char* a, const char* b, size_t size) {
  if (size < 8) return LoadShort(a, size) == LoadShort(b, size);
  if (size <= 24) {
    const size_t middle = size / 2 - 4, last = size - 8;
    return ((Load64(a) ^ Load64(b)) | (Load64(a + middle) ^ Load64(b + middle)) |
            (Load64(a + last) ^ Load64(b + last))) == 0;
  }
  for (size_t i = 0; i + 8 < size; i += 8) {
    if (Load64(a + i) != Load64(b + i)) return false;
  }
  return Load64(a + size - 8) == Load64(b + size - 8);
}

// Where a cell of more than 16 bytes is remembered, of 64 places.
size_t PlaceOfLong(std::string_view cell) {
  const char* const p = cell.data();
  const uint64_t mixed = ((Load64(p) ^ cell.size()) * 0xD6E8FEB86659FD93ull) ^
                         Load64(p + cell.size() - 8) ^ Load64(p + cell.size() / 2 - 4);
  return ((mixed ^ (mixed >> 32)) * 0x9E3779B97F4A7C15ull) >> 58;
}

}  // namespace

void TextBuilder::AddNull() {
  ints_.Push(0);
  nulls_.Push(true);
}

void TextBuilder::AddCodes(const int64_t* codes, size_t count) {
  int64_t folded = 0;
  for (size_t i = 0; i < count; ++i) folded |= codes[i];
  if (folded >= 0) {
    ints_.Append(codes, count);
    nulls_.PushValues(count);
    return;
  }
  constexpr size_t kBlock = 256;
  int64_t block[kBlock];
  for (size_t at = 0; at < count; at += kBlock) {
    const size_t some = std::min(kBlock, count - at);
    std::vector<uint64_t> blanks((some + 63) / 64);
    for (size_t i = 0; i < some; ++i) {
      const int64_t code = codes[at + i];
      block[i] = code < 0 ? 0 : code;
      blanks[i / 64] |= static_cast<uint64_t>(code < 0) << (i % 64);
    }
    ints_.Append(block, some);
    nulls_.Append(NullMask::FromWords(std::move(blanks), some));
  }
}

void TextBuilder::Place(uint32_t hash, uint32_t code) const {
  size_t at = hash >> (32 - bits_);
  while (slots_[at].code != kNone) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {hash, code};
}

void TextBuilder::Rehash(int bits) const {
  std::vector<Slot> old(size_t{1} << bits);
  old.swap(slots_);
  bits_ = bits;
  for (const Slot& slot : old) {
    if (slot.code != kNone) Place(slot.hash, slot.code);
  }
}

// Those that came in order and were not looked for until now.
void TextBuilder::PlaceAll() const {
  int bits = std::max(bits_, 4);
  while ((size_t{1} << bits) < texts_.size() * 2) ++bits;
  // A column of ids is not sorted anew at every doubling.
  while (bits > bits_ && MostlyNew() && bits < 24 && (size_t{1} << bits) < ints_.expected() * 2) ++bits;
  if (bits > bits_) Rehash(bits);
  for (; placed_ < texts_.size(); ++placed_) {
    const auto code = static_cast<uint32_t>(placed_);
    const std::string_view text = Text(code);
    Place(TextKey::Of(text).Hash(text.size()), code);
  }
}

uint32_t TextBuilder::Find(std::string_view text, const TextKey& key) const {
  if (IsBeyond(key, text.size())) return kNone;
  if (placed_ < texts_.size()) PlaceAll();
  if (slots_.empty()) return kNone;
  const uint32_t hash = key.Hash(text.size());
  for (size_t at = hash >> (32 - bits_); slots_[at].code != kNone;
       at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash != hash) continue;
    const std::string_view known = Text(slots_[at].code);
    if (known.size() == text.size() && Same(known.data(), text.data(), text.size())) {
      return slots_[at].code;
    }
  }
  return kNone;
}

uint32_t TextBuilder::RecallLong(std::string_view cell, bool raw) const {
  if (cell.size() > kLong || recent_long_.empty()) return kNone;
  const RecentLong& recent = recent_long_[PlaceOfLong(cell)];
  const bool same =
      recent.size == Marked(cell.size(), raw) && Same(recent.bytes, cell.data(), cell.size());
  return same ? recent.code : kNone;
}

void TextBuilder::Remember(std::string_view cell, const char* low, bool raw, uint32_t code) {
  const size_t size = cell.size();
  const char* const end = cell.data() + size;
  if (size == 0 || size > kLong) return;
  if (size <= kShort) {
    if (end - kShort < low) return;
    if (recent_.empty()) recent_.resize(kRecent);
    // More places for a column of many texts, once it is long enough to be worth them.
    while (distinct() * 2 > recent_.size() && recent_.size() < kMostRecent &&
           this->size() >= recent_.size() * 32) {
      recent_.assign(recent_.size() * 2, {});
      --recent_shift_;
    }
    const TextKey key = TextKey::Before(end, size);
    recent_[key.Hash(size) >> recent_shift_] = {key, Marked(size, raw), code};
    return;
  }
  if (recent_long_.empty()) recent_long_.resize(kRecentLong);
  RecentLong& recent = recent_long_[PlaceOfLong(cell)];
  std::copy(cell.begin(), cell.end(), recent.bytes);
  recent.size = Marked(size, raw);
  recent.code = code;
}

uint32_t TextBuilder::CodeOf(std::string_view text) {
  const TextKey key = TextKey::Of(text);
  const uint32_t known = Find(text, key);
  if (known != kNone) return known;
  // Before it is there: then it is beyond nothing.
  const bool beyond = IsBeyond(key, text.size());
  const uint32_t code = Append(text, key);
  if (beyond) return code;
  if (texts_.size() * 2 > slots_.size()) {
    PlaceAll();
  } else {
    Place(key.Hash(text.size()), code);
    ++placed_;
  }
  return code;
}

uint32_t TextBuilder::Append(std::string_view text, const TextKey& key) {
  extent_.Add(key, text.size());
  texts_.push_back(text);
  return static_cast<uint32_t>(texts_.size() - 1);
}

uint32_t TextBuilder::Count(uint32_t code) const {
  uint32_t count = 0;
  for (size_t row = 0; row < size(); ++row) count += !IsNull(row) && CodeAt(row) == code ? 1 : 0;
  return count;
}

Column TextBuilder::Finish(std::string name, int position, ColumnRole role) && {
  Column column;
  column.kind_ = Kind::kText;
  column.name_ = std::move(name);
  column.position_ = position;
  column.role_ = std::move(role);
  column.nulls_ = std::move(nulls_);
  ints_.Seal();
  column.ints_ = std::move(ints_);
  texts_.Shrink();
  *column.dictionary_ = std::move(texts_);
  return column;
}

}  // namespace mittari::table
