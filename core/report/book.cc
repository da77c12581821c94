#include "report/book.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include "base/codes.gen.h"

namespace mittari::report {
namespace {

using measure::kNoDay;

std::vector<std::string> TextsOf(const measure::Cells& cells, uint32_t cell, size_t dimensions) {
  std::vector<std::string> texts;
  for (size_t d = 0; d < dimensions; ++d) texts.push_back(cells.Labels(d)[cells.CodeOf(cell, d)]);
  return texts;
}

// Keys of all cells, each distinct tuple of codes looked up once.
template <typename Find>
std::vector<int> KeysOf(const measure::Cells& cells, size_t dimensions, const Find& find) {
  constexpr size_t kDirect = size_t{1} << 18;
  constexpr int kUnknown = -2;
  std::vector<int> out;
  if (cells.size() == 0) return out;  // perhaps never read: without axes
  out.reserve(cells.size());
  size_t product = 1;
  for (size_t d = 0; d < dimensions && product <= kDirect; ++d) product *= cells.Labels(d).size();
  if (product <= kDirect) {  // a table of all tuples there can be
    std::vector<int> known(product, kUnknown);
    for (uint32_t cell = 0; cell < cells.size(); ++cell) {
      size_t at = 0;
      for (size_t d = 0; d < dimensions; ++d) at = at * cells.Labels(d).size() + cells.CodeOf(cell, d);
      if (known[at] == kUnknown) known[at] = find(TextsOf(cells, cell, dimensions));
      out.push_back(known[at]);
    }
    return out;
  }
  std::map<std::vector<uint32_t>, int> known;
  std::vector<uint32_t> codes(dimensions);
  for (uint32_t cell = 0; cell < cells.size(); ++cell) {
    for (size_t d = 0; d < dimensions; ++d) codes[d] = cells.CodeOf(cell, d);
    const auto [at, fresh] = known.emplace(codes, -1);
    if (fresh) at->second = find(TextsOf(cells, cell, dimensions));
    out.push_back(at->second);
  }
  return out;
}

}  // namespace

const TrailingRate* TrailingRateOf(std::string_view metric) {
  const auto at = std::find_if(kTrailingRates.begin(), kTrailingRates.end(),
                               [&](const TrailingRate& rate) { return rate.metric == metric; });
  return at == kTrailingRates.end() ? nullptr : &*at;
}

std::vector<std::string> MeasuresOf(const TrailingRate& rate) {
  std::vector<std::string> out = {std::string(rate.opening)};
  for (const std::string_view id : rate.lost) {
    if (!id.empty()) out.emplace_back(id);
  }
  return out;
}

Result<Book> Book::Open(const Workspace& workspace, const Query& query,
                        const std::set<std::string>& wanted, const catalog::Catalog& catalog) {
  const auto known = [&](const std::string& name) {
    return std::any_of(workspace.begin(), workspace.end(), [&](const Input& input) {
      return HasAxis(input, name);
    });
  };
  const auto unknown = [](const std::string& name) {
    return Error{std::string(codes::kDimensionUnknown), {}, {{"dimension", name}}, {}};
  };
  for (const std::string& name : query.dimensions) {
    if (!known(name)) return unknown(name);
  }
  for (const auto& [name, values] : query.where) {
    if (!known(name)) return unknown(name);
  }
  Book book;
  book.query_ = &query;
  book.catalog_ = &catalog;
  const size_t dimensions = query.dimensions.size();
  std::set<std::vector<std::string>> keys;
  for (const Input& input : workspace) {
    book.sheets_.push_back(ReadSheet(input, query, wanted, catalog));
    const Sheet& sheet = book.sheets_.back();
    if (!sheet.has_by) continue;
    if (sheet.recurring) keys.insert(sheet.recurring->groups().begin(), sheet.recurring->groups().end());
    for (const measure::Cells* cells : {&sheet.cells, &sheet.stocks}) {
      KeysOf(*cells, dimensions, [&](std::vector<std::string> texts) {
        keys.insert(std::move(texts));
        return 0;
      });
    }
  }
  std::vector<Buying*> buying;
  for (const Sheet& sheet : book.sheets_) {
    if (sheet.buying) buying.push_back(sheet.buying.get());
  }
  const bool people = wanted.count("first_time_buyers") + wanted.count("purchasing_customers") + wanted.count("repeat_customers") > 0;
  if (people && buying.size() > 1) Buying::Join(buying);
  book.keys_.assign(keys.begin(), keys.end());
  if (query.grain && std::none_of(book.sheets_.begin(), book.sheets_.end(),
                                  [](const Sheet& sheet) { return sheet.dated; })) {
    if (!workspace.empty()) return unknown(std::string(period::NameOf(*query.grain)));
  }
  for (Sheet& sheet : book.sheets_) {
    sheet.by_key.resize(book.keys_.size());
    sheet.all.resize(sheet.cells.size());
    std::iota(sheet.all.begin(), sheet.all.end(), 0);
    if (!sheet.has_by) {
      sheet.key_of.assign(sheet.cells.size(), -1);
      sheet.stock_key_of.assign(sheet.stocks.size(), -1);
      continue;
    }
    const auto find = [&](const std::vector<std::string>& texts) { return book.FindKey(texts); };
    if (sheet.recurring) {
      std::vector<int> of_group;
      for (const auto& texts : sheet.recurring->groups()) of_group.push_back(find(texts));
      sheet.recurring->SetKeys(std::move(of_group));
    }
    if (sheet.buying) {
      std::vector<int> of_group;
      for (const auto& texts : sheet.buying->groups()) of_group.push_back(find(texts));
      sheet.buying->SetKeys(of_group);
    }
    sheet.key_of = KeysOf(sheet.cells, dimensions, find);
    sheet.stock_key_of = KeysOf(sheet.stocks, dimensions, find);
    for (uint32_t cell = 0; cell < sheet.cells.size(); ++cell) {
      sheet.by_key[static_cast<size_t>(sheet.key_of[cell])].push_back(cell);
    }
  }
  book.Number(wanted);
  book.span_ = book.SpanOfAll();
  return book;
}

void Book::Number(const std::set<std::string>& wanted) {
  std::set<std::string> currencies;
  for (const std::string& id : wanted) {
    Measure measure{id, catalog_->FindMeasure(id), {}};
    const bool money = measure.known != nullptr && measure.known->type == "currency";
    for (const Sheet& sheet : sheets_) {
      measure.slots.push_back(sheet.cells.SlotOf(id));
      if (money && sheet.recurring && sheet.recurring->Has(id)) {
        const auto& own = sheet.recurring->spans().currencies();
        currencies.insert(own.begin(), own.end());
      }
      if (!money || measure.slots.back() < 0) continue;
      if (sheet.currency_axis < 0) {
        currencies.insert(sheet.CurrencyOf(id));
      } else {
        const auto& labels = sheet.cells.Labels(static_cast<size_t>(sheet.currency_axis));
        currencies.insert(labels.begin(), labels.end());
      }
    }
    measures_.push_back(std::move(measure));
  }
  currencies.erase("");
  several_currencies_ = currencies.size() > 1;
}

int Book::IndexOf(std::string_view measure) const {
  const auto at = std::lower_bound(measures_.begin(), measures_.end(), measure,
                                   [](const Measure& a, std::string_view b) { return a.id < b; });
  return at != measures_.end() && at->id == measure ? static_cast<int>(at - measures_.begin()) : -1;
}

int Book::FindKey(const std::vector<std::string>& texts) const {
  const auto at = std::lower_bound(keys_.begin(), keys_.end(), texts);
  return at != keys_.end() && *at == texts ? static_cast<int>(at - keys_.begin()) : -1;
}

Selection Book::Whole() const {
  if (!query_->from && !query_->to) return {};
  const Day from = query_->from.value_or(std::numeric_limits<Day>::min() + 1);
  const Day to = query_->to ? *query_->to + 1 : std::numeric_limits<Day>::max();
  return Selection::In(-1, {from, to});
}

std::optional<period::Window> Book::SpanOfAll() const {
  std::optional<period::Window> span;
  for (const Sheet& sheet : sheets_) {
    if (!sheet.dated || !sheet.selected) continue;
    if (!span) span = period::Window{sheet.first, sheet.through + 1};
    span->from = std::min(span->from, sheet.first);
    span->to = std::max(span->to, sheet.through + 1);
  }
  if (!span && (!query_->from || !query_->to)) return std::nullopt;
  if (!span) span = period::Window{};
  if (query_->from) span->from = *query_->from;
  if (query_->to) span->to = *query_->to + 1;
  return span;
}

std::vector<uint32_t> Book::CellsIn(const Sheet& sheet, const Selection& selection) const {
  if (!Selected(sheet, selection)) return {};
  const std::vector<uint32_t>& list =
      selection.key < 0 ? sheet.all : sheet.by_key[static_cast<size_t>(selection.key)];
  auto begin = list.begin();
  auto end = list.end();
  const auto before = [&](uint32_t cell, Day day) { return sheet.cells.DayOf(cell) < day; };
  if (selection.time == Selection::Time::kWindow) {
    // kNoDay lies before every day: rows without a date are in no window.
    begin = std::lower_bound(list.begin(), list.end(), std::max(selection.window.from, kNoDay + 1),
                             before);
    end = std::lower_bound(begin, list.end(), std::max(selection.window.from, selection.window.to),
                           before);
  } else if (selection.time == Selection::Time::kUndated) {
    end = std::lower_bound(list.begin(), list.end(), kNoDay + 1, before);
  }
  std::vector<uint32_t> out(begin, end);
  if (selection.currency.empty()) return out;
  if (sheet.currency_axis < 0) {
    const std::string& own = sheet.input->table->currency();
    if (!own.empty() && own != selection.currency) out.clear();
    return out;
  }
  const size_t axis = static_cast<size_t>(sheet.currency_axis);
  out.erase(std::remove_if(out.begin(), out.end(),
                           [&](uint32_t cell) {
                             return sheet.cells.Labels(axis)[sheet.cells.CodeOf(cell, axis)] !=
                                    selection.currency;
                           }),
            out.end());
  return out;
}

bool Book::Selected(const Sheet& sheet, const Selection& selection) {
  return sheet.selected && (sheet.has_by || (selection.key < 0 && !selection.group));
}

bool Book::AnyRows(const Selection& selection) const {
  return std::any_of(sheets_.begin(), sheets_.end(), [&](const Sheet& sheet) {
    return sheet.recurring ? Selected(sheet, selection) && sheet.recurring->AnyRows(selection)
                           : !CellsIn(sheet, selection).empty();
  });
}

bool Book::Has(std::string_view measure) const {
  const auto known = has_.find(measure);
  if (known != has_.end()) return known->second;
  const std::string id(measure);
  const bool has = std::any_of(sheets_.begin(), sheets_.end(), [&](const Sheet& sheet) {
    return HasMeasure(*sheet.input, id, *catalog_);
  });
  has_.emplace(id, has);
  return has;
}

bool Book::HasMetric(std::string_view metric) const {
  const TrailingRate* rate = TrailingRateOf(metric);
  if (rate == nullptr) return false;
  const std::vector<std::string> made_of = MeasuresOf(*rate);
  return std::all_of(made_of.begin(), made_of.end(), [this](const std::string& id) { return Has(id); });
}

bool Book::HasDimension(std::string_view dimension) const {
  return std::any_of(sheets_.begin(), sheets_.end(), [&](const Sheet& sheet) {
    return sheet.input->table->FindOutline(dimension) != nullptr ||
           sheet.input->table->Constant(dimension) != nullptr;
  });
}

bool Book::Lent(std::string_view measure) const {
  return std::any_of(sheets_.begin(), sheets_.end(), [&](const Sheet& sheet) {
    return sheet.input->channel != nullptr && HasMeasure(*sheet.input, std::string(measure), *catalog_);
  });
}

std::optional<Day> Book::ThroughOf(std::string_view measure) const {
  std::optional<Day> through;
  for (const Sheet& sheet : sheets_) {
    if (!sheet.dated || !HasMeasure(*sheet.input, std::string(measure), *catalog_)) continue;
    through = through ? std::max(*through, sheet.through) : sheet.through;
  }
  return through;
}

namespace {

bool Larger(const measure::Cells& cells, int slot, uint32_t one, uint32_t other) {
  return cells.Sum(slot, {other}).sum < cells.Sum(slot, {one}).sum;
}

}  // namespace

Book::Stock Book::StockBefore(std::string_view measure, const Selection& selection,
                              std::optional<Day> before) const {
  Stock out;
  const auto add = [&](const measure::Final& part) {
    out.found = true;
    out.sum.Append(part);
  };
  for (const Sheet& sheet : sheets_) {
    if (!Selected(sheet, selection)) continue;
    if (sheet.recurring) {
      const auto part = sheet.recurring->Stock(measure, selection, before);
      if (part) add(*part);
      continue;
    }
    if (const int change = sheet.input->changes ? sheet.cells.SlotOf(measure) : -1; change >= 0) {
      // Everything that has happened so far; nothing is known of when deals without dates began.
      if (before && !sheet.dated && !sheet.input->repeats) return {};
      Selection past = selection;
      past.time = before ? Selection::Time::kWindow : Selection::Time::kAll;
      past.window = {kNoDay + 1, before.value_or(0)};
      const std::vector<uint32_t> cells = CellsIn(sheet, past);
      if (before && sheet.dated && *before <= sheet.first) continue;
      add(sheet.cells.Sum(change, cells));
      continue;
    }
    const int slot = sheet.stocks.SlotOf(measure);
    if (slot < 0) continue;
    const auto holder = sheet.stock_holder.find(measure);
    const std::vector<uint32_t>& segment = holder == sheet.stock_holder.end() ? sheet.stock_segment : holder->second;
    std::map<uint32_t, uint32_t> last;  // segment -> its latest cell, of several on one day the largest
    for (uint32_t cell = 0; cell < sheet.stocks.size(); ++cell) {
      const Day day = sheet.stocks.DayOf(cell);
      if (before && day >= *before) break;  // cells stand in the order of days
      if (day == kNoDay && sheet.dated) continue;
      if (selection.key >= 0 && sheet.stock_key_of[cell] != selection.key) continue;
      if (sheet.stocks.Filled(slot, cell) == 0) continue;
      if (!selection.currency.empty() && sheet.stock_currency_axis >= 0) {
        const size_t axis = static_cast<size_t>(sheet.stock_currency_axis);
        if (sheet.stocks.Labels(axis)[sheet.stocks.CodeOf(cell, axis)] != selection.currency) {
          continue;
        }
      }
      const auto [at, fresh] = last.emplace(segment[cell], cell);
      if (!fresh && (day > sheet.stocks.DayOf(at->second) || Larger(sheet.stocks, slot, cell, at->second))) at->second = cell;
    }
    if (last.empty()) continue;
    std::vector<uint32_t> cells;
    for (const auto& [segment, cell] : last) cells.push_back(cell);
    add(sheet.stocks.Sum(slot, cells));
  }
  return out;
}

std::set<std::string> Book::CurrenciesOf(const std::vector<std::string>& measures,
                                         const Selection& selection) const {
  std::set<std::string> out;
  for (const std::string& id : measures) {
    const catalog::Measure* known = catalog_->FindMeasure(id);
    if (known == nullptr || known->type != "currency") continue;
    for (const Sheet& sheet : sheets_) {
      if (sheet.recurring && sheet.recurring->Has(id) && Selected(sheet, selection)) {
        const auto own = sheet.recurring->Currencies(selection);
        out.insert(own.begin(), own.end());
      }
      const int slot = sheet.cells.SlotOf(id);
      if (slot < 0) continue;
      for (const uint32_t cell : CellsIn(sheet, selection)) {
        if (sheet.cells.Filled(slot, cell) == 0) continue;
        if (sheet.currency_axis < 0) {
          out.insert(sheet.CurrencyOf(id));
          break;
        }
        const size_t axis = static_cast<size_t>(sheet.currency_axis);
        out.insert(sheet.cells.Labels(axis)[sheet.cells.CodeOf(cell, axis)]);
      }
    }
  }
  out.erase("");
  return out;
}

}  // namespace mittari::report
