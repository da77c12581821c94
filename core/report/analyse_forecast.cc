// The next periods of a series, and how good such forecasts were.
#include <algorithm>
#include <cmath>
#include <string>

#include "base/codes.gen.h"
#include "report/given.h"
#include "stats/forecast.h"

namespace mittari::report {
namespace {

constexpr size_t kRough = 12;     // below, the forecast is a rough one
constexpr size_t kSeasonal = 24;  // months from which a season can be told
constexpr int kMostAhead = 12;
constexpr size_t kMostRefits = 60;

// "low80" and "high80" at the level of 0.8.
struct Ends {
  std::string low, high;

  explicit Ends(double level) {
    const std::string percent = DumpJson(Json(std::round(level * 1000) / 10));
    low = "low" + percent;
    high = "high" + percent;
  }
  Json operator()(const stats::Forecast& forecast) const {
    return Fields().Number("mean", forecast.mean).Number(low.c_str(), forecast.low).Number(high.c_str(), forecast.high).Take();
  }
};

}  // namespace

Result<Json> ForecastSeries(const Question& question) {
  Given given(question);
  std::optional<Series> series;
  if (given.Raw("y") != nullptr) {
    series = given.SeriesOf("y", period::Grain::kMonth);
  } else if (const catalog::Metric* metric = given.MetricNamed(given.Subject())) {
    series = given.MetricSeries(*metric, period::Grain::kMonth, true);
  }
  const double told_h = given.Or("h", 3);
  const double level = given.Level(0.8);
  const std::optional<double> alpha = given.Maybe("alpha");
  if (given.fault()) return *given.fault();
  if (!series) return Undefined(codes::kMissingInput);
  const std::vector<double> y = series->Known();
  const size_t n = y.size();
  if (!(told_h >= 1) || told_h > 1000) return BadArgument("h", given.Raw("h"));
  if (alpha && !(*alpha > 0 && *alpha <= 1)) return BadArgument("alpha", given.Raw("alpha"));
  const int h = static_cast<int>(told_h);
  // No further than a third of what is known.
  if (n < stats::kMinForecast || h > kMostAhead || static_cast<size_t>(h) > n / 3) {
    return Undefined(codes::kInsufficientData);
  }
  const stats::Smoothing smoothing = alpha ? stats::Smooth(y, *alpha, y[0]) : stats::BestSmoothing(y);
  const Ends ends(level);
  const stats::Forecast last = stats::Ahead(smoothing, n, h, level);
  Fields out;
  out.Text("method", "ses").Number("alpha", smoothing.alpha).Number("level0", smoothing.level0).Number("sse", smoothing.sse);
  out.Number("mean", last.mean).Number(ends.low.c_str(), last.low).Number(ends.high.c_str(), last.high);
  const std::string suffix = "_h" + std::to_string(h);
  out.Put(("naive" + suffix).c_str(), ends(stats::Naive(y, h, level)));
  out.Put(("drift" + suffix).c_str(), ends(stats::Drift(y, h, level)));
  out.Put(("mean" + suffix).c_str(), ends(stats::MeanForecast(y, level)));
  out.Put(("ses" + suffix).c_str(), ends(last));
  if (n >= kSeasonal && !series->keys.empty() && series->grain == period::Grain::kMonth) {
    out.Put(("seasonal_naive" + suffix).c_str(), ends(stats::SeasonalNaive(y, h, 12, level)));
  }
  Json path = Json::array();
  for (int step = 1; step <= h; ++step) {
    Json entry = ends(stats::Ahead(smoothing, n, step, level));
    if (!series->buckets.empty()) {
      entry["period"] = period::KeyOf(series->buckets.back() + step, series->grain, question.query.calendar);
    }
    path.push_back(std::move(entry));
  }
  out.Put("path", std::move(path)).Count("n", static_cast<int64_t>(n)).Number("level", level);
  // One step ahead over the last third (of a long series the last steps), each from what came
  // before it, against repeating the last value.
  std::vector<double> actual, foretold;
  for (size_t t = std::max(stats::kMinForecast, n - std::min(n / 3, kMostRefits)); t < n; ++t) {
    const std::vector<double> before(y.begin(), y.begin() + static_cast<std::ptrdiff_t>(t));
    actual.push_back(y[t]);
    foretold.push_back((alpha ? stats::Smooth(before, *alpha, y[0]) : stats::BestSmoothing(before)).level);
  }
  if (!actual.empty()) out.Number("mase", stats::ErrorsOf(actual, foretold, y).mase);
  if (n < kRough) out.Flag(codes::kSmallSample);
  return out.Take();
}

Result<Json> ForecastError(const Question& question) {
  Given given(question);
  const std::vector<double> actual = given.List("actual");
  const std::vector<double> forecast = given.List("forecast");
  const std::vector<double> history = given.MaybeList("history");
  if (given.fault()) return *given.fault();
  if (actual.size() != forecast.size()) return BadArgument("forecast", given.Raw("forecast"));
  if (actual.empty()) return Undefined(codes::kNoRows);
  const stats::Errors errors = stats::ErrorsOf(actual, forecast, history);
  Fields out;
  out.Number("mae", errors.mae).Number("rmse", errors.rmse).Number("bias", errors.bias);
  out.Number("mape", errors.mape).Number("mase", errors.mase).Count("n", static_cast<int64_t>(actual.size()));
  // No better than repeating the last value.
  if (errors.mase) out.Is("beats_naive", *errors.mase < 1);
  return out.Take();
}

}  // namespace mittari::report
