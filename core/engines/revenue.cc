#include "engines/revenue.h"

#include <algorithm>
#include <array>

namespace mittari::engines {
namespace {

using period::Grain;
using period::Window;

struct Named {
  std::string_view measure;
  int64_t Movement::*field;
  bool money;
};
constexpr std::array<Named, 13> kMeasures = {{
    {"mrr", &Movement::closing, true},
    {"new_mrr", &Movement::fresh, true},
    {"expansion_mrr", &Movement::expansion, true},
    {"contraction_mrr", &Movement::contraction, true},
    {"churned_mrr", &Movement::churned, true},
    {"reactivation_mrr", &Movement::reactivated, true},
    {"referral_mrr", &Movement::referred, true},
    {"retained_mrr", &Movement::kept, true},
    {"retained_mrr_capped", &Movement::kept_capped, true},
    {"active_customers", &Movement::closing_customers, false},
    {"churned_customers", &Movement::churned_customers, false},
    {"joined_and_left", &Movement::joined_and_left, false},
    {"left_and_returned", &Movement::left_and_returned, false},
}};

const Named* Find(std::string_view measure) {
  const auto at = std::find_if(kMeasures.begin(), kMeasures.end(),
                               [&](const Named& named) { return named.measure == measure; });
  return at == kMeasures.end() ? nullptr : &*at;
}

Window MonthAt(Day day) { return period::SpanOf(period::BucketOf(day, Grain::kMonth), Grain::kMonth); }

bool OnMonths(Window window) {
  return MonthAt(window.from).from == window.from && MonthAt(window.to).from == window.to;
}

// What the two ends tell, in place of what the months added up to.
void TakeEnds(const Movement& ends, Movement* out) {
  out->opening = ends.opening;
  out->closing = ends.closing;
  out->opening_customers = ends.opening_customers;
  out->closing_customers = ends.closing_customers;
  out->kept = ends.kept;
  out->kept_capped = ends.kept_capped;
  out->churned_customers = ends.churned_customers;
  out->joined_and_left = ends.joined_and_left;
  out->left_and_returned = ends.left_and_returned;
}

}  // namespace

Revenue::Revenue(const Spans& spans, const std::vector<int>& groups, std::vector<uint8_t> referred,
                 std::optional<Grain> grain, const period::Calendar& calendar, bool by_events)
    : spans_(&spans), referred_(std::move(referred)), grain_(grain), calendar_(calendar), by_events_(by_events) {
  int last = 0;
  for (const int group : groups) last = std::max(last, group);
  picked_.resize(static_cast<size_t>(last) + 1);
  for (uint32_t i = 0; i < spans.spans().size(); ++i) {
    const int group = groups.empty() ? 0 : groups[spans.spans()[i].row];
    if (group >= 0) picked_[static_cast<size_t>(group)].push_back(i);
  }
}

bool Revenue::Has(const Spans& spans, bool referred_known, std::string_view measure) {
  const Named* named = Find(measure);
  if (named == nullptr || (named->money && !spans.has_money())) return false;
  if (!spans.dated()) return measure == "mrr" || measure == "active_customers";
  return measure != "referral_mrr" || referred_known;
}

bool Revenue::IsMoney(std::string_view measure) {
  const Named* named = Find(measure);
  return named != nullptr && named->money;
}

int64_t Revenue::RowsIn(int group, const std::string& currency, Window window) const {
  const std::vector<uint32_t> picked = Picked(group, currency);
  return std::count_if(picked.begin(), picked.end(), [&](uint32_t i) {
    const Span& span = spans_->spans()[i];
    return span.start < window.to && (span.end == kNever || span.end >= window.from);
  });
}

std::vector<uint32_t> Revenue::Picked(int group, const std::string& currency) const {
  std::vector<uint32_t> picked;
  for (size_t g = 0; g < picked_.size(); ++g) {
    if (group != kAll && static_cast<int>(g) != group) continue;
    for (const uint32_t i : picked_[g]) {
      const Span& span = spans_->spans()[i];
      if (currency.empty() || spans_->currencies()[span.currency] == currency) picked.push_back(i);
    }
  }
  return picked;
}

Revenue::Book& Revenue::BookOf(int group, const std::string& currency) {
  std::unique_ptr<Book>& book = books_[{group, currency}];
  if (book) return *book;
  book = std::make_unique<Book>();
  book->ledger = Ledger::Of(*spans_, Picked(group, currency), referred_);
  book->end = std::max(spans_->through() + 1, book->ledger.last() + 1);
  book->first = MonthAt(book->ledger.customers() == 0 ? spans_->first() : book->ledger.first()).from;
  book->month_bounds = MonthBounds(book->first, MonthAt(book->end).to);
  book->months = book->ledger.Walk(book->month_bounds);
  if (by_events_) {
    std::vector<Day>& days = book->days;
    book->ledger.EachStep([&](uint32_t, Day day, int64_t, int64_t) { days.push_back(day); });
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    std::vector<Day> bounds = days;
    bounds.push_back(book->month_bounds.back());
    book->changes = book->ledger.Walk(bounds);
  }
  return *book;
}

// All periods of the query's grain at once: each alone would look at every customer.
void Revenue::FillBuckets(Book* book) const {
  book->buckets_done = true;
  if (!grain_ || *grain_ == Grain::kMonth) return;
  std::vector<Day> bounds;
  const period::Bucket last = period::BucketOf(book->end, *grain_, calendar_);
  for (period::Bucket b = period::BucketOf(book->first, *grain_, calendar_); b <= last; ++b) {
    bounds.push_back(period::SpanOf(b, *grain_, calendar_).from);
  }
  bounds.push_back(period::SpanOf(last, *grain_, calendar_).to);
  const std::vector<Movement> buckets = book->ledger.Walk(bounds);
  for (size_t i = 0; i < buckets.size(); ++i) {
    const Window window{bounds[i], bounds[i + 1]};
    Movement movement = buckets[i];
    if (*grain_ > Grain::kMonth && OnMonths(window)) {
      movement = Work(book, window);
      TakeEnds(buckets[i], &movement);
    } else if (*grain_ > Grain::kMonth) {
      continue;
    }
    if (by_events_) TakeEvents(*book, window, &movement);
    book->known.emplace(std::make_pair(window.from, window.to), movement);
  }
}

// Flows of the window, month by month; ends from the caller where months are added up.
Movement Revenue::Work(Book* book, Window window) const {
  const std::vector<Day>& bounds = book->month_bounds;
  if (OnMonths(window) && window.from >= bounds.front() && window.to <= bounds.back()) {
    const auto at = [&](Day day) {
      return static_cast<size_t>(std::lower_bound(bounds.begin(), bounds.end(), day) - bounds.begin());
    };
    Movement out = book->months[at(window.from)];
    for (size_t m = at(window.from) + 1; m < at(window.to); ++m) out.Append(book->months[m]);
    return out;
  }
  // Earlier snapshots tell who has been seen before: ends of months, or of days or weeks where the
  // window is a part of one.
  const Day begin = std::min(book->first, window.from);
  const auto bucket = [this](Day day) { return period::BucketOf(day, *grain_, calendar_); };
  const bool own = grain_ && *grain_ < Grain::kMonth && bucket(window.from) == bucket(window.to - 1);
  std::vector<Day> cut;
  if (own) {
    for (period::Bucket b = bucket(begin); b <= bucket(window.from); ++b) cut.push_back(period::SpanOf(b, *grain_, calendar_).from);
    cut.back() = window.from;
  } else {
    cut = MonthBounds(begin, window.from);
    if (cut.empty()) cut.push_back(window.from);
  }
  const size_t first = cut.size() - 1;
  for (const Day day : own ? std::vector<Day>{window.to} : MonthBounds(window.from, window.to)) {
    if (day > cut.back()) cut.push_back(day);
  }
  const std::vector<Movement> pieces = book->ledger.Walk(cut);
  Movement out = pieces[first];
  for (size_t i = first + 1; i < pieces.size(); ++i) out.Append(pieces[i]);
  return out;
}

// The flows of the window's days, in place of those between its month ends.
void Revenue::TakeEvents(const Book& book, Window window, Movement* out) {
  const auto at = [&](Day day) {
    return static_cast<size_t>(std::lower_bound(book.days.begin(), book.days.end(), day) - book.days.begin());
  };
  Movement flows;
  for (size_t i = at(window.from); i < at(window.to); ++i) flows.Append(book.changes[i]);
  const int64_t churned = flows.churned_customers;
  TakeEnds(*out, &flows);
  flows.churned_customers = churned;
  flows.joined_and_left = flows.left_and_returned = 0;
  *out = flows;
}

const Movement& Revenue::In(int group, const std::string& currency, Window window) {
  Book& book = BookOf(group, currency);
  const Day first = book.first;
  if (!book.buckets_done) FillBuckets(&book);
  const auto exact = book.known.find({window.from, window.to});
  if (exact != book.known.end()) return exact->second;
  const Day end = book.month_bounds.back();
  window.from = std::clamp(window.from, first, end);
  window.to = std::clamp(window.to, window.from, end);
  const auto known = book.known.find({window.from, window.to});
  if (known != book.known.end()) return known->second;
  Movement out;
  if (window.empty()) {
    if (window.from > first) out = In(group, currency, {first, window.from});
    Movement still;
    still.opening = still.closing = still.kept = still.kept_capped = out.closing;
    still.opening_customers = still.closing_customers = out.closing_customers;
    out = still;
  } else {
    out = Work(&book, window);
    const bool one_month = MonthAt(window.from).to >= window.to;
    if (!one_month) TakeEnds(book.ledger.Walk({window.from, window.to}).front(), &out);
    if (by_events_) TakeEvents(book, window, &out);
  }
  return book.known.emplace(std::make_pair(window.from, window.to), out).first->second;
}

std::optional<Rational> Revenue::Value(std::string_view measure, const Movement& movement) const {
  const Named* named = Find(measure);
  if (named == nullptr) return std::nullopt;
  const int64_t value = movement.*named->field;
  return named->money ? spans_->Money(value) : Rational(value);
}

std::optional<Rational> Revenue::Opening(std::string_view measure, const Movement& movement) const {
  if (measure == "mrr") return spans_->Money(movement.opening);
  if (measure == "active_customers") return Rational(movement.opening_customers);
  return std::nullopt;
}

bool Revenue::AnyIn(int group, const std::string& currency, Window window) {
  const Movement& m = In(group, currency, window);
  return m.opening_customers > 0 || m.closing_customers > 0 || m.fresh_customers > 0 ||
         m.churned_customers > 0 || m.reactivated_customers > 0 || m.joined_and_left > 0;
}

std::vector<std::string> Revenue::CurrenciesIn(int group, Window window) {
  if (spans_->currencies().size() == 1) {
    return AnyIn(group, "", window) ? spans_->currencies() : std::vector<std::string>();
  }
  std::vector<std::string> out;
  for (const std::string& currency : spans_->currencies()) {
    if (!currency.empty() && AnyIn(group, currency, window)) out.push_back(currency);
  }
  return out;
}

std::vector<Ledger::Part> Revenue::PartsIn(int group, const std::string& currency, Window window) {
  Book& book = BookOf(group, currency);
  window.from = std::clamp(window.from, book.first, book.month_bounds.back());
  window.to = std::clamp(window.to, window.from, book.month_bounds.back());
  return book.ledger.Parts(window.from, window.to, MonthBounds(book.first, window.from));
}

}  // namespace mittari::engines
