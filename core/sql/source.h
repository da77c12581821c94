#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "sql/scope.h"

namespace mittari::sql {

// How many decimal places sums are kept with: those of every column that is
// read, and room for more.
int PlacesOf(const Scope& scope);

// One source as table expressions: its columns under plain names and typed as
// they were read, only the rows that `where` lets through. Dates do not cut them yet.
class SourceSql {
 public:
  // `number` makes its names its own. REQUIRES: scope outlives this; all columns are wanted.
  SourceSql(const Scope& scope, size_t sheet, int number, std::string table, const std::string& prefix);

  const report::Sheet& sheet() const { return sheet_; }
  const std::string& table() const { return table_; }
  // The table expressions, each "name AS (…)"; the last one holds the rows.
  const std::vector<std::string>& steps() const { return steps_; }
  const std::string& rows() const { return rows_; }

  // Columns of the rows. `dimensions` are those asked for, in order; empty without has_by.
  const std::vector<std::string>& dimensions() const { return dimensions_; }
  // What tells a stock's segments apart.
  const std::vector<std::string>& segments() const { return segments_; }
  // Those of them that tell the measure's apart.
  std::vector<std::string> HoldersOf(std::string_view measure) const;
  bool Has(std::string_view measure) const { return cells_.count(std::string(measure)) > 0; }
  // The currency of a measure, as SQL; "" where it is not known.
  std::string CurrencyOf(std::string_view measure) const;
  // Whether rows have a day at all ("row_day").
  bool has_day() const { return has_day_; }

  // What was repaired on reading, and how: "micros_divided".
  bool Repaired(std::string_view code, std::string_view column) const;
  // What the numbers of a column were multiplied by: 1000 for "Spend (k€)".
  int64_t Factor(std::string_view column) const;

 private:
  struct Place {
    const table::Column* column = nullptr;
    const std::string* constant = nullptr;
    bool found() const { return column != nullptr || constant != nullptr; }
  };
  Place PlaceOf(std::string_view name) const;
  Place Channel() const;

  std::string Read(const std::string& expression, const std::string& name);
  std::string TextOf(const Place& place);
  std::string DimensionOf(const std::string& name);
  std::string GroupOf(bool aliases);
  void ReadDay();
  void ReadCells();
  void ReadSegments();
  std::string CellOf(const table::Column& column, bool real) const;
  void Finish(const std::vector<std::string>& filters, const std::string& prefix);

  const Scope& scope_;
  const Dialect& dialect_;
  const report::Sheet& sheet_;
  int number_;
  std::string table_;
  int places_;
  Json inspection_;

  std::vector<std::pair<std::string, std::string>> read_;  // (expression, name)
  static constexpr size_t kLayers = 4;  // names, folded names, groups, parts of measures
  std::vector<std::pair<std::string, std::string>> layers_[kLayers];
  std::vector<std::string> steps_;
  std::string rows_;
  std::vector<std::string> dimensions_;
  std::vector<std::string> segments_;
  std::vector<std::string> segment_roles_;  // of each, by name
  std::set<std::string> cells_;
  std::string currency_;
  bool has_day_ = false;
};

}  // namespace mittari::sql
