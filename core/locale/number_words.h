#pragma once

#include <cstddef>
#include <string_view>

#include "base/decimal.h"

namespace mittari::locale {

// The power of ten that a word after a number stands for: 3 for "k", "bin", "tsd",
// "هزار"; 6 for "M", "mn", "milj"; 0 where it is none. `money`: a currency stands beside
// the number, which makes "B" a billion; alone it may be Turkish "bin".
int PowerOfWord(std::string_view word, bool money);

// Reads "1h 2m 3s", "2 min 5 sec", "3 sa 4 dk", "1 day 2 hours" into seconds. One number
// with days or a lone "m" is none: "3 days" is a count, "5m" five million.
bool ReadWordedDuration(std::string_view text, Decimal* seconds);

// Reads [-]h:mm:ss or m:ss, with a fraction of a second; *two_parts for the latter.
bool ReadClockDuration(std::string_view text, Decimal* seconds, bool* two_parts);

}  // namespace mittari::locale
