#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/rational.h"
#include "measure/axis.h"
#include "table/table.h"

namespace mittari::measure {

// The day of rows without a date.
inline constexpr Day kNoDay = std::numeric_limits<Day>::min();

// The finished sum of one measure over a selection: the first thing that is a
// number, and the only thing a formula is given.
struct Final {
  Rational sum;
  bool exact = true;     // false where floating-point cells took part
  int64_t rows = 0;      // in the selection
  int64_t filled = 0;    // of them, with a value
  int64_t negative = 0;  // of them, below zero
  bool none = false;     // nothing happened in the selection, and that is known: no row is 0

  bool missing() const { return filled == 0 && !none; }
  int64_t blank() const { return rows - filled; }

  // The sum over this selection and another, disjoint one.
  void Append(const Final& part);
};

// What to read from a table. All pointers must outlive the scan.
struct Slot {
  std::string measure;
  const table::Column* column = nullptr;  // a number column
  std::optional<Filter> only;             // count only these rows (organic sessions)
};
struct Scan {
  size_t rows = 0;
  const table::Column* day = nullptr;  // a day column; else every row has `fixed_day`
  Day fixed_day = kNoDay;
  std::vector<Axis> axes;
  std::vector<Filter> filters;  // a row must pass all of them
  std::vector<Slot> slots;
};

class Cells;

// Sums by cell (day x axes), half done: the state of one shard of a query.
//
// Partials over disjoint rows merge into the partial of their union, whatever
// the cut and the order: integers are summed in 128 bits, floating-point cells
// without rounding. A partial cannot be read; only Finish() yields numbers, so
// that a half-read file is never shown as a result.
class PartialCells {
 public:
  // Rows [begin, end) of the scan.
  static PartialCells Of(const Scan& scan, size_t begin, size_t end);
  static PartialCells Of(const Scan& scan) { return Of(scan, 0, scan.rows); }

  // REQUIRES: the same axes and slots, by name and order.
  void Merge(const PartialCells& later);

  // Wire format, little endian: "MC", version byte 1, then counted lists of
  // axes (name, labels), slots (name, scale, signs seen), cells (day, codes,
  // rows; per slot: sum in 16 bytes, filled, negative, exact remainders as
  // doubles). Counts and texts are LEB128-prefixed.
  std::vector<uint8_t> ToBytes() const;
  // state.bad_format for anything ToBytes did not write.
  static Result<PartialCells> FromBytes(const uint8_t* data, size_t size);

  Cells Finish() &&;

 private:
  friend class Cells;
  friend class Cube;
  friend class Scanner;

  struct Sums {
    std::string measure;
    int scale = 0;
    bool positive_seen = false;
    bool negative_seen = false;
    std::vector<Int128> units;
    std::vector<int64_t> filled;
    std::vector<int64_t> negative;
    // Floating-point cells: sums kept as expansions, exact to the last bit.
    std::map<uint32_t, std::vector<double>> reals;
  };
  void Rescale(Sums* sums, int scale);

  std::vector<std::string> axis_names_;
  std::vector<std::vector<std::string>> labels_;  // per axis
  std::vector<Day> days_;                         // per cell
  std::vector<uint32_t> codes_;                   // cell * axes + axis
  std::vector<int64_t> rows_;                     // per cell
  std::vector<Sums> sums_;                        // per slot
};

// The finished cells: ordered by day, then by labels in code point order.
class Cells {
 public:
  Cells() = default;

  size_t size() const { return state_.days_.size(); }
  Day DayOf(uint32_t cell) const { return state_.days_[cell]; }
  size_t axes() const { return state_.axis_names_.size(); }
  const std::string& AxisName(size_t axis) const { return state_.axis_names_[axis]; }
  const std::vector<std::string>& Labels(size_t axis) const { return state_.labels_[axis]; }
  uint32_t CodeOf(uint32_t cell, size_t axis) const { return state_.codes_[cell * axes() + axis]; }

  // -1 where there is no such slot.
  int SlotOf(std::string_view measure) const;
  bool PositiveSeen(int slot) const { return state_.sums_[slot].positive_seen; }
  bool NegativeSeen(int slot) const { return state_.sums_[slot].negative_seen; }

  int64_t Rows(uint32_t cell) const { return state_.rows_[cell]; }
  int64_t Filled(int slot, uint32_t cell) const { return state_.sums_[slot].filled[cell]; }
  Final Sum(int slot, const uint32_t* cells, size_t count) const;
  Final Sum(int slot, const std::vector<uint32_t>& cells) const {
    return Sum(slot, cells.data(), cells.size());
  }
  // For each part k < parts, the double nearest to the sum over cells [begins[k], begins[k + 1])
  // of the list.
  void Numbers(int slot, const uint32_t* list, const uint32_t* begins, size_t parts,
               double* out) const;

 private:
  friend class Cube;
  friend class PartialCells;
  PartialCells state_;
};

// Adds x to an expansion whose parts do not overlap (Shewchuk): exactly.
void AddExactly(std::vector<double>* parts, double x);

}  // namespace mittari::measure
