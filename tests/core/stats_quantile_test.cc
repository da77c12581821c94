#include <cmath>

#include "gtest/gtest.h"
#include "stats/quantile.h"
#include "stats/real.h"

namespace mittari::stats {
namespace {

// Expected values: mpmath, 40 digits, roots of its own distribution functions.
void ExpectClose(double got, double want, double relative = 1e-11) {
  EXPECT_LE(std::fabs(got - want), relative * std::fabs(want)) << got << " for " << want;
}

TEST(Real, ExponentialAndLogarithm) {
  ExpectClose(Exp(0.001), 1.0010005001667083, 3e-16);
  ExpectClose(Exp(1), 2.7182818284590452, 3e-16);
  ExpectClose(Exp(2.5), 12.182493960703473, 3e-16);
  ExpectClose(Exp(-3.7), 0.024723526470339387, 3e-16);
  ExpectClose(Exp(700), 1.0142320547350045e+304, 3e-16);
  ExpectClose(Exp(-700), 9.8596765437597709e-305, 3e-16);
  EXPECT_EQ(Exp(0), 1);
  EXPECT_EQ(Exp(-1000), 0);
  EXPECT_TRUE(std::isfinite(Exp(1000)));
  ExpectClose(Log(1e-310), -713.80137882815417, 3e-16);
  ExpectClose(Log(0.7), -0.35667494393873244, 3e-16);
  ExpectClose(Log(1.0000001), 9.9999995058387045e-8, 3e-16);
  ExpectClose(Log(2), 0.69314718055994531, 3e-16);
  ExpectClose(Log(123456.789), 11.723646487185881, 3e-16);
  EXPECT_EQ(Log(1), 0);
}

TEST(Real, AgreesWithTheLibraryEverywhere) {
  for (int i = 1; i < 20000; ++i) {
    const double x = i * 0.037 - 370;
    ExpectClose(Exp(x), std::exp(x), 1e-15);
    const double y = std::exp(x / 3);
    EXPECT_NEAR(Log(y), x / 3, 1e-15 * std::fabs(x) + 1e-16);
  }
}

TEST(Real, LogGamma) {
  ExpectClose(LogGamma(0.1), 2.2527126517342059, 1e-14);
  ExpectClose(LogGamma(0.5), 0.57236494292470009, 1e-14);
  ExpectClose(LogGamma(3), 0.69314718055994531, 1e-14);
  ExpectClose(LogGamma(14.9), 24.924132002217278, 1e-14);
  ExpectClose(LogGamma(1e6), 12815504.569147612, 1e-14);
}

TEST(Quantile, Normal) {
  ExpectClose(NormalQuantile(0.975), kZ95);
  ExpectClose(NormalQuantile(0.999), 3.0902323061678135);
  ExpectClose(NormalQuantile(1e-6), -4.7534243088228989);
  ExpectClose(NormalQuantile(0.3), -0.52440051270804078);
  EXPECT_EQ(NormalQuantile(0.5), 0);
  for (const double p : {0.001, 0.2, 0.77, 0.9999}) ExpectClose(NormalCdf(NormalQuantile(p)), p);
}

TEST(Quantile, StudentsT) {
  ExpectClose(TQuantile(0.975, 1), 12.706204736174705);
  ExpectClose(TQuantile(0.975, 2), 4.3026527297494639);
  ExpectClose(TQuantile(0.975, 5), 2.5705818356363155);
  ExpectClose(TQuantile(0.975, 7), 2.3646242515927853);
  ExpectClose(TQuantile(0.975, 24), 2.0638985616280258);
  ExpectClose(TQuantile(0.975, 364), 1.9665025687993643);
  ExpectClose(TQuantile(0.025, 7), -2.3646242515927853);
}

// Worked out by Newton's steps on the incomplete gamma function with 40 digits (mpmath).
TEST(Quantile, ChiSquareOfManyDegrees) {
  constexpr struct {
    double df, low, high;
  } kKnown[] = {
      {100, 74.221927474923726, 129.561197185836593},
      {1000, 914.257153799258935, 1089.5309127749135},
      {1998, 1876.00803712353523, 2123.78030186876439},
      {2000, 1877.94603681539043, 2125.84230244977552},
      {20002, 19611.8853351999107, 20395.903249322946},
      {200000, 198762.305327489461, 201241.483281547473},
      {2000002, 1996083.96472062414, 2003923.82389086439},
  };
  for (const auto& known : kKnown) {
    ExpectClose(ChiSquareQuantile(0.025, known.df), known.low, 2e-13);
    ExpectClose(ChiSquareQuantile(0.975, known.df), known.high, 2e-13);
  }
}

TEST(Quantile, ChiSquare) {
  ExpectClose(ChiSquareQuantile(0.025, 60), 40.48174804284183);
  ExpectClose(ChiSquareQuantile(0.975, 62), 85.653730789615335);
  ExpectClose(ChiSquareQuantile(0.975, 2), 7.3777589082278726);
  ExpectClose(ChiSquareQuantile(0.025, 2), 0.050635615968579751);
  ExpectClose(ChiSquareQuantile(0.025, 20000), 19609.904934520366, 1e-10);
  ExpectClose(ChiSquareQuantile(0.975, 20002), 20395.903249322946, 1e-10);
  // The two forms meet where one takes over from the other.
  ExpectClose(ChiSquareQuantile(0.975, 1e6 + 1) - ChiSquareQuantile(0.975, 1e6 - 1), 2, 0.01);
}

TEST(Quantile, BetaAndF) {
  ExpectClose(BetaQuantile(0.025, 40, 61), 0.3032947687028774);
  ExpectClose(BetaQuantile(0.975, 41, 60), 0.50279084957766518);
  ExpectClose(FQuantile(0.95, 3, 20), 3.0983912121407801);
}

}  // namespace
}  // namespace mittari::stats
