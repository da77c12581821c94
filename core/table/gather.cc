#include "table/gather.h"

#include <algorithm>
#include <utility>

namespace mittari::table {
namespace {

template <typename T>
void ReadAt(const uint8_t* bytes, const uint32_t* rows, size_t count, int64_t* out) {
  for (size_t i = 0; i < count; ++i) {
    T value;
    __builtin_memcpy(&value, bytes + size_t{rows[i]} * sizeof(T), sizeof(T));
    out[i] = value;
  }
}

}  // namespace

void ReadIntsAt(const Column& column, const uint32_t* rows, size_t count, int64_t* out) {
  const uint8_t* const bytes = column.packed().bytes();
  switch (column.packed().width()) {
    case 1:
      return ReadAt<int8_t>(bytes, rows, count, out);
    case 2:
      return ReadAt<int16_t>(bytes, rows, count, out);
    case 4:
      return ReadAt<int32_t>(bytes, rows, count, out);
    default:
      return ReadAt<int64_t>(bytes, rows, count, out);
  }
}

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
    constexpr size_t kBlock = 512;
    int64_t block[kBlock];
    out.ints_.Expect(rows.size());
    for (size_t at = 0; at < rows.size(); at += kBlock) {
      const size_t count = std::min(kBlock, rows.size() - at);
      ReadIntsAt(column, rows.data() + at, count, block);
      out.ints_.Append(block, count);
    }
    out.ints_.Seal();
  } else {
    out.reals_.reserve(rows.size());
    for (const uint32_t row : rows) out.reals_.push_back(column.reals_[row]);
  }
  return out;
}

Column WithRole(Column column, ColumnRole role) {
  column.role_ = std::move(role);
  return column;
}

}  // namespace mittari::table
