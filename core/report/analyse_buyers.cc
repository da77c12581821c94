// Buyers without a contract: how often and how long ago they bought, and what may come of them.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/codes.gen.h"
#include "report/given.h"
#include "report/sheet.h"
#include "stats/clv.h"

namespace mittari::report {
namespace {

using table::Column;

constexpr size_t kMinBuyers = 200;
constexpr size_t kMinRepeaters = 50;
constexpr double kMinWeeks = 26;
constexpr size_t kMostListed = 10000;

struct Histories {
  std::vector<std::string> names;
  std::vector<stats::Buyer> buyers;
};

// Days per unit: buyers are counted in weeks unless told otherwise.
double UnitDays(const Given& given) { return given.Text("unit", "week") == "day" ? 1 : 7; }

using Bought = std::map<std::string, std::set<Day>>;  // by customer, the days

// What the source's orders tell; where they are no single ones, every row of a customer and a day.
Result<bool> ReadBought(const Question& question, const Input& input, Bought* bought, Day* last) {
  const table::Table& table = *input.table;
  const Column* customer = table.FindRole("customer_id");
  const Column* date = DayColumn(table);
  if (customer == nullptr || date == nullptr) return false;
  const Result<std::vector<uint8_t>> kept = RowsKept(table, question.query.where, *question.catalog);
  if (!kept.ok()) return kept.error();
  const measure::Axis who = measure::Axis::Of("customer_id", *customer);
  std::vector<uint32_t> codes(table.rows());
  who.Read(0, codes.size(), codes.data());
  const Query& query = question.query;
  for (size_t row = 0; row < codes.size(); ++row) {
    std::optional<Day> day;
    if (!date->IsNull(row)) day = date->DayAt(row);
    if (day) *last = std::max(*last, *day);
    if ((*kept)[row] == 0 || customer->IsNull(row)) continue;
    std::string name = who.labels()[codes[row]];
    if (input.orders != nullptr) {
      const engines::Order& order = input.orders->orders()[input.orders->order_of()[row]];
      if (!order.buys || order.customer == engines::Order::kNobody) continue;
      day = order.day;
      name = input.orders->CustomerName(order.customer);
    }
    if (!day || (query.from && *day < *query.from) || (query.to && *day > *query.to)) continue;
    (*bought)[name].insert(*day);
  }
  return true;
}

// By customer: distinct days of purchase; x = their number less one. Of all files of single orders,
// else of the first table that has customers and days.
std::optional<Histories> HistoriesOf(const Question& question, Given& given) {
  const double unit = UnitDays(given);
  Bought bought;
  Day through = std::numeric_limits<Day>::min();
  bool found = false;
  for (const bool single : {true, false}) {
    for (const Input& input : *question.workspace) {
      if (single != (input.orders != nullptr) || (found && !single)) continue;
      const Result<bool> read = ReadBought(question, input, &bought, &through);
      if (!read.ok()) {
        given.Fault(read.error());
        return std::nullopt;
      }
      found |= *read;
    }
  }
  if (!found) return std::nullopt;
  if (question.query.to) through = std::min(through, *question.query.to);
  if (const auto told = ParseIsoDate(given.Text("as_of"))) through = *told;
  Histories out;
  for (const auto& [name, days] : bought) {
    const auto end = days.upper_bound(through);
    if (end == days.begin()) continue;
    const Day first = *days.begin();
    out.names.push_back(name);
    out.buyers.push_back({static_cast<double>(std::distance(days.begin(), end) - 1), (*std::prev(end) - first) / unit, (through - first) / unit});
  }
  return out;
}

Json BuyerJson(const stats::Buyer& buyer) {
  Fields out;
  return out.Count("x", static_cast<int64_t>(buyer.x)).Number("t_x", buyer.recency).Number("T", buyer.age).Take();
}

}  // namespace

Result<Json> BgNbdInputs(const Question& question) {
  Given given(question);
  const auto histories = HistoriesOf(question, given);
  if (given.fault()) return *given.fault();
  if (!histories) return Undefined(codes::kMissingInput);
  if (histories->buyers.empty()) return Undefined(codes::kNoRows);
  Json out = Json::object();
  for (size_t i = 0; i < histories->buyers.size() && i < kMostListed; ++i) {
    out[histories->names[i]] = BuyerJson(histories->buyers[i]);
  }
  return out;
}

// With parameters typed: one buyer's outlook. With orders: the model is fitted to all buyers.
Result<Json> BgNbd(const Question& question) {
  Given given(question);
  if (given.Raw("r") != nullptr || question.workspace->empty()) {
    const stats::BgNbd model{given.Need("r"), given.Need("alpha"), given.Need("a"), given.Need("b")};
    const stats::Buyer buyer{given.Need("x"), given.Need("t_x"), given.Need("T")};
    const double t = given.Need("t");
    if (given.fault()) return *given.fault();
    const bool sound = model.Sound() && buyer.x >= 0 && buyer.recency >= 0 && buyer.age >= buyer.recency && t >= 0;
    if (!sound) return Undefined(codes::kNotApplicable);
    return Fields().Number("expected_purchases", model.Expected(buyer, t)).Number("p_alive", model.Alive(buyer)).Take();
  }
  const auto histories = HistoriesOf(question, given);
  const double t = given.Or("t", 52);
  if (given.fault()) return *given.fault();
  if (!histories) return Undefined(codes::kMissingInput);
  double longest = 0;
  size_t repeaters = 0;
  for (const stats::Buyer& buyer : histories->buyers) {
    longest = std::max(longest, buyer.age);
    repeaters += buyer.x > 0 ? 1 : 0;
  }
  Fields out;
  const double weeks = longest * UnitDays(given) / 7;
  const bool few = histories->buyers.size() < kMinBuyers || repeaters < kMinRepeaters || weeks < kMinWeeks;
  if (few) out.Undefined(codes::kInsufficientData);
  out.Count("customers", static_cast<int64_t>(histories->buyers.size())).Count("repeaters", static_cast<int64_t>(repeaters));
  out.Number("weeks", weeks);
  if (few) return out.Take();
  const auto model = stats::FitBgNbd(histories->buyers);
  if (!model) return out.Undefined(codes::kNotIdentifiable).Take();
  // No further ahead than was looked back.
  const double horizon = std::clamp(t, 0.0, longest);
  out.Number("r", model->r).Number("alpha", model->alpha).Number("a", model->a).Number("b", model->b).Number("horizon", horizon);
  double expected = 0;
  double alive = 0;
  for (const stats::Buyer& buyer : histories->buyers) {
    expected += model->Expected(buyer, horizon);
    alive += model->Alive(buyer);
  }
  return out.Number("expected_purchases", expected).Number("alive", alive).Take();
}

Result<Json> GammaGammaValue(const Question& question) {
  Given given(question);
  const double p = given.Need("p");
  const double q = given.Need("q");
  const double v = given.Need("v");
  const double x = given.Need("x");
  const double mean = given.Need("m");
  if (given.fault()) return *given.fault();
  const auto value = stats::GammaGamma(p, q, v, x, mean);
  if (!value) return Undefined(codes::kNotApplicable);
  return Fields().Number("value", *value).Take();
}

}  // namespace mittari::report
