#include "period/compare.h"

#include <algorithm>

namespace mittari::period {
namespace {

constexpr int kYearOfWholeWeeks = 364;

Comparison Finish(Window current, Window base, bool partial) {
  return {current, base, partial, current.days() != base.days()};
}

// In the calendar asked for: the last day of a longer month becomes the last of a shorter one.
Day YearEarlierIn(const Calendar& calendar, Day day) {
  if (calendar.months == nullptr) return YearEarlier(day);
  const MonthSystem& months = *calendar.months;
  const int32_t month = months.MonthOf(day);
  const Day moved = months.FirstDayOf(month - 12) + (day - months.FirstDayOf(month));
  return std::min(moved, months.FirstDayOf(month - 11) - 1);
}

Bucket BucketAYearEarlier(Bucket bucket, Grain grain) {
  switch (grain) {
    case Grain::kMonth:
      return bucket - 12;
    case Grain::kQuarter:
      return bucket - 4;
    default:
      return bucket - 1;
  }
}

}  // namespace

std::optional<Against> AgainstFromName(std::string_view name) {
  if (name == "previous") return Against::kPrevious;
  if (name == "year" || name == "year_ago") return Against::kYearAgo;
  return std::nullopt;
}

bool IsComplete(Window period, Day through) { return through >= period.to - 1; }

Day Through(Day data_through, std::optional<Day> today) {
  return today ? std::min(data_through, *today) : data_through;
}

Day YearEarlier(Day day) {
  YearMonthDay date = CivilFromDay(day);
  --date.year;
  date.day = std::min(date.day, DaysInMonth(date.year, date.month));
  return DayFromCivil(date);
}

Comparison CompareBucket(Bucket bucket, Grain grain, Against against, Day through,
                         const Calendar& calendar) {
  const Window unit = SpanOf(bucket, grain, calendar);
  const bool partial = !IsComplete(unit, through);
  const int elapsed = std::max(0, std::min(unit.to, through + 1) - unit.from);
  const Window current = {unit.from, unit.from + elapsed};
  if (against == Against::kPrevious) {
    const Window before = SpanOf(bucket - 1, grain, calendar);
    if (!partial) return Finish(current, before, false);
    return Finish(current, {before.from, std::min(before.from + elapsed, before.to)}, true);
  }
  if (grain == Grain::kDay || grain == Grain::kWeek) {
    return Finish(current, {current.from - kYearOfWholeWeeks, current.to - kYearOfWholeWeeks},
                  partial);
  }
  const Window earlier = SpanOf(BucketAYearEarlier(bucket, grain), grain, calendar);
  if (!partial) return Finish(current, earlier, false);
  if (elapsed == 0) return Finish(current, {earlier.from, earlier.from}, true);
  // Months of another calendar have no 29 February of ours: there, count days.
  const Day last =
      calendar.months != nullptr ? earlier.from + elapsed - 1 : YearEarlier(current.to - 1);
  return Finish(current, {earlier.from, std::min(last + 1, earlier.to)}, true);
}

Comparison CompareWindow(Window window, Against against, Day through, const Calendar& calendar) {
  if (window.empty()) return {window, window, false, false};
  const auto within = [&](Grain grain) {
    const Bucket bucket = BucketOf(window.from, grain, calendar);
    const Window unit = SpanOf(bucket, grain, calendar);
    return unit.from == window.from && unit.to >= window.to;
  };
  const auto as_unit = [&](Grain grain) {
    // The days after the window's own end have not been asked for.
    const Day last = std::min(through, window.to - 1);
    Comparison out =
        CompareBucket(BucketOf(window.from, grain, calendar), grain, against, last, calendar);
    out.partial = !IsComplete(window, through);
    return out;
  };
  if (window.days() == 1) return as_unit(Grain::kDay);
  const Window week = SpanOf(BucketOf(window.from, Grain::kWeek, calendar), Grain::kWeek, calendar);
  if (week == window) return as_unit(Grain::kWeek);
  for (const Grain grain : {Grain::kMonth, Grain::kQuarter, Grain::kYear}) {
    if (within(grain)) return as_unit(grain);
  }
  const bool partial = !IsComplete(window, through);
  const int elapsed = std::max(0, std::min(window.to, through + 1) - window.from);
  const Window current = {window.from, window.from + elapsed};
  if (against == Against::kPrevious) {
    const Day from = window.from - window.days();
    return Finish(current, {from, from + elapsed}, partial);
  }
  if (elapsed == 0) {
    const Day from = YearEarlierIn(calendar, window.from);
    return Finish(current, {from, from}, partial);
  }
  const Window base = {YearEarlierIn(calendar, current.from),
                       YearEarlierIn(calendar, current.to - 1) + 1};
  return Finish(current, base, partial);
}

}  // namespace mittari::period
