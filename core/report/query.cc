#include "report/query.h"

#include <cmath>

#include "base/codes.gen.h"
#include "base/refusal.h"
#include "period/jalali_months.h"

namespace mittari::report {
namespace {

constexpr int kMostLag = 60;  // months

Error Bad(std::string_view code, std::string name, std::string value) {
  return {std::string(code), {}, {{std::move(name), std::move(value)}}, {}};
}

// A list of strings, or one string with commas.
std::optional<std::vector<std::string>> Strings(const Json& json) {
  std::vector<std::string> out;
  if (json.is_string()) {
    const std::string text = json.get<std::string>();
    size_t at = 0;
    while (at <= text.size()) {
      const size_t comma = std::min(text.find(',', at), text.size());
      if (comma > at) out.push_back(text.substr(at, comma - at));
      at = comma + 1;
    }
    return out;
  }
  if (!json.is_array()) return std::nullopt;
  for (const Json& item : json) {
    if (!item.is_string()) return std::nullopt;
    out.push_back(item.get<std::string>());
  }
  return out;
}

class Parser {
 public:
  Parser(const Json& json, const catalog::Catalog& catalog) : json_(json), catalog_(catalog) {}

  Result<Query> Parse() {
    if (!json_.is_object()) return BadArgument("query", &json_);
    for (auto step : {&Parser::Metrics, &Parser::By, &Parser::Where, &Parser::Dates,
                      &Parser::Params, &Parser::Switches, &Parser::Key,
                      &Parser::Calendar}) {
      if (std::optional<Error> error = (this->*step)()) return *std::move(error);
    }
    return std::move(query_);
  }

 private:
  using Fault = std::optional<Error>;

  // nullptr where the argument is not given; null counts as not given.
  const Json* Given(std::string_view name) const {
    const Json* found = Find(json_, name);
    return found == nullptr || found->is_null() ? nullptr : found;
  }

  Fault AddMetric(const std::string& name) {
    const catalog::Metric* metric = catalog_.FindMetric(name);
    if (metric != nullptr) {
      query_.metrics.push_back({name, metric});
      return {};
    }
    metric = catalog_.Resolve(name);
    if (metric == nullptr) return Bad(codes::kMetricUnknown, "metric", name);
    query_.metrics.push_back({metric->id, metric});
    return {};
  }

  Fault Metrics() {
    if (const Json* metrics = Given("metrics")) {
      const auto names = Strings(*metrics);
      if (!names) return BadArgument("metrics", metrics);
      for (const std::string& name : *names) {
        if (Fault fault = AddMetric(name)) return fault;
      }
    }
    if (const Json* set = Given("set")) {
      if (!set->is_string()) return BadArgument("set", set);
      const catalog::KpiSet* found = catalog_.FindSet(set->get<std::string>());
      if (found == nullptr) return Bad(codes::kSetUnknown, "set", set->get<std::string>());
      if (Fault fault = AddMetric(found->primary)) return fault;
      for (const auto* list : {&found->secondary, &found->supporting}) {
        for (const std::string& name : *list) {
          if (Fault fault = AddMetric(name)) return fault;
        }
      }
    }
    return {};
  }

  Fault By() {
    const Json* by = Given("by");
    if (by == nullptr) return {};
    const auto names = Strings(*by);
    if (!names) return BadArgument("by", by);
    for (const std::string& name : *names) {
      for (const std::string& known : query_.by) {
        if (known == name) return BadArgument("by", by);
      }
      query_.by.push_back(name);
      if (const auto grain = period::GrainFromName(name)) {
        if (query_.grain) return BadArgument("by", by);  // one period only
        query_.grain = grain;
      } else {
        query_.dimensions.push_back(name);
      }
    }
    return {};
  }

  Fault Where() {
    const Json* where = Given("where");
    if (where == nullptr) return {};
    if (!where->is_object()) return BadArgument("where", where);
    for (const auto& [name, values] : where->items()) {
      std::vector<std::string> allowed;
      if (values.is_string()) {
        allowed.push_back(values.get<std::string>());  // a value may hold a comma
      } else {
        const auto list = Strings(values);
        if (!list) return BadArgument("where", where);
        allowed = *list;
      }
      query_.where.emplace_back(name, std::move(allowed));
    }
    return {};
  }

  Fault ReadDay(std::string_view name, std::optional<Day>* out) {
    const Json* day = Given(name);
    if (day == nullptr) return {};
    if (day->is_string()) *out = ParseIsoDate(day->get<std::string>());
    if (!*out) {
      Error error = BadArgument(name, day);
      error.code = codes::kQueryBadDate;
      return error;
    }
    return {};
  }

