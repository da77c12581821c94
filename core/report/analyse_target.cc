// Targets: how likely they are, how often such ones were met, what they leave room for.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/codes.gen.h"
#include "report/given.h"
#include "stats/real.h"
#include "stats/target.h"

namespace mittari::report {
namespace {

bool AtLeast(const Given& given) { return given.Text("direction", "at_least") != "at_most"; }

std::string_view Verdict(double probability) {
  return probability >= 0.8 ? "comfortable" : probability >= 0.5 ? "achievable" : probability >= 0.2 ? "stretch" : "unlikely";
}

// The chance that the rest of the target is reached; into `out` with what it is made of.
void Chance(Given& given, Fields* out) {
  const std::vector<double> history = given.List("history");
  const double target = given.Need("target");
  const double done = given.Or("to_date", 0);
  const double left = given.Need("periods_remaining");
  if (given.fault()) return;
  const bool at_least = AtLeast(given);
  if (target != 0) out->Number("attainment", done / target);
  const double needed = target - done;
  if (at_least ? needed <= 0 : needed < 0) {
    // Flows only grow: reached for good, or missed for good.
    out->Number("probability", at_least ? 1 : 0);
    if (at_least) out->Undefined(codes::kTargetMet);
    return;
  }
  if (!(left >= 1) || left > 1000) {
    out->Undefined(codes::kInsufficientData);
    return;
  }
  const int h = static_cast<int>(left);
  out->Number("required_per_period", needed / h);
  const auto outlook = stats::ChanceOfSum(history, needed, h);
  if (!outlook) {
    out->Undefined(codes::kInsufficientData);
    return;
  }
  out->Number("history_mean", outlook->mean).Number("history_sd", outlook->deviation);
  if (outlook->trend) out->Number("slope", outlook->slope);
  out->Number("predicted_sum", outlook->centre).Number("sd", outlook->scale).Number("t", outlook->t);
  const double probability = at_least ? outlook->probability : 1 - outlook->probability;
  out->Number("probability", probability).Text("verdict", Verdict(probability));
  out->Text("rule", outlook->trend ? "trend" : "mean");
}

}  // namespace

Result<Json> TargetProbability(const Question& question) {
  Given given(question);
  Fields out;
  Chance(given, &out);
  if (given.fault()) return *given.fault();
  return out.Take();
}

Result<Json> TargetHitRate(const Question& question) {
  Given given(question);
  const std::vector<double> history = given.List("history");
  const double target = given.Need("target");
  const double length = given.Or("window", 1);
  if (given.fault()) return *given.fault();
  if (!(length >= 1) || length > 10000) return BadArgument("window", given.Raw("window"));
  const auto hits = stats::HitsOf(history, static_cast<int>(length), target, AtLeast(given));
  if (!hits) return Undefined(codes::kInsufficientData);
  return Fields().Number("value", static_cast<double>(hits->hits) / hits->windows).Count("hits", hits->hits)
      .Count("windows", hits->windows).Bounds(hits->interval).Take();
}

// A ratio's target, cost <= c for N events: what the events still to come may cost each.
Result<Json> TargetCeiling(const Question& question) {
  Given given(question);
  const double ceiling = given.Need("ceiling");
  const double wanted = given.Need("target_count");
  const double spend = given.Need("spend");
  const double count = given.Need("count");
  if (given.fault()) return *given.fault();
  const double left = wanted - count;
  if (left <= 0) return Undefined(codes::kTargetMet);
  const double money = ceiling * wanted - spend;
  Fields out;
  out.Number("value", money / left).Number("budget_left", money).Number("count_left", left);
  if (count > 0) out.Number("to_date", spend / count);
  return out.Is("feasible", money > 0).Take();
}

// S: a segment is named. M: the metric can be worked out. A: the chance. R: the money is there.
// T: it ends.
Result<Json> SmartCheck(const Question& question) {
  Given given(question);
  Json missing = Json::array();
  const auto check = [&](bool ok, std::initializer_list<const char*> names) {
    for (const char* name : names) {
      if (!ok && given.Raw(name) == nullptr) missing.push_back(name);
    }
    return Fields().Is("ok", ok);
  };
  Fields out;
  out.Put("specific", check(!given.Text("segment").empty() || !question.query.where.empty(), {"segment"}).Take());
  const catalog::Metric* metric = given.MetricNamed(given.Text("metric"));
  bool measurable = metric != nullptr;
  if (measurable && !question.workspace->empty()) {
    const auto series = given.MetricSeries(*metric, period::Grain::kMonth, false);
    measurable = series && !series->Known().empty();
  }
  out.Put("measurable", check(measurable, {"metric"}).Take());
  Fields chance;
  std::optional<double> probability;
  if (given.Raw("history") != nullptr && given.Raw("target") != nullptr && given.Raw("periods_remaining") != nullptr) {
    Chance(given, &chance);
    Json found = chance.Take();
    if (const Json* p = Find(found, "probability"); p != nullptr && p->is_number()) probability = p->get<double>();
    out.Put("achievable", check(probability && *probability >= 0.2, {"target"}).Number("probability", probability)
                              .Put("details", std::move(found)).Take());
  } else {
    out.Put("achievable", check(false, {"target", "history", "periods_remaining"}).Undefined(codes::kInsufficientData).Take());
  }
  const std::optional<double> needed = given.Maybe("required_spend");
  const std::optional<double> budget = given.Maybe("budget");
  Fields realistic = check(needed && budget && *needed <= *budget, {"required_spend", "budget"});
  if (needed && budget) realistic.Number("left", *budget - *needed);
  out.Put("realistic", realistic.Take());
  const std::optional<Day> start = ParseIsoDate(given.Text("start"));
  const std::optional<Day> end = ParseIsoDate(given.Text("end"));
  out.Put("time_bound", check(end && (!start || *start < *end), {"end"}).Take());
  if (given.Raw("owner") == nullptr) missing.push_back("owner");
  if (given.fault()) return *given.fault();
  return out.Put("missing", std::move(missing)).Take();
}

// Revenue of twelve months in a row against marks ("walls") that a business grows through.
Result<Json> Milestone(const Question& question) {
  Given given(question);
  std::vector<double> monthly;
  if (given.Raw("monthly") != nullptr) {
    monthly = given.List("monthly");
  } else if (const auto series = given.SeriesOf("revenue", period::Grain::kMonth)) {
    for (const auto& value : series->values) monthly.push_back(value.value_or(0));
  }
  std::vector<double> marks = given.MaybeList("milestones");
  if (given.fault()) return *given.fault();
  if (marks.empty()) marks = {1e6, 3e6};
  std::sort(marks.begin(), marks.end());
  if (monthly.size() < 12) return Undefined(codes::kInsufficientData);
  const auto year_to = [&](size_t end) {
    double sum = 0;
    for (size_t i = end - 12; i < end; ++i) sum += monthly[i];
    return sum;
  };
  const double now = year_to(monthly.size());
  Fields out;
  out.Number("trailing_12", now);
  Json reached = Json::array();
  for (const double mark : marks) {
    Fields entry;
    entry.Number("value", mark).Is("reached", now >= mark).Number("share", now / mark);
    // The first month whose last twelve reached it.
    for (size_t end = 12; end <= monthly.size(); ++end) {
      if (year_to(end) < mark) continue;
      entry.Count("months_ago", static_cast<int64_t>(monthly.size() - end));
      break;
    }
    reached.push_back(entry.Take());
  }
  out.Put("milestones", std::move(reached));
  const auto next = std::upper_bound(marks.begin(), marks.end(), now);
  if (next == marks.end()) return out.Put("next", Json()).Take();
  out.Number("next", *next);
  if (monthly.size() < 24) return out.Take();
  const double before = year_to(monthly.size() - 12);
  if (before <= 0 || now <= before) return out.Put("months_to_next", Json()).Text("reason", codes::kNotReached).Take();
  out.Number("yearly_growth", now / before - 1);
  return out.Number("months_to_next", std::ceil(12 * stats::Log(*next / now) / stats::Log(now / before) - 1e-9)).Take();
}

}  // namespace mittari::report
