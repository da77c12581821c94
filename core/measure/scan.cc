// The one loop over rows. Everything in it is arithmetic on codes.
#include <algorithm>

#include "measure/cells.h"

namespace mittari::measure {
namespace {

constexpr size_t kBlock = 1024;
constexpr size_t kDirect = size_t{1} << 22;  // entries of the largest direct table
constexpr uint32_t kNone = 0xFFFFFFFF;

// Numbers pairs (id, code) in the order they are met: by a plain table where
// all pairs fit one, else by hashing.
class PairNumbers {
 public:
  PairNumbers(size_t ids, size_t codes) : codes_(codes) {
    if (ids > 0 && codes > 0 && ids <= kDirect / codes) {
      direct_.assign(ids * codes, kNone);
    } else {
      slots_.assign(1024, {0, kNone});
    }
  }

  uint32_t Number(uint32_t id, uint32_t code) {
    if (!direct_.empty()) {
      uint32_t& at = direct_[size_t{id} * codes_ + code];
      if (at == kNone) at = Add(id, code);
      return at;
    }
    if (pairs_.size() * 2 >= slots_.size()) Grow();
    const uint64_t key = (uint64_t{id} << 32) | code;
    size_t at = Home(key);
    while (slots_[at].number != kNone && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    if (slots_[at].number == kNone) slots_[at] = {key, Add(id, code)};
    return slots_[at].number;
  }

  size_t size() const { return pairs_.size(); }
  std::pair<uint32_t, uint32_t> Pair(uint32_t number) const { return pairs_[number]; }

 private:
  struct Entry {
    uint64_t key;
    uint32_t number;
  };

  uint32_t Add(uint32_t id, uint32_t code) {
    pairs_.emplace_back(id, code);
    return static_cast<uint32_t>(pairs_.size() - 1);
  }
  size_t Home(uint64_t key) const {
    return (key * 0x9E3779B97F4A7C15ULL >> 20) & (slots_.size() - 1);
  }
  void Grow() {
    std::vector<Entry> old(slots_.size() * 2, Entry{0, kNone});
    old.swap(slots_);
    for (const Entry& entry : old) {
      if (entry.number == kNone) continue;
      size_t at = Home(entry.key);
      while (slots_[at].number != kNone) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = entry;
    }
  }

  size_t codes_;
  std::vector<uint32_t> direct_;
  std::vector<Entry> slots_;
  std::vector<std::pair<uint32_t, uint32_t>> pairs_;
};

}  // namespace

class Scanner {
 public:
  Scanner(const Scan& scan, size_t begin, size_t end) : scan_(scan) {
    MeasureDays(begin, end);
    size_t bound = days_;
    for (const Axis& axis : scan.axes) {
      stages_.emplace_back(bound, axis.labels().size());
      bound = std::min(end - begin, bound * axis.labels().size());
    }
    if (scan.axes.empty()) stages_.emplace_back(days_, 1);
    out_.sums_.resize(scan.slots.size());
    narrow_.resize(scan.slots.size());
    for (size_t s = 0; s < scan.slots.size(); ++s) {
      out_.sums_[s].measure = scan.slots[s].measure;
      out_.sums_[s].scale = scan.slots[s].column->scale();
    }
    for (size_t at = begin; at < end; at += kBlock) Block(at, std::min(kBlock, end - at));
    Describe();
  }

  PartialCells Take() && { return std::move(out_); }

 private:
  // Days are numbered from the first one; one number more for rows without.
  void MeasureDays(size_t begin, size_t end) {
    days_ = 1;
    if (scan_.day == nullptr) return;
    int64_t block[kBlock];
    int64_t low = INT64_MAX;
    int64_t high = INT64_MIN;
    for (size_t at = begin; at < end; at += kBlock) {
      const size_t count = std::min(kBlock, end - at);
      scan_.day->ReadInts(at, count, block);
      for (size_t i = 0; i < count; ++i) {
        if (scan_.day->IsNull(at + i)) continue;
        low = std::min(low, block[i]);
        high = std::max(high, block[i]);
      }
    }
    if (low > high) return;
    first_day_ = low;
    days_ = static_cast<size_t>(high - low) + 2;
  }

