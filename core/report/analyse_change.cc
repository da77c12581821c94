// A change taken apart: by segment, or by the factors of a product.
#include <algorithm>
#include <map>
#include <utility>

#include "base/codes.gen.h"
#include "report/given.h"
#include "report/run.h"
#include "report/sheet.h"
#include "stats/decompose.h"

namespace mittari::report {
namespace {

using stats::Part;

// The two sides of a ratio, each asked as a metric of its own.
struct Sides {
  catalog::Metric numerator;
  catalog::Metric denominator;
};

std::optional<Sides> SidesOf(Given& given) {
  const std::string over = given.Text("numerator");
  const std::string under = given.Text("denominator");
  Sides out;
  if (!over.empty() || !under.empty()) {
    const catalog::Metric* numerator = given.MetricNamed(over);
    const catalog::Metric* denominator = given.MetricNamed(under);
    if (numerator == nullptr) given.Fault(BadArgument("numerator", given.Raw("numerator")));
    if (denominator == nullptr) given.Fault(BadArgument("denominator", given.Raw("denominator")));
    if (given.fault()) return std::nullopt;
    return Sides{*numerator, *denominator};
  }
  const catalog::Metric* metric = given.MetricNamed(given.Subject());
  if (metric == nullptr || metric->numerator.empty() || metric->complement) return std::nullopt;
  for (auto [side, formula] : {std::pair{&out.numerator, &metric->numerator},
                               std::pair{&out.denominator, &metric->denominator}}) {
    side->id = metric->id;
    side->formula = *formula;
    side->defaults = metric->defaults;
    side->unit = "number";
    side->interval = "none";
  }
  return out;
}

Rational NumberOf(const formula::Value& value) { return value.present() ? value.number() : Rational(0); }

// The parts by segment, from one report per period or from a report with its comparison.
class Reader {
 public:
  Reader(const Question& question, const Sides& sides, std::string segment)
      : question_(question), query_(question.query), segment_(std::move(segment)) {
    query_.by = query_.dimensions = {segment_};
    query_.grain.reset();
    query_.metrics = {{"numerator", &sides.numerator}, {"denominator", &sides.denominator}};
  }

  // Two selections: the texts of a column, or keys of periods.
  std::optional<Error> Between(const std::string& base, const std::string& current, const std::string& column) {
    query_.compare.reset();
    if (std::optional<Error> fault = Read(base, column, 0)) return fault;
    return Read(current, column, 1);
  }

  // The query's own comparison; the previous period where it names none.
  std::optional<Error> Compared() {
    if (!query_.compare) query_.compare = period::Against::kPrevious;
    const Result<ViewModel> report = Run(*question_.workspace, query_, *question_.catalog);
    if (!report.ok()) return report.error();
    for (const ComparedGroup& group : report->compared_groups) {
      Part& part = parts_[group.key[0]];
      part.n0 = NumberOf(group.metrics[0].base.value);
      part.d0 = NumberOf(group.metrics[1].base.value);
      part.n1 = NumberOf(group.metrics[0].current);
      part.d1 = NumberOf(group.metrics[1].current);
    }
    if (report->windows) {
      windows_ = Json{{"base", Span(report->windows->base)}, {"current", Span(report->windows->current)}};
    }
    return std::nullopt;
  }

  const std::map<std::string, Part>& parts() const { return parts_; }
  Json TakeWindows() { return std::move(windows_); }

 private:
  static Json Span(const period::Window& window) {
    return {{"from", FormatIsoDate(window.from)}, {"to", FormatIsoDate(window.to - 1)}};
  }

  std::optional<Error> Read(const std::string& which, const std::string& column, int side) {
    Query query = query_;
    const bool named = std::any_of(question_.workspace->begin(), question_.workspace->end(), [&](const Input& input) {
      return HasAxis(*input.table, column);
    });
    if (named) {
      query.where.push_back({column, {which}});
    } else if (!SetPeriod(which, &query)) {
      return BadArgument(side == 0 ? "base" : "current", nullptr);
    }
    const Result<ViewModel> report = Run(*question_.workspace, query, *question_.catalog);
    if (!report.ok()) return report.error();
    for (const Group& group : report->groups) {
      Part& part = parts_[group.key[0]];
      (side == 0 ? part.n0 : part.n1) = NumberOf(group.answers[0].value);
      (side == 0 ? part.d0 : part.d1) = NumberOf(group.answers[1].value);
    }
    return std::nullopt;
  }

