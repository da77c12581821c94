#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "catalog/catalog.h"
#include "measure/cells.h"
#include "report/query.h"
#include "report/sheet.h"
#include "report/workspace.h"

namespace mittari::report {

// Which part of the data a value speaks of.
struct Selection {
  enum class Time : uint8_t { kAll, kWindow, kUndated };

  int key = -1;  // of the book; -1 = all
  Time time = Time::kAll;
  period::Window window;  // kWindow
  std::string currency;   // only cells in it; empty = any

  static Selection In(int key, period::Window window) { return {key, Time::kWindow, window, {}}; }
};

// All sources, summed for one query and joined by their group keys.
class Book {
 public:
  // Errors: dimension.unknown{dimension} for a name that no source has.
  // The workspace and the query must outlive the book.
  static Result<Book> Open(const Workspace& workspace, const Query& query,
                           const std::set<std::string>& wanted, const catalog::Catalog& catalog);

  const Query& query() const { return *query_; }
  const catalog::Catalog& catalog() const { return *catalog_; }
  const std::vector<Sheet>& sheets() const { return sheets_; }

  // Texts of the grouping dimensions, one tuple per key, in code point order.
  const std::vector<std::vector<std::string>>& keys() const { return keys_; }
  // -1 where the data have no such key.
  int FindKey(const std::vector<std::string>& texts) const;

  // The whole selection of the query; its window where it has dates.
  Selection Whole() const;
  // What the query's dates, or else the data's, span. nullopt without any.
  std::optional<period::Window> Span() const;

  std::vector<uint32_t> CellsIn(const Sheet& sheet, const Selection& selection) const;
  bool AnyRows(const Selection& selection) const;

  bool Has(std::string_view measure) const;
  bool HasDimension(std::string_view dimension) const;

  // The last day seen of the measure; nullopt where it has no dates.
  std::optional<Day> ThroughOf(std::string_view measure) const;

  // The sum of a stock: per segment, its last cell with a value before `before`.
  // found = false where no segment has one.
  struct Stock {
    bool found = false;
    measure::Final sum;
  };
  Stock StockBefore(std::string_view measure, const Selection& selection,
                    std::optional<Day> before) const;

  // Currencies of the money of these measures in the selection; blank ones
  // are not told.
  std::set<std::string> CurrenciesOf(const std::vector<std::string>& measures,
                                     const Selection& selection) const;

 private:
  const Query* query_ = nullptr;
  const catalog::Catalog* catalog_ = nullptr;
  std::vector<Sheet> sheets_;
  std::vector<std::vector<std::string>> keys_;
};

}  // namespace mittari::report
