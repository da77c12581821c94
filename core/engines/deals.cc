#include "engines/deals.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engines/columns.h"
#include "table/builder.h"
#include "table/gather.h"

namespace mittari::engines {
namespace {

using table::Column;
using table::ColumnRole;
using table::Kind;
using table::NumberBuilder;

constexpr size_t kBlock = CellBlock::kMost;

// A rule looks at the facts of a deal: it is asked once for each set of facts there can be.
using Rule = int (*)(uint8_t facts);
using Fact = DealFacts::Fact;

int One(uint8_t) { return 1; }
int Won(uint8_t f) { return f & Fact::kWon; }
int Lost(uint8_t f) { return 1 - Won(f); }
int Open(uint8_t f) { return (f & Fact::kOpen) != 0 ? 1 : 0; }
int Closing(uint8_t f) { return (f & Fact::kLeavesStock) != 0 ? -1 : 0; }
int Opening(uint8_t f) { return (f & (Fact::kOpen | Fact::kLeavesStock)) != 0 ? 1 : 0; }
int Timed(uint8_t f) { return (f & Fact::kTimed) != 0 ? 1 : 0; }
int TimedFromCreated(uint8_t f) { return (f & Fact::kFromCreated) != 0 ? Timed(f) : 0; }
int Backwards(uint8_t f) { return (f & Fact::kBackwards) != 0 ? 1 : 0; }
bool Valued(uint8_t f) { return (f & Fact::kValued) != 0; }
int ValuedWon(uint8_t f) { return Valued(f) ? Won(f) : 0; }
int ValuedClosing(uint8_t f) { return Valued(f) ? Closing(f) : 0; }
int UnvaluedClosing(uint8_t f) { return Valued(f) ? 0 : Closing(f); }
int ValuedOpening(uint8_t f) { return Valued(f) ? Opening(f) : 0; }
int UnvaluedOpening(uint8_t f) { return Valued(f) ? 0 : Opening(f); }

// f(first row, count), block by block.
template <typename F>
void EachBlock(size_t rows, const F& f) {
  for (size_t at = 0; at < rows; at += kBlock) f(at, std::min(kBlock, rows - at));
}

// One of the two tables: its measures are deferred columns, each with its own rule.
class Side {
 public:
  Side(std::shared_ptr<const DealFacts> facts, const table::Table& file, bool closes)
      : facts_(std::move(facts)), file_(file), closes_(closes) {
    out_ = table::Table("deals", {}, Facts(*facts_, closes_).size());
    out_.SetCurrency(file.currency());
    for (const auto& [role, value] : file.constants()) out_.SetConstant(role, value);
    Dates(closes_ ? facts_->closed : facts_->created);
    Keep();
  }

  void Count(std::string_view id, Rule rule) {
    Defer(Counts(id), [facts = facts_, closes = closes_, rule](NumberBuilder* to) {
      const std::vector<uint8_t>& of = Facts(*facts, closes);
      const std::array<int8_t, 256> answers = Answers(rule);
      int8_t counts[kBlock];
      EachBlock(of.size(), [&](size_t at, size_t count) {
        for (size_t i = 0; i < count; ++i) counts[i] = answers[of[at + i]];
        to->AddSmall(counts, count);
      });
    });
  }

  // The amount by the rule's factor of 1, 0 or -1.
  void Sum(std::string_view id, Rule rule) {
    Defer(Money(id), [facts = facts_, closes = closes_, rule](NumberBuilder* to) {
      const std::array<int8_t, 256> answers = Answers(rule);
      std::vector<int8_t> times;
      for (const uint8_t f : Facts(*facts, closes)) times.push_back(answers[f]);
      AddAmounts(*facts, closes, times, to);
    });
  }

  // REQUIRES: of the deals by creation.
  void SumOfMarketing(const Column& source) {
    Defer(Money("marketing_sourced_pipeline_amount"), [facts = facts_, source = &source](NumberBuilder* to) {
      std::vector<int8_t> marketing, times(facts->of.size());
      for (const std::string_view text : source->dictionary()) marketing.push_back(IsMarketing(text) ? 1 : 0);
      for (size_t row = 0; row < times.size(); ++row) {
        times[row] = source->IsNull(row) ? int8_t{0} : marketing[source->Code(row)];
      }
      AddAmounts(*facts, false, times, to);
    });
  }

