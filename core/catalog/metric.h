#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/codes.gen.h"
#include "base/json.h"
#include "catalog/texts.h"
#include "formula/ast.h"
#include "formula/unit.h"

namespace mittari::catalog {

enum class Additivity {
  kFlow,    // adds up over time and segments
  kStock,   // a state: last() or open()
  kUnique,  // people counted once: the sum is only an upper bound of the people
  kWindow,  // defined on exactly the chosen period
};

// A way to work a measure out where its column is not there.
struct Derivation {
  formula::Expression formula;  // over other measures and parameters; empty when `source` is set
  std::string text;
  std::string source;  // the measure `source` over rows whose channel group is `channel`
  std::string channel;
};

struct Measure {
  std::string id;
  std::string table;
  std::string type;  // currency, count, days, score
  std::string noun;  // what is counted: "lead"; for days and currency, what one amount belongs to
  bool monthly = false;        // currency per month (MRR)
  bool signed_values = false;  // cells below zero are legitimate
  bool absolute = false;       // exported with either sign; its size counts (refunds)
  bool helper = false;         // made by an engine for a formula's sake; not listed
  bool own = false;            // a column that a person gave a name to
  Additivity additivity = Additivity::kFlow;
  formula::Aggregate aggregate = formula::Aggregate::kSum;  // the natural one
  Texts names;
  std::vector<Derivation> derive;                // the first that has its inputs is used
  std::vector<std::string> stand_ins;            // near inputs, best first (flag proxy:<stand-in>)
  std::vector<std::string> stand_in_dimensions;  // stand-ins only where one of these is a column
  // Of a stock: it is the same one in each of these, as a list is in every campaign sent to it.
  std::vector<std::string> same_across;

  formula::Unit unit() const;
};

// A second formula for the same metric.
struct Equivalent {
  // rows: better, where single deals are at hand; check: equal by algebra;
  // single_month: for pre-aggregated movements of one month; multi_month: for
  // periods of several months; form: for typed numbers.
  std::string use;
  std::string text;
  formula::Expression formula;
};

// What stands in, and is flagged, where an input has no value.
struct Default {
  formula::Term term;
  Rational value;
  std::string flag;  // "revenue_basis", "partial:referral_mrr"
};

// A bound outside which the value (or that of the metric `of`) is flagged.
struct Bound {
  std::string of;  // empty: the metric itself
  bool above = true;
  Rational limit;
  std::string flag;
};

struct Metric {
  std::string id;
  std::string category;
  Texts names;
  Texts descriptions;
  std::vector<std::string> aliases;
  std::string text;  // the formula as the catalogue writes it
  formula::Expression formula;
  std::vector<Equivalent> equivalents;
  std::string unit;       // currency, percent, currency_per_lead, …
  std::string direction;  // higher, lower, target, neutral
  std::string timing;     // leading, lagging
  std::string basis;      // period, point_in_time, cohort
  std::string grain;      // the table it belongs to
  std::vector<std::string> tables;
  std::vector<std::string> parameters;
  std::string interval;       // confidence interval method: wilson, ratio_delta, …, none
  bool per_segment = true;    // false: cells are whole periods, blanks in one channel or another
  bool company = false;       // company level only, refused per channel (not_applicable)
  // The dimension whose values should be the same ones on both sides of a comparison (set_changed).
  std::string same_set;
  bool decomposable = false;  // a change splits into its segments
  bool is_measure = false;    // a measure shown as a metric
  // The reasons for a zero and a negative denominator; constants of codes.gen.h.
  std::string_view zero_reason = codes::kDenominatorZero;
  std::string_view negative_reason = codes::kNonPositiveDenominator;
  std::vector<Default> defaults;
  std::vector<std::pair<std::string, std::string>>
      prefer;  // metric -> better metric, if it has a value
  std::vector<Bound> bounds;
  std::vector<std::string> standing_flags;  // always shown with it
  Json benchmark;                           // {low?, high?, typical?, note?, source} or null
  Json example;               // {input: number} for the calculators' placeholders, or null
  bool helper = false;        // a variant or a check; not listed. Without a formula, an engine's
  bool own = false;           // a formula of the user's
  bool controllable = false;  // in marketing's own hands, as leads are and churn is not
  // Costs that came before their customers: read `lag_months` earlier where that is asked.
  std::vector<std::string> lagged;
  bool monthly_rate = false;  // per month, so that amount per month / rate is an amount

  // Where the formula is a quotient, its two sides; else empty. With
  // `complement` the formula is 1 - numerator / denominator.
  formula::Expression numerator;
  formula::Expression denominator;
  bool complement = false;
};

// Fills numerator, denominator and complement from the formula.
void SplitQuotient(Metric* metric);

// The measure as a metric: its natural sum or last value.
Metric MetricOf(const Measure& measure);

}  // namespace mittari::catalog
