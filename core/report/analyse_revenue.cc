// Analyses of subscriptions: cohorts, movements, renewals, the bound of a lifetime.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/codes.gen.h"
#include "engines/cohorts.h"
#include "engines/renewals.h"
#include "engines/revenue.h"
#include "report/analyse.h"
#include "report/sheet.h"
#include "stats/interval.h"
#include "stats/real.h"

namespace mittari::report {
namespace {

using engines::Movement;
using engines::Revenue;
using period::Grain;

constexpr int64_t kSmallCohort = 10;
constexpr size_t kMaxListed = 1000;

const Input* Subscriptions(const Question& question) {
  for (const Input& input : *question.workspace) {
    if (input.spans != nullptr && input.spans->dated()) return &input;
  }
  return nullptr;
}

// The last day known: as told, else of the data and not after today.
Day ThroughOf(const Question& question, Day data) {
  for (const std::string_view name : {"data_through", "as_of"}) {
    const std::optional<Day> told = ParseIsoDate(StringOr(question.options, name, ""));
    if (told) return *told;
  }
  return question.query.today ? std::min(*question.query.today, data) : data;
}

// Group 0 for the rows that the selection keeps; empty where it keeps all.
Result<std::vector<int>> GroupsOf(const Question& question, const Input& input) {
  std::vector<int> groups;
  if (question.query.where.empty()) return groups;
  const Result<std::vector<uint8_t>> kept = RowsKept(input, question.query.where, *question.catalog);
  if (!kept.ok()) return kept.error();
  for (const uint8_t one : *kept) groups.push_back(one != 0 ? 0 : Revenue::kLeftOut);
  return groups;
}

std::vector<uint32_t> Picked(const engines::Spans& spans, const std::vector<int>& groups,
                             const std::string& currency) {
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < spans.spans().size(); ++i) {
    const engines::Span& span = spans.spans()[i];
    const bool kept = groups.empty() || groups[span.row] != Revenue::kLeftOut;
    if (kept && (currency.empty() || spans.currencies()[span.currency] == currency)) out.push_back(i);
  }
  return out;
}

double Share(int64_t part, int64_t whole) { return (Rational(part) / Rational(whole)).ToDouble(); }

Json CohortJson(const engines::Cohort& cohort, const engines::Spans& spans, bool money) {
  Json out = {{"size", cohort.size}, {"retention", Json::array()}, {"customers", Json::array()},
              {"intervals", Json::array()}};
  if (money) out["mrr"] = out["revenue_retention"] = Json::array();
  for (size_t k = 0; k < cohort.retained.size(); ++k) {
    out["retention"].push_back(Share(cohort.retained[k], cohort.size));
    out["customers"].push_back(cohort.retained[k]);
    const auto interval =
        stats::Wilson(static_cast<double>(cohort.retained[k]), static_cast<double>(cohort.size));
    out["intervals"].push_back({{"low", interval->low}, {"high", *interval->high}});
    if (!money) continue;
    out["mrr"].push_back(spans.Money(cohort.mrr[k]).ToDouble());
    out["revenue_retention"].push_back(cohort.mrr[0] > 0 ? Json(Share(cohort.mrr[k], cohort.mrr[0])) : Json());
  }
  if (money) {
    // What the cohort has paid so far, month by month, for each who started: its value to date.
    int64_t paid = 0;
    for (const int64_t month : cohort.mrr) paid += month;
    out["value_to_date"] = (spans.Money(paid) / Rational(cohort.size)).ToDouble();
  }
  out["flags"] = cohort.size < kSmallCohort ? Json::array({codes::kSmallSample}) : Json::array();
  return out;
}

// Over the cohorts that reached each age: a ratio of sums.
template <typename Part, typename Whole>
Json AverageByAge(const std::vector<engines::Cohort>& cohorts, const Part& part, const Whole& whole) {
  Json out = Json::array();
  for (size_t k = 0;; ++k) {
    int64_t over = 0;
    int64_t under = 0;
    bool reached = false;
    for (const engines::Cohort& cohort : cohorts) {
      if (cohort.retained.size() <= k) continue;
      reached = true;
      over += part(cohort, k);
      under += whole(cohort);
    }
    if (!reached) return out;
    out.push_back(under > 0 ? Json(Share(over, under)) : Json());
  }
}

Json MovementJson(const Revenue& revenue, const Movement& m) {
  const auto money = [&](int64_t amount) { return revenue.spans().Money(amount).ToDouble(); };
  Json out = Json::object();
  if (revenue.spans().has_money()) {
    out["opening_mrr"] = money(m.opening);
    out["new_mrr"] = money(m.fresh);
    out["expansion_mrr"] = money(m.expansion);
    out["contraction_mrr"] = money(m.contraction);
    out["churned_mrr"] = money(m.churned);
    out["reactivation_mrr"] = money(m.reactivated);
    out["net_new_mrr"] = money(m.fresh + m.expansion + m.reactivated - m.contraction - m.churned);
    out["closing_mrr"] = money(m.closing);
  }
  out["customers"] = {{"opening", m.opening_customers},
                      {"new", m.fresh_customers},
                      {"expansion", m.expanded_customers},
                      {"contraction", m.contracted_customers},
                      {"churned", m.churned_customers},
                      {"reactivated", m.reactivated_customers},
                      {"closing", m.closing_customers}};
  Json flags = Json::array();
  if (m.joined_and_left > 0) flags.push_back(codes::kIntraPeriodChurn);
  if (m.left_and_returned > 0) flags.push_back(codes::kIntraPeriodGap);
  out["flags"] = std::move(flags);
  return out;
}

}  // namespace

