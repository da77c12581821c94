#include "table/table.h"

#include <algorithm>

#include "base/blocks.h"

namespace mittari::table {

Table::Table(std::string kind, std::vector<Column> columns, size_t rows)
    : kind_(std::move(kind)), columns_(std::move(columns)), rows_(rows) {}

const Column* Table::FindOutline(std::string_view role) const {
  if (role.empty()) return nullptr;
  for (const Column& column : columns_) {
    if (column.role().role == role) return &column;
  }
  return nullptr;
}

const Column* Table::FindRole(std::string_view role) const {
  const Column* const outline = FindOutline(role);
  return outline == nullptr ? nullptr : Made(static_cast<size_t>(outline - columns_.data()));
}

const Column* Table::FindName(std::string_view name) const {
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].name() == name) return Made(i);
  }
  return nullptr;
}

void Table::Defer(Column outline, std::function<Column()> make) {
  deferred_.resize(columns_.size());
  deferred_.push_back(std::move(make));
  columns_.push_back(std::move(outline));
}

const Column* Table::Made(size_t column) const {
  if (column < deferred_.size() && deferred_[column]) {
    columns_[column] = deferred_[column]();
    deferred_[column] = nullptr;
  }
  return &columns_[column];
}

void Table::MakeAll() const {
  for (size_t i = 0; i < deferred_.size(); ++i) Made(i);
  deferred_.clear();
}

void Table::SetConstant(std::string role, std::string value) {
  for (auto& [known, held] : constants_) {
    if (known == role) {
      held = std::move(value);
      return;
    }
  }
  constants_.emplace_back(std::move(role), std::move(value));
}

const std::string* Table::Constant(std::string_view role) const {
  for (const auto& [known, value] : constants_) {
    if (known == role) return &value;
  }
  return nullptr;
}

int64_t Table::LineOf(size_t row) const {
  auto after = std::upper_bound(line_runs_.begin(), line_runs_.end(), row,
                                [](size_t r, const auto& run) { return r < run.first; });
  if (after == line_runs_.begin()) return -1;
  const auto& [first, line] = *(after - 1);
  return line + static_cast<int64_t>(row - first);
}

Int128 Column::Sum() const {
  Int128 sum = 0;
  const auto read = [this](size_t begin, size_t count, int64_t* to) { ReadInts(begin, count, to); };
  ForBlocks(size(), read, [&sum](const int64_t* block, size_t, size_t count) {
    for (size_t i = 0; i < count; ++i) sum += block[i];  // a null holds 0
  });
  return sum;
}

}  // namespace mittari::table
