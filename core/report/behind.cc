#include "report/behind.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "report/prepared.h"
#include "report/sheet.h"

namespace mittari::report {
namespace {

using engines::Deal;
using engines::Outcome;
using table::Column;
using table::Kind;

Json TextAt(const table::Table& table, std::string_view role, uint32_t row) {
  const Column* column = table.FindRole(role);
  if (column == nullptr || column->IsNull(row)) return nullptr;
  if (column->kind() == Kind::kText) return column->dictionary()[column->Code(row)];
  if (column->kind() == Kind::kNumber && column->exact()) return ToString(column->Units(row), column->scale());
  return nullptr;
}

Json DayJson(const std::optional<Day>& day) { return day ? Json(FormatIsoDate(*day)) : Json(); }

// Rows of the sheet's table in the selection, by its filters, key and dates.
std::vector<uint32_t> RowsIn(const Book& book, const Sheet& sheet, const Selection& selection, bool stock) {
  const table::Table& table = *sheet.input->table;
  const Query& query = book.query();
  const Column* date = table.FindRole("date");
  Where where = query.where;
  if (selection.key >= 0) {
    const std::vector<std::string>& key = book.keys()[static_cast<size_t>(selection.key)];
    for (size_t d = 0; d < query.dimensions.size(); ++d) where.push_back({query.dimensions[d], {key[d]}});
  }
  std::vector<uint32_t> out;
  const Result<std::vector<uint8_t>> kept = RowsKept(table, where, book.catalog());
  if (!kept.ok()) return out;  // the sheet has no part in such a selection
  for (uint32_t row = 0; row < kept->size(); ++row) {
    if ((*kept)[row] == 0) continue;
    if (selection.time == Selection::Time::kWindow) {
      if (date == nullptr || date->IsNull(row)) continue;
      const Day day = date->DayAt(row);
      if (day >= selection.window.to || (!stock && day < selection.window.from)) continue;
    }
    out.push_back(row);
  }
  return out;
}

Json DealJson(const Input& input, uint32_t row) {
  const table::Table& file = *input.file;
  const Deal& deal = input.prepared->deals->deals()[row];
  Json out = {{"line", file.LineOf(row)}, {"id", TextAt(file, "deal_id", row)}};
  const Json name = TextAt(file, "deal_name", row);
  if (!name.is_null()) out["name"] = name;
  const Column* amount = file.FindRole("amount");
  out["amount"] = amount == nullptr || amount->kind() != Kind::kNumber || amount->IsNull(row)
                      ? Json()
                      : Json(amount->Real(row));
  out["created"] = DayJson(deal.created);
  out["closed"] = DayJson(deal.closed);
  out["outcome"] = deal.outcome == Outcome::kWon ? "won" : deal.outcome == Outcome::kLost ? "lost" : "open";
  if (const std::optional<int> cycle = deal.Cycle()) out["days"] = *cycle;
  return out;
}

Json Deals(const Book& book, const Plan& plan, const Selection& selection, size_t most) {
  std::set<uint32_t> rows;  // of the file
  const Input* of = nullptr;
  for (const Sheet& sheet : book.sheets()) {
    const Input& input = *sheet.input;
    if (input.prepared == nullptr || input.prepared->deals == nullptr || !Book::Selected(sheet, selection)) continue;
    if (of != nullptr && of->prepared != input.prepared) continue;  // one file's list
    const engines::Deals& deals = *input.prepared->deals;
    for (const auto* list : {&plan.sums, &plan.stocks}) {
      for (const std::string& id : *list) {
        const Column* column = input.table->FindRole(id);
        if (column == nullptr || !column->role().measure) continue;
        of = &input;
        const bool stock = list == &plan.stocks;
        for (const uint32_t row : RowsIn(book, sheet, selection, stock)) {
          if (!column->IsNull(row) && column->Real(row) == 0) continue;
          const uint32_t source = input.table == &deals.closes() ? deals.close_rows()[row]
                                  : input.table == &deals.created() ? row
                                                                    : input.prepared->stages->rows()[row];
          if (stock && input.table == &deals.closes()) {
            rows.erase(source);  // no longer open
          } else {
            rows.insert(source);
          }
        }
      }
    }
  }
  if (of == nullptr) return nullptr;
  std::vector<uint32_t> order(rows.begin(), rows.end());
  const Column* amount = of->file->FindRole("amount");
  if (amount != nullptr && amount->kind() == Kind::kNumber) {
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return amount->Real(a) > amount->Real(b); });
  }
  Json list = Json::array();
  for (size_t i = 0; i < order.size() && i < most; ++i) list.push_back(DealJson(*of, order[i]));
  return {{"kind", "deals"}, {"source", of->name}, {"total", order.size()}, {"rows", std::move(list)}};
}

