#pragma once

#include <string>
#include <vector>

#include "formula/ast.h"
#include "formula/eval.h"

namespace mittari::formula {

// The value of the term `unknown` for which the formula gives `target`.
//
// A term that stands once is found by undoing the operations from the outside
// in. One that stands several times (won / (won + lost)) is found by solving
// the linear equation that remains. The outcome is put back into the formula:
// only what gives exactly `target` is returned. nothing where there is no
// solution, more than one, or another term is absent.
//
// REQUIRES: no metric() term that `terms` cannot answer (Substitute first).
std::optional<Rational> Solve(const Expression& expression, const Term& unknown,
                              const Rational& target, const Terms& terms,
                              const DivisionRules& rules = {},
                              std::vector<std::string>* steps = nullptr);

}  // namespace mittari::formula
