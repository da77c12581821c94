#include "report/customer_channel.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "base/codes.gen.h"
#include "report/channels.h"
#include "report/prepared.h"
#include "report/sheet.h"
#include "table/builder.h"

namespace mittari::report {
namespace {

using table::Column;
using table::Kind;

// Won deals come before all other rows, and rows with a date before those without.
constexpr int64_t kLater = int64_t{1} << 34;
constexpr int64_t kUndated = int64_t{1} << 33;

const Column* IdsOf(const table::Table& table) {
  const Column* ids = table.FindRole("customer_id");
  const bool written = ids != nullptr && (ids->kind() == Kind::kText || (ids->kind() == Kind::kNumber && ids->exact()));
  return written && ids->null_count() < ids->size() ? ids : nullptr;
}

std::string IdAt(const Column& ids, size_t row) {
  return ids.kind() == Kind::kText ? std::string(ids.dictionary()[ids.Code(row)]) : ToString(ids.Units(row), ids.scale());
}

std::optional<Day> DayOfRow(const Input& input, const Column* day, size_t row) {
  if (input.prepared != nullptr && input.prepared->deals != nullptr) {
    const engines::Deal deal = input.prepared->deals->At(row);
    return deal.began ? deal.began : deal.closed;
  }
  if (day == nullptr || day->IsNull(row)) return std::nullopt;
  return day->DayAt(row);
}

}  // namespace

bool AsksForChannels(const Query& query) {
  const auto channel = [](const std::string& name) { return name == "channel" || name == "channel_group"; };
  const auto named = [&](const auto& pair) { return channel(pair.first); };
  return std::any_of(query.dimensions.begin(), query.dimensions.end(), channel) ||
         std::any_of(query.where.begin(), query.where.end(), named) ||
         std::any_of(query.key.begin(), query.key.end(), named);
}

CustomerChannels::CustomerChannels(const Workspace& workspace) {
  for (const Input& input : workspace) Read(input);
  for (const auto& [id, claim] : known_) {
    const auto [at, fresh] = folded_.try_emplace(FoldChannel(id), id);
    if (!fresh) at->second.clear();
  }
}

void CustomerChannels::Read(const Input& input) {
  const table::Table& table = *input.table;
  const Column* ids = IdsOf(table);
  if (ids == nullptr || table.kind() == "touches" || input.replaced) return;
  // As written: what an alias makes of it is said when it is asked for.
  const catalog::Catalog& plain = catalog::Builtin();
  if (table.Constant("channel") != nullptr) return;
  const std::optional<measure::Axis> axis = AxisOf(table, "channel", plain);
  if (!axis) return;
  std::vector<uint32_t> codes(table.rows());
  axis->Read(0, codes.size(), codes.data());
  const Column* day = DayColumn(table);
  if (day == nullptr) day = table.FindRole("sub_start");
  if (day != nullptr && day->kind() != Kind::kDay) day = nullptr;
  const engines::Deals* deals = input.prepared == nullptr ? nullptr : input.prepared->deals.get();
  bool any = false;
  for (size_t row = 0; row < codes.size(); ++row) {
    const std::string& channel = axis->labels()[codes[row]];
    if (channel.empty() || ids->IsNull(row)) continue;
    const bool won = deals != nullptr && deals->At(row).outcome == engines::Outcome::kWon;
    const std::optional<Day> since = DayOfRow(input, day, row);
    const int64_t rank = (won ? 0 : kLater) + (since ? *since : kUndated);
    Claim claim{channel, rank};
    any = true;
    const auto [at, fresh] = known_.try_emplace(IdAt(*ids, row), claim);
    if (fresh) continue;
    Claim& held = at->second;
    if (rank < held.rank || (rank == held.rank && claim.channel < held.channel)) held = std::move(claim);
  }
  if (any) sources_.push_back(input.name);
}

const std::string* CustomerChannels::Find(const std::string& id) const {
  auto at = known_.find(id);
  if (at == known_.end()) {
    const auto folded = folded_.find(FoldChannel(id));
    if (folded == folded_.end() || folded->second.empty()) return nullptr;
    at = known_.find(folded->second);
  }
  return &at->second.channel;
}

std::shared_ptr<const Column> CustomerChannels::ColumnFor(const table::Table& table, std::vector<Issue>* notes) const {
  const Column* ids = IdsOf(table);
  if (ids == nullptr || known_.empty()) return nullptr;
  std::vector<const std::string*> by_code;
  if (ids->kind() == Kind::kText) {
    for (const std::string_view id : ids->dictionary()) by_code.push_back(Find(std::string(id)));
  }
  table::TextBuilder channels;
  Issue found, lost;
  found.code = codes::kChannelFound;
  lost.code = codes::kChannelUnknown;
  for (size_t row = 0; row < table.rows(); ++row) {
    const std::string* channel = nullptr;
    if (!ids->IsNull(row)) channel = by_code.empty() ? Find(IdAt(*ids, row)) : by_code[ids->Code(row)];
    if (channel != nullptr) {
      ++found.count;
      channels.Add(*channel);
      continue;
    }
    lost.Add(table.LineOf(row), ids->name(), ids->IsNull(row) ? "" : IdAt(*ids, row));
    channels.AddNull();
  }
  if (found.count == 0) return nullptr;
  std::string from;
  for (const std::string& source : sources_) from += (from.empty() ? "" : ", ") + source;
  found.args = {{"from", from}};
  notes->push_back(std::move(found));
  if (lost.count > 0) {
    lost.args = {{"from", from}};
    notes->push_back(std::move(lost));
  }
  return std::make_shared<const Column>(
      std::move(channels).Finish(ids->name(), -1, {"channel", false, "text", "", ""}));
}

}  // namespace mittari::report
