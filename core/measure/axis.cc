#include "measure/axis.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "base/date.h"
#include "base/decimal.h"

namespace mittari::measure {
namespace {

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

template <typename T>
void Widen(const uint8_t* bytes, size_t begin, size_t count, uint32_t* out) {
  for (size_t i = 0; i < count; ++i) {
    T code;
    __builtin_memcpy(&code, bytes + (begin + i) * sizeof(T), sizeof(T));
    out[i] = static_cast<uint32_t>(code);
  }
}

}  // namespace

uint32_t Axis::Data::Label(std::string_view text) {
  const auto found = std::find(labels.begin(), labels.end(), text);
  if (found != labels.end()) return static_cast<uint32_t>(found - labels.begin());
  labels.emplace_back(text);
  return static_cast<uint32_t>(labels.size() - 1);
}

Axis Axis::Of(std::string name, const table::Column& column) {
  auto data = std::make_shared<Data>();
  data->name = std::move(name);
  Axis axis;
  if (column.kind() == table::Kind::kText) {
    data->column = &column;
    for (const std::string_view text : column.dictionary()) data->labels.emplace_back(text);
    data->remap.resize(data->labels.size());
    std::iota(data->remap.begin(), data->remap.end(), 0);
    data->same = true;
    if (column.null_count() > 0 || data->labels.empty()) data->blank = data->Label("");
    axis.data_ = std::move(data);
    return axis;
  }
  std::unordered_map<std::string, uint32_t> seen;
  data->codes.reserve(column.size());
  for (size_t row = 0; row < column.size(); ++row) {
    const std::string text = column.IsNull(row) ? "" : TextAt(column, row);
    const auto [at, fresh] = seen.emplace(text, static_cast<uint32_t>(data->labels.size()));
    if (fresh) data->labels.push_back(text);
    data->codes.push_back(at->second);
  }
  if (data->labels.empty()) data->labels.emplace_back();
  axis.data_ = std::move(data);
  return axis;
}

Axis Axis::Constant(std::string name, std::string text) {
  auto data = std::make_shared<Data>();
  data->name = std::move(name);
  data->labels.push_back(std::move(text));
  Axis axis;
  axis.data_ = std::move(data);
  return axis;
}

Axis Axis::Mapped(std::string name, const std::function<std::string(std::string_view)>& map) const {
  auto data = std::make_shared<Data>();
  data->name = std::move(name);
  data->column = data_->column;
  std::unordered_map<std::string, uint32_t> seen;
  std::vector<uint32_t> to(labels().size());
  for (size_t i = 0; i < to.size(); ++i) {
    const auto [at, fresh] =
        seen.emplace(map(labels()[i]), static_cast<uint32_t>(data->labels.size()));
    if (fresh) data->labels.push_back(at->first);
    to[i] = at->second;
  }
  data->blank = to[data_->blank];
  for (const uint32_t code : data_->remap) data->remap.push_back(to[code]);
  for (const uint32_t code : data_->codes) data->codes.push_back(to[code]);
  Axis axis;
  axis.data_ = std::move(data);
  return axis;
}

void Axis::Read(size_t begin, size_t count, uint32_t* out) const {
  const Data& data = *data_;
  if (!data.codes.empty()) {
    std::copy_n(data.codes.begin() + static_cast<ptrdiff_t>(begin), count, out);
    return;
  }
  if (data.column == nullptr || data.remap.empty()) {
    std::fill_n(out, count, data.blank);
    return;
  }
  const table::PackedInts& packed = data.column->packed();
  const uint8_t* bytes = packed.bytes();
  switch (packed.width()) {
    case 1:
      Widen<int8_t>(bytes, begin, count, out);
      break;
    case 2:
      Widen<int16_t>(bytes, begin, count, out);
      break;
    case 4:
      Widen<int32_t>(bytes, begin, count, out);
      break;
    default:
      Widen<int64_t>(bytes, begin, count, out);
  }
  if (!data.same) {
    for (size_t i = 0; i < count; ++i) out[i] = data.remap[out[i]];
  }
  if (data.column->null_count() == 0) return;
  for (size_t i = 0; i < count; ++i) {
    if (data.column->IsNull(begin + i)) out[i] = data.blank;
  }
}

std::vector<uint32_t> Axis::Ranks() const {
  std::vector<uint32_t> order(labels().size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](uint32_t a, uint32_t b) { return labels()[a] < labels()[b]; });
  std::vector<uint32_t> ranks(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) ranks[order[i]] = i;
  return ranks;
}

Filter Filter::Of(Axis axis, const std::function<bool(std::string_view)>& allows) {
  Filter filter;
  for (const std::string& label : axis.labels()) filter.allowed.push_back(allows(label) ? 1 : 0);
  filter.axis = std::move(axis);
  return filter;
}

}  // namespace mittari::measure
