#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engines/buyers.h"
#include "measure/axis.h"
#include "measure/cells.h"
#include "report/row_groups.h"

namespace mittari::report {

struct Selection;

// One source of single orders under one query, for what its cells can't add up:
// customers, and orders whose lines fall into several groups.
class Buying {
 public:
  Buying(const engines::Orders& orders, const std::vector<measure::Axis>& by,
         const std::vector<measure::Filter>& filters);

  // Whether the measure is counted here and not in cells.
  bool Has(std::string_view measure) const;

  const std::vector<std::vector<std::string>>& groups() const { return texts_; }
  void SetKeys(const std::vector<int>& keys);  // group -> key of the book

  measure::Final Count(std::string_view measure, const Selection& selection) const;

 private:
  const engines::Orders* orders_;
  std::vector<std::vector<std::string>> texts_;
  std::vector<int> group_of_;  // key -> group
  mutable std::unique_ptr<engines::Buyers> buyers_;
};

}  // namespace mittari::report
