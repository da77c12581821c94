#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "engines/orders.h"
#include "engines/spans.h"
#include "measure/kept.h"
#include "table/table.h"

namespace mittari::report {

struct Prepared;

// What was found out about a source's rows, for the next question.
using Kept = measure::Kept;

// One read source, as the report needs it. Nothing is owned: the tables live in
// the session.
struct Input {
  std::string name;
  const table::Table* table = nullptr;
  int64_t rows_read = 0;               // data-like rows of the file, used or not
  std::vector<Issue> excluded;         // rows left out on reading, with reasons
  std::vector<std::string> ambiguous;  // measures whose header has two meanings
  std::string_view source;             // the inspection as JSON, repeated in the answer; "" is null
  bool replaced = false;               // another source counts in its place
  Kept* kept = nullptr;                // of this table; nullptr: nothing is kept
  Prepared* prepared = nullptr;        // by the engines, for the next question; nullptr: not kept

  // Filled in where an engine makes the table ready (prepared.h):
  const table::Table* file = nullptr;      // the table that was read
  const engines::Spans* spans = nullptr;   // its customers' revenue
  const engines::Orders* orders = nullptr;  // its single orders
  bool changes = false;                    // a stock is the sum of its changes
  bool repeats = false;                    // another input stands for the same rows
  // Of a table that names customers but no channel: each row's, from another source (customer_channel.h).
  std::shared_ptr<const table::Column> channel;
  bool snapshot = false;                   // stages as they are now, without their history
  std::vector<Issue> notes;                // what the engine left out, or took as it could
};

// Several sources asked as one: each measure is taken from the sources that have
// it, and joined on the group key.
using Workspace = std::vector<Input>;

}  // namespace mittari::report
