#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "locale/number_evidence.h"

namespace mittari::schema {

// What the cells of a column look like, told before any meaning is known.
struct ColumnFacts {
  enum class Kind { kBlank, kNumber, kDate, kText };
  std::string header;
  Kind kind = Kind::kBlank;
  bool percent = false;    // most numbers carry a per cent sign
  bool monetary = false;   // a currency stands beside numbers
  bool fractions = false;  // some numbers have decimals
  bool duration = false;
  bool boolean = false;      // yes/no, true/false
  bool maybe_date = false;   // kNumber that also reads as dates: 20250131, 202405, serial days
  double greatest = 0;       // of the numbers
  bool never_falls = false;  // each number at least the one before: a level, or a running total
  std::string currency;      // found in the cells; "" where none or several
};

// What a column is taken for.
struct ColumnMeaning {
  std::string role;  // "" where it has none
  bool measure = false;
  bool stock = false;
  bool unique = false;
  bool nonneg = false;
  std::string type;  // money count percent ratio number date text id duration boolean
  std::string unit;
  std::string currency;   // from the header or the cells
  std::string zone;       // "UTC", from the header
  bool percent_signs = false;  // most cells carry a per cent sign
  std::string metric;     // the rate that a computed column states
  bool computed = false;  // a rate: never added up
  locale::Confidence confidence = locale::Confidence::kUnknown;
  // "synonym:en", "profile:meta", "tokens", "user", "computed", "comparison",
  // "collision", "twin", "id", "only_date", "rule:hinta"
  std::string why;
  std::string suggestion;  // a role one letter away: offered, not taken
};

// A choice that only a person can make. `likelier` is the one taken meanwhile.
struct MeaningQuestion {
  static constexpr size_t kWhole = SIZE_MAX;  // the question is about the table

  std::string code;
  size_t column = 0;
  std::vector<std::string> choices;
  std::string likelier;
  std::vector<std::vector<std::string>> roles;  // what each choice would read; may be empty
};

struct MeaningNote {
  std::string code;  // role.collision, twin_column, ratio.ignored
  size_t column = 0;
  Args args;
};

struct Mapping {
  std::string table;    // kind, "" where the columns do not tell
  std::string profile;  // the platform, "" where none is recognised
  std::vector<ColumnMeaning> columns;
  std::vector<MeaningQuestion> questions;
  std::vector<MeaningNote> notes;
};

struct MapOptions {
  std::string table;  // forced kind
  // (role or "ignore", header or "#n"): overrides what was found.
  std::vector<std::pair<std::string, std::string>> map;
  // ("<question code>:<column>", choice)
  std::vector<std::pair<std::string, std::string>> answers;
  std::string currency;  // of the settings: which of two twin columns is meant
};

// Finds the kind of table and the meaning of each column. At most one column
// gets a role; the others are told of in `notes`. Fails with map.unknown_role or
// map.unknown_column for an option that names nothing, and with map.name_taken
// for a name of one's own that is a role already.
//
// Order of evidence: the user; the platform's own export layout, where the
// headers as a whole show it; exact synonyms in any language; the same words in
// another order. Never by a single letter's difference.
//
// Where the columns fit two kinds of table about as well, and these would read
// other measures, table.kind is asked.
Result<Mapping> MapColumns(const std::vector<ColumnFacts>& columns, const MapOptions& options);

// A measure of one's own: "own:demos" makes a column the measure `demos`, which
// formulas may name. The name is lower-case ASCII with digits and '_', and no
// role of the vocabulary.
inline constexpr std::string_view kOwnPrefix = "own:";
bool IsOwnRole(std::string_view role);
// The measure's name. REQUIRES: the prefix.
inline std::string_view OwnName(std::string_view role) { return role.substr(kOwnPrefix.size()); }

// The column that `name` ("Cost", "#3") means, or -1. Exact text first, then
// by folding.
int FindColumn(const std::vector<ColumnFacts>& columns, std::string_view name);

}  // namespace mittari::schema