std::string_view NameOf(const engines::Ledger::Part& part) {
  if (part.opening == 0 && part.closing == 0) return "joined_and_left";
  if (part.opening == 0) return part.seen_before ? "reactivation" : "new";
  if (part.closing == 0) return "churned";
  if (part.closing > part.opening) return "expansion";
  if (part.closing < part.opening) return "contraction";
  return part.gap ? "left_and_returned" : "kept";
}

Json Customers(const Book& book, const Plan& plan, const Selection& selection, size_t most) {
  for (const Sheet& sheet : book.sheets()) {
    if (!sheet.recurring || !Book::Selected(sheet, selection)) continue;
    const auto read = [&](const std::vector<std::string>& ids) {
      return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) { return sheet.recurring->Has(id); });
    };
    if (!read(plan.sums) && !read(plan.stocks)) continue;
    const bool moves = !read(plan.stocks);
    const engines::Spans& spans = sheet.recurring->spans();
    std::vector<engines::Ledger::Part> parts = sheet.recurring->Parts(selection);
    if (moves) {
      parts.erase(std::remove_if(parts.begin(), parts.end(),
                                 [](const auto& part) { return NameOf(part) == "kept"; }),
                  parts.end());
    }
    std::vector<std::pair<std::string, engines::Ledger::Part>> named;
    for (const auto& part : parts) named.emplace_back(spans.CustomerName(part.customer), part);
    const auto size = [&](const engines::Ledger::Part& part) {
      return moves ? std::abs(part.closing - part.opening) : std::max(part.opening, part.closing);
    };
    std::sort(named.begin(), named.end(), [&](const auto& a, const auto& b) {
      return size(a.second) != size(b.second) ? size(a.second) > size(b.second) : a.first < b.first;
    });
    Json list = Json::array();
    for (size_t i = 0; i < named.size() && i < most; ++i) {
      const auto& [name, part] = named[i];
      Json entry = {{"customer", name}};
      if (spans.has_money()) {
        entry["opening"] = spans.Money(part.opening).ToDouble();
        entry["closing"] = spans.Money(part.closing).ToDouble();
        entry["change"] = spans.Money(part.closing - part.opening).ToDouble();
      }
      entry["movement"] = NameOf(part);
      list.push_back(std::move(entry));
    }
    return {{"kind", "customers"}, {"source", sheet.input->name}, {"total", named.size()}, {"rows", std::move(list)}};
  }
  return nullptr;
}

