#include "report/passport.h"

#include <algorithm>
#include <cstdint>
#include <map>

#include "base/codes.gen.h"
#include "report/answer.h"
#include "report/behind.h"
#include "report/lag.h"
#include "report/run.h"
#include "report/to_json.h"

namespace mittari::report {
namespace {

using formula::Op;
using formula::Term;

// The key is asked for as grouping: the book then has it.
void GroupByKey(Query* query) {
  query->by.clear();
  query->dimensions.clear();
  query->grain.reset();
  for (const auto& [name, value] : query->key) {
    query->by.push_back(name);
    if (const auto grain = period::GrainFromName(name)) {
      query->grain = grain;
    } else {
      query->dimensions.push_back(name);
    }
  }
}

// Exact, with as many decimals as the columns have: "800.50".
std::string TextOf(const Book& book, const Term& term, const formula::Value& value) {
  std::string text = value.number().ToText();
  if (!value.exact() || text.find_first_of("eE/") != std::string::npos) return text;
  size_t scale = 0;
  for (const Sheet& sheet : book.sheets()) {
    const table::Column* column = sheet.input->table->FindRole(term.id);
    if (term.kind != Op::kMeasure || column == nullptr || !column->exact()) continue;
    scale = std::max(scale, static_cast<size_t>(column->scale()));
  }
  const size_t point = text.find('.');
  const size_t decimals = point == std::string::npos ? 0 : text.size() - point - 1;
  if (decimals >= scale) return text;
  return text + (decimals == 0 ? "." : "") + std::string(scale - decimals, '0');
}

Json PartJson(const Book& book, const View& view, const Term& term, const formula::Value& value) {
  Json part = Json::object();
  part["term"] = formula::TermText(term);
  if (term.kind == Op::kParam) part["parameter"] = term.id;
  if (term.kind == Op::kMeasure) part["measure"] = term.id;
  if (value.present()) {
    part["value"] = value.ToDouble();
    part["text"] = TextOf(book, term, value);
    part["exact"] = value.exact();
  } else {
    part["value"] = nullptr;
    part["reason"] = value.reason();
  }
  if (term.kind != Op::kMeasure) return part;
  if (term.aggregate == formula::Aggregate::kSum && !term.prior) {
    const measure::Final& sum = view.Sum(term.id);
    part["rows"] = sum.filled;
    part["blank"] = sum.blank();
  }
  part["sources"] = Json::array();
  for (size_t s = 0; s < book.sheets().size(); ++s) {
    const Sheet& sheet = book.sheets()[s];
    if (sheet.recurring && sheet.recurring->Has(term.id)) {
      const table::Column* own = sheet.input->table->FindRole("mrr");
      if (own == nullptr) own = sheet.input->table->FindRole("plan_amount");
      part["sources"].push_back({{"name", sheet.input->name}, {"column", own == nullptr ? Json() : Json(own->name())}});
      continue;
    }
    if (sheet.buying && sheet.buying->Has(term.id)) {
      const bool orders = term.id == "single_orders" || term.id == "bought_orders" || term.id == "carts_created";
      const table::Column* own = sheet.input->table->FindRole(orders ? "order_id" : "customer_id");
      part["sources"].push_back({{"name", sheet.input->name}, {"column", own == nullptr ? Json() : Json(own->name())}});
      continue;
    }
    if (sheet.cells.SlotOf(term.id) < 0) continue;
    const table::Column* column = sheet.input->table->FindRole(term.id);
    if (column == nullptr) {  // a part of another measure
      const catalog::Measure* known = book.catalog().FindMeasure(term.id);
      for (const catalog::Derivation& rule : known->derive) {
        if (!rule.source.empty()) column = sheet.input->table->FindRole(rule.source);
      }
    }
    part["sources"].push_back(
        {{"name", sheet.input->name},
         {"column", column != nullptr ? Json(column->name()) : Json(nullptr)}});
  }
  return part;
}

Json RowsJson(const Book& book, const View& view) {
  int64_t read = 0;
  int64_t used = 0;
  int64_t selected = 0;
  Json excluded = Json::array();
  for (size_t s = 0; s < book.sheets().size(); ++s) {
    const Sheet& sheet = book.sheets()[s];
    read += sheet.input->rows_read;
    const bool made = sheet.input->file != nullptr && !sheet.recurring;
    if (!sheet.input->repeats) {
      used += static_cast<int64_t>((made ? sheet.input->file : sheet.input->table)->rows());
    }
    if (sheet.recurring) selected += sheet.recurring->Rows(view.selection());
    // Of what is made of one file, the tables that the metric reads.
    bool read_here = !made;
    for (size_t m = 0; m < book.measures(); ++m) {
      read_here |= book.SlotAt(s, static_cast<int>(m)) >= 0 || (sheet.buying && sheet.buying->Has(book.IdOf(static_cast<int>(m))));
    }
    if (!read_here) continue;
    for (const uint32_t cell : view.slice().CellsOf(s)) selected += sheet.cells.Rows(cell);
    for (const Issue& issue : sheet.input->excluded) {
      Json entry = ToJson(issue);
      entry["source"] = sheet.input->name;
      excluded.push_back(std::move(entry));
    }
  }
  return {{"read", read}, {"used", used}, {"selected", selected}, {"excluded", excluded}};
}

}  // namespace

Result<Json> Passport(const Workspace& workspace, Query query, const Asked& asked,
                      const catalog::Catalog& catalog, bool list_all) {
  GroupByKey(&query);
  query.metrics = {asked};
  Result<Book> opened =
      Book::Open(workspace, query, MeasuresFor(workspace, query, query.metrics, catalog), catalog);
  if (!opened.ok()) return opened.error();
  const Book& book = *opened;
  const Plan plan = PlanFor(book, asked);

  Selection selection = book.Whole();
  std::optional<period::Bucket> bucket;
  std::vector<std::string> texts;
  for (const auto& [name, value] : query.key) {
    if (!period::GrainFromName(name)) {
      texts.push_back(value);
      continue;
    }
    if (value.empty()) {
      selection.time = Selection::Time::kUndated;
      continue;
    }
    bucket = period::BucketFromKey(value, *query.grain, query.calendar);
    if (!bucket) {
      return Error{
          std::string(codes::kQueryBadDate), {}, {{"argument", name}, {"given", value}}, {}};
    }
    const period::Window span = period::SpanOf(*bucket, *query.grain, query.calendar);
    selection.window = selection.time == Selection::Time::kWindow
                           ? period::Intersect(selection.window, span)
                           : span;
    selection.time = Selection::Time::kWindow;
  }
  bool found = true;
  selection.group = !query.key.empty();
  if (!query.dimensions.empty()) {
    selection.key = book.FindKey(texts);
    found = selection.key >= 0;
  }
  const std::optional<period::Window> span = book.Span();
  const Day through = period::Through(plan.through.value_or(span ? span->to - 1 : 0), query.today);
  std::optional<Selection> prior;
  Json compare;
  if (span && (plan.has_prior || query.compare)) {
    const period::Against against = query.compare.value_or(period::Against::kYearAgo);
    const period::Comparison windows = WindowsFor(query, against, bucket, *span, through);
    prior = selection.At(windows.base);
    compare = {{"against", against == period::Against::kPrevious ? "previous" : "year"},
               {"current", ToJson(windows.current)},
               {"base", ToJson(windows.base)},
               {"length_mismatch", windows.length_mismatch}};
  }
  Slices slices(book);
  Answer answer;
  if (found)
    answer = AnswerOf(book, &slices, plan, selection, plan.has_prior ? prior : std::nullopt,
                      {query.leave_out, true, true});
  const std::optional<period::Window> unit = UnitAsked(query, bucket, through);
  const bool cut = bucket && (selection.window.from > unit->from || selection.window.to < unit->to);
  if (unit && plan.through && (cut || !period::IsComplete(*unit, through)) &&
      answer.value.reason() != codes::kNoRows) {
    answer.flags.emplace_back(codes::kPartialPeriod);
  }
  const catalog::Evaluated evaluated = answer.evaluated ? *answer.evaluated : catalog::Evaluated{};
  std::shared_ptr<const Slice> slice = slices.Of(selection);
  if (!found) {
    slice = std::make_shared<const Slice>(
        book, selection, std::vector<std::vector<uint32_t>>(book.sheets().size()));
  }
  if (query.leave_out && answer.coverage) {
    slice = std::make_shared<const Slice>(
        book, selection,
        CompleteCells(book, selection, plan.sums, asked.metric->per_segment).cells);
  }
  std::optional<Lagged> lagged;
  if (plan.lag > 0 && found && LagFits(query)) {
    lagged = LaggedFor(book, plan.costs, plan.outcomes, selection, plan.lag);
  }
  if (lagged) slice = slices.Of(lagged->outcome);
  const View view(book, slice, prior ? slices.Of(*prior) : nullptr);
  const View earlier(book, lagged ? slices.Of(lagged->cost) : slice, nullptr);

  Json out = {{"ok", true}, {"metric", asked.name}};
  const Json value = ToJson(answer);
  for (const auto& [name, part] : value.items()) {
    if (name != "flags" && name != "coverage") out[name] = part;
  }
  out["unit"] = asked.metric->unit;
  std::vector<std::string> money = plan.sums;
  money.insert(money.end(), plan.stocks.begin(), plan.stocks.end());
  const std::set<std::string> currencies = book.CurrenciesOf(money, selection);
  out["currency"] = currencies.size() == 1 ? Json(*currencies.begin()) : Json(nullptr);
  out["direction"] = asked.metric->direction;
  out["formula"] = evaluated.formula.empty() ? asked.metric->text : evaluated.formula;
  out["formula_values"] = evaluated.formula_values;
  out["steps"] = Json::array();
  for (const std::string& step : evaluated.steps) out["steps"].push_back(step);
  out["parts"] = Json::array();
  for (const auto& [term, part] : evaluated.used) {
    const bool cost =
        std::find(plan.costs.begin(), plan.costs.end(), term.id) != plan.costs.end();
    out["parts"].push_back(PartJson(book, cost ? earlier : view, term, part));
  }
  out["rows"] = RowsJson(book, view);
  if (Json list = found ? ListBehind(book, plan, selection, list_all ? SIZE_MAX : kMostListed) : Json(); !list.is_null()) {
    out["list"] = std::move(list);
  }
  period::Window window = span.value_or(period::Window{});
  if (bucket && span) window = period::Intersect(*span, *unit);
  out["period"] = ToJson(window);
  Json where = Json::object();
  for (const auto& [name, values] : query.where) where[name] = values;
  Json key = Json::object();
  for (const auto& [name, text] : query.key) key[name] = text;
  out["selection"] = {{"where", where}, {"key", key}};
  out["flags"] = value["flags"];
  out["proxies"] = Json::array();
  for (const auto& [measure, stands_in] : evaluated.proxies) {
    out["proxies"].push_back({{"measure", measure}, {"stands_in", stands_in}});
  }
  out["preferred"] = Json::array();
  for (const auto& [metric, better] : evaluated.preferred) {
    out["preferred"].push_back({{"metric", metric}, {"used", better}});
  }
  out["blanks"] = query.leave_out ? "leave_out" : "skip";
  if (answer.coverage) {
    out["coverage"] = {{"used", answer.coverage->used}, {"selected", answer.coverage->selected}};
    const std::optional<Selection> back = plan.has_prior ? prior : std::nullopt;
    const Answer other = AnswerOf(book, &slices, plan, selection, back, {!query.leave_out, false, false});
    Json alternative = ToJson(other.value);
    if (!query.leave_out) {
      alternative["coverage"] =
          static_cast<double>(answer.coverage->used) /
          static_cast<double>(std::max<int64_t>(1, answer.coverage->selected));
    }
    out[query.leave_out ? "skip" : "leave_out"] = std::move(alternative);
  }
  out["parameters"] = Json::object();
  for (const auto& [name, number] : query.params) {
    if (std::find(plan.params.begin(), plan.params.end(), name) != plan.params.end()) {
      out["parameters"][name] = number.ToDouble();
    }
  }
  if (lagged) {
    out["lag"] = {{"months", plan.lag},
                  {"measures", plan.costs},
                  {"costs", ToJson(lagged->cost.window)},
                  {"outcomes", ToJson(lagged->outcome.window)}};
  }
  if (!catalog.aliases.empty()) {
    out["aliases"] = Json::object();
    for (const auto& [alias, name] : catalog.aliases) out["aliases"][alias] = name;
  }
  if (asked.metric->own) out["name"] = asked.metric->names.In("en");
  if (!compare.is_null()) out["compare"] = std::move(compare);
  return out;
}

}  // namespace mittari::report
