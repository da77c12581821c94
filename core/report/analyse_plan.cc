// Plans: backwards from a goal, the point of no loss, how often to look, on what to look.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "base/codes.gen.h"
#include "report/given.h"
#include "stats/random.h"
#include "stats/spend_curve.h"

namespace mittari::report {
namespace {

constexpr int kDraws = 4000;
constexpr size_t kMostSecondary = 2;

// A need is shown whole: not one too many for the last bit of a product.
double Whole(double x) { return std::ceil(x - 1e-9 * std::max(1.0, x)); }

Rational Exactly(double typed) { return Rational::FromShortest(typed); }

std::vector<std::string> StageNames(const std::vector<std::string>& given, size_t rates) {
  if (given.size() == rates + 1) return given;
  if (rates <= 2) {
    const std::vector<std::string> names = {"customers", "leads", "visitors"};
    return {names.begin(), names.begin() + static_cast<std::ptrdiff_t>(rates + 1)};
  }
  if (rates == 3) return {"customers", "opportunities", "leads", "visitors"};
  std::vector<std::string> out = {"customers"};
  for (size_t i = 1; i <= rates; ++i) out.push_back("stage_" + std::to_string(rates + 1 - i));
  return out;
}

// What came of each stage, [[k, n], ...] in the order of the rates.
std::vector<std::pair<double, double>> Counts(Given& given) {
  std::vector<std::pair<double, double>> out;
  const Json* raw = given.Raw("rate_counts");
  if (raw == nullptr) return out;
  bool good = raw->is_array();
  for (size_t i = 0; good && i < raw->size(); ++i) {
    const Json& pair = (*raw)[i];
    good = pair.is_array() && pair.size() == 2 && pair[0].is_number() && pair[1].is_number() &&
           pair[0].get<double>() >= 0 && pair[1].get<double>() >= pair[0].get<double>();
    if (good) out.emplace_back(pair[0].get<double>(), pair[1].get<double>());
  }
  if (!good) given.Fault(BadArgument("rate_counts", raw));
  return out;
}

Json Range(std::vector<double> drawn) {
  std::sort(drawn.begin(), drawn.end());
  const size_t tenth = drawn.size() / 10;
  return Fields().Number("low", drawn[tenth]).Number("high", drawn[drawn.size() - 1 - tenth]).Take();
}

}  // namespace

// customers = goal / average; each stage above = stage / rate, in exact fractions.
Result<Json> ReverseFunnel(const Question& question) {
  Given given(question);
  const double goal = given.Need("goal_revenue");
  const double average = given.Need("average_revenue");
  const auto counts = Counts(given);
  std::vector<double> rates = given.MaybeList("rates");
  if (rates.empty()) {
    for (const auto& [k, n] : counts) rates.push_back(n > 0 ? k / n : 0);
  }
  if (rates.empty()) given.List("rates");
  const std::optional<double> cpl = given.Maybe("cpl");
  const std::optional<double> top_cost = given.Maybe("cost_per_top");
  if (given.fault()) return *given.fault();
  if (!(average > 0) || std::any_of(rates.begin(), rates.end(), [](double r) { return r == 0; })) {
    return Undefined(codes::kDenominatorZero);
  }
  if (!(goal >= 0) || std::any_of(rates.begin(), rates.end(), [](double r) { return !(r > 0 && r <= 1); })) {
    return BadArgument("rates", given.Raw("rates"));
  }
  const std::vector<std::string> names = StageNames(given.Texts("stages"), rates.size());
  std::vector<Rational> needs = {Exactly(goal) / Exactly(average)};
  for (const double rate : rates) needs.push_back(needs.back() / Exactly(rate));
  Fields out;
  Json exact = Json::object();
  size_t leads = names.size() - 1;
  for (size_t i = 0; i < names.size(); ++i) {
    out.Number(names[i].c_str(), Whole(needs[i].ToDouble()));
    exact[names[i]] = needs[i].ToDouble();
    if (names[i] == "leads") leads = i;
  }
  const size_t paid = cpl ? leads : names.size() - 1;
  const std::optional<double> price = cpl ? cpl : top_cost;
  if (price) out.Number("budget", (needs[paid] * Exactly(*price)).ToDouble());
  out.Put("exact", std::move(exact));
  const std::optional<Day> date = ParseIsoDate(given.Text("goal_date"));
  if (const auto cycle = given.Maybe("cycle_days"); date && cycle && std::fabs(*cycle) < 1e5) {
    out.Text("needed_by", FormatIsoDate(*date - static_cast<int>(Whole(*cycle))));
  }
  if (counts.size() != rates.size()) return out.Take();
  // Rates that were counted are not known for sure: Beta(k + 1/2, n - k + 1/2), 80 % of the draws.
  stats::Random random;
  std::vector<std::vector<double>> drawn(names.size());
  std::vector<double> budget;
  for (int i = 0; i < kDraws; ++i) {
    double need = goal / average;
    for (size_t s = 0; s < counts.size(); ++s) {
      const auto& [k, n] = counts[s];
      need /= std::max(random.Beta(k + 0.5, n - k + 0.5), 1e-12);
      drawn[s + 1].push_back(need);
      if (price && s + 1 == paid) budget.push_back(need * *price);
    }
  }
  Json ranges = Json::object();
  for (size_t s = 1; s < names.size(); ++s) ranges[names[s]] = Range(std::move(drawn[s]));
  if (!budget.empty()) ranges["budget"] = Range(std::move(budget));
  return out.Put("range80", std::move(ranges)).Take();
}

Result<Json> BreakEven(const Question& question) {
  Given given(question);
  const double margin = given.Need("gross_margin");
  const std::optional<double> average = given.Maybe("average_revenue");
  const std::optional<double> spend = given.Maybe("spend");
  const std::optional<double> rate = given.Maybe("lead_to_customer_rate");
  const std::optional<double> customers = given.Maybe("customers");
  if (given.fault()) return *given.fault();
  if (!(margin > 0)) return Undefined(codes::kNonPositiveDenominator);
  const Rational share = Exactly(margin);
  Fields out;
  out.Number("break_even_roas", (Rational(1) / share).ToDouble());
  if (spend) out.Number("break_even_revenue", (Exactly(*spend) / share).ToDouble());
  if (!average || !(*average > 0)) return out.Take();
  const Rational profit = Exactly(*average) * share;
  out.Number("allowable_cac", profit.ToDouble());
  if (rate) out.Number("allowable_cpl", (profit * Exactly(*rate)).ToDouble());
  if (!spend) return out.Take();
  const double needed = Whole((Exactly(*spend) / profit).ToDouble());
  out.Number("break_even_customers", needed);
  if (customers) {
    out.Number("profit", (profit * Exactly(*customers) - Exactly(*spend)).ToDouble()).Is("reached", *customers >= needed);
  }
  return out.Take();
}

// The shortest interval with enough new events in it: day, week, month, quarter or year.
Result<Json> ReviewCadence(const Question& question) {
  Given given(question);
  std::vector<double> events;
  if (given.Raw("events_per_month") != nullptr) {
    events = given.List("events_per_month");
  } else if (const catalog::Metric* metric = given.MetricNamed(given.Subject())) {
    // The mean of the whole months of the data.
    const auto series = given.MetricSeries(*metric, period::Grain::kMonth, true);
    double sum = 0;
    if (series) {
      for (const double value : series->Known()) sum += value;
    }
    if (!series || series->values.empty()) return Undefined(codes::kInsufficientData);
    events.push_back(sum / static_cast<double>(series->values.size()));
  } else {
    given.List("events_per_month");
  }
  const double least = given.Or("minimum_events", 30);
  if (given.fault()) return *given.fault();
  constexpr std::pair<std::string_view, double> kIntervals[] = {
      {"day", 12.0 / 365}, {"week", 12.0 / 52}, {"month", 1}, {"quarter", 3}, {"year", 12}};
  Json out = Json::array();
  for (const double monthly : events) {
    Json found;
    for (const auto& [name, months] : kIntervals) {
      if (monthly * months < least) continue;
      found = name;
      break;
    }
    out.push_back(std::move(found));
  }
  return Fields().Put("cadence", std::move(out)).Numbers("events_per_month", events).Number("minimum_events", least).Take();
}

// One primary and at most two secondary KPIs to an objective; what a target lacks is listed.
Result<Json> KpiFocus(const Question& question) {
  Given given(question);
  std::vector<std::string> primary = given.Texts("primary");
  std::vector<std::string> secondary = given.Texts("secondary");
  if (const catalog::KpiSet* set = question.catalog->FindSet(given.Text("set")); set != nullptr) {
    primary = {set->primary};
    secondary = set->secondary;
  }
  if (primary.empty() && secondary.empty()) return BadArgument("primary", given.Raw("primary"));
  const size_t over = (primary.size() > 1 ? primary.size() - 1 : 0) +
                      (secondary.size() > kMostSecondary ? secondary.size() - kMostSecondary : 0);
  Fields out;
  out.Is("warning", over > 0 || primary.empty()).Count("excess", static_cast<int64_t>(over));
  if (primary.empty()) out.Is("no_primary", true);
  Json unknown = Json::array();
  for (const auto* list : {&primary, &secondary}) {
    for (const std::string& name : *list) {
      if (given.MetricNamed(name) == nullptr) unknown.push_back(name);
    }
  }
  if (!unknown.empty()) out.Put("unknown", std::move(unknown));
  const Json* targets = given.Raw("targets");
  if (targets == nullptr || !targets->is_array()) return out.Take();
  Json lacks = Json::array();
  for (const Json& target : *targets) {
    Json names = Json::array();
    for (const char* name : {"owner", "target", "end", "segment"}) {
      const Json* found = Find(target, name);
      if (found == nullptr || found->is_null() || *found == "") names.push_back(name);
    }
    if (!names.empty()) lacks.push_back({{"metric", StringOr(target, "metric", "")}, {"missing", std::move(names)}});
  }
  return out.Put("lacks", std::move(lacks)).Take();
}

Result<Json> BudgetAllocation(const Question& question) {
  Given given(question);
  const std::vector<double> a = given.List("a");
  const std::vector<double> b = given.List("b");
  const double budget = given.Need("budget");
  std::vector<double> least = given.MaybeList("least");
  std::vector<double> most = given.MaybeList("most");
  std::vector<double> recent = given.MaybeList("recent_spend");
  if (given.fault()) return *given.fault();
  if (a.size() != b.size()) return BadArgument("b", given.Raw("b"));
  for (const auto& [list, name] : {std::pair{&least, "least"}, std::pair{&most, "most"}, std::pair{&recent, "recent_spend"}}) {
    if (!list->empty() && list->size() != a.size()) return BadArgument(name, given.Raw(name));
  }
  // Beyond a fifth up or down nothing is known.
  for (size_t i = 0; i < recent.size(); ++i) {
    if (least.size() < recent.size()) least.push_back(0.8 * recent[i]);
    if (most.size() < recent.size()) most.push_back(1.2 * recent[i]);
  }
  const auto allocation = stats::Allocate(a, b, budget, least, most);
  if (!allocation) return Undefined(codes::kNotIdentifiable);
  return Fields().Numbers("spend", allocation->spend).Number("marginal_cpl", allocation->marginal_cost)
      .Text("basis", "association").Take();
}

}  // namespace mittari::report
