#include "report/run.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "base/codes.gen.h"
#include "report/behind.h"
#include "report/overlap.h"

namespace mittari::report {
namespace {

using period::Against;
using period::Bucket;
using period::Comparison;
using period::Window;

constexpr size_t kMaxSpine = 20000;
// Rows without a date come last.
constexpr Bucket kUndated = std::numeric_limits<Bucket>::max();

class Runner {
 public:
  Runner(const Query& query, const Book& book) : query_(query), book_(book), slices_(book) {
    report_.query = &query;
    report_.questions = Json::array();
    report_.span = book.Span();
  }

  ViewModel Run(const std::vector<Asked>& metrics) {
    for (const Asked& asked : metrics) {
      report_.plans.push_back(PlanFor(book_, asked));
      const Plan& plan = report_.plans.back();
      if (plan.through) {
        report_.through =
            report_.through ? std::max(*report_.through, *plan.through) : *plan.through;
      }
      std::vector<std::string> money = plan.sums;
      money.insert(money.end(), plan.stocks.begin(), plan.stocks.end());
      const std::set<std::string> currencies = book_.CurrenciesOf(money, book_.Whole());
      const bool one = currencies.size() == 1 && asked.metric->unit.rfind("currency", 0) == 0;
      report_.currencies.push_back(one ? *currencies.begin() : "");
    }
    Groups();
    slices_.Clear();
    for (const Plan& plan : report_.plans) {
      report_.total.push_back(Ask1(plan, book_.Whole(), std::nullopt));
    }
    if (query_.compare) Compare();
    std::set<std::string> sums;
    for (const Plan& plan : report_.plans) sums.insert(plan.sums.begin(), plan.sums.end());
    report_.warnings = Overlaps(book_, sums);
    Notes();
    Questions();
    return std::move(report_);
  }

 private:
  struct Place {
    Bucket bucket;
    int key;
    bool operator<(const Place& other) const {
      return bucket != other.bucket ? bucket < other.bucket : key < other.key;
    }
  };

  // The groups that have rows in the selection.
  std::vector<Place> Places() const {
    std::vector<Place> out;
    if (query_.by.empty()) return out;
    const Selection whole = book_.Whole();
    for (const Sheet& sheet : book_.sheets()) {
      if (!sheet.has_by) continue;
      if (sheet.recurring && sheet.selected) {
        for (const auto& [bucket, key] : sheet.recurring->Places(whole)) out.push_back({bucket, key});
        continue;
      }
      std::vector<std::optional<Bucket>> last(book_.keys().size());  // noted of each key
      Day day = 0;
      Bucket bucket = query_.grain ? BucketOf(day) : 0;
      for (const uint32_t cell : book_.CellsIn(sheet, whole)) {  // in the order of days
        if (query_.grain && sheet.cells.DayOf(cell) != day) {
          day = sheet.cells.DayOf(cell);
          bucket = BucketOf(day);
        }
        std::optional<Bucket>& known = last[static_cast<size_t>(sheet.key_of[cell])];
        if (known == bucket) continue;
        known = bucket;
        out.push_back({bucket, sheet.key_of[cell]});
      }
    }
    std::sort(out.begin(), out.end());
    const auto same = [](const Place& a, const Place& b) { return !(a < b); };  // sorted: a <= b
    out.erase(std::unique(out.begin(), out.end(), same), out.end());
    return out;
  }

  Bucket BucketOf(Day day) const {
    return day == measure::kNoDay ? kUndated
                                  : period::BucketOf(day, *query_.grain, query_.calendar);
  }

  Selection SelectionOf(const Place& place) const {
    Selection selection = book_.Whole();
    selection.key = query_.dimensions.empty() ? -1 : place.key;
    selection.group = true;
    if (!query_.grain) return selection;
    if (place.bucket == kUndated) {
      selection.time = Selection::Time::kUndated;
      return selection;
    }
    const Window span = period::SpanOf(place.bucket, *query_.grain, query_.calendar);
    selection.window = selection.time == Selection::Time::kWindow
                           ? period::Intersect(selection.window, span)
                           : span;
    selection.time = Selection::Time::kWindow;
    return selection;
  }

