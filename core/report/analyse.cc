#include "report/analyse.h"

#include <array>
#include <utility>

#include "base/codes.gen.h"
#include "report/prepared.h"

namespace mittari::report {
namespace {

struct Entry {
  std::string_view subject;
  Analysis run;
};
constexpr std::array<Entry, 9> kAnalyses = {{
    {"cohort_retention", &CohortRetention},
    {"mrr_movements", &MrrMovements},
    {"renewals", &RenewalList},
    {"ltv_bound", &LtvBound},
    {"survival", &Survival},
    {"competing_outcomes", &CompetingOutcomes},
    {"stage_conversion", &StageConversion},
    {"pipeline_sources", &PipelineSources},
    {"pipeline", &Pipeline},
}};

Json Refusal(const Error& error) { return {{"ok", false}, {"error", ToJson(error)}}; }

// The analysis's own words for a selection, unless the selection says it itself.
Json WithOptions(Json args, const Json& options) {
  const auto take = [&](std::string_view option, const char* name, int shift) {
    const Json* given = Find(options, option);
    if (given == nullptr || !given->is_string() || Find(args, name) != nullptr) return;
    const std::optional<Day> day = ParseIsoDate(given->get<std::string>());
    args[name] = day ? FormatIsoDate(*day + shift) : given->get<std::string>();
  };
  take("start", "from", 0);
  take("end_exclusive", "to", -1);
  take("data_through", "today", 0);
  take("as_of", "today", 0);
  if (const Json* by = Find(options, "group_by"); by != nullptr && Find(args, "by") == nullptr) args["by"] = *by;
  return args;
}

}  // namespace

Analysis FindAnalysis(std::string_view subject) {
  for (const Entry& entry : kAnalyses) {
    if (entry.subject == subject) return entry.run;
  }
  return nullptr;
}

Json Analyse(const Workspace& workspace, const Json& args) {
  const std::string subject = StringOr(args, "subject", "");
  const Analysis run = FindAnalysis(subject);
  if (run == nullptr) return Refusal({std::string(codes::kNotAvailable), {}, {{"subject", subject}}, {}});
  const Json* scalars = Find(args, "scalars");
  const Json* options = Find(args, "options");
  const Json own = options == nullptr ? Json::object() : *options;
  Result<Query> query = ParseQuery(WithOptions(args, own), catalog::Builtin());
  if (!query.ok()) return Refusal(query.error());
  const Ready ready(workspace);
  const Question question{&ready.inputs(), std::move(query).value(),
                          scalars == nullptr ? Json::object() : *scalars, own};
  Result<Json> result = run(question);
  if (!result.ok()) return Refusal(result.error());
  return {{"ok", true}, {"subject", subject}, {"result", std::move(result).value()}};
}

Json Undefined(std::string_view reason) { return {{"undefined", reason}}; }

Error BadInput(std::string_view name, const Json* given) {
  return {std::string(codes::kCallBadArgument),
          {},
          {{"argument", std::string(name)}, {"given", given == nullptr ? "" : DumpJson(*given)}},
          {}};
}

std::optional<std::vector<double>> NumbersAt(const Json& object, std::string_view key) {
  const Json* list = Find(object, key);
  if (list == nullptr || !list->is_array()) return std::nullopt;
  std::vector<double> out;
  for (const Json& entry : *list) {
    if (entry.is_boolean()) {
      out.push_back(entry.get<bool>() ? 1 : 0);
    } else if (entry.is_number()) {
      out.push_back(entry.get<double>());
    } else {
      return std::nullopt;
    }
  }
  return out;
}

}  // namespace mittari::report