Result<Json> CohortRetention(const Question& question) {
  const Input* input = Subscriptions(question);
  if (input == nullptr) return Undefined(codes::kMissingInput);
  const Result<std::vector<int>> rows = GroupsOf(question, *input);
  if (!rows.ok()) return rows.error();
  const engines::Spans& spans = *input->spans;
  const std::string currency = spans.currencies().size() == 1 ? "" : StringOr(question.options, "currency", "");
  const bool money = spans.has_money() && (spans.currencies().size() == 1 || !currency.empty());
  const std::vector<uint32_t> picked = Picked(spans, *rows, currency);
  if (picked.empty()) return Undefined(codes::kNoRows);
  const std::vector<engines::Cohort> cohorts =
      engines::Cohorts(spans, picked, ThroughOf(question, spans.through()));
  if (cohorts.empty()) return Undefined(codes::kNoRows);
  Json out = Json::object();
  for (const engines::Cohort& cohort : cohorts) {
    out[period::KeyOf(cohort.month, Grain::kMonth)] = CohortJson(cohort, spans, money);
  }
  out["average_by_age"] = AverageByAge(
      cohorts, [](const auto& c, size_t k) { return c.retained[k]; }, [](const auto& c) { return c.size; });
  if (money) {
    out["average_revenue_by_age"] = AverageByAge(
        cohorts, [](const auto& c, size_t k) { return c.mrr[k]; }, [](const auto& c) { return c.mrr[0]; });
  }
  return out;
}

Result<Json> MrrMovements(const Question& question) {
  const Input* input = Subscriptions(question);
  if (input == nullptr) return Undefined(codes::kMissingInput);
  const Result<std::vector<int>> rows = GroupsOf(question, *input);
  if (!rows.ok()) return rows.error();
  const engines::Spans& spans = *input->spans;
  if (spans.spans().empty()) return Undefined(codes::kNoRows);
  const Grain grain = question.query.grain.value_or(Grain::kMonth);
  const bool events = StringOr(question.options, "view", "") == "events" || ByEvents(question.query);
  Revenue revenue(spans, *rows, {}, grain, question.query.calendar, events);
  period::Window whole{spans.first(), LastKnown(spans, question.query) + 1};
  if (question.query.from) whole.from = *question.query.from;
  if (question.query.to) whole.to = *question.query.to + 1;
  if (whole.empty()) return Undefined(codes::kNoRows);
  const auto one = [&](const std::string& currency) {
    Json out = MovementJson(revenue, revenue.In(Revenue::kAll, currency, whole));
    out["periods"] = Json::array();
    // As in a report: periods of which no row speaks are none.
    const period::Window spoken = period::Intersect(whole, {spans.first(), LastKnown(spans, question.query) + 1});
    for (const period::Bucket bucket : period::Spine(spoken, grain, question.query.calendar)) {
      const period::Window window =
          period::Intersect(period::SpanOf(bucket, grain, question.query.calendar), whole);
      Json entry = {{"period", period::KeyOf(bucket, grain, question.query.calendar)}};
      const Json movement = MovementJson(revenue, revenue.In(Revenue::kAll, currency, window));
      for (const auto& [name, value] : movement.items()) entry[name] = value;
      out["periods"].push_back(std::move(entry));
    }
    return out;
  };
  Json out;
  if (spans.currencies().size() == 1) {
    out = one("");
    if (!spans.currencies()[0].empty()) out["currency"] = spans.currencies()[0];
  } else {
    for (const std::string& currency : revenue.CurrenciesIn(Revenue::kAll, whole)) {
      out["currencies"][currency] = one(currency);
    }
  }
  out["view"] = events ? "events" : "snapshots";
  return out;
}

