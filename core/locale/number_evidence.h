#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "locale/number.h"

namespace mittari::locale {

enum class Confidence : uint8_t { kUnknown, kAmbiguous, kLikely, kCertain };
std::string_view Name(Confidence confidence);  // "unknown", "ambiguous", "likely", "certain"

struct NumberDecision {
  // kUnknown with kCertain: no cell has a mark, so that any style reads them.
  NumberStyle style = NumberStyle::kUnknown;
  Confidence confidence = Confidence::kUnknown;
  // Why, as a word of: "marks" (cells prove it), "no_marks", "groups" (another
  // group mark is in use), "pattern" (the look of all cells), "money" (of a currency without
  // thousandths), "inherited", "mixed", "".
  std::string_view why;
  // True when ambiguous cells remain that nothing proves: number.ambiguous_style.
  // `style` then is the likelier reading, or kUnknown where neither is.
  bool needs_question = false;
  bool mixed = false;  // cells prove both decimal marks; each reads by itself
  // The style in which the mark of the ambiguous cells sets thousands apart;
  // kUnknown without any, or where both marks are among them.
  NumberStyle grouping = NumberStyle::kUnknown;
  bool padded = false;  // an ambiguous cell ends in zero: "1,200"
  bool thousandths = false;  // a currency at hand has a thousandth as its minor unit

  int64_t cells = 0, blanks = 0, numbers = 0, texts = 0, bounds = 0, errors = 0;
  int64_t ambiguous = 0;  // of `numbers`
  int64_t ids = 0;        // of `texts`: digits with leading zeros
  int64_t percents = 0, permilles = 0, durations = 0, words = 0, multiplied = 0;
  int64_t monetary = 0, negatives = 0, fractions = 0, dressed = 0, inexact = 0, against = 0;
  int max_scale = 0;          // of the readings in `style`
  int max_whole_digits = 0;   // before the decimal mark, in `style`
  std::string_view currency;  // the one found; empty where none or several
  bool several_currencies = false;

  // Share of numbers (and bounds and errors) among cells that are not blank.
  double NumberShare() const;
};

// What all cells of a column say about its style. Parts over disjoint rows Merge
// into that of their union, in any order.
class NumberEvidence {
 public:
  void Add(const NumberCell& cell);
  void Add(std::string_view cell) { Add(ReadNumber(cell)); }
  // Add of a cell of digits alone, as most are: 0, or no leading zero.
  void AddDigits(uint64_t units) {
    ++digits_.cells;
    digits_.zeros += units == 0;
    digits_.longs += units >= 1000;
    if (units > digits_.greatest) digits_.greatest = units;
  }
  // The same for many: how many, of them zeros and those of 1000 or more, and the greatest.
  void AddDigits(int64_t cells, int64_t zeros, int64_t longs, uint64_t greatest) {
    digits_.cells += cells;
    digits_.zeros += zeros;
    digits_.longs += longs;
    if (greatest > digits_.greatest) digits_.greatest = greatest;
  }
  void Merge(const NumberEvidence& other);

  // `inherited`: the style which other columns of the file have proven; it settles
  // what this column leaves open.
  NumberDecision Decide(NumberStyle inherited = NumberStyle::kUnknown) const;

 private:
  struct Seen {
    std::string_view currency;
    int64_t count = 0;
  };
  // Cells that AddDigits took.
  struct Digits {
    int64_t cells = 0, zeros = 0, longs = 0;
    uint64_t greatest = 0;
  };
  void AddCurrency(std::string_view currency, int64_t count);
  void CountDigits();
  // Whether any currency at hand has a thousandth as its minor unit.
  bool HasThousandths() const;
  NumberDecision Decided(NumberStyle inherited) const;

  Digits digits_;
  NumberDecision counts_;  // only the counters are used
  int64_t proves_point_ = 0, proves_comma_ = 0;
  int64_t ambiguous_point_ = 0, ambiguous_comma_ = 0;  // by the mark in the cell
  int64_t space_groups_ = 0, apostrophe_groups_ = 0;
  int64_t long_integers_ = 0, short_integers_ = 0, zeros_ = 0;
  int64_t ambiguous_round_ = 0;  // of the ambiguous: the last digit is zero
  int plain_scale_ = 0, plain_whole_ = 0;  // of cells with one reading
  std::array<int, 2> either_scale_{};      // of ambiguous ones: point, comma
  std::array<int, 2> either_whole_{};
  std::array<Seen, 4> currencies_{};
  bool more_currencies_ = false;
};

}  // namespace mittari::locale
