// Analyses of deals: how long they take, how they end, how stages and sources convert.
#include <algorithm>
#include <map>
#include <utility>

#include "base/codes.gen.h"
#include "report/given.h"
#include "report/prepared.h"
#include "report/run.h"
#include "report/sheet.h"
#include "stats/survival.h"

namespace mittari::report {
namespace {

using engines::Deal;
using engines::Outcome;
using stats::Ending;
using stats::Watched;

constexpr int64_t kFewEvents = 10;
constexpr double kMostDays = 1e6;  // that a deal may take

const Input* DealsOf(const Question& question) {
  for (const Input& input : *question.workspace) {
    if (input.prepared != nullptr && input.prepared->deals != nullptr && !input.repeats) return &input;
  }
  return nullptr;
}

Day ThroughOf(const Question& question, const std::vector<Deal>& deals) {
  const std::optional<Day> told = ParseIsoDate(StringOr(question.options, "data_through", ""));
  if (told) return *told;
  Day last = 0;
  for (const Deal& deal : deals) {
    for (const auto& day : {deal.created, deal.closed}) last = std::max(last, day.value_or(last));
  }
  return question.query.today ? std::min(*question.query.today, last) : last;
}

// Rows of the file that the selection keeps: its filters, and creation between its dates.
Result<std::vector<uint32_t>> DealsKept(const Question& question, const Input& input) {
  const std::vector<Deal>& deals = input.prepared->deals->deals();
  const Result<std::vector<uint8_t>> kept = RowsKept(*input.file, question.query.where, *question.catalog);
  if (!kept.ok()) return kept.error();
  std::vector<uint32_t> out;
  for (uint32_t row = 0; row < kept->size(); ++row) {
    const std::optional<Day>& created = deals[row].created;
    if ((*kept)[row] == 0) continue;
    if (question.query.from && (!created || *created < *question.query.from)) continue;
    if (question.query.to && (!created || *created > *question.query.to)) continue;
    out.push_back(row);
  }
  return out;
}

struct Durations {
  std::vector<Watched> watched;  // kEvent: won, kOther: lost
  int64_t negative = 0;
  int64_t from_created = 0;
  int64_t unknown = 0;
};

Result<Durations> DurationsOf(const Question& question) {
  Durations out;
  if (const Json* given = Find(question.scalars, "time_days")) {
    const auto times = NumbersAt(question.scalars, "time_days");
    if (!times) return BadArgument("time_days", given);
    const Json* outcomes = Find(question.scalars, "outcome");
    if (outcomes == nullptr) outcomes = Find(question.scalars, "won");
    if (outcomes == nullptr || !outcomes->is_array() || outcomes->size() != times->size()) {
      return BadArgument("won", outcomes);
    }
    for (size_t i = 0; i < times->size(); ++i) {
      const Json& said = (*outcomes)[i];
      Outcome outcome = Outcome::kOpen;
      if (said.is_string()) {
        outcome = engines::OutcomeOf(said.get<std::string>()).value_or(Outcome::kOpen);
      } else {
        const double code = said.is_boolean() ? (said.get<bool>() ? 1 : 0) : said.is_number() ? said.get<double>() : 0;
        outcome = code == 1 ? Outcome::kWon : code == 2 ? Outcome::kLost : Outcome::kOpen;
      }
      if ((*times)[i] > kMostDays) return BadArgument("time_days", given);
      if ((*times)[i] < 0) {
        ++out.negative;
        continue;
      }
      out.watched.push_back({static_cast<int>((*times)[i]),
                             outcome == Outcome::kWon    ? Ending::kEvent
                             : outcome == Outcome::kLost ? Ending::kOther
                                                         : Ending::kCensored,
                             0});
    }
    return out;
  }
  const Input* input = DealsOf(question);
  if (input == nullptr) return out;
  const Result<std::vector<uint32_t>> rows = DealsKept(question, *input);
  if (!rows.ok()) return rows.error();
  const std::vector<Deal>& deals = input->prepared->deals->deals();
  const Day through = ThroughOf(question, deals);
  const std::optional<Day> window = ParseIsoDate(StringOr(question.options, "window_start", ""));
  for (const uint32_t row : *rows) {
    const Deal& deal = deals[row];
    const bool open = deal.outcome == Outcome::kOpen || (deal.closed && *deal.closed > through);
    if (!deal.began || (!open && !deal.closed)) {
      ++out.unknown;
      continue;
    }
    const Day end = open ? through : *deal.closed;
    if (open && *deal.began > through) continue;
    if (end < *deal.began) {
      ++out.negative;
      continue;
    }
    const int entry = window ? std::max(0, *window - *deal.began) : 0;
    if (entry > end - *deal.began) continue;  // over before anyone looked
    out.from_created += deal.from_created ? 1 : 0;
    out.watched.push_back({end - *deal.began,
                           open                             ? Ending::kCensored
                           : deal.outcome == Outcome::kWon ? Ending::kEvent
                                                           : Ending::kOther,
                           entry});
  }
  return out;
}

void Describe(const Durations& durations, int64_t events, Json* out) {
  (*out)["n"] = durations.watched.size();
  (*out)["events"] = events;
  Json flags = Json::array();
  if (events < kFewEvents) flags.push_back(codes::kSmallSample);
  if (durations.negative > 0) flags.push_back(codes::kNegativeDuration);
  if (durations.from_created > 0) flags.push_back(codes::kCycleFromCreated);
  (*out)["negative"] = durations.negative;
  (*out)["undated"] = durations.unknown;
  (*out)["flags"] = std::move(flags);
}

int64_t Count(const std::vector<Watched>& watched, Ending ending) {
  return std::count_if(watched.begin(), watched.end(), [&](const Watched& w) { return w.ending == ending; });
}

double Ratio(Rational over, Rational under) { return (over / under).ToDouble(); }

}  // namespace

// Time to win, if nothing were ever lost: lost deals are taken out of sight.
Result<Json> Survival(const Question& question) {
  Given given(question);
  const double level = given.Level();
  if (given.fault()) return *given.fault();
  const Result<Durations> durations = DurationsOf(question);
  if (!durations.ok()) return durations.error();
  std::vector<Watched> watched = durations->watched;
  if (watched.empty()) return Undefined(codes::kNoRows);
  const int64_t won = Count(watched, Ending::kEvent);
  int64_t days = 0;
  for (Watched& one : watched) {
    if (one.ending == Ending::kEvent) days += one.time;
    if (one.ending == Ending::kOther) one.ending = Ending::kCensored;
  }
  const std::vector<stats::SurvivalStep> curve = stats::KaplanMeier(watched, level);
  const std::optional<int> median = stats::TimeTo(curve);
  Json out = Json::object();
  if (!median) out["undefined"] = codes::kNotReached;
  out["survival"] = Json::object();
  out["at_risk"] = Json::object();
  out["intervals"] = Json::object();
  for (const stats::SurvivalStep& step : curve) {
    const std::string at = std::to_string(step.time);
    out["survival"][at] = step.survival;
    out["at_risk"][at] = step.at_risk;
    if (step.interval) out["intervals"][at] = {{"low", step.interval->low}, {"high", *step.interval->high}};
    if (median != step.time) continue;
    out["median_days"] = step.time;
    out["greenwood_var_at_" + at] = step.variance;
    if (!step.interval) continue;
    out["low_at_" + at] = step.interval->low;
    out["high_at_" + at] = *step.interval->high;
  }
  if (won > 0) out["mean_won_only"] = Ratio(Rational(days), Rational(won));
  Describe(*durations, won, &out);
  return out;
}

Result<Json> CompetingOutcomes(const Question& question) {
  const Result<Durations> durations = DurationsOf(question);
  if (!durations.ok()) return durations.error();
  if (durations->watched.empty()) return Undefined(codes::kNoRows);
  Json out = {{"won", Json::object()}, {"lost", Json::object()}, {"open", Json::object()}};
  for (const stats::OutcomeStep& step : stats::AalenJohansen(durations->watched)) {
    const std::string at = std::to_string(step.time);
    out["won"][at] = step.event;
    out["lost"][at] = step.other;
    out["open"][at] = step.open;
  }
  // The headline: won or lost, how long until a deal is closed.
  const std::optional<int> median = stats::TimeTo(stats::KaplanMeier(durations->watched));
  out["median_days_to_close"] = median ? Json(*median) : Json();
  if (!median) out["reason"] = codes::kNotReached;
  Describe(*durations, Count(durations->watched, Ending::kEvent) + Count(durations->watched, Ending::kOther), &out);
  return out;
}

Result<Json> StageConversion(const Question& question) {
  const Input* input = DealsOf(question);
  if (input == nullptr || !input->prepared->stages) return Undefined(codes::kMissingInput);
  const engines::Stages& stages = *input->prepared->stages;
  const Result<std::vector<uint32_t>> rows = DealsKept(question, *input);
  if (!rows.ok()) return rows.error();
  Json list = Json::array();
  for (const engines::Stages::Stage& stage : stages.Over(*rows, *input->prepared->deals)) {
    Json entry = {{"stage", stage.name}, {"entered", stage.entered}, {"advanced", stage.advanced},
                  {"pending", stage.pending}};
    if (stage.entered > 0) {
      entry["rate"] = Ratio(Rational(stage.advanced), Rational(stage.entered));
      const auto interval =
          stats::Wilson(static_cast<double>(stage.advanced), static_cast<double>(stage.entered));
      entry["interval"] = {{"low", interval->low}, {"high", *interval->high}};
    } else {
      entry["rate"] = nullptr;
      entry["reason"] = codes::kDenominatorZero;
    }
    list.push_back(std::move(entry));
  }
  Json flags = Json::array();
  if (stages.snapshot()) flags.push_back(codes::kSnapshotOnly);
  return Json{{"stages", std::move(list)}, {"flags", std::move(flags)}};
}

// The pipeline created between the dates, source by source: what became revenue, what is still
// open, and both at the age of the youngest deal, where alone sources may be compared.
Result<Json> PipelineSources(const Question& question) {
  const Input* input = DealsOf(question);
  if (input == nullptr) return Undefined(codes::kMissingInput);
  const table::Column* amount = input->file->FindRole("amount");
  if (amount == nullptr || amount->kind() != table::Kind::kNumber) return Undefined(codes::kMissingInput);
  const std::string by = question.query.dimensions.empty() ? "source_type" : question.query.dimensions[0];
  const Result<measure::Axis> axis = NeedAxis(*input->file, by, *question.catalog);
  if (!axis.ok()) return axis.error();
  Result<std::vector<uint32_t>> rows = DealsKept(question, *input);
  if (!rows.ok()) return rows.error();
  const std::vector<Deal>& deals = input->prepared->deals->deals();
  const Day through = ThroughOf(question, deals);
  // Deals of a later day were not there yet.
  rows->erase(std::remove_if(rows->begin(), rows->end(), [&](uint32_t row) { return deals[row].created > through; }), rows->end());
  if (rows->empty()) return Undefined(codes::kNoRows);
  Day youngest = 0;
  bool dated = true;
  for (const uint32_t row : *rows) {
    dated &= deals[row].created.has_value();
    youngest = std::max(youngest, deals[row].created.value_or(youngest));
  }
  const int age = through - youngest;
  struct Source {
    Rational created, won, open, won_young;
    int64_t deals = 0, unvalued = 0;
  };
  std::map<std::string, Source> sources;
  std::vector<uint32_t> codes(input->file->rows());
  axis->Read(0, codes.size(), codes.data());
  for (const uint32_t row : *rows) {
    Source& source = sources[axis->labels()[codes[row]]];
    const Deal& deal = deals[row];
    ++source.deals;
    if (amount->IsNull(row)) {
      ++source.unvalued;
      continue;
    }
    const Rational value = amount->exact() ? Rational::Of(Int128{amount->Units(row)}, amount->scale())
                                           : Rational::FromDouble(amount->Real(row));
    const bool open = deal.outcome == Outcome::kOpen || (deal.closed && *deal.closed > through);
    source.created = source.created + value;
    if (open) source.open = source.open + value;
    if (open || deal.outcome != Outcome::kWon) continue;
    source.won = source.won + value;
    if (deal.closed && deal.created && *deal.closed - *deal.created <= age) {
      source.won_young = source.won_young + value;
    }
  }
  Json out = Json::object();
  Json list = Json::array();
  for (const auto& [name, source] : sources) {
    Json entry = {{"source", name}, {"deals", source.deals}, {"created", source.created.ToDouble()},
                  {"won", source.won.ToDouble()}, {"open", source.open.ToDouble()},
                  {"without_amount", source.unvalued}};
    Json flags = Json::array();
    if (source.created.Sign() > 0) {
      out[name] = entry["rate"] = Ratio(source.won, source.created);
      out[name + "_open_share"] = entry["open_share"] = Ratio(source.open, source.created);
      if (dated) entry["equal_age_rate"] = Ratio(source.won_young, source.created);
      if (source.open.Sign() > 0) flags.push_back(codes::kImmatureCohort);
    } else {
      out[name] = Undefined(codes::kDenominatorZero);
    }
    entry["flags"] = std::move(flags);
    list.push_back(std::move(entry));
  }
  out["sources"] = std::move(list);
  if (dated) out["equal_age_days"] = age;
  return out;
}

// The pipeline's figures with their variants, side by side.
Result<Json> Pipeline(const Question& question) {
  if (DealsOf(question) == nullptr) return Undefined(codes::kMissingInput);
  Query query = question.query;
  query.by.clear();
  query.dimensions.clear();
  query.grain.reset();
  query.metrics.clear();
  const catalog::Catalog& catalog = *question.catalog;
  for (const char* id : {"closed_won_deals", "lost_deals", "win_rate", "win_rate_by_value", "win_rate_of_created",
                         "average_deal_size", "average_sales_cycle", "sales_velocity", "open_deals",
                         "open_pipeline", "pipeline_created", "pipeline_to_revenue_rate", "pipeline_open_share",
                         "marketing_sourced_pipeline_share", "pipeline_coverage", "needed_coverage"}) {
    query.metrics.push_back({id, catalog.FindMetric(id)});
  }
  const Result<ViewModel> report = Run(*question.workspace, query, catalog);
  if (!report.ok()) return report.error();
  Json out = Json::object();
  for (size_t i = 0; i < query.metrics.size(); ++i) {
    const formula::Value& value = report->total[i].value;
    out[query.metrics[i].name] = value.present() ? Json(value.ToDouble()) : Undefined(value.reason());
  }
  const Result<Durations> durations = DurationsOf(question);
  if (!durations.ok()) return durations.error();
  const std::optional<int> close = stats::TimeTo(stats::KaplanMeier(durations->watched));
  out["median_days_to_close"] = close ? Json(*close) : Undefined(codes::kNotReached);
  return out;
}

}  // namespace mittari::report
