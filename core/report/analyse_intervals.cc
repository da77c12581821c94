// Analyses of single numbers: how sure they are, and whether two of them differ.
#include <algorithm>
#include <cmath>
#include <utility>

#include "base/codes.gen.h"
#include "report/given.h"
#include "stats/compare.h"
#include "stats/random.h"

namespace mittari::report {
namespace {

constexpr int kDraws = 4000;
constexpr size_t kMostClusters = 100'000;  // each drawn kDraws times

}  // namespace

Result<Json> WilsonInterval(const Question& question) {
  Given given(question);
  const double k = given.Need("k");
  const double n = given.Need("n");
  const double level = given.Level();
  if (given.fault()) return *given.fault();
  if (n == 0) return Undefined(codes::kDenominatorZero);
  const auto interval = stats::Wilson(k, n, level);
  if (!interval) return Undefined(codes::kNotApplicable);
  return Fields().Number("value", k / n).Bounds(*interval).Number("level", level).Take();
}

Result<Json> PoissonCostInterval(const Question& question) {
  Given given(question);
  const double spend = given.Need("spend");
  const double count = given.Need("count");
  const double level = given.Level();
  if (given.fault()) return *given.fault();
  const auto counted = stats::PoissonCount(count, level);
  const auto interval = stats::PoissonCost(spend, count, level);
  if (!counted || !interval) return Undefined(codes::kNotApplicable);
  Fields out;
  if (count == 0) out.Undefined(codes::kDenominatorZero);
  if (count > 0) out.Number("value", spend / count);
  return out.Number("count_low", counted->low).Number("count_high", counted->high).Bounds(*interval).Number("level", level).Take();
}

Result<Json> MeanInterval(const Question& question) {
  Given given(question);
  const std::vector<double> values = given.List("values");
  const double level = given.Level();
  if (given.fault()) return *given.fault();
  if (values.empty()) return Undefined(codes::kNoRows);
  const double n = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += value;
  double squares = 0;
  for (const double value : values) squares += (value - sum / n) * (value - sum / n);
  const auto interval = stats::Mean(static_cast<int64_t>(values.size()), sum / n, squares, level);
  Fields out;
  if (!interval) out.Undefined(codes::kInsufficientData);
  out.Number("mean", sum / n).Count("n", static_cast<int64_t>(values.size()));
  if (!interval) return out.Take();
  out.Number("sd", std::sqrt(squares / (n - 1))).Bounds(*interval).Number("level", level);
  // One deal that is a quarter of everything: the interval hangs on it.
  if (*std::max_element(values.begin(), values.end()) > 0.25 * sum) out.Is("dominated_by_one", true);
  return out.Take();
}

Result<Json> NpsInterval(const Question& question) {
  Given given(question);
  const double plus = given.Need("promoters");
  const double middle = given.Need("passives");
  const double minus = given.Need("detractors");
  const double level = given.Level();
  if (given.fault()) return *given.fault();
  const double n = plus + middle + minus;
  if (n == 0) return Undefined(codes::kDenominatorZero);
  const auto interval = stats::NetShare(plus, minus, n, level);
  if (!interval || middle < 0) return Undefined(codes::kNotApplicable);
  return Fields().Number("value", 100 * (plus - minus) / n).Number("low", 100 * interval->low)
      .Number("high", 100 * *interval->high).Number("n", n).Take();
}

// Clusters drawn again with replacement, 4000 times: the middle of the ratios that come out.
Result<Json> RatioBootstrap(const Question& question) {
  Given given(question);
  const std::vector<double> y = given.List("y");
  const std::vector<double> x = given.List("x");
  const double level = given.Level();
  if (given.fault()) return *given.fault();
  if (x.size() != y.size()) return BadArgument("x", given.Raw("x"));
  const size_t m = y.size();
  if (m < static_cast<size_t>(stats::kMinClusters)) return Undefined(codes::kInsufficientData);
  if (m > kMostClusters) return Undefined(codes::kNotApplicable);
  double sum_y = 0;
  double sum_x = 0;
  for (size_t i = 0; i < m; ++i) {
    sum_y += y[i];
    sum_x += x[i];
  }
  if (sum_x == 0) return Undefined(codes::kDenominatorZero);
  stats::Random random;
  std::vector<double> ratios;
  for (int draw = 0; draw < kDraws; ++draw) {
    double over = 0;
    double under = 0;
    for (size_t i = 0; i < m; ++i) {
      const size_t picked = random.Below(m);
      over += y[picked];
      under += x[picked];
    }
    if (under != 0) ratios.push_back(over / under);
  }
  std::sort(ratios.begin(), ratios.end());
  // By linear interpolation between the ranks.
  const auto quantile = [&](double p) {
    const double at = p * static_cast<double>(ratios.size() - 1);
    const size_t below = static_cast<size_t>(at);
    const size_t above = std::min(below + 1, ratios.size() - 1);
    return ratios[below] + (at - static_cast<double>(below)) * (ratios[above] - ratios[below]);
  };
  return Fields().Number("value", sum_y / sum_x).Number("low", quantile((1 - level) / 2))
      .Number("high", quantile((1 + level) / 2)).Count("draws", static_cast<int64_t>(ratios.size()))
      .Count("clusters", static_cast<int64_t>(m)).Take();
}

Result<Json> TwoProportions(const Question& question) {
  Given given(question);
  const double k1 = given.Need("k1");
  const double n1 = given.Need("n1");
  const double k2 = given.Need("k2");
  const double n2 = given.Need("n2");
  const double level = given.Level();
  if (given.fault()) return *given.fault();
  if (n1 == 0 || n2 == 0) return Undefined(codes::kDenominatorZero);
  const auto test = stats::TwoProportions(k1, n1, k2, n2, level);
  if (!test) return Undefined(codes::kNotApplicable);
  return Fields().Number("difference", test->difference).Bounds(test->interval).Number("z", test->z)
      .Number("p_value", test->p_value).Text("test", test->exact ? "fisher" : "pooled_z").Take();
}

Result<Json> TwoCosts(const Question& question) {
  Given given(question);
  const double k1 = given.Need("leads1");
  const double s1 = given.Need("spend1");
  const double k2 = given.Need("leads2");
  const double s2 = given.Need("spend2");
  const double level = given.Level();
  if (given.fault()) return *given.fault();
  const auto test = stats::TwoCosts(k1, s1, k2, s2, level);
  if (!test) return Undefined(k1 + k2 == 0 ? codes::kDenominatorZero : codes::kNotApplicable);
  const auto cost = [](double spend, double count) { return count > 0 ? std::optional(spend / count) : std::nullopt; };
  Fields out;
  out.Number("cpl1", cost(s1, k1)).Number("cpl2", cost(s2, k2)).Number("p_value", test->p_value);
  out.Number("cpl_ratio_1_to_2", k1 > 0 && k2 > 0 ? std::optional(s1 / k1 / (s2 / k2)) : std::nullopt);
  out.Number("cpl_ratio_low", test->ratio.low).Number("cpl_ratio_high", test->ratio.high);
  return out.Take();
}

Result<Json> PAdjust(const Question& question) {
  Given given(question);
  const std::vector<double> p = given.List("p");
  if (given.fault()) return *given.fault();
  if (p.empty()) return Undefined(codes::kNoRows);
  if (std::any_of(p.begin(), p.end(), [](double one) { return !(one >= 0 && one <= 1); })) {
    return BadArgument("p", given.Raw("p"));
  }
  return Fields().Numbers("holm", stats::Holm(p)).Numbers("bh", stats::BenjaminiHochberg(p)).Take();
}

Result<Json> RelativeChange(const Question& question) {
  Given given(question);
  const double current = given.Need("current");
  const double base = given.Need("base");
  if (given.fault()) return *given.fault();
  const stats::Change change = stats::RelativeChange(current, base);
  Fields out;
  if (!change.relative) out.Undefined(change.reason);
  out.Number("absolute", change.absolute);
  if (change.relative) out.Number("relative", *change.relative);
  return out.Take();
}

}  // namespace mittari::report
