#include "engines/buyers.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "engines/columns.h"
#include "engines/words.h"

namespace mittari::engines {
namespace {

constexpr Day kUndated = std::numeric_limits<Day>::min();
constexpr uint32_t kNoCurrency = std::numeric_limits<uint32_t>::max();

}  // namespace

Buyers::Buyers(const Orders& orders, const std::vector<int>& groups) : orders_(&orders) {
  const table::Table& table = orders.table();
  const table::Column* currency = CurrenciesOf(table);
  if (currency != nullptr) {
    for (const std::string_view text : currency->dictionary()) currencies_.push_back(CurrencyName(text));
  }
  const int last = groups.empty() ? 0 : std::max(0, *std::max_element(groups.begin(), groups.end()));
  rows_.resize(static_cast<size_t>(last) + 2);
  constexpr int kUnseen = -3;
  std::vector<int> group_of(orders.orders().size(), kUnseen);
  for (size_t row = 0; row < table.rows(); ++row) {
    const int group = groups.empty() ? 0 : groups[row];
    const uint32_t order = orders.order_of()[row];
    split_ |= group_of[order] != kUnseen && group_of[order] != group;
    group_of[order] = group;
    if (group < 0) continue;
    if (!orders.orders()[order].counts && !orders.orders()[order].abandoned) continue;
    // An order is bought on its own day: a line that gives something back later is no purchase.
    const auto& day = orders.orders()[order].day;
    const Row entry{day ? *day : kUndated, order,
                    currency == nullptr || currency->IsNull(row) ? kNoCurrency : currency->Code(row)};
    rows_[static_cast<size_t>(group)].push_back(entry);
    rows_.back().push_back(entry);
  }
  for (std::vector<Row>& rows : rows_) {
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.day < b.day; });
  }
  seen_order_.assign(orders.orders().size(), 0);
  for (const Order& order : orders.orders()) first_.push_back(order.first ? 1 : 0);
  number_.resize(orders.customers());
  std::iota(number_.begin(), number_.end(), 0);
  crowd_ = std::make_shared<Crowd>();
  crowd_->met.assign(orders.customers(), 0);
  crowd_->times.assign(orders.customers(), 0);
}

void Buyers::Join(const std::vector<Buyers*>& all) {
  std::unordered_map<std::string_view, uint32_t> known;
  std::vector<std::pair<Buyers*, uint32_t>> first;  // of each customer, the first order
  const auto crowd = std::make_shared<Crowd>();
  for (Buyers* one : all) {
    for (uint32_t customer = 0; customer < one->number_.size(); ++customer) {
      const auto next = static_cast<uint32_t>(known.size());
      one->number_[customer] = known.emplace(one->orders_->CustomerName(customer), next).first->second;
    }
    first.resize(known.size());
    const std::vector<Order>& orders = one->orders_->orders();
    for (uint32_t o = 0; o < orders.size(); ++o) {
      if (!orders[o].first) continue;
      auto& best = first[one->number_[orders[o].customer]];
      if (best.first != nullptr) {
        const auto& day = best.first->orders_->orders()[best.second].day;
        const bool earlier = orders[o].day && (!day || *orders[o].day < *day);
        (earlier ? best.first->first_[best.second] : one->first_[o]) = 0;
        if (!earlier) continue;
      }
      best = {one, o};
    }
    one->joined_ = true;
    one->crowd_ = crowd;
  }
  crowd->met.assign(known.size(), 0);
  crowd->times.assign(known.size(), 0);
}

int64_t Buyers::Count::* Buyers::Counter(std::string_view measure) const {
  if (measure == "single_orders" && split_) return &Count::orders;
  if (measure == "bought_orders" && split_) return &Count::bought;
  if (measure == "carts_created" && split_ && orders_->tells_carts()) return &Count::carts;
  if (number_.empty()) return nullptr;
  if (measure == "first_time_buyers" && (split_ || joined_)) return &Count::firsts;
  if (measure == "purchasing_customers") return &Count::customers;
  return measure == "repeat_customers" ? &Count::repeaters : nullptr;
}

bool Buyers::Counts(std::string_view measure, uint32_t order) const {
  const Order& one = orders_->orders()[order];
  if (measure == "first_time_buyers") return first_[order] != 0;
  if (measure == "carts_created") return one.counts || one.abandoned;
  return measure == "single_orders" ? one.counts : one.buys && one.customer != Order::kNobody;
}

bool Buyers::Has(const Orders& orders, std::string_view measure) {
  return orders.customers() > 0 && (measure == "purchasing_customers" || measure == "repeat_customers");
}

Buyers::Count Buyers::In(int group, const std::string& currency, bool dated, period::Window window, bool on) {
  if (!dated) window = {kUndated, std::numeric_limits<Day>::max()};
  const auto [at, fresh] = known_.try_emplace({group, currency, window.from, window.to});
  Count& out = at->second;
  if (!fresh && !joined_) return out;
  out = Count();
  if (!on) ++crowd_->question;
  const uint32_t question = crowd_->question;
  const size_t place = group == kAll ? rows_.size() - 1 : static_cast<size_t>(group);
  if (place >= rows_.size() || (group != kAll && place + 1 >= rows_.size())) return out;
  const std::vector<Row>& rows = rows_[place];
  const auto before = [](const Row& row, Day day) { return row.day < day; };
  auto row = std::lower_bound(rows.begin(), rows.end(), window.from, before);
  for (; row != rows.end() && row->day < window.to; ++row) {
    if (!currency.empty() && row->currency != kNoCurrency && currencies_[row->currency] != currency) continue;
    if (seen_order_[row->order] == question) continue;
    seen_order_[row->order] = question;
    ++out.carts;
    const Order& order = orders_->orders()[row->order];
    if (!order.counts) continue;
    ++out.orders;
    out.firsts += first_[row->order];
    if (!order.buys || order.customer == Order::kNobody) continue;
    ++out.bought;
    const uint32_t customer = number_[order.customer];
    uint8_t& times = crowd_->times[customer];
    if (crowd_->met[customer] != question) {
      crowd_->met[customer] = question;
      times = 0;
      ++out.customers;
    }
    if (times == 1) ++out.repeaters;
    if (times < 2) ++times;
  }
  return out;
}

}  // namespace mittari::engines
