#include "engines/buyers.h"

#include <algorithm>
#include <limits>

namespace mittari::engines {
namespace {

constexpr Day kUndated = std::numeric_limits<Day>::min();

}  // namespace

Buyers::Buyers(const Orders& orders, const std::vector<int>& groups) : orders_(&orders) {
  const table::Table& table = orders.table();
  const table::Column* currency = table.FindRole("currency");
  if (currency != nullptr && currency->kind() != table::Kind::kText) currency = nullptr;
  if (currency != nullptr) currencies_ = currency->dictionary();
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
    if (!orders.orders()[order].counts) continue;
    // An order is bought on its own day: a line that gives something back later is no purchase.
    const auto& day = orders.orders()[order].day;
    const Row entry{day ? *day : kUndated, order,
                    currency == nullptr || currency->IsNull(row) ? uint16_t{0xFFFF} : static_cast<uint16_t>(currency->Code(row))};
    rows_[static_cast<size_t>(group)].push_back(entry);
    rows_.back().push_back(entry);
  }
  for (std::vector<Row>& rows : rows_) {
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.day < b.day; });
  }
  seen_order_.assign(orders.orders().size(), 0);
  seen_customer_.assign(orders.customers(), 0);
  times_.assign(orders.customers(), 0);
}

bool Buyers::Has(const Orders& orders, std::string_view measure) {
  return orders.customers() > 0 && (measure == "purchasing_customers" || measure == "repeat_customers");
}

const Buyers::Count& Buyers::In(int group, const std::string& currency, bool dated, period::Window window) {
  if (!dated) window = {kUndated, std::numeric_limits<Day>::max()};
  const auto [at, fresh] = known_.try_emplace({group, currency, window.from, window.to});
  Count& out = at->second;
  if (!fresh) return out;
  const size_t place = group == kAll ? rows_.size() - 1 : static_cast<size_t>(group);
  if (place >= rows_.size() || (group != kAll && place + 1 >= rows_.size())) return out;
  const std::vector<Row>& rows = rows_[place];
  const auto before = [](const Row& row, Day day) { return row.day < day; };
  auto row = std::lower_bound(rows.begin(), rows.end(), window.from, before);
  ++question_;
  for (; row != rows.end() && row->day < window.to; ++row) {
    if (!currency.empty() && row->currency != 0xFFFF && currencies_[row->currency] != currency) continue;
    if (seen_order_[row->order] == question_) continue;
    seen_order_[row->order] = question_;
    ++out.orders;
    const Order& order = orders_->orders()[row->order];
    if (!order.buys || order.customer == Order::kNobody) continue;
    uint8_t& times = times_[order.customer];
    if (seen_customer_[order.customer] != question_) {
      seen_customer_[order.customer] = question_;
      times = 0;
      ++out.customers;
    }
    if (times == 1) ++out.repeaters;
    if (times < 2) ++times;
  }
  return out;
}

}  // namespace mittari::engines
