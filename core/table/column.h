#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "table/packed.h"
#include "table/texts.h"

namespace mittari::table {

enum class Kind { kNumber, kDay, kText };

// What stretch of time one cell of a day column stands for.
enum class Grain { kHour, kDay, kWeek, kMonth, kQuarter, kYear };

// What a column means. `role` is the id of a measure ("spend") or a dimension
// ("channel"), empty where the column has none; a column with `measure` false
// and a role is a dimension.
struct ColumnRole {
  std::string role;
  bool measure = false;
  std::string type;      // money count percent ratio number date text id duration boolean
  std::string unit;      // currency code, "seconds", "percent" or ""
  std::string currency;  // ISO 4217 code of a money column, "" where unknown
};

// One immutable column. Builders make it; nobody changes it afterwards.
//
// A number column keeps 64-bit integers at one decimal scale: cell = Units(row)
// / 10^scale(). Where the cells do not fit so, exact() is false and Real(row)
// alone holds.
class Column {
 public:
  Kind kind() const { return kind_; }
  const std::string& name() const { return name_; }  // the header, after renaming
  int position() const { return position_; }         // 0-based in the file
  const ColumnRole& role() const { return role_; }
  size_t size() const { return nulls_.size(); }

  bool IsNull(size_t row) const { return nulls_.At(row); }
  size_t null_count() const { return nulls_.count(); }
  const NullMask& nulls() const { return nulls_; }

  // kNumber. A null row reads as 0.
  bool exact() const { return exact_; }
  int scale() const { return scale_; }
  int64_t Units(size_t row) const { return ints_.At(row); }
  double Real(size_t row) const { return exact_ ? ToDouble(ints_.At(row), scale_) : reals_[row]; }

  // kDay: the first day of the cell's stretch of time.
  Grain grain() const { return grain_; }
  Day DayAt(size_t row) const { return static_cast<Day>(ints_.At(row)); }

  // kText: codes number the distinct texts in order of first appearance. A null
  // row reads as 0: look at the mask first.
  uint32_t Code(size_t row) const { return static_cast<uint32_t>(ints_.At(row)); }
  const Texts& dictionary() const { return *dictionary_; }

  // Blocks for fast loops: rows [begin, begin + count) as Units, DayAt or Code
  // would give them. REQUIRES: begin + count <= size(), and an exact column.
  void ReadInts(size_t begin, size_t count, int64_t* out) const { ints_.Read(begin, count, out); }
  // The same as they lie in memory. REQUIRES: made by a builder.
  const PackedInts& packed() const { return ints_; }
  const std::vector<double>& reals() const { return reals_; }  // exact() is false

  // Sum of the cells at scale(). REQUIRES: an exact number column.
  Int128 Sum() const;

 private:
  friend class NumberBuilder;
  friend class DayBuilder;
  friend class TextBuilder;
  friend class Table;
  friend class ColumnWire;
  friend Column Gather(const Column& column, const std::vector<uint32_t>& rows);
  friend Column WithRole(Column column, ColumnRole role);

  Kind kind_ = Kind::kText;
  std::string name_;
  int position_ = -1;
  ColumnRole role_;
  NullMask nulls_;
  bool exact_ = true;
  int scale_ = 0;
  Grain grain_ = Grain::kDay;
  PackedInts ints_;
  std::vector<double> reals_;
  // Columns that were made of one another share it.
  std::shared_ptr<Texts> dictionary_ = std::make_shared<Texts>();
};

}  // namespace mittari::table
