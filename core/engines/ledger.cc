#include "engines/ledger.h"

#include <algorithm>

#include "period/bucket.h"

namespace mittari::engines {
namespace {

struct Event {
  Day day;
  int64_t change;
};

// Few events a customer, mostly in order already.
void SortByDay(Event* begin, Event* end) {
  if (end - begin > 32) {
    std::sort(begin, end, [](const Event& a, const Event& b) { return a.day < b.day; });
    return;
  }
  for (Event* at = begin + 1; at < end; ++at) {
    const Event moved = *at;
    Event* to = at;
    for (; to > begin && moved.day < (to - 1)->day; --to) *to = *(to - 1);
    *to = moved;
  }
}

}  // namespace

void Movement::Append(const Movement& next) {
  closing = next.closing;
  closing_customers = next.closing_customers;
  fresh += next.fresh;
  expansion += next.expansion;
  contraction += next.contraction;
  churned += next.churned;
  reactivated += next.reactivated;
  referred += next.referred;
  fresh_customers += next.fresh_customers;
  expanded_customers += next.expanded_customers;
  contracted_customers += next.contracted_customers;
  churned_customers += next.churned_customers;
  reactivated_customers += next.reactivated_customers;
  joined_and_left += next.joined_and_left;
  left_and_returned += next.left_and_returned;
}

Ledger Ledger::Of(const Spans& spans, const std::vector<uint32_t>& picked,
                  const std::vector<uint8_t>& referred) {
  Ledger out;
  const std::vector<Span>& all = spans.spans();
  // By customer: counted where most of them are picked, else sorted.
  std::vector<uint32_t> order(picked.size());
  if (picked.size() * 8 > spans.customers()) {
    std::vector<uint32_t> begin(spans.customers() + 1, 0);
    for (const uint32_t i : picked) ++begin[all[i].customer + 1];
    for (size_t c = 0; c + 1 < begin.size(); ++c) begin[c + 1] += begin[c];
    for (const uint32_t i : picked) order[begin[all[i].customer]++] = i;
  } else {
    order = picked;
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return all[a].customer < all[b].customer; });
  }
  out.day_.reserve(2 * order.size());
  out.level_.reserve(2 * order.size());
  std::vector<Event> events;
  for (size_t i = 0; i < order.size();) {
    const uint32_t customer = all[order[i]].customer;
    events.clear();
    for (; i < order.size() && all[order[i]].customer == customer; ++i) {
      const Span& span = all[order[i]];
      events.push_back({span.start, span.amount});
      if (span.end != kNever) events.push_back({span.end, -span.amount});
    }
    SortByDay(events.data(), events.data() + events.size());
    const size_t steps = out.day_.size();
    int64_t sum = 0;
    int64_t level = 0;
    for (size_t e = 0; e < events.size();) {
      const Day day = events[e].day;
      for (; e < events.size() && events[e].day == day; ++e) sum += events[e].change;
      if (std::max<int64_t>(sum, 0) == level) continue;
      level = std::max<int64_t>(sum, 0);
      out.day_.push_back(day);
      out.level_.push_back(level);
    }
    if (out.day_.size() == steps) continue;
    out.customer_.push_back(customer);
    if (!referred.empty()) out.referred_.push_back(referred[customer]);
    out.begin_.push_back(static_cast<uint32_t>(steps));
  }
  out.begin_.push_back(static_cast<uint32_t>(out.day_.size()));
  if (!out.day_.empty()) {
    out.first_ = *std::min_element(out.day_.begin(), out.day_.end());
    out.last_ = *std::max_element(out.day_.begin(), out.day_.end());
  }
  return out;
}

int64_t Ledger::LevelAt(size_t index, Day day) const {
  int64_t level = 0;
  for (uint32_t s = begin_[index]; s < begin_[index + 1] && day_[s] <= day; ++s) level = level_[s];
  return level;
}

