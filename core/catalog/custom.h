#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "catalog/catalog.h"

namespace mittari::catalog {

// A column that a person made a measure: added up, unless a formula takes it
// with last() or open().
struct OwnMeasure {
  std::string id;
  std::string name;  // the header
  std::string type;  // currency, count or days
};

// What a person adds to the catalogue.
struct Additions {
  std::vector<OwnMeasure> measures;
  // Each "name = expression", or {"id"?, "name"?, "formula", "unit"?, "direction"?, "timing"?}
  // where `formula` may begin with "name =" itself. null counts as none.
  Json formulas;
  std::vector<std::pair<std::string, std::string>> aliases;

  bool empty() const {
    return measures.empty() && aliases.empty() && (!formulas.is_array() || formulas.empty());
  }
};

// The catalogue with the additions: formulas are metrics like any other, after
// the built-in ones, in the order given, and may name each other.
//
// A name that is no id becomes one ("Demo rate" is demo_rate) and stays as the
// label. The unit is worked out from the formula ("currency / demo" is
// currency_per_demo); a unit that is given must agree with it. The interval is
// that of a ratio over clusters; a formula has no other rules of its own.
//
// Errors, with the place counted over the whole text as given and the id in
// `file`: those of formula::Parse and formula::Check, formula.bad_name{given},
// formula.name_taken{name}, formula.cycle{metric},
// formula.wrong_aggregate{name, given, expected}; call.bad_argument for JSON of
// another shape; map.name_taken{role} for a measure named as a known one.
Result<Catalog> Extend(const Catalog& base, const Additions& additions);

// The formulas of the user in the catalogue, for the page:
// [{"id","name","formula","unit","direction","timing","inputs"}].
Json OwnJson(const Catalog& catalog);

// The declared unit that a derived one has in the catalogue's words: currency,
// count, percent, ratio, days, months, currency_per_lead, lead_per_day.
// `counted`: it is a part of things counted, so that a bare number is a percentage.
std::string UnitWord(const formula::Unit& unit, bool counted);

}  // namespace mittari::catalog