  void Block(size_t at, size_t count) {
    Pass(at, count);
    if (passed_ == 0) return;
    Identify(at, count);
    const size_t cells = stages_.back().size();
    out_.rows_.resize(cells + 1);
    for (size_t k = 0; k < passed_; ++k) out_.rows_[ids_[picked_[k]]] += 1;
    for (size_t s = 0; s < scan_.slots.size(); ++s) AddSlot(s, at, count, cells + 1);
  }

  void Pass(size_t at, size_t count) {
    std::fill_n(pass_, count, uint8_t{1});
    for (const Filter& filter : scan_.filters) {
      filter.axis.Read(at, count, codes_);
      for (size_t i = 0; i < count; ++i) pass_[i] &= filter.allowed[codes_[i]];
    }
    passed_ = 0;
    for (size_t i = 0; i < count; ++i) {
      picked_[passed_] = static_cast<uint16_t>(i);
      passed_ += pass_[i];
    }
  }

  // ids_: cell + 1, or 0, a cell that is thrown away, for rows filtered out.
  void Identify(size_t at, size_t count) {
    std::fill_n(ids_, count, 0u);
    if (scan_.day != nullptr && days_ > 1) {
      scan_.day->ReadInts(at, count, values_);
      for (size_t k = 0; k < passed_; ++k) {
        const size_t i = picked_[k];
        ids_[i] =
            scan_.day->IsNull(at + i) ? 0 : static_cast<uint32_t>(values_[i] - first_day_) + 1;
      }
    }
    for (size_t a = 0; a < stages_.size(); ++a) {
      if (scan_.axes.empty()) {
        std::fill_n(codes_, count, 0u);
      } else {
        scan_.axes[a].Read(at, count, codes_);
      }
      for (size_t k = 0; k < passed_; ++k) {
        const size_t i = picked_[k];
        ids_[i] = stages_[a].Number(ids_[i], codes_[i]);
      }
    }
    for (size_t k = 0; k < passed_; ++k) ids_[picked_[k]] += 1;
  }

  void AddSlot(size_t s, size_t at, size_t count, size_t cells) {
    const Slot& slot = scan_.slots[s];
    const table::Column& column = *slot.column;
    PartialCells::Sums& sums = out_.sums_[s];
    sums.units.resize(cells);
    sums.filled.resize(cells);
    sums.negative.resize(cells);
    const uint32_t* ids = ids_;
    if (slot.only) {
      slot.only->axis.Read(at, count, codes_);
      for (size_t i = 0; i < count; ++i) own_[i] = slot.only->allowed[codes_[i]] ? ids_[i] : 0;
      ids = own_;
      // Rows outside are no rows of this measure that lack a value: they count as filled with 0.
      for (size_t i = 0; i < count; ++i) sums.filled[ids_[i]] += own_[i] == ids_[i] ? 0 : 1;
    }
    if (!column.exact()) {
      for (size_t i = 0; i < count; ++i) {
        if (ids[i] == 0 || column.IsNull(at + i)) continue;
        const double value = column.reals()[at + i];
        AddExactly(&sums.reals[ids[i]], value);
        Seen(&sums, ids[i], value);
        ++sums.filled[ids[i]];
      }
      return;
    }
    const uint8_t* bytes = column.packed().bytes();
    switch (column.packed().width()) {
      case 1:
        return AddUnits<int8_t>(s, bytes, ids, at, count);
      case 2:
        return AddUnits<int16_t>(s, bytes, ids, at, count);
      case 4:
        return AddUnits<int32_t>(s, bytes, ids, at, count);
      default:
        return AddUnits<int64_t>(s, bytes, ids, at, count);
    }
  }

