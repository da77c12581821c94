#include "locale/number_evidence.h"

#include <algorithm>

namespace mittari::locale {
namespace {

// How many cells with exactly three digits after the mark, and none with one or two,
// rule out decimals: a third digit is zero once in ten, and 0.9^44 < 1 %.
constexpr int64_t kManyThrees = 44;

int WholeDigits(Decimal value) {
  int digits = 1;
  uint64_t whole = static_cast<uint64_t>(value.units < 0 ? -value.units : value.units) /
                   static_cast<uint64_t>(PowerOfTen(value.scale));
  while (whole >= 10) whole /= 10, ++digits;
  return digits;
}

}  // namespace

std::string_view Name(Confidence confidence) {
  switch (confidence) {
    case Confidence::kUnknown:
      return "unknown";
    case Confidence::kAmbiguous:
      return "ambiguous";
    case Confidence::kLikely:
      return "likely";
    case Confidence::kCertain:
      return "certain";
  }
  return {};
}

double NumberDecision::NumberShare() const {
  const int64_t filled = cells - blanks;
  return filled == 0 ? 0
                     : static_cast<double>(numbers + bounds + errors) / static_cast<double>(filled);
}

void NumberEvidence::AddCurrency(std::string_view currency, int64_t count) {
  for (Seen& seen : currencies_) {
    if (seen.count == 0) seen.currency = currency;
    if (seen.currency == currency) {
      seen.count += count;
      return;
    }
  }
  more_currencies_ = true;
}

void NumberEvidence::Add(const NumberCell& cell) {
  ++counts_.cells;
  if (!cell.currency.empty()) AddCurrency(cell.currency, 1);
  if (cell.bits & kMonetary) ++counts_.monetary;
  switch (cell.kind) {
    case NumberKind::kBlank:
      ++counts_.blanks;
      return;
    case NumberKind::kError:
      ++counts_.errors;
      return;
    case NumberKind::kText:
      ++counts_.texts;
      if (cell.bits & kLeadingZero) ++counts_.ids;
      return;
    case NumberKind::kBound:
      ++counts_.bounds;
      break;
    case NumberKind::kNumber:
    case NumberKind::kAmbiguous:
      ++counts_.numbers;
      break;
  }
  counts_.percents += cell.unit == NumberUnit::kPercent;
  counts_.permilles += cell.unit == NumberUnit::kPermille;
  counts_.durations += cell.unit == NumberUnit::kDuration;
  counts_.words += cell.unit == NumberUnit::kWord;
  counts_.multiplied += cell.unit == NumberUnit::kMultiplied;
  counts_.negatives += cell.value.units < 0;
  counts_.dressed += (cell.bits & kDressed) != 0;
  counts_.inexact += (cell.bits & kInexact) != 0;
  counts_.against += (cell.bits & kAgainstStyle) != 0;
  proves_point_ += (cell.bits & kProvesPoint) != 0;
  proves_comma_ += (cell.bits & kProvesComma) != 0;
  space_groups_ += (cell.bits & kSpaceGroups) != 0;
  apostrophe_groups_ += (cell.bits & kApostropheGroups) != 0;
  long_integers_ += (cell.bits & kLongInteger) != 0;
  if (cell.kind == NumberKind::kAmbiguous) {
    ++counts_.ambiguous;
    // The reading with the larger scale took the mark as the decimal mark.
    ++(cell.value.scale > cell.other.scale ? ambiguous_point_ : ambiguous_comma_);
    const Decimal readings[] = {cell.value, cell.other};
    ambiguous_round_ += (cell.value.scale > cell.other.scale ? cell.value : cell.other).units % 10 == 0;
    for (size_t i = 0; i < 2; ++i) {
      either_scale_[i] = std::max<int>(either_scale_[i], readings[i].scale);
      either_whole_[i] = std::max(either_whole_[i], WholeDigits(readings[i]));
    }
    return;
  }
  counts_.fractions += cell.value.scale > 0;
  short_integers_ += cell.value.scale == 0 && (cell.bits & kLongInteger) == 0 &&
                     (cell.bits & (kProvesPoint | kProvesComma)) == 0 && cell.value.units != 0;
  zeros_ += cell.value.scale == 0 && cell.value.units == 0;
  plain_scale_ = std::max<int>(plain_scale_, cell.value.scale);
  plain_whole_ = std::max(plain_whole_, WholeDigits(cell.value));
}

void NumberEvidence::CountDigits() {
  if (digits_.cells == 0) return;
  counts_.cells += digits_.cells;
  counts_.numbers += digits_.cells;
  long_integers_ += digits_.longs;
  short_integers_ += digits_.cells - digits_.longs - digits_.zeros;
  zeros_ += digits_.zeros;
  plain_whole_ = std::max(plain_whole_, WholeDigits({static_cast<int64_t>(digits_.greatest), 0}));
  digits_ = Digits();
}

void NumberEvidence::Merge(const NumberEvidence& part) {
  CountDigits();
  NumberEvidence other = part;
  other.CountDigits();
  NumberDecision& c = counts_;
  const NumberDecision& o = other.counts_;
  c.cells += o.cells, c.blanks += o.blanks, c.numbers += o.numbers, c.texts += o.texts;
  c.bounds += o.bounds, c.errors += o.errors, c.ambiguous += o.ambiguous, c.ids += o.ids;
  c.percents += o.percents, c.permilles += o.permilles, c.durations += o.durations;
  c.words += o.words, c.multiplied += o.multiplied, c.monetary += o.monetary;
  c.negatives += o.negatives, c.fractions += o.fractions, c.dressed += o.dressed;
  c.inexact += o.inexact, c.against += o.against;
  proves_point_ += other.proves_point_, proves_comma_ += other.proves_comma_;
  ambiguous_point_ += other.ambiguous_point_, ambiguous_comma_ += other.ambiguous_comma_;
  space_groups_ += other.space_groups_, apostrophe_groups_ += other.apostrophe_groups_;
  long_integers_ += other.long_integers_, short_integers_ += other.short_integers_;
  zeros_ += other.zeros_, ambiguous_round_ += other.ambiguous_round_;
  plain_scale_ = std::max(plain_scale_, other.plain_scale_);
  plain_whole_ = std::max(plain_whole_, other.plain_whole_);
  for (size_t i = 0; i < 2; ++i) {
    either_scale_[i] = std::max(either_scale_[i], other.either_scale_[i]);
    either_whole_[i] = std::max(either_whole_[i], other.either_whole_[i]);
  }
  for (const Seen& seen : other.currencies_) {
    if (seen.count > 0) AddCurrency(seen.currency, seen.count);
  }
  more_currencies_ = more_currencies_ || other.more_currencies_;
}

bool NumberEvidence::HasThousandths() const {
  static constexpr std::string_view kSuch[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  return more_currencies_ ||
         std::any_of(currencies_.begin(), currencies_.end(), [](const Seen& seen) {
           return std::find(std::begin(kSuch), std::end(kSuch), seen.currency) != std::end(kSuch);
         });
}

NumberDecision NumberEvidence::Decide(NumberStyle inherited) const {
  NumberEvidence all = *this;
  all.CountDigits();
  return all.Decided(inherited);
}

NumberDecision NumberEvidence::Decided(NumberStyle inherited) const {
  NumberDecision d = counts_;
  const auto point = [&] {
    if (space_groups_ > 0) return NumberStyle::kSpacePoint;
    return apostrophe_groups_ > 0 ? NumberStyle::kApostrophePoint : NumberStyle::kPoint;
  };
  const auto comma = [&] {
    return space_groups_ > 0 ? NumberStyle::kSpaceComma : NumberStyle::kComma;
  };
  const auto settle = [&](NumberStyle style, Confidence confidence, std::string_view why) {
    d.style = style, d.confidence = confidence, d.why = why;
  };

  if ((ambiguous_point_ > 0) != (ambiguous_comma_ > 0)) {
    d.grouping = ambiguous_point_ > 0 ? comma() : point();
  }
  d.padded = ambiguous_round_ > 0;
  d.thousandths = HasThousandths();
  if (d.numbers + d.bounds == 0) {
    settle(NumberStyle::kUnknown, Confidence::kUnknown, "");
  } else if (proves_point_ > 0 && proves_comma_ > 0) {
    // Every self-evident cell reads by itself; only the ambiguous need an answer.
    d.mixed = true;
    settle(proves_point_ >= proves_comma_ ? point() : comma(),
           d.ambiguous > 0 ? Confidence::kAmbiguous : Confidence::kLikely, "mixed");
    d.needs_question = d.ambiguous > 0;
  } else if (proves_point_ > 0) {
    settle(point(), Confidence::kCertain, "marks");
  } else if (proves_comma_ > 0) {
    settle(comma(), Confidence::kCertain, "marks");
  } else if (d.ambiguous == 0) {
    const NumberStyle style = space_groups_ > 0        ? NumberStyle::kSpaceComma
                              : apostrophe_groups_ > 0 ? NumberStyle::kApostrophePoint
                                                       : inherited;
    settle(style, Confidence::kCertain,
           space_groups_ + apostrophe_groups_ > 0 ? "groups" : "no_marks");
  } else if (ambiguous_point_ > 0 && ambiguous_comma_ > 0) {
    // "1.234" and "1,234" in one column: one of them is wrong in either style.
    d.mixed = true;
    settle(inherited, Confidence::kAmbiguous, "mixed");
    d.needs_question = inherited == NumberStyle::kUnknown;
  } else if (space_groups_ + apostrophe_groups_ > 0) {
    // Thousands are already set apart by another mark, so this one is decimal.
    settle(ambiguous_point_ > 0 ? point() : comma(), Confidence::kCertain, "groups");
  } else if (inherited != NumberStyle::kUnknown) {
    settle(inherited, Confidence::kLikely, "inherited");
  } else if (ambiguous_round_ > 0 && short_integers_ + zeros_ > 0 && long_integers_ == 0) {
    // 1,200 beside 500 or 0: whoever writes a last zero after the decimal mark writes 500,000.
    settle(d.grouping, Confidence::kCertain, "pattern");
  } else if (d.monetary * 10 >= d.numbers * 9 && long_integers_ == 0 && !d.thousandths) {
    settle(d.grouping, Confidence::kCertain, "money");
  } else {
    // 1.234 beside 12345: had the mark grouped, it would stand in 12345 too.
    const bool decimal = long_integers_ > 0;
    const bool grouping = !decimal && short_integers_ > 0;
    const bool mark_is_point = ambiguous_point_ > 0;
    d.needs_question = true;
    if (decimal || grouping) {
      settle(decimal == mark_is_point ? point() : comma(), Confidence::kLikely, "pattern");
      d.needs_question = !(grouping && d.ambiguous >= kManyThrees);
    } else {
      settle(NumberStyle::kUnknown, Confidence::kAmbiguous, "");
    }
  }

  const size_t reading = HasCommaDecimal(d.style) ? 1 : 0;
  d.max_scale = plain_scale_;
  d.max_whole_digits = plain_whole_;
  if (d.ambiguous > 0) {
    d.max_scale = std::max(d.max_scale, either_scale_[reading]);
    d.max_whole_digits = std::max(d.max_whole_digits, either_whole_[reading]);
    if (either_scale_[reading] > 0) d.fractions += d.ambiguous;
  }
  d.several_currencies = more_currencies_ || currencies_[1].count > 0;
  if (!d.several_currencies && currencies_[0].count > 0) d.currency = currencies_[0].currency;
  return d;
}

}  // namespace mittari::locale
