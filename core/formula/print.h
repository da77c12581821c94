#pragma once

#include <string>

#include "formula/ast.h"
#include "formula/eval.h"

namespace mittari::formula {

// Canonical text with the fewest parentheses: "(sum(revenue) - sum(spend)) / sum(spend)".
// Parse(Print(e)) is the same tree.
std::string Print(const Expression& expression);

// The same with numbers in place of terms: "(15000 - 1000) / 1000". A term
// without a value keeps its name.
std::string PrintValues(const Expression& expression, const Terms& terms);

// A number as the steps show it; negative ones in parentheses.
std::string PrintNumber(const Rational& number);

}  // namespace mittari::formula
