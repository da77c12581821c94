#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/rational.h"
#include "engines/ledger.h"
#include "engines/spans.h"
#include "period/bucket.h"

namespace mittari::engines {

// The recurring revenue of one table under one query: measures over any group,
// currency and window, each worked out when first asked for.
//
// Movements are the difference of customers' month-end snapshots; the months of
// a longer window are added up, a window cut inside a month has a snapshot at
// its ends, and under the grains day and week each day or week has its own. By
// events, every change of every customer is a movement on its day instead.
// What is kept of the opening is taken from the window's two ends alone.
class Revenue {
 public:
  // The group of each row of the table: 0 and up, or kLeftOut for a row that
  // the query does not select. Without groups every row is in group 0.
  static constexpr int kLeftOut = -2;
  // All groups together.
  static constexpr int kAll = -1;

  // The spans must outlive it. `groups` may be empty (all rows, one group);
  // `referred`, by customer, too.
  Revenue(const Spans& spans, const std::vector<int>& groups, std::vector<uint8_t> referred,
          std::optional<period::Grain> grain, const period::Calendar& calendar = {}, bool by_events = false);

  // Whether the table can tell the measure: mrr, its movements, active_customers, …
  static bool Has(const Spans& spans, bool referred_known, std::string_view measure);
  // Whether other customers brought this one; false where nothing tells.
  bool Referred(uint32_t customer) const { return customer < referred_.size() && referred_[customer] != 0; }
  // Measures of money, which never mix currencies.
  static bool IsMoney(std::string_view measure);

  // Everything that happened in the window; `currency` "" for all of them
  // (then only customers may be read).
  const Movement& In(int group, const std::string& currency, period::Window window);
  // A measure of it; nothing where it is none of ours. sum() for flows and
  // windows, last() for stocks.
  std::optional<Rational> Value(std::string_view measure, const Movement& movement) const;
  // mrr or active_customers at the window's start.
  std::optional<Rational> Opening(std::string_view measure, const Movement& movement) const;

  // Any customer in the opening, the closing or between.
  bool AnyIn(int group, const std::string& currency, period::Window window);
  // Currencies of customers in the window.
  std::vector<std::string> CurrenciesIn(int group, period::Window window);

  // Spans with a day in the window or the day before it.
  int64_t RowsIn(int group, const std::string& currency, period::Window window) const;
  // The group's customers behind a window, for lists.
  std::vector<Ledger::Part> PartsIn(int group, const std::string& currency, period::Window window);

  const Spans& spans() const { return *spans_; }
  // Groups that have spans.
  size_t groups() const { return picked_.size(); }

 private:
  struct Book {
    Ledger ledger;
    Day first = 0;  // nothing changes before this day,
    Day end = 0;    // and from this one on
    std::vector<Day> month_bounds;
    std::vector<Movement> months;
    // By events alone: the days on which anything changes, and what does.
    std::vector<Day> days;
    std::vector<Movement> changes;
    std::map<std::pair<Day, Day>, Movement> known;
    bool buckets_done = false;
  };
  std::vector<uint32_t> Picked(int group, const std::string& currency) const;
  Book& BookOf(int group, const std::string& currency);
  void FillBuckets(Book* book) const;
  Movement Work(Book* book, period::Window window) const;
  static void TakeEvents(const Book& book, period::Window window, Movement* out);

  const Spans* spans_;
  std::vector<std::vector<uint32_t>> picked_;  // group -> indexes of spans
  std::vector<uint8_t> referred_;
  std::optional<period::Grain> grain_;
  period::Calendar calendar_;
  bool by_events_ = false;
  std::map<std::pair<int, std::string>, std::unique_ptr<Book>> books_;
};

}  // namespace mittari::engines
