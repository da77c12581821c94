#include "report/view.h"

#include <algorithm>
#include <set>

#include "base/codes.gen.h"

namespace mittari::report {
namespace {

using formula::Value;

}  // namespace

// Refunds come with either sign; only their size counts. Both signs in one
// column can't be told apart.
Value View::Signed(int index, const measure::Final& sum) const {
  const catalog::Measure* known = book_.Known(index);
  if (known == nullptr || !known->absolute) return Value::Of(sum.sum, sum.exact);
  bool positive = false;
  bool negative = false;
  for (size_t s = 0; s < book_.sheets().size(); ++s) {
    const int slot = book_.SlotAt(s, index);
    if (slot < 0) continue;
    positive |= book_.sheets()[s].cells.PositiveSeen(slot);
    negative |= book_.sheets()[s].cells.NegativeSeen(slot);
  }
  if (positive && negative) return Value::Absent(codes::kAmbiguousSign, known->id);
  return Value::Of(negative ? -sum.sum : sum.sum, sum.exact);
}

Value View::StockValue(std::string_view id, bool open) const {
  std::optional<Day> before;
  if (selection().time == Selection::Time::kUndated) {
    return Value::Absent(open ? codes::kMissingOpening : codes::kMissingInput, id);  // of no day
  }
  if (selection().time == Selection::Time::kWindow) {
    before = open ? selection().window.from : selection().window.to;
  } else if (open) {
    const std::optional<period::Window> span = book_.Span();
    if (!span) return Value::Absent(codes::kMissingOpening, id);
    before = span->from;
  }
  const Book::Stock stock = book_.StockBefore(id, selection(), before);
  if (stock.found) return Value::Of(stock.sum.sum, stock.sum.exact);
  return Value::Absent(open ? codes::kMissingOpening : codes::kMissingInput, id);
}

Value View::Measure(formula::Aggregate aggregate, std::string_view id, bool prior) const {
  if (prior) {
    return prior_ ? View(book_, prior_, nullptr).Measure(aggregate, id, false)
                  : Value::Absent(codes::kMissingInput, id);
  }
  if (aggregate == formula::Aggregate::kOpen) {
    const Value seen =
        book_.Has(id) ? StockValue(id, true) : Value::Absent(codes::kMissingInput, id);
    if (seen.present() || selection().key >= 0) return seen;
    // Typed by the user, for the state before the data begin: what they do not show.
    const std::optional<period::Window> span = book_.Span();
    if (span && selection().time == Selection::Time::kWindow &&
        selection().window.from > span->from) {
      return seen;
    }
    const auto given = book_.query().params.find("opening_" + std::string(id));
    return given == book_.query().params.end() ? seen : Value::Of(given->second);
  }
  if (!book_.Has(id)) return Value::Absent(codes::kMissingInput, id);
  if (aggregate == formula::Aggregate::kLast) return StockValue(id, false);
  const int index = book_.IndexOf(id);
  const measure::Final& sum = slice_->Sum(index);
  if (sum.missing()) return Value::Absent(codes::kMissingInput, id);
  return Signed(index, sum);
}

Value View::Lagged(formula::Aggregate aggregate, std::string_view id, bool prior) const {
  if (lagged_ == nullptr || prior) return Measure(aggregate, id, prior);
  return View(book_, lagged_, nullptr).Measure(aggregate, id, false);
}

std::optional<Value> View::Metric(std::string_view id, bool prior) const {
  if (!book_.HasMetric(id)) return std::nullopt;
  const std::shared_ptr<const Slice>& of = prior ? prior_ : slice_;
  if (of == nullptr) return Value::Absent(codes::kMissingInput, id);
  return Trailing(*TrailingRateOf(id), *of);
}

std::vector<Selection> TrailingMonths(const Book& book, const TrailingRate& rate, const Selection& of) {
  constexpr int kMonths = 6;
  const std::optional<Day> seen = book.ThroughOf(rate.opening);
  if (!book.Span() || !seen) return {};
  Day end = period::Through(*seen, book.query().today) + 1;
  if (of.time == Selection::Time::kWindow) end = std::min(end, of.window.to);
  // The last month that is over by then.
  period::Bucket last = period::BucketOf(end, period::Grain::kMonth) - 1;
  std::vector<Selection> out;
  for (int back = 0; back < kMonths; ++back, --last) {
    out.push_back(of);
    out.back().time = Selection::Time::kWindow;
    out.back().window = period::SpanOf(last, period::Grain::kMonth);
  }
  return out;
}

Value View::Trailing(const TrailingRate& rate, const Slice& of) const {
  Rational churned;
  Rational opening;
  bool any = false;
  for (const Selection& month : TrailingMonths(book_, rate, of.selection())) {
    const View view(book_, std::make_shared<const Slice>(book_, month), nullptr);
    const Value there = view.Measure(formula::Aggregate::kOpen, rate.opening, false);
    Rational lost;
    bool known = there.present();
    for (const std::string_view id : rate.lost) {
      if (id.empty()) continue;
      const Value left = view.Measure(formula::Aggregate::kSum, id, false);
      known &= left.present();
      if (left.present()) lost = lost + left.number();
    }
    if (!known) continue;
    any = true;
    churned = churned + lost;
    opening = opening + there.number();
  }
  if (!any) return Value::Absent(codes::kInsufficientData, rate.metric);
  if (opening.IsZero()) return Value::Absent(codes::kDenominatorZero, rate.metric);
  return Value::Of(churned / opening);
}

Value View::Param(std::string_view id) const {
  const auto at = book_.query().params.find(id);
  if (at == book_.query().params.end()) return Value::Absent(codes::kMissingInput, id);
  return Value::Of(at->second);
}

bool View::Has(std::string_view measure) const { return book_.Has(measure); }
bool View::HasDimension(std::string_view dimension) const { return book_.HasDimension(dimension); }

Complete CompleteCells(const Book& book, const Selection& selection,
                       const std::vector<std::string>& measures, bool per_segment) {
  struct Part {
    size_t sheet;
    std::vector<std::pair<size_t, int>> slots;  // (index of the measure, slot)
  };
  std::vector<Part> parts;
  period::Grain grain = period::Grain::kDay;
  bool shared = true;
  std::set<std::string> segments;
  for (size_t s = 0; s < book.sheets().size(); ++s) {
    const Sheet& sheet = book.sheets()[s];
    Part part{s, {}};
    for (size_t m = 0; m < measures.size(); ++m) {
      const int slot = sheet.cells.SlotOf(measures[m]);
      if (slot >= 0) part.slots.emplace_back(m, slot);
    }
    if (part.slots.empty()) continue;
    grain = std::max(grain, sheet.native);
    if (book.query().dimensions.empty()) {
      segments.insert(sheet.segment_axis < 0
                          ? ""
                          : sheet.cells.AxisName(static_cast<size_t>(sheet.segment_axis)));
    } else {
      shared &= sheet.has_by;
    }
    parts.push_back(std::move(part));
  }
  shared &= segments.size() <= 1;

  const auto attempt = [&](bool by_segment) {
    const auto key_of = [&](const Sheet& sheet, uint32_t cell) {
      const Day day = sheet.cells.DayOf(cell);
      const int32_t bucket = day == measure::kNoDay ? day : period::BucketOf(day, grain);
      std::string segment;
      if (by_segment && book.query().dimensions.empty()) {
        if (sheet.segment_axis >= 0) {
          const size_t axis = static_cast<size_t>(sheet.segment_axis);
          segment = sheet.cells.Labels(axis)[sheet.cells.CodeOf(cell, axis)];
        }
      } else if (by_segment) {
        segment = std::to_string(sheet.key_of[cell]);
      }
      return std::make_pair(bucket, std::move(segment));
    };
    std::map<std::pair<int32_t, std::string>, std::vector<uint8_t>> seen;
    for (const Part& part : parts) {
      const Sheet& sheet = book.sheets()[part.sheet];
      for (const uint32_t cell : book.CellsIn(sheet, selection)) {
        std::vector<uint8_t>& filled = seen[key_of(sheet, cell)];
        filled.resize(measures.size());
        for (const auto& [m, slot] : part.slots) filled[m] |= sheet.cells.Filled(slot, cell) > 0;
      }
    }
    Complete out;
    out.cells.resize(book.sheets().size());
    const auto whole = [](const std::vector<uint8_t>& filled) {
      return std::find(filled.begin(), filled.end(), 0) == filled.end();
    };
    out.selected = static_cast<int64_t>(seen.size());
    for (const auto& [key, filled] : seen) out.used += whole(filled) ? 1 : 0;
    for (const Part& part : parts) {
      const Sheet& sheet = book.sheets()[part.sheet];
      for (const uint32_t cell : book.CellsIn(sheet, selection)) {
        if (whole(seen[key_of(sheet, cell)])) out.cells[part.sheet].push_back(cell);
      }
    }
    return out;
  };
  Complete out;
  if (per_segment && shared) {
    out = attempt(true);
    if (out.used > 0) return out;
  }
  Complete coarse = attempt(false);
  coarse.coarsened = per_segment;
  return coarse;
}

}  // namespace mittari::report
