// From the cells of a cube to those of an answer.
#include <algorithm>
#include <utility>

#include "measure/cube.h"

namespace mittari::measure {

struct Cube::Folding {
  std::vector<Step> steps;      // combinations that pass, and where they go
  std::vector<uint32_t> codes;  // target * axes + axis: ranks of labels
  size_t targets = 0;
};

// Targets are numbered in the order of their labels: with days ahead, that is
// the order in which finished cells stand.
Cube::Folding Cube::FoldingOf(const Scan& scan) const {
  const size_t axes = scan.axes.size();
  std::vector<size_t> from;
  std::vector<std::vector<uint32_t>> ranks;
  for (const Axis& axis : scan.axes) {
    from.push_back(static_cast<size_t>(AxisAt(axis.name())));
    ranks.push_back(axes_[from.back()].Ranks());
  }
  std::vector<size_t> filter_at;
  for (const Filter& filter : scan.filters) {
    filter_at.push_back(static_cast<size_t>(AxisAt(filter.axis.name())));
  }
  std::vector<std::pair<uint64_t, uint32_t>> keyed;  // (ranks as one number, combination)
  for (uint32_t combination = 0; combination < combinations_; ++combination) {
    const uint32_t* const codes = codes_.data() + combination * axes_.size();
    bool pass = true;
    for (size_t f = 0; f < filter_at.size(); ++f) {
      pass = pass && scan.filters[f].allowed[codes[filter_at[f]]] != 0;
    }
    if (!pass) continue;
    uint64_t key = 0;
    for (size_t a = 0; a < axes; ++a) key = key * ranks[a].size() + ranks[a][codes[from[a]]];
    keyed.emplace_back(key, combination);
  }
  std::vector<uint64_t> keys;
  for (const auto& [key, combination] : keyed) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  Folding out;
  out.targets = keys.size();
  for (const auto& [key, combination] : keyed) {
    const auto to = std::lower_bound(keys.begin(), keys.end(), key) - keys.begin();
    out.steps.push_back({combination, static_cast<uint32_t>(to)});
  }
  out.codes.resize(keys.size() * axes);
  for (size_t target = 0; target < keys.size(); ++target) {
    uint64_t rest = keys[target];
    for (size_t a = axes; a-- > 0;) {
      out.codes[target * axes + a] = static_cast<uint32_t>(rest % ranks[a].size());
      rest /= ranks[a].size();
    }
  }
  return out;
}

Cells Cube::Fold(const Scan& scan) const {
  const Folding folding = FoldingOf(scan);
  const size_t axes = scan.axes.size();
  const size_t targets = folding.targets;
  // Adds up one array over cells to one over (day, target).
  const auto fold = [&](const auto& cells, std::vector<int64_t>* out) {
    out->assign(days_.size() * targets, 0);
    for (size_t d = 0; d < days_.size(); ++d) {
      const auto* const from = cells.data() + d * combinations_;
      int64_t* const to = out->data() + d * targets;
      for (const Step& step : folding.steps) to[step.to] += from[step.from];
    }
  };
  Cells out;
  PartialCells& state = out.state_;
  for (const Axis& axis : scan.axes) {
    const Axis& own = axes_[static_cast<size_t>(AxisAt(axis.name()))];
    state.axis_names_.push_back(axis.name());
    state.labels_.push_back(own.labels());
    std::sort(state.labels_.back().begin(), state.labels_.back().end());
  }
  std::vector<int64_t> folded;
  fold(rows_, &folded);
  std::vector<uint32_t> kept;  // those that have rows
  for (uint32_t at = 0; at < folded.size(); ++at) {
    if (folded[at] != 0) kept.push_back(at);
  }
  const auto keep = [&kept](const std::vector<int64_t>& from, auto* to) {
    to->reserve(kept.size());
    for (const uint32_t at : kept) to->push_back(from[at]);
  };
  keep(folded, &state.rows_);
  state.codes_.reserve(kept.size() * axes);
  for (const uint32_t at : kept) {
    state.days_.push_back(days_[at / targets]);
    const auto code = folding.codes.begin() + static_cast<ptrdiff_t>(at % targets * axes);
    state.codes_.insert(state.codes_.end(), code, code + static_cast<ptrdiff_t>(axes));
  }
  for (const Slot& slot : scan.slots) {
    const Sums& sums = *Find(slot.measure);
    PartialCells::Sums to;
    to.measure = slot.measure;
    to.scale = sums.scale;
    sums.wide.empty() ? fold(sums.narrow, &folded) : fold(sums.wide, &folded);
    keep(folded, &to.units);
    if (sums.negative.empty()) {
      to.positive_seen =
          std::any_of(to.units.begin(), to.units.end(), [](Int128 u) { return u > 0; });
      to.negative.resize(kept.size());
    } else {
      fold(sums.positive, &folded);
      to.positive_seen = std::any_of(folded.begin(), folded.end(), [](int64_t n) { return n > 0; });
      fold(sums.negative, &folded);
      keep(folded, &to.negative);
      to.negative_seen = std::any_of(folded.begin(), folded.end(), [](int64_t n) { return n > 0; });
    }
    if (sums.filled.empty()) {
      to.filled = state.rows_;
    } else {
      fold(sums.filled, &folded);
      keep(folded, &to.filled);
    }
    state.sums_.push_back(std::move(to));
  }
  return out;
}

}  // namespace mittari::measure
