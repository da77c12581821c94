#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/codes.gen.h"
#include "base/rational.h"

namespace mittari::formula {

// The final answer of a measure, or of a whole formula: a number, or the reason
// why there is none. Never NaN, infinity, or a zero that stands for "unknown".
class Value {
 public:
  // A number. `exact` is false where a part came from a floating-point column;
  // the arithmetic itself is exact all the same.
  static Value Of(Rational number, bool exact = true) { return Value(std::move(number), exact); }

  // `reason` is a reason code with static storage (codes.gen.h); `measure` says
  // which input, metric or parameter is at fault.
  static Value Absent(std::string_view reason, std::string_view measure = {}) {
    return Value(reason, measure);
  }

  bool present() const { return number_.has_value(); }
  const Rational& number() const { return *number_; }  // REQUIRES: present()
  bool exact() const { return exact_; }
  std::string_view reason() const { return reason_; }  // empty when present
  const std::string& measure() const { return measure_; }
  bool missing() const { return !present() && reason_ == codes::kMissingInput; }

  // REQUIRES: present(). Evaluate never returns a number out of range.
  double ToDouble() const { return number_->ToDouble(); }

 private:
  Value(Rational number, bool exact) : number_(std::move(number)), exact_(exact) {}
  Value(std::string_view reason, std::string_view measure) : reason_(reason), measure_(measure) {}

  std::optional<Rational> number_;
  bool exact_ = true;
  std::string_view reason_;
  std::string measure_;
};

}  // namespace mittari::formula
