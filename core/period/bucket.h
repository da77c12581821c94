#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace mittari::period {

// Half-open: `from` is the first day inside, `to` the first day after.
struct Window {
  Day from = 0;
  Day to = 0;

  int days() const { return to > from ? to - from : 0; }
  bool empty() const { return to <= from; }
  bool Contains(Day day) const { return day >= from && day < to; }

  friend bool operator==(const Window&, const Window&) = default;
};

Window Intersect(Window a, Window b);

enum class Grain : uint8_t { kDay, kWeek, kMonth, kQuarter, kYear };

// "day", "week", "month", "quarter", "year".
std::string_view NameOf(Grain grain);
std::optional<Grain> GrainFromName(std::string_view name);

// Where months begin. A calendar other than the Gregorian one (Jalali) plugs in
// here; it numbers its months without gaps, in the order of time.
class MonthSystem {
 public:
  virtual ~MonthSystem() = default;
  // year * 12 + (month - 1) of the month that `day` falls in.
  virtual int32_t MonthOf(Day day) const = 0;
  virtual Day FirstDayOf(int32_t month) const = 0;
};

struct Calendar {
  int week_start = 0;                   // 0 = Monday (ISO), 5 = Saturday, 6 = Sunday
  int first_month = 1;                  // of the fiscal year; 1 = the calendar year
  const MonthSystem* months = nullptr;  // nullptr = Gregorian
};

// A bucket is a whole number that counts the periods of one grain without gaps:
// bucket + 1 is the next period. The numbers mean nothing across grains.
using Bucket = int32_t;

Bucket BucketOf(Day day, Grain grain, const Calendar& calendar = {});
Window SpanOf(Bucket bucket, Grain grain, const Calendar& calendar = {});

// "2025-01-31", "2025-W05", "2025-01", "2025-Q1", "2025". A week belongs to the
// year of its fourth day, which is ISO 8601's rule where weeks start on Monday.
// Fiscal quarters and years are named after the year they end in: "FY2025-Q1".
std::string KeyOf(Bucket bucket, Grain grain, const Calendar& calendar = {});
// The inverse of KeyOf; nullopt for any other text.
std::optional<Bucket> BucketFromKey(std::string_view key, Grain grain,
                                    const Calendar& calendar = {});

// All buckets that touch the window, in order: a chart's time axis has no holes
// where the data has. Empty for an empty window.
std::vector<Bucket> Spine(Window window, Grain grain, const Calendar& calendar = {});

// Saturdays and Sundays inside the window: two windows of equal length can hold
// a different number of them.
int WeekendDays(Window window);

}  // namespace mittari::period
