#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "catalog/catalog.h"
#include "measure/cells.h"
#include "period/bucket.h"
#include "report/axis.h"
#include "report/buying.h"
#include "report/recurring.h"
#include "report/query.h"
#include "report/workspace.h"

namespace mittari::report {

// One source, summed into cells for one query: the only place that looks at
// rows. Everything after it is done on cells.
struct Sheet {
  const Input* input = nullptr;

  bool selected = true;  // false: lacks a column of `where`, so its rows can't be told to belong
  bool has_by =
      true;           // false: lacks a dimension or the dates to group by; counts in the total only
  std::string lacks;  // the first dimension it lacks

  // Flows: cells by day x dimensions [x segment] [x currency].
  measure::Cells cells;
  int segment_axis = -1;    // the finest place a blank is looked at when nothing is grouped
  int currency_axis = -1;   // where one source holds several currencies
  std::vector<int> key_of;  // cell -> key of the book, -1 without has_by
  std::vector<std::vector<uint32_t>> by_key;  // key -> cells, by day
  std::vector<uint32_t> all;                  // every cell, by day

  // Stocks: cells by day x every dimension, over all days.
  measure::Cells stocks;
  int stock_currency_axis = -1;
  std::vector<int> stock_key_of;
  std::vector<uint32_t> stock_segment;  // cell -> segment, numbered
  // The same for measures that some dimensions don't tell apart.
  std::map<std::string, std::vector<uint32_t>, std::less<>> stock_holder;

  // In place of cells, where the rows are customers' subscriptions.
  std::shared_ptr<Recurring> recurring;
  // Beside cells, where the rows are single orders.
  std::shared_ptr<Buying> buying;

  bool dated = false;
  period::Grain native = period::Grain::kDay;  // how far apart its dates stand
  Day first = 0;                               // of all rows, `where` aside; REQUIRES: dated
  Day through = 0;                             // the last day its last date stands for
  Day last = 0;

  std::string CurrencyOf(std::string_view measure) const;
};

// Whether the table can answer sum(id), from a column or, for a measure that is
// part of another (organic sessions), from that one and its channels.
bool HasMeasure(const table::Table& table, const std::string& id, const catalog::Catalog& catalog);
// The same of what is made of the table.
bool HasMeasure(const Input& input, const std::string& id, const catalog::Catalog& catalog);

// The column that the measure stands in, and the one whose days rows are sorted by; nullptr where
// the table has none.
const table::Column* MeasureColumn(const table::Table& table, std::string_view id);
const table::Column* DayColumn(const table::Table& table);
// The measure's part of another one, where the catalogue has such a rule; else nullptr.
const catalog::Derivation* PartOf(const catalog::Catalog& catalog, std::string_view id);

// Reads the measures `wanted` of one source. Keys are filled in by the book.
Sheet ReadSheet(const Input& input, const Query& query, const std::set<std::string>& wanted,
                const catalog::Catalog& catalog);

}  // namespace mittari::report
