#include "engines/deals.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "base/codes.gen.h"
#include "engines/columns.h"
#include "table/builder.h"
#include "table/gather.h"

namespace mittari::engines {
namespace {

using table::Column;
using table::ColumnRole;
using table::Kind;
using table::NumberBuilder;

const Column* Days(const table::Table& table, std::string_view role) {
  return ColumnOf(table, role, Kind::kDay);
}

constexpr size_t kBlock = CellBlock::kMost;

}  // namespace

std::optional<int> Deal::Cycle() const {
  if (!closed || !began) return std::nullopt;
  return *closed - *began;
}

bool Deals::IsStock(std::string_view measure) {
  return measure == "open_deals" || measure == "open_pipeline_amount" || measure == "open_unvalued_deals";
}

// Measure columns over the same rows, each with its own rule.
class DealReader {
 public:
  explicit DealReader(const table::Table& table)
      : table_(table),
        created_(Days(table, "created_date")),
        closed_(Days(table, "close_date")),
        touched_(Days(table, "first_touch_date")),
        amount_(table.FindRole("amount")),
        marker_(table.FindRole("outcome")) {
    if (marker_ == nullptr) marker_ = table.FindRole("stage");
    if (amount_ != nullptr && amount_->kind() != Kind::kNumber) amount_ = nullptr;
  }

  Deals Read() {
    ReadDeals();
    if (amount_ != nullptr && amount_->exact()) {
      units_.resize(table_.rows());
      amount_->ReadInts(0, units_.size(), units_.data());
    }
    Closes();
    Created();
    return std::move(out_);
  }

 private:
  // What the texts of a column say; a number column is asked cell by cell.
  struct Said {
    std::optional<Outcome> outcome;
    bool no = false;
  };
  static Said Say(std::string_view text) { return {OutcomeOf(text), IsNo(text)}; }

  std::vector<Said> Texts(const Column* column) const {
    std::vector<Said> out;
    if (column == nullptr || column->kind() != Kind::kText) return out;
    for (const std::string& text : column->dictionary()) out.push_back(Say(text));
    return out;
  }
  static Said At(const CellBlock& cells, const std::vector<Said>& said, size_t i) {
    if (cells.Blank(i)) return {};
    const Column& column = *cells.column();
    if (column.kind() == Kind::kText) return said[static_cast<size_t>(cells.Value(i))];
    if (column.kind() != Kind::kNumber || !column.exact()) return {};
    return Say(ToString(cells.Value(i), column.scale()));
  }

  void ReadDeals() {
    CellBlock outcome(table_.FindRole("outcome")), stage(table_.FindRole("stage"));
    CellBlock created(created_), closed(closed_), touched(touched_);
    const std::vector<Said> by_outcome = Texts(outcome.column());
    const std::vector<Said> by_stage = Texts(stage.column());
    const size_t rows = table_.rows();
    out_.deals_.resize(rows);
    facts_.resize(rows);
    for (size_t at = 0; at < rows; at += kBlock) {
      const size_t count = std::min(kBlock, rows - at);
      for (CellBlock* block : {&outcome, &stage, &created, &closed, &touched}) block->Read(at, count);
      for (size_t i = 0; i < count; ++i) {
        Deal& deal = out_.deals_[at + i];
        deal.outcome = OutcomeIn(At(outcome, by_outcome, i), At(stage, by_stage, i));
        deal.created = created.DayAt(i);
        deal.began = touched.DayAt(i);
        if (!deal.began && deal.created) {
          deal.began = deal.created;
          deal.from_created = true;
        }
        if (deal.outcome != Outcome::kOpen) {
          deal.closed = closed.DayAt(i);
          Close(deal, at + i);
        }
        facts_[at + i] = FactsOf(deal, amount_ != nullptr && !amount_->IsNull(at + i));
      }
    }
    if (created_ == nullptr) return;
    for (size_t row = 0; row < table_.rows(); ++row) {
      if (!out_.deals_[row].created) Note(codes::kDealNoCreatedDate, row, created_);
    }
  }

  static Outcome OutcomeIn(const Said& said, const Said& staged) {
    Outcome outcome = Outcome::kOpen;
    if (said.outcome && !said.no) {
      outcome = *said.outcome;
    } else if (staged.outcome && !staged.no) {
      // "Is won: no" leaves it to the stage whether the deal is lost or open.
      outcome = *staged.outcome;
    }
    return said.no && outcome == Outcome::kWon ? Outcome::kOpen : outcome;
  }

