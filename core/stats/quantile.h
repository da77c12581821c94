#pragma once

namespace mittari::stats {

// The two-sided normal quantile of the 95 % level.
inline constexpr double kZ95 = 1.959963984540054;

// Distribution functions and their inverses, accurate to about 1e-12 relative
// in the range intervals use (tails down to 1e-6). All are pure and have the
// same bits on every machine; see real.h.

double NormalCdf(double x);
// REQUIRES: 0 < p < 1 for this and every quantile below.
double NormalQuantile(double p);

// Student's t. REQUIRES: df > 0.
double TCdf(double t, double df);
double TQuantile(double p, double df);

// REQUIRES: df > 0.
double ChiSquareCdf(double x, double df);
double ChiSquareQuantile(double p, double df);

double FQuantile(double p, double df1, double df2);

// Of the beta distribution: Clopper-Pearson limits are its quantiles.
double BetaQuantile(double p, double a, double b);

}  // namespace mittari::stats
