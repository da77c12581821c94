#include "table/gather.h"

namespace mittari::table {

Column Gather(const Column& column, const std::vector<uint32_t>& rows) {
  Column out;
  out.kind_ = column.kind_;
  out.name_ = column.name_;
  out.position_ = column.position_;
  out.role_ = column.role_;
  out.exact_ = column.exact_;
  out.scale_ = column.scale_;
  out.grain_ = column.grain_;
  out.dictionary_ = column.dictionary_;
  const bool blanks = column.null_count() > 0;
  if (blanks) {
    for (const uint32_t row : rows) out.nulls_.Push(column.IsNull(row));
  } else {
    out.nulls_.PushValues(rows.size());
  }
  if (column.exact_) {
    out.ints_.Expect(rows.size());
    for (const uint32_t row : rows) out.ints_.Push(column.ints_.At(row));
    out.ints_.Seal();
  } else {
    out.reals_.reserve(rows.size());
    for (const uint32_t row : rows) out.reals_.push_back(column.reals_[row]);
  }
  return out;
}

}  // namespace mittari::table
