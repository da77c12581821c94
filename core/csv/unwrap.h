#pragma once

#include <string>

#include "csv/tokenizer.h"

namespace mittari::csv {

// CSV inside CSV: for a Dialect with `wrapped`, takes rows of one cell and
// hands the row written in that cell to `sink`, with the place of the outer one.
// A row of several cells goes through as it is.
class Unwrap : public RowSink {
 public:
  // REQUIRES: sink outlives this.
  Unwrap(const Dialect& inner, RowSink& sink) : inner_(inner), sink_(sink) {}
  bool OnRow(const Row& row) override;

 private:
  Dialect inner_;
  RowSink& sink_;
};

}  // namespace mittari::csv
