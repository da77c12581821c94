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

int64_t RankOf(const engines::Deals* deals, const Column* day, size_t row) {
  if (deals != nullptr) {
    const engines::Deal deal = deals->At(row);
    const std::optional<Day> since = deal.began ? deal.began : deal.closed;
    return (deal.outcome == engines::Outcome::kWon ? 0 : kLater) + (since ? *since : kUndated);
  }
  return kLater + (day == nullptr || day->IsNull(row) ? kUndated : day->DayAt(row));
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
}

void CustomerChannels::Claim::Hear(const Claim& other) {
  if (channel.empty() || other.rank < rank || (other.rank == rank && other.channel < channel)) *this = other;
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
  std::vector<std::string_view> channels;
  for (const std::string& label : axis->labels()) channels.push_back(texts_.emplace_back(label));
  const Column* day = DayColumn(table);
  if (day == nullptr) day = table.FindRole("sub_start");
  if (day != nullptr && day->kind() != Kind::kDay) day = nullptr;
  const engines::Deals* deals = input.prepared == nullptr ? nullptr : input.prepared->deals.get();
  const bool text = ids->kind() == Kind::kText;
  std::vector<Claim> claims(text ? ids->dictionary().size() : 0);  // by code
  bool any = false;
  for (size_t row = 0; row < codes.size(); ++row) {
    const std::string_view channel = channels[codes[row]];
    if (channel.empty() || ids->IsNull(row)) continue;
    const Claim claim{channel, RankOf(deals, day, row)};
    any = true;
    (text ? claims[ids->Code(row)] : known_[texts_.emplace_back(IdAt(*ids, row))]).Hear(claim);
  }
  for (size_t code = 0; code < claims.size(); ++code) {
    if (!claims[code].channel.empty()) known_[ids->dictionary()[code]].Hear(claims[code]);
  }
  if (any) sources_.push_back(input.name);
}

std::string_view CustomerChannels::Find(std::string_view id) const {
  auto at = known_.find(id);
  if (at != known_.end()) return at->second.channel;
  if (folded_.empty()) {
    for (const auto& [known, claim] : known_) {
      const auto [fold, fresh] = folded_.try_emplace(FoldChannel(known), known);
      if (!fresh) fold->second = {};
    }
  }
  const auto folded = folded_.find(FoldChannel(id));
  if (folded == folded_.end() || folded->second.empty()) return {};
  at = known_.find(folded->second);
  return at->second.channel;
}

std::shared_ptr<const Column> CustomerChannels::ColumnFor(const table::Table& table, std::vector<Issue>* notes) const {
  const Column* ids = IdsOf(table);
  if (ids == nullptr || known_.empty()) return nullptr;
  std::vector<std::string_view> by_code;
  if (ids->kind() == Kind::kText) {
    for (const std::string_view id : ids->dictionary()) by_code.push_back(Find(id));
  }
  table::TextBuilder channels;
  Issue found, lost;
  found.code = codes::kChannelFound;
  lost.code = codes::kChannelUnknown;
  for (size_t row = 0; row < table.rows(); ++row) {
    std::string_view channel;
    if (!ids->IsNull(row)) channel = by_code.empty() ? Find(IdAt(*ids, row)) : by_code[ids->Code(row)];
    if (!channel.empty()) {
      ++found.count;
      channels.Add(channel);
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
