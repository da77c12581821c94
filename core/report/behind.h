#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "report/answer.h"
#include "report/book.h"

namespace mittari::report {

// The deals, orders or customers behind one number, where its rows are such:
// {"kind":"deals"|"orders"|"customers"|"answers","source","total":n,"rows":[…]}; null for other
// tables. Largest first, at most `most`. Where several files have a part, each row has its `source`.
//
// Deals: {line, id, name, amount, created, closed, outcome}; those that the metric's measures count
// in the selection. Orders: {line, id, date, customer, value, refund}. Customers: {customer, opening,
// closing, change, movement}; those that moved where the metric adds up movements, else all of the
// opening and the closing. Of renewals a customer's contract: {customer, subscription, due, opening,
// closing, movement}, with the value that was due and the part of it that was renewed. Of a trailing
// churn the customers it counts, each with the month it was lost `from`. Of a survey {line, date, said}.
inline constexpr size_t kMostListed = 1000;
Json ListBehind(const Book& book, const Plan& plan, const Selection& selection, size_t most = kMostListed);

// Rows of the sheet's table in the selection, by its filters, key and dates; `so_far`: and all before
// its first day.
std::vector<uint32_t> RowsIn(const Book& book, const Sheet& sheet, const Selection& selection, bool so_far);

// The values of the dimension in the rows that the metric's measures count in the selection.
std::set<std::string> NamesIn(const Book& book, const Plan& plan, const Selection& selection,
                              const std::string& dimension);

}  // namespace mittari::report
