#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"
#include "report/analyse.h"
#include "stats/attribution.h"

namespace mittari::report {

// The touches before one conversion, in the order of time, or those of a customer without one.
struct Journey {
  std::vector<stats::Touch> touches;
  bool converted = false;
  Rational value = Rational(1);
};

// All journeys of a table of touches: (customer, time, channel), with the conversion in rows of its
// customer (`conversion_time`), or without such a column in the converting touch itself. Touches
// count within the look-back before the conversion and after the customer's previous one; times are
// days, and touches of one day stay in the order of the file.
struct Journeys {
  std::vector<std::string> channels;
  std::vector<Journey> journeys;
  int64_t out_of_reach = 0;  // conversions without a touch in the look-back
  int64_t ties = 0;          // journeys where a day holds several touches
};
// Absent where no source is such a table.
Result<std::optional<Journeys>> ReadJourneys(const Question& question, int look_back);

}  // namespace mittari::report