std::vector<Movement> Ledger::Walk(const std::vector<Day>& bounds) const {
  if (bounds.size() < 2) return {};
  std::vector<Movement> out(bounds.size() - 1);
  const Day first = bounds.front();
  const Day end = bounds.back();
  std::vector<uint32_t> stretch_of(static_cast<size_t>(end - first));
  for (uint32_t s = 0; s + 1 < bounds.size(); ++s) {
    std::fill(stretch_of.begin() + (bounds[s] - first), stretch_of.begin() + (bounds[s + 1] - first), s);
  }
  // Opening and closing are kept as differences between stretches until the end.
  int64_t opening = 0;
  int64_t opening_customers = 0;
  for (size_t c = 0; c < customer_.size(); ++c) {
    uint32_t step = begin_[c];
    const uint32_t last = begin_[c + 1];
    int64_t level = 0;
    bool seen = false;
    for (; step < last && day_[step] < first; ++step) {
      level = level_[step];
      seen |= level > 0;
    }
    opening += level;
    opening_customers += level > 0 ? 1 : 0;
    const bool by_referral = !referred_.empty() && referred_[c] != 0;
    while (step < last && day_[step] < end) {
      const uint32_t stretch = stretch_of[static_cast<size_t>(day_[step] - first)];
      const Day until = bounds[stretch + 1];
      const int64_t open = level;
      bool active = false;
      bool gap = false;
      for (; step < last && day_[step] < until; ++step) {
        level = level_[step];
        active |= level > 0;
        gap |= level == 0;
      }
      Movement& m = out[stretch];
      m.closing += level - open;
      m.closing_customers += (level > 0 ? 1 : 0) - (open > 0 ? 1 : 0);
      if (open > 0) {
        m.kept += level - open;
        m.kept_capped += std::min<int64_t>(level - open, 0);
        if (level == 0) {
          m.churned += open;
          ++m.churned_customers;
        } else if (level > open) {
          m.expansion += level - open;
          ++m.expanded_customers;
        } else if (level < open) {
          m.contraction += open - level;
          ++m.contracted_customers;
        }
        if (gap && level > 0) ++m.left_and_returned;
      } else if (level > 0) {
        if (seen) {
          m.reactivated += level;
          ++m.reactivated_customers;
        } else {
          m.fresh += level;
          ++m.fresh_customers;
          if (by_referral) m.referred += level;
        }
      } else if (active) {
        ++m.joined_and_left;
      }
      seen |= level > 0 || open > 0;
    }
  }
  for (Movement& m : out) {
    m.opening = opening;
    m.opening_customers = opening_customers;
    m.closing += opening;
    m.closing_customers += opening_customers;
    m.kept += opening;
    m.kept_capped += opening;
    opening = m.closing;
    opening_customers = m.closing_customers;
  }
  return out;
}

std::vector<Ledger::Part> Ledger::Parts(Day from, Day to, const std::vector<Day>& snapshots) const {
  std::vector<Part> out;
  for (size_t c = 0; c < customer_.size(); ++c) {
    Part part;
    part.customer = customer_[c];
    bool inside = false;
    int64_t level = 0;
    size_t snapshot = 0;
    for (uint32_t step = begin_[c]; step < begin_[c + 1] && day_[step] < to; ++step) {
      for (; snapshot < snapshots.size() && snapshots[snapshot] <= std::min(day_[step], from); ++snapshot) {
        part.seen_before |= level > 0;
      }
      level = level_[step];
      if (day_[step] < from) {
        part.opening = level;
      } else {
        inside = true;
        part.gap |= level == 0;
      }
    }
    for (; snapshot < snapshots.size() && snapshots[snapshot] <= from; ++snapshot) {
      part.seen_before |= part.opening > 0;
    }
    part.closing = level;
    part.gap &= part.opening > 0 && part.closing > 0;
    if (part.opening > 0 || part.closing > 0 || inside) out.push_back(part);
  }
  return out;
}

std::vector<Day> MonthBounds(Day from, Day to) {
  std::vector<Day> out;
  if (to <= from) return out;
  for (Day at = from; at < to;) {
    out.push_back(at);
    at = period::SpanOf(period::BucketOf(at, period::Grain::kMonth), period::Grain::kMonth).to;
  }
  out.push_back(to);
  return out;
}

}  // namespace mittari::engines