  // REQUIRES: of the deals by close.
  void Cycles() {
    Defer(Counts("cycle_days_won"), [facts = facts_](NumberBuilder* to) {
      const std::vector<uint32_t>& rows = facts->close_rows;
      const auto read = [&](const Column* column, size_t at, size_t count, int64_t* days) {
        if (column == nullptr) {
          std::fill_n(days, count, int64_t{0});
        } else {
          table::ReadIntsAt(*column, rows.data() + at, count, days);
        }
      };
      int64_t closed[kBlock], created[kBlock], touched[kBlock];
      const int8_t whole[kBlock] = {};
      EachBlock(rows.size(), [&](size_t at, size_t count) {
        read(facts->closed, at, count, closed);
        read(facts->created, at, count, created);
        read(facts->touched, at, count, touched);
        for (size_t i = 0; i < count; ++i) {
          const uint8_t f = facts->of_closes[at + i];
          const int64_t began = (f & Fact::kFromCreated) != 0 ? created[i] : touched[i];
          closed[i] = Timed(f) != 0 ? closed[i] - began : 0;
        }
        to->AddAll(closed, whole, count);
      });
    });
  }

  table::Table Finish() && { return std::move(out_); }

 private:
  static const std::vector<uint8_t>& Facts(const DealFacts& facts, bool closes) {
    return closes ? facts.of_closes : facts.of;
  }
  static std::array<int8_t, 256> Answers(Rule rule) {
    std::array<int8_t, 256> out;
    for (int facts = 0; facts < 256; ++facts) out[facts] = static_cast<int8_t>(rule(static_cast<uint8_t>(facts)));
    return out;
  }

  // Blank where the factor is not 0 and the deal has no amount.
  static void AddAmounts(const DealFacts& facts, bool closes, const std::vector<int8_t>& times, NumberBuilder* to) {
    const Column& amount = *facts.amount;
    const std::vector<uint8_t>& of = Facts(facts, closes);
    if (!amount.exact()) {
      for (size_t i = 0; i < of.size(); ++i) {
        if (times[i] == 0) {
          to->Add({0, 0});
        } else if (!Valued(of[i])) {
          to->AddNull();
        } else {
          to->AddReal(times[i] * amount.Real(closes ? facts.close_rows[i] : i));
        }
      }
      return;
    }
    const auto scale = static_cast<int8_t>(amount.scale());
    int64_t units[kBlock];
    int8_t scales[kBlock];
    EachBlock(of.size(), [&](size_t at, size_t count) {
      if (closes) {
        table::ReadIntsAt(amount, facts.close_rows.data() + at, count, units);
      } else {
        amount.ReadInts(at, count, units);
      }
      for (size_t i = 0; i < count; ++i) {
        const int by = times[at + i];
        scales[i] = by != 0 && !Valued(of[at + i]) ? NumberBuilder::kBlank : scale;
        units[i] *= by;  // a blank holds 0
      }
      to->AddAll(units, scales, count);
    });
  }

  struct Outline {
    std::string name;
    ColumnRole role;
  };
  Outline Counts(std::string_view id) const {
    return {facts_->marker == nullptr ? "" : facts_->marker->name(), {std::string(id), true, "count", "", ""}};
  }
  Outline Money(std::string_view id) const {
    const Column& amount = *facts_->amount;
    return {amount.name(), {std::string(id), true, "money", amount.role().unit, amount.role().currency}};
  }
  template <typename Fill>
  void Defer(const Outline& outline, const Fill& fill) {
    out_.Defer(NumberBuilder().Finish(outline.name, -1, outline.role), [outline, fill, rows = out_.rows()] {
      NumberBuilder builder;
      builder.Expect(rows);
      fill(&builder);
      return std::move(builder).Finish(outline.name, -1, outline.role);
    });
  }

  void Dates(const Column* from) {
    const ColumnRole role{"date", false, "date", "", ""};
    if (from == nullptr) {
      const auto blank = [role](size_t rows) {
        table::DayBuilder days;
        for (size_t i = 0; i < rows; ++i) days.AddNull();
        return std::move(days).Finish("", -1, role, table::Grain::kDay);
      };
      return out_.Defer(blank(0), [blank, rows = out_.rows()] { return blank(rows); });
    }
    DeferRows(*from, role);
  }

