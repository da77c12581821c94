#include "sql/sql.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include "base/codes.gen.h"
#include "base/refusal.h"
#include "base/utf8.h"
#include "report/extended.h"
#include "report/prepared.h"
#include "report/query.h"
#include "sql/compile.h"
#include "sql/writer.h"

namespace mittari::sql {
namespace {

Error Refused(std::string_view code, std::string name, std::string value) {
  return {std::string(code), {}, {{std::move(name), std::move(value)}}, {}};
}

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

// "exports/ads.2025.csv.gz" is the table ads.2025.
std::string TableName(std::string_view file) {
  file = file.substr(file.find_last_of("/\\") + 1);
  for (const std::string_view packed : {".gz", ".zip"}) {
    if (file.size() > packed.size() && Lower(std::string(file)).ends_with(packed)) file.remove_suffix(packed.size());
  }
  const size_t dot = file.rfind('.');
  if (dot != std::string_view::npos && dot > 0 && file.size() - dot <= 5) file = file.substr(0, dot);
  file = utf8::Trim(file);
  return file.empty() ? "data" : std::string(file);
}

std::vector<std::string> TableNames(const Scope& scope) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const report::Sheet& sheet : scope.book().sheets()) {
    std::string name = TableName(sheet.input->name);
    std::string tried = name;
    for (int n = 2; !taken.insert(Lower(tried)).second; ++n) tried = name + "_" + std::to_string(n);
    names.push_back(std::move(tried));
  }
  return names;
}

// Before the names of this query's own table expressions, so that none hides a table.
std::string PrefixFor(const std::vector<std::string>& tables) {
  std::string prefix;
  const auto clashes = [&](const std::string& table) {
    for (const char* own : {"read_", "named_", "folded_", "filed_", "parted_", "kept_", "parts", "grouped", "at_", "signs"}) {
      if (Lower(table).starts_with(prefix + own)) return true;
    }
    return false;
  };
  while (std::any_of(tables.begin(), tables.end(), clashes)) prefix += "m_";
  return prefix;
}

// A text within a comment: on its line, and in the order it is written.
std::string Said(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = utf8::Next(text, &at);
    const bool plain = c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0) && !(c >= 0x2028 && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069);
    utf8::Append(plain ? c : U' ', &out);
  }
  return out;
}

class Asking {
 public:
  Asking(const report::Book& book, const Dialect& dialect) : scope_(book, dialect), dialect_(dialect) {}

  Json Answer(const std::vector<report::Asked>& metrics, bool chosen) {
    std::vector<Shown> shown;
    std::set<std::string> headings;
    for (const std::string& name : scope_.query().by) headings.insert(Lower(dialect_.Heading(name)));
    std::vector<std::string> left_out;
    std::vector<std::pair<size_t, report::Plan>> plans;
    for (const report::Asked& asked : metrics) {
      report::Plan plan = report::PlanFor(scope_.book(), asked);
      Compiled compiled = Compile(&scope_, plan);
      if (compiled.refused) {
        if (chosen) return Refusal(Refused(codes::kSqlMetricRefused, "metric", asked.name));
        left_out.push_back(asked.name);
        continue;
      }
      std::string name = asked.name;
      for (int n = 2; !headings.insert(Lower(dialect_.Heading(name))).second; ++n) name = asked.name + "_" + std::to_string(n);
      shown.push_back({dialect_.Heading(name), std::move(compiled.text)});
      plans.emplace_back(shown.size() - 1, std::move(plan));
    }
    const std::vector<std::string> tables = TableNames(scope_);
    std::vector<SourceSql> sources;
    std::string notes;
    const std::string prefix = PrefixFor(tables);
    if (scope_.book().SeveralCurrencies()) {
      for (const auto& [at, plan] : plans) OneCurrency(plan, &shown[at]);
    }
    for (size_t s = 0; s < scope_.book().sheets().size(); ++s) {
      const report::Sheet& sheet = scope_.book().sheets()[s];
      if (!Scope::IsPlain(sheet)) {
        if (!sheet.input->repeats) notes += "-- Not read: " + Said(sheet.input->name) + ", whose rows are single deals, orders, answers or subscriptions.\n";
        continue;
      }
      if (!sheet.selected) {
        notes += "-- Not read: " + Said(sheet.input->name) + ", which " +
                 (sheet.input->replaced ? "another file replaces" : "lacks " + Said(sheet.lacks)) + ".\n";
        continue;
      }
      sources.emplace_back(scope_, s, static_cast<int>(sources.size()) + 1, tables[s], prefix);
      notes += Told(sources.back());
    }
    if (shown.empty() || sources.empty()) return Refusal({std::string(codes::kSqlNoMetric), {}, {}, {}});
    std::string text = Head(left_out) + notes + Writer(scope_, std::move(sources), prefix, money_).Write(shown);
    return {{"ok", true}, {"sql", std::move(text)}, {"left_out", left_out}};
  }

