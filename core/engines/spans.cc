#include "engines/spans.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "base/codes.gen.h"
#include "engines/columns.h"
#include "engines/words.h"
#include "period/bucket.h"

namespace mittari::engines {
namespace {

using table::Column;
using table::Kind;

constexpr int64_t kMaxLcm = 1'000'000;
constexpr int64_t kSumLimit = int64_t{1} << 61;  // every sum of movements stays below 2^63

const Column* AmountOf(const table::Table& table) {
  const Column* mrr = ColumnOf(table, "mrr", Kind::kNumber);
  return mrr != nullptr ? mrr : ColumnOf(table, "plan_amount", Kind::kNumber);
}

std::string TextAt(const Column& column, size_t row) {
  if (column.IsNull(row)) return "";
  if (column.kind() == Kind::kText) return std::string(column.dictionary()[column.Code(row)]);
  if (column.kind() == Kind::kDay) return FormatIsoDate(column.DayAt(row));
  return column.exact() ? ToString(column.Units(row), column.scale()) : FormatDouble(column.Real(row));
}

// One answer per text of a column, or one for all rows.
template <typename T>
std::vector<T> PerText(const Column& column, T (*read)(std::string_view)) {
  std::vector<T> out;
  out.reserve(column.dictionary().size());
  for (const std::string_view text : column.dictionary()) out.push_back(read(text));
  return out;
}

period::Window MonthOf(Day day) {
  return period::SpanOf(period::BucketOf(day, period::Grain::kMonth), period::Grain::kMonth);
}

// Months that an invoice pays for, at least one: 1 January to 31 December are twelve, and an odd
// stretch is rounded.
int32_t MonthsIn(Day from, Day to) {
  const YearMonthDay a = CivilFromDay(from);
  const YearMonthDay b = CivilFromDay(to);
  int32_t months = (b.year - a.year) * 12 + (b.month - a.month);
  if (b.day - a.day > 15) ++months;
  if (a.day - b.day > 15) --months;
  return std::max(months, 1);
}

}  // namespace

class SpanReader {
 public:
  explicit SpanReader(const table::Table& table) : table_(table) {
    amount_ = AmountOf(table);
    start_ = ColumnOf(table, "sub_start", Kind::kDay);
    end_ = ColumnOf(table, "sub_end", Kind::kDay);
    if (start_ == nullptr) month_ = ColumnOf(table, "date", Kind::kDay);
    if (start_ == nullptr) period_end_ = ColumnOf(table, "period_end", Kind::kDay);
    const bool monthly = amount_ != nullptr && amount_->role().role == "mrr";
    if (!monthly) {
      quantity_ = ColumnOf(table, "quantity", Kind::kNumber);
      if (quantity_ != nullptr && !quantity_->exact()) quantity_ = nullptr;
      interval_ = table.FindRole("interval");
    }
    status_ = ColumnOf(table, "status", Kind::kText);
    currency_ = CurrenciesOf(table);
    out_.table_ = &table;
    out_.rows_ = table.rows();
    out_.has_money_ = amount_ != nullptr;
    out_.dated_ = start_ != nullptr || month_ != nullptr;
  }

  Spans Read() {
    NumberCustomers();
    ReadIntervals();
    if (status_ != nullptr) statuses_ = PerText<Status>(*status_, &StatusOf);
    ReadCurrencies();
    out_.spans_.reserve(table_.rows());
    for (size_t row = 0; row < table_.rows(); ++row) Take(row);
    if (total_ > kSumLimit) LeaveOutLargest();
    Dates();
    return std::move(out_);
  }

