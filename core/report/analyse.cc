#include "report/analyse.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/codes.gen.h"
#include "report/extended.h"
#include "report/prepared.h"

namespace mittari::report {
namespace {

using Analysis = Result<Json> (*)(const Question&);

struct Entry {
  std::string_view subject;
  Analysis run;
};
constexpr Entry kAnalyses[] = {
    {"cohort_retention", &CohortRetention},
    {"mrr_movements", &MrrMovements},
    {"renewals", &RenewalList},
    {"ltv_bound", &LtvBound},
    {"survival", &Survival},
    {"competing_outcomes", &CompetingOutcomes},
    {"stage_conversion", &StageConversion},
    {"pipeline_sources", &PipelineSources},
    {"pipeline", &Pipeline},
    {"wilson", &WilsonInterval},
    {"poisson_cost", &PoissonCostInterval},
    {"mean_interval", &MeanInterval},
    {"nps_interval", &NpsInterval},
    {"ratio_bootstrap", &RatioBootstrap},
    {"two_proportions", &TwoProportions},
    {"two_costs", &TwoCosts},
    {"p_adjust", &PAdjust},
    {"relative_change", &RelativeChange},
    {"decomposition", &Decomposition},
    {"driver_chain", &DriverChain},
    {"target_probability", &TargetProbability},
    {"target_hit_rate", &TargetHitRate},
    {"target_ceiling", &TargetCeiling},
    {"smart_check", &SmartCheck},
    {"milestone", &Milestone},
    {"break_even", &BreakEven},
    {"reverse_funnel", &ReverseFunnel},
    {"review_cadence", &ReviewCadence},
    {"kpi_focus", &KpiFocus},
    {"budget_allocation", &BudgetAllocation},
    {"anomaly", &Anomaly},
    {"lead_lag", &LeadLag},
    {"ljung_box", &LjungBox},
    {"forecast", &ForecastSeries},
    {"forecast_error", &ForecastError},
    {"response_curve", &ResponseCurve},
    {"markov", &MarkovCredit},
    {"attribution", &Attribution},
    {"bg_nbd", &BgNbd},
    {"bg_nbd_inputs", &BgNbdInputs},
    {"gamma_gamma", &GammaGammaValue},
    {"self_reported", &SelfReported},
};

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

Json Analyse(const Workspace& workspace, const Json& args) {
  const std::string subject = StringOr(args, "subject", "");
  const auto found = std::find_if(std::begin(kAnalyses), std::end(kAnalyses), [&](const Entry& entry) { return entry.subject == subject; });
  if (found == std::end(kAnalyses)) return Refusal({std::string(codes::kNotAvailable), {}, {{"subject", subject}}, {}});
  const Json* scalars = Find(args, "scalars");
  const Json* options = Find(args, "options");
  const Json own = options == nullptr ? Json::object() : *options;
  const Result<std::shared_ptr<const catalog::Catalog>> extended = CatalogFor(workspace, args);
  if (!extended.ok()) return Refusal(extended.error());
  const catalog::Catalog& catalog = **extended;
  Result<Query> query = ParseQuery(WithOptions(args, own), catalog);
  if (!query.ok()) return Refusal(query.error());
  const Ready ready(workspace, *query);
  const Question question{&ready.inputs(), std::move(query).value(),
                          scalars == nullptr ? Json::object() : *scalars, own, &catalog};
  Result<Json> result = found->run(question);
  if (!result.ok()) return Refusal(result.error());
  return {{"ok", true}, {"subject", subject}, {"result", std::move(result).value()}};
}

Json Undefined(std::string_view reason) { return {{"undefined", reason}}; }

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
