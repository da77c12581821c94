#pragma once

#include <set>
#include <string>

#include "formula/ast.h"
#include "sql/dialect.h"

namespace mittari::sql {

// When something is missing: never, always, or where a condition of the query holds.
struct Cond {
  bool always = false;
  std::set<std::string> any;  // joined by OR

  bool never() const { return !always && any.empty(); }
  std::string Text() const;

  static Cond Always() { return {true, {}}; }
  static Cond When(std::string condition) { return {false, {std::move(condition)}}; }
  friend Cond Or(Cond a, const Cond& b);
  friend Cond And(const Cond& a, const Cond& b);
};

// A part of a formula as SQL. It is NULL wherever the formula has no value;
// `missing` tells apart a missing input, for which another formula, a near input
// or a default may stand in, from every other reason.
struct Piece {
  enum Strength { kSum = 1, kProduct = 2, kAtom = 4 };

  std::string text = "NULL";
  Cond missing;
  bool absent = false;    // NULL in every row
  bool real = false;      // a double; else a decimal
  bool positive = false;  // never below zero
  Strength strength = kAtom;

  static Piece Missing();
  static Piece Number(const std::string& digits, bool negative);
};

// Sums and differences of decimals stay decimals, which are exact; products and
// quotients are doubles. A quotient is NULL unless its denominator is above zero.
Piece Combine(const Dialect& dialect, formula::Op op, const Piece& left, const Piece& right);
Piece Negate(const Piece& piece);

// `first`, but `second` where it is missing.
Piece Fallback(const Piece& first, const Piece& second);
// `first`, but `second` where it has no value.
Piece Coalesce(const Piece& first, const Piece& second);

}  // namespace mittari::sql
