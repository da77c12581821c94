#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "engines/orders.h"
#include "table/table.h"

namespace mittari::engines {

// Which rows of a table are one order, and whose it is.
struct OrderLines {
  // The columns that an order is made of; nullptr where the table has none.
  struct Columns {
    const table::Column* id = nullptr;
    const table::Column* date = nullptr;
    const table::Column* value = nullptr;  // gross_revenue, else revenue
  };
  static Columns ColumnsOf(const table::Table& table);
  static OrderLines Of(const table::Table& table);

  std::vector<Order> orders;           // with customer, row and day; in the order of their first rows
  std::vector<std::string> customers;  // names by number
  std::vector<uint32_t> order;         // of each row
  std::vector<uint32_t> begin;         // of each order, where its rows begin in `lines`; one more at the end
  std::vector<uint32_t> lines;         // rows order by order, each order's as the file has them
  size_t joined = 0;                   // rows that go on with an order
  std::vector<uint32_t> reused;        // rows with the number of another order
};

}  // namespace mittari::engines
