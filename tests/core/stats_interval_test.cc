#include <cmath>
#include <fstream>
#include <iterator>

#include "base/codes.gen.h"
#include "base/json.h"
#include "gtest/gtest.h"
#include "stats/interval.h"

namespace mittari::stats {
namespace {

void ExpectClose(double got, double want) {
  EXPECT_LE(std::fabs(got - want), 1e-9 * std::fabs(want) + 1e-12) << got << " for " << want;
}

TEST(Wilson, PublishedExamples) {
  // VassarStats' example 23 of 60, and 10 of 100 by the score equation's root.
  const auto a = Wilson(23, 60);
  ExpectClose(a->low, 0.27088272374082023);
  ExpectClose(*a->high, 0.5098240417590008);
  const auto b = Wilson(10, 100);
  ExpectClose(b->low, 0.05522913706067509);
  ExpectClose(*b->high, 0.17436566150491345);
}

TEST(Wilson, SnapsAtTheEnds) {
  EXPECT_EQ(Wilson(0, 20)->low, 0);
  EXPECT_GT(*Wilson(0, 20)->high, 0);
  EXPECT_EQ(*Wilson(20, 20)->high, 1);
  EXPECT_LT(Wilson(20, 20)->low, 1);
}

TEST(Wilson, RefusesWhatIsNoProportion) {
  EXPECT_FALSE(Wilson(1, 0));
  EXPECT_FALSE(Wilson(21, 20));
  EXPECT_FALSE(Wilson(-1, 20));
  EXPECT_FALSE(Wilson(std::nan(""), 20));
}

TEST(RatioOverClusters, EightWeeksOfCostPerLead) {
  const auto got =
      RatioOverClusters({520, 610, 480, 700, 655, 590, 430, 760}, {41, 55, 38, 60, 49, 52, 30, 66});
  ASSERT_TRUE(got);
  ExpectClose(got->ratio, 4745.0 / 391);
  ExpectClose(got->standard_error, 0.3491071258760645);
  ExpectClose(got->interval.low, 11.337493839260786);
  ExpectClose(*got->interval.high, 12.989781761890777);
  EXPECT_EQ(got->clusters, 8);
}

TEST(RatioOverClusters, NeedsSixClustersAndPositiveSums) {
  EXPECT_FALSE(RatioOverClusters({1, 2, 3, 4, 5}, {1, 1, 1, 1, 1}));
  EXPECT_FALSE(RatioOverClusters({0, 0, 0, 0, 0, 0}, {1, 1, 1, 1, 1, 1}));
  EXPECT_FALSE(RatioOverClusters({1, 1, 1, 1, 1, 1}, {0, 0, 0, 0, 0, 0}));
  // No spread at all: the interval is the value.
  const auto exact = RatioOverClusters({2, 4, 6, 8, 10, 12}, {1, 2, 3, 4, 5, 6});
  EXPECT_EQ(exact->interval.low, 2);
  EXPECT_EQ(*exact->interval.high, 2);
}

TEST(Poisson, CountAndCost) {
  const auto count = PoissonCount(30);
  ExpectClose(count->low, 20.240874021420915);
  ExpectClose(*count->high, 42.82686539480767);
  const auto cost = PoissonCost(1000, 30);
  ExpectClose(cost->low, 23.349829383526167);
  ExpectClose(*cost->high, 49.404981175303995);
}

TEST(Poisson, NoEventHasOnlyOneBound) {
  EXPECT_EQ(PoissonCount(0)->low, 0);
  ExpectClose(*PoissonCount(0)->high, 3.6888794541139363);
  const auto cost = PoissonCost(1000, 0);
  ExpectClose(cost->low, 1000 / 3.6888794541139363);
  EXPECT_FALSE(cost->high);
  EXPECT_FALSE(PoissonCost(0, 5));
  EXPECT_FALSE(PoissonCost(-3, 5));
}

TEST(Newcombe, MethodTenOf1998) {
  const auto got = Newcombe(56, 70, 48, 80);  // published: 0.0524 to 0.3339
  ExpectClose(got->low, 0.05243147240236488);
  ExpectClose(*got->high, 0.33387265403690597);
}

TEST(NetShare, PromotersLessDetractors) {
  const auto got = NetShare(120, 30, 200);
  ExpectClose(got->low, 0.45 - 0.10254751835929608);
  ExpectClose(*got->high, 0.45 + 0.10254751835929608);
}

TEST(Mean, NeedsEightObservations) {
  EXPECT_FALSE(Mean(7, 10, 5));
  // 1..9: mean 5, squared deviations 60, t(8) = 2.306004135204166.
  const auto got = Mean(9, 5, 60);
  ExpectClose(got->low, 5 - 2.306004135204166 * std::sqrt(60.0 / 8 / 9));
}

TEST(RelativeChange, NeedsAPositiveBase) {
  ExpectClose(*RelativeChange(1255, 1205).relative, 0.04149377593360996);
  EXPECT_EQ(RelativeChange(12, 0).reason, codes::kBaselineZero);
  EXPECT_EQ(RelativeChange(12, 0).absolute, 12);
  EXPECT_EQ(RelativeChange(12, -3).reason, codes::kBaselineNegative);
}

// The worked cases, where they stand beside the repository.
TEST(StatsOracle, IntervalsOfTheWorkedCases) {
  std::ifstream in(MITTARI_SOURCE_DIR "/../shared/spec/oracles.json");
  if (!in) GTEST_SKIP() << "no worked cases here";
  const Json all = ParseJson(std::string(std::istreambuf_iterator<char>(in), {}));
  int seen = 0;
  for (const Json& c : all["cases"]) {
    const std::string analyse = c.contains("analyse") ? c["analyse"].get<std::string>() : "";
    const Json& want = c["expected"];
    const Json s = c["inputs"].contains("scalars") ? c["inputs"]["scalars"] : Json::object();
    if (analyse == "wilson") {
      const auto got = Wilson(s["k"], s["n"], s["level"]);
      ExpectClose(got->low, want["values"]["low"]);
      ExpectClose(*got->high, want["values"]["high"]);
    } else if (analyse == "poisson_cost") {
      const auto got = PoissonCost(s["spend"], s["count"], s["level"]);
      ExpectClose(got->low, want["values"]["low"]);
      ExpectClose(*got->high, want["values"]["high"]);
    } else if (analyse == "relative_change") {
      EXPECT_EQ(RelativeChange(s["current"], s["base"]).reason,
                want["undefined"].get<std::string>());
    } else if (analyse == "two_proportions") {
      const auto got = Newcombe(s["k1"], s["n1"], s["k2"], s["n2"]);
      ExpectClose(got->low, want["values"]["low"]);
      ExpectClose(*got->high, want["values"]["high"]);
    } else {
      continue;
    }
    ++seen;
  }
  EXPECT_GE(seen, 5);
}

}  // namespace
}  // namespace mittari::stats
