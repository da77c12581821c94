#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "table/table.h"

namespace mittari::report {

// One read source, as the report needs it. Nothing is owned: the tables live in
// the session.
struct Input {
  std::string name;
  const table::Table* table = nullptr;
  int64_t rows_read = 0;               // data-like rows of the file, used or not
  std::vector<Issue> excluded;         // rows left out on reading, with reasons
  std::vector<std::string> ambiguous;  // measures whose header has two meanings
  Json source;                         // the inspection, repeated in the answer
};

// Several sources asked as one: each measure is taken from the sources that have
// it, and joined on the group key.
using Workspace = std::vector<Input>;

}  // namespace mittari::report
