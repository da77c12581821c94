#include "measure/cube.h"

#include <algorithm>

namespace mittari::measure {
namespace {

constexpr size_t kBlock = 1024;
constexpr size_t kMostCombinations = size_t{1} << 22;  // entries of the numbering table
constexpr uint32_t kNone = 0xFFFFFFFF;

// Calls use(row) for every blank cell.
template <typename Use>
void EachNull(const table::Column& column, const Use& use) {
  if (column.null_count() == 0) return;
  for (size_t word = 0; word * 64 < column.size(); ++word) {
    for (uint64_t bits = column.nulls().Word(word); bits != 0; bits &= bits - 1) {
      use(word * 64 + static_cast<size_t>(__builtin_ctzll(bits)));
    }
  }
}

// The values, each flipped where it is negative, or-ed: at least as large as the
// largest size. The lowest sign bit tells whether one is below zero.
template <typename T>
struct Extent {
  T folded = 0;
  T signs = 0;
};
template <typename T>
Extent<T> ExtentOf(const uint8_t* bytes, size_t count) {
  Extent<T> out;
  for (size_t i = 0; i < count; ++i) {
    T value;
    __builtin_memcpy(&value, bytes + i * sizeof(T), sizeof(T));
    out.folded |= static_cast<T>(value ^ (value >> (sizeof(T) * 8 - 1)));
    out.signs |= value;
  }
  return out;
}

template <typename Use>
void WithWidth(int width, const Use& use) {
  switch (width) {
    case 1:
      return use(int8_t{});
    case 2:
      return use(int16_t{});
    case 4:
      return use(int32_t{});
    default:
      return use(int64_t{});
  }
}

}  // namespace

std::vector<Day> DistinctDays(const table::Column& column) {
  std::vector<Day> out;
  int64_t block[kBlock];
  int64_t low = INT64_MAX;
  int64_t high = INT64_MIN;
  for (size_t at = 0; at < column.size(); at += kBlock) {
    const size_t count = std::min(kBlock, column.size() - at);
    column.ReadInts(at, count, block);
    for (size_t i = 0; i < count; ++i) {
      low = std::min(low, block[i]);
      high = std::max(high, block[i]);
    }
  }
  if (low > high) return out;
  std::vector<uint8_t> seen(static_cast<size_t>(high - low) + 1);
  for (size_t at = 0; at < column.size(); at += kBlock) {
    const size_t count = std::min(kBlock, column.size() - at);
    column.ReadInts(at, count, block);
    if (column.null_count() == 0) {
      for (size_t i = 0; i < count; ++i) seen[static_cast<size_t>(block[i] - low)] = 1;
    } else {
      for (size_t i = 0; i < count; ++i) {
        if (!column.IsNull(at + i)) seen[static_cast<size_t>(block[i] - low)] = 1;
      }
    }
  }
  for (size_t i = 0; i < seen.size(); ++i) {
    if (seen[i] != 0) out.push_back(static_cast<Day>(low + static_cast<int64_t>(i)));
  }
  return out;
}

std::optional<Cube> Cube::Of(const Scan& scan, const std::vector<Day>& days, std::vector<Axis> axes,
                             size_t most_cells) {
  Cube cube;
  cube.axes_ = std::move(axes);
  if (scan.day == nullptr) {
    cube.days_ = {scan.fixed_day};
  } else {
    cube.days_ = {kNoDay};
    cube.days_.insert(cube.days_.end(), days.begin(), days.end());
  }
  if (!cube.NumberRows(scan, most_cells)) return std::nullopt;
  if (scan.day != nullptr) cube.PlaceDays(*scan.day);
  cube.rows_.resize(cube.days_.size() * cube.combinations_);
  for (const uint32_t cell : cube.cell_of_) ++cube.rows_[cell];
  return cube;
}

// cell_of_: the combination of codes of every row, numbered.
bool Cube::NumberRows(const Scan& scan, size_t most_cells) {
  size_t product = 1;
  for (const Axis& axis : axes_) {
    if (axis.labels().size() > kMostCombinations / product) return false;
    product *= axis.labels().size();
  }
  cell_of_.resize(scan.rows);
  // Few combinations are all given a cell; of many, those that are met.
  const bool all = product <= most_cells / days_.size();
  std::vector<uint32_t> number(all ? 0 : product, kNone);
  std::vector<uint32_t> met;
  uint32_t codes[kBlock];
  for (size_t at = 0; at < scan.rows; at += kBlock) {
    const size_t count = std::min(kBlock, scan.rows - at);
    uint32_t* out = cell_of_.data() + at;
    for (size_t a = 0; a < axes_.size(); ++a) {
      axes_[a].Read(at, count, a == 0 ? out : codes);
      const auto labels = static_cast<uint32_t>(axes_[a].labels().size());
      for (size_t i = 0; a > 0 && i < count; ++i) out[i] = out[i] * labels + codes[i];
    }
    for (size_t i = 0; !all && i < count; ++i) {
      uint32_t& to = number[out[i]];
      if (to == kNone) {
        to = static_cast<uint32_t>(met.size());
        met.push_back(out[i]);
      }
      out[i] = to;
    }
    if (met.size() * days_.size() > most_cells) return false;
  }
  combinations_ = all ? product : met.size();
  codes_.resize(combinations_ * axes_.size());
  for (size_t combination = 0; combination < combinations_; ++combination) {
    size_t rest = all ? combination : met[combination];
    for (size_t a = axes_.size(); a-- > 0;) {
      codes_[combination * axes_.size() + a] =
          static_cast<uint32_t>(rest % axes_[a].labels().size());
      rest /= axes_[a].labels().size();
    }
  }
  return true;
}

void Cube::PlaceDays(const table::Column& column) {
  if (days_.size() == 1) return;  // all are blank
  const int64_t first = days_[1];
  std::vector<uint32_t> place(static_cast<size_t>(days_.back() - first) + 1);
  for (size_t d = 1; d < days_.size(); ++d) {
    place[static_cast<size_t>(days_[d] - first)] = static_cast<uint32_t>(d * combinations_);
  }
  const bool blanks = column.null_count() > 0;
  int64_t block[kBlock];
  for (size_t at = 0; at < cell_of_.size(); at += kBlock) {
    const size_t count = std::min(kBlock, cell_of_.size() - at);
    column.ReadInts(at, count, block);
    uint32_t* out = cell_of_.data() + at;
    for (size_t i = 0; i < count; ++i) {
      if (blanks && column.IsNull(at + i)) continue;
      out[i] += place[static_cast<size_t>(block[i] - first)];
    }
  }
}

int Cube::AxisAt(std::string_view name) const {
  for (size_t a = 0; a < axes_.size(); ++a) {
    if (axes_[a].name() == name) return static_cast<int>(a);
  }
  return -1;
}

bool Cube::Covers(const Scan& scan) const {
  return std::all_of(scan.axes.begin(), scan.axes.end(),
                     [&](const Axis& axis) { return HasAxis(axis.name()); }) &&
         std::all_of(scan.filters.begin(), scan.filters.end(),
                     [&](const Filter& filter) { return HasAxis(filter.axis.name()); });
}

const Cube::Sums* Cube::Find(std::string_view measure) const {
  const auto at = std::find_if(sums_.begin(), sums_.end(),
                               [&](const Sums& sums) { return sums.measure == measure; });
  return at == sums_.end() ? nullptr : &*at;
}

template <typename T>
void Cube::AddUnits(const uint8_t* bytes, const Slot& slot, Sums* sums) const {
  const bool both = ExtentOf<T>(bytes, cell_of_.size()).signs < 0;
  if (both) {
    sums->negative.resize(rows_.size());
    sums->positive.resize(rows_.size());
  }
  int64_t* const units = sums->units.data();
  uint32_t codes[kBlock];
  T values[kBlock];
  for (size_t at = 0; at < cell_of_.size(); at += kBlock) {
    const size_t count = std::min(kBlock, cell_of_.size() - at);
    const uint32_t* const cells = cell_of_.data() + at;
    __builtin_memcpy(values, bytes + at * sizeof(T), count * sizeof(T));
    if (slot.only) {
      slot.only->axis.Read(at, count, codes);
      for (size_t i = 0; i < count; ++i)
        values[i] = slot.only->allowed[codes[i]] ? values[i] : T{0};
    }
    for (size_t i = 0; i < count; ++i) units[cells[i]] += values[i];  // a blank holds 0
    for (size_t i = 0; both && i < count; ++i) {
      sums->negative[cells[i]] += values[i] < 0 ? 1 : 0;
      sums->positive[cells[i]] |= values[i] > 0 ? 1 : 0;
    }
  }
}

bool Cube::Add(const Slot& slot) {
  if (Find(slot.measure) != nullptr) return true;
  const table::Column& column = *slot.column;
  if (!column.exact()) return false;
  const uint8_t* const bytes = column.packed().bytes();
  const int width = column.packed().width();
  if (width == 8) {
    const int64_t largest = ExtentOf<int64_t>(bytes, cell_of_.size()).folded;
    if (largest >= INT64_MAX / static_cast<int64_t>(cell_of_.size() + 1)) return false;
  }
  Sums sums;
  sums.measure = slot.measure;
  sums.scale = column.scale();
  sums.units.resize(rows_.size());
  WithWidth(width, [&](auto type) { AddUnits<decltype(type)>(bytes, slot, &sums); });
  if (column.null_count() > 0) {
    sums.filled = rows_;
    uint32_t code = 0;
    EachNull(column, [&](size_t row) {
      // Rows that are no part of the measure do not lack a value.
      if (slot.only) slot.only->axis.Read(row, 1, &code);
      if (!slot.only || slot.only->allowed[code]) --sums.filled[cell_of_[row]];
    });
  }
  sums_.push_back(std::move(sums));
  return true;
}

size_t Cube::bytes() const {
  size_t out = cell_of_.size() * 4 + rows_.size() * 4 + codes_.size() * 4;
  for (const Sums& sums : sums_) {
    out += sums.units.size() * 8 + (sums.filled.size() + sums.negative.size()) * 4 +
           sums.positive.size();
  }
  return out;
}

}  // namespace mittari::measure
