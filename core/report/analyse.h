#pragma once

#include <string_view>

#include "base/error.h"
#include "base/json.h"
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
  Json options = Json::object();

  // options.start, options.end_exclusive and options.data_through are other
  // words for from, to and today.
};

// An analysis: its result, {"undefined": reason} among it where there is none.
using Analysis = Result<Json> (*)(const Question&);

// {subject, scalars?, options?, …as report} -> {"ok":true,"subject","result":{…}}; the inputs of an
// analysis that needs no file are in scalars. Errors: not_available{subject} for a subject that is
// none, call.bad_argument for an input of the wrong kind, and those of a report.
Json Analyse(const Workspace& workspace, const Json& args);

// nullptr where there is no such analysis.
Analysis FindAnalysis(std::string_view subject);

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

// {"undefined": reason}.
Json Undefined(std::string_view reason);
Error BadInput(std::string_view name, const Json* given);
// The numbers of a list; nothing where it is none, or one of them no number.
std::optional<std::vector<double>> NumbersAt(const Json& object, std::string_view key);

}  // namespace mittari::report