  static bool SetPeriod(const std::string& key, Query* query) {
    for (const period::Grain grain : {period::Grain::kDay, period::Grain::kWeek, period::Grain::kMonth,
                                      period::Grain::kQuarter, period::Grain::kYear}) {
      const auto bucket = period::BucketFromKey(key, grain, query->calendar);
      if (!bucket) continue;
      const period::Window span = period::SpanOf(*bucket, grain, query->calendar);
      query->from = span.from;
      query->to = span.to - 1;
      return true;
    }
    return false;
  }

  const Question& question_;
  Query query_;
  std::string segment_;
  std::map<std::string, Part> parts_;
  Json windows_;
};

}  // namespace

Result<Json> Decomposition(const Question& question) {
  Given given(question);
  if (question.workspace->empty()) return Undefined(codes::kMissingInput);
  const std::optional<Sides> sides = SidesOf(given);
  if (given.fault()) return *given.fault();
  if (!sides) return Undefined(codes::kNotApplicable);
  const std::vector<std::string>& by = question.query.dimensions;
  Reader reader(question, *sides, given.Text("segment", by.empty() ? "channel" : by[0]));
  const std::string base = given.Text("base");
  const std::string current = given.Text("current");
  const std::optional<Error> fault =
      base.empty() || current.empty() ? reader.Compared() : reader.Between(base, current, given.Text("period", "period"));
  if (fault) return *fault;
  std::vector<Part> parts;
  for (const auto& [name, part] : reader.parts()) parts.push_back(part);
  if (parts.empty()) return Undefined(codes::kNoRows);
  const auto apart = stats::Decompose(parts);
  if (!apart) return Undefined(codes::kDenominatorZero);
  Fields out;
  out.Number("base", apart->base.ToDouble()).Number("current", apart->current.ToDouble());
  out.Number("change", (apart->current - apart->base).ToDouble());
  Json segments = Json::object();
  Rational rate, mix, rest;
  size_t i = 0;
  for (const auto& [name, part] : reader.parts()) {
    const stats::Share& share = apart->shares[i++];
    rate = rate + share.rate;
    mix = mix + share.mix;
    rest = rest + share.no_denominator;
    const auto ratio = [](const Rational& over, const Rational& under) {
      return under.Sign() > 0 ? std::optional((over / under).ToDouble()) : std::nullopt;
    };
    segments[name] = Fields().Number("rate", share.rate.ToDouble()).Number("mix", share.mix.ToDouble())
                         .Number("no_denominator", share.no_denominator.ToDouble())
                         .Number("base", ratio(part.n0, part.d0)).Number("current", ratio(part.n1, part.d1)).Take();
  }
  out.Put("segments", std::move(segments));
  out.Number("rate_total", rate.ToDouble()).Number("mix_total", mix.ToDouble()).Number("no_denominator_total", rest.ToDouble());
  if (Json windows = reader.TakeWindows(); !windows.is_null()) out.Put("periods", std::move(windows));
  return out.Take();
}

// {factors: [{name?, base, current, exponent?}]}, or three lists base, current and exponents.
Result<Json> DriverChain(const Question& question) {
  Given given(question);
  std::vector<stats::Factor> factors;
  std::vector<std::string> names = given.Texts("names");
  if (const Json* list = given.Raw("factors"); list != nullptr && list->is_array()) {
    for (const Json& entry : *list) {
      const Json* base = Find(entry, "base");
      const Json* current = Find(entry, "current");
      if (base == nullptr || !base->is_number() || current == nullptr || !current->is_number()) {
        return BadArgument("factors", &entry);
      }
      factors.push_back({base->get<double>(), current->get<double>(), NumberOr(entry, "exponent", 1)});
      names.push_back(StringOr(entry, "name", std::to_string(factors.size())));
    }
  } else {
    const std::vector<double> base = given.List("base");
    const std::vector<double> current = given.List("current");
    const std::vector<double> exponents = given.MaybeList("exponents");
    if (given.fault()) return *given.fault();
    if (base.size() != current.size()) return BadArgument("current", given.Raw("current"));
    for (size_t i = 0; i < base.size(); ++i) {
      factors.push_back({base[i], current[i], i < exponents.size() ? exponents[i] : 1});
    }
  }
  if (factors.empty()) return Undefined(codes::kNoRows);
  const auto chain = stats::DriverChain(factors);
  if (!chain) return Undefined(codes::kNonPositiveDenominator);
  Fields out;
  out.Number("base", chain->base).Number("current", chain->current).Number("change", chain->current - chain->base);
  Json contributions = Json::object();
  for (size_t i = 0; i < factors.size(); ++i) {
    contributions[i < names.size() ? names[i] : std::to_string(i + 1)] = chain->contributions[i];
  }
  return out.Put("contributions", std::move(contributions)).Take();
}

}  // namespace mittari::report