  // Every column that is no measure and no date of the deal's own life.
  void Keep() {
    for (const Column& column : file_.columns()) {
      const std::string& role = column.role().role;
      if (column.role().measure && closes_) continue;
      if (column.kind() == Kind::kDay || role == "amount" || role == "date") continue;
      DeferRows(column, column.role());
    }
  }
  void DeferRows(const Column& column, const ColumnRole& role) {
    out_.Defer(table::WithRole(table::Gather(column, {}), role), [facts = facts_, closes = closes_, role, column = &column] {
      return table::WithRole(closes ? table::Gather(*column, facts->close_rows) : *column, role);
    });
  }

  std::shared_ptr<const DealFacts> facts_;
  const table::Table& file_;
  bool closes_;
  table::Table out_;
};

table::Table ClosesOf(const std::shared_ptr<const DealFacts>& facts, const table::Table& file) {
  Side side(facts, file, true);
  side.Count("won_deals", &Won);
  side.Count("lost_deals", &Lost);
  if (facts->closed != nullptr && (facts->touched != nullptr || facts->created != nullptr)) {
    side.Cycles();
    side.Count("timed_won_deals", &Timed);
    side.Count("cycle_from_created_deals", &TimedFromCreated);
    side.Count("negative_duration_deals", &Backwards);
  }
  if (facts->amount != nullptr) {
    side.Sum("won_amount", &Won);
    side.Sum("lost_amount", &Lost);
    side.Count("valued_won_deals", &ValuedWon);
    side.Sum("open_pipeline_amount", &ValuedClosing);
    side.Count("open_unvalued_deals", &UnvaluedClosing);
  }
  side.Count("open_deals", &Closing);
  return std::move(side).Finish();
}

table::Table CreatedOf(const std::shared_ptr<const DealFacts>& facts, const table::Table& file) {
  Side side(facts, file, false);
  side.Count("created_deals", &One);
  side.Count("cohort_won_deals", &Won);
  side.Count("cohort_open_deals", &Open);
  side.Count("open_deals", &Opening);
  if (facts->amount != nullptr) {
    side.Sum("pipeline_created_amount", &One);
    side.Sum("cohort_won_amount", &Won);
    side.Sum("cohort_open_amount", &Open);
    side.Sum("open_pipeline_amount", &ValuedOpening);
    side.Count("open_unvalued_deals", &UnvaluedOpening);
    if (const Column* source = ColumnOf(file, "source_type", Kind::kText)) side.SumOfMarketing(*source);
  }
  return std::move(side).Finish();
}

}  // namespace

std::optional<int> Deal::Cycle() const {
  if (!closed || !began) return std::nullopt;
  return *closed - *began;
}

bool Deals::IsStock(std::string_view measure) {
  return measure == "open_deals" || measure == "open_pipeline_amount" || measure == "open_unvalued_deals";
}

Deal Deals::At(size_t row) const {
  const auto day = [row](const Column* column) {
    return column == nullptr || column->IsNull(row) ? std::nullopt : std::optional<Day>(column->DayAt(row));
  };
  const uint8_t f = facts_->of[row];
  Deal deal;
  deal.outcome = Won(f) != 0 ? Outcome::kWon : Open(f) != 0 ? Outcome::kOpen : Outcome::kLost;
  deal.created = day(facts_->created);
  deal.from_created = (f & Fact::kFromCreated) != 0;
  deal.began = deal.from_created ? deal.created : day(facts_->touched);
  if (deal.outcome != Outcome::kOpen) deal.closed = day(facts_->closed);
  return deal;
}

const std::vector<Deal>& Deals::deals() const {
  deals_.reserve(facts_->of.size());
  while (deals_.size() < facts_->of.size()) deals_.push_back(At(deals_.size()));
  return deals_;
}

bool Deals::Reads(const table::Table& table) {
  if (table.kind() != "deals") return false;
  const bool told = table.FindRole("outcome") != nullptr || table.FindRole("stage") != nullptr;
  return told && (DayColumnOf(table, "close_date") != nullptr || DayColumnOf(table, "created_date") != nullptr ||
                  table.FindRole("amount") != nullptr);
}

Deals Deals::Of(const table::Table& table) {
  Deals out;
  out.facts_ = std::make_shared<const DealFacts>(DealFacts::Of(table));
  out.created_ = CreatedOf(out.facts_, table);
  out.closes_ = ClosesOf(out.facts_, table);
  return out;
}

}  // namespace mittari::engines
