#include "ingest/facts.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/wide.h"
#include "locale/blank.h"
#include "locale/cell_text.h"
#include "locale/header.h"

namespace mittari::ingest {
namespace {

// Shares of cells above which a column is of a kind. Dates are surer of
// themselves than numbers: no ordinary text reads as a date.
constexpr double kDateShare = 0.7;
constexpr double kNumberShare = 0.7;

}  // namespace

bool IsBooleanToken(std::string_view cell) {
  static constexpr std::string_view kTokens[] = {"true",  "false",  "yes", "no",  "evet", "hayır",
                                                 "kyllä", "ei",     "بله", "خیر", "tosi", "epätosi",
                                                 "doğru", "yanlış", "y",   "n"};
  if (cell.size() > 12 || std::any_of(cell.begin(), cell.end(), locale::IsDigit)) return false;
  const std::string folded = locale::FoldValue(cell);
  return std::find(std::begin(kTokens), std::end(kTokens), folded) != std::end(kTokens);
}

void FactsFinder::Add(std::string_view cell) {
  if (utf8::Trim(cell).empty()) return;
  if (IsBooleanToken(cell)) ++booleans_;
  const locale::NumberCell number = locale::ReadNumber(cell);
  numbers_.Add(number);
  if (number.kind == locale::NumberKind::kBlank) return;
  ++filled_;
  const locale::DateCell date = locale::ReadDate(cell);
  if (number.kind == locale::NumberKind::kNumber || number.kind == locale::NumberKind::kAmbiguous) {
    const double value = ToDouble(number.value.units, number.value.scale);
    greatest_ = std::max(greatest_, value);
    if (rises_++ > 0 && value < before_) never_falls_ = false;
    before_ = value;
    locale::DateContext context;
    context.date_column = true;
    if_dates_.Add(locale::ReadDate(cell, locale::DateOrder::kUnknown, context));
  } else {
    if_dates_.Add(date);
    if (words_ < 200) {
      ++words_;
      months_ += IsBareMonth(cell) ? 1 : 0;
    }
  }
  dates_.Add(date);
}

locale::NumberStyle FactsFinder::ProvenStyle() const {
  const locale::NumberDecision decision = numbers_.Decide();
  // Too few numbers among words prove nothing for the file.
  if (decision.NumberShare() < kNumberShare) return locale::NumberStyle::kUnknown;
  return decision.confidence == locale::Confidence::kCertain ? decision.style
                                                             : locale::NumberStyle::kUnknown;
}

schema::ColumnFacts FactsFinder::Finish(std::string header, locale::NumberStyle inherited) const {
  using Kind = schema::ColumnFacts::Kind;
  schema::ColumnFacts facts;
  facts.header = std::move(header);
  if (filled_ == 0) return facts;
  const locale::NumberDecision numbers = numbers_.Decide(inherited);
  const locale::DateDecision dates = dates_.Decide();
  const double date_share =
      static_cast<double>(dates.dates - dates.bare_numbers) / static_cast<double>(filled_);
  const double number_share = numbers.NumberShare();
  if (date_share >= kDateShare) {
    facts.kind = Kind::kDate;
  } else if (number_share >= kNumberShare) {
    facts.kind = Kind::kNumber;
  } else if (dates.DateShare() >= kDateShare) {
    facts.kind = Kind::kDate;
  } else {
    facts.kind = Kind::kText;
    facts.boolean = booleans_ >= filled_ && filled_ >= 2;
    facts.maybe_date = months_ >= 2 && months_ * 10 >= words_ * 8;
  }
  if (facts.kind == Kind::kNumber) {
    const locale::DateDecision if_dates = if_dates_.Decide();
    facts.maybe_date = if_dates.DateShare() >= 0.9;
    const int64_t numeric = std::max<int64_t>(numbers.numbers, 1);
    facts.percent = (numbers.percents + numbers.permilles) * 2 > numeric;
    facts.monetary = numbers.monetary * 2 > numeric;
    facts.duration = numbers.durations * 2 > numeric;
    facts.fractions = numbers.fractions > 0;
    facts.greatest = greatest_;
    facts.never_falls = never_falls_ && rises_ >= 3;
    if (!numbers.several_currencies) facts.currency = std::string(numbers.currency);
    if (facts.currency == "$") facts.currency = "USD";
    if (facts.currency.size() != 3) facts.currency.clear();
  }
  return facts;
}

}  // namespace mittari::ingest
