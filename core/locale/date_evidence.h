#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "locale/date.h"
#include "locale/number_evidence.h"

namespace mittari::locale {

// What a reading of the column would give; for the two sides of a question.
struct DateOutcome {
  DateOrder order = DateOrder::kUnknown;
  Day first = 0;
  Day last = 0;
};

struct DateDecision {
  // The proven order, else the likelier one; kUnknown where no cell depends on it.
  DateOrder order = DateOrder::kUnknown;
  Confidence confidence = Confidence::kUnknown;
  // "cells" (one proves it), "dots", "year_first", "inherited", "range" (the period
  // named in the file), "sequence" (days follow each other), "mixed", "no_order", "".
  std::string_view why;
  // True when a cell remains that can be read two ways and nothing in the column
  // proves one: date.ambiguous_order, or with calendar_question
  // date.ambiguous_calendar. Likelihood alone never clears it.
  bool needs_question = false;
  bool calendar_question = false;
  bool mixed = false;                   // cells prove two orders
  std::array<DateOutcome, 2> outcomes;  // filled where needs_question: the likelier first

  int64_t cells = 0, blanks = 0, dates = 0, texts = 0;
  int64_t ambiguous = 0, bare_numbers = 0, jalali = 0, no_such_day = 0, no_year = 0;
  int64_t timed = 0, not_iso = 0, worded = 0;
  Grain grain = Grain::kDay;  // the coarsest that at least one in ten of the dates has
  Day first = 0, last = 0;    // in `order`; only where dates > 0

  // Share of dates among cells that are not blank.
  double DateShare() const;
};

// What all cells of a column say. Merge takes the part that follows in the file.
class DateEvidence {
 public:
  void Add(const DateCell& cell) { Add(cell, 1); }
  // The same cell in several rows that follow each other.
  void Add(const DateCell& cell, int64_t times);
  void Add(std::string_view cell) { Add(ReadDate(cell)); }
  void Merge(const DateEvidence& later);

  // `inherited`: the order that another column of the file has proven; `range`: the
  // period named in the file. Both make a reading likelier, not certain.
  DateDecision Decide(DateOrder inherited = DateOrder::kUnknown,
                      std::optional<DateRange> range = std::nullopt) const;

 private:
  // The column as it would be in one order.
  struct Reading {
    int64_t days = 0;
    Day first = 0, last = 0;       // least and greatest
    Day opening = 0, closing = 0;  // in row order
    int64_t steps = 0;             // neighbours 0 to 7 days apart
    int64_t jumps = 0;             // neighbours further apart
    int64_t off_month_start = 0;   // days that are not the first of a month
    void Add(Day day, bool month_start, int64_t times);
    void Merge(const Reading& later);
  };

  DateOrder Likelier(DateOrder a, DateOrder b, DateOrder inherited, std::optional<DateRange> range,
                     std::string_view* why) const;
  bool YearMayComeFirst(DateOrder last_year) const;

  DateDecision counts_;  // only the counters are used
  int64_t proves_dmy_ = 0, proves_mdy_ = 0, proves_ymd_ = 0;
  int64_t ambiguous_dots_ = 0;
  int64_t either_way_ = 0;  // cells with a day-first and a month-first reading
  std::array<int64_t, 6> grains_{};
  std::array<Reading, 5> readings_{};  // by DateOrder
  uint8_t open_orders_ = 0xFF;         // orders in which every ambiguous cell reads
};

}  // namespace mittari::locale
