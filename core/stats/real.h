#pragma once

namespace mittari::stats {

// Exponential and logarithm with our own arithmetic (the method and constants of
// FreeBSD's msun, within 1 ulp): the C library's differ between machines, and an
// answer must have the same bits natively and in every browser. Nothing in this
// room calls exp, log or pow of the C library; sqrt is exact by IEEE 754.
double Exp(double x);

// REQUIRES: x > 0 and finite.
double Log(double x);

// ln Gamma(x), by Stirling's series. REQUIRES: x > 0.
double LogGamma(double x);

// Regularised incomplete gamma functions, P(a, x) and Q = 1 - P.
// REQUIRES: a > 0, x >= 0.
double GammaP(double a, double x);
double GammaQ(double a, double x);

// Regularised incomplete beta function I_x(a, b). REQUIRES: a, b > 0, 0 <= x <= 1.
double Beta(double a, double b, double x);

}  // namespace mittari::stats
