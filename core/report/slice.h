#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "measure/cells.h"
#include "report/book.h"

namespace mittari::report {

// The cells of one selection, and what was added up over them: worked out when
// first asked for, and shared by all metrics.
class Slice {
 public:
  Slice(const Book& book, Selection selection);
  // Only these cells (one list per sheet), in place of the selection's own.
  Slice(const Book& book, Selection selection, std::vector<std::vector<uint32_t>> cells)
      : book_(book), selection_(std::move(selection)), cells_(std::move(cells)) {}

  const Selection& selection() const { return selection_; }
  const std::vector<uint32_t>& CellsOf(size_t sheet) const { return cells_[sheet]; }
  bool AnyRows() const;

  // Over all sheets that have the measure. Rows of other sheets do not count.
  // Nothing for index -1.
  const measure::Final& Sum(int index) const;

  // The cells cut by time, for intervals. Measures are taken from the sheets
  // `involved`: days, weeks once there are six weeks of days, else the data's
  // own periods. Fewer than stats::kMinClusters clusters: count is 0.
  struct Clusters {
    std::vector<bool> involved;
    size_t count = 0;
    // Per sheet, where each cluster's cells begin in its list, and the end.
    std::vector<std::vector<uint32_t>> begins;
    std::vector<std::vector<double>> sums;  // per measure, per cluster
  };
  Clusters& ClustersOver(const std::vector<bool>& involved) const;
  // Exact within a cluster: the digits do not depend on how rows were cut.
  const std::vector<double>& SumsOf(Clusters& clusters, int index) const;

 private:
  Clusters Cut(const std::vector<bool>& involved) const;

  const Book& book_;
  Selection selection_;
  std::vector<std::vector<uint32_t>> cells_;
  mutable std::vector<std::optional<measure::Final>> sums_;
  mutable std::vector<std::unique_ptr<Clusters>> clusters_;
};

// The slices of late: every metric asks for the same ones.
class Slices {
 public:
  explicit Slices(const Book& book) : book_(book) {}
  std::shared_ptr<const Slice> Of(const Selection& selection);
  // Drops all; those in use live on.
  void Clear() { known_.clear(); }

 private:
  const Book& book_;
  std::vector<std::shared_ptr<const Slice>> known_;
};

}  // namespace mittari::report
