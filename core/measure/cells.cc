#include "measure/cells.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mittari::measure {

void Final::Append(const Final& part) {
  sum = sum + part.sum;
  exact &= part.exact;
  rows += part.rows;
  filled += part.filled;
  negative += part.negative;
  none |= part.none;
}

void AddExactly(std::vector<double>* parts, double x) {
  size_t kept = 0;
  for (double y : *parts) {
    if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
    const double high = x + y;
    const double low = y - (high - x);
    if (low != 0) (*parts)[kept++] = low;
    x = high;
  }
  parts->resize(kept);
  if (x != 0) parts->push_back(x);
}

void PartialCells::Rescale(Sums* sums, int scale) {
  if (scale == sums->scale) return;
  const Int128 factor = PowerOfTen(scale - sums->scale);
  for (Int128& units : sums->units) units *= factor;
  sums->scale = scale;
}

void PartialCells::Merge(const PartialCells& later) {
  const size_t axes = axis_names_.size();
  // Labels of the later part, in the numbering of this one.
  std::vector<std::vector<uint32_t>> to(axes);
  for (size_t a = 0; a < axes; ++a) {
    std::map<std::string_view, uint32_t> known;
    for (uint32_t i = 0; i < labels_[a].size(); ++i) known.emplace(labels_[a][i], i);
    std::vector<std::string> fresh;
    for (const std::string& label : later.labels_[a]) {
      const auto at = known.find(label);
      if (at != known.end()) {
        to[a].push_back(at->second);
      } else {
        to[a].push_back(static_cast<uint32_t>(labels_[a].size() + fresh.size()));
        fresh.push_back(label);
      }
    }
    labels_[a].insert(labels_[a].end(), fresh.begin(), fresh.end());
  }
  std::map<std::vector<int64_t>, uint32_t> index;
  const auto key_of = [axes](Day day, const uint32_t* codes) {
    std::vector<int64_t> key(axes + 1);
    key[0] = day;
    for (size_t a = 0; a < axes; ++a) key[a + 1] = codes[a];
    return key;
  };
  for (uint32_t cell = 0; cell < days_.size(); ++cell) {
    index.emplace(key_of(days_[cell], codes_.data() + cell * axes), cell);
  }
  std::vector<uint32_t> target(later.days_.size());
  std::vector<uint32_t> codes(axes);
  for (uint32_t cell = 0; cell < later.days_.size(); ++cell) {
    for (size_t a = 0; a < axes; ++a) codes[a] = to[a][later.codes_[cell * axes + a]];
    const auto [at, fresh] =
        index.emplace(key_of(later.days_[cell], codes.data()), static_cast<uint32_t>(days_.size()));
    if (fresh) {
      days_.push_back(later.days_[cell]);
      codes_.insert(codes_.end(), codes.begin(), codes.end());
      rows_.push_back(0);
    }
    target[cell] = at->second;
    rows_[at->second] += later.rows_[cell];
  }
  for (size_t s = 0; s < sums_.size(); ++s) {
    Sums& mine = sums_[s];
    Sums theirs = later.sums_[s];
    Rescale(&mine, std::max(mine.scale, theirs.scale));
    Rescale(&theirs, mine.scale);
    mine.positive_seen |= theirs.positive_seen;
    mine.negative_seen |= theirs.negative_seen;
    mine.units.resize(days_.size());
    mine.filled.resize(days_.size());
    mine.negative.resize(days_.size());
    for (uint32_t cell = 0; cell < target.size(); ++cell) {
      mine.units[target[cell]] += theirs.units[cell];
      mine.filled[target[cell]] += theirs.filled[cell];
      mine.negative[target[cell]] += theirs.negative[cell];
    }
    for (const auto& [cell, parts] : theirs.reals) {
      for (const double part : parts) AddExactly(&mine.reals[target[cell]], part);
    }
  }
}

