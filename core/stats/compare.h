#pragma once

#include <optional>
#include <vector>

#include "stats/interval.h"

namespace mittari::stats {

// k1/n1 against k2/n2.
struct ProportionTest {
  double difference = 0;    // k1/n1 - k2/n2
  Interval interval;        // Newcombe's
  std::optional<double> z;  // with the pooled share; absent where all or none succeeded
  double p_value = 1;       // two-sided, of z; or Fisher's
  // Fisher's test (minimum likelihood): an expected count is below 5, and one of the table's four
  // margins is at most a million.
  bool exact = false;
};
// Absent unless 0 <= k <= n and n > 0 for both, and n1 + n2 <= 1e15: above, a double no longer
// tells neighbouring counts apart.
std::optional<ProportionTest> TwoProportions(double k1, double n1, double k2, double n2,
                                             double level = kLevel);

// Spend per event of two channels from totals only: given k1 + k2 events, k1 is
// binomial with the share s1 / (s1 + s2) if an event costs the same in both.
struct CostTest {
  double p_value = 1;  // exact, two-sided by minimum likelihood
  // Of (s1/k1) / (s2/k2), from Clopper and Pearson's q: (1 - q) / q * s1 / s2.
  Interval ratio;
};
// Absent unless both spends are positive and some event was counted.
std::optional<CostTest> TwoCosts(double k1, double s1, double k2, double s2,
                                 double level = kLevel);

// P values adjusted for their number, in the given order; equal ones stay equal.
// Holm's for decisions (any false one), Benjamini and Hochberg's for screening
// (the share of false ones).
std::vector<double> Holm(const std::vector<double>& p);
std::vector<double> BenjaminiHochberg(const std::vector<double>& p);

}  // namespace mittari::stats