  // Cells of 32 bits at most can't fill 64 in a scan of fewer than 2^31 rows;
  // wider ones are summed in 128.
  template <typename T>
  void AddUnits(size_t s, const uint8_t* bytes, const uint32_t* ids, size_t at, size_t count) {
    PartialCells::Sums& sums = out_.sums_[s];
    const table::Column& column = *scan_.slots[s].column;
    T values[kBlock];
    __builtin_memcpy(values, bytes + at * sizeof(T), count * sizeof(T));
    T signs = 0;
    for (size_t i = 0; i < count; ++i) signs |= values[i];
    if constexpr (sizeof(T) < 8) {
      narrow_[s].resize(sums.units.size());
      int64_t* units = narrow_[s].data();
      if (ids == ids_) {  // a blank holds 0
        for (size_t k = 0; k < passed_; ++k) units[ids[picked_[k]]] += values[picked_[k]];
      } else {
        for (size_t i = 0; i < count; ++i) units[ids[i]] += values[i];
      }
    } else {
      for (size_t i = 0; i < count; ++i) sums.units[ids[i]] += values[i];
    }
    if (FilledIsRows(s)) {
      // Describe copies the rows.
    } else {
      for (size_t i = 0; i < count; ++i) ++sums.filled[ids[i]];
      if (column.null_count() > 0) {
        for (size_t i = 0; i < count; ++i) sums.filled[ids[i]] -= column.IsNull(at + i) ? 1 : 0;
      }
    }
    if (signs < 0) {
      for (size_t i = 0; i < count; ++i) {
        if (ids[i] != 0) Seen(&sums, ids[i], static_cast<double>(values[i]));
      }
    } else if (!sums.positive_seen && signs != 0) {
      for (size_t i = 0; i < count; ++i) sums.positive_seen |= ids[i] != 0 && values[i] > 0;
    }
  }

  // Every row of the selection has a value, so that nothing has to be counted.
  bool FilledIsRows(size_t s) const {
    const Slot& slot = scan_.slots[s];
    return slot.column->exact() && !slot.only && slot.column->null_count() == 0;
  }

  static void Seen(PartialCells::Sums* sums, uint32_t id, double value) {
    if (value < 0) {
      sums->negative_seen = true;
      ++sums->negative[id];
    } else if (value > 0) {
      sums->positive_seen = true;
    }
  }

  // Drops the cell that was thrown away and writes down what each cell is.
  void Describe() {
    const size_t cells = stages_.back().size();
    const size_t axes = scan_.axes.size();
    for (size_t s = 0; s < out_.sums_.size(); ++s) {
      PartialCells::Sums& sums = out_.sums_[s];
      for (size_t i = 0; i < narrow_[s].size(); ++i) sums.units[i] += narrow_[s][i];
      if (FilledIsRows(s)) sums.filled = out_.rows_;
    }
    const auto drop = [](auto* list) {
      if (!list->empty()) list->erase(list->begin());
    };
    drop(&out_.rows_);
    out_.rows_.resize(cells);
    for (PartialCells::Sums& sums : out_.sums_) {
      drop(&sums.units);
      drop(&sums.filled);
      drop(&sums.negative);
      sums.units.resize(cells);
      sums.filled.resize(cells);
      sums.negative.resize(cells);
      std::map<uint32_t, std::vector<double>> reals;
      for (auto& [id, parts] : sums.reals) reals.emplace(id - 1, std::move(parts));
      sums.reals = std::move(reals);
    }
    for (const Axis& axis : scan_.axes) {
      out_.axis_names_.push_back(axis.name());
      out_.labels_.push_back(axis.labels());
    }
    out_.days_.resize(cells);
    out_.codes_.resize(cells * axes);
    for (uint32_t cell = 0; cell < cells; ++cell) {
      uint32_t id = cell;
      for (size_t a = stages_.size(); a-- > 0;) {
        const auto [before, code] = stages_[a].Pair(id);
        if (axes > 0) out_.codes_[cell * axes + a] = code;
        id = before;
      }
      out_.days_[cell] = scan_.day == nullptr ? scan_.fixed_day
                         : id == 0            ? kNoDay
                                              : static_cast<Day>(first_day_ + id - 1);
    }
  }

  const Scan& scan_;
  PartialCells out_;
  int64_t first_day_ = 0;
  size_t days_ = 1;
  std::vector<PairNumbers> stages_;
  std::vector<std::vector<int64_t>> narrow_;  // per slot: sums that fit 64 bits
  size_t passed_ = 0;                         // rows of the block that pass, and which
  uint16_t picked_[kBlock + 1];
  uint8_t pass_[kBlock];
  uint32_t ids_[kBlock];
  uint32_t own_[kBlock];
  uint32_t codes_[kBlock];
  int64_t values_[kBlock];
};

PartialCells PartialCells::Of(const Scan& scan, size_t begin, size_t end) {
  return Scanner(scan, begin, end).Take();
}

}  // namespace mittari::measure