  std::vector<std::string> KeyOf(const Place& place) const {
    std::vector<std::string> out;
    size_t dimension = 0;
    for (const std::string& name : query_.by) {
      if (period::GrainFromName(name)) {
        out.push_back(place.bucket == kUndated
                          ? ""
                          : period::KeyOf(place.bucket, *query_.grain, query_.calendar));
      } else {
        out.push_back(book_.keys()[static_cast<size_t>(place.key)][dimension++]);
      }
    }
    return out;
  }

  Day ThroughOf(const Plan& plan) const {
    const Day data = plan.through.value_or(report_.span ? report_.span->to - 1 : 0);
    return period::Through(data, query_.today);
  }

  std::optional<Selection> PriorOf(const Plan& plan, const Selection& selection,
                                   std::optional<Bucket> bucket) const {
    if (!plan.has_prior || !report_.span) return std::nullopt;
    const Comparison windows = WindowsFor(query_, query_.compare.value_or(Against::kYearAgo),
                                          bucket, *report_.span, ThroughOf(plan));
    Selection prior = selection.At(windows.base);
    prior.currency = selection.currency;
    return prior;
  }

  Answer Ask1(const Plan& plan, const Selection& selection, std::optional<Bucket> bucket) {
    Answer answer = AnswerOf(book_, &slices_, plan, selection, PriorOf(plan, selection, bucket),
                             {query_.leave_out, true, false});
    const std::optional<Window>& unit = UnitOf(bucket, ThroughOf(plan));
    const bool cut =
        bucket && (selection.window.from > unit->from || selection.window.to < unit->to);
    if (unit && plan.through && (cut || !period::IsComplete(*unit, ThroughOf(plan))) &&
        answer.value.reason() != codes::kNoRows) {
      answer.flags.emplace_back(codes::kPartialPeriod);
    }
    return answer;
  }

  // UnitAsked; the metrics of a group ask for the same one.
  const std::optional<Window>& UnitOf(std::optional<Bucket> bucket, Day through) {
    if (!unit_known_ || unit_bucket_ != bucket || unit_through_ != through) {
      unit_ = UnitAsked(query_, bucket, through);
      unit_bucket_ = bucket;
      unit_through_ = through;
      unit_known_ = true;
    }
    return unit_;
  }

  void Groups() {
    places_ = Places();
    for (const Place& place : places_) {
      Group group;
      group.key = KeyOf(place);
      const Selection selection = SelectionOf(place);
      slices_.Clear();
      group.answers.reserve(report_.plans.size());
      for (const Plan& plan : report_.plans) {
        group.answers.push_back(Ask1(plan, selection, BucketAt(place)));
      }
      report_.groups.push_back(std::move(group));
    }
    if (!query_.grain || places_.empty()) return;
    Bucket last = places_.front().bucket;
    for (const Place& place : places_) {
      if (place.bucket != kUndated) last = place.bucket;
    }
    for (Bucket b = places_.front().bucket; b <= last && report_.spine.size() < kMaxSpine; ++b) {
      if (b == kUndated) break;
      report_.spine.push_back(period::KeyOf(b, *query_.grain, query_.calendar));
    }
  }

  std::optional<Bucket> BucketAt(const Place& place) const {
    if (!query_.grain || place.bucket == kUndated) return std::nullopt;
    return place.bucket;
  }

  Compared CompareOne(const Plan& plan, const Selection& of, std::optional<Bucket> bucket) {
    Compared out;
    out.windows = WindowsFor(query_, *query_.compare, bucket, *report_.span, ThroughOf(plan));
    const Ask plain{query_.leave_out, false, false};
    out.base = AnswerOf(book_, &slices_, plan, of.At(out.windows.base), std::nullopt, plain);
    out.current =
        AnswerOf(book_, &slices_, plan, of.At(out.windows.current), std::nullopt, plain).value;
    if (out.windows.partial) out.base.flags.emplace_back(codes::kPartialPeriod);
    if (out.windows.length_mismatch) out.base.flags.emplace_back(codes::kLengthMismatch);
    return out;
  }

