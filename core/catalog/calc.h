#pragma once

#include <string_view>

#include "base/json.h"
#include "catalog/catalog.h"

namespace mittari::catalog {

// One metric from typed numbers.
//
// `inputs` maps names to numbers: measures ("spend"), inner metrics
// ("win_rate"), parameters ("gross_margin"), stocks before the period
// ("opening_list_size" or "list_size_open"), the compared period
// ("prior_brand_searches"); names and aliases of the catalogue are accepted.
//
// Answers
// {"ok":true,"metric","value","unit","direction","formula","formula_values","inputs","steps","flags"};
// where it is undefined `value` is null with `reason` (and `measure`). With
// `solve`, the metric's own value stands among the inputs and the answer's
// inputs hold the missing one ("solved" names it).
//
// Errors: metric.unknown, calc.unknown_input{metric, input, expected}, calc.missing_input{metric,
// input}, calc.cannot_solve{metric, input}, calc.bad_input{metric, input}.
Json Calc(const Catalog& catalog, std::string_view metric, const Json& inputs,
          std::string_view solve = {});

}  // namespace mittari::catalog
