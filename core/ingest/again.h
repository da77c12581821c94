#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ingest/source.h"

namespace mittari::ingest {

// How much of an earlier file stands in a later one of the same layout.
struct Again {
  int64_t same = 0;     // rows of the earlier one that the later one has as they are
  int64_t changed = 0;  // rows of the same names and days with other values
  int64_t added = 0;    // rows of the later one that the earlier one lacks
  bool covers = false;  // nothing of the earlier one is missing in the later one
  bool within = false;  // the later one brings nothing new, but less
};

// The file over again, or longer: nine rows in ten of the shorter file stand in
// the other, or their names and days do with values that have changed since.
// Nothing for files of other layouts, or that merely meet at their ends.
std::optional<Again> FindAgain(const Source& earlier, const Source& later);

// table.again with what each choice would count: replace (the later one alone),
// keep (both), and earlier (the earlier one alone) where the later one is within it.
// `index`: of the earlier source.
Question AskAgain(const Again& again, const Source& earlier, int64_t index, const Source& later);

// What the sources of a workspace say of each other, in their order.
struct Repeats {
  std::vector<std::optional<Question>> asked;  // table.again, of a source that comes later
  std::vector<int> replaced_by;                // the source that counts instead; -1: it counts
};

// Follows the answer in the later source's settings ("table.again": replace, keep
// or earlier); while there is none, the likelier one.
Repeats FindRepeats(const std::vector<const Source*>& sources);

}  // namespace mittari::ingest
