#pragma once

#include "base/json.h"
#include "report/answer.h"
#include "report/book.h"

namespace mittari::report {

// The deals, orders or customers behind one number, where its rows are such:
// {"kind":"deals"|"orders"|"customers","total":n,"rows":[…]}; null for other tables.
// Largest first, at most `most`.
//
// Deals: {line, id, name, amount, created, closed, outcome}; those that the metric's measures count
// in the selection. Orders: {line, id, date, customer, value, refund}. Customers: {customer, opening,
// closing, change, movement}; those that moved where the metric adds up movements, else all of the
// opening and the closing. Of renewals a customer's contract: {customer, subscription, due, opening,
// closing, movement}, with the value that was due and the part of it that was renewed.
inline constexpr size_t kMostListed = 1000;
Json ListBehind(const Book& book, const Plan& plan, const Selection& selection, size_t most = kMostListed);

}  // namespace mittari::report
