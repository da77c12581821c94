#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/date.h"
#include "engines/ledger.h"
#include "engines/spans.h"

namespace mittari::engines {

// Customers by the month of their first start, month by month after it.
//
// retained[k] of `size` are active at the end of the month k months later;
// month 0 may hold fewer than all, since some leave in the month they come in,
// and one who returns counts again. mrr[k] is theirs at that month's end, to be
// set against mrr[0]. Months not over by `through` are not there.
struct Cohort {
  int32_t month = 0;  // bucket of period::Grain::kMonth
  int64_t size = 0;
  std::vector<int64_t> retained;
  std::vector<int64_t> mrr;  // in the spans' unit
};

// Every month that someone started in, in order. Linear in spans and in the
// cells of the table. `picked`: indexes of spans, or empty for all.
std::vector<Cohort> Cohorts(const Spans& spans, const std::vector<uint32_t>& picked, Day through);

}  // namespace mittari::engines
