#pragma once

#include <cstdint>
#include <vector>

#include "base/date.h"
#include "engines/spans.h"

namespace mittari::engines {

// What happened to MRR and customers between two snapshots: the day before
// `from` and the day before `to`. Amounts are in the spans' unit; losses are
// positive. opening + fresh + expansion + reactivated - contraction - churned
// is closing, to the last unit.
struct Movement {
  int64_t opening = 0;
  int64_t closing = 0;
  int64_t fresh = 0;        // of customers never seen in an earlier snapshot
  int64_t expansion = 0;
  int64_t contraction = 0;
  int64_t churned = 0;
  int64_t reactivated = 0;  // of customers seen before, but not in the opening
  int64_t referred = 0;     // the part of fresh that other customers brought
  // Of the customers in the opening, whatever they do later: what they still
  // pay, and the same without anyone paying more than at the opening.
  int64_t kept = 0;
  int64_t kept_capped = 0;

  int64_t opening_customers = 0;
  int64_t closing_customers = 0;
  int64_t fresh_customers = 0;
  int64_t expanded_customers = 0;
  int64_t contracted_customers = 0;
  int64_t churned_customers = 0;
  int64_t reactivated_customers = 0;
  int64_t joined_and_left = 0;    // in neither snapshot, but active between
  int64_t left_and_returned = 0;  // in both snapshots, with a gap between

  // Adds the flows and counts of the following stretch; the closing becomes its.
  void Append(const Movement& next);
};

// Every customer's MRR as steps in time, for the rows that were picked. A
// customer whose rows come to less than nothing counts as nothing.
class Ledger {
 public:
  // Of the spans with these indexes, in any order. `referred`, by customer,
  // may be empty. Linear in the spans.
  static Ledger Of(const Spans& spans, const std::vector<uint32_t>& picked,
                   const std::vector<uint8_t>& referred);

  size_t customers() const { return customer_.size(); }
  uint32_t CustomerAt(size_t index) const { return customer_[index]; }
  // MRR at the end of the day.
  int64_t LevelAt(size_t index, Day day) const;

  // The stretches [bounds[i], bounds[i + 1]), all in one pass over the steps.
  // A customer has been seen before where an earlier bound's snapshot, or any
  // day before the first bound, has MRR. REQUIRES: bounds rise.
  std::vector<Movement> Walk(const std::vector<Day>& bounds) const;

  // A customer's part in one stretch, for lists; opening == closing == 0 for
  // one that only joined and left.
  struct Part {
    uint32_t customer = 0;
    int64_t opening = 0;
    int64_t closing = 0;
    bool seen_before = false;
    bool gap = false;
  };
  // All customers with an opening, a closing or a step inside, by number.
  std::vector<Part> Parts(Day from, Day to, const std::vector<Day>& snapshots) const;

  // step(customer, day, before, after), each customer's in order of days.
  template <typename Step>
  void EachStep(const Step& step) const {
    for (size_t c = 0; c < customer_.size(); ++c) {
      int64_t level = 0;
      for (uint32_t s = begin_[c]; s < begin_[c + 1]; ++s) {
        step(customer_[c], day_[s], level, level_[s]);
        level = level_[s];
      }
    }
  }

  Day first() const { return first_; }  // of any step; 0 without steps
  Day last() const { return last_; }    // the last step

 private:
  std::vector<uint32_t> customer_;
  std::vector<uint8_t> referred_;  // by index; may be empty
  std::vector<uint32_t> begin_;    // index -> first step; one more at the end
  std::vector<Day> day_;           // of each step
  std::vector<int64_t> level_;     // from that day on
  Day first_ = 0;
  Day last_ = 0;
};

// The bounds of whole calendar months over [from, to), cut to it.
std::vector<Day> MonthBounds(Day from, Day to);

}  // namespace mittari::engines
