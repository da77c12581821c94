// Methods against published answers, exact arithmetic and their own laws.
#include <cmath>
#include <numeric>

#include "gtest/gtest.h"
#include "stats/attribution.h"
#include "stats/clv.h"
#include "stats/compare.h"
#include "stats/decompose.h"
#include "stats/forecast.h"
#include "stats/random.h"
#include "stats/real.h"
#include "stats/series.h"
#include "stats/spend_curve.h"
#include "stats/target.h"

namespace mittari::stats {
namespace {

TEST(Compare, FishersTea) {
  // 3 of 4 against 1 of 4: (16 + 1 + 16 + 1) / 70 of the tables are no likelier.
  const auto test = TwoProportions(3, 4, 1, 4);
  EXPECT_TRUE(test->exact);
  EXPECT_NEAR(test->p_value, 34.0 / 70, 1e-12);
  EXPECT_FALSE(TwoProportions(0, 500, 0, 400)->z);
  EXPECT_EQ(TwoProportions(0, 500, 0, 400)->p_value, 1);
  // Counts that a double can't tell apart, and more tables than are worth going through.
  EXPECT_FALSE(TwoProportions(1e17, 1e17, 10, 10));
  EXPECT_FALSE(TwoProportions(5e14, 1e15, 1, 10));
  EXPECT_FALSE(TwoProportions(1e7, 1e15 - 2e7, 1, 2e7)->exact);
  EXPECT_TRUE(TwoProportions(3, 4e14, 1, 4e14)->exact);
}

TEST(Compare, CostsByTheBinomial) {
  // Equal spends, 9 of 10 in one: 2 (C(10,0) + C(10,1)) / 2^10 = 22 / 1024.
  EXPECT_NEAR(TwoCosts(9, 100, 1, 100)->p_value, 22.0 / 1024, 1e-12);
  EXPECT_EQ(TwoCosts(5, 100, 5, 100)->p_value, 1);
  // Share 1/3, all 3 of 3: only (1/3)^3 = 1/27 is as unlikely; none is 8/27.
  EXPECT_NEAR(TwoCosts(3, 100, 0, 200)->p_value, 1.0 / 27, 1e-12);
  EXPECT_EQ(TwoCosts(3, 100, 0, 200)->ratio.low, 0);
  EXPECT_FALSE(TwoCosts(0, 100, 3, 200)->ratio.high);
  const double many = TwoCosts(100000, 1000, 101000, 1000)->p_value;
  // 1000 / sqrt(201000) = 2.2305 deviations: 2 Phi(-2.2305) = 0.02571, with the half step 0.0258.
  EXPECT_NEAR(many, 0.0258, 2e-4);
  EXPECT_FALSE(TwoCosts(0, 1, 0, 1));
  EXPECT_FALSE(TwoCosts(1, 0, 1, 1));
}

TEST(Compare, AdjustedNeverBelowNorBeyondOne) {
  Random random;
  for (int round = 0; round < 50; ++round) {
    std::vector<double> p;
    const size_t count = 1 + random.Below(12);
    for (size_t i = 0; i < count; ++i) p.push_back(static_cast<double>(random.Below(21)) / 20);
    const auto holm = Holm(p);
    const auto bh = BenjaminiHochberg(p);
    for (size_t i = 0; i < p.size(); ++i) {
      EXPECT_GE(holm[i], bh[i]);
      EXPECT_GE(bh[i], p[i]);
      EXPECT_LE(holm[i], 1);
      for (size_t j = 0; j < p.size(); ++j) {
        if (p[i] == p[j]) {
          EXPECT_EQ(holm[i], holm[j]);
          EXPECT_EQ(bh[i], bh[j]);
        }
      }
    }
  }
}

TEST(Decompose, PartsAddUpExactly) {
  Random random;
  const auto number = [&](uint64_t most) { return Rational(static_cast<int64_t>(random.Below(most))); };
  int done = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<Part> parts;
    const size_t count = 1 + random.Below(6);
    for (size_t i = 0; i < count; ++i) parts.push_back({number(500), number(4), number(500), number(4)});
    const auto apart = Decompose(parts);
    if (!apart) continue;
    Rational sum;
    for (const Share& share : apart->shares) sum = sum + share.rate + share.mix + share.no_denominator;
    EXPECT_EQ(sum, apart->current - apart->base);
    ++done;
  }
  EXPECT_GT(done, 100);
  EXPECT_FALSE(Decompose({{Rational(1), Rational(0), Rational(1), Rational(2)}}));
}

TEST(Decompose, DriversAddUp) {
  // CPL = CPM / (1000 CTR CVR): 10 -> 12, 1 % -> 0.8 %, 5 % -> 6 %.
  const auto chain = DriverChain({{10.0 / 1000, 12.0 / 1000, 1}, {0.01, 0.008, -1}, {0.05, 0.06, -1}});
  EXPECT_NEAR(chain->base, 20, 1e-12);
  EXPECT_NEAR(chain->current, 25, 1e-12);
  EXPECT_NEAR(std::accumulate(chain->contributions.begin(), chain->contributions.end(), 0.0), 5, 1e-12);
  // CPM and CVR moved by the same factor and cancel.
  EXPECT_NEAR(chain->contributions[0], -chain->contributions[2], 1e-12);
  const auto still = DriverChain({{3, 3, 1}, {2, 4, 1}, {4, 2, 1}});
  EXPECT_NEAR(still->contributions[1] + still->contributions[2], 0, 1e-12);
  // Unchanged product 24: ln 2 times it.
  EXPECT_NEAR(still->contributions[1], 24 * std::log(2.0), 1e-11);
}

TEST(Series, LeadsAreFound) {
  Random random(7);
  std::vector<double> x(120), y(120);
  for (size_t t = 0; t < x.size(); ++t) x[t] = (t > 0 ? 0.6 * x[t - 1] : 0) + random.Normal();
  for (size_t t = 3; t < x.size(); ++t) y[t] = x[t - 3] + 0.2 * random.Normal();
  const auto model = FitAr(x, 1);
  EXPECT_NEAR(model->phi[0], 0.6, 0.15);
  const auto ccf = CrossCorrelation(Filter(x, *model), Filter(y, *model), 6);
  ASSERT_EQ(ccf.size(), 13u);
  EXPECT_GT(ccf[6 + 3], 0.8);
  EXPECT_FALSE(FitAr(std::vector<double>(20, 4.0), 1));
  EXPECT_TRUE(CrossCorrelation({1, 1, 1, 1}, {1, 2, 3, 4}, 1).empty());
}

TEST(Series, ChangedFromConstant) {
  std::vector<std::optional<double>> days(57, 5.0);
  days[56] = 6;
  const auto found = DeviationAt(days, 56, 8, 3.5, Transform::kNone);
  EXPECT_TRUE(found->flag);
  EXPECT_EQ(found->how, "constant");
  days[56] = 5;
  EXPECT_FALSE(DeviationAt(days, 56, 8, 3.5, Transform::kNone)->flag);
  days[56] = -1;
  EXPECT_FALSE(DeviationAt(days, 56, 8, 3.5, Transform::kLog));
  days[56].reset();
  EXPECT_FALSE(DeviationAt(days, 56, 8, 3.5, Transform::kNone));
}

TEST(Forecast, SeasonsComeBack) {
  std::vector<double> y;
  for (int i = 0; i < 24; ++i) y.push_back(100 + 10 * (i % 12) + (i >= 12 ? 5 : 0));
  const Forecast one = SeasonalNaive(y, 2, 12, 0.8);
  EXPECT_EQ(one.mean, y[13]);
  // Every step of a year was 5: sqrt(12 x 25 / 12) = 5, and t(12) at 90 % is 1.35622.
  EXPECT_NEAR(one.high - one.mean, 5 * 1.356217, 1e-5);
  // (|9 - 10| + |12 - 10|) / 2 over a history that moves by 1 and 3.
  const Errors errors = ErrorsOf({10, 10}, {9, 12}, {4, 5, 8});
  EXPECT_EQ(errors.mae, 1.5);
  EXPECT_EQ(*errors.mase, 0.75);
  EXPECT_EQ(errors.bias, 0.5);
  EXPECT_FALSE(ErrorsOf({0}, {1}, {}).mape);
}

TEST(SpendCurve, LimitsHold) {
  const auto free = Allocate({4, 3, 2}, {0.5, 0.5, 0.5}, 29000, {}, {});
  EXPECT_NEAR(free->spend[0], 16000, 1e-6);
  const auto held = Allocate({4, 3, 2}, {0.5, 0.5, 0.5}, 29000, {0, 0, 6000}, {15000, 29000, 29000});
  EXPECT_NEAR(held->spend[2], 6000, 1e-6);
  EXPECT_NEAR(std::accumulate(held->spend.begin(), held->spend.end(), 0.0), 29000, 1e-6);
  EXPECT_FALSE(Allocate({1}, {0.5}, 10, {20}, {30}));
}

TEST(Clv, FindsTheParametersOfMadeUpBuyers) {
  // Buyers drawn by the model's own story: rate ~ Gamma(r, alpha), dropout ~ Beta(a, b).
  const BgNbd truth{0.8, 6, 0.9, 2.5};
  Random random(11);
  std::vector<Buyer> buyers;
  for (int i = 0; i < 1500; ++i) {
    const double rate = random.Gamma(truth.r) / truth.alpha;
    const double dropout = random.Beta(truth.a, truth.b);
    Buyer buyer{0, 0, 52};
    for (double at = 0;;) {
      at += -Log(random.Uniform()) / rate;
      if (at > 52) break;
      buyer.x += 1;
      buyer.recency = at;
      if (random.Uniform() < dropout) break;
    }
    buyers.push_back(buyer);
  }
  const auto fitted = FitBgNbd(buyers);
  ASSERT_TRUE(fitted);
  double likely = 0;
  double least = 0;
  double expected = 0;
  double meant = 0;
  for (const Buyer& buyer : buyers) {
    likely += fitted->LogLikelihood(buyer);
    least += truth.LogLikelihood(buyer);
    expected += fitted->Expected(buyer, 26);
    meant += truth.Expected(buyer, 26);
  }
  EXPECT_GE(likely, least);  // no other parameters are likelier
  EXPECT_LT(likely - least, 12);
  EXPECT_NEAR(expected / meant, 1, 0.1);
  // At a = 1 both sides meet.
  BgNbd one = truth;
  one.a = 1;
  BgNbd near = truth;
  near.a = 1.0001;
  EXPECT_NEAR(one.Expected({2, 30, 40}, 20), near.Expected({2, 30, 40}, 20), 1e-3);
}

TEST(Clv, Hypergeometric) {
  // 2F1(1, 1; 2; z) = -ln(1 - z) / z; 2F1(a, b; b; z) = (1 - z)^-a.
  EXPECT_NEAR(Hypergeometric(1, 1, 2, 0.5), 2 * std::log(2.0), 1e-14);
  EXPECT_NEAR(Hypergeometric(2.5, 3, 3, 0.9), std::pow(0.1, -2.5), 1e-9);
}

TEST(Attribution, SharesAddUpToOne) {
  for (const Rule rule : {Rule::kFirst, Rule::kLast, Rule::kLastNonDirect, Rule::kLinear, Rule::kPosition, Rule::kTimeDecay}) {
    for (size_t n = 1; n < 8; ++n) {
      std::vector<Touch> touches;
      for (size_t i = 0; i < n; ++i) touches.push_back({0, static_cast<int>(5 * (n - i)), i == n - 1});
      const auto shares = Shares(rule, touches, {});
      Rational sum;
      for (const Rational& share : shares) sum = sum + share;
      EXPECT_EQ(sum, Rational(1));
      if (rule == Rule::kLastNonDirect && n > 1) {
        EXPECT_EQ(shares[n - 2], Rational(1));
      }
    }
  }
}

TEST(Attribution, NothingToTellApart) {
  EXPECT_FALSE(FitMarkov({{{0}, 3, 0}, {{1}, 2, 0}}, 2));  // all convert
  EXPECT_FALSE(FitMarkov({{{0}, 0, 3}}, 1));
  // A loop changes no removal effect.
  const auto plain = FitMarkov({{{0, 1}, 3, 1}, {{1}, 1, 2}}, 2);
  const auto looped = FitMarkov({{{0, 0, 0, 1}, 3, 1}, {{1}, 1, 2}}, 2);
  for (size_t c = 0; c < 2; ++c) EXPECT_NEAR(plain->removal_effect[c], looped->removal_effect[c], 1e-12);
}

TEST(Target, AMeanWithoutTrend) {
  // Nine values around 10 without a slope, sum of 2: t(8) with scale s sqrt(2 (1 + 2/9)).
  const auto outlook = ChanceOfSum({9, 11, 10, 9, 11, 10, 11, 9, 10}, 20, 2);
  EXPECT_FALSE(outlook->trend);
  EXPECT_DOUBLE_EQ(outlook->probability, 0.5);
  EXPECT_NEAR(outlook->scale, std::sqrt(6.0 / 8 * 2 * (1 + 2.0 / 9)), 1e-12);
  EXPECT_FALSE(ChanceOfSum({1, 2, 3, 4, 5, 6, 7}, 1, 1));
  EXPECT_EQ(ChanceOfSum(std::vector<double>(9, 4.0), 4, 1)->probability, 1);
}

TEST(Random, MeansOfTheirKind) {
  Random random;
  double normal = 0, square = 0, gamma = 0, beta = 0;
  constexpr int kMany = 20000;
  for (int i = 0; i < kMany; ++i) {
    const double x = random.Normal();
    normal += x / kMany;
    square += x * x / kMany;
    gamma += random.Gamma(0.7) / kMany;
    beta += random.Beta(2.5, 7.5) / kMany;
  }
  EXPECT_NEAR(normal, 0, 0.03);
  EXPECT_NEAR(square, 1, 0.05);
  EXPECT_NEAR(gamma, 0.7, 0.03);
  EXPECT_NEAR(beta, 0.25, 0.005);
}

}  // namespace
}  // namespace mittari::stats
