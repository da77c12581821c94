#include "engines/deals.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/codes.gen.h"
#include "table/builder.h"
#include "table/gather.h"

namespace mittari::engines {
namespace {

using table::Column;
using table::ColumnRole;
using table::Kind;
using table::NumberBuilder;

const Column* Days(const table::Table& table, std::string_view role) {
  const Column* column = table.FindRole(role);
  return column != nullptr && column->kind() == Kind::kDay ? column : nullptr;
}

std::optional<Day> DayAt(const Column* column, size_t row) {
  if (column == nullptr || column->IsNull(row)) return std::nullopt;
  return column->DayAt(row);
}

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
  static Said At(const Column* column, const std::vector<Said>& said, size_t row) {
    if (column == nullptr || column->IsNull(row)) return {};
    if (column->kind() == Kind::kText) return said[column->Code(row)];
    if (column->kind() != Kind::kNumber || !column->exact()) return {};
    return Say(ToString(column->Units(row), column->scale()));
  }

  void ReadDeals() {
    const Column* outcome = table_.FindRole("outcome");
    const Column* stage = table_.FindRole("stage");
    const std::vector<Said> by_outcome = Texts(outcome);
    const std::vector<Said> by_stage = Texts(stage);
    out_.deals_.resize(table_.rows());
    for (size_t row = 0; row < table_.rows(); ++row) {
      Deal& deal = out_.deals_[row];
      const Said said = At(outcome, by_outcome, row);
      const Said staged = At(stage, by_stage, row);
      if (said.outcome && !said.no) {
        deal.outcome = *said.outcome;
      } else if (staged.outcome && !staged.no) {
        // "Is won: no" leaves it to the stage whether the deal is lost or open.
        deal.outcome = *staged.outcome;
      }
      if (said.no && deal.outcome == Outcome::kWon) deal.outcome = Outcome::kOpen;
      deal.created = DayAt(created_, row);
      deal.began = DayAt(touched_, row);
      if (!deal.began && deal.created) {
        deal.began = deal.created;
        deal.from_created = true;
      }
      if (deal.outcome == Outcome::kOpen) continue;
      deal.closed = DayAt(closed_, row);
      out_.close_rows_.push_back(static_cast<uint32_t>(row));
      if (!deal.closed) Note(codes::kDealNoCloseDate, row, closed_);
      if (deal.outcome != Outcome::kWon) continue;
      if (amount_ != nullptr && amount_->IsNull(row)) Note(codes::kDealNoAmount, row, amount_);
      const std::optional<int> cycle = deal.Cycle();
      if (cycle && *cycle < 0) {
        Note(codes::kDealNegativeDuration, row, closed_);
      } else if (cycle && deal.from_created && touched_ != nullptr) {
        Note(codes::kDealCycleFromCreated, row, touched_);
      }
    }
    if (created_ == nullptr) return;
    for (size_t row = 0; row < table_.rows(); ++row) {
      if (!out_.deals_[row].created) Note(codes::kDealNoCreatedDate, row, created_);
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
    for (const uint32_t row : rows) {
      const Deal& deal = out_.deals_[row];
      const std::optional<Day>& day = from == closed_ ? deal.closed : deal.created;
      day ? builder.Add(*day) : builder.AddNull();
    }
    return std::move(builder).Finish(from == nullptr ? "" : from->name(),
                                     from == nullptr ? -1 : from->position(),
                                     {"date", false, "date", "", ""},
                                     from == nullptr ? table::Grain::kDay : from->grain());
  }

  // A count by rule, one cell a row.
  // Called through a pointer: sixteen copies of the loops cost more bytes than they save time.
  using Rule = std::function<int64_t(const Deal&, size_t row)>;
  Column Counted(const std::vector<uint32_t>& rows, std::string_view id, const Rule& count) const {
    NumberBuilder builder;
    for (const uint32_t row : rows) builder.Add({count(out_.deals_[row], row), 0});
    return std::move(builder).Finish(marker_ == nullptr ? "" : marker_->name(), -1,
                                     {std::string(id), true, "count", "", ""});
  }

  // The amount by a factor of 1, 0 or -1; blank where the factor is not 0 and
  // the deal has no amount.
  Column Amounts(const std::vector<uint32_t>& rows, std::string_view id, const Rule& factor) const {
    NumberBuilder builder;
    const int8_t scale = static_cast<int8_t>(amount_->exact() ? amount_->scale() : 0);
    for (const uint32_t row : rows) {
      const int64_t times = factor(out_.deals_[row], row);
      if (times == 0) {
        builder.Add({0, scale});
      } else if (amount_->IsNull(row)) {
        builder.AddNull();
      } else if (amount_->exact()) {
        builder.Add({times * amount_->Units(row), scale});
      } else {
        builder.AddReal(static_cast<double>(times) * amount_->Real(row));
      }
    }
    return std::move(builder).Finish(
        amount_->name(), -1, {std::string(id), true, "money", amount_->role().unit, amount_->role().currency});
  }

  // A deal that closes before it was created, or was created nobody knows
  // when, would make the stock of open deals fall below nothing.
  static int Closing(const Deal& deal) {
    return deal.created && deal.closed && *deal.closed >= *deal.created ? -1 : 0;
  }
  static int Opening(const Deal& deal) {
    return deal.outcome == Outcome::kOpen || Closing(deal) != 0 ? 1 : 0;
  }

  void Closes() {
    const std::vector<uint32_t>& rows = out_.close_rows_;
    std::vector<Column> columns;
    columns.push_back(DateColumn(closed_, rows));
    for (Column& column : Kept(&rows)) columns.push_back(std::move(column));
    const auto won = [](const Deal& deal) { return deal.outcome == Outcome::kWon ? 1 : 0; };
    const auto timed = [&](const Deal& deal) {
      const std::optional<int> cycle = deal.Cycle();
      return won(deal) == 1 && cycle && *cycle >= 0;
    };
    columns.push_back(Counted(rows, "won_deals", [&](const Deal& d, size_t) { return won(d); }));
    columns.push_back(Counted(rows, "lost_deals", [&](const Deal& d, size_t) { return 1 - won(d); }));
    if (closed_ != nullptr && (touched_ != nullptr || created_ != nullptr)) {
      columns.push_back(Counted(rows, "cycle_days_won",
                                [&](const Deal& d, size_t) { return timed(d) ? *d.Cycle() : 0; }));
      columns.push_back(Counted(rows, "timed_won_deals", [&](const Deal& d, size_t) { return timed(d) ? 1 : 0; }));
      columns.push_back(Counted(rows, "cycle_from_created_deals", [&](const Deal& d, size_t) {
        return timed(d) && d.from_created ? 1 : 0;
      }));
      columns.push_back(Counted(rows, "negative_duration_deals", [&](const Deal& d, size_t) {
        return won(d) == 1 && d.Cycle().value_or(0) < 0 ? 1 : 0;
      }));
    }
    if (amount_ != nullptr) {
      columns.push_back(Amounts(rows, "won_amount", [&](const Deal& d, size_t) { return won(d); }));
      columns.push_back(Amounts(rows, "lost_amount", [&](const Deal& d, size_t) { return 1 - won(d); }));
      columns.push_back(Counted(rows, "valued_won_deals", [&](const Deal& d, size_t row) {
        return won(d) == 1 && !amount_->IsNull(row) ? 1 : 0;
      }));
      columns.push_back(Amounts(rows, "open_pipeline_amount", [&](const Deal& d, size_t row) {
        return amount_->IsNull(row) ? 0 : Closing(d);
      }));
      columns.push_back(Counted(rows, "open_unvalued_deals", [&](const Deal& d, size_t row) {
        return amount_->IsNull(row) ? Closing(d) : 0;
      }));
    }
    columns.push_back(Counted(rows, "open_deals", [&](const Deal& d, size_t) { return Closing(d); }));
    out_.closes_ = Finish(std::move(columns), rows);
  }

  void Created() {
    std::vector<uint32_t> rows(table_.rows());
    for (uint32_t row = 0; row < rows.size(); ++row) rows[row] = row;
    std::vector<Column> columns;
    columns.push_back(DateColumn(created_, rows));
    for (Column& column : Kept(nullptr)) columns.push_back(std::move(column));
    const auto is = [](Outcome outcome) {
      return [outcome](const Deal& deal, size_t) { return deal.outcome == outcome ? 1 : 0; };
    };
    columns.push_back(Counted(rows, "created_deals", [](const Deal&, size_t) { return 1; }));
    columns.push_back(Counted(rows, "cohort_won_deals", is(Outcome::kWon)));
    columns.push_back(Counted(rows, "cohort_open_deals", is(Outcome::kOpen)));
    columns.push_back(Counted(rows, "open_deals", [](const Deal& d, size_t) { return Opening(d); }));
    if (amount_ != nullptr) {
      columns.push_back(Amounts(rows, "pipeline_created_amount", [](const Deal&, size_t) { return 1; }));
      columns.push_back(Amounts(rows, "cohort_won_amount", is(Outcome::kWon)));
      columns.push_back(Amounts(rows, "cohort_open_amount", is(Outcome::kOpen)));
      columns.push_back(Amounts(rows, "open_pipeline_amount", [&](const Deal& d, size_t row) {
        return amount_->IsNull(row) ? 0 : Opening(d);
      }));
      columns.push_back(Counted(rows, "open_unvalued_deals", [&](const Deal& d, size_t row) {
        return amount_->IsNull(row) ? Opening(d) : 0;
      }));
      Marketing(rows, &columns);
    }
    out_.created_ = Finish(std::move(columns), rows);
  }

  void Marketing(const std::vector<uint32_t>& rows, std::vector<Column>* columns) const {
    const Column* source = table_.FindRole("source_type");
    if (source == nullptr || source->kind() != Kind::kText) return;
    std::vector<int> marketing;
    for (const std::string& text : source->dictionary()) marketing.push_back(IsMarketing(text) ? 1 : 0);
    columns->push_back(Amounts(rows, "marketing_sourced_pipeline_amount", [&](const Deal&, size_t row) {
      return source->IsNull(row) ? 0 : marketing[source->Code(row)];
    }));
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
