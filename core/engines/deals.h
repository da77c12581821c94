#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "engines/deal_facts.h"
#include "engines/words.h"
#include "table/table.h"

namespace mittari::engines {

// What one row of a deals table says of one deal.
struct Deal {
  Outcome outcome = Outcome::kOpen;
  std::optional<Day> created;
  std::optional<Day> closed;     // of won and lost deals alone: an open deal's close date is a plan
  std::optional<Day> began;      // the first touch, else the creation
  bool from_created = false;     // began is the creation

  // Days from beginning to close; below 0 where the dates contradict.
  std::optional<int> Cycle() const;
};

// The deals of one table, as tables of what happened on a day: one measure
// table can then be grouped, filtered and summed as any other, and a deal
// counts in each period for what it did there.
//
//   closes   one row per won or lost deal, by close date: won_deals, lost_deals, won_amount,
//            lost_amount, cycle_days_won, …
//   created  one row per deal, by creation date: pipeline_created_amount, cohort_won_amount, …
//
// A measure is blank only where the deal should have it and has not: an amount
// of a won deal. open_deals and open_pipeline_amount are changes of a stock,
// +1 in `created` and -1 in `closes`: their state on a day is the sum up to it.
// Every column of the file that tells rows apart is in both. Columns are made
// when a question looks for them.
class Deals {
 public:
  // Whether the table has a deal a row, and says what became of it.
  static bool Reads(const table::Table& table);
  // REQUIRES: Reads(table). The table must outlive it.
  static Deals Of(const table::Table& table);

  Deal At(size_t row) const;
  // All of them, for those who look at each; made when first asked for.
  const std::vector<Deal>& deals() const;
  const table::Table& closes() const { return closes_; }
  const table::Table& created() const { return created_; }
  // Rows of the file behind the rows of closes(); those of created() are the same.
  const std::vector<uint32_t>& close_rows() const { return facts_->close_rows; }
  const std::vector<Issue>& notes() const { return facts_->notes; }

  // Measures in both tables whose sum up to a day is their state on it.
  static bool IsStock(std::string_view measure);

 private:
  std::shared_ptr<const DealFacts> facts_;
  table::Table closes_;
  table::Table created_;
  mutable std::vector<Deal> deals_;
};

}  // namespace mittari::engines