 private:
  void NumberCustomers() {
    const Column* id = table_.FindRole("customer_id");
    if (id == nullptr || id->null_count() == id->size()) id = table_.FindRole("subscription_id");
    codes_.resize(table_.rows());
    uint32_t next = 0;
    if (id != nullptr && id->kind() == Kind::kText) {
      next = static_cast<uint32_t>(id->dictionary().size());
      for (size_t row = 0; row < codes_.size(); ++row) codes_[row] = id->Code(row);
    } else if (id != nullptr && id->exact()) {
      std::unordered_map<int64_t, uint32_t> known;
      known.reserve(table_.rows());
      for (size_t row = 0; row < codes_.size(); ++row) {
        if (id->IsNull(row)) continue;
        const int64_t value = id->kind() == Kind::kDay ? id->DayAt(row) : id->Units(row);
        const auto [at, fresh] = known.emplace(value, next);
        next += fresh ? 1 : 0;
        codes_[row] = at->second;
      }
    } else {
      id = nullptr;
    }
    out_.named_ = next;
    // A row that names nobody is a customer of its own.
    for (size_t row = 0; row < codes_.size(); ++row) {
      if (id == nullptr || id->IsNull(row)) codes_[row] = next++;
    }
    out_.customer_count_ = next;
  }

  void ReadIntervals() {
    scale_ = 0;
    if (amount_ != nullptr && amount_->exact()) scale_ = amount_->scale();
    if (amount_ != nullptr && !amount_->exact()) scale_ = kRealScale;
    if (quantity_ != nullptr) scale_ += quantity_->scale();
    if (interval_ != nullptr && interval_->kind() == Kind::kText) {
      intervals_ = PerText<Interval>(*interval_, &IntervalOf);
      for (const Interval& interval : intervals_) Widen(interval.denominator);
    } else if (interval_ != nullptr && interval_->kind() == Kind::kNumber && interval_->exact() &&
               interval_->scale() == 0) {
      for (size_t row = 0; row < interval_->size(); ++row) {
        if (!interval_->IsNull(row)) Widen(interval_->Units(row));
      }
    } else {
      interval_ = nullptr;
    }
    if (period_end_ != nullptr && interval_ == nullptr) {
      for (int32_t months = 1; months <= 12; ++months) Widen(months);
    }
    out_.unit_ = Rational(lcm_) * Rational::Of(Int128{PowerOfTen(std::min(scale_, 18))});
  }

  // One code in two spellings is one currency; that of a file of one is the file's own.
  void ReadCurrencies() {
    if (currency_ == nullptr) {
      out_.currencies_.push_back(table_.currency());
      return;
    }
    std::unordered_map<std::string, uint16_t> known;
    const auto place = [&](std::string name) {
      const auto [at, fresh] = known.emplace(std::move(name), static_cast<uint16_t>(out_.currencies_.size()));
      if (fresh) out_.currencies_.push_back(at->first);
      return at->second;
    };
    for (const std::string_view text : currency_->dictionary()) currency_of_.push_back(place(CurrencyName(text)));
    if (currency_->null_count() > 0) blank_currency_ = place(table_.currency());
  }

  void Widen(int64_t denominator) {
    if (denominator < 1 || denominator > 1200) return;
    const int64_t wider = std::lcm(lcm_, denominator);
    if (wider <= kMaxLcm) lcm_ = wider;
  }

  Interval IntervalAt(size_t row) const {
    if (interval_ == nullptr || interval_->IsNull(row)) return {Interval::Kind::kPeriodic, 1, 1, 0};
    if (interval_->kind() == Kind::kText) return intervals_[interval_->Code(row)];
    const int64_t months = interval_->Units(row);
    if (months < 1 || months > 1200) return {};
    return {Interval::Kind::kPeriodic, 1, static_cast<int32_t>(months), static_cast<int32_t>(months)};
  }

  void Note(std::string_view code, size_t row, const Column* column) {
    IssueOf(code, &out_.notes_)
        .Add(table_.LineOf(row), column == nullptr ? "" : column->name(),
             column == nullptr ? "" : TextAt(*column, row));
  }

  // False where the amount fits no 64 bits.
  bool AmountAt(size_t row, Interval interval, int64_t* out) const {
    if (amount_ == nullptr) {
      *out = 1;
      return true;
    }
    int64_t value = amount_->exact()
                        ? amount_->Units(row)
                        : static_cast<int64_t>(std::llround(amount_->Real(row) * 10000));
    if (quantity_ != nullptr) {
      const int64_t units = quantity_->IsNull(row) ? PowerOfTen(quantity_->scale()) : quantity_->Units(row);
      if (__builtin_mul_overflow(value, units, &value)) return false;
    }
    const int64_t factor = lcm_ / interval.denominator * interval.numerator;
    return !__builtin_mul_overflow(value, factor, out);
  }

