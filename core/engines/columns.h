#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "table/table.h"

namespace mittari::engines {

// The column of the role, where it is of the kind; else nullptr.
inline const table::Column* ColumnOf(const table::Table& table, std::string_view role, table::Kind kind) {
  const table::Column* column = table.FindRole(role);
  return column != nullptr && column->kind() == kind ? column : nullptr;
}

// The column that tells the rows' currencies apart; nullptr where the file has one that is known.
inline const table::Column* CurrenciesOf(const table::Table& table) {
  const table::Column* column = ColumnOf(table, "currency", table::Kind::kText);
  const bool one = column != nullptr && column->dictionary().size() == 1 && !table.currency().empty();
  return one ? nullptr : column;
}

// Cells of a column that may not be there, a block at a time.
class CellBlock {
 public:
  static constexpr size_t kMost = 512;

  explicit CellBlock(const table::Column* column)
      : column_(column),
        exact_(column != nullptr && column->exact()),
        blanks_(column != nullptr && column->null_count() > 0) {}

  void Read(size_t at, size_t count) {
    at_ = at;
    if (exact_) column_->ReadInts(at, count, values_);
  }
  const table::Column* column() const { return column_; }
  // Of the i-th cell of the block.
  bool Blank(size_t i) const { return column_ == nullptr || (blanks_ && column_->IsNull(at_ + i)); }
  int64_t Value(size_t i) const { return values_[i]; }
  std::optional<Day> DayAt(size_t i) const {
    if (Blank(i)) return std::nullopt;
    return static_cast<Day>(values_[i]);
  }

 private:
  const table::Column* column_;
  bool exact_, blanks_;
  size_t at_ = 0;
  int64_t values_[kMost];
};

}  // namespace mittari::engines
