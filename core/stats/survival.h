#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "stats/interval.h"

namespace mittari::stats {

// How something that was watched from a day 0 went out of sight.
enum class Ending : uint8_t { kCensored, kEvent, kOther };

struct Watched {
  int time = 0;   // days, 0 or more
  Ending ending = Ending::kCensored;
  int entry = 0;  // watched only from this day on: a file that starts late (left truncation)
};

// One step of a survival curve.
struct SurvivalStep {
  int time = 0;
  int64_t at_risk = 0;
  int64_t events = 0;
  double survival = 1;  // S(t) = product of 1 - d/n up to t
  double variance = 0;  // Greenwood: S^2 * sum of d / (n (n - d)); 0 where S = 0
  // S^exp(+-z sqrt(G) / |ln S|), the log-log interval; absent where S is 0 or 1.
  std::optional<Interval> interval;
};

// Kaplan and Meier's product limit. Events come before censorings at ties;
// kOther counts as an event. Steps at event times only, in order.
std::vector<SurvivalStep> KaplanMeier(std::vector<Watched> watched, double level = kLevel);

// The smallest time with S(t) <= share; nothing where the curve never falls so far.
std::optional<int> TimeTo(const std::vector<SurvivalStep>& curve, double share = 0.5);

// One step of the chances of two endings that exclude each other.
struct OutcomeStep {
  int time = 0;
  int64_t at_risk = 0;
  double event = 0;  // Aalen and Johansen: sum of S(t-) d/n over the endings of its kind
  double other = 0;
  double open = 1;   // 1 - event - other, the share still watched
};
std::vector<OutcomeStep> AalenJohansen(std::vector<Watched> watched);

}  // namespace mittari::stats
