#pragma once

#include <string>
#include <string_view>

#include "locale/date_evidence.h"
#include "locale/number_evidence.h"
#include "schema/mapper.h"

namespace mittari::ingest {

// Looks at the cells of one column in the first part of a file.
class FactsFinder {
 public:
  void Add(std::string_view cell);

  // What the mapper wants to know. `inherited`: the style of other columns.
  schema::ColumnFacts Finish(std::string header, locale::NumberStyle inherited) const;
  // The style that the cells prove, or kUnknown.
  locale::NumberStyle ProvenStyle() const;
  const locale::NumberEvidence& numbers() const { return numbers_; }
  int64_t filled() const { return filled_; }

 private:
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
