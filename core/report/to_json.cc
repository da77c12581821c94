#include "report/to_json.h"

#include "base/codes.gen.h"

namespace mittari::report {
namespace {

using formula::Value;

Json StringsJson(const std::vector<std::string>& list) {
  Json out = Json::array();
  for (const std::string& text : list) out.push_back(text);
  return out;
}

template <typename Issues>
Json IssuesJson(const Issues& issues) {
  Json out = Json::array();
  for (const Issue& issue : issues) out.push_back(ToJson(issue));
  return out;
}

Json KeyJson(const Query& query, const std::vector<std::string>& key) {
  Json out = Json::object();
  for (size_t i = 0; i < key.size(); ++i) out[query.by[i]] = key[i];
  return out;
}

Json MetricsJson(const ViewModel& report, const std::vector<Answer>& answers) {
  Json out = Json::object();
  for (size_t i = 0; i < answers.size(); ++i) out[report.plans[i].asked.name] = ToJson(answers[i]);
  return out;
}

// A part of a change: exact until it is rounded once.
void Put(Json* change, const char* name, const std::optional<Rational>& number) {
  (*change)[name] = number && number->FitsDouble() ? Json(number->ToDouble()) : Json(nullptr);
}

Json ChangeJson(const Plan& plan, const Compared& compared) {
  Json out = Json::object();
  const Value& base = compared.base.value;
  const Value& current = compared.current;
  if (!base.present() || !current.present()) {
    const Value& fault = current.present() ? base : current;
    out["absolute"] = nullptr;
    out["relative"] = nullptr;
    if (plan.flow) out["per_day_relative"] = nullptr;
    out["reason"] = fault.reason();
    return out;
  }
  Put(&out, "absolute", current.number() - base.number());
  if (base.number().Sign() <= 0) {
    out["relative"] = nullptr;
    if (plan.flow) out["per_day_relative"] = nullptr;
    out["reason"] = base.number().IsZero() ? codes::kBaselineZero : codes::kBaselineNegative;
    return out;
  }
  Put(&out, "relative", current.number() / base.number() - Rational(1));
  const int days = compared.windows.current.days();
  const int base_days = compared.windows.base.days();
  if (plan.flow && days > 0 && base_days > 0) {
    Put(&out, "per_day_relative",
        current.number() * Rational(base_days) / (base.number() * Rational(days)) - Rational(1));
  }
  return out;
}

Json ComparedJson(const ViewModel& report, const std::vector<Compared>& metrics,
                  const period::Comparison& shown) {
  Json out = Json::object();
  for (size_t i = 0; i < metrics.size(); ++i) {
    const Compared& compared = metrics[i];
    Json one = ToJson(compared.base);
    one["current"] = ToJson(compared.current)["value"];
    one["change"] = ChangeJson(report.plans[i], compared);
    // A metric whose inputs end earlier is compared over fewer days.
    if (!(compared.windows.base == shown.base)) one["period"] = ToJson(compared.windows.base);
    out[report.plans[i].asked.name] = std::move(one);
  }
  return out;
}

Json WindowsJson(const period::Comparison& windows) {
  Json out = Json::object();
  out["period"] = ToJson(windows.base);
  out["current"] = ToJson(windows.current);
  out["days"] = {{"current", windows.current.days()}, {"base", windows.base.days()}};
  out["weekend_days"] = {{"current", period::WeekendDays(windows.current)},
                         {"base", period::WeekendDays(windows.base)}};
  out["partial_period"] = windows.partial;
  out["length_mismatch"] = windows.length_mismatch;
  return out;
}

Json CompareJson(const ViewModel& report) {
  if (!report.windows) {
    return {{"period", nullptr},
            {"reason", codes::kNoRows},
            {"groups", Json::array()},
            {"total", {{"metrics", Json::object()}}}};
  }
  Json out = WindowsJson(*report.windows);
  out["against"] = report.query->compare == period::Against::kPrevious ? "previous" : "year";
  out["groups"] = Json::array();
  for (const ComparedGroup& group : report.compared_groups) {
    // The group's window is that of the metric seen the furthest.
    const Compared* widest = nullptr;
    for (const Compared& one : group.metrics) {
      if (widest == nullptr || one.windows.current.to > widest->windows.current.to) widest = &one;
    }
    Json entry = {{"key", KeyJson(*report.query, group.key)}};
    if (widest != nullptr) {
      entry["period"] = ToJson(widest->windows.base);
      entry["metrics"] = ComparedJson(report, group.metrics, widest->windows);
    }
    out["groups"].push_back(std::move(entry));
  }
  out["total"] = {{"metrics", ComparedJson(report, report.compared_total, *report.windows)}};
  return out;
}

}  // namespace

Json ToJson(const Value& value) {
  Json out = Json::object();
  if (value.present()) {
    out["value"] = value.ToDouble();
    return out;
  }
  out["value"] = nullptr;
  out["reason"] = value.reason();
  if (!value.measure().empty()) out["measure"] = value.measure();
  return out;
}

Json ToJson(const Shown& interval) {
  Json out = Json::object();
  out["low"] = interval.low;
  out["high"] = interval.high ? Json(*interval.high) : Json(nullptr);
  out["level"] = 0.95;
  out["method"] = interval.method;
  return out;
}

Json ToJson(const period::Window& window) {
  if (window.empty()) return nullptr;
  return {{"from", FormatIsoDate(window.from)}, {"to", FormatIsoDate(window.to - 1)}};
}

Json ToJson(const Answer& answer) {
  Json out = ToJson(answer.value);
  if (!answer.by_currency.empty()) {
    out["by_currency"] = Json::object();
    for (const auto& [currency, value] : answer.by_currency) {
      out["by_currency"][currency] = value.present() ? Json(value.ToDouble()) : Json(nullptr);
    }
  }
  if (answer.interval) out["interval"] = ToJson(*answer.interval);
  if (answer.coverage && answer.coverage->selected > 0) {
    out["coverage"] =
        static_cast<double>(answer.coverage->used) / static_cast<double>(answer.coverage->selected);
  }
  out["flags"] = StringsJson(answer.flags);
  return out;
}

Json ToJson(const ViewModel& report, const Workspace& workspace) {
  const Query& query = *report.query;
  Json out = Json::object();
  out["ok"] = true;
  out["sources"] = Json::array();
  for (const Input& input : workspace) out["sources"].push_back(input.source);
  out["by"] = StringsJson(query.by);
  out["metrics"] = Json::object();
  for (size_t i = 0; i < report.plans.size(); ++i) {
    const Plan& plan = report.plans[i];
    const catalog::Metric& metric = *plan.asked.metric;
    Json& info = out["metrics"][plan.asked.name];
    info = {{"unit", metric.unit}};
    if (metric.unit.rfind("currency", 0) == 0) {
      info["currency"] = report.currencies[i].empty() ? Json(nullptr) : Json(report.currencies[i]);
    }
    info["direction"] = metric.direction;
    info["formula"] = metric.text;
    info["flow"] = plan.flow;
  }
  out["groups"] = Json::array();
  for (const Group& group : report.groups) {
    Json entry = {{"key", KeyJson(query, group.key)}};
    entry["metrics"] = MetricsJson(report, group.answers);
    out["groups"].push_back(std::move(entry));
  }
  out["total"] = {{"metrics", MetricsJson(report, report.total)}};
  if (query.compare) out["compare"] = CompareJson(report);
  out["period"] = report.span ? ToJson(*report.span) : Json(nullptr);
  out["data_through"] = report.through ? Json(FormatIsoDate(*report.through)) : Json(nullptr);
  if (query.grain) out["periods"] = StringsJson(report.spine);
  out["questions"] = report.questions;
  out["warnings"] = IssuesJson(report.warnings);
  out["notes"] = IssuesJson(report.notes);
  return out;
}

}  // namespace mittari::report
