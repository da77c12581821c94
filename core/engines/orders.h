#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "table/table.h"

namespace mittari::engines {

// What one order came to.
struct Order {
  static constexpr uint32_t kNobody = std::numeric_limits<uint32_t>::max();

  uint32_t customer = kNobody;
  uint32_t row = 0;         // its first row in the file
  std::optional<Day> day;
  bool counts = false;      // an order: not cancelled, not worth nothing, not a refund alone
  bool buys = false;        // counts, and was not given back whole
  bool bought() const { return buys && customer != kNobody; }
  bool first = false;       // the customer's first in the file that buys
  bool abandoned = false;   // a cart that was left
};

// The orders of a table that has one row per order, or per line of an order, as a table of measures
// that can be grouped, filtered and summed as any other:
//
//   single_orders      1 for an order, wherever its lines stand
//   gross_revenue      what was ordered: after discounts, before refunds
//   refunds            what was given back, as a positive amount
//   bought_orders      1 for an order of a known customer that was not given back whole
//   first_time_buyers  1 where a customer buys for the first time in the file
//   carts_created      orders and abandoned carts, where the file tells of such
//
// Rows are one order where they share its number, customer and day. An amount that stands on every
// line of its order (the order's total) counts once; amounts that differ are the lines' own and add
// up. A row below zero is a refund of its own day. Cancelled orders, abandoned carts and orders
// worth nothing are no orders; a refunded one is, and its value was given back.
//
// Customers are the texts of customer_id; e-mail addresses are the same in any case.
class Orders {
 public:
  // Whether the table has single orders, and not sums of them.
  static bool Reads(const table::Table& table);
  // REQUIRES: Reads(table).
  static Orders Of(const table::Table& table);

  const std::vector<Order>& orders() const { return orders_; }
  const table::Table& table() const { return made_; }
  // Of each row of table(): its row in the file, and its order.
  const std::vector<uint32_t>& rows() const { return rows_; }
  const std::vector<uint32_t>& order_of() const { return order_of_; }

  // Whether the file tells of abandoned carts, so that carts_created are counted.
  bool tells_carts() const { return tells_carts_; }
  size_t customers() const { return customers_.size(); }
  const std::string& CustomerName(uint32_t customer) const { return customers_[customer]; }

  // order_cancelled, order_abandoned, order_zero_value, order_lines, order_total_repeated,
  // order_number_reused, order_negative_as_refund, order_no_customer, order_no_date.
  const std::vector<Issue>& notes() const { return notes_; }

 private:
  friend class OrderReader;

  std::vector<Order> orders_;
  std::vector<uint32_t> rows_;
  std::vector<uint32_t> order_of_;
  std::vector<std::string> customers_;
  table::Table made_;
  bool tells_carts_ = false;
  std::vector<Issue> notes_;
};

}  // namespace mittari::engines
