#include "engines/order_lines.h"

#include <string_view>
#include <unordered_map>
#include <utility>

#include "measure/axis.h"

namespace mittari::engines {
namespace {

using table::Column;
using table::Kind;

// Lines of one order stand near each other: no further back is looked for one of the same number.
constexpr int kMostOfOneNumber = 16;
constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

bool Filled(const Column* column, size_t row) { return column != nullptr && !column->IsNull(row); }

// A row below zero gives back what was ordered.
bool Returns(const Column* value, size_t row) { return Filled(value, row) && value->Real(row) < 0; }

// Customers of all rows by number; e-mail addresses without regard to case.
std::vector<uint32_t> NumberCustomers(const table::Table& table, std::vector<std::string>* names) {
  std::vector<uint32_t> out(table.rows(), Order::kNobody);
  const Column* id = table.FindRole("customer_id");
  if (id == nullptr || id->role().measure || id->null_count() == id->size()) return out;
  const measure::Axis axis = measure::Axis::Of("customer_id", *id);
  std::unordered_map<std::string, uint32_t> known;
  std::vector<uint32_t> number;
  number.reserve(axis.labels().size());
  for (const std::string& label : axis.labels()) {
    std::string name = label;
    const uint32_t next = static_cast<uint32_t>(names->size());
    if (name.find('@') != std::string::npos) {
      for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
      const auto [at, fresh] = known.emplace(name, next);
      number.push_back(at->second);
      if (!fresh) continue;
    } else {
      number.push_back(next);
    }
    names->push_back(std::move(name));
  }
  std::vector<uint32_t> codes(table.rows());
  axis.Read(0, codes.size(), codes.data());
  for (size_t row = 0; row < codes.size(); ++row) {
    if (!id->IsNull(row)) out[row] = number[codes[row]];
  }
  return out;
}

}  // namespace

OrderLines::Columns OrderLines::ColumnsOf(const table::Table& table) {
  Columns out;
  out.id = table.FindRole("order_id");
  for (const std::string_view role : {"order_date", "date", "created_date"}) {
    const Column* column = table.FindRole(role);
    if (out.date == nullptr && column != nullptr && column->kind() == Kind::kDay) out.date = column;
  }
  for (const std::string_view role : {"gross_revenue", "revenue"}) {
    const Column* column = table.FindRole(role);
    if (column == nullptr || column->kind() != Kind::kNumber || !column->role().measure) continue;
    if (out.value == nullptr) out.value = column;
  }
  return out;
}

OrderLines OrderLines::Of(const table::Table& table) {
  const size_t rows = table.rows();
  const Columns of = ColumnsOf(table);
  OrderLines out;
  const std::vector<uint32_t> customers = NumberCustomers(table, &out.customers);
  std::vector<uint32_t> codes(rows);
  std::vector<uint32_t> latest;  // of a number, the last order that has it
  if (of.id != nullptr) {
    const measure::Axis axis = measure::Axis::Of("order_id", *of.id);
    axis.Read(0, rows, codes.data());
    latest.assign(axis.labels().size(), kNone);
  }
  out.order.assign(rows, 0);
  std::vector<uint32_t> earlier;  // of an order, the one before it of the same number
  std::vector<bool> bought;       // whether a row of it is no refund
  for (size_t row = 0; row < rows; ++row) {
    const bool named = Filled(of.id, row);
    const bool dated = Filled(of.date, row);
    const bool returns = Returns(of.value, row);
    const uint32_t customer = customers[row];
    uint32_t found = kNone;
    if (named) {
      int steps = 0;
      for (uint32_t o = latest[codes[row]]; o != kNone && steps < kMostOfOneNumber; o = earlier[o], ++steps) {
        const Order& order = out.orders[o];
        const bool one = order.customer == Order::kNobody || customer == Order::kNobody || order.customer == customer;
        const bool when = !order.day || !dated || *order.day == of.date->DayAt(row) || returns || !bought[o];
        if (!one || !when) continue;
        found = o;
        break;
      }
    } else if (row > 0 && of.id != nullptr && !dated && customer == Order::kNobody) {
      found = out.order[row - 1];  // a line that says nothing of its order goes on with it
    }
    if (found == kNone) {
      found = static_cast<uint32_t>(out.orders.size());
      out.orders.emplace_back();
      out.orders.back().row = static_cast<uint32_t>(row);
      earlier.push_back(named ? latest[codes[row]] : kNone);
      bought.push_back(!returns);
      if (named && latest[codes[row]] != kNone) out.reused.push_back(static_cast<uint32_t>(row));
      if (named) latest[codes[row]] = found;
    } else {
      ++out.joined;
    }
    Order& order = out.orders[found];
    if (!bought[found] && !returns) {  // the refund stood above what it gives back
      bought[found] = true;
      order.row = static_cast<uint32_t>(row);
      order.day.reset();
    }
    if (order.customer == Order::kNobody) order.customer = customer;
    if (!order.day && dated) order.day = of.date->DayAt(row);
    out.order[row] = found;
  }
  out.begin.assign(out.orders.size() + 1, 0);
  for (const uint32_t order : out.order) ++out.begin[order + 1];
  for (size_t o = 1; o < out.begin.size(); ++o) out.begin[o] += out.begin[o - 1];
  std::vector<uint32_t> next(out.begin.begin(), out.begin.end() - 1);
  out.lines.resize(rows);
  for (size_t row = 0; row < rows; ++row) out.lines[next[out.order[row]]++] = static_cast<uint32_t>(row);
  return out;
}

}  // namespace mittari::engines
