#pragma once

#include <array>
#include <cstdint>
#include <map>
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

// A churn over the last up to six whole months: what was lost over what was
// there at each month's opening, as a ratio of sums.
struct TrailingRate {
  std::string_view metric;
  std::array<std::string_view, 2> lost;  // the second may be ""
  std::string_view opening;
};
inline constexpr std::array<TrailingRate, 2> kTrailingRates = {{
    {"logo_churn_rate_t6m", {"churned_customers", ""}, "active_customers"},
    {"gross_revenue_churn_rate_t6m", {"churned_mrr", "contraction_mrr"}, "mrr"},
}};
// nullptr for any other metric.
const TrailingRate* TrailingRateOf(std::string_view metric);
// The measures it is made of.
std::vector<std::string> MeasuresOf(const TrailingRate& rate);

// Which part of the data a value speaks of.
struct Selection {
  enum class Time : uint8_t { kAll, kWindow, kUndated };

  int key = -1;  // of the book; -1 = all
  Time time = Time::kAll;
  period::Window window;  // kWindow
  std::string currency;   // only cells in it; empty = any
  bool group = false;     // of a group: sheets that can't be grouped so say nothing of it

  friend bool operator==(const Selection&, const Selection&) = default;

  static Selection In(int key, period::Window window) {
    return {key, Time::kWindow, window, {}, false};
  }
  // The same group in another window, in any currency.
  Selection At(period::Window other) const { return {key, Time::kWindow, other, {}, group}; }
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

  // The measures that were read are numbered. -1 for any other.
  int IndexOf(std::string_view measure) const;
  size_t measures() const { return measures_.size(); }
  const std::string& IdOf(int index) const { return measures_[static_cast<size_t>(index)].id; }
  // The catalogue's word on it; nullptr where it has none.
  const catalog::Measure* Known(int index) const { return measures_[index].known; }
  // -1 where the sheet does not have it.
  int SlotAt(size_t sheet, int index) const { return measures_[index].slots[sheet]; }

  // The whole selection of the query; its window where it has dates.
  Selection Whole() const;
  // What the query's dates, or else the data's, span. nullopt without any.
  const std::optional<period::Window>& Span() const { return span_; }

  // Whether the sheet's rows can be told to be in the selection.
  static bool Selected(const Sheet& sheet, const Selection& selection);
  std::vector<uint32_t> CellsIn(const Sheet& sheet, const Selection& selection) const;
  bool AnyRows(const Selection& selection) const;

  bool Has(std::string_view measure) const;
  // Metrics that are worked out here and not by a formula: kTrailingRates.
  bool HasMetric(std::string_view metric) const;
  bool HasDimension(std::string_view dimension) const;
  // Whether a source of the measure has its channels from another one.
  bool Lent(std::string_view measure) const;

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
  // Whether any selection could hold money of several.
  bool SeveralCurrencies() const { return several_currencies_; }

 private:
  struct Measure {
    std::string id;
    const catalog::Measure* known = nullptr;
    std::vector<int> slots;  // per sheet
  };
  void Number(const std::set<std::string>& wanted);
  std::optional<period::Window> SpanOfAll() const;

  const Query* query_ = nullptr;
  const catalog::Catalog* catalog_ = nullptr;
  std::vector<Sheet> sheets_;
  std::vector<std::vector<std::string>> keys_;
  std::vector<Measure> measures_;  // by id
  std::optional<period::Window> span_;
  bool several_currencies_ = false;
  mutable std::map<std::string, bool, std::less<>> has_;
};

}  // namespace mittari::report
