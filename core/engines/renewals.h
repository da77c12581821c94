#pragma once

#include <cstdint>
#include <vector>

#include "base/date.h"
#include "engines/spans.h"
#include "table/table.h"

namespace mittari::engines {

// A contract renewed this many days late still counts as renewed.
inline constexpr int kGraceDays = 30;

// A contract that comes up for renewal.
struct Renewal {
  uint32_t row = 0;
  Day due = 0;
  bool renewed = false;
  bool late = false;       // renewed after it was due
  bool undecided = false;  // not renewed, and the days of grace are not over
  int64_t value_due = 0;   // amount x quantity of one term, in whole units; 0 without an amount
  // Of what follows, at most value_due; what follows in another currency counts as worth as much.
  int64_t value_won = 0;
  uint16_t currency = 0;  // index into the spans' currencies()
};

// Contracts of three months and longer come up at the end of every term until
// they end; what runs from month to month has nothing to renew. One that ends
// is renewed where its customer has another one from then on, at the latest
// kGraceDays after; one that ends inside a term was not renewed at its end.
// Empty where the table has no intervals. `through`: the last day known.
// REQUIRES: the spans are the table's.
std::vector<Renewal> Renewals(const table::Table& table, const Spans& spans, Day through);

// The decided ones as a table by due day: renewals_due, renewals_won and, with amounts,
// renewal_value_due and renewal_value_won, beside every text column of the file.
table::Table RenewalTable(const table::Table& table, const std::vector<Renewal>& renewals);

}  // namespace mittari::engines
