#include "measure/cube.h"

#include <algorithm>

namespace mittari::measure {
namespace {

constexpr size_t kDayBlock = 1024;
constexpr size_t kMostCombinations = size_t{1} << 20;  // entries of the numbering table
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
  int64_t block[kDayBlock];
  int64_t low = INT64_MAX;
  int64_t high = INT64_MIN;
  for (size_t at = 0; at < column.size(); at += kDayBlock) {
    const size_t count = std::min(kDayBlock, column.size() - at);
    column.ReadInts(at, count, block);
    for (size_t i = 0; i < count; ++i) {
      low = std::min(low, block[i]);
      high = std::max(high, block[i]);
    }
  }
  if (low > high) return out;
  std::vector<uint8_t> seen(static_cast<size_t>(high - low) + 1);
  for (size_t at = 0; at < column.size(); at += kDayBlock) {
    const size_t count = std::min(kDayBlock, column.size() - at);
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
  cube.row_count_ = scan.rows;
  cube.day_ = scan.day;
  if (scan.day == nullptr) {
    cube.days_ = {scan.fixed_day};
  } else {
    cube.days_ = {kNoDay};
    cube.days_.insert(cube.days_.end(), days.begin(), days.end());
  }
  if (!cube.NumberCombinations(most_cells)) return std::nullopt;
  cube.PlaceDays();
  cube.rows_.resize(cube.days_.size() * cube.combinations_);
  uint32_t cells[kBlock];
  for (size_t at = 0; at < scan.rows; at += kBlock) {
    const size_t count = std::min(kBlock, scan.rows - at);
    cube.ReadCells(at, count, cells);
    for (size_t i = 0; i < count; ++i) ++cube.rows_[cells[i]];
  }
  for (const uint32_t rows : cube.rows_) cube.most_rows_ = std::max(cube.most_rows_, rows);
  return cube;
}

// Few combinations are all given a cell; of many, those that are met.
bool Cube::NumberCombinations(size_t most_cells) {
  size_t product = 1;
  for (const Axis& axis : axes_) {
    if (axis.labels().size() > kMostCombinations / product) return false;
    product *= axis.labels().size();
  }
  const bool all = product <= most_cells / days_.size();
  std::vector<uint32_t> met;
  if (!all) {
    number_.assign(product, kNone);
    combinations_ = 0;
    uint32_t codes[kBlock];
    uint32_t whole[kBlock];
    for (size_t at = 0; at < row_count_; at += kBlock) {
      const size_t count = std::min(kBlock, row_count_ - at);
      ReadCodes(at, count, codes, whole);
      for (size_t i = 0; i < count; ++i) {
        uint32_t& to = number_[whole[i]];
        if (to != kNone) continue;
        to = static_cast<uint32_t>(met.size());
        met.push_back(whole[i]);
      }
      if (met.size() * days_.size() > most_cells) return false;
    }
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

void Cube::PlaceDays() {
  if (days_.size() == 1) return;  // all are blank
  const int64_t first = days_[1];
  place_.resize(static_cast<size_t>(days_.back() - first) + 1);
  for (size_t d = 1; d < days_.size(); ++d) {
    place_[static_cast<size_t>(days_[d] - first)] = static_cast<uint32_t>(d * combinations_);
  }
}

// The codes of all axes as one number.
void Cube::ReadCodes(size_t begin, size_t count, uint32_t* room, uint32_t* out) const {
  if (axes_.empty()) std::fill_n(out, count, 0u);
  for (size_t a = 0; a < axes_.size(); ++a) {
    axes_[a].Read(begin, count, a == 0 ? out : room);
    if (a == 0) continue;
    const auto labels = static_cast<uint32_t>(axes_[a].labels().size());
    for (size_t i = 0; i < count; ++i) out[i] = out[i] * labels + room[i];
  }
}

void Cube::ReadCells(size_t begin, size_t count, uint32_t* out) const {
  uint32_t codes[kBlock];
  ReadCodes(begin, count, codes, out);
  if (!number_.empty()) {
    for (size_t i = 0; i < count; ++i) out[i] = number_[out[i]];
  }
  if (place_.empty()) return;
  int64_t days[kBlock];
  day_->ReadInts(begin, count, days);
  const int64_t first = days_[1];
  if (day_->null_count() == 0) {
    for (size_t i = 0; i < count; ++i) out[i] += place_[static_cast<size_t>(days[i] - first)];
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    if (!day_->IsNull(begin + i)) out[i] += place_[static_cast<size_t>(days[i] - first)];
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

// A measure that is being summed.
struct Cube::Adding {
  const Slot* slot = nullptr;
  const uint8_t* bytes = nullptr;  // of its cells
  int width = 0;
  bool both = false;  // some cells are below zero
  Sums sums;
};

bool Cube::Begin(const Slot& slot, Adding* adding) const {
  const table::Column& column = *slot.column;
  if (!column.exact()) return false;
  adding->slot = &slot;
  adding->bytes = column.packed().bytes();
  adding->width = column.packed().width();
  uint64_t largest = 0;
  WithWidth(adding->width, [&](auto type) {
    const auto extent = ExtentOf<decltype(type)>(adding->bytes, row_count_);
    largest = static_cast<uint64_t>(extent.folded);
    adding->both = extent.signs < 0;
  });
  // No cell's sum is larger: |value| <= largest + 1.
  const Int128 bound = (Int128{largest} + 1) * (Int128{most_rows_} + 1);
  if (adding->width == 8 && (Int128{largest} + 1) * (Int128{row_count_} + 1) > INT64_MAX) return false;
  Sums& sums = adding->sums;
  sums.measure = slot.measure;
  sums.scale = column.scale();
  bound <= INT32_MAX ? sums.narrow.resize(rows_.size()) : sums.wide.resize(rows_.size());
  if (adding->both) {
    sums.negative.resize(rows_.size());
    sums.positive.resize(rows_.size());
  }
  return true;
}

namespace {

template <typename T, typename Sum>
void AddValues(const T* values, const uint32_t* cells, size_t count, Sum* sums) {
  for (size_t i = 0; i < count; ++i) sums[cells[i]] += static_cast<Sum>(values[i]);  // a blank holds 0
}

}  // namespace

bool Cube::Add(const std::vector<Slot>& slots) {
  std::vector<Adding> adding;
  for (const Slot& slot : slots) {
    if (Find(slot.measure) != nullptr) continue;
    adding.emplace_back();
    if (!Begin(slot, &adding.back())) return false;
  }
  if (adding.empty()) return true;
  uint32_t cells[kBlock];
  uint32_t codes[kBlock];
  for (size_t at = 0; at < row_count_; at += kBlock) {
    const size_t count = std::min(kBlock, row_count_ - at);
    ReadCells(at, count, cells);
    for (Adding& one : adding) {
      if (one.slot->only) one.slot->only->axis.Read(at, count, codes);
      WithWidth(one.width, [&](auto type) {
        using T = decltype(type);
        T values[kBlock];
        __builtin_memcpy(values, one.bytes + at * sizeof(T), count * sizeof(T));
        if (one.slot->only) {
          const std::vector<uint8_t>& allowed = one.slot->only->allowed;
          for (size_t i = 0; i < count; ++i) values[i] = allowed[codes[i]] ? values[i] : T{0};
        }
        if (one.sums.wide.empty()) {
          AddValues(values, cells, count, one.sums.narrow.data());
        } else {
          AddValues(values, cells, count, one.sums.wide.data());
        }
        for (size_t i = 0; one.both && i < count; ++i) {
          one.sums.negative[cells[i]] += values[i] < 0 ? 1 : 0;
          one.sums.positive[cells[i]] |= values[i] > 0 ? 1 : 0;
        }
      });
    }
  }
  for (Adding& one : adding) {
    const table::Column& column = *one.slot->column;
    if (column.null_count() > 0) {
      one.sums.filled = rows_;
      uint32_t code = 0;
      uint32_t cell = 0;
      EachNull(column, [&](size_t row) {
        // Rows that are no part of the measure do not lack a value.
        if (one.slot->only) one.slot->only->axis.Read(row, 1, &code);
        if (one.slot->only && !one.slot->only->allowed[code]) return;
        ReadCells(row, 1, &cell);
        --one.sums.filled[cell];
      });
    }
    sums_.push_back(std::move(one.sums));
  }
  return true;
}

size_t Cube::bytes() const {
  size_t out = (rows_.size() + codes_.size() + number_.size() + place_.size()) * 4;
  for (const Sums& sums : sums_) {
    out += sums.narrow.size() * 4 + sums.wide.size() * 8 + (sums.filled.size() + sums.negative.size()) * 4 +
           sums.positive.size();
  }
  return out;
}

}  // namespace mittari::measure
