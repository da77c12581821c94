#pragma once

#include <cstdint>
#include <map>
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
  };
  // Without `dated`, every row, dated or not; else the rows of the window's days.
  // `currency` "" for all of them.
  const Count& In(int group, const std::string& currency, bool dated, period::Window window);

  // Whether an order's rows fall into several groups, so that sums of rows would miss it in some.
  bool split() const { return split_; }

  static bool Has(const Orders& orders, std::string_view measure);

 private:
  struct Row {
    Day day;  // kUndated without one
    uint32_t order;
    uint16_t currency;
  };
  const Orders* orders_;
  std::vector<std::vector<Row>> rows_;  // group -> rows by day; the last one holds them all
  std::vector<std::string> currencies_;
  bool split_ = false;
  std::vector<uint32_t> seen_order_;     // the question that saw it last
  std::vector<uint32_t> seen_customer_;
  std::vector<uint8_t> times_;           // of a customer, in the question of late
  uint32_t question_ = 0;
  std::map<std::tuple<int, std::string, Day, Day>, Count> known_;
};

}  // namespace mittari::engines
