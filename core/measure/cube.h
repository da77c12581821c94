#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "measure/axis.h"
#include "measure/cells.h"

namespace mittari::measure {

// The distinct days of a column, in order; blank cells aside.
std::vector<Day> DistinctDays(const table::Column& column);

// Sums of a table's rows by day and several axes, kept so that any question
// whose axes and filters are among them is answered without looking at rows.
// The sums are whole numbers of 32 or 64 bits that are proven not to overflow:
// what Fold gives is what a scan of the rows would give, to the bit. Nothing is
// kept row by row: the axes and the day column must outlive the cube.
class Cube {
 public:
  // Reads day and axes of the scan's rows. nullopt where there would be more
  // than `most_cells` cells. `days` are the distinct days of scan.day.
  static std::optional<Cube> Of(const Scan& scan, const std::vector<Day>& days,
                                std::vector<Axis> axes, size_t most_cells);

  bool HasAxis(std::string_view name) const { return AxisAt(name) >= 0; }
  // Whether every axis and filter of the scan is an axis of the cube.
  bool Covers(const Scan& scan) const;
  size_t cells() const { return rows_.size(); }

  // Sums these measures too, those that are not there yet, in one pass over the
  // rows. false where cells are no whole numbers, or so large that 64 bits may
  // not hold their sum.
  bool Add(const std::vector<Slot>& slots);

  // The answer to the scan. REQUIRES: Covers(scan), and its slots were added.
  Cells Fold(const Scan& scan) const;

  // Of memory.
  size_t bytes() const;

 private:
  struct Sums {
    std::string measure;
    int scale = 0;
    std::vector<int32_t> narrow;  // the sums, where all of them fit
    std::vector<int64_t> wide;    // else here
    // Empty where every row has a value, and where no value is below zero.
    std::vector<uint32_t> filled;
    std::vector<uint32_t> negative;
    std::vector<uint8_t> positive;  // of a measure that has both signs
  };
  // How cells of the cube fall on those of an answer.
  struct Step {
    uint32_t from;  // combination of codes
    uint32_t to;
  };
  struct Folding;

  int AxisAt(std::string_view name) const;
  const Sums* Find(std::string_view measure) const;
  bool NumberCombinations(size_t most_cells);
  void PlaceDays();
  void ReadCodes(size_t begin, size_t count, uint32_t* room, uint32_t* out) const;
  // The cells of rows [begin, begin + count), at most kBlock.
  void ReadCells(size_t begin, size_t count, uint32_t* out) const;
  struct Adding;
  bool Begin(const Slot& slot, Adding* adding) const;
  Folding FoldingOf(const Scan& scan) const;

  static constexpr size_t kBlock = 1024;

  size_t row_count_ = 0;
  const table::Column* day_ = nullptr;
  std::vector<Axis> axes_;
  std::vector<Day> days_;
  std::vector<uint32_t> place_;   // days from the first one -> the day's first cell
  size_t combinations_ = 0;
  std::vector<uint32_t> codes_;   // combination * axes + axis
  std::vector<uint32_t> number_;  // codes as one number -> combination; empty where all are one
  std::vector<uint32_t> rows_;    // per cell: day * combinations + combination
  uint32_t most_rows_ = 0;        // of one cell
  std::vector<Sums> sums_;
};

}  // namespace mittari::measure
