#include "report/sheet.h"

#include <algorithm>
#include <map>

#include "base/codes.gen.h"
#include "period/jalali_months.h"
#include "report/alias.h"

namespace mittari::report {

using measure::Axis;
using period::Grain;
using table::Column;
using table::Kind;

namespace {

bool IsMeasure(const Column* column) {
  return column != nullptr && column->role().measure && column->kind() == Kind::kNumber;
}

}  // namespace

const Column* MeasureColumn(const table::Table& table, std::string_view id) {
  return IsMeasure(table.FindOutline(id)) ? table.FindRole(id) : nullptr;
}

const catalog::Derivation* PartOf(const catalog::Catalog& catalog, std::string_view id) {
  const catalog::Measure* found = catalog.FindMeasure(id);
  if (found == nullptr) return nullptr;
  for (const catalog::Derivation& rule : found->derive) {
    if (!rule.source.empty()) return &rule;
  }
  return nullptr;
}

const Column* DayColumn(const table::Table& table) {
  for (const std::string_view role : {"date", "order_date", "created_date"}) {
    const Column* column = table.FindRole(role);
    if (column != nullptr && column->kind() == Kind::kDay) return column;
  }
  for (const Column& column : table.columns()) {
    if (column.kind() == Kind::kDay && column.role().role.empty()) return &column;
  }
  return nullptr;
}

namespace {

// AxisOf, remembered.
std::optional<Axis> AxisIn(Kept* kept, const table::Table& table, const std::string& name,
                           const catalog::Catalog& catalog) {
  if (const Axis* known = kept->Find(AxisKey(catalog, name))) return *known;
  std::optional<Axis> axis = AxisOf(table, name, catalog);
  if (axis) kept->Keep(*axis);
  return axis;
}

// Whether the channels tell how much of all is the rule's: it is one of them; or each of them is
// known for another, and direct visits are among them, which only a count of all visits has. An ad
// platform's export has no organic visits to tell of, and that is not none.
bool TellsPart(const Axis& groups, const catalog::Derivation& rule) {
  bool all_known = true;
  bool direct = false;
  for (const std::string& text : groups.labels()) {
    if (text == rule.channel) return true;
    const auto& channels = catalog::Builtin().channels;
    all_known &= std::any_of(channels.begin(), channels.end(), [&](const auto& channel) { return channel.id == text; });
    direct |= text == "direct";
  }
  return all_known && direct;
}

std::optional<measure::Slot> SlotOf(Kept* kept, const table::Table& table, const std::string& id,
                                    const catalog::Catalog& catalog) {
  if (const Column* column = MeasureColumn(table, id)) return measure::Slot{id, column, {}};
  const catalog::Derivation* rule = PartOf(catalog, id);
  if (rule == nullptr) return std::nullopt;
  const Column* whole = MeasureColumn(table, rule->source);
  // A part is told by the names that stand there: what is kept of it outlives any alias.
  std::optional<Axis> group = AxisIn(kept, table, "channel_group", catalog::Builtin());
  if (whole == nullptr || !group || !TellsPart(*group, *rule)) return std::nullopt;
  return measure::Slot{id, whole,
                       measure::Filter::Of(*std::move(group), [&](std::string_view text) {
                         return text == rule->channel;
                       })};
}

Grain GrainOf(table::Grain grain) {
  switch (grain) {
    case table::Grain::kWeek:
      return Grain::kWeek;
    case table::Grain::kMonth:
      return Grain::kMonth;
    case table::Grain::kQuarter:
      return Grain::kQuarter;
    case table::Grain::kYear:
      return Grain::kYear;
    default:
      return Grain::kDay;
  }
}

// Dates that always stand at the start of a month, or on one weekday with some
// a week apart, stand for the month or the week.
Grain CadenceOf(const std::vector<Day>& days) {
  if (days.size() < 2) return Grain::kDay;
  const auto all = [&](const auto& test) { return std::all_of(days.begin(), days.end(), test); };
  if (all([](Day day) { return CivilFromDay(day).day == 1; })) return Grain::kMonth;
  const int weekday = WeekdayFromMonday(days.front());
  if (days.size() < 3 || !all([&](Day day) { return WeekdayFromMonday(day) == weekday; })) {
    return Grain::kDay;
  }
  const bool neighbours = std::any_of(days.begin(), days.end(), [&](Day day) {
    return std::binary_search(days.begin(), days.end(), day + 7);
  });
  return neighbours ? Grain::kWeek : Grain::kDay;
}

// Whether every day begins a month of the solar Hijri calendar; those of no other calendar do.
bool BeginJalaliMonths(const std::vector<Day>& days) {
  const period::MonthSystem& months = period::JalaliMonths();
  return std::all_of(days.begin(), days.end(),
                     [&](Day day) { return months.FirstDayOf(months.MonthOf(day)) == day; });
}

// From all rows: what is over does not depend on what is selected.
void ReadDates(Kept* kept, const table::Table& table, const Column* column, Sheet* sheet) {
  if (column == nullptr) {
    if (!table.period()) return;
    sheet->dated = true;
    sheet->first = sheet->last = table.period()->from;
    sheet->through = table.period()->to;
    return;
  }
  const std::vector<Day>& days = kept->Days(*column);
  if (days.empty()) return;
  sheet->dated = true;
  sheet->first = days.front();
  sheet->last = days.back();
  sheet->native = GrainOf(column->grain());
  if (column->grain() == table::Grain::kDay) sheet->native = CadenceOf(days);
  period::Calendar calendar;
  const bool monthly =
      sheet->native == Grain::kMonth || (sheet->native == Grain::kDay && days.size() > 1);
  if (monthly && BeginJalaliMonths(days)) {
    sheet->native = Grain::kMonth;
    calendar.months = &period::JalaliMonths();
  }
  const period::Bucket bucket = period::BucketOf(sheet->last, sheet->native, calendar);
  sheet->through = period::SpanOf(bucket, sheet->native, calendar).to - 1;
  const Column* end = table.FindRole("period_end");
  if (end == nullptr || end->kind() != Kind::kDay) return;
  const measure::Ends& ends = kept->EndsOf(*end, *column);
  // Rows say themselves where they end: that is better than any cadence.
  if (!ends.longer) sheet->native = Grain::kDay;
  sheet->through = std::max(sheet->last, ends.last.value_or(sheet->last));
}

// Whether each row's place on the asked time axis is known: a month's sum stands
// in no week, and a file about 27 January to 23 February in no month.
bool Tells(const table::Table& table, const Sheet& sheet, const Column* day, const Query& query) {
  if (!sheet.dated) return false;
  const auto bucket = [&](Day d) { return period::BucketOf(d, *query.grain, query.calendar); };
  if (day == nullptr) return bucket(table.period()->from) == bucket(table.period()->to);
  return GrainOf(day->grain()) <= *query.grain;
}

const Column* CurrencyColumn(const table::Table& table) {
  const Column* column = table.FindRole("currency");
  return column != nullptr && column->kind() == Kind::kText && column->dictionary().size() > 1
             ? column
             : nullptr;
}

// What questions filter by most: the texts that are few.
std::vector<Axis> Welcome(Kept* kept, const table::Table& table, const catalog::Catalog& catalog) {
  constexpr size_t kFew = 64;
  std::vector<Axis> out;
  for (const Column& column : table.outlines()) {
    const std::string& role = column.role().role;
    if (column.kind() != Kind::kText || column.role().measure || role.empty()) continue;
    if (column.dictionary().size() > kFew) continue;
    if (std::optional<Axis> axis = AxisIn(kept, table, role, catalog)) out.push_back(*axis);
  }
  std::stable_sort(out.begin(), out.end(), [](const Axis& a, const Axis& b) {
    return a.labels().size() < b.labels().size();
  });
  return out;
}

// Cells that differ in more than the dimensions of `same` are of different segments.
std::vector<uint32_t> NumberSegments(const measure::Cells& cells, const std::vector<std::string>& same = {}) {
  std::map<std::vector<uint32_t>, uint32_t> seen;
  std::vector<uint32_t> out;
  for (uint32_t cell = 0; cell < cells.size(); ++cell) {
    std::vector<uint32_t> codes;
    for (size_t axis = 0; axis < cells.axes(); ++axis) {
      if (std::find(same.begin(), same.end(), cells.AxisName(axis)) == same.end()) codes.push_back(cells.CodeOf(cell, axis));
    }
    out.push_back(seen.emplace(std::move(codes), static_cast<uint32_t>(seen.size())).first->second);
  }
  return out;
}

}  // namespace

std::string Sheet::CurrencyOf(std::string_view measure) const {
  const table::Table& table = *input->table;
  const Column* column = table.FindRole(measure);
  if (column != nullptr && !column->role().currency.empty()) return column->role().currency;
  return table.currency();
}

namespace {

bool HasMeasure(Kept* kept, const table::Table& table, const std::string& id, const catalog::Catalog& catalog) {
  if (IsMeasure(table.FindOutline(id))) return true;
  const catalog::Derivation* rule = PartOf(catalog, id);
  if (rule == nullptr || !IsMeasure(table.FindOutline(rule->source))) return false;
  if (table.FindOutline("channel") == nullptr && table.Constant("channel") == nullptr) return false;
  const std::optional<Axis> group = AxisIn(kept, table, "channel_group", catalog::Builtin());
  return group && TellsPart(*group, *rule);
}

}  // namespace

bool HasMeasure(const Input& input, const std::string& id, const catalog::Catalog& catalog) {
  if (input.spans != nullptr) return Recurring::Has(input, id);
  if (input.orders != nullptr && engines::Buyers::Has(*input.orders, id)) return true;
  Kept none;
  return HasMeasure(input.kept == nullptr ? &none : input.kept, *input.table, id, catalog);
}

bool HasMeasure(const table::Table& table, const std::string& id, const catalog::Catalog& catalog) {
  Kept none;
  return HasMeasure(&none, table, id, catalog);
}

Sheet ReadSheet(const Input& input, const Query& query, const std::set<std::string>& wanted,
                const catalog::Catalog& catalog) {
  const table::Table& table = *input.table;
  Kept none;
  // Channels that another source lent may be others with the next question.
  Kept* const kept = input.kept == nullptr || input.channel != nullptr ? &none : input.kept;
  const auto axis_in = [&](const std::string& name) {
    return IsLent(input, name) ? AxisOf(input, name, catalog) : AxisIn(kept, table, name, catalog);
  };
  Sheet sheet;
  sheet.input = &input;
  measure::Scan scan;
  scan.rows = table.rows();
  scan.day = DayColumn(table);
  if (scan.day == nullptr && table.period()) scan.fixed_day = table.period()->from;
  if (input.spans == nullptr) {
    ReadDates(kept, table, scan.day, &sheet);
  } else if (!input.spans->spans().empty() && input.spans->dated()) {
    sheet.dated = true;
    sheet.first = input.spans->first();
    sheet.last = sheet.through = LastKnown(*input.spans, query);
  }

  for (const auto& [name, values] : query.where) {
    std::optional<Axis> axis = axis_in(name);
    if (!axis) {
      sheet.selected = false;
      sheet.lacks = name;
      return sheet;
    }
    scan.filters.push_back(Only(*std::move(axis), values));
  }
  std::vector<Axis> by;
  for (const std::string& name : query.dimensions) {
    std::optional<Axis> axis = axis_in(name);
    if (!axis) {
      sheet.has_by = false;
      sheet.lacks = name;
      by.clear();
      break;
    }
    by.push_back(*std::move(axis));
  }
  if (input.spans != nullptr) {
    if (sheet.has_by && query.grain && !sheet.dated) {
      sheet.has_by = false;
      sheet.lacks = period::NameOf(*query.grain);
      by.clear();
    }
    sheet.recurring = std::make_shared<Recurring>(input, query, by, scan.filters, catalog);
    return sheet;
  }
  if (sheet.has_by && query.grain && !Tells(table, sheet, scan.day, query)) {
    sheet.has_by = false;
    sheet.lacks = period::NameOf(*query.grain);
    by.clear();
  }

  if (input.orders != nullptr) sheet.buying = std::make_shared<Buying>(*input.orders, by, scan.filters);

  scan.axes = by;
  if (query.dimensions.empty()) {
    for (const std::string role : {"channel", "campaign", "ad_group", "segment", "country"}) {
      const Column* column = table.FindRole(role);
      if (column == nullptr || column->kind() != Kind::kText) continue;
      sheet.segment_axis = static_cast<int>(scan.axes.size());
      scan.axes.push_back(*AxisIn(kept, table, role, catalog));
      break;
    }
  }
  const Column* currency = CurrencyColumn(table);
  if (currency != nullptr) {
    sheet.currency_axis = static_cast<int>(scan.axes.size());
    scan.axes.push_back(*AxisIn(kept, table, "currency", catalog));
  }
  measure::Scan stocks = scan;
  bool any_stock = false;
  for (const std::string& id : wanted) {
    std::optional<measure::Slot> slot = SlotOf(kept, table, id, catalog);
    if (!slot) continue;
    const catalog::Measure* known = catalog.FindMeasure(id);
    if (!input.changes && known != nullptr && known->additivity == catalog::Additivity::kStock) {
      stocks.slots.push_back(*slot);
      any_stock = true;
    }
    scan.slots.push_back(*std::move(slot));
  }
  sheet.cells = kept->Sum(scan, Welcome(kept, table, catalog));
  if (any_stock) {
    stocks.axes = by;
    if (currency != nullptr) {
      sheet.stock_currency_axis = static_cast<int>(stocks.axes.size());
      stocks.axes.push_back(*AxisIn(kept, table, "currency", catalog));
    }
    for (const Column& column : table.columns()) {
      const std::string& role = column.role().role;
      if (column.kind() == Kind::kText && !column.role().measure && !role.empty()) {
        stocks.axes.push_back(*AxisIn(kept, table, role, catalog));
      }
    }
    sheet.stocks = measure::PartialCells::Of(stocks).Finish();
    sheet.stock_segment = NumberSegments(sheet.stocks);
    for (const std::string& id : wanted) {
      const catalog::Measure* known = catalog.FindMeasure(id);
      if (known == nullptr || known->same_across.empty() || sheet.stocks.SlotOf(id) < 0) continue;
      sheet.stock_holder.emplace(id, NumberSegments(sheet.stocks, known->same_across));
    }
  }
  if (input.replaced) sheet.selected = false;
  return sheet;
}

}  // namespace mittari::report
