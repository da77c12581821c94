#pragma once

#include <string_view>

#include "base/error.h"
#include "formula/ast.h"

namespace mittari::formula {

// Reads a formula:
//
//   expr   := term (('+' | '-') term)*
//   term   := factor (('*' | '/') factor)*
//   factor := number | '-' factor | '(' expr ')' | aggregate '(' measure ')'
//           | 'metric(' id ')' | 'param(' id ')' | 'prior(' expr ')'
//
// aggregate is sum, last or open; ids are lower-case ASCII with digits and '_';
// a number is digits with an optional fraction. prior() does not nest.
//
// Errors (Place.column counts characters from 1, Place.byte bytes from 0):
// formula.unexpected{found, expected}, formula.no_aggregate{name}, formula.unknown_name{name} for
// an unknown function, formula.too_deep.
Result<Expression> Parse(std::string_view text);

}  // namespace mittari::formula