  static Int128 SizeOf(const Span& span) { return span.amount < 0 ? -Int128{span.amount} : Int128{span.amount}; }

  // Until the others can be added up exactly; which ones does not depend on the order of rows.
  void LeaveOutLargest() {
    std::vector<Int128> sizes;
    for (const Span& span : out_.spans_) sizes.push_back(SizeOf(span));
    std::sort(sizes.begin(), sizes.end());
    while (total_ > kSumLimit) {
      total_ -= sizes.back();
      largest_ = sizes.back();
      sizes.pop_back();
    }
    const auto too_large = [this](const Span& span) {
      if (SizeOf(span) < largest_) return false;
      Note(codes::kSubNoAmount, span.row, amount_);
      return true;
    };
    out_.spans_.erase(std::remove_if(out_.spans_.begin(), out_.spans_.end(), too_large), out_.spans_.end());
  }

  void Take(size_t row) {
    Span span;
    span.customer = codes_[row];
    span.row = static_cast<uint32_t>(row);
    Interval interval = IntervalAt(row);
    const Column* from = start_ != nullptr ? start_ : month_;
    if (from != nullptr && from->IsNull(row)) {
      Note(codes::kSubNoStart, row, nullptr);
      return;
    }
    if (from != nullptr) span.start = from->DayAt(row);
    if (from == nullptr) {
      // As it stands, for good.
    } else if (start_ == nullptr) {
      if (period_end_ != nullptr && !period_end_->IsNull(row) && period_end_->DayAt(row) >= span.start) {
        span.end = period_end_->DayAt(row) + 1;
        if (interval_ == nullptr) interval.denominator = MonthsIn(span.start, span.end);
        if (lcm_ % interval.denominator != 0) interval.denominator = 1;
      } else {
        const period::Window month = MonthOf(span.start);
        span.start = month.from;
        span.end = month.to;
      }
    } else if (end_ != nullptr && !end_->IsNull(row)) {
      span.end = end_->DayAt(row);
    }
    if (interval.kind == Interval::Kind::kOneTime) {
      Note(codes::kSubOneTime, row, interval_);
      return;
    }
    if (interval.kind == Interval::Kind::kUnknown || lcm_ % interval.denominator != 0) {
      Note(codes::kSubNoInterval, row, interval_);
      return;
    }
    if (status_ != nullptr && !status_->IsNull(row)) {
      switch (statuses_[status_->Code(row)]) {
        case Status::kTrial:
          Note(codes::kSubTrial, row, status_);
          return;
        case Status::kVoid:
          Note(codes::kSubVoid, row, status_);
          return;
        case Status::kPastDue:
          Note(codes::kSubPastDue, row, status_);
          break;
        case Status::kEnded:
          if (span.end != kNever) break;
          Note(codes::kSubEndUnknown, row, status_);
          return;
        case Status::kPaying:
          break;
      }
    }
    if (amount_ != nullptr && amount_->IsNull(row)) {
      Note(codes::kSubNoAmount, row, nullptr);
      return;
    }
    if (span.end <= span.start) {
      Note(codes::kSubVoid, row, end_);
      return;
    }
    if (!AmountAt(row, interval, &span.amount)) {
      Note(codes::kSubNoAmount, row, amount_);
      return;
    }
    total_ += SizeOf(span);
    if (currency_ != nullptr) {
      span.currency = currency_->IsNull(row) ? blank_currency_ : currency_of_[currency_->Code(row)];
    }
    out_.spans_.push_back(span);
  }

