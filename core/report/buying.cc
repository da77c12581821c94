#include "report/buying.h"

#include <limits>
#include <utility>

#include "measure/cells.h"
#include "report/book.h"

namespace mittari::report {

using engines::Buyers;

Buying::Buying(const engines::Orders& orders, const std::vector<measure::Axis>& by,
               const std::vector<measure::Filter>& filters) {
  RowGroups groups = RowGroups::Of(orders.table().rows(), by, filters);
  texts_ = std::move(groups.texts);
  buyers_ = std::make_unique<Buyers>(orders, groups.of);
}

void Buying::Join(const std::vector<Buying*>& all) {
  std::vector<Buyers*> buyers;
  for (Buying* one : all) buyers.push_back(one->buyers_.get());
  Buyers::Join(buyers);
}

void Buying::SetKeys(const std::vector<int>& keys) {
  group_of_.clear();
  for (size_t g = 0; g < keys.size(); ++g) {
    if (keys[g] < 0) continue;
    const size_t key = static_cast<size_t>(keys[g]);
    if (group_of_.size() <= key) group_of_.resize(key + 1, RowGroups::kLeftOut);
    group_of_[key] = static_cast<int>(g);
  }
}

measure::Final Buying::Count(std::string_view measure, const Selection& selection, bool on) const {
  int group = Buyers::kAll;
  if (selection.key >= 0) {
    const size_t key = static_cast<size_t>(selection.key);
    group = key < group_of_.size() ? group_of_[key] : RowGroups::kLeftOut;
  }
  measure::Final out;
  if (group == RowGroups::kLeftOut) return out;
  const bool dated = selection.time != Selection::Time::kAll;
  period::Window window = selection.window;
  if (selection.time == Selection::Time::kUndated) window = {measure::kNoDay, measure::kNoDay + 1};
  const Buyers::Count count = buyers_->In(group, selection.currency, dated, window, on);
  out.sum = Rational(count.*buyers_->Counter(measure));
  out.rows = out.filled = on ? 0 : 1;
  return out;
}

}  // namespace mittari::report
