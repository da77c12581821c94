#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace mittari {

// The small front door: single metrics from typed numbers, without tables. The same code answers
// the same operations of a Session, so that both give the same digits; on its own it is what a page
// loads that shows nothing but calculators.
//
// Operations: `calc` (without formulas of one's own), `metrics` and `number`, with the arguments
// and answers of wasm/README.md; any other is call.unknown_operation.
std::string CallCalculator(std::string_view operation, std::string_view json);

// One typed number, for form fields: {text, numbers?} -> {ok, value, text, ambiguous?, unit?,
// currency?}. Refuses number.unreadable{text} for what is no number, or one with more digits than
// are kept.
std::string ReadTypedNumber(const Json& args);

}  // namespace mittari
