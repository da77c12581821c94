#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "formula/ast.h"

namespace mittari::formula {

// What a number measures: powers of currency, days, months and of counted
// things. Cost per lead is currency / lead; a rate is lead / session.
//
// Plain factors (100, 1000) carry no unit.
class Unit {
 public:
  static Unit None() { return {}; }
  static Unit Currency() { return Of("currency"); }
  static Unit Of(std::string_view base, int power = 1);

  friend Unit operator*(const Unit& a, const Unit& b);
  friend Unit operator/(const Unit& a, const Unit& b);
  friend bool operator==(const Unit& a, const Unit& b) { return a.powers_ == b.powers_; }

  // The unit of a sum, where one has sense. Things counted may be mixed
  // (page views + opens), currency and counts may not; a bare number can be
  // added only to a rate or another number.
  static std::optional<Unit> Sum(const Unit& a, const Unit& b);

  int Power(std::string_view base) const;
  int CountPower() const;      // all counted things together
  bool Dimensionless() const;  // no currency or time, counts cancel

  std::string ToText() const;  // "currency / lead"; "1" for none

 private:
  std::map<std::string, int, std::less<>> powers_;
};

// Whether a formula whose unit is `derived` may declare the catalogue's unit
// `declared`: currency, count, percent, ratio, score, days, months,
// currency_per_<thing> (per_mille: per impression). A monthly amount may be
// declared as the amount.
bool Accepts(std::string_view declared, const Unit& derived);

// The unit of the formula. A rate a month, taken over one month, is a plain share: 1 - churn is what
// stays, 1 + interest what it grows by; written with the number 1 it has no unit. `unit_of` tells that
// of a term, nothing where the name does not exist. Errors: formula.unknown_name{name}, formula.unit_mismatch{left, right}.
using UnitOf = std::function<std::optional<Unit>(const Term&)>;
Result<Unit> Check(const Expression& expression, const UnitOf& unit_of);

}  // namespace mittari::formula
