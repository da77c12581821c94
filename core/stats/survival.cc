#include "stats/survival.h"

#include <algorithm>
#include <cmath>

#include "stats/quantile.h"
#include "stats/real.h"

namespace mittari::stats {
namespace {

// At each time with an ending: who was at risk, and how many ended how.
struct Tally {
  int time = 0;
  int64_t at_risk = 0;
  int64_t events = 0;
  int64_t others = 0;
};

std::vector<Tally> Tallies(std::vector<Watched> watched) {
  std::vector<int> entries;
  for (const Watched& one : watched) entries.push_back(one.entry);
  std::sort(entries.begin(), entries.end());
  std::sort(watched.begin(), watched.end(),
            [](const Watched& a, const Watched& b) { return a.time < b.time; });
  std::vector<Tally> out;
  size_t entered = 0;
  for (size_t i = 0; i < watched.size();) {
    Tally tally;
    tally.time = watched[i].time;
    // Who enters on a day is watched on it.
    while (entered < entries.size() && entries[entered] <= tally.time) ++entered;
    tally.at_risk = static_cast<int64_t>(entered) - static_cast<int64_t>(i);
    for (; i < watched.size() && watched[i].time == tally.time; ++i) {
      tally.events += watched[i].ending == Ending::kEvent ? 1 : 0;
      tally.others += watched[i].ending == Ending::kOther ? 1 : 0;
    }
    if (tally.events + tally.others > 0 && tally.at_risk > 0) out.push_back(tally);
  }
  return out;
}

}  // namespace

std::vector<SurvivalStep> KaplanMeier(std::vector<Watched> watched, double level) {
  const double z = NormalQuantile(0.5 + level / 2);
  std::vector<SurvivalStep> out;
  double survival = 1;
  double greenwood = 0;
  for (const Tally& tally : Tallies(std::move(watched))) {
    const double n = static_cast<double>(tally.at_risk);
    const double d = static_cast<double>(std::min(tally.events + tally.others, tally.at_risk));
    survival *= (n - d) / n;
    SurvivalStep step{tally.time, tally.at_risk, tally.events + tally.others, survival, 0, {}};
    if (n > d) {
      greenwood += d / (n * (n - d));
      step.variance = survival * survival * greenwood;
    }
    if (survival > 0 && survival < 1 && n > d) {
      const double log = Log(survival);
      const double spread = z * std::sqrt(greenwood) / -log;
      step.interval = Interval{Exp(log * Exp(spread)), Exp(log * Exp(-spread))};
    }
    out.push_back(step);
  }
  return out;
}

std::optional<int> TimeTo(const std::vector<SurvivalStep>& curve, double share) {
  // A share of exactly one half is a product of many rounded ones.
  constexpr double kRounding = 1e-10;
  for (const SurvivalStep& step : curve) {
    if (step.survival <= share + kRounding) return step.time;
  }
  return std::nullopt;
}

std::vector<OutcomeStep> AalenJohansen(std::vector<Watched> watched) {
  std::vector<OutcomeStep> out;
  OutcomeStep step;
  for (const Tally& tally : Tallies(std::move(watched))) {
    const double n = static_cast<double>(tally.at_risk);
    step.time = tally.time;
    step.at_risk = tally.at_risk;
    step.event += step.open * static_cast<double>(tally.events) / n;
    step.other += step.open * static_cast<double>(tally.others) / n;
    step.open *= (n - static_cast<double>(tally.events + tally.others)) / n;
    out.push_back(step);
  }
  return out;
}

}  // namespace mittari::stats
