#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/source.h"

namespace mittari::ingest {

// How far a total of rounded amounts may lie from the sum of that many rounded
// rows. `exact`: the amounts are decimals of `scale` places.
double TotalRounding(bool exact, int scale, size_t rows, double sum);

// Compares what rows labelled as totals say of a column with its sum. They may be
// one grand total, subtotals, or both: the column agrees where one of them, or all
// together, match its sum.
class TotalCheck {
 public:
  TotalCheck(double sum, double rounding) : sum_(sum), rounding_(rounding) {}

  // `text` is kept as a view.
  void Add(double value, int64_t line, std::string_view text);
  bool Agrees() const;
  // total.disagrees{column, total, sum}, with the greatest total.
  Finding Disagrees(const std::string& column) const;

 private:
  double sum_, rounding_;
  bool any_ = false, agrees_ = false;
  double together_ = 0, greatest_ = 0;
  int64_t line_ = 0;
  std::string_view text_;
};

}  // namespace mittari::ingest
