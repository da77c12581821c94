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

std::vector<uint32_t> RowsIn(const Book& book, const Sheet& sheet, const Selection& selection, bool so_far) {
  const Query& query = book.query();
  const table::Column* date = sheet.input->table->FindRole("date");
  Where where = query.where;
  if (selection.key >= 0) {
    const std::vector<std::string>& key = book.keys()[static_cast<size_t>(selection.key)];
    for (size_t d = 0; d < query.dimensions.size(); ++d) where.push_back({query.dimensions[d], {key[d]}});
  }
  std::vector<uint32_t> out;
  const Result<std::vector<uint8_t>> kept = RowsKept(*sheet.input, where, book.catalog());
  if (!kept.ok()) return out;  // the sheet has no part in such a selection
  for (uint32_t row = 0; row < kept->size(); ++row) {
    if ((*kept)[row] == 0) continue;
    if (selection.time == Selection::Time::kWindow) {
      if (date == nullptr || date->IsNull(row)) continue;
      const Day day = date->DayAt(row);
      if (day >= selection.window.to || (!so_far && day < selection.window.from)) continue;
    }
    out.push_back(row);
  }
  return out;
}

namespace {

using engines::Deal;
using engines::Outcome;
using table::Column;
using table::Kind;

Json CellText(const Column& column, uint32_t row) {
  if (column.IsNull(row)) return nullptr;
  if (column.kind() == Kind::kText) return std::string(column.dictionary()[column.Code(row)]);
  if (column.kind() == Kind::kNumber && column.exact()) return ToString(column.Units(row), column.scale());
  return nullptr;
}

Json TextAt(const table::Table& table, std::string_view role, uint32_t row) {
  const Column* column = table.FindRole(role);
  return column == nullptr ? Json() : CellText(*column, row);
}

Json DayJson(const std::optional<Day>& day) { return day ? Json(FormatIsoDate(*day)) : Json(); }

Json DealJson(const Input& input, uint32_t row) {
  const table::Table& file = *input.file;
  const Deal deal = input.prepared->deals->At(row);
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

// Entries of one or more sources, the largest first.
class Listed {
 public:
  void Add(double size, const std::string& source, Json entry) {
    if (std::find(sources_.begin(), sources_.end(), source) == sources_.end()) sources_.push_back(source);
    entries_.push_back({size, source, std::move(entry)});
  }
  // A source without an entry is named all the same.
  void From(const std::string& source) {
    if (sources_.empty()) sources_.push_back(source);
  }
  // Null where no source was looked at. Each entry says its source where there are several.
  Json Take(const char* kind, size_t most) {
    if (sources_.empty()) return nullptr;
    std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.size > b.size; });
    std::string from;
    for (const std::string& source : sources_) from += (from.empty() ? "" : ", ") + source;
    Json list = Json::array();
    for (size_t i = 0; i < entries_.size() && i < most; ++i) {
      Json& entry = entries_[i].json;
      if (sources_.size() > 1) entry["source"] = entries_[i].source;
      list.push_back(std::move(entry));
    }
    return {{"kind", kind}, {"source", from}, {"total", entries_.size()}, {"rows", std::move(list)}};
  }

 private:
  struct Entry {
    double size;
    std::string source;
    Json json;
  };
  std::vector<Entry> entries_;
  std::vector<std::string> sources_;
};

Json Deals(const Book& book, const Plan& plan, const Selection& selection, size_t most) {
  std::vector<std::pair<const Input*, std::set<uint32_t>>> files;  // with rows of the file
  for (const Sheet& sheet : book.sheets()) {
    const Input& input = *sheet.input;
    if (input.prepared == nullptr || input.prepared->deals == nullptr || !Book::Selected(sheet, selection)) continue;
    const engines::Deals& deals = *input.prepared->deals;
    for (const auto* list : {&plan.sums, &plan.stocks}) {
      for (const std::string& id : *list) {
        const Column* column = input.table->FindRole(id);
        if (column == nullptr || !column->role().measure) continue;
        if (files.empty() || files.back().first->prepared != input.prepared) files.push_back({&input, {}});
        std::set<uint32_t>& rows = files.back().second;
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
  Listed out;
  for (const auto& [input, rows] : files) {
    out.From(input->name);
    const Column* amount = input->file->FindRole("amount");
    const bool valued = amount != nullptr && amount->kind() == Kind::kNumber;
    for (const uint32_t row : rows) out.Add(valued ? amount->Real(row) : 0, input->name, DealJson(*input, row));
  }
  return out.Take("deals", most);
}

std::string_view NameOf(const engines::Ledger::Part& part) {
  if (part.opening == 0 && part.closing == 0) return "joined_and_left";
  if (part.opening == 0) return part.seen_before ? "reactivation" : "new";
  if (part.closing == 0) return "churned";
  if (part.closing > part.opening) return "expansion";
  if (part.closing < part.opening) return "contraction";
  return part.gap ? "left_and_returned" : "kept";
}

// The movements that the question adds up, where it reads nothing else of the source.
std::set<std::string_view> MovementsOf(const Recurring& recurring, const Plan& plan) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"new_mrr", "new"}, {"referral_mrr", "referral"}, {"expansion_mrr", "expansion"}, {"contraction_mrr", "contraction"},
      {"churned_mrr", "churned"}, {"reactivation_mrr", "reactivation"}};
  std::set<std::string_view> out;
  if (std::any_of(plan.stocks.begin(), plan.stocks.end(), [&](const auto& id) { return recurring.Has(id); })) return out;
  for (const std::string& id : plan.sums) {
    if (!recurring.Has(id) || id == "joined_and_left" || id == "left_and_returned") continue;  // these only warn
    const auto found = std::find_if(std::begin(kNames), std::end(kNames), [&](const auto& one) { return one.first == id; });
    if (found == std::end(kNames)) return {};
    out.insert(found->second);
  }
  return out;
}