  void Compare() {
    if (!report_.span) return;
    const Day through =
        period::Through(report_.through.value_or(report_.span->to - 1), query_.today);
    report_.windows = WindowsFor(query_, *query_.compare, std::nullopt, *report_.span, through);
    for (const Plan& plan : report_.plans) {
      report_.compared_total.push_back(CompareOne(plan, Selection(), std::nullopt));
    }
    FlagLengths(report_.compared_total, &report_.total);
    FlagSets(Selection(), report_.compared_total, &report_.total);
    for (size_t i = 0; i < places_.size(); ++i) {
      const Place& place = places_[i];
      ComparedGroup group;
      group.key = KeyOf(place);
      Selection selection;
      selection.key = query_.dimensions.empty() ? -1 : place.key;
      selection.group = true;
      slices_.Clear();
      for (const Plan& plan : report_.plans) {
        group.metrics.push_back(CompareOne(plan, selection, BucketAt(place)));
      }
      FlagLengths(group.metrics, &report_.groups[i].answers);
      FlagSets(selection, group.metrics, &report_.groups[i].answers);
      report_.compared_groups.push_back(std::move(group));
    }
  }

  // Both sides of a compared sum say that they differ in length; a ratio does not grow with it.
  void FlagLengths(const std::vector<Compared>& compared, std::vector<Answer>* answers) const {
    for (size_t i = 0; i < compared.size(); ++i) {
      if (report_.plans[i].flow && compared[i].windows.length_mismatch && compared[i].base.value.present()) {
        (*answers)[i].flags.emplace_back(codes::kLengthMismatch);
      }
    }
  }

  // A share of a set compares only where both sides are of the same one.
  void FlagSets(const Selection& of, const std::vector<Compared>& compared, std::vector<Answer>* answers) const {
    for (size_t i = 0; i < compared.size(); ++i) {
      const Plan& plan = report_.plans[i];
      const std::string& dimension = plan.asked.metric->same_set;
      if (dimension.empty() || !compared[i].base.value.present()) continue;
      const auto names = [&](const Window& window) { return NamesIn(book_, plan, of.At(window), dimension); };
      if (names(compared[i].windows.base) == names(compared[i].windows.current)) continue;
      (*answers)[i].flags.emplace_back(codes::kSetChanged);
    }
  }

  void Notes() {
    for (const Sheet& sheet : book_.sheets()) {
      for (Issue issue : sheet.input->notes) {
        issue.args.push_back({"source", sheet.input->name});
        report_.notes.push_back(std::move(issue));
      }
      if (sheet.input->table->Constant("sums") != nullptr) {
        Issue issue;
        issue.code = codes::kSumsNoInterval;
        issue.count = 1;
        issue.args = {{"source", sheet.input->name}};
        report_.notes.push_back(std::move(issue));
      }
      if (!sheet.lacks.empty() && !sheet.input->repeats) {
        Issue issue;
        issue.code = codes::kDimensionMissing;
        issue.count = 1;
        issue.args = {{"source", sheet.input->name}, {"dimension", sheet.lacks}};
        report_.notes.push_back(std::move(issue));
      }
      if (!sheet.selected) continue;
      Selection undated;
      undated.time = Selection::Time::kUndated;
      int64_t rows = 0;
      for (const uint32_t cell : book_.CellsIn(sheet, undated)) rows += sheet.cells.Rows(cell);
      if (rows == 0 || (!query_.from && !query_.to && !query_.grain)) continue;
      Issue issue;
      issue.code = codes::kRowsUndated;
      issue.count = rows;
      issue.args = {{"source", sheet.input->name}};
      report_.notes.push_back(std::move(issue));
    }
  }

