#include "engines/orders.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/codes.gen.h"
#include "engines/order_lines.h"
#include "engines/words.h"
#include "table/builder.h"
#include "table/gather.h"

namespace mittari::engines {
namespace {

using table::Column;
using table::Kind;
using table::NumberBuilder;

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

const Column* Measure(const table::Table& table, std::string_view role) {
  const Column* column = table.FindRole(role);
  return column != nullptr && column->kind() == Kind::kNumber && column->role().measure ? column : nullptr;
}

// A header that names a part of an order: what stands below it is the line's own.
bool NamesALine(std::string_view header) {
  const std::string folded = Fold(header);
  if (HoldsAny(folded, {"item", "satir", "kalem", "urun", "rivi", "tuote", "ردیف", "قلم"})) return true;
  if (HoldsAny(folded, {"line"}) && !HoldsAny(folded, {"online", "offline"})) return true;
  return HoldsAny(folded, {"price"}) && !HoldsAny(folded, {"total", "order"});  // "Total price" may be either
}

// A date of cancellation: the order is cancelled where it is filled.
bool NamesACancelling(std::string_view header) {
  const std::string folded = Fold(header);
  const auto words = {"cancelledat", "canceledat", "cancelledon", "canceledon", "cancelleddate", "canceleddate",
                      "cancellationdate", "iptaltarihi", "peruttupvm", "peruutuspaiva", "تاریخلغو"};
  return std::find(words.begin(), words.end(), folded) != words.end();
}

}  // namespace

class OrderReader {
 public:
  explicit OrderReader(const table::Table& table)
      : table_(table),
        columns_(OrderLines::ColumnsOf(table)),
        date_(columns_.date),
        value_(columns_.value),
        refund_(Measure(table, "refunds")),
        of_(OrderLines::Of(table)) {
    status_ = table.FindRole("status");
    if (status_ != nullptr && status_->kind() != Kind::kText) status_ = nullptr;
    for (const Column& column : table.columns()) {
      if (column.role().role.empty() && NamesACancelling(column.name())) cancelled_ = &column;
    }
  }

  Orders Read() {
    out_.orders_ = std::move(of_.orders);
    out_.customers_ = std::move(of_.customers);
    Statuses();
    RefundSigns();
    for (const Column& column : table_.columns()) {
      if (column.role().measure && column.kind() == Kind::kNumber) measures_.push_back({&column, false});
    }
    for (Amounts& each : measures_) each.once = StandsOnce(*each.column);
    Judge();
    First();
    Pick();
    Make();
    return std::move(out_);
  }

 private:
  struct Amounts {
    const Column* column;
    bool once;  // the order's total stands on each of its lines
  };

  void Statuses() {
    if (status_ == nullptr) return;
    for (const std::string_view text : status_->dictionary()) states_.push_back(OrderStateOf(text));
  }
  OrderState StateAt(size_t row) const {
    if (cancelled_ != nullptr && !cancelled_->IsNull(row)) return OrderState::kCancelled;
    return status_ == nullptr || status_->IsNull(row) ? OrderState::kPlaced : states_[status_->Code(row)];
  }

  static bool Filled(const Column* column, size_t row) { return column != nullptr && !column->IsNull(row); }
  static double At(const Column* column, size_t row) { return Filled(column, row) ? column->Real(row) : 0; }

  // Refunds come with either sign; their size counts. Both signs in one column stay as they are.
  void RefundSigns() {
    bool positive = false;
    bool negative = false;
    for (size_t row = 0; refund_ != nullptr && row < table_.rows(); ++row) {
      positive |= At(refund_, row) > 0;
      negative |= At(refund_, row) < 0;
    }
    turned_ = negative && !positive;
    mixed_ = negative && positive;
    told_ = negative || positive;
  }

