#pragma once

#include <string>

#include "report/run.h"

namespace mittari::report {

// The report as RFC 4180 text with CRLF: a column per part of the key, one per
// metric, and a last row for the total, its key cells blank but the first, which
// says "Total". An absent value is a blank cell. A text that a spreadsheet would
// run as a formula (it begins with = + - @, a tab or a return) gets a leading
// apostrophe; numbers are left as they are.
std::string ToCsv(const ViewModel& report);

// The same for a terminal: columns padded with spaces, numbers to the right,
// an absent value as its reason.
std::string ToTable(const ViewModel& report);

}  // namespace mittari::report