  void Dates() {
    if (out_.spans_.empty()) return;
    if (!out_.dated_) {
      out_.first_ = out_.through_ = 1;  // all of them began before
      return;
    }
    out_.first_ = out_.spans_.front().start;
    out_.through_ = out_.spans_.front().start;
    for (const Span& span : out_.spans_) {
      out_.first_ = std::min(out_.first_, span.start);
      out_.through_ = std::max(out_.through_, span.start);
      // The date of an end is the first day without the revenue; a month has no date of its own.
      if (span.end != kNever) out_.through_ = std::max(out_.through_, start_ != nullptr ? span.end : span.end - 1);
    }
  }

  static constexpr int kRealScale = 4;

  const table::Table& table_;
  const Column* amount_ = nullptr;
  const Column* start_ = nullptr;
  const Column* end_ = nullptr;
  const Column* month_ = nullptr;
  const Column* period_end_ = nullptr;
  const Column* quantity_ = nullptr;
  const Column* interval_ = nullptr;
  const Column* status_ = nullptr;
  const Column* currency_ = nullptr;
  std::vector<uint32_t> codes_;
  std::vector<Interval> intervals_;
  std::vector<Status> statuses_;
  std::vector<uint16_t> currency_of_;  // of each text of the column
  uint16_t blank_currency_ = 0;
  int scale_ = 0;
  int64_t lcm_ = 1;
  Int128 total_ = 0;
  Int128 largest_ = 0;  // from this size on amounts are left out
  Spans out_;
};

bool Spans::Reads(const table::Table& table) {
  if (table.kind() != "subscriptions") return false;
  const bool named = table.FindRole("customer_id") != nullptr || table.FindRole("subscription_id") != nullptr;
  const Column* amount = AmountOf(table);
  if (ColumnOf(table, "sub_start", Kind::kDay) != nullptr) return named || amount != nullptr;
  if (amount == nullptr) return false;
  if (ColumnOf(table, "date", Kind::kDay) != nullptr) return table.FindRole("customer_id") != nullptr;
  // Without a date: a list of who pays what, and nothing that was counted before.
  const auto other = [amount](const Column& column) {
    return column.kind() == Kind::kDay ||
           (column.role().measure && &column != amount && column.role().role != "quantity" && column.role().role != "plan_amount");
  };
  return named && !table.period() && std::none_of(table.columns().begin(), table.columns().end(), other);
}

Spans Spans::Of(const table::Table& table) { return SpanReader(table).Read(); }

std::string Spans::CustomerName(uint32_t customer) const {
  if (customer >= named_) return "";
  const Column* id = table_->FindRole("customer_id");
  if (id == nullptr || id->null_count() == id->size()) id = table_->FindRole("subscription_id");
  if (id->kind() == Kind::kText) return std::string(id->dictionary()[customer]);
  for (const Span& span : spans_) {
    if (span.customer == customer) return TextAt(*id, span.row);
  }
  return "";
}

std::string Spans::RowName(uint32_t row) const {
  const Column* id = table_->FindRole("subscription_id");
  return id == nullptr ? "" : TextAt(*id, row);
}

std::vector<uint8_t> Spans::BySource(const std::function<bool(std::string_view)>& is_one) const {
  const Column* source = ColumnOf(*table_, "signup_source", Kind::kText);
  if (source == nullptr) return {};
  constexpr uint32_t kNone = UINT32_MAX;
  std::vector<uint32_t> first(customer_count_, kNone);  // index of the customer's earliest span
  for (uint32_t i = 0; i < spans_.size(); ++i) {
    const Span& span = spans_[i];
    if (source->IsNull(span.row)) continue;
    uint32_t& held = first[span.customer];
    if (held == kNone || span.start < spans_[held].start ||
        (span.start == spans_[held].start && source->dictionary()[source->Code(span.row)] <
                                                 source->dictionary()[source->Code(spans_[held].row)])) {
      held = i;
    }
  }
  std::vector<uint8_t> per_text;
  for (const std::string_view text : source->dictionary()) per_text.push_back(is_one(text) ? 1 : 0);
  std::vector<uint8_t> out(customer_count_, 0);
  for (size_t c = 0; c < out.size(); ++c) {
    if (first[c] != kNone) out[c] = per_text[source->Code(spans_[first[c]].row)];
  }
  return out;
}

}  // namespace mittari::engines
