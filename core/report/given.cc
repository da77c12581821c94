#include "report/given.h"

#include <cmath>
#include <utility>

#include "base/codes.gen.h"
#include "report/prepared.h"
#include "report/run.h"
#include "report/sheet.h"

namespace mittari::report {
namespace {

std::optional<double> NumberOf(const Json& given) {
  if (given.is_boolean()) return given.get<bool>() ? 1 : 0;
  if (given.is_number()) return given.get<double>();
  if (!given.is_string()) return std::nullopt;
  const std::optional<Rational> typed = Rational::FromText(given.get<std::string>());
  if (!typed || !typed->FitsDouble()) return std::nullopt;
  return typed->ToDouble();
}

std::vector<std::string> Split(const std::string& text) {
  std::vector<std::string> out;
  for (size_t at = 0; at <= text.size();) {
    const size_t comma = std::min(text.find(',', at), text.size());
    if (comma > at) out.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
  return out;
}

// A number column of a source by role or header. Rows that were added up before are no single ones.
std::optional<std::vector<std::optional<double>>> ColumnNamed(const Workspace& workspace, std::string_view name) {
  for (const Input& input : workspace) {
    const table::Table& table = input.file != nullptr ? *input.file : *input.table;
    const table::Column* column = table.FindRole(name);
    if (column == nullptr) column = table.FindName(name);
    if (column == nullptr || column->kind() != table::Kind::kNumber || table.Constant("sums") != nullptr) continue;
    std::vector<std::optional<double>> out(table.rows());
    for (size_t row = 0; row < out.size(); ++row) {
      if (!column->IsNull(row)) out[row] = column->Real(row);
    }
    return out;
  }
  return std::nullopt;
}

bool Dated(const Workspace& workspace) {
  for (const Input& input : workspace) {
    if (input.spans != nullptr && input.spans->dated()) return true;
    for (const table::Column& column : input.table->outlines()) {
      if (column.kind() == table::Kind::kDay) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<double> Series::Known() const {
  std::vector<double> out;
  for (const std::optional<double>& value : values) {
    if (value) out.push_back(*value);
  }
  return out;
}

const Json* Given::Raw(std::string_view name) const {
  for (const Json* from : {&question_.scalars, &question_.options}) {
    const Json* found = Find(*from, name);
    if (found != nullptr && !found->is_null()) return found;
  }
  return nullptr;
}

void Given::Fault(Error error) {
  if (!fault_) fault_ = std::move(error);
}

const catalog::Metric* Given::MetricNamed(std::string_view name) const {
  const catalog::Metric* metric = question_.catalog->FindMetric(name);
  return metric != nullptr ? metric : question_.catalog->Resolve(name);
}

std::optional<ViewModel> Given::Ask(const catalog::Metric& metric, std::optional<period::Grain> grain) {
  Query query = question_.query;
  query.by.clear();
  if (grain) query.by.emplace_back(period::NameOf(*grain));
  query.dimensions.clear();
  query.grain = grain;
  query.compare.reset();
  query.metrics = {{metric.id, &metric}};
  Result<ViewModel> report = Run(*question_.workspace, query, *question_.catalog);
  if (report.ok()) return std::move(report).value();
  Fault(report.error());
  return std::nullopt;
}

std::optional<double> Given::Total(const catalog::Metric& metric) {
  const std::optional<ViewModel> report = Ask(metric, std::nullopt);
  if (!report) return std::nullopt;
  const formula::Value& value = report->total[0].value;
  return value.present() ? std::optional(value.ToDouble()) : std::nullopt;
}

std::optional<double> Given::Number(std::string_view name, const Json& given) {
  if (const std::optional<double> number = NumberOf(given)) return number;
  if (given.is_string()) {
    if (const catalog::Metric* metric = MetricNamed(given.get<std::string>())) return Total(*metric);
  }
  Fault(BadArgument(name, &given));
  return std::nullopt;
}

std::optional<double> Given::Maybe(std::string_view name) {
  if (const Json* raw = Raw(name)) return Number(name, *raw);
  const auto param = question_.query.params.find(name);
  return param == question_.query.params.end() ? std::nullopt : std::optional(param->second.ToDouble());
}

double Given::Need(std::string_view name) {
  const std::optional<double> found = Maybe(name);
  if (!found) Fault(BadArgument(name, Raw(name)));
  return found.value_or(0);
}

double Given::Level(double fallback) {
  const double level = Or("level", fallback);
  if (level > 0 && level < 1) return level;
  Fault(BadArgument("level", Raw("level")));
  return fallback;
}

bool Given::Is(std::string_view name, bool fallback) const {
  const Json* raw = Raw(name);
  if (raw == nullptr) return fallback;
  if (raw->is_string()) return raw->get<std::string>() == "true" || raw->get<std::string>() == "yes";
  return NumberOf(*raw).value_or(fallback ? 1 : 0) != 0;
}

std::string Given::Text(std::string_view name, std::string_view fallback) const {
  const Json* raw = Raw(name);
  if (raw == nullptr) return std::string(fallback);
  return raw->is_string() ? raw->get<std::string>() : DumpJson(*raw);
}

std::vector<std::string> Given::Texts(std::string_view name) const {
  const Json* raw = Raw(name);
  std::vector<std::string> out;
  if (raw != nullptr && raw->is_string()) return Split(raw->get<std::string>());
  if (raw != nullptr && raw->is_array()) {
    for (const Json& entry : *raw) out.push_back(entry.is_string() ? entry.get<std::string>() : DumpJson(entry));
  }
  return out;
}

std::vector<double> Given::MaybeList(std::string_view name) {
  std::vector<double> out;
  const Json* raw = Raw(name);
  if (raw == nullptr) return out;
  if (raw->is_string()) {
    const std::string text = raw->get<std::string>();
    if (text.find(',') == std::string::npos && !NumberOf(*raw)) {
      const std::optional<Series> series = SeriesOf(name, period::Grain::kMonth);
      return series ? series->Known() : out;
    }
    for (const std::string& part : Split(text)) {
      const std::optional<double> number = NumberOf(part);
      if (!number) Fault(BadArgument(name, raw));
      out.push_back(number.value_or(0));
    }
    return out;
  }
  if (!raw->is_array()) {
    Fault(BadArgument(name, raw));
    return out;
  }
  for (const Json& entry : *raw) {
    const std::optional<double> number = NumberOf(entry);
    if (!number) Fault(BadArgument(name, raw));
    out.push_back(number.value_or(0));
  }
  return out;
}

std::vector<double> Given::List(std::string_view name) {
  if (Raw(name) == nullptr) Fault(BadArgument(name, nullptr));
  return MaybeList(name);
}

std::string Given::Subject() const {
  if (!question_.query.metrics.empty()) return question_.query.metrics[0].name;
  if (const std::string named = Text("metric"); !named.empty()) return named;
  for (const Input& input : *question_.workspace) {
    for (const table::Column& column : input.table->outlines()) {
      if (column.role().measure && question_.catalog->FindMeasure(column.role().role) != nullptr) {
        return column.role().role;
      }
    }
  }
  return {};
}

std::optional<Series> Given::MetricSeries(const catalog::Metric& metric, period::Grain fallback, bool whole) {
  const period::Calendar& calendar = question_.query.calendar;
  const period::Grain grain = question_.query.grain.value_or(fallback);
  const std::optional<ViewModel> report = Ask(metric, grain);
  if (!report) return std::nullopt;
  Series out;
  out.grain = grain;
  if (metric.is_measure) {
    std::string id = metric.id;
    if (id.starts_with("measure:")) id.erase(0, 8);
    if (const catalog::Measure* measure = question_.catalog->FindMeasure(id)) out.type = measure->type;
  } else if (metric.unit == "currency" || metric.unit == "count") {
    out.type = metric.unit;
  }
  size_t g = 0;
  for (const std::string& key : report->spine) {
    const std::optional<period::Bucket> bucket = period::BucketFromKey(key, grain, calendar);
    if (!bucket) continue;
    const period::Window span = period::SpanOf(*bucket, grain, calendar);
    if (whole && report->through && span.to - 1 > *report->through) break;
    out.keys.push_back(key);
    out.buckets.push_back(*bucket);
    out.values.emplace_back();
    while (g < report->groups.size() && report->groups[g].key[0] < key) ++g;
    if (g >= report->groups.size() || report->groups[g].key[0] != key) continue;
    const formula::Value& value = report->groups[g].answers[0].value;
    if (value.present()) out.values.back() = value.ToDouble();
  }
  return out;
}

std::optional<Series> Given::SeriesOf(std::string_view name, period::Grain fallback) {
  const Json* raw = Raw(name);
  std::string source(name);
  if (raw != nullptr && raw->is_array()) {
    Series typed;
    for (const Json& entry : *raw) {
      const std::optional<double> number = NumberOf(entry);
      if (!number && !entry.is_null()) Fault(BadArgument(name, raw));
      typed.values.push_back(number);
    }
    return typed;
  }
  if (raw != nullptr && raw->is_string()) source = raw->get<std::string>();
  if (Dated(*question_.workspace)) {
    if (const catalog::Metric* metric = MetricNamed(source)) return MetricSeries(*metric, fallback, true);
  }
  if (auto column = ColumnNamed(*question_.workspace, source)) {
    Series out;
    out.values = std::move(*column);
    return out;
  }
  return std::nullopt;
}

Fields& Fields::Put(const char* name, Json value) {
  json_[name] = std::move(value);
  return *this;
}
Fields& Fields::Number(const char* name, double value) {
  return Put(name, std::isfinite(value) ? Json(value) : Json());
}
Fields& Fields::Number(const char* name, std::optional<double> value) {
  return value ? Number(name, *value) : Put(name, Json());
}
Fields& Fields::Count(const char* name, int64_t value) { return Put(name, Json(value)); }
Fields& Fields::Text(const char* name, std::string_view value) { return Put(name, Json(std::string(value))); }
Fields& Fields::Is(const char* name, bool value) { return Put(name, Json(value)); }
Fields& Fields::Numbers(const char* name, const std::vector<double>& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(std::isfinite(value) ? Json(value) : Json());
  return Put(name, std::move(list));
}
Fields& Fields::Bounds(const stats::Interval& interval) {
  return Number("low", interval.low).Number("high", interval.high);
}
Fields& Fields::Flag(std::string_view flag) {
  Json& flags = json_["flags"];
  if (!flags.is_array()) flags = Json::array();
  flags.push_back(std::string(flag));
  return *this;
}

}  // namespace mittari::report
