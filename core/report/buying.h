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
// customers, orders whose lines fall into several groups, and first orders where
// another source may hold an earlier one.
class Buying {
 public:
  Buying(const engines::Orders& orders, const std::vector<measure::Axis>& by,
         const std::vector<measure::Filter>& filters);

  // Customers of the same name are one in all of them.
  static void Join(const std::vector<Buying*>& all);

  // Whether the measure is counted here and not in cells.
  bool Has(std::string_view measure) const { return buyers_->Counter(measure) != nullptr; }
  // Whether the order adds to it.
  bool Counts(std::string_view measure, uint32_t order) const { return buyers_->Counts(measure, order); }

  const std::vector<std::vector<std::string>>& groups() const { return texts_; }
  void SetKeys(const std::vector<int>& keys);  // group -> key of the book

  // `on`: what comes on top of the sources that were asked just before for the same.
  // REQUIRES: Has(measure).
  measure::Final Count(std::string_view measure, const Selection& selection, bool on) const;

 private:
  std::vector<std::vector<std::string>> texts_;
  std::vector<int> group_of_;  // key -> group
  std::unique_ptr<engines::Buyers> buyers_;
};

}  // namespace mittari::report
