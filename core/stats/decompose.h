#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"

namespace mittari::stats {

// One segment's numerator and denominator in the compared and in the current period.
struct Part {
  Rational n0, d0, n1, d1;
};

// What a segment did to a ratio of sums R = sum N / sum D.
struct Share {
  Rational rate;            // its own ratio changed
  Rational mix;             // its weight changed, against the mean of both totals
  Rational no_denominator;  // it has a numerator without a denominator in a period
};

// R1 - R0 taken apart, exactly: with w = D_i / D, r = N_i / D_i and Rm = (R0 + R1) / 2,
// rate = (w0 + w1) (r1 - r0) / 2 and mix = (w1 - w0) ((r0 + r1) / 2 - Rm). A segment that enters
// takes r0 = r1, one that leaves r1 = r0: all of it is mix. The parts add up to the change.
struct Decomposition {
  Rational base, current;
  std::vector<Share> shares;  // in the order of the parts
};
// Absent unless both totals of the denominator are positive and none of its parts is negative.
std::optional<Decomposition> Decompose(const std::vector<Part>& parts);

// R = product of x^s: contribution = L(R1, R0) s ln(x1 / x0), with the logarithmic mean
// L(a, b) = (a - b) / (ln a - ln b), L(a, a) = a. The contributions add up to R1 - R0.
struct Factor {
  double base = 0;
  double current = 0;
  double exponent = 1;
};
struct Chain {
  double base = 1;
  double current = 1;
  std::vector<double> contributions;
};
// Absent unless every factor is positive in both periods.
std::optional<Chain> DriverChain(const std::vector<Factor>& factors);

}  // namespace mittari::stats
