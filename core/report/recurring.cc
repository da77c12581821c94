#include "report/recurring.h"

#include <algorithm>
#include <utility>

#include "engines/words.h"
#include "report/book.h"
#include "report/channels.h"
#include "report/row_groups.h"

namespace mittari::report {
namespace {

using engines::Movement;
using engines::Revenue;
using period::Window;

measure::Final FinalOf(Rational value) {
  measure::Final out;
  out.sum = std::move(value);
  out.rows = out.filled = 1;
  return out;
}

bool KnowsReferrals(const Input& input) {
  const table::Column* source = input.table->FindRole("signup_source");
  return source != nullptr && source->kind() == table::Kind::kText;
}

}  // namespace

bool ByEvents(const Query& query) {
  const auto given = query.params.find("event_level");
  return given != query.params.end() && !given->second.IsZero();
}

Day LastKnown(const engines::Spans& spans, const Query& query) {
  const bool bounded = query.today && !query.to && *query.today >= spans.first();
  return bounded ? std::min(spans.through(), *query.today) : spans.through();
}

Recurring::Recurring(const Input& input, const Query& query, const std::vector<measure::Axis>& by,
                     const std::vector<measure::Filter>& filters, const catalog::Catalog& catalog)
    : query_(&query),
      covered_{input.spans->first(), LastKnown(*input.spans, query) + 1},
      referred_known_(KnowsReferrals(input)) {
  RowGroups groups = RowGroups::Of(input.table->rows(), by, filters);
  texts_ = std::move(groups.texts);
  std::vector<uint8_t> referred;
  if (referred_known_) {
    referred = input.spans->BySource([&](std::string_view text) {
      return engines::IsReferral(text) || ChannelGroup(catalog, text) == "referral";
    });
  }
  revenue_ = std::make_unique<Revenue>(*input.spans, groups.of, std::move(referred), query.grain, query.calendar, ByEvents(query));
}

bool Recurring::Has(const Input& input, std::string_view measure) {
  return input.spans != nullptr && Revenue::Has(*input.spans, KnowsReferrals(input), measure);
}

bool Recurring::Has(std::string_view measure) const {
  return Revenue::Has(revenue_->spans(), referred_known_, measure);
}

void Recurring::SetKeys(std::vector<int> keys) {
  keys_ = std::move(keys);
  group_of_.clear();
  for (size_t g = 0; g < keys_.size(); ++g) {
    const size_t key = static_cast<size_t>(keys_[g]);
    if (group_of_.size() <= key) group_of_.resize(key + 1, Revenue::kLeftOut);
    group_of_[key] = static_cast<int>(g);
  }
}

int Recurring::GroupOf(const Selection& selection) const {
  // Every row that counts has its days, or none has.
  const bool told = revenue_->spans().dated() ? selection.time != Selection::Time::kUndated
                                              : selection.time == Selection::Time::kAll;
  if (!told) return Revenue::kLeftOut;
  if (selection.key < 0) return Revenue::kAll;
  const size_t key = static_cast<size_t>(selection.key);
  return key < group_of_.size() ? group_of_[key] : Revenue::kLeftOut;
}

Window Recurring::WindowOf(const Selection& selection) const {
  if (selection.time != Selection::Time::kWindow) return covered_;
  Window window = selection.window;
  if (!query_->to) window.to = std::min(window.to, covered_.to);
  window.from = std::min(window.from, window.to);
  return window;
}

measure::Final Recurring::Sum(std::string_view measure, const Selection& selection) const {
  const int group = GroupOf(selection);
  if (group == Revenue::kLeftOut || !Has(measure)) return {};
  const Movement& movement = revenue_->In(group, selection.currency, WindowOf(selection));
  const std::optional<Rational> value = revenue_->Value(measure, movement);
  return value ? FinalOf(*value) : measure::Final();
}

std::optional<measure::Final> Recurring::Stock(std::string_view measure, const Selection& selection,
                                               std::optional<Day> before) const {
  const int group = GroupOf(selection);
  if (group == Revenue::kLeftOut || !Has(measure)) return {};
  if (covered_.empty() || (before && *before <= covered_.from)) return {};
  const Window window = WindowOf(selection);
  // The window that is asked for anyway tells the state at both its ends.
  Day at = before.value_or(covered_.to);
  if (!query_->to) at = std::min(at, covered_.to);
  if (at == window.from) {
    return FinalOf(*revenue_->Opening(measure, revenue_->In(group, selection.currency, window)));
  }
  if (at == window.to) {
    return FinalOf(*revenue_->Value(measure, revenue_->In(group, selection.currency, window)));
  }
  return FinalOf(*revenue_->Value(measure, revenue_->In(group, selection.currency, {covered_.from, at})));
}

bool Recurring::AnyRows(const Selection& selection) const {
  const int group = GroupOf(selection);
  if (group == Revenue::kLeftOut) return false;
  return revenue_->AnyIn(group, selection.currency, WindowOf(selection));
}

std::vector<std::string> Recurring::Currencies(const Selection& selection) const {
  const int group = GroupOf(selection);
  if (group == Revenue::kLeftOut) return {};
  return revenue_->CurrenciesIn(group, WindowOf(selection));
}

std::vector<std::pair<period::Bucket, int>> Recurring::Places(const Selection& whole) const {
  std::vector<std::pair<period::Bucket, int>> out;
  const Window window = whole.time == Selection::Time::kWindow ? period::Intersect(whole.window, covered_) : covered_;
  if (window.empty()) return out;
  for (size_t g = 0; g < keys_.size(); ++g) {
    Selection selection = whole;
    selection.key = query_->dimensions.empty() ? -1 : keys_[g];
    if (!query_->grain) {
      if (AnyRows(selection)) out.emplace_back(0, keys_[g]);
      continue;
    }
    for (const period::Bucket bucket : period::Spine(window, *query_->grain, query_->calendar)) {
      selection.time = Selection::Time::kWindow;
      selection.window = period::SpanOf(bucket, *query_->grain, query_->calendar);
      if (whole.time == Selection::Time::kWindow) {
        selection.window = period::Intersect(selection.window, whole.window);
      }
      if (AnyRows(selection)) out.emplace_back(bucket, keys_[g]);
    }
  }
  return out;
}

int64_t Recurring::Rows(const Selection& selection) const {
  const int group = GroupOf(selection);
  if (group == Revenue::kLeftOut) return 0;
  const Window window = WindowOf(selection);
  return revenue_->RowsIn(group, selection.currency, window);
}

std::vector<engines::Ledger::Part> Recurring::Parts(const Selection& selection) const {
  const int group = GroupOf(selection);
  if (group == Revenue::kLeftOut) return {};
  return revenue_->PartsIn(group, selection.currency, WindowOf(selection));
}

}  // namespace mittari::report
