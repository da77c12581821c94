#include "table/builder.h"

#include <algorithm>
#include <utility>

namespace mittari::table {
namespace {

uint64_t Load64(const char* p) {
  uint64_t word;
  __builtin_memcpy(&word, p, 8);
  return word;
}

// Up to 8 bytes, the rest zero, by loads that overlap.
uint64_t LoadShort(const char* p, size_t size) {
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

uint64_t Mix(uint64_t h, uint64_t word) {
  h = (h ^ word) * 0x9E3779B97F4A7C15ull;
  return h ^ (h >> 29);
}

// Words of 8 bytes that may overlap; up to 24 bytes without a loop.
uint64_t Hash(std::string_view text) {
  const char* p = text.data();
  const size_t size = text.size();
  uint64_t h = 1469598103934665603ull ^ size;
  if (size < 8) return Mix(Mix(h, LoadShort(p, size)), 0);
  if (size <= 24) {
    const uint64_t ends = Load64(p) * 0xC2B2AE3D27D4EB4Full ^ Load64(p + size - 8);
    return Mix(Mix(h, Load64(p + size / 2 - 4)), ends ^ (ends >> 31));
  }
  for (size_t i = 0; i + 8 < size; i += 8) h = Mix(h, Load64(p + i));
  return Mix(h, Load64(p + size - 8));
}

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

}  // namespace

void NumberBuilder::AddNull() {
  if (exact_) {
    ints_.Push(0);
  } else {
    reals_.push_back(0);
  }
  nulls_.Push(true);
}

bool NumberBuilder::GrowScale(int scale) {
  PackedInts grown;
  for (size_t i = 0; i < ints_.size(); ++i) {
    int64_t units;
    if (!Rescale(ints_.At(i), scale_, scale, &units)) return false;
    grown.Push(units);
  }
  ints_ = std::move(grown);
  scale_ = scale;
  return true;
}

void NumberBuilder::BecomeReal() {
  if (!exact_) return;
  reals_.reserve(ints_.size() + 1);
  for (size_t i = 0; i < ints_.size(); ++i) reals_.push_back(ToDouble(ints_.At(i), scale_));
  ints_ = PackedInts();
  exact_ = false;
}

void NumberBuilder::ShrinkScale(int least) {
  while (exact_ && scale_ > least) {
    for (size_t i = 0; i < ints_.size(); ++i) {
      if (ints_.At(i) % 10 != 0) return;
    }
    PackedInts shorter;
    for (size_t i = 0; i < ints_.size(); ++i) shorter.Push(ints_.At(i) / 10);
    ints_ = std::move(shorter);
    --scale_;
  }
}

void NumberBuilder::Append(Decimal value) {
  if (exact_) {
    if (value.scale > scale_ && !GrowScale(value.scale)) BecomeReal();
  }
  int64_t units = value.units;
  if (exact_ && value.scale < scale_ && !Rescale(units, value.scale, scale_, &units)) BecomeReal();
  if (exact_) {
    ints_.Push(units);
  } else {
    reals_.push_back(ToDouble(value.units, value.scale));
  }
  nulls_.Push(false);
}

void NumberBuilder::AddReal(double value) {
  BecomeReal();
  reals_.push_back(value);
  nulls_.Push(false);
}

void NumberBuilder::AddAmbiguous(Decimal value, Decimal other) {
  ambiguous_.push_back({size(), other});
  Append(value);
}

void NumberBuilder::TakeOther() {
  for (const Ambiguous& cell : ambiguous_) {
    plain_scale_ = std::max<int>(plain_scale_, cell.other.scale);
    if (exact_ && cell.other.scale > scale_ && !GrowScale(cell.other.scale)) BecomeReal();
    int64_t units = cell.other.units;
    if (exact_ && !Rescale(units, cell.other.scale, scale_, &units)) BecomeReal();
    if (exact_) {
      ints_.Set(cell.row, units);
    } else {
      reals_[cell.row] = ToDouble(cell.other.units, cell.other.scale);
    }
  }
  ambiguous_.clear();
  ShrinkScale(plain_scale_);
}

void NumberBuilder::DivideByPowerOfTen(int digits) {
  if (exact_ && scale_ + digits <= Decimal::kMaxScale) {
    scale_ += digits;
    ShrinkScale(2);  // micros usually end in zeros
    return;
  }
  BecomeReal();
  for (double& value : reals_) value /= static_cast<double>(PowerOfTen(digits));
}

Int128 NumberBuilder::Sum() const {
  Int128 sum = 0;
  for (size_t i = 0; i < ints_.size(); ++i) sum += ints_.At(i);
  return sum;
}

Int128 NumberBuilder::SumOther(int* scale) const {
  *scale = scale_;
  for (const Ambiguous& cell : ambiguous_) *scale = std::max<int>(*scale, cell.other.scale);
  auto raise = [](Int128 units, int by) {
    for (; by > 0; --by) units *= 10;
    return units;
  };
  Int128 sum = raise(Sum(), *scale - scale_);
  for (const Ambiguous& cell : ambiguous_) {
    sum += raise(cell.other.units, *scale - cell.other.scale) -
           raise(ints_.At(cell.row), *scale - scale_);
  }
  return sum;
}

double NumberBuilder::RealAt(size_t row) const {
  return exact_ ? ToDouble(ints_.At(row), scale_) : reals_[row];
}

Column NumberBuilder::Finish(std::string name, int position, ColumnRole role) && {
  Column column;
  column.kind_ = Kind::kNumber;
  column.name_ = std::move(name);
  column.position_ = position;
  column.role_ = std::move(role);
  column.nulls_ = std::move(nulls_);
  ints_.Seal();
  column.exact_ = exact_;
  column.scale_ = exact_ ? scale_ : 0;
  column.ints_ = std::move(ints_);
  column.reals_ = std::move(reals_);
  return column;
}

void DayBuilder::AddNull() {
  ints_.Push(0);
  nulls_.Push(true);
}

void DayBuilder::Add(Day day) {
  ints_.Push(day);
  nulls_.Push(false);
}

Column DayBuilder::Finish(std::string name, int position, ColumnRole role, Grain grain) && {
  Column column;
  column.kind_ = Kind::kDay;
  column.name_ = std::move(name);
  column.position_ = position;
  column.role_ = std::move(role);
  column.nulls_ = std::move(nulls_);
  ints_.Seal();
  column.grain_ = grain;
  column.ints_ = std::move(ints_);
  return column;
}

void TextBuilder::AddNull() {
  ints_.Push(0);
  nulls_.Push(true);
}

void TextBuilder::Rehash(size_t slots) {
  slots_.assign(slots, 0);
  for (uint32_t code = 0; code < entries_.size(); ++code) {
    size_t at = entries_[code].hash & (slots - 1);
    while (slots_[at] != 0) at = (at + 1) & (slots - 1);
    slots_[at] = code + 1;
  }
}

uint32_t TextBuilder::Find(std::string_view text) const {
  if (slots_.empty()) return kNone;
  const uint64_t hash = Hash(text);
  for (size_t at = hash & (slots_.size() - 1); slots_[at] != 0;
       at = (at + 1) & (slots_.size() - 1)) {
    const Entry& entry = entries_[slots_[at] - 1];
    if (entry.hash == hash && entry.length == text.size() &&
        Same(arena_.data() + entry.offset, text.data(), text.size())) {
      return slots_[at] - 1;
    }
  }
  return kNone;
}

uint32_t TextBuilder::CodeOf(std::string_view text) {
  const uint32_t known = Find(text);
  if (known != kNone) return known;
  if ((entries_.size() + 1) * 2 > slots_.size()) Rehash(slots_.empty() ? 16 : slots_.size() * 2);
  const uint64_t hash = Hash(text);
  size_t at = hash & (slots_.size() - 1);
  while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
  entries_.push_back({hash, arena_.size(), text.size()});
  arena_.append(text);
  slots_[at] = static_cast<uint32_t>(entries_.size());
  return static_cast<uint32_t>(entries_.size() - 1);
}

std::string_view TextBuilder::Text(uint32_t code) const {
  const Entry& entry = entries_[code];
  return std::string_view(arena_).substr(entry.offset, entry.length);
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
  column.dictionary_.reserve(entries_.size());
  for (uint32_t code = 0; code < entries_.size(); ++code)
    column.dictionary_.emplace_back(Text(code));
  return column;
}

}  // namespace mittari::table
