#include "locale/date_evidence.h"

#include <algorithm>

namespace mittari::locale {
namespace {

constexpr size_t Index(DateOrder order) { return static_cast<size_t>(order); }
constexpr Day kNear = 7;  // neighbours this close are a step, not a jump

}  // namespace

double DateDecision::DateShare() const {
  const int64_t filled = cells - blanks;
  return filled == 0 ? 0 : static_cast<double>(dates) / static_cast<double>(filled);
}

void DateEvidence::Reading::Add(Day day, bool month_start, int64_t times) {
  if (days == 0) {
    first = last = opening = closing = day;
  } else {
    const int64_t apart = int64_t{day} - closing;
    ++(apart >= -kNear && apart <= kNear ? steps : jumps);
  }
  first = std::min(first, day);
  last = std::max(last, day);
  closing = day;
  steps += times - 1;
  off_month_start += month_start ? 0 : times;
  days += times;
}

void DateEvidence::Reading::Merge(const Reading& later) {
  if (later.days == 0) return;
  if (days == 0) {
    *this = later;
    return;
  }
  const int64_t apart = int64_t{later.opening} - closing;
  ++(apart >= -kNear && apart <= kNear ? steps : jumps);
  steps += later.steps;
  jumps += later.jumps;
  first = std::min(first, later.first);
  last = std::max(last, later.last);
  closing = later.closing;
  off_month_start += later.off_month_start;
  days += later.days;
}

void DateEvidence::Add(const DateCell& cell, int64_t times) {
  counts_.cells += times;
  if (cell.kind == DateKind::kBlank) {
    counts_.blanks += times;
    return;
  }
  if (cell.kind == DateKind::kText) {
    counts_.texts += times;
    counts_.no_such_day += (cell.bits & kNoSuchDay) != 0 ? times : 0;
    counts_.no_year += (cell.bits & kNoYear) != 0 ? times : 0;
    return;
  }
  counts_.dates += times;
  grains_[static_cast<size_t>(cell.grain)] += times;
  counts_.bare_numbers += (cell.bits & kBareNumber) != 0 ? times : 0;
  counts_.jalali += (cell.bits & kProvesJalali) != 0 ? times : 0;
  counts_.timed += (cell.bits & kTime) != 0 ? times : 0;
  counts_.not_iso += (cell.bits & kNotIso) != 0 ? times : 0;
  counts_.worded += (cell.bits & kWorded) != 0 ? times : 0;
  proves_dmy_ += (cell.bits & kProvesDmy) != 0 ? times : 0;
  proves_mdy_ += (cell.bits & kProvesMdy) != 0 ? times : 0;
  proves_ymd_ += (cell.bits & kProvesYmd) != 0 ? times : 0;
  if (cell.kind == DateKind::kAmbiguous) {
    counts_.ambiguous += times;
    ambiguous_dots_ += (cell.bits & kDots) != 0 ? times : 0;
    either_way_ += cell.Reads(DateOrder::kDmy) && cell.Reads(DateOrder::kMdy) ? times : 0;
    open_orders_ &= cell.orders;
  }
  Day known = cell.In(DateOrder::kUnknown);
  bool month_start = CivilFromDay(known).day == 1;
  for (size_t order = 1; order < readings_.size(); ++order) {
    const Day day = cell.In(static_cast<DateOrder>(order));
    if (day != known) month_start = CivilFromDay(day).day == 1;
    known = day;
    readings_[order].Add(day, month_start, times);
  }
}

void DateEvidence::Merge(const DateEvidence& later) {
  DateDecision& c = counts_;
  const DateDecision& o = later.counts_;
  c.cells += o.cells, c.blanks += o.blanks, c.dates += o.dates, c.texts += o.texts;
  c.ambiguous += o.ambiguous, c.bare_numbers += o.bare_numbers, c.jalali += o.jalali;
  c.no_such_day += o.no_such_day, c.no_year += o.no_year, c.timed += o.timed;
  c.not_iso += o.not_iso, c.worded += o.worded;
  proves_dmy_ += later.proves_dmy_, proves_mdy_ += later.proves_mdy_;
  proves_ymd_ += later.proves_ymd_, ambiguous_dots_ += later.ambiguous_dots_;
  either_way_ += later.either_way_;
  open_orders_ &= later.open_orders_;
  for (size_t i = 0; i < grains_.size(); ++i) grains_[i] += later.grains_[i];
  for (size_t i = 0; i < readings_.size(); ++i) readings_[i].Merge(later.readings_[i]);
}

// Which of two orders is likelier; kUnknown where nothing speaks for one.
DateOrder DateEvidence::Likelier(DateOrder a, DateOrder b, DateOrder inherited,
                                 std::optional<DateRange> range, std::string_view* why) const {
  const Reading& x = readings_[Index(a)];
  const Reading& y = readings_[Index(b)];
  if (range) {
    const auto inside = [&](const Reading& r) {
      return r.first >= range->first && r.last <= range->last;
    };
    if (inside(x) != inside(y)) {
      *why = "range";
      return inside(x) ? a : b;
    }
  }
  if (inherited == a || inherited == b) {
    *why = "inherited";
    return inherited;
  }
  // 01/01, 01/02, 01/03 are three days or three months alike.
  if (x.days < 2 || x.off_month_start == 0 || y.off_month_start == 0) return DateOrder::kUnknown;
  *why = "sequence";
  if (x.jumps * 2 < y.jumps) return a;
  if (y.jumps * 2 < x.jumps) return b;
  const int64_t x_span = int64_t{x.last} - x.first, y_span = int64_t{y.last} - y.first;
  if (x_span * 2 < y_span) return a;
  if (y_span * 2 < x_span) return b;
  *why = "";
  return DateOrder::kUnknown;
}

DateDecision DateEvidence::Decide(DateOrder inherited, std::optional<DateRange> range) const {
  DateDecision d = counts_;
  const auto settle = [&](DateOrder order, Confidence confidence, std::string_view why) {
    d.order = order, d.confidence = confidence, d.why = why;
  };
  const auto ask = [&](DateOrder a, DateOrder b) {
    d.needs_question = true;
    std::string_view why = "";
    const DateOrder likelier = Likelier(a, b, inherited, range, &why);
    settle(likelier, likelier == DateOrder::kUnknown ? Confidence::kAmbiguous : Confidence::kLikely,
           why);
    if (likelier == b) std::swap(a, b);
    const Reading& x = readings_[Index(a)];
    const Reading& y = readings_[Index(b)];
    d.outcomes = {DateOutcome{a, x.first, x.last}, DateOutcome{b, y.first, y.last}};
  };
  const auto open = [&](DateOrder order) {
    return d.ambiguous > 0 && ((open_orders_ >> Index(order)) & 1) != 0;
  };
  const DateOrder last_year = proves_mdy_ > proves_dmy_ ? DateOrder::kMdy : DateOrder::kDmy;

  if (d.dates == 0) {
    settle(DateOrder::kUnknown, Confidence::kUnknown, "");
  } else if (open(DateOrder::kJalali)) {
    d.calendar_question = true;
    ask(DateOrder::kJalali, open(DateOrder::kYmd) ? DateOrder::kYmd : last_year);
    if (d.order == DateOrder::kUnknown)
      d.order = DateOrder::kJalali, d.confidence = Confidence::kLikely;
  } else if (YearMayComeFirst(last_year) && open(DateOrder::kYmd)) {
    ask(DateOrder::kYmd, last_year);
  } else if (proves_dmy_ > 0 && proves_mdy_ > 0) {
    d.mixed = true;
    settle(last_year, Confidence::kAmbiguous, "mixed");
    if (either_way_ > 0) {
      ask(last_year, last_year == DateOrder::kDmy ? DateOrder::kMdy : DateOrder::kDmy);
      d.why = "mixed";
    }
  } else if (proves_dmy_ > 0 || proves_mdy_ > 0) {
    settle(last_year, Confidence::kCertain, "cells");
  } else if (either_way_ == 0) {
    if (d.jalali * 2 > d.dates) {
      settle(DateOrder::kJalali, Confidence::kCertain, "cells");
    } else if (proves_ymd_ > 0) {
      settle(DateOrder::kYmd, Confidence::kCertain, "year_first");
    } else {
      settle(DateOrder::kUnknown, Confidence::kCertain, "no_order");
    }
  } else if (ambiguous_dots_ == d.ambiguous) {
    settle(DateOrder::kDmy, Confidence::kCertain, "dots");
  } else {
    ask(DateOrder::kDmy, DateOrder::kMdy);
  }

  // The coarsest grain that is no exception.
  for (size_t i = grains_.size(); i-- > 0;) {
    if (grains_[i] > 0 && grains_[i] * 10 >= d.dates) {
      d.grain = static_cast<Grain>(i);
      break;
    }
  }
  if (d.dates > 0) {
    const Reading& reading = readings_[d.order == DateOrder::kUnknown ? 1 : Index(d.order)];
    d.first = reading.first;
    d.last = reading.last;
  }
  return d;
}

// 25/01/29, 25/01/30, 25/01/31: three days of one month, or one day of three years.
bool DateEvidence::YearMayComeFirst(DateOrder last_year) const {
  const Reading& ymd = readings_[Index(DateOrder::kYmd)];
  const Reading& other = readings_[Index(last_year)];
  return ymd.days >= 3 && proves_ymd_ == 0 &&
         (int64_t{ymd.last} - ymd.first) * 3 < int64_t{other.last} - other.first;
}

}  // namespace mittari::locale
