#include "ingest/facts.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/digits.h"
#include "ingest/row_hashes.h"
#include "ingest/wide.h"
#include "locale/blank.h"
#include "locale/cell_text.h"
#include "locale/header.h"
#include "schema/vocabulary.h"

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

CellReadings::Kept& CellReadings::At(std::string_view cell) {
  if (kept_.empty()) kept_.resize(kKept);
  Kept& kept = kept_[HashText(cell) % kKept];
  if (kept.text == cell && !cell.empty()) return kept;
  kept.text = cell;
  kept.reading.reset();
  kept.total.reset();
  kept.month.reset();
  return kept;
}

const CellReading& CellReadings::Of(std::string_view cell) {
  Kept& kept = At(cell);
  if (kept.reading) return *kept.reading;
  CellReading& out = kept.reading.emplace();
  out.boolean = IsBooleanToken(cell);
  out.number = locale::ReadNumber(cell);
  using Kind = locale::NumberKind;
  if (out.number.kind == Kind::kBlank) return out;
  if (locale::IsSurelyNoDate(cell)) {
    out.date.kind = out.if_date.kind = locale::DateKind::kText;
    return out;
  }
  out.if_date = out.date = locale::ReadDateOrSpan(cell);
  if (out.number.kind == Kind::kNumber || out.number.kind == Kind::kAmbiguous) {
    locale::DateContext context;
    context.date_column = true;
    out.if_date = locale::ReadDate(cell, locale::DateOrder::kUnknown, context);
  }
  return out;
}

bool CellReadings::IsTotal(std::string_view cell) {
  // Totals are words.
  if (locale::IsSurelyNoDate(cell)) return false;
  Kept& kept = At(cell);
  if (!kept.total) kept.total = schema::Vocabulary::Builtin().IsTotal(cell);
  return *kept.total;
}

bool CellReadings::IsMonth(std::string_view cell) {
  Kept& kept = At(cell);
  if (!kept.month) kept.month = IsBareMonth(cell);
  return *kept.month;
}

void FactsFinder::Add(std::string_view cell, CellReadings* readings) {
  int64_t units = 0;
  int8_t scale = 0;
  if (ReadDigitsPlain(cell.data(), cell.size(), 0, &units, &scale) &&
      locale::IsSurelyNoDate(cell)) {
    numbers_.AddDigits(static_cast<uint64_t>(units));
    ++filled_;
    Follow(static_cast<double>(units));
    locale::DateCell text;
    text.kind = locale::DateKind::kText;
    if_dates_.Add(text);
    dates_.Add(text);
    return;
  }
  if (utf8::Trim(cell).empty()) return;
  const CellReading& reading = readings->Of(cell);
  booleans_ += reading.boolean ? 1 : 0;
  numbers_.Add(reading.number);
  using Kind = locale::NumberKind;
  if (reading.number.kind == Kind::kBlank) return;
  ++filled_;
  if (reading.number.kind == Kind::kNumber || reading.number.kind == Kind::kAmbiguous) {
    Follow(ToDouble(reading.number.value.units, reading.number.value.scale));
  } else if (words_ < 200) {
    ++words_;
    months_ += readings->IsMonth(cell) ? 1 : 0;
  }
  if_dates_.Add(reading.if_date);
  dates_.Add(reading.date);
}

void FactsFinder::Follow(double value) {
  greatest_ = std::max(greatest_, value);
  if (rises_++ > 0 && value < before_) never_falls_ = false;
  before_ = value;
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
