#pragma once

#include <optional>
#include <vector>

#include "stats/interval.h"

namespace mittari::stats {

// How likely a sum over the next periods reaches a target, if the future is like
// the past: Student's t around h times the mean, or, where the history has a
// slope at p < 0.05, around the line carried on.
struct Outlook {
  double mean = 0;
  double deviation = 0;  // of the history, n - 1
  bool trend = false;
  double slope = 0;
  double centre = 0;  // expected sum of the next h periods
  double scale = 0;   // its predictive standard deviation
  double df = 0;
  double t = 0;            // (needed - centre) / scale; 0 where the scale is 0
  double probability = 0;  // of a sum of `needed` or more
};
// Absent below 8 periods of history or h < 1.
std::optional<Outlook> ChanceOfSum(const std::vector<double>& history, double needed, int h);

struct HitRate {
  int windows = 0;
  int hits = 0;
  Interval interval;  // Wilson's
};
// Past windows of `length` periods that do not overlap, the last one ending with
// the history: how many reached the target. Absent where not one fits.
std::optional<HitRate> HitsOf(const std::vector<double>& history, int length, double target, bool at_least);

}  // namespace mittari::stats
