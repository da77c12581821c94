#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "measure/axis.h"

namespace mittari::report {

// The rows of a table under a query's filters and dimensions, for measures that
// are no sums of cells.
struct RowGroups {
  static constexpr int kLeftOut = -2;

  // Of each row its group, or kLeftOut for one that the filters leave out;
  // empty where nothing is grouped or filtered: every row is in group 0.
  std::vector<int> of;
  // Texts of the grouping dimensions, per group.
  std::vector<std::vector<std::string>> texts;

  static RowGroups Of(size_t rows, const std::vector<measure::Axis>& by,
                      const std::vector<measure::Filter>& filters);
};

}  // namespace mittari::report
