#include "measure/axis.h"

#include <algorithm>
#include <unordered_map>

#include "base/date.h"
#include "base/decimal.h"

namespace mittari::measure {
namespace {

constexpr size_t kBlock = 1024;

std::string TextAt(const table::Column& column, size_t row) {
  if (column.kind() == table::Kind::kDay) return FormatIsoDate(column.DayAt(row));
  if (!column.exact()) return FormatDouble(column.Real(row));
  std::string text = ToString(column.Units(row), column.scale());
  if (column.scale() > 0) {  // 12.50 and 12.5 are one number
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

}  // namespace

uint32_t Axis::Label(std::string_view text) {
  const auto found = std::find(labels_.begin(), labels_.end(), text);
  if (found != labels_.end()) return static_cast<uint32_t>(found - labels_.begin());
  labels_.emplace_back(text);
  return static_cast<uint32_t>(labels_.size() - 1);
}

Axis Axis::Of(std::string name, const table::Column& column) {
  Axis axis;
  axis.name_ = std::move(name);
  if (column.kind() == table::Kind::kText) {
    axis.column_ = &column;
    axis.labels_ = column.dictionary();
    axis.remap_.resize(axis.labels_.size());
    for (uint32_t i = 0; i < axis.remap_.size(); ++i) axis.remap_[i] = i;
    if (column.null_count() > 0 || axis.labels_.empty()) axis.blank_ = axis.Label("");
    return axis;
  }
  std::unordered_map<std::string, uint32_t> seen;
  axis.codes_.reserve(column.size());
  for (size_t row = 0; row < column.size(); ++row) {
    const std::string text = column.IsNull(row) ? "" : TextAt(column, row);
    const auto [at, fresh] = seen.emplace(text, static_cast<uint32_t>(axis.labels_.size()));
    if (fresh) axis.labels_.push_back(text);
    axis.codes_.push_back(at->second);
  }
  if (axis.labels_.empty()) axis.labels_.emplace_back();
  return axis;
}

Axis Axis::Constant(std::string name, std::string text) {
  Axis axis;
  axis.name_ = std::move(name);
  axis.labels_.push_back(std::move(text));
  return axis;
}

Axis Axis::Mapped(std::string name, const std::function<std::string(std::string_view)>& map) const {
  Axis axis;
  axis.name_ = std::move(name);
  axis.column_ = column_;
  std::unordered_map<std::string, uint32_t> seen;
  std::vector<uint32_t> to(labels_.size());
  for (size_t i = 0; i < labels_.size(); ++i) {
    const auto [at, fresh] =
        seen.emplace(map(labels_[i]), static_cast<uint32_t>(axis.labels_.size()));
    if (fresh) axis.labels_.push_back(at->first);
    to[i] = at->second;
  }
  axis.blank_ = to[blank_];
  for (const uint32_t code : remap_) axis.remap_.push_back(to[code]);
  for (const uint32_t code : codes_) axis.codes_.push_back(to[code]);
  return axis;
}

void Axis::Read(size_t begin, size_t count, uint32_t* out) const {
  if (!codes_.empty()) {
    std::copy_n(codes_.begin() + static_cast<ptrdiff_t>(begin), count, out);
    return;
  }
  if (column_ == nullptr || remap_.empty()) {
    std::fill_n(out, count, blank_);
    return;
  }
  int64_t codes[kBlock];
  const bool blanks = column_->null_count() > 0;
  for (size_t done = 0; done < count;) {
    const size_t part = std::min(kBlock, count - done);
    column_->ReadInts(begin + done, part, codes);
    for (size_t i = 0; i < part; ++i) out[done + i] = remap_[static_cast<size_t>(codes[i])];
    if (blanks) {
      for (size_t i = 0; i < part; ++i) {
        if (column_->IsNull(begin + done + i)) out[done + i] = blank_;
      }
    }
    done += part;
  }
}

Filter Filter::Of(Axis axis, const std::function<bool(std::string_view)>& allows) {
  Filter filter;
  for (const std::string& label : axis.labels()) filter.allowed.push_back(allows(label) ? 1 : 0);
  filter.axis = std::move(axis);
  return filter;
}

}  // namespace mittari::measure
