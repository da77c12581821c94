#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "report/book.h"

namespace mittari::report {

// Two sources that hold the same of these measures, of the same platform (the same columns, or a
// channel in common) and for the same days: both are counted, which may be once too often.
// -> sources.overlap{measure, source, other} each, with {from, to, rows, other_rows} of the days in
// common (both inclusive) where the sources have dates.
std::vector<Issue> Overlaps(const Book& book, const std::set<std::string>& measures);

}  // namespace mittari::report
