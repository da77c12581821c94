#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/date.h"
#include "engines/orders.h"
#include "period/bucket.h"

namespace mittari::engines {

// Customers and orders counted once each over any group, currency and stretch of days: how many
// bought, and how many bought again, can't be added up from parts.
class Buyers {
 public:
  static constexpr int kLeftOut = -2;
  static constexpr int kAll = -1;

  // `groups`: of each row of orders.table(), kLeftOut for one that is not selected; empty: all rows
  // are in group 0. The orders must outlive it.
  Buyers(const Orders& orders, const std::vector<int>& groups);

  struct Count {
    int64_t customers = 0;   // with an order that was not given back whole
    int64_t repeaters = 0;   // with two or more of them
    int64_t orders = 0;      // that count, each once
    int64_t bought = 0;      // of them, those of the customers counted above
    int64_t firsts = 0;      // of them, those with which a customer buys for the first time
    int64_t carts = 0;       // orders, and carts that were left
  };
  // Without `dated`, every row, dated or not; else the rows of the window's days.
  // `currency` "" for all of them. `on`: goes on with what the joined one before it was asked:
  // customers are those that it has not seen.
  Count In(int group, const std::string& currency, bool dated, period::Window window, bool on = false);

  // Customers of the same name are one in all of them, and buy for the first time once.
  static void Join(const std::vector<Buyers*>& all);

  // Whether the measure is counted here, and how; nullptr where rows tell it as well: no order has
  // rows in several groups, so that their sums would miss it in some, and no other file is joined.
  int64_t Count::* Counter(std::string_view measure) const;
  // Whether the order adds to the measure. REQUIRES: Counter(measure).
  bool Counts(std::string_view measure, uint32_t order) const;
  // Whether single orders tell the measure, though their table has no column of it.
  static bool Has(const Orders& orders, std::string_view measure);

 private:
  // Whom a question has met, and how often they bought.
  struct Crowd {
    std::vector<uint32_t> met;  // the question that met them last
    std::vector<uint8_t> times;
    uint32_t question = 0;
  };
  struct Row {
    Day day;  // kUndated without one
    uint32_t order;
    uint32_t currency;
  };
  const Orders* orders_;
  std::vector<std::vector<Row>> rows_;  // group -> rows by day; the last one holds them all
  std::vector<std::string> currencies_;
  bool split_ = false;
  bool joined_ = false;
  std::vector<uint32_t> seen_order_;  // the question that saw it last
  std::vector<uint8_t> first_;        // of each order
  std::vector<uint32_t> number_;      // of each customer in the crowd
  std::shared_ptr<Crowd> crowd_;
  std::map<std::tuple<int, std::string, Day, Day>, Count> known_;
};

}  // namespace mittari::engines
