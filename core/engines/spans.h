#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/rational.h"
#include "table/table.h"

namespace mittari::engines {

// The end of what goes on.
inline constexpr Day kNever = std::numeric_limits<Day>::max();

// A stretch of days in which one row gives one customer's recurring revenue:
// start <= day < end.
struct Span {
  uint32_t customer = 0;  // number of the customer in its Spans
  uint32_t row = 0;       // of the table
  Day start = 0;
  Day end = kNever;
  int64_t amount = 0;     // a month's, in Spans' unit
  uint16_t currency = 0;  // index into currencies()
};

// The recurring revenue of one table, row by row, brought to a month:
//
//   subscriptions  amount x quantity over its interval (year / 12, quarter / 3, week x 52 / 12,
//                  day x 365 / 12), from sub_start to the day before sub_end; a column mrr is
//                  taken as it stands
//   month by month one row per customer and month (role date), active in that month alone; an
//                  invoice with a period_end is spread over the months it pays for
//   as they stand  without any date: what is paid now, and by how many
//
// Trials, one-off fees and what never came to be have no MRR. Nothing is rounded: amounts are whole
// numbers of 1 / (10^scale * lcm of the intervals).
//
// Nothing made of spans depends on the order of rows or on how customers are numbered: a file read
// in parts and joined gives the same figures as one read whole.
class Spans {
 public:
  // Whether the table holds single customers' revenue over time, and not sums of it.
  static bool Reads(const table::Table& table);
  // REQUIRES: Reads(table). Amounts too large for 64-bit sums are left out as none, the largest first.
  static Spans Of(const table::Table& table);

  const std::vector<Span>& spans() const { return spans_; }
  size_t customers() const { return customer_count_; }
  size_t rows() const { return rows_; }
  // As the file writes it: the customer, else the subscription; "" where neither is named.
  std::string CustomerName(uint32_t customer) const;
  std::string RowName(uint32_t row) const;  // the subscription's, "" without such a column

  bool has_money() const { return has_money_; }
  // Whether anything is known of when.
  bool dated() const { return dated_; }
  // One amount as a number of the currency.
  Rational Money(int64_t amount) const { return Rational(amount) / unit_; }
  Rational Money(Int128 amount) const { return Rational::Of(amount) / unit_; }
  const std::vector<std::string>& currencies() const { return currencies_; }

  // The first day of anything, and the last day that a row speaks of: the last start, or the last
  // date of an end, on which what ended is no longer active; of a month's or an invoice's sum the
  // last day it stands for. 0 and -1 where there are no spans; any day where nothing is dated.
  Day first() const { return first_; }
  Day through() const { return through_; }

  // Whether each customer came by the source that `is_one` says; empty without the column
  // signup_source. The earliest row tells; of two on one day, the smaller text.
  std::vector<uint8_t> BySource(const std::function<bool(std::string_view)>& is_one) const;

  // Rows that give no revenue, and why: sub_trial, sub_one_time, sub_void, sub_no_start,
  // sub_no_interval, sub_end_unknown, sub_no_amount; sub_past_due rows count and are
  // listed.
  const std::vector<Issue>& notes() const { return notes_; }

 private:
  friend class SpanReader;

  const table::Table* table_ = nullptr;
  std::vector<Span> spans_;
  size_t customer_count_ = 0;
  size_t named_ = 0;  // customers below this have the text of the customer column
  size_t rows_ = 0;
  bool has_money_ = false;
  bool dated_ = true;
  Rational unit_ = Rational(1);
  std::vector<std::string> currencies_;
  Day first_ = 0;
  Day through_ = -1;
  std::vector<Issue> notes_;
};

}  // namespace mittari::engines
