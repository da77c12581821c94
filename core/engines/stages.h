#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engines/deals.h"
#include "table/table.h"

namespace mittari::engines {

// The stages that deals go through, and how many went on.
//
// With a date column per stage ("Date entered Proposal") a deal enters a stage
// on its date, and has advanced where it reached any later stage or was won: a
// stage that was skipped counts as passed. With the current stage alone every
// deal is taken to have entered all stages up to it (a lost one the first
// alone, since nobody knows how far it came): snapshot() says so.
class Stages {
 public:
  // Nothing where the table tells no stages, or a snapshot's order can't be
  // told: by probability, else by what stages are usually called.
  static std::optional<Stages> Of(const table::Table& table, const Deals& deals);

  struct Stage {
    std::string name;
    int64_t entered = 0;
    int64_t advanced = 0;
    int64_t pending = 0;  // neither advanced nor lost
  };
  // In their order, over all deals.
  const std::vector<Stage>& stages() const { return stages_; }
  // The same over some rows of the file alone. `deals` are those it was made of.
  std::vector<Stage> Over(const std::vector<uint32_t>& rows, const Deals& deals) const;
  bool snapshot() const { return snapshot_; }

  // One row per deal and stage entered, by the day of entry, with stage_entered and stage_advanced
  // and every column of the file that tells deals apart; `stage` is the stage entered.
  const table::Table& entries() const { return entries_; }
  // Rows of the file behind the rows of entries().
  const std::vector<uint32_t>& rows() const { return rows_; }

 private:
  friend class StageReader;

  std::vector<Stage> stages_;
  bool snapshot_ = false;
  table::Table entries_;
  std::vector<uint32_t> rows_;
  std::vector<uint32_t> stage_of_;  // of each entry, index into stages_
};

// A stage's place among the usual ones: 10 a lead, 20 qualified, 30 met, 40
// presented, 50 proposed, 60 negotiated, 70 agreed; nothing for other words.
std::optional<int> StageRank(std::string_view name);

}  // namespace mittari::engines
