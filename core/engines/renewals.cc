#include "engines/renewals.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "engines/columns.h"
#include "engines/words.h"
#include "table/builder.h"
#include "table/gather.h"

namespace mittari::engines {
namespace {

using table::Column;
using table::Kind;

constexpr int kMinTerm = 3;     // months
constexpr int kMaxTerms = 400;  // of one contract

// The same day of the month `months` later, or the month's last.
Day MonthsLater(Day day, int months) {
  YearMonthDay date = CivilFromDay(day);
  const int at = date.year * 12 + (date.month - 1) + months;
  date.year = at / 12;
  date.month = at % 12 + 1;
  date.day = std::min(date.day, DaysInMonth(date.year, date.month));
  return DayFromCivil(date);
}

// What the rows' contracts bring in a term: amount x quantity, in whole units of 1 / 10^scale.
class TermValues {
 public:
  explicit TermValues(const table::Table& table)
      : amount_(ColumnOf(table, "plan_amount", Kind::kNumber)), quantity_(ColumnOf(table, "quantity", Kind::kNumber)) {
    if (amount_ != nullptr && !amount_->exact()) amount_ = nullptr;
    if (quantity_ != nullptr && !quantity_->exact()) quantity_ = nullptr;
  }

  const Column* amount() const { return amount_; }
  int scale() const {
    return amount_ == nullptr ? 0 : amount_->scale() + (quantity_ == nullptr ? 0 : quantity_->scale());
  }
  // 0 where nothing is known, and for what does not fit. Without a quantity it is one.
  int64_t At(uint32_t row) const {
    if (amount_ == nullptr || amount_->IsNull(row)) return 0;
    int64_t value = amount_->Units(row);
    if (quantity_ == nullptr) return value;
    const int64_t pieces = quantity_->IsNull(row) ? PowerOfTen(quantity_->scale()) : quantity_->Units(row);
    return __builtin_mul_overflow(value, pieces, &value) ? 0 : value;
  }

 private:
  const Column* amount_;
  const Column* quantity_;
};

struct Contract {
  uint32_t customer;
  uint32_t row;
  Day start;
  Day end;
  int term;  // months, 0 where there is none to renew
  int64_t value;
  uint16_t currency;
};

// Of each contract the next one of its customer that ends later; their number where there is none.
// Whatever stands between them ends too early to go on with it.
std::vector<size_t> Later(const std::vector<Contract>& contracts) {
  std::vector<size_t> out(contracts.size(), contracts.size());
  for (size_t i = contracts.size(); i-- > 0;) {
    size_t j = i + 1;
    while (j < contracts.size() && contracts[j].end <= contracts[i].end) j = out[j];
    if (j < contracts.size() && contracts[j].customer == contracts[i].customer) out[i] = j;
  }
  return out;
}

// What the contract brings in so many months, in whole units.
int64_t TermOf(const Contract& contract, int months) {
  const Int128 value = Int128{contract.value} * months / std::max(contract.term, 1);
  constexpr Int128 kMost = std::numeric_limits<int64_t>::max();
  return static_cast<int64_t>(std::clamp(value, -kMost, kMost));
}

}  // namespace

std::vector<Renewal> Renewals(const table::Table& table, const Spans& spans, Day through) {
  const Column* interval = ColumnOf(table, "interval", Kind::kText);
  if (interval == nullptr || ColumnOf(table, "sub_start", Kind::kDay) == nullptr) return {};
  const TermValues values(table);
  std::vector<Interval> intervals;
  for (const std::string_view text : interval->dictionary()) intervals.push_back(IntervalOf(text));

  std::vector<Contract> contracts;
  for (const Span& span : spans.spans()) {
    const int term = interval->IsNull(span.row) ? 0 : intervals[interval->Code(span.row)].months;
    contracts.push_back({span.customer, span.row, span.start, span.end, term, values.At(span.row), span.currency});
  }
  std::sort(contracts.begin(), contracts.end(), [](const Contract& a, const Contract& b) {
    if (a.customer != b.customer) return a.customer < b.customer;
    return a.start != b.start ? a.start < b.start : a.row < b.row;
  });
  const std::vector<size_t> later = Later(contracts);
  std::vector<Renewal> out;
  for (size_t i = 0; i < contracts.size(); ++i) {
    const Contract& contract = contracts[i];
    if (contract.term < kMinTerm) continue;
    for (int k = 1; k <= kMaxTerms; ++k) {
      const Day due = MonthsLater(contract.start, k * contract.term);
      if (due > through || due >= contract.end) break;
      out.push_back({contract.row, due, true, false, false, contract.value, contract.value,
                     contract.currency});
    }
    if (contract.end == kNever || contract.end > through + 1) continue;
    Renewal last{contract.row, contract.end, false, false, false, contract.value, 0, contract.currency};
    if (later[i] < contracts.size() && contracts[later[i]].start <= contract.end + kGraceDays) {
      const Contract& next = contracts[later[i]];
      last.renewed = true;
      last.late = next.start > contract.end;
      last.value_won = next.currency == contract.currency
                           ? std::min(last.value_due, TermOf(next, contract.term))
                           : last.value_due;
    }
    last.undecided = !last.renewed && contract.end + kGraceDays > through;
    out.push_back(last);
  }
  std::sort(out.begin(), out.end(), [](const Renewal& a, const Renewal& b) {
    return a.due != b.due ? a.due < b.due : a.row < b.row;
  });
  return out;
}

table::Table RenewalTable(const table::Table& table, const std::vector<Renewal>& renewals) {
  std::vector<uint32_t> rows;
  table::DayBuilder days;
  table::NumberBuilder due, won, value_due, value_won;
  const Column* interval = table.FindRole("interval");
  const TermValues values(table);
  const Column* const amount = values.amount();
  const int8_t scale = static_cast<int8_t>(values.scale());
  for (const Renewal& renewal : renewals) {
    if (renewal.undecided) continue;
    rows.push_back(renewal.row);
    days.Add(renewal.due);
    due.Add({1, 0});
    won.Add({renewal.renewed ? 1 : 0, 0});
    value_due.Add({renewal.value_due, scale});
    value_won.Add({renewal.value_won, scale});
  }
  const std::string header = interval == nullptr ? "" : interval->name();
  std::vector<Column> columns;
  columns.push_back(std::move(days).Finish("", -1, {"date", false, "date", "", ""}, table::Grain::kDay));
  columns.push_back(std::move(due).Finish(header, -1, {"renewals_due", true, "count", "", ""}));
  columns.push_back(std::move(won).Finish(header, -1, {"renewals_won", true, "count", "", ""}));
  if (amount != nullptr) {
    const auto money = [&](table::NumberBuilder& builder, const char* id) {
      columns.push_back(std::move(builder).Finish(
          amount->name(), -1, {id, true, "money", amount->role().unit, amount->role().currency}));
    };
    money(value_due, "renewal_value_due");
    money(value_won, "renewal_value_won");
  }
  for (const Column& column : table.columns()) {
    const bool id = column.role().role == "customer_id" || column.role().role == "subscription_id";
    if ((column.kind() == Kind::kText || id) && !column.role().measure) columns.push_back(table::Gather(column, rows));
  }
  table::Table out("subscriptions", std::move(columns), rows.size());
  out.SetCurrency(table.currency());
  for (const auto& [role, value] : table.constants()) out.SetConstant(role, value);
  return out;
}

}  // namespace mittari::engines
