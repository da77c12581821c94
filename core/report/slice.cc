#include "report/slice.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "stats/interval.h"

namespace mittari::report {

using period::Bucket;
using period::Grain;

Slice::Slice(const Book& book, Selection selection)
    : book_(book), selection_(std::move(selection)) {
  cells_.reserve(book.sheets().size());
  for (const Sheet& sheet : book.sheets()) cells_.push_back(book.CellsIn(sheet, selection_));
}

bool Slice::AnyRows() const {
  for (size_t s = 0; s < cells_.size(); ++s) {
    const Sheet& sheet = book_.sheets()[s];
    if (!cells_[s].empty()) return true;
    if (sheet.recurring && Book::Selected(sheet, selection_) && sheet.recurring->AnyRows(selection_)) {
      return true;
    }
  }
  return false;
}

const measure::Final& Slice::Sum(int index) const {
  static const measure::Final kNothing;
  if (index < 0) return kNothing;
  sums_.resize(book_.measures());
  std::optional<measure::Final>& known = sums_[static_cast<size_t>(index)];
  if (known) return *known;
  measure::Final total;
  bool bought = false;
  for (size_t s = 0; s < cells_.size(); ++s) {
    const Sheet& sheet = book_.sheets()[s];
    if (sheet.recurring && Book::Selected(sheet, selection_)) {
      total.Append(sheet.recurring->Sum(book_.IdOf(index), selection_));
    }
    const int slot = book_.SlotAt(s, index);
    if (sheet.buying && !cells_[s].empty() && sheet.buying->Has(book_.IdOf(index))) {
      total.Append(sheet.buying->Count(book_.IdOf(index), selection_, std::exchange(bought, true)));
      continue;
    }
    if (slot >= 0 && !cells_[s].empty()) total.Append(sheet.cells.Sum(slot, cells_[s]));
    // A file of deals tells every close, one of orders every order: without one there were none.
    const bool tells = sheet.input->changes || sheet.input->orders != nullptr;
    total.none |= slot >= 0 && cells_[s].empty() && tells && Book::Selected(sheet, selection_);
  }
  known = std::move(total);
  return *known;
}

Slice::Clusters& Slice::ClustersOver(const std::vector<bool>& involved) const {
  for (const auto& known : clusters_) {
    if (known->involved == involved) return *known;
  }
  clusters_.push_back(std::make_unique<Clusters>(Cut(involved)));
  return *clusters_.back();
}

Slice::Clusters Slice::Cut(const std::vector<bool>& involved) const {
  Clusters out;
  out.involved = involved;
  Grain grain = Grain::kDay;
  std::vector<Bucket> weeks;
  for (size_t s = 0; s < involved.size(); ++s) {
    if (!involved[s]) continue;
    const Sheet& sheet = book_.sheets()[s];
    if (!sheet.dated) return out;
    grain = std::max(grain, sheet.native);
    Day last = measure::kNoDay;
    for (const uint32_t cell : cells_[s]) {  // in the order of days
      const Day day = sheet.cells.DayOf(cell);
      if (day == last) continue;
      last = day;
      const Bucket week = period::BucketOf(day, Grain::kWeek);
      if (weeks.empty() || weeks.back() != week) weeks.push_back(week);
    }
  }
  std::sort(weeks.begin(), weeks.end());
  weeks.erase(std::unique(weeks.begin(), weeks.end()), weeks.end());
  // Neighbouring days resemble each other: weeks are the safer clusters.
  if (grain == Grain::kDay && static_cast<int>(weeks.size()) >= stats::kMinClusters) {
    grain = Grain::kWeek;
  }
  // Where each bucket begins, sheet by sheet.
  std::vector<std::vector<std::pair<Bucket, uint32_t>>> starts(involved.size());
  std::vector<Bucket> buckets;
  for (size_t s = 0; s < involved.size(); ++s) {
    if (!involved[s]) continue;
    const Sheet& sheet = book_.sheets()[s];
    Day last = 0;
    for (uint32_t i = 0; i < cells_[s].size(); ++i) {
      const Day day = sheet.cells.DayOf(cells_[s][i]);
      if (i > 0 && day == last) continue;
      last = day;
      const Bucket bucket = day == measure::kNoDay ? day : period::BucketOf(day, grain);
      if (!starts[s].empty() && starts[s].back().first == bucket) continue;
      starts[s].emplace_back(bucket, i);
      buckets.push_back(bucket);
    }
  }
  std::sort(buckets.begin(), buckets.end());
  buckets.erase(std::unique(buckets.begin(), buckets.end()), buckets.end());
  if (static_cast<int>(buckets.size()) < stats::kMinClusters) return out;
  out.count = buckets.size();
  out.begins.resize(involved.size());
  for (size_t s = 0; s < involved.size(); ++s) {
    if (!involved[s]) continue;
    size_t next = 0;
    for (const Bucket bucket : buckets) {
      out.begins[s].push_back(next < starts[s].size() ? starts[s][next].second
                                                      : static_cast<uint32_t>(cells_[s].size()));
      if (next < starts[s].size() && starts[s][next].first == bucket) ++next;
    }
    out.begins[s].push_back(static_cast<uint32_t>(cells_[s].size()));
  }
  out.sums.resize(book_.measures());
  return out;
}

const std::vector<double>& Slice::SumsOf(Clusters& clusters, int index) const {
  std::vector<double>& sums = clusters.sums[static_cast<size_t>(index)];
  if (!sums.empty()) return sums;
  std::vector<size_t> holders;
  for (size_t s = 0; s < clusters.involved.size(); ++s) {
    if (clusters.involved[s] && book_.SlotAt(s, index) >= 0) holders.push_back(s);
  }
  if (holders.size() == 1) {
    const size_t s = holders[0];
    sums.resize(clusters.count);
    book_.sheets()[s].cells.Numbers(book_.SlotAt(s, index), cells_[s].data(),
                                    clusters.begins[s].data(), clusters.count, sums.data());
    return sums;
  }
  for (size_t c = 0; c < clusters.count; ++c) {
    const auto list = [&](size_t s) { return cells_[s].data() + clusters.begins[s][c]; };
    const auto count = [&](size_t s) { return clusters.begins[s][c + 1] - clusters.begins[s][c]; };
    const auto cells = [&](size_t s) -> const measure::Cells& { return book_.sheets()[s].cells; };
    Rational sum;
    for (const size_t s : holders) {
      if (count(s) > 0) sum = sum + cells(s).Sum(book_.SlotAt(s, index), list(s), count(s)).sum;
    }
    sums.push_back(sum.ToDouble());
  }
  return sums;
}

std::shared_ptr<const Slice> Slices::Of(const Selection& selection) {
  for (const auto& known : known_) {
    if (known->selection() == selection) return known;
  }
  known_.push_back(std::make_shared<const Slice>(book_, selection));
  return known_.back();
}

}  // namespace mittari::report
