#include "csv/unwrap.h"

namespace mittari::csv {
namespace {

// Passes inner rows on, at the outer row's place.
class AtPlace : public RowSink {
 public:
  AtPlace(const Row& outer, RowSink& sink) : outer_(outer), sink_(sink) {}
  bool OnRow(const Row& inner) override {
    Row row = inner;
    row.line = outer_.line + inner.line - 1;
    row.byte = outer_.byte;
    row.chunk = {};  // the outer cell may not live so long
    row.clean = nullptr;
    ++rows_;
    goes_on_ = sink_.OnRow(row);
    return goes_on_;
  }
  int rows() const { return rows_; }
  bool goes_on() const { return goes_on_; }

 private:
  const Row& outer_;
  RowSink& sink_;
  int rows_ = 0;
  bool goes_on_ = true;
};

}  // namespace

bool Unwrap::OnRow(const Row& row) {
  if (row.size != 1 || row.fields[0].empty()) return sink_.OnRow(row);
  Tokenizer tokenizer(inner_);
  AtPlace inner(row, sink_);
  tokenizer.Feed(row.fields[0], inner);
  const bool whole = tokenizer.Finish(inner).ok();
  if (!whole && inner.rows() == 0) return sink_.OnRow(row);
  return inner.goes_on();
}

}  // namespace mittari::csv
