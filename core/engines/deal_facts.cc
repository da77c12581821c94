#include "engines/deal_facts.h"

#include <algorithm>
#include <array>

#include "base/codes.gen.h"
#include "engines/columns.h"

namespace mittari::engines {
namespace {

using table::Column;
using table::Kind;

constexpr size_t kBlock = CellBlock::kMost;
static_assert(kBlock % 64 == 0);

// What a text says, in three bits: its outcome + 1, or 0 where it tells none; and 4 for a plain no.
using Said = uint8_t;
constexpr Said kNo = 4;
constexpr Said kAll = 8;

Said Say(std::string_view text) {
  const std::optional<Outcome> outcome = OutcomeOf(text);
  return static_cast<Said>((outcome ? static_cast<int>(*outcome) + 1 : 0) | (IsNo(text) ? kNo : 0));
}

Outcome OutcomeIn(Said said, Said staged) {
  const bool no = (said & kNo) != 0;
  Outcome outcome = Outcome::kOpen;
  if (said != 0 && !no) {
    outcome = static_cast<Outcome>(said - 1);
  } else if (staged != 0 && (staged & kNo) == 0) {
    // "Is won: no" leaves it to the stage whether the deal is lost or open.
    outcome = static_cast<Outcome>(staged - 1);
  }
  return no && outcome == Outcome::kWon ? Outcome::kOpen : outcome;
}

// What the cells of a column say, a block at a time; each distinct text is asked once.
class SaidBlock {
 public:
  explicit SaidBlock(const Column* column) : cells_(column), number_(column != nullptr && column->kind() == Kind::kNumber) {
    if (column == nullptr || column->kind() != Kind::kText) return;
    for (const std::string_view text : column->dictionary()) texts_.push_back(Say(text));
  }
  void Read(size_t at, size_t count, Said* out) {
    const Column* const column = cells_.column();
    if (texts_.empty() && (!number_ || !column->exact())) {
      std::fill_n(out, count, Said{0});
      return;
    }
    cells_.Read(at, count);
    const bool blanks = column->null_count() > 0;
    for (size_t i = 0; i < count; ++i) {
      if (blanks && cells_.Blank(i)) {
        out[i] = 0;
      } else {
        out[i] = number_ ? Say(ToString(cells_.Value(i), column->scale())) : texts_[static_cast<size_t>(cells_.Value(i))];
      }
    }
  }

 private:
  CellBlock cells_;
  bool number_;
  std::vector<Said> texts_;
};

// Days of a column that may not be there, a block at a time; kNone for a blank one.
class DayBlock {
 public:
  static constexpr int64_t kNone = INT64_MIN / 4;

  explicit DayBlock(const Column* column) : column_(column) { std::fill_n(days, kBlock, kNone); }
  void Read(size_t at, size_t count) {
    if (column_ == nullptr) return;
    column_->ReadInts(at, count, days);
    if (column_->null_count() == 0) return;
    for (size_t word = 0; word * 64 < count; ++word) {
      for (uint64_t bits = column_->nulls().Word(at / 64 + word); bits != 0; bits &= bits - 1) {
        days[word * 64 + static_cast<size_t>(__builtin_ctzll(bits))] = kNone;
      }
    }
  }
  int64_t days[kBlock];

 private:
  const Column* column_;
};

class FactReader {
 public:
  explicit FactReader(const table::Table& table) : table_(table) {
    out_.created = DayColumnOf(table, "created_date");
    out_.closed = DayColumnOf(table, "close_date");
    out_.touched = DayColumnOf(table, "first_touch_date");
    out_.amount = ColumnOf(table, "amount", Kind::kNumber);
    out_.marker = table.FindRole("outcome");
    if (out_.marker == nullptr) out_.marker = table.FindRole("stage");
  }