// Order is by what a cell means, never by when it was met.
Cells PartialCells::Finish() && {
  const size_t axes = axis_names_.size();
  const size_t count = days_.size();
  std::vector<std::vector<uint32_t>> rank(axes);
  std::vector<std::vector<std::string>> labels(axes);
  for (size_t a = 0; a < axes; ++a) {
    std::vector<uint32_t> order(labels_[a].size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](uint32_t x, uint32_t y) { return labels_[a][x] < labels_[a][y]; });
    rank[a].resize(order.size());
    for (uint32_t i = 0; i < order.size(); ++i) {
      rank[a][order[i]] = i;
      labels[a].push_back(labels_[a][order[i]]);
    }
  }
  for (size_t cell = 0; cell < count; ++cell) {
    for (size_t a = 0; a < axes; ++a) {
      codes_[cell * axes + a] = rank[a][codes_[cell * axes + a]];
    }
  }
  std::vector<uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) {
    if (days_[x] != days_[y]) return days_[x] < days_[y];
    return std::lexicographical_compare(codes_.begin() + x * axes, codes_.begin() + (x + 1) * axes,
                                        codes_.begin() + y * axes, codes_.begin() + (y + 1) * axes);
  });
  PartialCells sorted;
  sorted.axis_names_ = std::move(axis_names_);
  sorted.labels_ = std::move(labels);
  sorted.days_.reserve(count);
  sorted.codes_.reserve(codes_.size());
  sorted.rows_.reserve(count);
  std::vector<uint32_t> place(count);
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t from = order[i];
    place[from] = i;
    sorted.days_.push_back(days_[from]);
    sorted.rows_.push_back(rows_[from]);
    sorted.codes_.insert(sorted.codes_.end(), codes_.begin() + from * axes,
                         codes_.begin() + (from + 1) * axes);
  }
  for (Sums& sums : sums_) {
    Sums out;
    out.measure = std::move(sums.measure);
    out.scale = sums.scale;
    out.positive_seen = sums.positive_seen;
    out.negative_seen = sums.negative_seen;
    out.units.resize(count);
    out.filled.resize(count);
    out.negative.resize(count);
    for (uint32_t i = 0; i < count; ++i) {
      out.units[i] = sums.units[order[i]];
      out.filled[i] = sums.filled[order[i]];
      out.negative[i] = sums.negative[order[i]];
    }
    for (auto& [cell, parts] : sums.reals) out.reals[place[cell]] = std::move(parts);
    sorted.sums_.push_back(std::move(out));
  }
  Cells cells;
  cells.state_ = std::move(sorted);
  return cells;
}

int Cells::SlotOf(std::string_view measure) const {
  for (size_t s = 0; s < state_.sums_.size(); ++s) {
    if (state_.sums_[s].measure == measure) return static_cast<int>(s);
  }
  return -1;
}

void Cells::Numbers(int slot, const uint32_t* list, const uint32_t* begins, size_t parts,
                    double* out) const {
  constexpr int64_t kExact = int64_t{1} << 53;
  const PartialCells::Sums& sums = state_.sums_[slot];
  const auto power = static_cast<double>(PowerOfTen(std::min(sums.scale, 18)));
  for (size_t k = 0; k < parts; ++k) {
    if (!sums.reals.empty()) {
      out[k] = Sum(slot, list + begins[k], begins[k + 1] - begins[k]).sum.ToDouble();
      continue;
    }
    Int128 units = 0;
    for (uint32_t i = begins[k]; i < begins[k + 1]; ++i) units += sums.units[list[i]];
    const auto whole = static_cast<int64_t>(units);
    const bool small = whole == units && whole <= kExact && whole >= -kExact && sums.scale <= 18;
    // Two exact doubles: the division rounds once, as ToDouble would.
    out[k] = small ? static_cast<double>(whole) / power : ToDouble(units, sums.scale);
  }
}

Final Cells::Sum(int slot, const uint32_t* list, size_t count) const {
  const PartialCells::Sums& sums = state_.sums_[slot];
  Final out;
  Int128 units = 0;
  std::vector<double> parts;
  for (size_t i = 0; i < count; ++i) {
    const uint32_t cell = list[i];
    units += sums.units[cell];
    out.rows += state_.rows_[cell];
    out.filled += sums.filled[cell];
    out.negative += sums.negative[cell];
  }
  out.sum = Rational::Of(units, sums.scale);
  if (!sums.reals.empty()) {
    for (size_t i = 0; i < count; ++i) {
      const auto at = sums.reals.find(list[i]);
      if (at == sums.reals.end()) continue;
      out.exact = false;
      for (const double part : at->second) AddExactly(&parts, part);
    }
    for (const double part : parts) out.sum = out.sum + Rational::FromDouble(part);
  }
  return out;
}

}  // namespace mittari::measure
