#include "report/prepared.h"

#include <algorithm>
#include <utility>

#include "base/codes.gen.h"
#include "engines/renewals.h"
#include "period/compare.h"
#include "report/customer_channel.h"
#include "report/sheet.h"

namespace mittari::report {

void Prepared::Make(const table::Table& table, std::optional<Day> today) {
  if (done) return Renew(table, today);
  done = true;
  self = std::make_shared<const char>();
  if (engines::Deals::Reads(table)) {
    deals = std::make_unique<engines::Deals>(engines::Deals::Of(table));
    stages = engines::Stages::Of(table, *deals);
  }
  if (engines::Orders::Reads(table)) {
    orders = std::make_unique<engines::Orders>(engines::Orders::Of(table));
  }
  if (engines::Voices::Reads(table)) {
    voices = std::make_unique<engines::Voices>(engines::Voices::Of(table));
  }
  if (engines::Spans::Reads(table)) {
    spans = std::make_unique<engines::Spans>(engines::Spans::Of(table));
    Renew(table, today);
  }
}

void Prepared::Renew(const table::Table& table, std::optional<Day> today) {
  if (spans == nullptr) return;
  const Day through = period::Through(spans->through(), today);
  if (renewed_through_ == through) return;
  renewed_through_ = through;
  renewals.reset();
  renewals_kept = {};
  lent_renewals = {};
  const std::vector<engines::Renewal> due = engines::Renewals(table, *spans, through);
  if (!due.empty()) renewals = engines::RenewalTable(table, due);
}

// Giving sources are read as they were: their engines know which deals were won.
void Ready::LendChannels(const Workspace& workspace) {
  const auto lacks = [](const Input& input) {
    return (input.spans != nullptr || input.orders != nullptr || input.repeats) && !HasAxis(*input.table, "channel");
  };
  const auto wants = [&](const Input& input) { return lacks(input) && !input.changes; };
  if (std::none_of(inputs_.begin(), inputs_.end(), wants)) return;
  Standing standing;
  for (const Input& input : workspace) standing.emplace_back(input.prepared->self, input.name, input.replaced);
  std::optional<CustomerChannels> channels;
  for (Input& input : inputs_) {
    if (!wants(input)) continue;
    Lent& lent = input.repeats ? input.prepared->lent_renewals : input.prepared->lent;
    if (lent.by != standing) {
      if (!channels) channels.emplace(workspace);
      lent = {standing, nullptr, {}};
      lent.channel = channels->ColumnFor(*input.table, &lent.notes);
    }
    input.channel = lent.channel;
    std::vector<Issue> notes = lent.notes;
    if (input.repeats) continue;  // said once of a file
    if (input.channel == nullptr) {
      Issue needed;
      needed.code = codes::kChannelNeeded;
      needed.count = 1;
      notes.push_back(std::move(needed));
    }
    for (Issue& note : notes) input.notes.push_back(std::move(note));
  }
}

Ready::Ready(const Workspace& workspace, const Query& query) {
  const std::optional<Day> today = query.today;
  Workspace read = workspace;  // with what their engines made of them
  for (Input& input : read) {
    Prepared* prepared = input.prepared;
    if (prepared == nullptr) {
      own_.push_back(std::make_unique<Prepared>());
      prepared = own_.back().get();
    }
    prepared->Make(*input.table, today);
    input.prepared = prepared;
    const auto part = [&](const table::Table& table, measure::Kept* kept, bool first) {
      Input made = input;
      made.file = input.table;
      made.table = &table;
      made.kept = kept;
      made.prepared = prepared;
      made.changes = prepared->deals != nullptr;
      if (!first) {
        made.rows_read = 0;
        made.excluded.clear();
      }
      made.repeats = !first;
      inputs_.push_back(std::move(made));
    };
    if (prepared->deals != nullptr) {
      part(prepared->deals->created(), &prepared->created_kept, true);
      part(prepared->deals->closes(), &prepared->closes_kept, false);
      inputs_[inputs_.size() - 2].notes = prepared->deals->notes();
      if (prepared->stages) {
        part(prepared->stages->entries(), &prepared->stages_kept, false);
        inputs_.back().snapshot = prepared->stages->snapshot();
      }
    } else if (prepared->orders != nullptr) {
      part(prepared->orders->table(), &prepared->orders_kept, true);
      inputs_.back().orders = prepared->orders.get();
      inputs_.back().notes = prepared->orders->notes();
    } else if (prepared->voices != nullptr) {
      part(prepared->voices->table(), &prepared->voices_kept, true);
      inputs_.back().notes = prepared->voices->notes();
    } else {
      inputs_.push_back(input);
      if (prepared->spans == nullptr) continue;
      inputs_.back().prepared = prepared;
      inputs_.back().file = input.table;
      inputs_.back().spans = prepared->spans.get();
      inputs_.back().notes = prepared->spans->notes();
      if (prepared->renewals) part(*prepared->renewals, &prepared->renewals_kept, false);
    }
  }
  if (AsksForChannels(query)) LendChannels(read);
}

}  // namespace mittari::report