  // Where the two readings of blanks differ by more than rounding, the person
  // is asked, with both outcomes.
  void Questions() {
    for (size_t i = 0; i < report_.plans.size(); ++i) {
      if (!report_.total[i].coverage) continue;
      const Plan& plan = report_.plans[i];
      const auto value = [&](bool leave_out) {
        const Selection whole = book_.Whole();
        return AnswerOf(book_, &slices_, plan, whole, PriorOf(plan, whole, std::nullopt),
                        {leave_out, false, false})
            .value;
      };
      const formula::Value skip = value(false);
      const formula::Value leave_out = value(true);
      if (skip.present() && leave_out.present()) {
        const double a = skip.ToDouble();
        const double b = leave_out.ToDouble();
        if (std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b))) continue;
      } else if (skip.present() == leave_out.present()) {
        continue;
      }
      const auto preview = [](const formula::Value& v) {
        return v.present() ? Json{{"value", v.ToDouble()}}
                           : Json{{"value", nullptr}, {"reason", std::string(v.reason())}};
      };
      report_.questions.push_back(
          {{"code", codes::kBlankReading},
           {"metric", plan.asked.name},
           {"choices", Json::array({Json{{"id", "skip"}, {"preview", preview(skip)}},
                                    Json{{"id", "leave_out"}, {"preview", preview(leave_out)}}})}});
    }
  }

  const Query& query_;
  const Book& book_;
  Slices slices_;
  std::vector<Place> places_;
  bool unit_known_ = false;
  std::optional<Bucket> unit_bucket_;
  Day unit_through_ = 0;
  std::optional<Window> unit_;
  ViewModel report_;
};

}  // namespace

Comparison WindowsFor(const Query& query, Against against, std::optional<Bucket> bucket,
                      Window span, Day through) {
  if (query.against) {
    Comparison own = period::CompareWindow(span, against, through, query.calendar);
    own.base = *query.against;
    if (bucket) {
      // A period of the one side lies as far into it as its like into the other.
      own.current = period::Intersect(period::SpanOf(*bucket, *query.grain, query.calendar), own.current);
      const Day shift = query.against->from - span.from;
      own.base = period::Intersect({own.current.from + shift, own.current.to + shift}, *query.against);
    }
    own.length_mismatch = own.current.days() != own.base.days();
    return own;
  }
  if (bucket) {
    const Day last = query.to ? std::min(through, *query.to) : through;
    return period::CompareBucket(*bucket, *query.grain, against, last, query.calendar);
  }
  return period::CompareWindow(span, against, through, query.calendar);
}

Result<ViewModel> Run(const Workspace& workspace, const Query& query,
                      const catalog::Catalog& catalog) {
  const std::vector<Asked> metrics = MetricsFor(workspace, query, catalog);
  Result<Book> book =
      Book::Open(workspace, query, MeasuresFor(workspace, query, metrics, catalog), catalog);
  if (!book.ok()) return book.error();
  ViewModel report = Runner(query, *book).Run(metrics);
  std::vector<std::vector<std::string>> needs;
  for (const Plan& plan : report.plans) {
    needs.push_back(plan.sums);
    needs.back().insert(needs.back().end(), plan.stocks.begin(), plan.stocks.end());
  }
  report.unmatched = UnmatchedChannels(workspace, query, needs, catalog);
  return report;
}

std::optional<Window> UnitAsked(const Query& query, std::optional<Bucket> bucket, Day through) {
  if (bucket) return period::SpanOf(*bucket, *query.grain, query.calendar);
  if (!query.from) return std::nullopt;
  // Dates that stand for themselves are a unit of their own, but a comparison takes the first days
  // of a month for the month to date.
  const Day end = query.to.value_or(through);
  if (!query.to || query.compare) {
    for (const period::Grain grain :
         {period::Grain::kMonth, period::Grain::kQuarter, period::Grain::kYear}) {
      const Window unit = period::SpanOf(period::BucketOf(*query.from, grain, query.calendar),
                                         grain, query.calendar);
      if (unit.from == *query.from && end < unit.to) return unit;
    }
  }
  if (!query.to) return std::nullopt;
  return Window{*query.from, *query.to + 1};
}

}  // namespace mittari::report
