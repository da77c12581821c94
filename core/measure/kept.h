#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "measure/axis.h"
#include "measure/cells.h"
#include "measure/cube.h"

namespace mittari::measure {

struct Limits {
  size_t least_rows = 20000;         // smaller tables are scanned each time
  size_t most_cells = 400000;        // of one cube
  size_t rows_per_cell = 3;          // at least, or the rows are as quick
  size_t bytes = size_t{4} << 20;    // of all cubes; the one used longest ago goes first
};

// The last day of a column, and whether any row's is after its day in `from`.
struct Ends {
  std::optional<Day> last;
  bool longer = false;
};

// What was found out about one table, kept for the next question: its days, its
// axes, and cubes of sums. It never changes an answer. Whoever changes the
// table calls Forget.
class Kept {
 public:
  Kept() = default;
  explicit Kept(Limits limits) : limits_(limits) {}

  void Forget();
  void Allow(size_t bytes) { limits_.bytes = bytes; }

  // The distinct days of the table's date column, in order.
  const std::vector<Day>& Days(const table::Column& column);

  // The axis under this name; nullptr where none was kept.
  const Axis* Find(std::string_view name) const;
  void Keep(Axis axis);

  // REQUIRES: always the same two columns.
  const Ends& EndsOf(const table::Column& column, const table::Column& from);

  // The scan's cells: from a cube, or from the rows where none can be. Axes
  // that questions may filter by are `welcome` in a new cube, as far as it
  // stays small.
  // REQUIRES: an axis of one name, or a slot of one measure, always means the same.
  Cells Sum(const Scan& scan, const std::vector<Axis>& welcome);

  size_t bytes() const;

 private:
  struct Held {
    Cube cube;
    uint64_t used = 0;
  };
  // The smallest cube that covers the scan, made where it can be.
  Cube* CubeFor(const Scan& scan, const std::vector<Axis>& welcome);
  void Trim();

  Limits limits_;
  uint64_t clock_ = 0;
  std::optional<std::vector<Day>> days_;
  std::optional<Ends> ends_;
  std::map<std::string, Axis, std::less<>> axes_;
  std::vector<Held> cubes_;
  std::set<std::vector<std::string>> refused_;  // axes that make too many cells
};

}  // namespace mittari::measure