  DealFacts Read() {
    std::array<Outcome, kAll * kAll> outcomes;
    for (size_t both = 0; both < outcomes.size(); ++both) {
      outcomes[both] = OutcomeIn(static_cast<Said>(both / kAll), static_cast<Said>(both % kAll));
    }
    SaidBlock outcome(table_.FindRole("outcome")), stage(table_.FindRole("stage"));
    DayBlock created(out_.created), closed(out_.closed), touched(out_.touched);
    const size_t rows = table_.rows();
    const Column* const amount = out_.amount;
    const bool blanks = amount != nullptr && amount->null_count() > 0;
    out_.of.resize(rows);
    out_.close_rows.resize(rows);
    size_t closes = 0;
    Said said[kBlock], staged[kBlock];
    uint8_t told[kBlock];
    for (size_t at = 0; at < rows; at += kBlock) {
      const size_t count = std::min(kBlock, rows - at);
      outcome.Read(at, count, said);
      stage.Read(at, count, staged);
      for (DayBlock* block : {&created, &closed, &touched}) block->Read(at, count);
      uint8_t any = 0;
      for (size_t i = 0; i < count; ++i) {
        const Outcome is = outcomes[static_cast<size_t>(said[i] * kAll + staged[i])];
        const bool valued = amount != nullptr && !(blanks && amount->IsNull(at + i));
        out_.of[at + i] = FactsOf(is, created.days[i], closed.days[i], touched.days[i], valued);
        told[i] = is == Outcome::kOpen ? uint8_t{0} : Tell(out_.of[at + i], closed.days[i]);
        any |= told[i];
        out_.close_rows[closes] = static_cast<uint32_t>(at + i);
        closes += is == Outcome::kOpen ? 0 : 1;
      }
      for (size_t i = 0; any != 0 && i < count; ++i) {
        if (told[i] != 0) NoteAll(told[i], at + i);
      }
    }
    out_.close_rows.resize(closes);
    out_.of_closes.resize(closes);
    for (size_t i = 0; i < closes; ++i) out_.of_closes[i] = out_.of[out_.close_rows[i]];
    if (out_.created == nullptr || out_.created->null_count() == 0) return std::move(out_);
    for (size_t row = 0; row < rows; ++row) {
      if (out_.created->IsNull(row)) Note(codes::kDealNoCreatedDate, row, out_.created);
    }
    return std::move(out_);
  }

 private:
  // An open deal's close date is a plan, and says nothing.
  static uint8_t FactsOf(Outcome outcome, int64_t created, int64_t closed, int64_t touched, bool valued) {
    constexpr int64_t kNone = DayBlock::kNone;
    const bool won = outcome == Outcome::kWon, open = outcome == Outcome::kOpen;
    const bool from_created = touched == kNone && created != kNone;
    const int64_t began = touched == kNone ? created : touched;
    const bool timed = won && closed != kNone && began != kNone;
    // A deal that closes before it was created, or was created nobody knows
    // when, would make the stock of open deals fall below nothing.
    const bool leaves = !open && created != kNone && closed != kNone && closed >= created;
    return static_cast<uint8_t>((won ? DealFacts::kWon : 0) | (open ? DealFacts::kOpen : 0) |
                                (timed && closed >= began ? DealFacts::kTimed : 0) |
                                (from_created ? DealFacts::kFromCreated : 0) |
                                (timed && closed < began ? DealFacts::kBackwards : 0) |
                                (valued ? DealFacts::kValued : 0) | (leaves ? DealFacts::kLeavesStock : 0));
  }

  enum Telling : uint8_t { kNoClose = 1, kNoAmount = 2, kNegative = 4, kCreationAlone = 8 };
  // What there is to say of a deal that is closed.
  uint8_t Tell(uint8_t facts, int64_t closed) const {
    const bool won = (facts & DealFacts::kWon) != 0;
    const bool alone = (facts & DealFacts::kTimed) != 0 && (facts & DealFacts::kFromCreated) != 0;
    return static_cast<uint8_t>((closed == DayBlock::kNone ? kNoClose : 0) |
                                (won && out_.amount != nullptr && (facts & DealFacts::kValued) == 0 ? kNoAmount : 0) |
                                ((facts & DealFacts::kBackwards) != 0 ? kNegative : 0) |
                                (alone && out_.touched != nullptr ? kCreationAlone : 0));
  }
  void NoteAll(uint8_t told, size_t row) {
    if ((told & kNoClose) != 0) Note(codes::kDealNoCloseDate, row, out_.closed);
    if ((told & kNoAmount) != 0) Note(codes::kDealNoAmount, row, out_.amount);
    if ((told & kNegative) != 0) Note(codes::kDealNegativeDuration, row, out_.closed);
    if ((told & kCreationAlone) != 0) Note(codes::kDealCycleFromCreated, row, out_.touched);
  }

  void Note(std::string_view code, size_t row, const Column* column) {
    const Column* id = table_.FindRole("deal_id");
    if (id == nullptr) id = table_.FindRole("deal_name");
    const bool text = id != nullptr && id->kind() == Kind::kText && !id->IsNull(row);
    IssueOf(code, &out_.notes)
        .Add(table_.LineOf(row), column == nullptr ? "" : column->name(),
             text ? id->dictionary()[id->Code(row)] : std::string_view());
  }

  const table::Table& table_;
  DealFacts out_;
};

}  // namespace

const Column* DayColumnOf(const table::Table& table, std::string_view role) {
  return ColumnOf(table, role, Kind::kDay);
}

DealFacts DealFacts::Of(const table::Table& table) { return FactReader(table).Read(); }

}  // namespace mittari::engines