  Fault Dates() {
    for (const auto& [name, out] : {std::pair{"from", &query_.from}, std::pair{"to", &query_.to},
                                    std::pair{"today", &query_.today}}) {
      if (Fault fault = ReadDay(name, out)) return fault;
    }
    if (const Json* compare = Given("compare")) {
      if (compare->is_string())
        query_.compare = period::AgainstFromName(compare->get<std::string>());
      if (compare->is_object()) return Against(*compare);
      if (!query_.compare) return BadArgument("compare", compare);
    }
    return {};
  }

  // Days of one's own, both inclusive.
  Fault Against(const Json& compare) {
    const auto day = [&](const char* name) {
      const Json* text = Find(compare, name);
      return text != nullptr && text->is_string() ? ParseIsoDate(text->get<std::string>())
                                                  : std::nullopt;
    };
    const std::optional<Day> from = day("from");
    const std::optional<Day> to = day("to");
    if (!from || !to || *to < *from) {
      Error error = BadArgument("compare", &compare);
      error.code = codes::kQueryBadDate;
      return error;
    }
    query_.compare = period::Against::kPrevious;
    query_.against = period::Window{*from, *to + 1};
    return {};
  }

  Fault Calendar() {
    const Json* calendar = Given("calendar");
    if (calendar == nullptr) return {};
    if (!calendar->is_object()) return BadArgument("calendar", calendar);
    for (const auto& [name, value] : calendar->items()) {
      if (name == "week_start" && value == "monday") {
        query_.calendar.week_start = 0;
      } else if (name == "week_start" && value == "saturday") {
        query_.calendar.week_start = 5;
      } else if (name == "week_start" && value == "sunday") {
        query_.calendar.week_start = 6;
      } else if (name == "first_month" && value.is_number_integer() && value >= 1 && value <= 12) {
        query_.calendar.first_month = value.get<int>();
      } else if (name == "months" && value == "jalali") {
        query_.calendar.months = &period::JalaliMonths();
      } else if (name != "months" || value != "gregorian") {
        return BadArgument("calendar", &value);
      }
    }
    return {};
  }

  // "opening_list_size": what a stock stood at before the data begin.
  bool IsOpeningStock(std::string_view name) const {
    constexpr std::string_view kOpening = "opening_";
    if (!name.starts_with(kOpening)) return false;
    const catalog::Measure* measure = catalog_.FindMeasure(name.substr(kOpening.size()));
    return measure != nullptr && measure->additivity == catalog::Additivity::kStock;
  }

  static Error Unread(const Json& parameter) { return BadArgument("params", &parameter); }

  Fault Params() {
    const Json* params = Given("params");
    if (params == nullptr) return {};
    if (!params->is_object()) return BadArgument("params", params);
    for (const auto& [name, value] : params->items()) {
      if (catalog_.FindParameter(name) == nullptr && !IsOpeningStock(name)) {
        return Unread(name);
      }
      std::optional<Rational> number;
      if (value.is_number()) number = Rational::FromShortest(value.get<double>());
      if (value.is_string()) {
        std::string text = value.get<std::string>();
        const bool percent = !text.empty() && text.back() == '%';
        if (percent) text.pop_back();
        number = Rational::FromText(text);
        if (number && percent) number = *number / Rational(100);
      }
      if (!number) return Unread(Json{{name, value}});
      const bool months = name == "lag_months";
      if (months && (number->Sign() < 0 || *number > Rational(kMostLag) ||
                     number->ToDouble() != std::floor(number->ToDouble()))) {
        return Unread(Json{{name, value}});
      }
      query_.params.emplace(name, *number);
    }
    return {};
  }

  Fault Switches() {
    if (const Json* blanks = Given("blanks")) {
      if (*blanks != "skip" && *blanks != "leave_out") return BadArgument("blanks", blanks);
      query_.leave_out = *blanks == "leave_out";
    }
    if (const Json* proxies = Given("proxies")) {
      if (!proxies->is_boolean()) return BadArgument("proxies", proxies);
      query_.proxies = proxies->get<bool>();
    }
    return {};
  }

  Fault Key() {
    const Json* key = Given("key");
    if (key == nullptr) return {};
    if (!key->is_object()) return BadArgument("key", key);
    for (const auto& [name, value] : key->items()) {
      if (!value.is_string()) return BadArgument("key", key);
      query_.key.emplace_back(name, value.get<std::string>());
    }
    return {};
  }

  const Json& json_;
  const catalog::Catalog& catalog_;
  Query query_;
};

}  // namespace

Result<Query> ParseQuery(const Json& json, const catalog::Catalog& catalog) {
  return Parser(json, catalog).Parse();
}

}  // namespace mittari::report
