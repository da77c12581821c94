#include "report/lag.h"

#include <algorithm>

#include "base/date.h"
#include "report/sheet.h"

namespace mittari::report {
namespace {

constexpr int kMaxNesting = 16;

void Collect(const catalog::Catalog& catalog, const catalog::Metric& metric, int depth,
             std::vector<std::string>* out) {
  for (const std::string& id : metric.lagged) {
    if (std::find(out->begin(), out->end(), id) == out->end()) out->push_back(id);
  }
  if (depth == 0) return;
  const auto follow = [&](std::string_view id) {
    const catalog::Metric* inner = catalog.FindMetric(id);
    if (inner != nullptr) Collect(catalog, *inner, depth - 1, out);
  };
  for (const formula::Term& term : formula::TermsOf(metric.formula)) {
    if (term.kind == formula::Op::kMetric) follow(term.id);
  }
  for (const auto& [from, better] : metric.prefer) follow(better);
}

Day Moved(Day day, int months) {
  const YearMonthDay date = CivilFromDay(day);
  const int at = date.year * 12 + date.month - 1 + months;
  const int year = at / 12;
  const int month = at % 12 + 1;
  return DayFromCivil({year, month, std::min(date.day, DaysInMonth(year, month))});
}

}  // namespace

int LagOf(const Query& query) {
  const auto at = query.params.find("lag_months");
  return at == query.params.end() ? 0 : static_cast<int>(at->second.ToDouble());
}

std::vector<std::string> LaggedIn(const catalog::Catalog& catalog, const catalog::Metric& metric) {
  std::vector<std::string> out;
  Collect(catalog, metric, kMaxNesting, &out);
  return out;
}

period::Window MovedBack(const period::Window& window, int months) {
  // The last day moves, not the one after it: 30 March has all of February behind it. Whole months
  // stay whole.
  const bool whole = CivilFromDay(window.to).day == 1;
  return {Moved(window.from, -months),
          whole ? Moved(window.to, -months) : Moved(window.to - 1, -months) + 1};
}

bool LagFits(const Query& query) {
  return !query.grain ||
         (*query.grain != period::Grain::kDay && *query.grain != period::Grain::kWeek);
}

std::optional<Lagged> LaggedFor(const Book& book, const std::vector<std::string>& costs,
                                const std::vector<std::string>& outcomes,
                                const Selection& selection, int lag) {
  // The days of the sheets that have one of the measures.
  const auto span_of = [&](const std::vector<std::string>& measures) {
    std::optional<period::Window> span;
    for (const Sheet& sheet : book.sheets()) {
      if (!sheet.dated || !sheet.selected) continue;
      if (std::none_of(measures.begin(), measures.end(), [&](const std::string& id) {
            return HasMeasure(*sheet.input, id, book.catalog());
          })) {
        continue;
      }
      const period::Window own{sheet.first, sheet.through + 1};
      if (!span) span = own;
      span->from = std::min(span->from, own.from);
      span->to = std::max(span->to, own.to);
    }
    return span;
  };
  const std::optional<period::Window> paid = span_of(costs);
  const std::optional<period::Window> won = span_of(outcomes);
  if (!paid || !won || selection.time == Selection::Time::kUndated) return std::nullopt;
  // From the first of a month on: the month's earlier costs belong to its customers as well.
  const YearMonthDay start = CivilFromDay(won->from);
  period::Window window{DayFromCivil({start.year, start.month, 1}), won->to};
  if (selection.time == Selection::Time::kWindow) window = selection.window;
  window.to = std::min(window.to, won->to);
  const YearMonthDay first = CivilFromDay(paid->from);
  window.from = std::max(window.from, Moved(DayFromCivil({first.year, first.month, 1}), lag));
  if (window.empty()) return std::nullopt;
  Lagged out{selection, selection};
  out.outcome.time = out.cost.time = Selection::Time::kWindow;
  out.outcome.window = window;
  out.cost.window = MovedBack(window, lag);
  return out;
}

}  // namespace mittari::report
