#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "table/column.h"
#include "table/text_builder.h"

namespace mittari::table {

// Builders take the cells of one column row by row, in file order. None
// allocates per cell: they append to flat storage.

// Numbers. The scale grows to the widest cell seen; where 64 bits no longer
// hold the column it turns to double, once, and stays so.
class NumberBuilder {
 public:
  void AddNull();
  void Add(Decimal value) {
    if (value.scale > plain_scale_) plain_scale_ = value.scale;
    if (exact_ && value.scale == scale_) {
      ints_.Push(value.units);
      nulls_.Push(false);
      return;
    }
    Append(value);
  }
  // `count` cells at once: units at their scales, or blank where the scale is kBlank.
  static constexpr int8_t kBlank = -1;
  void AddAll(const int64_t* units, const int8_t* scales, size_t count);
  // `count` whole numbers at once.
  void AddSmall(const int8_t* units, size_t count);
  // So many cells are to come in all, as far as can be told.
  void Expect(size_t count) { ints_.Expect(count); }
  void AddReal(double value);  // a cell with more digits than a Decimal holds
  // A cell with two readings: `value` is kept, `other` aside until settled.
  void AddAmbiguous(Decimal value, Decimal other);

  // Settles all ambiguous cells for `other`. Call at most once.
  void TakeOther();
  // Divides every cell by 10^digits (micros: 6, minor units: 2; thousands: -3), exactly.
  void DivideByPowerOfTen(int digits);

  size_t size() const { return nulls_.size(); }
  bool exact() const { return exact_; }
  bool Integers() const { return exact_ && scale_ == 0; }
  Int128 Sum() const;  // REQUIRES: exact()
  // The sum had TakeOther been called; *scale is its scale. REQUIRES: exact().
  Int128 SumOther(int* scale) const;
  int scale() const { return scale_; }
  int64_t UnitsAt(size_t row) const { return ints_.At(row); }
  bool IsNull(size_t row) const { return nulls_.At(row); }
  double RealAt(size_t row) const;
  size_t null_count() const { return nulls_.count(); }

  Column Finish(std::string name, int position, ColumnRole role) &&;

 private:
  void BecomeReal();
  bool GrowScale(int scale);
  void ShrinkScale(int least);
  void Append(Decimal value);

  struct Ambiguous {
    size_t row;
    Decimal other;
  };
  bool exact_ = true;
  int scale_ = 0;
  int plain_scale_ = 0;  // of the cells with one reading
  PackedInts ints_;
  std::vector<double> reals_;
  NullMask nulls_;
  std::vector<Ambiguous> ambiguous_;
};

class DayBuilder {
 public:
  void AddNull();
  void Add(Day day);
  // `count` days at once, blank where rows [first, first + count) of the mask are. Clears
  // the days of blank ones.
  void AddAll(int64_t* days, size_t first, size_t count, const NullMask& blanks);
  Column Finish(std::string name, int position, ColumnRole role, Grain grain) &&;

 private:
  PackedInts ints_;
  NullMask nulls_;
};

}  // namespace mittari::table
