#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "base/refusal.h"
#include "catalog/catalog.h"
#include "report/query.h"
#include "report/workspace.h"

namespace mittari::report {

// What an analysis is asked: the tables, the numbers typed beside them, its own
// options, and the selection of a report.
struct Question {
  const Workspace* workspace = nullptr;  // made ready, see prepared.h
  Query query;
  Json scalars = Json::object();
  // `start`, `end_exclusive` (a day later) and `data_through` or `as_of` are other words for the
  // selection's from, to and today, `group_by` for its by.
  Json options = Json::object();
  const catalog::Catalog* catalog = nullptr;  // with the aliases and formulas of the question
};

// {subject, scalars?, options?, …as report} -> {"ok":true,"subject","result":{…}}; the inputs of an
// analysis that needs no file are in scalars. Errors: not_available{subject} for a subject that is
// none, call.bad_argument for an input of the wrong kind, and those of a report.
Json Analyse(const Workspace& workspace, const Json& args);

// Each answers its result, {"undefined": reason} among it where there is none.
//
// Of subscriptions.
Result<Json> CohortRetention(const Question& question);
Result<Json> MrrMovements(const Question& question);
Result<Json> RenewalList(const Question& question);
Result<Json> LtvBound(const Question& question);
// Of deals.
Result<Json> Survival(const Question& question);
Result<Json> CompetingOutcomes(const Question& question);
Result<Json> StageConversion(const Question& question);
Result<Json> PipelineSources(const Question& question);
Result<Json> Pipeline(const Question& question);

// Of a spread-out number: intervals, comparisons, corrections (analyse_intervals.cc).
Result<Json> WilsonInterval(const Question& question);
Result<Json> PoissonCostInterval(const Question& question);
Result<Json> MeanInterval(const Question& question);
Result<Json> NpsInterval(const Question& question);
Result<Json> RatioBootstrap(const Question& question);
Result<Json> TwoProportions(const Question& question);
Result<Json> TwoCosts(const Question& question);
Result<Json> PAdjust(const Question& question);
Result<Json> RelativeChange(const Question& question);
// Of a change (analyse_change.cc).
Result<Json> Decomposition(const Question& question);
Result<Json> DriverChain(const Question& question);
// Of targets and plans (analyse_target.cc, analyse_plan.cc).
Result<Json> TargetProbability(const Question& question);
Result<Json> TargetHitRate(const Question& question);
Result<Json> TargetCeiling(const Question& question);
Result<Json> SmartCheck(const Question& question);
Result<Json> Milestone(const Question& question);
Result<Json> BreakEven(const Question& question);
Result<Json> ReverseFunnel(const Question& question);
Result<Json> ReviewCadence(const Question& question);
Result<Json> KpiFocus(const Question& question);
Result<Json> BudgetAllocation(const Question& question);
// Of a series (analyse_series.cc, analyse_forecast.cc).
Result<Json> Anomaly(const Question& question);
Result<Json> LeadLag(const Question& question);
Result<Json> LjungBox(const Question& question);
Result<Json> ForecastSeries(const Question& question);
Result<Json> ForecastError(const Question& question);
Result<Json> ResponseCurve(const Question& question);
// Of ways to a conversion, and of buyers (analyse_paths.cc, analyse_buyers.cc).
Result<Json> MarkovCredit(const Question& question);
Result<Json> Attribution(const Question& question);
Result<Json> BgNbd(const Question& question);
Result<Json> BgNbdInputs(const Question& question);
Result<Json> GammaGammaValue(const Question& question);
// Of what people say brought them, beside what was tracked (analyse_sources.cc).
Result<Json> SelfReported(const Question& question);

// {"undefined": reason}.
Json Undefined(std::string_view reason);
// The numbers of a list; nothing where it is none, or one of them no number.
std::optional<std::vector<double>> NumbersAt(const Json& object, std::string_view key);

}  // namespace mittari::report
