#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.h"
#include "period/bucket.h"

namespace mittari::period {

enum class Against : uint8_t { kPrevious, kYearAgo };

// "previous", "year" (and its longer spelling "year_ago").
std::optional<Against> AgainstFromName(std::string_view name);

// Two windows that may be set side by side: as many days of the base as have
// gone by of the current period, never a part against a whole.
struct Comparison {
  Window current;                // the elapsed part of the period
  Window base;                   // its counterpart
  bool partial = false;          // the period is not over
  bool length_mismatch = false;  // the windows differ in days; per-day values decide for flows
};

// The period is over once its last day has been seen.
bool IsComplete(Window period, Day through);

// The last day that counts as seen: the last date of the data, but not later
// than today where today is known.
Day Through(Day data_through, std::optional<Day> today);

// One calendar period against its base.
//
// k = min(end, through + 1) - start days have gone by.
// Previous: the preceding unit of the same grain, [start, min(start + k, end)).
// Year ago: day and week move by 364 days, which keeps weekdays and does not
// stumble over week 53; longer grains move their first and last day by one
// calendar year, 29 February to 28 February. Complete periods meet whole units.
Comparison CompareBucket(Bucket bucket, Grain grain, Against against, Day through,
                         const Calendar& calendar = {});

// Any window against its base. A window that starts a calendar unit and ends
// inside or with it is compared as that unit (the smallest that holds it, from
// month upwards, or a whole week or day); any other one with the same number of
// days before it, or with the same days of the year before, by the calendar's months.
Comparison CompareWindow(Window window, Against against, Day through,
                         const Calendar& calendar = {});

// The same day one year earlier; 29 February becomes 28 February.
Day YearEarlier(Day day);

}  // namespace mittari::period
