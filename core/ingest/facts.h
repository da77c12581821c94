#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "locale/date_evidence.h"
#include "locale/number_evidence.h"
#include "schema/mapper.h"

namespace mittari::ingest {

// What a cell says by itself.
struct CellReading {
  locale::NumberCell number;
  locale::DateCell date;     // as it stands
  locale::DateCell if_date;  // were it in a column of dates
  bool boolean = false;
};

// The readings of cells; those met of late are kept.
class CellReadings {
 public:
  const CellReading& Of(std::string_view cell);
  bool IsTotal(std::string_view cell);
  bool IsMonth(std::string_view cell);  // without a year

 private:
  static constexpr size_t kKept = 2048;
  struct Kept {
    std::string text;
    std::optional<CellReading> reading;
    std::optional<bool> total, month;
  };
  Kept& At(std::string_view cell);

  std::vector<Kept> kept_;
};

// Looks at the cells of one column in the first part of a file.
class FactsFinder {
 public:
  void Add(std::string_view cell, CellReadings* readings);

  // What the mapper wants to know. `inherited`: the style of other columns.
  schema::ColumnFacts Finish(std::string header, locale::NumberStyle inherited) const;
  // The style that the cells prove, or kUnknown.
  locale::NumberStyle ProvenStyle() const;
  const locale::NumberEvidence& numbers() const { return numbers_; }
  int64_t filled() const { return filled_; }

 private:
  void Follow(double value);

  locale::NumberEvidence numbers_;
  locale::DateEvidence dates_;     // as they stand
  locale::DateEvidence if_dates_;  // were it a column of dates: serials count
  int64_t filled_ = 0;             // cells that are not blank
  int64_t booleans_ = 0;
  int64_t words_ = 0, months_ = 0;  // texts looked at, and months without a year among them
  double greatest_ = 0;
  double before_ = 0;
  bool never_falls_ = true;
  int64_t rises_ = 0;
};

// True for "true", "yes", "evet", "0"... as one of two states.
bool IsBooleanToken(std::string_view cell);

}  // namespace mittari::ingest