// The months whose movements the engine adds up over the selection.
std::vector<Selection> MonthsOf(const Query& query, const Sheet& sheet, const Selection& selection) {
  const bool finer = query.grain && *query.grain < period::Grain::kMonth;
  if (!sheet.dated || finer || ByEvents(query) || selection.time == Selection::Time::kUndated) return {selection};
  period::Window window{sheet.first, sheet.through + 1};
  if (selection.time == Selection::Time::kWindow) window = period::Intersect(window, selection.window);
  const std::vector<Day> bounds = engines::MonthBounds(window.from, window.to);
  std::vector<Selection> out;
  for (size_t i = 0; i + 1 < bounds.size(); ++i) {
    out.push_back(selection);
    out.back().time = Selection::Time::kWindow;
    out.back().window = {bounds[i], bounds[i + 1]};
  }
  return out;
}

// The customers behind one or more stretches of time; of a trailing churn those that it counts, of
// movements those that made them, month by month.
Json Customers(const Book& book, const Plan& plan, const std::vector<Selection>& stretches,
               const TrailingRate* rate, size_t most) {
  Listed out;
  if (stretches.empty()) return nullptr;
  for (const Sheet& sheet : book.sheets()) {
    if (!sheet.recurring || !Book::Selected(sheet, stretches.front())) continue;
    const auto read = [&](const std::vector<std::string>& ids) {
      return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) { return sheet.recurring->Has(id); });
    };
    if (!read(plan.sums) && !read(plan.stocks) && rate == nullptr) continue;
    out.From(sheet.input->name);
    const std::set<std::string_view> only = rate != nullptr ? std::set<std::string_view>() : MovementsOf(*sheet.recurring, plan);
    const bool moves = rate != nullptr || !read(plan.stocks);
    const engines::Spans& spans = sheet.recurring->spans();
    std::vector<std::pair<std::string, Json>> named;
    for (const Selection& stretch : only.empty() ? stretches : MonthsOf(book.query(), sheet, stretches.front())) {
      for (const auto& part : sheet.recurring->Parts(stretch)) {
        const std::string_view movement = NameOf(part);
        if (moves && movement == "kept") continue;
        const bool referral = movement == "new" && sheet.recurring->Referred(part.customer);
        if (!only.empty() && only.count(movement) == 0 && !(referral && only.count("referral") > 0)) continue;
        if (rate != nullptr && movement != "churned" && (movement != "contraction" || rate->lost[1].empty())) continue;
        std::string name = spans.CustomerName(part.customer);
        Json entry = {{"customer", name}};
        if (spans.has_money()) {
          entry["opening"] = spans.Money(part.opening).ToDouble();
          entry["closing"] = spans.Money(part.closing).ToDouble();
          entry["change"] = spans.Money(part.closing - part.opening).ToDouble();
        }
        entry["movement"] = movement;
        if (rate != nullptr || !only.empty()) entry["from"] = FormatIsoDate(stretch.window.from);
        entry["size"] = moves ? std::abs(part.closing - part.opening) : std::max(part.opening, part.closing);
        named.emplace_back(std::move(name), std::move(entry));
      }
    }
    std::stable_sort(named.begin(), named.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [name, entry] : named) {
      const double size = spans.Money(entry["size"].get<int64_t>()).ToDouble();
      entry.erase("size");
      out.Add(size, sheet.input->name, std::move(entry));
    }
  }
  return out.Take("customers", most);
}

// Orders that the metric's measures count in the selection, with what their rows there amount to.
Json Orders(const Book& book, const Plan& plan, const Selection& selection, size_t most) {
  Listed out;
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
    out.From(input.name);
    for (const uint32_t number : counted) {
      const engines::Order& one = orders.orders()[number];
      Json entry = {{"line", input.file->LineOf(one.row)},
                    {"id", TextAt(*input.file, "order_id", one.row)},
                    {"date", DayJson(one.day)}};
      if (one.customer != engines::Order::kNobody) entry["customer"] = orders.CustomerName(one.customer);
      if (value != nullptr) entry["value"] = amounts[number].first;
      if (refund != nullptr) entry["refund"] = amounts[number].second;
      out.Add(amounts[number].first, input.name, std::move(entry));
    }
  }
  return out.Take("orders", most);
}

