#include "table/builder.h"

#include <algorithm>
#include <utility>

namespace mittari::table {
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
  grown.Expect(ints_.expected());
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

void NumberBuilder::AddAll(const int64_t* units, const int8_t* scales, size_t count) {
  bool same = exact_;
  for (size_t i = 0; i < count; ++i) same &= scales[i] == scale_;
  if (same) {
    plain_scale_ = std::max(plain_scale_, scale_);
    ints_.Append(units, count);
    nulls_.PushValues(count);
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    if (scales[i] == kBlank) {
      AddNull();
    } else {
      Add({units[i], scales[i]});
    }
  }
}

void NumberBuilder::AddSmall(const int8_t* units, size_t count) {
  if (exact_ && scale_ == 0) {
    ints_.AppendSmall(units, count);
    nulls_.PushValues(count);
    return;
  }
  for (size_t i = 0; i < count; ++i) Add({units[i], 0});
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
  if (digits < 0 && exact_ && (scale_ + digits >= 0 || GrowScale(-digits))) {
    scale_ += digits;
    return;
  }
  if (digits < 0) {
    BecomeReal();
    for (double& value : reals_) value *= static_cast<double>(PowerOfTen(-digits));
    return;
  }
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

void DayBuilder::AddAll(int64_t* days, size_t first, size_t count, const NullMask& blanks) {
  if (blanks.count() == 0) {
    nulls_.PushValues(count);
  } else if (first % 64 == 0) {
    std::vector<uint64_t> words((count + 63) / 64);
    for (size_t w = 0; w < words.size(); ++w) {
      words[w] = blanks.Word(first / 64 + w);
      if (count - w * 64 < 64) words[w] &= (uint64_t{1} << (count - w * 64)) - 1;
      for (uint64_t bits = words[w]; bits != 0; bits &= bits - 1) {
        days[w * 64 + static_cast<size_t>(__builtin_ctzll(bits))] = 0;
      }
    }
    nulls_.Append(NullMask::FromWords(std::move(words), count));
  } else {
    for (size_t i = 0; i < count; ++i) {
      const bool blank = blanks.At(first + i);
      if (blank) days[i] = 0;
      nulls_.Push(blank);
    }
  }
  ints_.Append(days, count);
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

}  // namespace mittari::table