 private:
  // Currencies are never added across: the metric is NULL where its money is in several.
  void OneCurrency(const report::Plan& plan, Shown* metric) {
    std::vector<size_t> own;
    std::vector<std::string> all = plan.sums;
    all.insert(all.end(), plan.stocks.begin(), plan.stocks.end());
    for (const std::string& id : all) {
      const catalog::Measure* known = scope_.catalog().FindMeasure(id);
      if (known == nullptr || known->type != "currency" || scope_.SourcesOf(id).empty()) continue;
      scope_.Column(formula::Aggregate::kSum, id);
      const auto at = std::find(money_.begin(), money_.end(), id);
      own.push_back(static_cast<size_t>(at - money_.begin()));
      if (at == money_.end()) money_.push_back(id);
    }
    std::string mixed;
    for (size_t i = 0; i < own.size(); ++i) {
      for (size_t j = i; j < own.size(); ++j) {
        mixed += (mixed.empty() ? "g." : " OR g.") + Writer::CurrencyName(own[i], false) + " <> g." + Writer::CurrencyName(own[j], true);
        if (i != j) mixed += " OR g." + Writer::CurrencyName(own[j], false) + " <> g." + Writer::CurrencyName(own[i], true);
      }
    }
    if (!mixed.empty()) metric->text = "CASE WHEN " + mixed + " THEN NULL ELSE " + metric->text + " END";
  }

  std::string Head(const std::vector<std::string>& left_out) const {
    const report::Query& query = scope_.query();
    std::string out = "-- Written by Mittari for " + std::string(dialect_.Title()) + ". Columns are taken to be typed: dates as dates (the first day\n" +
                      "-- of a week or month), amounts as numbers. The last row is the total" +
                      (query.by.empty() ? ".\n" : "; its keys are NULL.\n");
    if (query.compare) out += "-- The comparison with another period is left out.\n";
    if (!left_out.empty()) {
      out += "-- Left out, as one query can't say them:";
      for (size_t i = 0; i < left_out.size(); ++i) out += (i == 0 ? " " : ", ") + Said(left_out[i]);
      out += ".\n";
    }
    return out;
  }

  // What the table must be for the numbers to be the same.
  std::string Told(const SourceSql& source) const {
    const report::Input& input = *source.sheet().input;
    std::string out = "-- " + Said(dialect_.Table(source.table())) + " is " + Said(input.name) + ".";
    if (source.Repaired(codes::kUnpivoted, "")) out += " It is read as the long table it stands for: a row for each period or channel.";
    if (source.Repaired(codes::kHeaderRenamed, "")) out += " Headers that were blank or stood twice have names of their own.";
    int64_t rows = 0;
    for (const Issue& issue : input.excluded) rows += issue.code == codes::kPreamble ? 0 : issue.count;
    if (rows > 0) out += " " + std::to_string(rows) + " of its lines are no data (totals, footers) and must not be in the table.";
    if (!source.sheet().has_by) out += " It lacks " + Said(source.sheet().lacks) + " and counts in the total only.";
    return out + "\n";
  }

  Scope scope_;
  const Dialect& dialect_;
  std::vector<std::string> money_;
};

}  // namespace

Json Query(const report::Workspace& workspace, const Json& given) {
  const Json* nested = Find(given, "query");
  const Json& args = nested != nullptr && nested->is_object() ? *nested : given;
  const std::string name = StringOr(given, "dialect", "");
  const std::optional<Dialect> dialect = Dialect::FromName(name);
  if (!dialect) return Refusal(BadArgument("dialect", Find(given, "dialect")));
  const auto extended = report::CatalogFor(workspace, args);
  if (!extended.ok()) return Refusal(extended.error());
  const catalog::Catalog& catalog = **extended;
  const Result<report::Query> query = report::ParseQuery(args, catalog);
  if (!query.ok()) return Refusal(query.error());
  const auto refuse = [](std::string option) { return Refusal(Refused(codes::kSqlOptionRefused, "option", std::move(option))); };
  if (query->leave_out) return refuse("blanks");
  if (query->params.find("lag_months") != query->params.end() && !query->params.find("lag_months")->second.IsZero()) return refuse("lag_months");
  if (query->calendar.months != nullptr && query->grain && *query->grain > period::Grain::kWeek) return refuse("calendar");
  // Channels that another file would lend stand in no table of a warehouse.
  report::Query day;
  day.today = query->today;
  const report::Ready ready(workspace, day);
  const std::vector<report::Asked> metrics = report::MetricsFor(ready.inputs(), *query, catalog);
  const Result<report::Book> book = report::Book::Open(
      ready.inputs(), *query, report::MeasuresFor(ready.inputs(), *query, metrics, catalog), catalog);
  if (!book.ok()) return Refusal(book.error());
  return Asking(*book, *dialect).Answer(metrics, !query->metrics.empty() && !BoolOr(given, "skip_refused", false));
}

}  // namespace mittari::sql
