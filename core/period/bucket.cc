#include "period/bucket.h"

#include <algorithm>
#include <array>

namespace mittari::period {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"day", "week", "month", "quarter", "year"};

// Division that rounds down, also for days before 1970.
int32_t FloorDiv(int32_t value, int32_t by) {
  const int32_t quotient = value / by;
  return quotient - (value % by < 0 ? 1 : 0);
}

int32_t MonthOf(Day day, const Calendar& calendar) {
  if (calendar.months != nullptr) return calendar.months->MonthOf(day);
  const YearMonthDay date = CivilFromDay(day);
  return date.year * 12 + date.month - 1;
}

Day FirstDayOf(int32_t month, const Calendar& calendar) {
  if (calendar.months != nullptr) return calendar.months->FirstDayOf(month);
  const int32_t year = FloorDiv(month, 12);
  return DayFromCivil({year, month - year * 12 + 1, 1});
}

// 1970-01-01 was a Thursday: day -3 was a Monday.
constexpr Day kAMonday = -3;

std::string Pad(int32_t value, size_t width) {
  std::string text = std::to_string(value);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

bool ReadDigits(std::string_view text, size_t from, size_t count, int32_t* out) {
  if (from + count > text.size()) return false;
  int32_t value = 0;
  for (size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  *out = value;
  return true;
}

}  // namespace

Window Intersect(Window a, Window b) { return {std::max(a.from, b.from), std::min(a.to, b.to)}; }

std::string_view NameOf(Grain grain) { return kNames[static_cast<size_t>(grain)]; }

std::optional<Grain> GrainFromName(std::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Grain>(i);
  }
  return std::nullopt;
}

Bucket BucketOf(Day day, Grain grain, const Calendar& calendar) {
  switch (grain) {
    case Grain::kDay:
      return day;
    case Grain::kWeek:
      return FloorDiv(day - kAMonday - calendar.week_start, 7);
    case Grain::kMonth:
      return MonthOf(day, calendar);
    case Grain::kQuarter:
      return FloorDiv(MonthOf(day, calendar) - (calendar.first_month - 1), 3);
    case Grain::kYear:
      return FloorDiv(MonthOf(day, calendar) - (calendar.first_month - 1), 12);
  }
  return day;
}

Window SpanOf(Bucket bucket, Grain grain, const Calendar& calendar) {
  const int32_t shift = calendar.first_month - 1;
  switch (grain) {
    case Grain::kDay:
      return {bucket, bucket + 1};
    case Grain::kWeek: {
      const Day from = bucket * 7 + kAMonday + calendar.week_start;
      return {from, from + 7};
    }
    case Grain::kMonth:
      return {FirstDayOf(bucket, calendar), FirstDayOf(bucket + 1, calendar)};
    case Grain::kQuarter:
      return {FirstDayOf(bucket * 3 + shift, calendar),
              FirstDayOf(bucket * 3 + 3 + shift, calendar)};
    case Grain::kYear:
      return {FirstDayOf(bucket * 12 + shift, calendar),
              FirstDayOf(bucket * 12 + 12 + shift, calendar)};
  }
  return {bucket, bucket + 1};
}

std::string KeyOf(Bucket bucket, Grain grain, const Calendar& calendar) {
  const bool fiscal = calendar.first_month != 1;
  const std::string fy = fiscal ? "FY" : "";
  switch (grain) {
    case Grain::kDay:
      return FormatIsoDate(bucket);
    case Grain::kWeek: {
      const Day middle = SpanOf(bucket, grain, calendar).from + 3;
      const int year = CivilFromDay(middle).year;
      const int week = (middle - DayFromCivil({year, 1, 1})) / 7 + 1;
      return Pad(year, 4) + "-W" + Pad(week, 2);
    }
    case Grain::kMonth: {
      const int32_t year = FloorDiv(bucket, 12);
      return Pad(year, 4) + "-" + Pad(bucket - year * 12 + 1, 2);
    }
    case Grain::kQuarter: {
      const int32_t year = FloorDiv(bucket, 4);
      return fy + Pad(year + (fiscal ? 1 : 0), 4) + "-Q" + Pad(bucket - year * 4 + 1, 1);
    }
    case Grain::kYear:
      return fy + Pad(bucket + (fiscal ? 1 : 0), 4);
  }
  return {};
}

std::optional<Bucket> BucketFromKey(std::string_view key, Grain grain, const Calendar& calendar) {
  int32_t year = 0;
  int32_t part = 0;
  // Fiscal years bear the name of the year they end in.
  const bool fiscal = calendar.first_month != 1 && (grain == Grain::kQuarter || grain == Grain::kYear);
  if (fiscal) {
    if (!key.starts_with("FY")) return std::nullopt;
    key.remove_prefix(2);
  }
  const int32_t back = fiscal ? 1 : 0;
  switch (grain) {
    case Grain::kDay: {
      const std::optional<Day> day = ParseIsoDate(key);
      return day ? std::optional<Bucket>(*day) : std::nullopt;
    }
    case Grain::kWeek: {
      if (key.size() != 8 || key.substr(4, 2) != "-W" || !ReadDigits(key, 0, 4, &year) ||
          !ReadDigits(key, 6, 2, &part) || year < 1 || part < 1 || part > 53) {
        return std::nullopt;
      }
      // The week's fourth day is one of these seven; a week 53 that is not there has none.
      const Bucket near = BucketOf(DayFromCivil({year, 1, 1}) + (part - 1) * 7, grain, calendar);
      for (const Bucket bucket : {near, near + 1}) {
        if (KeyOf(bucket, grain, calendar) == key) return bucket;
      }
      return std::nullopt;
    }
    case Grain::kMonth:
      if (key.size() != 7 || key[4] != '-' || !ReadDigits(key, 0, 4, &year) ||
          !ReadDigits(key, 5, 2, &part) || part < 1 || part > 12) {
        return std::nullopt;
      }
      return year * 12 + part - 1;
    case Grain::kQuarter:
      if (key.size() != 7 || key.substr(4, 2) != "-Q" || !ReadDigits(key, 0, 4, &year) ||
          !ReadDigits(key, 6, 1, &part) || part < 1 || part > 4) {
        return std::nullopt;
      }
      return (year - back) * 4 + part - 1;
    case Grain::kYear:
      if (key.size() != 4 || !ReadDigits(key, 0, 4, &year)) return std::nullopt;
      return year - back;
  }
  return std::nullopt;
}

std::vector<Bucket> Spine(Window window, Grain grain, const Calendar& calendar) {
  std::vector<Bucket> spine;
  if (window.empty()) return spine;
  const Bucket last = BucketOf(window.to - 1, grain, calendar);
  for (Bucket b = BucketOf(window.from, grain, calendar); b <= last; ++b) spine.push_back(b);
  return spine;
}

int WeekendDays(Window window) {
  if (window.empty()) return 0;
  const int weeks = window.days() / 7;
  int count = weeks * 2;
  for (Day day = window.from + weeks * 7; day < window.to; ++day) {
    if (WeekdayFromMonday(day) >= 5) ++count;
  }
  return count;
}

}  // namespace mittari::period
