#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/analyse.h"
#include "stats/interval.h"

namespace mittari::report {

struct ViewModel;

// A series of a metric, one value per period without gaps between them.
struct Series {
  period::Grain grain = period::Grain::kMonth;
  std::vector<std::string> keys;                // "2025-01", ...; empty for numbers without dates
  std::vector<period::Bucket> buckets;          // one per key
  std::vector<std::optional<double>> values;    // absent where nothing is known
  std::string type;                             // of a plain measure: count, currency, ...; else ""

  std::vector<double> Known() const;  // absent ones left out
};

// The numbers of a question: scalars first, then options. A number may be typed, or be the name of
// a metric, which is then worked out over the selection; a list may be typed, or the name of a
// metric or a column, which is then taken period by period (row by row without dates).
//
// The first fault is kept: ask all, then look at fault() once.
class Given {
 public:
  explicit Given(const Question& question) : question_(question) {}

  // nullptr where it was not given, or null.
  const Json* Raw(std::string_view name) const;
  // A scalar, an option, or a parameter of the selection. Absent where it is none of them, and where
  // it names a metric without a value; Need makes call.bad_argument of both.
  std::optional<double> Maybe(std::string_view name);
  double Or(std::string_view name, double fallback) { return Maybe(name).value_or(fallback); }
  double Need(std::string_view name);
  // `level`, a confidence between 0 and 1, both excluded; anything else is a fault.
  double Level(double fallback = stats::kLevel);
  bool Is(std::string_view name, bool fallback) const;
  std::string Text(std::string_view name, std::string_view fallback = "") const;
  std::vector<std::string> Texts(std::string_view name) const;

  std::vector<double> List(std::string_view name);       // a fault where it is missing
  std::vector<double> MaybeList(std::string_view name);  // empty where it is missing
  // By name of a list, of an option that names a metric, or of a column.
  std::optional<Series> SeriesOf(std::string_view name, period::Grain fallback);

  // A metric or measure by id, alias or name; nullptr where there is none.
  const catalog::Metric* MetricNamed(std::string_view name) const;
  // The measure that the question is about: of its metrics, options.metric, or the first that a
  // source has.
  std::string Subject() const;
  // The metric period by period. `fallback`: the grain where the query names none; `whole`: leave
  // out periods that are not over.
  std::optional<Series> MetricSeries(const catalog::Metric& metric, period::Grain fallback, bool whole);

  const std::optional<Error>& fault() const { return fault_; }
  void Fault(Error error);

 private:
  std::optional<double> Number(std::string_view name, const Json& given);
  // The metric over the whole selection; absent where it has no value there.
  std::optional<double> Total(const catalog::Metric& metric);
  // The selection asked for one metric, in total or by `grain`; a refusal becomes the fault.
  std::optional<ViewModel> Ask(const catalog::Metric& metric, std::optional<period::Grain> grain);

  const Question& question_;
  std::optional<Error> fault_;
};

// An object written field by field. A number that is not finite becomes null.
class Fields {
 public:
  Fields() : json_(Json::object()) {}
  Fields& Number(const char* name, double value);
  Fields& Number(const char* name, std::optional<double> value);
  Fields& Count(const char* name, int64_t value);
  Fields& Text(const char* name, std::string_view value);
  Fields& Is(const char* name, bool value);
  Fields& Put(const char* name, Json value);
  Fields& Numbers(const char* name, const std::vector<double>& values);
  Fields& Bounds(const stats::Interval& interval);  // low, high
  Fields& Undefined(std::string_view reason) { return Text("undefined", reason); }
  // Added to `flags`.
  Fields& Flag(std::string_view flag);
  Json Take() { return std::move(json_); }

 private:
  Json json_;
};

}  // namespace mittari::report