  // Whether a column has the order's total on each of its lines: no order has two amounts there.
  bool StandsOnce(const Column& column) {
    if (of_.joined == 0 || NamesALine(column.name())) return of_.joined == 0;
    bool any = false;
    for (size_t o = 0; o < out_.orders_.size(); ++o) {
      uint32_t first = kNone;
      for (uint32_t i = of_.begin[o]; i < of_.begin[o + 1]; ++i) {
        const uint32_t row = of_.lines[i];
        if (!Filled(&column, row) || (&column == value_ && column.Real(row) < 0)) continue;
        if (first == kNone) {
          first = row;
        } else if (column.Real(first) != column.Real(row)) {
          return false;
        } else {
          any |= column.Real(row) != 0;
        }
      }
    }
    if (any && &column == value_) Note(codes::kOrderTotalRepeated, out_.orders_[0].row, &column);
    return true;
  }
  bool Once(const Column* column) const {
    return std::any_of(measures_.begin(), measures_.end(),
                       [&](const Amounts& each) { return each.column == column && each.once; });
  }

  // The amount of an order: of its first filled row where it stands once, else of all.
  template <typename Take>
  double Total(size_t o, const Column* column, const Take& take) const {
    const bool once = Once(column);
    double total = 0;
    for (uint32_t i = of_.begin[o]; i < of_.begin[o + 1]; ++i) {
      const double amount = At(column, of_.lines[i]);
      if (!Filled(column, of_.lines[i]) || !take(amount)) continue;
      total += amount;
      if (once) break;
    }
    return total;
  }

  void Judge() {
    state_.assign(out_.orders_.size(), OrderState::kPlaced);
    given_.assign(out_.orders_.size(), false);
    given_back_.assign(out_.orders_.size(), false);
    const Column* id = columns_.id;
    for (const uint32_t row : of_.reused) Note(codes::kOrderNumberReused, row, id);
    for (size_t o = 0; o < out_.orders_.size(); ++o) {
      Order& order = out_.orders_[o];
      bool valued = false;
      bool refund_row = false;
      for (uint32_t i = of_.begin[o]; i < of_.begin[o + 1]; ++i) {
        const uint32_t row = of_.lines[i];
        valued |= Filled(value_, row);
        refund_row |= At(value_, row) < 0;
        const OrderState state = StateAt(row);
        if (state_[o] == OrderState::kPlaced) state_[o] = state;
      }
      const double value = Total(o, value_, [](double amount) { return amount > 0; });
      const double refunds = std::fabs(Total(o, refund_, [](double) { return true; }));
      double negative = 0;
      for (uint32_t i = of_.begin[o]; i < of_.begin[o + 1]; ++i) negative -= std::min(0.0, At(value_, of_.lines[i]));
      negative_rows_ |= refund_row;
      order.abandoned = state_[o] == OrderState::kAbandoned;
      abandoned_ |= order.abandoned;
      given_[o] = refunds != 0;
      refunded_ |= state_[o] == OrderState::kRefunded;
      given_back_[o] = state_[o] == OrderState::kRefunded && refunds == 0 && negative == 0;
      if (state_[o] == OrderState::kCancelled) {
        Note(codes::kOrderCancelled, order.row, id);
      } else if (state_[o] == OrderState::kAbandoned) {
        Note(codes::kOrderAbandoned, order.row, id);
      } else if (valued && value <= 0) {
        Note(refund_row ? codes::kOrderNegativeAsRefund : codes::kOrderZeroValue, order.row, id);
      } else {
        order.counts = true;
        const bool whole = value > 0 && (refunds >= value || negative >= value);
        order.buys = state_[o] != OrderState::kRefunded && !whole;
        if (date_ != nullptr && !order.day) Note(codes::kOrderNoDate, order.row, date_);
        if (!out_.customers_.empty() && order.customer == Order::kNobody) Note(codes::kOrderNoCustomer, order.row, id);
        if (refund_row) Note(codes::kOrderNegativeAsRefund, order.row, id);
      }
    }
    if (of_.joined > 0) {
      Issue& lines = IssueOf(codes::kOrderLines, &out_.notes_);
      lines.count = static_cast<int64_t>(of_.joined);
    }
  }

  // Each customer's first order that buys; those without a day come after all others.
  void First() {
    std::vector<uint32_t> first(out_.customers_.size(), kNone);
    for (uint32_t o = 0; o < out_.orders_.size(); ++o) {
      const Order& order = out_.orders_[o];
      if (!order.buys || order.customer == Order::kNobody) continue;
      uint32_t& known = first[order.customer];
      const auto& best = known == kNone ? order.day : out_.orders_[known].day;
      if (known == kNone || (order.day && (!best || *order.day < *best))) known = o;
    }
    for (const uint32_t o : first) {
      if (o != kNone) out_.orders_[o].first = true;
    }
  }

