#include "engines/cohorts.h"

#include <algorithm>
#include <limits>

#include "period/bucket.h"

namespace mittari::engines {
namespace {

int32_t MonthOf(Day day) { return period::BucketOf(day, period::Grain::kMonth); }

}  // namespace

std::vector<Cohort> Cohorts(const Spans& spans, const std::vector<uint32_t>& picked, Day through) {
  std::vector<uint32_t> all = picked;
  if (all.empty()) {
    all.resize(spans.spans().size());
    for (uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  }
  // The first start of all, whether or not the customer is there at a month's end.
  constexpr Day kNone = std::numeric_limits<Day>::max();
  std::vector<Day> start(spans.customers(), kNone);
  Day first = kNone;
  for (const uint32_t i : all) {
    const Span& span = spans.spans()[i];
    start[span.customer] = std::min(start[span.customer], span.start);
    first = std::min(first, span.start);
  }
  if (first == kNone || first > through) return {};
  const int32_t first_month = MonthOf(first);
  // The last month that is over.
  int32_t last_month = MonthOf(through);
  if (period::SpanOf(last_month, period::Grain::kMonth).to - 1 > through) --last_month;
  const int32_t months = last_month - first_month + 1;

  const Ledger ledger = Ledger::Of(spans, all, {});
  std::vector<Cohort> out;
  for (int32_t m = 0; m <= MonthOf(through) - first_month; ++m) {
    Cohort cohort;
    cohort.month = first_month + m;
    const size_t cells = static_cast<size_t>(std::max(months - m, 0));
    cohort.retained.resize(cells);
    cohort.mrr.resize(cells);
    out.push_back(std::move(cohort));
  }
  // Each customer's steps as changes between months, then summed up along the row.
  std::vector<Day> month_end;
  for (int32_t m = 0; m < months; ++m) {
    month_end.push_back(period::SpanOf(first_month + m, period::Grain::kMonth).to - 1);
  }
  for (const Day day : start) {
    if (day == kNone || day > through) continue;
    ++out[static_cast<size_t>(MonthOf(day) - first_month)].size;
  }
  ledger.EachStep([&](uint32_t customer, Day day, int64_t before, int64_t after) {
    if (months <= 0 || day > month_end.back()) return;
    const auto at = std::lower_bound(month_end.begin(), month_end.end(), day);
    const int32_t own = MonthOf(start[customer]) - first_month;
    Cohort& cohort = out[static_cast<size_t>(own)];
    const size_t k = static_cast<size_t>(at - month_end.begin() - own);
    cohort.retained[k] += (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    cohort.mrr[k] += after - before;
  });
  for (Cohort& cohort : out) {
    for (size_t k = 1; k < cohort.retained.size(); ++k) {
      cohort.retained[k] += cohort.retained[k - 1];
      cohort.mrr[k] += cohort.mrr[k - 1];
    }
  }
  out.erase(std::remove_if(out.begin(), out.end(), [](const Cohort& c) { return c.size == 0; }), out.end());
  return out;
}

}  // namespace mittari::engines
