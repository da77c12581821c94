#include "measure/kept.h"

#include <algorithm>
#include <utility>

namespace mittari::measure {
namespace {

constexpr size_t kUsualSlots = 8;

}  // namespace

void Kept::Forget() {
  days_.reset();
  ends_.reset();
  axes_.clear();
  cubes_.clear();
  refused_.clear();
}

const std::vector<Day>& Kept::Days(const table::Column& column) {
  if (!days_) days_ = DistinctDays(column);
  return *days_;
}

const Axis* Kept::Find(std::string_view name) const {
  const auto at = axes_.find(name);
  return at == axes_.end() ? nullptr : &at->second;
}

void Kept::Keep(Axis axis) {
  const std::string name = axis.name();
  axes_.insert_or_assign(name, std::move(axis));
}

const Ends& Kept::EndsOf(const table::Column& column, const table::Column& from) {
  if (ends_) return *ends_;
  ends_.emplace();
  for (size_t row = 0; row < column.size(); ++row) {
    if (column.IsNull(row)) continue;
    const Day day = column.DayAt(row);
    ends_->last = ends_->last ? std::max(*ends_->last, day) : day;
    ends_->longer |= !from.IsNull(row) && day > from.DayAt(row);
  }
  return *ends_;
}

Cells Kept::Sum(const Scan& scan, const std::vector<Axis>& welcome) {
  const bool whole = std::all_of(scan.slots.begin(), scan.slots.end(),
                                 [](const Slot& slot) { return slot.column->exact(); });
  Cube* const cube = whole && scan.rows >= limits_.least_rows ? CubeFor(scan, welcome) : nullptr;
  if (cube == nullptr || !cube->Add(scan.slots)) return PartialCells::Of(scan).Finish();
  Cells out = cube->Fold(scan);
  Trim();
  return out;
}

Cube* Kept::CubeFor(const Scan& scan, const std::vector<Axis>& welcome) {
  Held* best = nullptr;
  for (Held& held : cubes_) {
    if (held.cube.Covers(scan) && (best == nullptr || held.cube.cells() < best->cube.cells()))
      best = &held;
  }
  if (best != nullptr) {
    best->used = ++clock_;
    return &best->cube;
  }
  std::vector<Axis> axes;
  const auto add = [&axes](const Axis& axis) {
    const bool there = std::any_of(axes.begin(), axes.end(),
                                   [&](const Axis& known) { return known.name() == axis.name(); });
    if (!there) axes.push_back(axis);
    return !there;
  };
  for (const Axis& axis : scan.axes) add(axis);
  for (const Filter& filter : scan.filters) add(filter.axis);
  std::vector<std::string> names;
  for (const Axis& axis : axes) names.push_back(axis.name());
  if (refused_.count(names) > 0) return nullptr;

  static const std::vector<Day> kNoDays;
  const std::vector<Day>& days = scan.day == nullptr ? kNoDays : Days(*scan.day);
  // Half of what may be kept, so that another question's cube has room beside it.
  const size_t room = limits_.bytes / 2 / (4 + 4 * std::max(scan.slots.size(), kUsualSlots));
  const size_t most = std::min({limits_.most_cells, scan.rows / limits_.rows_per_cell, room});
  size_t cells = days.size() + 1;
  for (const Axis& axis : axes) cells = cells > most ? cells : cells * axis.labels().size();
  for (const Axis& axis : welcome) {
    if (cells > most || axis.labels().size() > most / cells) continue;
    if (add(axis)) cells *= axis.labels().size();
  }
  std::optional<Cube> cube = Cube::Of(scan, days, axes, most);
  if (!cube) {
    refused_.insert(std::move(names));
    return nullptr;
  }
  cubes_.push_back({*std::move(cube), ++clock_});
  return &cubes_.back().cube;
}

size_t Kept::bytes() const {
  size_t out = 0;
  for (const Held& held : cubes_) out += held.cube.bytes();
  for (const auto& [name, axis] : axes_) out += axis.bytes();
  return out;
}

// The one just used is the last to go.
void Kept::Trim() {
  while (cubes_.size() > 1 && bytes() > limits_.bytes) {
    cubes_.erase(std::min_element(cubes_.begin(), cubes_.end(),
                                  [](const Held& a, const Held& b) { return a.used < b.used; }));
  }
}

}  // namespace mittari::measure