  void Close(const Deal& deal, size_t row) {
    out_.close_rows_.push_back(static_cast<uint32_t>(row));
    if (!deal.closed) Note(codes::kDealNoCloseDate, row, closed_);
    if (deal.outcome != Outcome::kWon) return;
    if (amount_ != nullptr && amount_->IsNull(row)) Note(codes::kDealNoAmount, row, amount_);
    const std::optional<int> cycle = deal.Cycle();
    if (cycle && *cycle < 0) {
      Note(codes::kDealNegativeDuration, row, closed_);
    } else if (cycle && deal.from_created && touched_ != nullptr) {
      Note(codes::kDealCycleFromCreated, row, touched_);
    }
  }

  void Note(std::string_view code, size_t row, const Column* column) {
    const Column* id = table_.FindRole("deal_id");
    if (id == nullptr) id = table_.FindRole("deal_name");
    const bool text = id != nullptr && id->kind() == Kind::kText && !id->IsNull(row);
    IssueOf(code, &out_.notes_)
        .Add(table_.LineOf(row), column == nullptr ? "" : column->name(),
             text ? std::string_view(id->dictionary()[id->Code(row)]) : std::string_view());
  }

  // Every column that is no measure and no date of the deal's own life.
  std::vector<Column> Kept(const std::vector<uint32_t>* rows) const {
    std::vector<Column> out;
    for (const Column& column : table_.columns()) {
      const std::string& role = column.role().role;
      if (column.role().measure && rows != nullptr) continue;
      if (column.kind() == Kind::kDay || role == "amount" || role == "date") continue;
      out.push_back(rows == nullptr ? column : table::Gather(column, *rows));
    }
    return out;
  }

  Column DateColumn(const Column* from, const std::vector<uint32_t>& rows) const {
    table::DayBuilder builder;
    int64_t days[kBlock];
    for (size_t at = 0; at < rows.size(); at += kBlock) {
      const size_t count = std::min(kBlock, rows.size() - at);
      bool blank = false;
      for (size_t i = 0; i < count; ++i) {
        const Deal& deal = out_.deals_[rows[at + i]];
        const std::optional<Day>& day = from == closed_ ? deal.closed : deal.created;
        days[i] = day.value_or(0);
        blank |= !day;
      }
      if (!blank) {
        builder.AddAll(days, 0, count, {});
        continue;
      }
      for (size_t i = 0; i < count; ++i) {
        const Deal& deal = out_.deals_[rows[at + i]];
        (from == closed_ ? deal.closed : deal.created) ? builder.Add(static_cast<Day>(days[i])) : builder.AddNull();
      }
    }
    return std::move(builder).Finish(from == nullptr ? "" : from->name(),
                                     from == nullptr ? -1 : from->position(),
                                     {"date", false, "date", "", ""},
                                     from == nullptr ? table::Grain::kDay : from->grain());
  }

  // A rule looks at the facts of a deal: it is asked once for each set of facts there can be.
  using Rule = int (*)(uint8_t facts);
  using Facts = std::vector<uint8_t>;  // of each row of a table
  static std::array<int8_t, 256> Answers(Rule rule) {
    std::array<int8_t, 256> out;
    for (int facts = 0; facts < 256; ++facts) out[facts] = static_cast<int8_t>(rule(static_cast<uint8_t>(facts)));
    return out;
  }

  Column Counted(const Facts& facts, std::string_view id, Rule rule) const {
    const std::array<int8_t, 256> answers = Answers(rule);
    NumberBuilder builder;
    builder.Expect(facts.size());
    int8_t counts[kBlock];
    for (size_t at = 0; at < facts.size(); at += kBlock) {
      const size_t count = std::min(kBlock, facts.size() - at);
      for (size_t i = 0; i < count; ++i) counts[i] = answers[facts[at + i]];
      builder.AddSmall(counts, count);
    }
    return CountColumn(id, std::move(builder));
  }

  Column CountColumn(std::string_view id, NumberBuilder builder) const {
    return std::move(builder).Finish(marker_ == nullptr ? "" : marker_->name(), -1,
                                     {std::string(id), true, "count", "", ""});
  }

