#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog.h"
#include "engines/revenue.h"
#include "measure/axis.h"
#include "measure/cells.h"
#include "report/query.h"
#include "report/workspace.h"

namespace mittari::report {

struct Selection;

// Whether every change of a customer counts on its day (the parameter event_level), and not the
// difference of month ends.
bool ByEvents(const Query& query);

// The last day that is known of: the data's, but not after today, unless the question goes on to a
// day of its own. An end on a day to come is planned, and has not happened.
Day LastKnown(const engines::Spans& spans, const Query& query);

// One source of subscriptions under one query. Its groups are numbered as it
// finds them; the book says which key each of them has.
class Recurring {
 public:
  // Rows are kept by the axes' filters and grouped by the axes in `by`.
  Recurring(const Input& input, const Query& query, const std::vector<measure::Axis>& by,
            const std::vector<measure::Filter>& filters, const catalog::Catalog& catalog);

  static bool Has(const Input& input, std::string_view measure);
  bool Has(std::string_view measure) const;

  // Texts of the grouping dimensions, per group.
  const std::vector<std::vector<std::string>>& groups() const { return texts_; }
  void SetKeys(std::vector<int> keys);  // group -> key of the book

  // A flow or window measure over the selection.
  measure::Final Sum(std::string_view measure, const Selection& selection) const;
  // The stock just before `before` (the end of the data without it); nothing
  // where the data begin later.
  std::optional<measure::Final> Stock(std::string_view measure, const Selection& selection,
                                      std::optional<Day> before) const;
  bool AnyRows(const Selection& selection) const;
  std::vector<std::string> Currencies(const Selection& selection) const;
  // (bucket, key) pairs that have customers.
  std::vector<std::pair<period::Bucket, int>> Places(const Selection& whole) const;

  // Rows that give revenue on some day of the selection, or just before it.
  int64_t Rows(const Selection& selection) const;
  // The customers behind the selection.
  std::vector<engines::Ledger::Part> Parts(const Selection& selection) const;
  // Whether other customers brought this one.
  bool Referred(uint32_t customer) const { return revenue_->Referred(customer); }
  const engines::Spans& spans() const { return revenue_->spans(); }

 private:
  // The part of the selection that is known; all groups of a question end on the same day.
  period::Window WindowOf(const Selection& selection) const;
  // kLeftOut where the key has none, and where the selection's days tell nothing of it.
  int GroupOf(const Selection& selection) const;

  const Query* query_;
  period::Window covered_;  // from the first day of the data to the last one known
  std::vector<std::vector<std::string>> texts_;
  std::vector<int> keys_;
  std::vector<int> group_of_;  // key -> group
  bool referred_known_ = false;
  std::unique_ptr<engines::Revenue> revenue_;
};

}  // namespace mittari::report
