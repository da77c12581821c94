#include "report/touches.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engines/words.h"
#include "report/channels.h"
#include "report/sheet.h"

namespace mittari::report {
namespace {

using table::Column;
using table::Kind;

struct Row {
  Day day = 0;
  int channel = 0;
  std::optional<Day> converts;
  std::optional<Rational> value;  // absent where the cell is blank
};

bool Says(const Column& column, uint32_t row) {
  if (column.IsNull(row)) return false;
  if (column.kind() == Kind::kNumber) return column.Real(row) != 0;
  if (column.kind() != Kind::kText) return true;
  const std::string_view text = column.dictionary()[column.Code(row)];
  return !text.empty() && !engines::IsNo(text);
}

const Column* Days(const table::Table& table, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const Column* column = table.FindRole(name);
    if (column == nullptr) column = table.FindName(name);
    if (column != nullptr && column->kind() == Kind::kDay) return column;
  }
  return nullptr;
}

// One customer's rows, cut at the conversions.
void Walk(std::vector<Row> rows, bool repeated, int look_back, const std::vector<uint8_t>& direct,
          Journeys* out) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.day < b.day; });
  // Rows that name one day of conversion repeat it, so that the first value they hold is its; where
  // the converting touch itself is marked, each mark is a conversion of its own.
  std::map<Day, std::optional<Rational>> conversions;
  for (const Row& row : rows) {
    if (!row.converts) continue;
    std::optional<Rational>& value = conversions[*row.converts];
    if (!value) {
      value = row.value;
    } else if (!repeated && row.value) {
      value = *value + *row.value;
    }
  }
  size_t next = 0;
  const auto take = [&](Day until, std::optional<Day> converted, const Rational& value) {
    Journey journey;
    journey.converted = converted.has_value();
    journey.value = value;
    bool tie = false;
    Day last = 0;
    for (; next < rows.size() && rows[next].day <= until; ++next) {
      const int days = converted ? *converted - rows[next].day : 0;
      if (days > look_back) continue;
      tie |= !journey.touches.empty() && rows[next].day == last;
      last = rows[next].day;
      const int channel = rows[next].channel;
      journey.touches.push_back({channel, days, direct[static_cast<size_t>(channel)] != 0});
    }
    out->ties += tie ? 1 : 0;
    if (journey.touches.empty()) {
      out->out_of_reach += converted ? 1 : 0;
    } else {
      out->journeys.push_back(std::move(journey));
    }
  };
  for (const auto& [day, value] : conversions) take(day, day, value.value_or(Rational(1)));
  if (next < rows.size()) take(rows.back().day, std::nullopt, Rational(0));
}

}  // namespace

Result<std::optional<Journeys>> ReadJourneys(const Question& question, int look_back) {
  for (const Input& input : *question.workspace) {
    const table::Table& table = *input.table;
    const Column* customer = table.FindRole("customer_id");
    const Column* time = Days(table, {"touch_time", "date"});
    const auto axis = AxisOf(table, question.query.dimensions.empty() ? "channel" : question.query.dimensions[0],
                             *question.catalog);
    if (customer == nullptr || time == nullptr || !axis) continue;
    const Column* converts = Days(table, {"conversion_time", "conversion_date", "converted_at"});
    const Column* flag = table.FindRole("conversion_flag");
    if (converts == nullptr && flag == nullptr) continue;
    const Column* value = table.FindRole("conversion_value");
    if (value != nullptr && value->kind() != Kind::kNumber) value = nullptr;
    Journeys out;
    out.channels = axis->labels();
    std::vector<uint8_t> direct;
    for (const std::string& name : out.channels) {
      direct.push_back(ChannelGroup(*question.catalog, name) == "direct" ? 1 : 0);
    }
    std::vector<uint32_t> codes(table.rows());
    axis->Read(0, codes.size(), codes.data());
    const measure::Axis who = measure::Axis::Of("customer_id", *customer);
    std::vector<uint32_t> customers(table.rows());
    who.Read(0, customers.size(), customers.data());
    std::vector<std::vector<Row>> by_customer(who.labels().size());
    for (uint32_t r = 0; r < table.rows(); ++r) {
      if (customer->IsNull(r) || time->IsNull(r)) continue;
      Row row{time->DayAt(r), static_cast<int>(codes[r]), std::nullopt, std::nullopt};
      if (value == nullptr) row.value = Rational(1);
      if (flag == nullptr || Says(*flag, r)) {
        if (converts == nullptr) row.converts = row.day;
        if (converts != nullptr && !converts->IsNull(r)) row.converts = converts->DayAt(r);
      }
      if (value != nullptr && !value->IsNull(r)) {
        row.value = value->exact() ? Rational::Of(Int128{value->Units(r)}, value->scale()) : Rational::FromDouble(value->Real(r));
      }
      by_customer[customers[r]].push_back(std::move(row));
    }
    for (std::vector<Row>& rows : by_customer) Walk(std::move(rows), converts != nullptr, look_back, direct, &out);
    return std::optional(std::move(out));
  }
  return std::optional<Journeys>();
}

}  // namespace mittari::report
