#pragma once

#include <string_view>

namespace mittari::csv {

// How much a cell, cut out by `delimiter`, looks like one value: 1 for a blank,
// a number, a date or plain words, less for what another delimiter would cut
// further. Only for comparing dialects; the locale room reads values.
double CellShape(std::string_view cell, char delimiter);

// Digits with marks a number may have (`1,5`, `-12 %`), at least one digit.
bool IsNumberShape(std::string_view cell);

}  // namespace mittari::csv
