#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/error.h"
#include "engines/deals.h"
#include "engines/orders.h"
#include "engines/spans.h"
#include "engines/stages.h"
#include "engines/voices.h"
#include "measure/kept.h"
#include "report/query.h"
#include "report/workspace.h"
#include "table/table.h"

namespace mittari::report {

// Which sources a workspace has, and which of them count.
using Standing = std::vector<std::tuple<std::shared_ptr<const char>, std::string, bool>>;

// The channels that other sources lent to the customers of a table, while those stand as they did.
struct Lent {
  Standing by;
  std::shared_ptr<const table::Column> channel;
  std::vector<Issue> notes;
};

// What an engine made of a table whose rows are single deals, orders or subscriptions,
// for every question to come. Whoever changes the table forgets it.
struct Prepared {
  bool done = false;
  std::shared_ptr<const char> self;  // no other source's, now or later

  std::unique_ptr<engines::Deals> deals;
  std::optional<engines::Stages> stages;
  std::unique_ptr<engines::Spans> spans;
  std::optional<table::Table> renewals;
  std::unique_ptr<engines::Orders> orders;
  std::unique_ptr<engines::Voices> voices;
  measure::Kept closes_kept;
  measure::Kept created_kept;
  measure::Kept stages_kept;
  measure::Kept renewals_kept;
  measure::Kept orders_kept;
  measure::Kept voices_kept;
  Lent lent;           // to the table's rows
  Lent lent_renewals;  // to those of renewals

  void Forget() { *this = Prepared(); }
  // REQUIRES: always the same table until forgotten. Contracts that end after today are not due yet.
  void Make(const table::Table& table, std::optional<Day> today);

 private:
  void Renew(const table::Table& table, std::optional<Day> today);
  std::optional<Day> renewed_through_;
};

// The workspace as metrics see it: a table of deals is what happened to them,
// day by day; a table of subscriptions is its customers' revenue over time; a
// table of single orders is one row per order; a survey's answers are counted.
// Other tables stay as they are. Where channels are asked for, customers without
// one of their own have it from another source (customer_channel.h).
class Ready {
 public:
  // What the query is for: its today, and whether channels are asked for.
  Ready(const Workspace& workspace, const Query& query);
  const Workspace& inputs() const { return inputs_; }

 private:
  void LendChannels(const Workspace& workspace);

  std::vector<std::unique_ptr<Prepared>> own_;  // of inputs that nobody keeps it for
  Workspace inputs_;
};

}  // namespace mittari::report