  // Cells in blocks: value(i, &scale) of the i-th row.
  template <typename Value>
  static void Fill(size_t rows, NumberBuilder* builder, const Value& value) {
    builder->Expect(rows);
    int64_t units[kBlock];
    int8_t scales[kBlock];
    for (size_t at = 0; at < rows; at += kBlock) {
      const size_t count = std::min(kBlock, rows - at);
      for (size_t i = 0; i < count; ++i) units[i] = value(at + i, &scales[i]);
      builder->AddAll(units, scales, count);
    }
  }

  Column CycleDays(const std::vector<uint32_t>& rows, const Facts& facts) const {
    NumberBuilder builder;
    Fill(rows.size(), &builder, [&](size_t i, int8_t* scale) {
      *scale = 0;
      return (facts[i] & kTimed) != 0 ? int64_t{*out_.deals_[rows[i]].Cycle()} : 0;
    });
    return CountColumn("cycle_days_won", std::move(builder));
  }

  // The amount by a factor of 1, 0 or -1; blank where the factor is not 0 and
  // the deal has no amount.
  template <typename Times>
  Column AmountsBy(const std::vector<uint32_t>& rows, const Facts& facts, std::string_view id, const Times& times) const {
    NumberBuilder builder;
    if (amount_->exact()) {
      const int8_t known = static_cast<int8_t>(amount_->scale());
      Fill(rows.size(), &builder, [&](size_t i, int8_t* scale) -> int64_t {
        const int by = times(i);
        *scale = by != 0 && (facts[i] & kValued) == 0 ? NumberBuilder::kBlank : known;
        return by == 0 || *scale < 0 ? 0 : by * units_[rows[i]];
      });
    } else {
      for (size_t i = 0; i < rows.size(); ++i) {
        if (times(i) == 0) {
          builder.Add({0, 0});
        } else if ((facts[i] & kValued) == 0) {
          builder.AddNull();
        } else {
          builder.AddReal(times(i) * amount_->Real(rows[i]));
        }
      }
    }
    return std::move(builder).Finish(
        amount_->name(), -1, {std::string(id), true, "money", amount_->role().unit, amount_->role().currency});
  }
  Column Amounts(const std::vector<uint32_t>& rows, const Facts& facts, std::string_view id, Rule rule) const {
    const std::array<int8_t, 256> answers = Answers(rule);
    return AmountsBy(rows, facts, id, [&](size_t i) { return int{answers[facts[i]]}; });
  }

  // What rules look at. A deal that is neither won nor open is lost.
  enum Fact : uint8_t {
    kWon = 1,
    kOpen = 2,
    kTimed = 4,         // won, with a beginning that is not after its close
    kFromCreated = 8,
    kBackwards = 16,    // won, and closed before it began
    kValued = 32,       // has an amount
    kLeavesStock = 64,  // see Closing
  };
  static uint8_t FactsOf(const Deal& deal, bool valued) {
    const bool won = deal.outcome == Outcome::kWon;
    const std::optional<int> cycle = won ? deal.Cycle() : std::nullopt;
    // A deal that closes before it was created, or was created nobody knows
    // when, would make the stock of open deals fall below nothing.
    const bool leaves = deal.created && deal.closed && *deal.closed >= *deal.created;
    return static_cast<uint8_t>((won ? kWon : 0) | (deal.outcome == Outcome::kOpen ? kOpen : 0) |
                                (cycle && *cycle >= 0 ? kTimed : 0) | (deal.from_created ? kFromCreated : 0) |
                                (cycle && *cycle < 0 ? kBackwards : 0) | (valued ? kValued : 0) |
                                (leaves ? kLeavesStock : 0));
  }
  static int Closing(uint8_t facts) { return (facts & kLeavesStock) != 0 ? -1 : 0; }
  static int Opening(uint8_t facts) { return (facts & (kOpen | kLeavesStock)) != 0 ? 1 : 0; }
  static int Won(uint8_t facts) { return facts & kWon; }
  static int Lost(uint8_t facts) { return 1 - Won(facts); }

