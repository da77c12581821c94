#include "report/axis.h"

#include <algorithm>
#include <utility>

#include "base/codes.gen.h"
#include "engines/words.h"
#include "report/alias.h"
#include "report/channels.h"

namespace mittari::report {

using measure::Axis;
using table::Column;

namespace {

std::optional<Axis> PlainAxis(const table::Table& table, const std::string& name) {
  const Column* column = table.FindRole(name);
  if (column != nullptr && !column->role().measure) return Axis::Of(name, *column);
  if (const std::string* constant = table.Constant(name)) return Axis::Constant(name, *constant);
  column = table.FindName(name);
  if (column != nullptr && !column->role().measure) return Axis::Of(name, *column);
  return std::nullopt;
}

// What people say brought them is no channel: it stands beside the one that was tracked.
bool Tracked(const table::Table& table) {
  const Column* source = table.FindRole("signup_source");
  return source == nullptr || !engines::AsksHowTheyHeard(source->name());
}

// The raw channels of a source under the names that were given to them.
Axis Called(Axis axis, const catalog::Catalog& catalog) {
  if (catalog.aliases.empty() && axis.name() == "channel") return axis;
  return axis.Mapped(AxisKey(catalog, "channel"), [&](std::string_view raw) { return AliasOf(catalog, raw); });
}

Axis Grouped(const Axis& channel, const catalog::Catalog& catalog) {
  return channel.Mapped(AxisKey(catalog, "channel_group"),
                        [&](std::string_view raw) { return ChannelGroup(catalog, raw); });
}

}  // namespace

std::optional<Axis> AxisOf(const table::Table& table, const std::string& name,
                           const catalog::Catalog& catalog) {
  if (name == "channel_group") {
    const std::optional<Axis> channel = AxisOf(table, "channel", catalog);
    if (!channel) return std::nullopt;
    return Grouped(*channel, catalog);
  }
  std::optional<Axis> axis = PlainAxis(table, name);
  if (name != "channel") return axis;
  // What won a customer is the channel of what the customer pays.
  if (!axis && Tracked(table)) axis = PlainAxis(table, "signup_source");
  if (!axis) return axis;
  return Called(*std::move(axis), catalog);
}

std::optional<Axis> AxisOf(const Input& input, const std::string& name, const catalog::Catalog& catalog) {
  if (!IsLent(input, name)) return AxisOf(*input.table, name, catalog);
  Axis channel = Called(Axis::Of("channel", *input.channel), catalog);
  if (name == "channel") return channel;
  return Grouped(channel, catalog);
}

bool HasAxis(const Input& input, const std::string& name) {
  return IsLent(input, name) || HasAxis(*input.table, name);
}

bool HasAxis(const table::Table& table, const std::string& name) {
  if (name == "channel_group") return HasAxis(table, "channel");
  if (name == "channel" && Tracked(table) && HasAxis(table, "signup_source")) return true;
  const Column* column = table.FindOutline(name);
  if (column != nullptr && !column->role().measure) return true;
  if (table.Constant(name) != nullptr) return true;
  column = table.FindName(name);
  return column != nullptr && !column->role().measure;
}

bool IsLent(const Input& input, std::string_view name) {
  return input.channel != nullptr && (name == "channel" || name == "channel_group");
}

measure::Filter Only(Axis axis, const std::vector<std::string>& values) {
  return measure::Filter::Of(std::move(axis), [&](std::string_view text) {
    return std::find(values.begin(), values.end(), text) != values.end();
  });
}

Result<Axis> NeedAxis(const table::Table& table, const std::string& name, const catalog::Catalog& catalog) {
  std::optional<Axis> axis = AxisOf(table, name, catalog);
  if (!axis) return Error{std::string(codes::kDimensionUnknown), {}, {{"dimension", name}}, {}};
  return *std::move(axis);
}

namespace {

template <typename Find>
Result<std::vector<uint8_t>> KeptWhere(size_t rows, const Where& where, const Find& find) {
  std::vector<uint8_t> kept(rows, 1);
  std::vector<uint32_t> codes(rows);
  for (const auto& [name, values] : where) {
    std::optional<Axis> axis = find(name);
    if (!axis) return Error{std::string(codes::kDimensionUnknown), {}, {{"dimension", name}}, {}};
    const measure::Filter filter = Only(*std::move(axis), values);
    filter.axis.Read(0, codes.size(), codes.data());
    for (size_t row = 0; row < kept.size(); ++row) kept[row] &= filter.allowed[codes[row]];
  }
  return kept;
}

}  // namespace

Result<std::vector<uint8_t>> RowsKept(const table::Table& table, const Where& where,
                                      const catalog::Catalog& catalog) {
  return KeptWhere(table.rows(), where, [&](const std::string& name) { return AxisOf(table, name, catalog); });
}

Result<std::vector<uint8_t>> RowsKept(const Input& input, const Where& where, const catalog::Catalog& catalog) {
  return KeptWhere(input.table->rows(), where, [&](const std::string& name) { return AxisOf(input, name, catalog); });
}

}  // namespace mittari::report
