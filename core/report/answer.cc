#include "report/answer.h"

#include <algorithm>

#include "base/codes.gen.h"
#include "report/lag.h"

namespace mittari::report {
namespace {

using formula::Aggregate;
using formula::Op;
using formula::Term;
using formula::Value;

catalog::Columns ColumnsOf(const Workspace& workspace, const Query& query,
                           const catalog::Catalog& catalog) {
  catalog::Columns columns;
  columns.has_measure = [&](std::string_view id) {
    return std::any_of(workspace.begin(), workspace.end(), [&](const Input& input) {
      return HasMeasure(input, std::string(id), catalog);
    });
  };
  columns.has_parameter = [&](std::string_view id) {
    return query.params.find(id) != query.params.end();
  };
  columns.has_dimension = [&](std::string_view id) {
    return std::any_of(workspace.begin(), workspace.end(), [&](const Input& input) {
      return input.table->FindRole(id) != nullptr || input.table->Constant(id) != nullptr;
    });
  };
  columns.has_metric = [has = columns.has_measure](std::string_view id) {
    const TrailingRate* rate = TrailingRateOf(id);
    if (rate == nullptr) return false;
    const std::vector<std::string> made_of = MeasuresOf(*rate);
    return std::all_of(made_of.begin(), made_of.end(), has);
  };
  return columns;
}

// Whether the metric's formula, or one inside it, reads the metric `id`.
bool Reads(const catalog::Catalog& catalog, const catalog::Metric& metric, std::string_view id) {
  for (const Term& term : formula::TermsOf(metric.formula)) {
    if (term.kind != Op::kMetric) continue;
    if (term.id == id) return true;
    const catalog::Metric* inner = catalog.FindMetric(term.id);
    if (inner != nullptr && Reads(catalog, *inner, id)) return true;
  }
  return metric.id == id;
}

void AddFlag(std::vector<std::string>* flags, std::string_view flag) {
  if (std::find(flags->begin(), flags->end(), flag) == flags->end()) flags->emplace_back(flag);
}

void AddOnce(std::vector<std::string>* list, const std::string& id) {
  if (std::find(list->begin(), list->end(), id) == list->end()) list->push_back(id);
}

// Whole months that the selection touches; 1 where it has no dates.
int MonthsIn(const Book& book, const Selection& selection) {
  std::optional<period::Window> window;
  if (selection.time == Selection::Time::kWindow) window = selection.window;
  if (selection.time == Selection::Time::kAll) window = book.Span();
  if (const auto span = book.Span(); window && span) window = period::Intersect(*window, *span);
  if (!window || window->empty()) return 1;
  return period::BucketOf(window->to - 1, period::Grain::kMonth) -
         period::BucketOf(window->from, period::Grain::kMonth) + 1;
}

void PlanLag(const Book& book, Plan* plan) {
  const int lag = LagOf(book.query());
  const std::vector<std::string> earlier =
      lag > 0 ? LaggedIn(book.catalog(), *plan->asked.metric) : std::vector<std::string>();
  for (const std::string& id : plan->sums) {
    const bool cost = std::find(earlier.begin(), earlier.end(), id) != earlier.end();
    (cost ? plan->costs : plan->outcomes).push_back(id);
  }
  plan->outcomes.insert(plan->outcomes.end(), plan->stocks.begin(), plan->stocks.end());
  if (plan->costs.empty() || plan->outcomes.empty()) return;
  plan->lag = lag;
  AddOnce(&plan->params, "lag_months");
  plan->interval = IntervalPlan{};  // costs and customers no longer share their days
  plan->through.reset();
  for (const std::string& id : plan->outcomes) {
    const std::optional<Day> through = book.ThroughOf(id);
    if (through) plan->through = plan->through ? std::min(*plan->through, *through) : *through;
  }
}

// Where this measure of the plan is added up.
const Slice& SliceOf(const Plan& plan, size_t i, const Slice& slice, const Slice* costs) {
  if (costs == nullptr) return slice;
  const auto& earlier = plan.costs;
  const bool cost = std::find(earlier.begin(), earlier.end(), plan.sums[i]) != earlier.end();
  return cost ? *costs : slice;
}

bool Incomplete(const Plan& plan, const Slice& slice, const Slice* costs) {
  for (size_t i = 0; i < plan.indexes.size(); ++i) {
    const int index = plan.indexes[i];
    if (index >= 0 && SliceOf(plan, i, slice, costs).Sum(index).blank() > 0) return true;
  }
  return false;
}

// Of the rows of each source that has one of the measures, those with the one that is blank most
// often. Counted in rows, so that it says the same however the rows are grouped.
Coverage RowsCovered(const Book& book, const Slice& slice, const std::vector<int>& indexes) {
  Coverage out;
  for (size_t s = 0; s < book.sheets().size(); ++s) {
    const measure::Cells& cells = book.sheets()[s].cells;
    int64_t rows = 0;
    for (const uint32_t cell : slice.CellsOf(s)) rows += cells.Rows(cell);
    int64_t least = rows;
    bool any = false;
    for (const int index : indexes) {
      const int slot = index < 0 ? -1 : book.SlotAt(s, index);
      if (slot < 0) continue;
      any = true;
      const measure::Final sum = rows == 0 ? measure::Final() : cells.Sum(slot, slice.CellsOf(s));
      least = std::min(least, rows - sum.blank());
    }
    if (!any) continue;
    out.selected += rows;
    out.used += least;
  }
  return out;
}

// Whether a source's dates stand further apart than the periods asked for.
bool Coarser(const Book& book, const Plan& plan, const Selection& selection) {
  const std::optional<period::Grain>& grain = book.query().grain;
  if (!grain || !selection.group || selection.time != Selection::Time::kWindow) return false;
  for (size_t s = 0; s < book.sheets().size(); ++s) {
    if (!book.sheets()[s].has_by || book.sheets()[s].native <= *grain) continue;
    for (const int index : plan.indexes) {
      if (index >= 0 && book.SlotAt(s, index) >= 0) return true;
    }
  }
  return false;
}

void FlagData(const Book& book, const Plan& plan, const Slice& slice, const Slice* costs,
              Answer* answer) {
  for (size_t i = 0; i < plan.sums.size(); ++i) {
    if (plan.indexes[i] < 0) continue;
    const std::string& id = plan.sums[i];
    const measure::Final& sum = SliceOf(plan, i, slice, costs).Sum(plan.indexes[i]);
    const catalog::Measure* known = book.Known(plan.indexes[i]);
    if (known == nullptr) continue;
    if (known->additivity == catalog::Additivity::kUnique && sum.filled > 1) {
      AddFlag(&answer->flags, codes::kLowerBoundReachNotAdditive);
    }
    if (sum.negative == 0 || known->absolute) continue;
    if (id == "spend") AddFlag(&answer->flags, codes::kNegativeSpendRows);
    if (known->type == "currency" && id.find("revenue") != std::string::npos) {
      AddFlag(&answer->flags, codes::kNegativeRevenueRows);
    }
  }
  for (size_t s = 0; s < book.sheets().size(); ++s) {
    if (!book.sheets()[s].input->snapshot) continue;
    const bool read = std::any_of(plan.indexes.begin(), plan.indexes.end(),
                                  [&](int index) { return index >= 0 && book.SlotAt(s, index) >= 0; });
    if (read) AddFlag(&answer->flags, codes::kSnapshotOnly);
  }
  const bool recurring = ByEvents(book.query()) && std::any_of(book.sheets().begin(), book.sheets().end(), [&](const Sheet& sheet) {
    return sheet.recurring && std::any_of(plan.sums.begin(), plan.sums.end(), [&](const std::string& id) { return sheet.recurring->Has(id); });
  });
  if (recurring) AddFlag(&answer->flags, codes::kEventLevel);
  if (Coarser(book, plan, slice.selection())) AddFlag(&answer->flags, codes::kCoarserThanBucket);
  if (plan.lent) AddFlag(&answer->flags, codes::kChannelByCustomer);
  if (plan.ambiguous) AddFlag(&answer->flags, codes::kAmbiguousHeader);
}

}  // namespace

bool IsChannel(std::string_view dimension) {
  return dimension == "channel" || dimension == "channel_group" || dimension == "campaign" ||
         dimension == "ad_group";
}

catalog::EvaluateOptions OptionsOf(const Query& query) {
  catalog::EvaluateOptions options;
  options.proxies = query.proxies;
  return options;
}

std::vector<Asked> MetricsFor(const Workspace& workspace, const Query& query,
                              const catalog::Catalog& catalog) {
  if (!query.metrics.empty()) return query.metrics;
  const catalog::Columns columns = ColumnsOf(workspace, query, catalog);
  const catalog::EvaluateOptions options = OptionsOf(query);
  std::vector<Asked> out;
  std::vector<std::string> shown;
  for (const catalog::Metric& metric : catalog.metrics) {
    if (metric.helper || !catalog::Allows(catalog, metric, columns, options)) continue;
    out.push_back({metric.id, &metric});
    const std::vector<Term> terms = formula::TermsOf(metric.formula);
    if (terms.size() == 1 && metric.formula.node(metric.formula.root()).op == Op::kMeasure) {
      shown.push_back(terms[0].id);
    }
  }
  for (const catalog::Measure& measure : catalog.measures) {
    if (std::find(shown.begin(), shown.end(), measure.id) != shown.end()) continue;
    if (measure.helper) continue;
    const bool column = std::any_of(workspace.begin(), workspace.end(), [&](const Input& input) {
      if (input.spans != nullptr) return HasMeasure(input, measure.id, catalog);
      const table::Column* found = input.table->FindRole(measure.id);
      if (found != nullptr && found->role().measure) return true;
      // What an engine counts, under its own name or as the helper that the measure is derived from.
      if (input.orders == nullptr) return false;
      if (engines::Buyers::Has(*input.orders, measure.id)) return true;
      return std::any_of(measure.derive.begin(), measure.derive.end(), [&](const catalog::Derivation& rule) {
        if (rule.formula.empty()) return false;
        const std::vector<Term> terms = formula::TermsOf(rule.formula);
        return terms.size() == 1 && input.table->FindRole(terms[0].id) != nullptr;
      });
    });
    const catalog::Metric* metric = catalog.FindMetric("measure:" + measure.id);
    if (!column || metric == nullptr) continue;
    out.push_back(
        {catalog.FindMetric(measure.id) == metric ? measure.id : "measure:" + measure.id, metric});
  }
  return out;
}

std::set<std::string> MeasuresFor(const Workspace& workspace, const Query& query,
                                  const std::vector<Asked>& metrics,
                                  const catalog::Catalog& catalog) {
  const catalog::Columns columns = ColumnsOf(workspace, query, catalog);
  std::set<std::string> out;
  for (const Asked& asked : metrics) {
    for (const Term& term : catalog::Needs(catalog, *asked.metric, columns, OptionsOf(query))) {
      if (term.kind == Op::kMeasure) out.insert(term.id);
    }
    for (const catalog::Bound& bound : asked.metric->bounds) {
      const catalog::Metric* other = catalog.FindMetric(bound.of);
      if (other == nullptr) continue;
      for (const Term& term : formula::TermsOf(other->formula)) {
        if (term.kind == Op::kMeasure && columns.has_measure(term.id)) out.insert(term.id);
      }
    }
    for (const TrailingRate& rate : kTrailingRates) {
      if (!Reads(catalog, *asked.metric, rate.metric)) continue;
      for (std::string& id : MeasuresOf(rate)) out.insert(std::move(id));
    }
  }
  return out;
}

Plan PlanFor(const Book& book, const Asked& asked) {
  const Query& query = book.query();
  const catalog::EvaluateOptions options = OptionsOf(query);
  Plan plan;
  plan.asked = asked;
  catalog::Columns columns;
  columns.has_measure = [&](std::string_view id) { return book.Has(id); };
  columns.has_parameter = [&](std::string_view id) {
    return query.params.find(id) != query.params.end();
  };
  columns.has_dimension = [&](std::string_view id) { return book.HasDimension(id); };
  columns.has_metric = [&](std::string_view id) { return book.HasMetric(id); };
  bool flows_only = true;
  for (const Term& term : catalog::Needs(book.catalog(), *asked.metric, columns, options)) {
    if (term.kind == Op::kParam) AddOnce(&plan.params, term.id);
    if (term.kind != Op::kMeasure) continue;
    plan.has_prior |= term.prior;
    if (!book.Has(term.id)) continue;
    AddOnce(term.aggregate == Aggregate::kSum ? &plan.sums : &plan.stocks, term.id);
    const catalog::Measure* known = book.catalog().FindMeasure(term.id);
    flows_only &= term.aggregate == Aggregate::kSum && !term.prior && known != nullptr &&
                  known->additivity == catalog::Additivity::kFlow;
    if (const std::optional<Day> through = book.ThroughOf(term.id)) {
      plan.through = plan.through ? std::min(*plan.through, *through) : *through;
    }
    for (const Sheet& sheet : book.sheets()) {
      const auto& names = sheet.input->ambiguous;
      plan.ambiguous |= std::find(names.begin(), names.end(), term.id) != names.end();
    }
  }
  const std::string& unit = asked.metric->unit;
  plan.flow = flows_only && (unit == "currency" || unit == "count") &&
              LinearIn(book, *asked.metric, asked.metric->formula, options).has_value();
  plan.interval = PlanInterval(book, *asked.metric, options);
  for (const std::string& id : plan.sums) plan.indexes.push_back(book.IndexOf(id));
  for (const auto* ids : {&plan.sums, &plan.stocks}) {
    for (const std::string& id : *ids) plan.lent |= book.Lent(id);
  }
  PlanLag(book, &plan);
  if (plan.lag == 0) plan.plain = PlainFormula::Of(book, *asked.metric);
  if (asked.metric->company) {
    for (const std::string& name : query.dimensions) plan.refused |= IsChannel(name);
    for (const auto& [name, values] : query.where) plan.elsewhere |= IsChannel(name);
  }
  return plan;
}

Answer AnswerOf(const Book& book, Slices* slices, const Plan& plan, const Selection& selection,
                const std::optional<Selection>& prior, const Ask& ask) {
  const catalog::Metric& metric = *plan.asked.metric;
  Answer answer;
  if (plan.elsewhere || (plan.refused && selection.key >= 0)) {
    answer.value = Value::Absent(codes::kNotApplicable);
    return answer;
  }
  std::shared_ptr<const Slice> slice = slices->Of(selection);
  if (!slice->AnyRows()) return answer;  // no_rows

  if (selection.currency.empty() && book.SeveralCurrencies()) {
    std::vector<std::string> money = plan.sums;
    money.insert(money.end(), plan.stocks.begin(), plan.stocks.end());
    const std::set<std::string> currencies = book.CurrenciesOf(money, selection);
    if (currencies.size() > 1) {
      answer.value = Value::Absent(codes::kCurrencyMixed);
      for (const std::string& currency : currencies) {
        Selection part = selection;
        part.currency = currency;
        std::optional<Selection> part_prior = prior;
        if (part_prior) part_prior->currency = currency;
        Ask plain = ask;
        plain.interval = plain.trace = false;
        answer.by_currency.emplace_back(currency,
                                        AnswerOf(book, slices, plan, part, part_prior, plain).value);
      }
      return answer;
    }
  }

  std::shared_ptr<const Slice> costs;
  if (plan.lag > 0) {
    const std::optional<Lagged> lagged =
        LaggedFor(book, plan.costs, plan.outcomes, selection, plan.lag);
    if (!lagged || !LagFits(book.query())) {
      answer.value = lagged ? Value::Absent(codes::kNotApplicable)
                            : Value::Absent(codes::kMissingInput, plan.costs.front());
      return answer;
    }
    slice = slices->Of(lagged->outcome);
    costs = slices->Of(lagged->cost);
  }
  const bool incomplete = Incomplete(plan, *slice, costs.get());
  bool coarsened = false;
  // Costs of one month and customers of another share no cell: a lagged ratio has one reading.
  if (incomplete && costs == nullptr) {
    Complete complete = CompleteCells(book, selection, plan.sums, metric.per_segment);
    answer.coverage = RowsCovered(book, *slice, plan.indexes);
    if (ask.leave_out) {
      coarsened = complete.coarsened;
      if (complete.used == 0) {
        answer.value = Value::Absent(codes::kMissingInput, plan.sums.front());
        for (const std::string& id : plan.sums) {
          if (slice->Sum(book.IndexOf(id)).missing()) {
            answer.value = Value::Absent(codes::kMissingInput, id);
            break;
          }
        }
        AddFlag(&answer.flags, codes::kIncompleteInputs);
        return answer;
      }
      slice = std::make_shared<const Slice>(book, selection, std::move(complete.cells));
    }
  }
  if (ask.trace || !plan.plain || !plan.plain->Evaluate(*slice, &answer.value, &answer.flags)) {
    catalog::EvaluateOptions options = OptionsOf(book.query());
    options.trace = ask.trace;
    options.months = MonthsIn(book, selection);
    const View view(book, slice, prior ? slices->Of(*prior) : nullptr, costs);
    catalog::Evaluated evaluated = catalog::Evaluate(book.catalog(), metric, view, options);
    answer.value = evaluated.value;
    answer.flags = evaluated.flags;
    if (ask.trace) answer.evaluated = std::make_shared<const catalog::Evaluated>(std::move(evaluated));
  }
  if (incomplete) AddFlag(&answer.flags, codes::kIncompleteInputs);
  if (coarsened) AddFlag(&answer.flags, codes::kCoarsened);
  FlagData(book, plan, *slice, costs.get(), &answer);
  // With no event at all a cost still has a lower bound.
  const bool bounded =
      answer.value.present() ||
      (answer.value.reason() == codes::kDenominatorZero && plan.interval.method == "poisson_den");
  if (ask.interval && bounded) {
    std::optional<double> opening;
    if (!plan.interval.opening.empty()) {
      const Value seen = View(book, slice, nullptr).Measure(Aggregate::kOpen, plan.interval.opening, false);
      if (seen.present()) opening = seen.ToDouble();
    }
    answer.interval = IntervalOf(plan.interval, *slice, opening);
  }
  return answer;
}

}  // namespace mittari::report