Result<Json> RenewalList(const Question& question) {
  const Input* input = Subscriptions(question);
  if (input == nullptr) return Undefined(codes::kMissingInput);
  const Result<std::vector<int>> rows = GroupsOf(question, *input);
  if (!rows.ok()) return rows.error();
  const Day through = ThroughOf(question, input->spans->through());
  int64_t due = 0, won = 0, late = 0, undecided = 0;
  Rational value_due, value_won;
  std::set<uint16_t> currencies;
  Json list = Json::array();
  for (const engines::Renewal& renewal : engines::Renewals(*input->file, *input->spans, through)) {
    if (!rows->empty() && (*rows)[renewal.row] == Revenue::kLeftOut) continue;
    if (question.query.from && renewal.due < *question.query.from) continue;
    if (question.query.to && renewal.due > *question.query.to) continue;
    undecided += renewal.undecided ? 1 : 0;
    if (!renewal.undecided) {
      ++due;
      won += renewal.renewed ? 1 : 0;
      late += renewal.late ? 1 : 0;
      currencies.insert(renewal.currency);
      value_due = value_due + Rational(renewal.value_due);
      value_won = value_won + Rational(renewal.value_won);
    }
    if (list.size() >= kMaxListed) continue;
    list.push_back({{"row", input->file->LineOf(renewal.row)},
                    {"subscription", input->spans->RowName(renewal.row)},
                    {"due", FormatIsoDate(renewal.due)},
                    {"state", renewal.undecided ? "undecided"
                              : renewal.late    ? "renewed_late"
                              : renewal.renewed ? "renewed"
                                                : "lapsed"}});
  }
  if (due + undecided == 0) return Undefined(codes::kNoRows);
  Json out = {{"renewals_due", due}, {"renewals_won", won}, {"late", late}, {"undecided", undecided}};
  out["renewal_rate"] = due > 0 ? Json(Share(won, due)) : Json();
  // Amounts of several currencies are never added.
  if (currencies.size() > 1) {
    out["renewal_rate_by_value"] = Undefined(codes::kCurrencyMixed);
  } else if (value_due.Sign() > 0) {
    out["renewal_rate_by_value"] = (value_won / value_due).ToDouble();
  }
  if (due > 0) {
    const auto interval = stats::Wilson(static_cast<double>(won), static_cast<double>(due));
    out["interval"] = {{"low", interval->low}, {"high", *interval->high}};
  }
  out["contracts"] = std::move(list);
  return out;
}

// Nobody left in so many customer-months: churn is then at most 1 - 0.05^(1/months) a month, with
// 95 % confidence, and a lifetime worth at least ARPA x margin over that.
Result<Json> LtvBound(const Question& question) {
  double months = NumberOr(question.scalars, "customer_months", 0);
  double arpa = NumberOr(question.scalars, "arpa", 0);
  double margin = NumberOr(question.scalars, "gross_margin", 1);
  const auto given = question.query.params.find("gross_margin");
  if (given != question.query.params.end()) margin = given->second.ToDouble();
  double churned = NumberOr(question.scalars, "churned_customers", 0);
  if (const Input* input = Subscriptions(question); input != nullptr && months <= 0) {
    const Result<std::vector<int>> rows = GroupsOf(question, *input);
    if (!rows.ok()) return rows.error();
    const engines::Spans& spans = *input->spans;
    const Day through = ThroughOf(question, spans.through());
    Revenue revenue(spans, *rows, {}, Grain::kMonth);
    int32_t last = period::BucketOf(through, Grain::kMonth);
    if (period::SpanOf(last, Grain::kMonth).to - 1 > through) --last;
    for (int32_t m = last - 5; m <= last; ++m) {
      const Movement& movement = revenue.In(Revenue::kAll, "", period::SpanOf(m, Grain::kMonth));
      months += static_cast<double>(movement.opening_customers);
      churned += static_cast<double>(movement.churned_customers);
      if (m == last && movement.closing_customers > 0 && spans.currencies().size() == 1) {
        arpa = (spans.Money(movement.closing) / Rational(movement.closing_customers)).ToDouble();
      }
    }
  }
  if (months <= 0) return Undefined(codes::kInsufficientData);
  if (churned > 0) return Undefined(codes::kNotApplicable);
  const double churn = 1 - stats::Exp(stats::Log(0.05) / months);
  Json out = {{"customer_months", months}, {"churn_upper", churn}, {"lifetime_months_lower", 1 / churn}};
  if (arpa > 0) out["ltv_lower"] = arpa * margin / churn;
  return out;
}

}  // namespace mittari::report