// Contracts that were due in the selection: what was due, and what of it was renewed.
Json Contracts(const Book& book, const Plan& plan, const Selection& selection, size_t most) {
  Listed out;
  for (const Sheet& sheet : book.sheets()) {
    const Input& input = *sheet.input;
    const bool due = input.prepared != nullptr && input.prepared->renewals && input.table == &*input.prepared->renewals;
    const auto read = [&](const std::string& id) { return sheet.cells.SlotOf(id) >= 0; };
    if (!due || !Book::Selected(sheet, selection) || std::none_of(plan.sums.begin(), plan.sums.end(), read)) continue;
    out.From(input.name);
    const Column* value = input.table->FindRole("renewal_value_due");
    const Column* renewed = input.table->FindRole("renewal_value_won");
    for (const uint32_t row : RowsIn(book, sheet, selection, false)) {
      Json entry = {{"customer", TextAt(*input.table, "customer_id", row)},
                    {"subscription", TextAt(*input.table, "subscription_id", row)},
                    {"due", DayJson(input.table->FindRole("date")->DayAt(row))}};
      if (value != nullptr) {
        entry["opening"] = value->Real(row);
        entry["closing"] = renewed->Real(row);
      }
      entry["movement"] = input.table->FindRole("renewals_won")->Units(row) != 0 ? "kept" : "churned";
      out.Add(value == nullptr ? 0 : value->Real(row), input.name, std::move(entry));
    }
  }
  return out.Take("customers", most);
}

// Single answers and mentions, in the order of their files.
Json Answers(const Book& book, const Plan& plan, const Selection& selection, size_t most) {
  Listed out;
  for (const Sheet& sheet : book.sheets()) {
    const Input& input = *sheet.input;
    const bool voices = input.prepared != nullptr && input.prepared->voices && input.table == &input.prepared->voices->table();
    if (!voices || !Book::Selected(sheet, selection)) continue;
    const table::Table& table = *input.table;
    std::vector<const Column*> counted;
    for (const std::string& id : plan.sums) {
      if (sheet.cells.SlotOf(id) >= 0) counted.push_back(table.FindRole(id));
    }
    if (counted.empty()) continue;
    out.From(input.name);
    // What was said stands in the column that the counts were made of.
    const Column* said = nullptr;
    for (const Column& column : table.columns()) {
      if (column.position() >= 0 && column.name() == counted.front()->name()) said = &column;
    }
    const Column* date = table.FindRole("date");
    for (const uint32_t row : RowsIn(book, sheet, selection, false)) {
      if (std::none_of(counted.begin(), counted.end(), [row](const Column* column) { return !column->IsNull(row) && column->Real(row) != 0; })) continue;
      Json entry = {{"line", table.LineOf(row)}};
      if (date != nullptr && !date->IsNull(row)) entry["date"] = FormatIsoDate(date->DayAt(row));
      if (said != nullptr && said->kind() == Kind::kNumber && !said->IsNull(row)) {
        entry["said"] = said->Real(row);
      } else if (said != nullptr) {
        entry["said"] = CellText(*said, row);
      }
      out.Add(0, input.name, std::move(entry));
    }
  }
  return out.Take("answers", most);
}

}  // namespace

std::set<std::string> NamesIn(const Book& book, const Plan& plan, const Selection& selection,
                              const std::string& dimension) {
  std::set<std::string> out;
  for (const Sheet& sheet : book.sheets()) {
    if (!Book::Selected(sheet, selection)) continue;
    const std::optional<measure::Axis> axis = AxisOf(*sheet.input, dimension, book.catalog());
    if (!axis) continue;
    for (const std::string& id : plan.sums) {
      const Column* column = MeasureColumn(*sheet.input->table, id);
      if (column == nullptr) continue;
      uint32_t code = 0;
      for (const uint32_t row : RowsIn(book, sheet, selection, false)) {
        if (column->IsNull(row) || column->Real(row) == 0) continue;
        axis->Read(row, 1, &code);
        out.insert(axis->labels()[code]);
      }
    }
  }
  return out;
}

Json ListBehind(const Book& book, const Plan& plan, const Selection& selection, size_t most) {
  const TrailingRate* rate = TrailingRateOf(plan.asked.metric->id);
  if (rate != nullptr) return Customers(book, plan, TrailingMonths(book, *rate, selection), rate, most);
  for (const auto& list : {&Deals, &Orders}) {
    Json found = list(book, plan, selection, most);
    if (!found.is_null()) return found;
  }
  Json customers = Customers(book, plan, {selection}, nullptr, most);
  if (!customers.is_null()) return customers;
  Json contracts = Contracts(book, plan, selection, most);
  return contracts.is_null() ? Answers(book, plan, selection, most) : contracts;
}

}  // namespace mittari::report
