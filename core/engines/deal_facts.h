#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/error.h"
#include "engines/words.h"
#include "table/table.h"

namespace mittari::engines {

// What a deals table says of each deal, one byte a row: all that its measures are made of, beside
// days and amounts, which stay where they are.
struct DealFacts {
  // A deal that is neither won nor open is lost.
  enum Fact : uint8_t {
    kWon = 1,
    kOpen = 2,
    kTimed = 4,         // won, with a beginning that is not after its close
    kFromCreated = 8,   // its beginning is its creation, not a first touch
    kBackwards = 16,    // won, and closed before it began
    kValued = 32,       // has an amount
    kLeavesStock = 64,  // closed on or after the day of its creation
  };

  // nullptr where there is none. They live in the table.
  const table::Column* created = nullptr;
  const table::Column* closed = nullptr;
  const table::Column* touched = nullptr;
  const table::Column* amount = nullptr;
  const table::Column* marker = nullptr;  // tells won from lost

  std::vector<uint8_t> of;          // each row
  std::vector<uint32_t> close_rows;  // won and lost ones
  std::vector<uint8_t> of_closes;   // each of close_rows
  // deal_no_close_date, deal_no_created_date, deal_negative_duration,
  // deal_cycle_from_created, deal_no_amount.
  std::vector<Issue> notes;

  static DealFacts Of(const table::Table& table);
};

// The column of the role, where it holds days; else nullptr.
const table::Column* DayColumnOf(const table::Table& table, std::string_view role);

}  // namespace mittari::engines