  // Rows that are kept: the first of each order, and what has an amount or a refund of its own.
  void Pick() {
    for (uint32_t row = 0; row < table_.rows(); ++row) {
      const bool first = out_.orders_[of_.order[row]].row == row;
      bool own = At(value_, row) < 0;
      for (const Amounts& each : measures_) own |= !each.once && At(each.column, row) != 0;
      if (!first && !own) continue;
      out_.rows_.push_back(row);
      out_.order_of_.push_back(of_.order[row]);
    }
  }

  bool Alive(uint32_t row) const {
    const OrderState state = state_[of_.order[row]];
    return state != OrderState::kCancelled && state != OrderState::kAbandoned;
  }

  // Where the amount of a kept row stands: in its own row, or for an order's total in the first of its
  // rows that is filled. kNone where it has none, and nothing is missing; *blank where one is.
  uint32_t Source(uint32_t row, const Amounts& of, bool* blank) const {
    const uint32_t o = of_.order[row];
    *blank = false;
    if (!Alive(row)) return kNone;
    const bool first = out_.orders_[o].row == row;
    const bool refund_row = At(value_, row) < 0;
    if (refund_row && of.column == value_) return kNone;
    if (!of.once || refund_row) {
      if (Filled(of.column, row)) return row;
      if (!first) return kNone;
    } else if (!first) {
      return kNone;
    }
    for (uint32_t i = of_.begin[o]; i < of_.begin[o + 1]; ++i) {
      const uint32_t line = of_.lines[i];
      if (!Filled(of.column, line) || At(value_, line) < 0) continue;
      return of.once ? line : kNone;
    }
    *blank = of.column != refund_ && !refund_row;
    return kNone;
  }

  static void AddCell(const Column& column, uint32_t row, int sign, NumberBuilder* to) {
    if (column.exact()) {
      to->Add({sign * column.Units(row), static_cast<int8_t>(column.scale())});
    } else {
      to->AddReal(sign * column.Real(row));
    }
  }

  Column Amount(const Amounts& of, std::string_view role) const {
    NumberBuilder builder;
    for (const uint32_t row : out_.rows_) {
      bool blank = false;
      const uint32_t from = Source(row, of, &blank);
      if (blank) {
        builder.AddNull();
      } else if (from == kNone) {
        builder.Add({0, 0});
      } else {
        AddCell(*of.column, from, of.column == refund_ && turned_ ? -1 : 1, &builder);
      }
    }
    table::ColumnRole made = of.column->role();
    made.role = role;
    return std::move(builder).Finish(of.column->name(), of.column->position(), std::move(made));
  }

  // Refunds of the column, of rows below zero, and of orders that were given back whole.
  Column Refunds() const {
    const Amounts own{refund_, Once(refund_)};
    const Amounts value{value_, Once(value_)};
    NumberBuilder builder;
    for (const uint32_t row : out_.rows_) {
      bool blank = false;
      const uint32_t o = of_.order[row];
      uint32_t from = refund_ == nullptr ? kNone : Source(row, own, &blank);
      if (from != kNone && At(refund_, from) != 0) {
        AddCell(*refund_, from, turned_ ? -1 : 1, &builder);
      } else if (At(value_, row) < 0 && !mixed_ && Alive(row) && !(told_ && given_[o])) {
        AddCell(*value_, row, -1, &builder);
      } else if (from = given_back_[o] && value_ != nullptr ? Source(row, value, &blank) : kNone; from != kNone) {
        AddCell(*value_, from, 1, &builder);
      } else {
        builder.Add({0, 0});
      }
    }
    const Column* like = refund_ != nullptr ? refund_ : value_;
    return std::move(builder).Finish(like->name(), -1, {"refunds", true, "money", like->role().unit, like->role().currency});
  }

  template <typename Rule>
  Column Count(std::string_view role, const Rule& rule) const {
    NumberBuilder builder;
    for (const uint32_t row : out_.rows_) {
      const uint32_t o = of_.order[row];
      builder.Add({out_.orders_[o].row == row && rule(o) ? 1 : 0, 0});
    }
    const Column* id = table_.FindRole(role == "first_time_buyers" ? "customer_id" : "order_id");
    return std::move(builder).Finish(id == nullptr ? "" : id->name(), -1, {std::string(role), true, "count", "", ""});
  }

