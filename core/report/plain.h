#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/metric.h"
#include "formula/value.h"
#include "report/book.h"
#include "report/slice.h"

namespace mittari::report {

// A metric that is sums and arithmetic alone, its measures found once per query: a report asks for
// it at every group. Value and flags are those of catalog::Evaluate.
class PlainFormula {
 public:
  // nullopt where another formula may be better, or something else than the sum of a measure that
  // the workspace has is asked for. The metric and the book must outlive it.
  static std::optional<PlainFormula> Of(const Book& book, const catalog::Metric& metric);

  // false where a sum is missing, so that near inputs, defaults and other formulas have their turn.
  // `flags` are added to.
  bool Evaluate(const Slice& slice, formula::Value* value, std::vector<std::string>* flags) const;

 private:
  static constexpr size_t kMost = 16;  // nodes

  struct Node {
    formula::Op op;
    int index = -1;                    // kMeasure: of the book
    int32_t left = -1;
    int32_t right = -1;
    const Rational* number = nullptr;  // kNumber
  };

  // REQUIRES: no more than kRoom nodes.
  template <size_t kRoom>
  bool EvaluateIn(const Slice& slice, formula::Value* value, std::vector<std::string>* flags) const;

  const catalog::Metric* metric_ = nullptr;
  std::vector<Node> nodes_;  // children before parents
};

}  // namespace mittari::report