// Orders that the metric's measures count in the selection, with what their rows there amount to.
Json Orders(const Book& book, const Plan& plan, const Selection& selection, size_t most) {
  for (const Sheet& sheet : book.sheets()) {
    const Input& input = *sheet.input;
    if (!sheet.buying || !Book::Selected(sheet, selection)) continue;
    const engines::Orders& orders = *input.orders;
    const table::Table& table = orders.table();
    const Column* value = table.FindRole("gross_revenue");
    const Column* refund = table.FindRole("refunds");
    const std::vector<uint32_t> rows = RowsIn(book, sheet, selection, false);
    std::set<uint32_t> counted;
    bool any = false;
    for (const std::string& id : plan.sums) {
      const Column* column = table.FindRole(id);
      const bool people = sheet.buying->Has(id);
      if (!people && (column == nullptr || !column->role().measure)) continue;
      any = true;
      for (const uint32_t row : rows) {
        const uint32_t order = orders.order_of()[row];
        const bool counts = people ? sheet.buying->Counts(id, order) : !column->IsNull(row) && column->Real(row) != 0;
        if (counts) counted.insert(order);
      }
    }
    if (!any) continue;
    std::map<uint32_t, std::pair<double, double>> amounts;  // order -> value, refund
    for (const uint32_t row : rows) {
      const auto at = amounts.try_emplace(orders.order_of()[row]).first;
      if (value != nullptr && !value->IsNull(row)) at->second.first += value->Real(row);
      if (refund != nullptr && !refund->IsNull(row)) at->second.second += refund->Real(row);
    }
    std::vector<uint32_t> order(counted.begin(), counted.end());
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return amounts[a].first > amounts[b].first; });
    Json list = Json::array();
    for (size_t i = 0; i < order.size() && i < most; ++i) {
      const engines::Order& one = orders.orders()[order[i]];
      Json entry = {{"line", input.file->LineOf(one.row)},
                    {"id", TextAt(*input.file, "order_id", one.row)},
                    {"date", DayJson(one.day)}};
      if (one.customer != engines::Order::kNobody) entry["customer"] = orders.CustomerName(one.customer);
      if (value != nullptr) entry["value"] = amounts[order[i]].first;
      if (refund != nullptr) entry["refund"] = amounts[order[i]].second;
      list.push_back(std::move(entry));
    }
    return {{"kind", "orders"}, {"source", input.name}, {"total", order.size()}, {"rows", std::move(list)}};
  }
  return nullptr;
}

// Contracts that were due in the selection: what was due, and what of it was renewed.
Json Contracts(const Book& book, const Plan& plan, const Selection& selection, size_t most) {
  for (const Sheet& sheet : book.sheets()) {
    const Input& input = *sheet.input;
    const bool due = input.prepared != nullptr && input.prepared->renewals && input.table == &*input.prepared->renewals;
    const auto read = [&](const std::string& id) { return sheet.cells.SlotOf(id) >= 0; };
    if (!due || !Book::Selected(sheet, selection) || std::none_of(plan.sums.begin(), plan.sums.end(), read)) continue;
    const Column* value = input.table->FindRole("renewal_value_due");
    const Column* renewed = input.table->FindRole("renewal_value_won");
    std::vector<uint32_t> rows = RowsIn(book, sheet, selection, false);
    if (value != nullptr) {
      std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) { return value->Real(a) > value->Real(b); });
    }
    Json list = Json::array();
    for (size_t i = 0; i < rows.size() && i < most; ++i) {
      Json entry = {{"customer", TextAt(*input.table, "customer_id", rows[i])},
                    {"subscription", TextAt(*input.table, "subscription_id", rows[i])},
                    {"due", DayJson(input.table->FindRole("date")->DayAt(rows[i]))}};
      if (value != nullptr) {
        entry["opening"] = value->Real(rows[i]);
        entry["closing"] = renewed->Real(rows[i]);
      }
      entry["movement"] = input.table->FindRole("renewals_won")->Units(rows[i]) != 0 ? "kept" : "churned";
      list.push_back(std::move(entry));
    }
    return {{"kind", "customers"}, {"source", input.name}, {"total", rows.size()}, {"rows", std::move(list)}};
  }
  return nullptr;
}

}  // namespace

Json ListBehind(const Book& book, const Plan& plan, const Selection& selection, size_t most) {
  Json deals = Deals(book, plan, selection, most);
  if (!deals.is_null()) return deals;
  Json orders = Orders(book, plan, selection, most);
  if (!orders.is_null()) return orders;
  Json customers = Customers(book, plan, selection, most);
  return customers.is_null() ? Contracts(book, plan, selection, most) : customers;
}

}  // namespace mittari::report
