// Analyses of series: days out of line, what runs ahead of what, how outcomes go with spend.
#include <algorithm>
#include <cmath>
#include <utility>

#include "base/codes.gen.h"
#include "catalog/evaluate.h"
#include "report/given.h"
#include "stats/line.h"
#include "stats/quantile.h"
#include "stats/real.h"
#include "stats/series.h"
#include "stats/spend_curve.h"

namespace mittari::report {
namespace {

using stats::Transform;

constexpr size_t kDaysShown = 28;
constexpr double kUsualWeeks = 8;
constexpr double kUsualThreshold = 3.5;

// Days of a year that are flagged though nothing happened: simulated with the usual weeks and
// threshold over Poisson (square root), lognormal (log) and normal series. For other settings
// nobody has.
double YearlyAlarms(Transform transform) {
  return transform == Transform::kSquareRoot ? 0.9 : transform == Transform::kLog ? 0.5 : 0.7;
}

Transform TransformOf(const Given& given, const Series& series) {
  const std::string said = given.Text("transform");
  if (said == "sqrt" || (said.empty() && series.type == "count")) return Transform::kSquareRoot;
  if (said == "log" || (said.empty() && series.type == "currency")) return Transform::kLog;
  return Transform::kNone;
}

Fields DeviationFields(const stats::Deviation& found) {
  Fields out;
  out.Number("baseline", found.baseline).Number("scale", found.scale);
  out.Number("z", found.scale > 0 ? std::optional(found.z) : std::nullopt);
  return std::move(out.Is("flag", found.flag).Text("how", found.how));
}

// Two numbers a period, both known.
struct Pairs {
  std::vector<double> x, y;
  double poor = 0;  // share of periods where one is absent or 0
};

std::optional<Pairs> PairsOf(Given& given, std::string_view x_name, std::string_view y_name, period::Grain grain) {
  const auto x = given.SeriesOf(x_name, grain);
  const auto y = given.SeriesOf(y_name, grain);
  if (!x || !y || given.fault()) return std::nullopt;
  Pairs out;
  const bool dated = !x->keys.empty() && !y->keys.empty();
  const auto value_at = [&](size_t i) -> std::optional<double> {
    if (!dated) return i < y->values.size() ? y->values[i] : std::nullopt;
    const auto at = std::find(y->buckets.begin(), y->buckets.end(), x->buckets[i]);
    return at == y->buckets.end() ? std::nullopt : y->values[static_cast<size_t>(at - y->buckets.begin())];
  };
  double poor_x = 0;
  double poor_y = 0;
  for (size_t i = 0; i < x->values.size(); ++i) {
    const std::optional<double> other = value_at(i);
    poor_x += x->values[i].value_or(0) == 0 ? 1 : 0;
    poor_y += other.value_or(0) == 0 ? 1 : 0;
    // A gap is a period in which nothing was counted: the lags would shift without it.
    out.x.push_back(x->values[i].value_or(0));
    out.y.push_back(other.value_or(0));
  }
  out.poor = x->values.empty() ? 1 : std::max(poor_x, poor_y) / static_cast<double>(x->values.size());
  return out;
}

void Logarithms(std::vector<double>* values) {
  if (std::any_of(values->begin(), values->end(), [](double v) { return !(v > 0); })) return;
  for (double& value : *values) value = stats::Log(value);
}

bool Trending(const std::vector<double>& values) {
  const auto line = stats::FitLine(values);
  return line && line->p_value < 0.05;
}

void Difference(std::vector<double>* values) {
  for (size_t t = 0; t + 1 < values->size(); ++t) (*values)[t] = (*values)[t + 1] - (*values)[t];
  values->pop_back();
}

Json PhiJson(const std::vector<double>& phi) {
  if (phi.size() == 1) return phi[0];
  Json out = Json::array();
  for (const double one : phi) out.push_back(one);
  return out;
}

// Whether one of the two is a part of the other, or both are made of the same sums.
bool SharesPart(const Given& given, const Question& question) {
  const auto always = [](std::string_view) { return true; };
  const catalog::Columns everything{always, always, always, {}};
  const auto measures = [&](std::string_view name) {
    const catalog::Metric* metric = given.MetricNamed(given.Text(name));
    std::vector<std::string> out;
    if (metric == nullptr) return out;
    for (const formula::Term& term : catalog::Needs(*question.catalog, *metric, everything)) {
      if (term.kind == formula::Op::kMeasure) out.push_back(term.id);
    }
    return out;
  };
  const std::vector<std::string> x = measures("x");
  const std::vector<std::string> y = measures("y");
  return std::any_of(x.begin(), x.end(), [&](const std::string& id) { return std::find(y.begin(), y.end(), id) != y.end(); });
}

}  // namespace

Result<Json> Anomaly(const Question& question) {
  Given given(question);
  const catalog::Metric* metric = given.MetricNamed(given.Subject());
  if (metric == nullptr) return Undefined(codes::kMissingInput);
  const auto series = given.MetricSeries(*metric, period::Grain::kDay, false);
  const double weeks = given.Or("weeks", kUsualWeeks);
  const double threshold = given.Or("threshold", kUsualThreshold);
  const double lag = given.Or("lag_days", 0);
  if (given.fault()) return *given.fault();
  if (!series || series->values.empty()) return Undefined(codes::kNoRows);
  if (series->grain != period::Grain::kDay) return Undefined(codes::kNotApplicable);
  if (!(weeks >= 1) || weeks > 520) return BadArgument("weeks", given.Raw("weeks"));
  const Transform transform = TransformOf(given, *series);
  const auto at_day = [&](size_t i) {
    return stats::DeviationAt(series->values, i, static_cast<int>(weeks), threshold, transform);
  };
  if (const std::string date = given.Text("date"); !date.empty()) {
    const auto at = std::find(series->keys.begin(), series->keys.end(), date);
    if (at == series->keys.end()) return Undefined(codes::kNoRows);
    const auto found = at_day(static_cast<size_t>(at - series->keys.begin()));
    if (!found) return Undefined(codes::kInsufficientData);
    return DeviationFields(*found).Number("value", series->values[static_cast<size_t>(at - series->keys.begin())]).Take();
  }
  // Every day of the last four weeks, but for those that are still filling up.
  const double n = static_cast<double>(series->values.size());
  const size_t end = static_cast<size_t>(n - std::floor(std::clamp(lag, 0.0, n)));
  Json days = Json::array();
  int64_t tested = 0;
  for (size_t i = end > kDaysShown ? end - kDaysShown : 0; i < end; ++i) {
    const auto found = at_day(i);
    if (!found) continue;
    ++tested;
    if (!found->flag) continue;
    days.push_back(DeviationFields(*found).Text("date", series->keys[i]).Number("value", series->values[i]).Take());
  }
  if (tested == 0) return Undefined(codes::kInsufficientData);
  std::optional<double> false_alarms;
  if (weeks == kUsualWeeks && threshold == kUsualThreshold) false_alarms = YearlyAlarms(transform) * static_cast<double>(tested) / 365;
  return Fields().Text("metric", metric->id).Count("tested", tested).Put("alerts", std::move(days))
      .Number("expected_false_alarms", false_alarms).Take();
}

Result<Json> LeadLag(const Question& question) {
  Given given(question);
  const period::Grain grain = question.query.grain.value_or(period::Grain::kWeek);
  std::optional<Pairs> pairs = PairsOf(given, "x", "y", grain);
  const double alpha = given.Or("alpha", 0.05);
  const std::optional<double> told_order = given.Maybe("ar_order");
  const std::optional<double> told_difference = given.Maybe("difference");
  const std::optional<double> told_lag = given.Maybe("max_lag");
  if (given.fault()) return *given.fault();
  if (!pairs) return Undefined(codes::kMissingInput);
  const size_t least = grain == period::Grain::kMonth ? 24 : 30;
  if (pairs->x.size() < least) return Undefined(codes::kInsufficientData);
  // Unless the steps are told: log where positive, differences where something trends.
  if (given.Is("log", !told_order)) {
    Logarithms(&pairs->x);
    Logarithms(&pairs->y);
  }
  if (told_difference ? *told_difference > 0 : Trending(pairs->x) || Trending(pairs->y)) {
    Difference(&pairs->x);
    Difference(&pairs->y);
  }
  const int n = static_cast<int>(pairs->x.size());
  const int most_order = std::min(6, n / 8);
  const int order = told_order ? static_cast<int>(std::clamp(*told_order, 0.0, n / 2.0)) : stats::OrderOf(pairs->x, most_order);
  const int lags = static_cast<int>(std::clamp(told_lag.value_or(std::min(12, n / 4)), 1.0, n / 3.0));
  const auto model = stats::FitAr(pairs->x, order);
  if (!model) return Undefined(codes::kNotIdentifiable);
  // The output goes through the input's filter, about its own mean.
  double mean = 0;
  for (const double value : pairs->y) mean += value / n;
  const std::vector<double> u = stats::Filter(pairs->x, *model);
  const std::vector<double> v = stats::Filter(pairs->y, {model->phi, mean});
  const std::vector<double> ccf = stats::CrossCorrelation(u, v, lags);
  if (ccf.empty()) return Undefined(codes::kNotIdentifiable);
  const double size = static_cast<double>(u.size());
  const double bound = stats::NormalQuantile(1 - alpha / (2.0 * (2 * lags + 1))) / std::sqrt(size);
  Json by_lag = Json::object();
  size_t best = 0;
  for (size_t k = 0; k < ccf.size(); ++k) {
    by_lag[std::to_string(static_cast<int>(k) - lags)] = ccf[k];
    if (std::fabs(ccf[k]) > std::fabs(ccf[best])) best = k;
  }
  const int lag = static_cast<int>(best) - lags;
  const auto white = stats::LjungBox(u, std::max(order + 1, static_cast<int>(size / 5)), order);
  std::string_view why;
  if (pairs->poor > 0.3) {
    why = "too_many_gaps";
  } else if (SharesPart(given, question)) {
    why = "common_component";
  } else if (!white || white->p_value < 0.05) {
    why = "not_white";
  } else if (std::fabs(ccf[best]) <= bound) {
    why = "within_bound";
  } else if (std::abs(lag) == lags) {
    why = "at_the_edge";
  }
  Fields out;
  if (order > 0) out.Put("phi", PhiJson(model->phi));
  out.Count("N", static_cast<int64_t>(u.size())).Number("bound", bound).Put("ccf", std::move(by_lag));
  out.Count("lag", lag).Number("r", ccf[best]).Count("ar_order", order).Is("reportable", why.empty());
  if (!why.empty()) out.Text("why", why);
  if (white) out.Number("whiteness_p", white->p_value);
  return out.Take();
}

Result<Json> LjungBox(const Question& question) {
  Given given(question);
  const auto series = given.SeriesOf("x", period::Grain::kWeek);
  const double order = given.Or("ar_order", 0);
  const std::optional<double> told = given.Maybe("lags");
  if (given.fault()) return *given.fault();
  if (!series) return Undefined(codes::kMissingInput);
  const std::vector<double> x = series->Known();
  const double n = static_cast<double>(x.size());
  if (n < 8 || !(order >= 0) || order > n / 2) return Undefined(codes::kInsufficientData);
  const auto model = stats::FitAr(x, static_cast<int>(order));
  if (!model) return Undefined(codes::kNotIdentifiable);
  const int lags = static_cast<int>(std::clamp(told.value_or(std::floor(n / 5)), 1.0, n));
  const auto white = stats::LjungBox(stats::Filter(x, *model), lags, static_cast<int>(order));
  if (!white) return Undefined(codes::kInsufficientData);
  return Fields().Number("q", white->q).Number("p_value", white->p_value).Is("reportable", white->p_value >= 0.05)
      .Count("lags", lags).Take();
}

// How outcomes went with spend in the past; never what spend brings.
Result<Json> ResponseCurve(const Question& question) {
  Given given(question);
  const char* outcomes = given.Raw("outcomes") != nullptr ? "outcomes" : "leads";
  const std::optional<Pairs> pairs = PairsOf(given, "spend", outcomes, period::Grain::kWeek);
  const double level = given.Level();
  const std::optional<double> told = given.Maybe("at_spend");
  if (given.fault()) return *given.fault();
  if (!pairs) return Undefined(codes::kMissingInput);
  const auto curve = stats::FitSpendCurve(pairs->x, pairs->y, level);
  if (!curve) return Undefined(codes::kInsufficientData);
  Fields out;
  if (!curve->reportable) out.Undefined(codes::kNotIdentifiable);
  out.Number("elasticity", curve->elasticity).Bounds(curve->interval).Count("n", curve->n);
  if (!curve->reportable) return out.Take();
  double mean = 0;
  for (const double value : pairs->x) mean += value / static_cast<double>(pairs->x.size());
  const double at = told.value_or(mean);
  if (!(at > 0)) return BadArgument("at_spend", given.Raw("at_spend"));
  const double fitted = curve->At(at);
  out.Number("at_spend", at).Number("fitted_leads", fitted).Number("average_cpl", at / fitted);
  out.Number("marginal_cpl", at / fitted / curve->elasticity).Text("basis", "association");
  if (at < curve->least || at > curve->most) out.Flag(codes::kExtrapolated);
  return out.Take();
}

}  // namespace mittari::report