  void Closes() {
    const std::vector<uint32_t>& rows = out_.close_rows_;
    Facts facts(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) facts[i] = facts_[rows[i]];
    std::vector<Column> columns;
    columns.push_back(DateColumn(closed_, rows));
    for (Column& column : Kept(&rows)) columns.push_back(std::move(column));
    columns.push_back(Counted(facts, "won_deals", &Won));
    columns.push_back(Counted(facts, "lost_deals", &Lost));
    if (closed_ != nullptr && (touched_ != nullptr || created_ != nullptr)) {
      columns.push_back(CycleDays(rows, facts));
      columns.push_back(Counted(facts, "timed_won_deals", [](uint8_t f) { return (f & kTimed) != 0 ? 1 : 0; }));
      columns.push_back(Counted(facts, "cycle_from_created_deals", [](uint8_t f) {
        return (f & kTimed) != 0 && (f & kFromCreated) != 0 ? 1 : 0;
      }));
      columns.push_back(Counted(facts, "negative_duration_deals", [](uint8_t f) { return (f & kBackwards) != 0 ? 1 : 0; }));
    }
    if (amount_ != nullptr) {
      columns.push_back(Amounts(rows, facts, "won_amount", &Won));
      columns.push_back(Amounts(rows, facts, "lost_amount", &Lost));
      columns.push_back(Counted(facts, "valued_won_deals", [](uint8_t f) { return Won(f) == 1 && (f & kValued) != 0 ? 1 : 0; }));
      columns.push_back(Amounts(rows, facts, "open_pipeline_amount", [](uint8_t f) { return (f & kValued) != 0 ? Closing(f) : 0; }));
      columns.push_back(Counted(facts, "open_unvalued_deals", [](uint8_t f) { return (f & kValued) != 0 ? 0 : Closing(f); }));
    }
    columns.push_back(Counted(facts, "open_deals", &Closing));
    out_.closes_ = Finish(std::move(columns), rows);
  }

  void Created() {
    std::vector<uint32_t> rows(table_.rows());
    std::iota(rows.begin(), rows.end(), 0);
    const Facts& facts = facts_;
    std::vector<Column> columns;
    columns.push_back(DateColumn(created_, rows));
    for (Column& column : Kept(nullptr)) columns.push_back(std::move(column));
    const Rule open = [](uint8_t f) { return (f & kOpen) != 0 ? 1 : 0; };
    const Rule one = [](uint8_t) { return 1; };
    columns.push_back(Counted(facts, "created_deals", one));
    columns.push_back(Counted(facts, "cohort_won_deals", &Won));
    columns.push_back(Counted(facts, "cohort_open_deals", open));
    columns.push_back(Counted(facts, "open_deals", &Opening));
    if (amount_ != nullptr) {
      columns.push_back(Amounts(rows, facts, "pipeline_created_amount", one));
      columns.push_back(Amounts(rows, facts, "cohort_won_amount", &Won));
      columns.push_back(Amounts(rows, facts, "cohort_open_amount", open));
      columns.push_back(Amounts(rows, facts, "open_pipeline_amount", [](uint8_t f) { return (f & kValued) != 0 ? Opening(f) : 0; }));
      columns.push_back(Counted(facts, "open_unvalued_deals", [](uint8_t f) { return (f & kValued) != 0 ? 0 : Opening(f); }));
      Marketing(rows, &columns);
    }
    out_.created_ = Finish(std::move(columns), rows);
  }

  void Marketing(const std::vector<uint32_t>& rows, std::vector<Column>* columns) const {
    const Column* source = table_.FindRole("source_type");
    if (source == nullptr || source->kind() != Kind::kText) return;
    std::vector<int> marketing;
    for (const std::string& text : source->dictionary()) marketing.push_back(IsMarketing(text) ? 1 : 0);
    const auto times = [&](size_t row) { return source->IsNull(row) ? 0 : marketing[source->Code(row)]; };
    columns->push_back(AmountsBy(rows, facts_, "marketing_sourced_pipeline_amount", times));
  }

  table::Table Finish(std::vector<Column> columns, const std::vector<uint32_t>& rows) const {
    table::Table out("deals", std::move(columns), rows.size());
    out.SetCurrency(table_.currency());
    for (const auto& [role, value] : table_.constants()) out.SetConstant(role, value);
    return out;
  }

  const table::Table& table_;
  const Column* created_;
  const Column* closed_;
  const Column* touched_;
  const Column* amount_;
  const Column* marker_;  // the column that tells won from lost
  Facts facts_;                 // of each row
  std::vector<int64_t> units_;  // of an exact amount
  Deals out_;
};

bool Deals::Reads(const table::Table& table) {
  if (table.kind() != "deals") return false;
  const bool told = table.FindRole("outcome") != nullptr || table.FindRole("stage") != nullptr;
  return told && (Days(table, "close_date") != nullptr || Days(table, "created_date") != nullptr ||
                  table.FindRole("amount") != nullptr);
}

Deals Deals::Of(const table::Table& table) { return DealReader(table).Read(); }

}  // namespace mittari::engines
