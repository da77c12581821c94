#include "report/report.h"

#include "base/codes.gen.h"
#include "base/refusal.h"
#include "report/extended.h"
#include "report/passport.h"
#include "report/prepared.h"
#include "report/query.h"
#include "report/run.h"
#include "report/to_csv.h"
#include "report/to_json.h"

namespace mittari::report {
namespace {

// `packed` takes the groups' answers, where it is given.
std::string TextOf(const Workspace& workspace, const Json& args, PackedAnswers* packed) {
  const Result<std::shared_ptr<const catalog::Catalog>> extended = CatalogFor(workspace, args);
  if (!extended.ok()) return DumpJson(Refusal(extended.error()));
  const catalog::Catalog& catalog = **extended;
  const Result<Query> query = ParseQuery(args, catalog);
  if (!query.ok()) return DumpJson(Refusal(query.error()));
  const Ready ready(workspace, *query);
  const Result<ViewModel> report = Run(ready.inputs(), *query, catalog);
  if (!report.ok()) return DumpJson(Refusal(report.error()));
  const std::string format = StringOr(args, "format", "json");
  if (format == "csv") return DumpJson({{"ok", true}, {"text", ToCsv(*report)}});
  if (format == "table") return DumpJson({{"ok", true}, {"text", ToTable(*report)}});
  return ToText(*report, workspace, packed);
}

}  // namespace

std::string ReportText(const Workspace& workspace, const Json& args) {
  return TextOf(workspace, args, nullptr);
}

std::string ReportBytes(const Workspace& workspace, const Json& args) {
  PackedAnswers packed;
  const std::string text = TextOf(workspace, args, &packed);
  return packed.Bytes(text);
}

Json Report(const Workspace& workspace, const Json& args) {
  return ParseJson(ReportText(workspace, args));
}

Json Explain(const Workspace& workspace, const Json& args) {
  const Result<std::shared_ptr<const catalog::Catalog>> extended = CatalogFor(workspace, args);
  if (!extended.ok()) return Refusal(extended.error());
  const catalog::Catalog& catalog = **extended;
  Result<Query> query = ParseQuery(args, catalog);
  if (!query.ok()) return Refusal(query.error());
  const std::string name = StringOr(args, "metric", "");
  Asked asked{name, catalog.FindMetric(name)};
  if (asked.metric == nullptr) {
    asked.metric = catalog.Resolve(name);
    if (asked.metric == nullptr) {
      return Refusal({std::string(codes::kMetricUnknown), {}, {{"metric", name}}, {}});
    }
    asked.name = asked.metric->id;
  }
  const Result<Json> passport = Passport(Ready(workspace, *query).inputs(), query.value(), asked, catalog,
                                          BoolOr(args, "list_all", false));
  return passport.ok() ? *passport : Refusal(passport.error());
}

}  // namespace mittari::report