  void Make() {
    std::vector<Column> columns;
    if (date_ != nullptr) {
      table::DayBuilder days;
      for (const uint32_t row : out_.rows_) {
        const auto& day = out_.orders_[of_.order[row]].day;
        if (At(value_, row) < 0 && Filled(date_, row)) {
          days.Add(date_->DayAt(row));
        } else if (day) {
          days.Add(*day);
        } else {
          days.AddNull();
        }
      }
      columns.push_back(std::move(days).Finish(date_->name(), date_->position(), {"date", false, "date", "", ""}, date_->grain()));
    }
    const bool all = out_.rows_.size() == table_.rows();
    for (const Column& column : table_.columns()) {
      if (column.role().measure || column.kind() == Kind::kDay) continue;
      columns.push_back(all ? column : table::Gather(column, out_.rows_));
    }
    for (const Amounts& each : measures_) {
      if (each.column != refund_) columns.push_back(Amount(each, each.column->role().role));
      if (each.column == value_ && each.column->role().role != "gross_revenue") columns.push_back(Amount(each, "gross_revenue"));
    }
    if (refund_ != nullptr || (value_ != nullptr && (negative_rows_ || refunded_))) columns.push_back(Refunds());
    columns.push_back(Count("single_orders", [&](uint32_t o) { return out_.orders_[o].counts; }));
    if (!out_.customers_.empty()) {
      columns.push_back(Count("bought_orders", [&](uint32_t o) { return out_.orders_[o].bought(); }));
      columns.push_back(Count("first_time_buyers", [&](uint32_t o) { return out_.orders_[o].first; }));
    }
    out_.tells_carts_ = abandoned_ && table_.FindRole("carts_created") == nullptr;
    if (out_.tells_carts_) {
      columns.push_back(Count("carts_created", [&](uint32_t o) { return out_.orders_[o].counts || out_.orders_[o].abandoned; }));
    }
    out_.made_ = table::Table("orders", std::move(columns), out_.rows_.size());
    out_.made_.SetCurrency(table_.currency());
    if (table_.period()) out_.made_.SetPeriod(*table_.period());
    for (const auto& [role, value] : table_.constants()) out_.made_.SetConstant(role, value);
  }

  void Note(std::string_view code, size_t row, const Column* column) {
    const Column* id = table_.FindRole("order_id");
    std::string text;
    if (id != nullptr && id->kind() == Kind::kText && !id->IsNull(row)) text = id->dictionary()[id->Code(row)];
    IssueOf(code, &out_.notes_).Add(table_.LineOf(row), column == nullptr ? "" : column->name(), text);
  }

  const table::Table& table_;
  const OrderLines::Columns columns_;
  const Column* date_;
  const Column* value_;
  const Column* refund_;
  OrderLines of_;
  const Column* status_ = nullptr;
  const Column* cancelled_ = nullptr;
  bool turned_ = false;         // all refunds of the column are below zero
  bool mixed_ = false;          // some are, some are above
  bool told_ = false;           // the column has one
  bool negative_rows_ = false;  // a row below zero stands for a refund
  bool abandoned_ = false;
  bool refunded_ = false;
  std::vector<OrderState> states_;    // of the texts of status
  std::vector<OrderState> state_;     // of each order
  std::vector<bool> given_;           // the column of refunds has some for it
  std::vector<bool> given_back_;      // whole, and no amount says so
  std::vector<Amounts> measures_;
  Orders out_;
};

bool Orders::Reads(const table::Table& table) {
  if (table.kind() != "orders") return false;
  for (const std::string_view summed : {"orders", "purchasing_customers", "repeat_customers", "sessions"}) {
    if (Measure(table, summed) != nullptr) return false;
  }
  const bool named = table.FindRole("order_id") != nullptr;
  const bool bought = table.FindRole("customer_id") != nullptr &&
                      (OrderLines::ColumnsOf(table).date != nullptr || OrderLines::ColumnsOf(table).value != nullptr);
  return named || bought;
}

Orders Orders::Of(const table::Table& table) { return OrderReader(table).Read(); }

}  // namespace mittari::engines
