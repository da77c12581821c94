#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formula/eval.h"
#include "measure/cells.h"
#include "report/book.h"
#include "report/slice.h"

namespace mittari::report {

// Final sums over one selection, as a formula's terms.
class View : public formula::Terms {
 public:
  // `prior` is the compared period for prior(); without it, prior() is missing.
  // `lagged` is where costs are read months before; without it, with the rest.
  View(const Book& book, std::shared_ptr<const Slice> slice, std::shared_ptr<const Slice> prior,
       std::shared_ptr<const Slice> lagged = nullptr)
      : book_(book),
        slice_(std::move(slice)),
        prior_(std::move(prior)),
        lagged_(std::move(lagged)) {}

  const Selection& selection() const { return slice_->selection(); }
  const Slice& slice() const { return *slice_; }

  const measure::Final& Sum(std::string_view id) const { return slice_->Sum(book_.IndexOf(id)); }

  formula::Value Measure(formula::Aggregate aggregate, std::string_view id,
                         bool prior) const override;
  formula::Value Lagged(formula::Aggregate aggregate, std::string_view id,
                        bool prior) const override;
  std::optional<formula::Value> Metric(std::string_view id, bool prior) const override;
  formula::Value Param(std::string_view id) const override;
  bool Has(std::string_view measure) const override;
  bool HasDimension(std::string_view dimension) const override;

 private:
  formula::Value Signed(int index, const measure::Final& sum) const;
  formula::Value Trailing(const TrailingRate& rate, const Slice& of) const;
  formula::Value StockValue(std::string_view id, bool open) const;

  const Book& book_;
  std::shared_ptr<const Slice> slice_;
  std::shared_ptr<const Slice> prior_;
  std::shared_ptr<const Slice> lagged_;
};

// Cells that hold a value of every measure: what the reading 'leave_out' uses.
//
// A cell is a native date bucket x the selected segment, joined over the
// sources involved; company-level metrics look at date buckets only. Where no
// cell is complete, or the sources do not share the segment, buckets alone are
// looked at, and `coarsened` says so.
struct Complete {
  bool coarsened = false;
  int64_t used = 0;                          // cells complete
  int64_t selected = 0;                      // cells looked at
  std::vector<std::vector<uint32_t>> cells;  // per sheet
};
Complete CompleteCells(const Book& book, const Selection& selection,
                       const std::vector<std::string>& measures, bool per_segment);

// The whole months that a trailing rate looks at for the selection, the last one first; none where
// nothing is known of when.
std::vector<Selection> TrailingMonths(const Book& book, const TrailingRate& rate, const Selection& of);

}  // namespace mittari::report
