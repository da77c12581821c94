#include "report/to_json.h"

#include <algorithm>

#include "base/codes.gen.h"
#include "base/json_writer.h"

namespace mittari::report {
namespace {

using formula::Value;

double CoverageOf(const Coverage& coverage) {
  return static_cast<double>(coverage.used) / static_cast<double>(coverage.selected);
}

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

// The plans that are shown: one asked for twice stands once, at its first
// place, with the last answer.
std::vector<size_t> ShownPlans(const ViewModel& report) {
  std::vector<size_t> out;
  for (size_t i = 0; i < report.plans.size(); ++i) {
    const auto same = [&](size_t j) { return report.plans[j].asked.name == report.plans[i].asked.name; };
    const auto known = std::find_if(out.begin(), out.end(), same);
    if (known == out.end()) {
      out.push_back(i);
    } else {
      *known = i;
    }
  }
  return out;
}

// The same bytes as ToJson(answer), without the tree.
void WriteAnswer(const Answer& answer, JsonWriter* out) {
  if (!answer.value.present() || !answer.by_currency.empty()) return out->Tree(ToJson(answer));
  out->Open('{');
  out->Key("value");
  out->Number(answer.value.ToDouble());
  if (answer.interval) {
    out->Key("interval");
    out->Open('{');
    out->Key("low");
    out->Number(answer.interval->low);
    out->Key("high");
    answer.interval->high ? out->Number(*answer.interval->high) : out->Null();
    out->Key("level");
    out->Raw("0.95");
    out->Put("method", answer.interval->method);
    out->Close('}');
  }
  if (answer.coverage && answer.coverage->selected > 0) {
    out->Key("coverage");
    out->Number(CoverageOf(*answer.coverage));
  }
  out->Key("flags");
  out->Open('[');
  for (const std::string& flag : answer.flags) out->Text(flag);
  out->Close(']');
  out->Close('}');
}

void WriteMetrics(const ViewModel& report, const std::vector<size_t>& shown,
                  const std::vector<Answer>& answers, JsonWriter* out) {
  out->Key("metrics");
  out->Open('{');
  for (const size_t i : shown) {
    if (i >= answers.size()) continue;
    out->Key(report.plans[i].asked.name);
    WriteAnswer(answers[i], out);
  }
  out->Close('}');
}

Json HeadJson(const ViewModel& report) {
  Json out = Json::object();
  for (size_t i = 0; i < report.plans.size(); ++i) {
    const Plan& plan = report.plans[i];
    const catalog::Metric& metric = *plan.asked.metric;
    Json& info = out[plan.asked.name];
    info = {{"unit", metric.unit}};
    if (metric.unit.rfind("currency", 0) == 0) {
      info["currency"] = report.currencies[i].empty() ? Json(nullptr) : Json(report.currencies[i]);
    }
    info["direction"] = metric.direction;
    info["formula"] = metric.text;
    info["flow"] = plan.flow;
    if (plan.lag > 0) info["lag_months"] = plan.lag;
    if (metric.own) {
      info["own"] = true;
      info["name"] = metric.names.In("en");
    }
  }
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
  out["method"] = std::string(interval.method);
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
    out["coverage"] = CoverageOf(*answer.coverage);
  }
  out["flags"] = StringsJson(answer.flags);
  return out;
}

std::string ToText(const ViewModel& report, const Workspace& workspace, PackedAnswers* packed) {
  const Query& query = *report.query;
  const std::vector<size_t> shown = ShownPlans(report);
  JsonWriter out;
  out.Reserve(size_t{4096} + report.groups.size() * (64 + (packed == nullptr ? shown.size() * 192 : 0)));
  out.Open('{');
  out.Key("ok");
  out.Bool(true);
  out.Key("sources");
  out.Open('[');
  for (const Input& input : workspace) {
    input.source.empty() ? out.Null() : out.Raw(input.source);
  }
  out.Close(']');
  out.Key("by");
  out.Tree(StringsJson(query.by));
  out.Key("metrics");
  out.Tree(HeadJson(report));
  out.Key("groups");
  out.Open('[');
  for (const Group& group : report.groups) {
    out.Open('{');
    out.Key("key");
    out.Open('{');
    for (size_t i = 0; i < group.key.size(); ++i) out.Put(query.by[i], group.key[i]);
    out.Close('}');
    if (packed == nullptr) {
      WriteMetrics(report, shown, group.answers, &out);
    } else {
      for (const size_t i : shown) packed->Add(group.answers[i]);
    }
    out.Close('}');
  }
  out.Close(']');
  out.Key("total");
  out.Open('{');
  WriteMetrics(report, shown, report.total, &out);
  out.Close('}');
  if (query.compare) {
    out.Key("compare");
    out.Tree(CompareJson(report));
  }
  out.Key("period");
  out.Tree(report.span ? ToJson(*report.span) : Json(nullptr));
  out.Key("data_through");
  out.Tree(report.through ? Json(FormatIsoDate(*report.through)) : Json(nullptr));
  if (query.grain) {
    out.Key("periods");
    out.Tree(StringsJson(report.spine));
  }
  out.Key("questions");
  out.Tree(report.questions);
  out.Key("warnings");
  out.Tree(IssuesJson(report.warnings));
  out.Key("notes");
  out.Tree(IssuesJson(report.notes));
  if (!report.unmatched.empty()) {
    out.Key("unmatched");
    out.Open('[');
    for (const Unmatched& unmatched : report.unmatched) out.Tree(ToJson(unmatched));
    out.Close(']');
  }
  if (packed != nullptr) {
    std::vector<std::string> names;
    for (const size_t i : shown) names.push_back(report.plans[i].asked.name);
    out.Key("packed");
    packed->WriteJson(names, &out);
  }
  out.Close('}');
  return std::move(out).Take();
}

}  // namespace mittari::report
