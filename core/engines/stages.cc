#include "engines/stages.h"

#include <algorithm>
#include <initializer_list>
#include <numeric>

#include "engines/words.h"
#include "table/builder.h"
#include "table/gather.h"

namespace mittari::engines {
namespace {

using table::Column;
using table::Kind;

// "Date entered \"Proposal\" (Sales)" -> "Proposal"; nothing where the header tells no stage.
std::optional<std::string> StageOfHeader(const std::string& header) {
  std::string text = header;
  const size_t bracket = text.find_last_of('(');
  if (bracket != std::string::npos && bracket > 0) text.erase(bracket);
  std::string lower = text;
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = ' ';
  }
  bool told = false;
  for (const std::string_view prefix :
       {"date entered ", "entered ", "stage date - ", "stage date: ", "date of ", "date: ", "date - ", "became "}) {
    if (lower.starts_with(prefix)) {
      text.erase(0, prefix.size());
      lower.erase(0, prefix.size());
      told |= prefix.find("entered") != std::string_view::npos || prefix.find("stage") != std::string_view::npos;
      break;
    }
  }
  for (const std::string_view suffix : {" entered at", " entered on", " entered", " stage date", " date", " at", " on",
                                        " tarihi", " pvm", " paiva"}) {
    if (lower.ends_with(suffix)) {
      text.erase(text.size() - suffix.size());
      lower.erase(lower.size() - suffix.size());
      told |= suffix.find("entered") != std::string_view::npos || suffix.find("stage") != std::string_view::npos;
      break;
    }
  }
  const auto trim = [](char c) { return c == ' ' || c == '"' || c == '\'' || c == '-' || c == ':' || c == '_'; };
  while (!text.empty() && trim(text.back())) text.pop_back();
  size_t skip = 0;
  while (skip < text.size() && trim(text[skip])) ++skip;
  text.erase(0, skip);
  if (text.empty() || (!told && !StageRank(text))) return std::nullopt;
  const std::optional<Outcome> outcome = OutcomeOf(text);
  if (outcome && *outcome != Outcome::kOpen) return std::nullopt;  // the ends are no stages
  return text;
}

}  // namespace

std::optional<int> StageRank(std::string_view name) {
  const std::string f = Fold(name);
  const auto has = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return f.find(word) != std::string::npos; });
  };
  if (has({"verbal", "commit", "agreed", "decision", "sozlu", "karar", "paatos", "تصمیم"})) return 70;
  if (has({"negotia", "contract", "legal", "muzakere", "sozlesme", "neuvottelu", "sopimus", "مذاکره", "قرارداد"})) {
    return 60;
  }
  if (has({"proposal", "quote", "offer", "pricing", "teklif", "tarjous", "پیشنهاد"})) return 50;
  if (has({"demo", "presentation", "evaluat", "trial", "pilot", "poc", "engaging", "sunum", "esittely", "ارائه"})) {
    return 40;
  }
  if (has({"meeting", "discovery", "appointment", "contacted", "call", "gorusme", "toplanti", "tapaaminen", "جلسه"})) {
    return 30;
  }
  if (has({"qualif", "sql", "sal", "mql", "nitelikli", "kvalifioi", "واجد"}) && !has({"sales"})) {
    return has({"mql"}) ? 15 : 20;
  }
  if (has({"lead", "prospect", "new", "inquiry", "aday", "yeni", "liidi", "uusi", "سرنخ"})) return 10;
  return std::nullopt;
}

class StageReader {
 public:
  StageReader(const table::Table& table, const Deals& deals) : table_(table), deals_(deals) {}

  std::optional<Stages> Read() {
    FindDates();
    if (dates_.size() >= 2) {
      FromDates();
    } else if (!FromSnapshot()) {
      return std::nullopt;
    }
    Entries();
    std::vector<uint32_t> every(table_.rows());
    std::iota(every.begin(), every.end(), 0);
    out_.stages_ = out_.Over(every, deals_);
    return std::move(out_);
  }

 private:
  struct Entry {
    uint32_t row;
    uint32_t stage;
    std::optional<Day> day;
    bool advanced;
  };

  void FindDates() {
    for (const Column& column : table_.columns()) {
      if (column.kind() != Kind::kDay || !column.role().role.empty()) continue;
      const std::optional<std::string> name = StageOfHeader(column.name());
      if (!name) continue;
      dates_.push_back(&column);
      out_.stages_.push_back({*name, 0, 0, 0});
    }
    if (dates_.size() < 2) out_.stages_.clear();
  }

  void FromDates() {
    for (uint32_t row = 0; row < table_.rows(); ++row) {
      bool later = deals_.At(row).outcome == Outcome::kWon;
      for (size_t s = dates_.size(); s-- > 0;) {
        if (dates_[s]->IsNull(row)) continue;
        Enter(row, static_cast<uint32_t>(s), dates_[s]->DayAt(row), later);
        later = true;
      }
    }
  }

  bool FromSnapshot() {
    const Column* stage = table_.FindRole("stage");
    if (stage == nullptr || stage->kind() != Kind::kText) return false;
    const table::Texts& names = stage->dictionary();
    std::vector<std::optional<double>> rank(names.size());
    const Column* probability = table_.FindRole("probability");
    if (probability != nullptr && probability->kind() == Kind::kNumber) {
      std::vector<double> sum(names.size(), 0);
      std::vector<int64_t> count(names.size(), 0);
      for (size_t row = 0; row < table_.rows(); ++row) {
        if (stage->IsNull(row) || probability->IsNull(row)) continue;
        sum[stage->Code(row)] += probability->Real(row);
        ++count[stage->Code(row)];
      }
      for (size_t i = 0; i < names.size(); ++i) {
        if (count[i] > 0) rank[i] = sum[i] / static_cast<double>(count[i]);
      }
    } else {
      for (size_t i = 0; i < names.size(); ++i) {
        if (const std::optional<int> usual = StageRank(names[i])) rank[i] = *usual;
      }
    }
    std::vector<uint32_t> order;
    for (uint32_t i = 0; i < names.size(); ++i) {
      const std::optional<Outcome> end = OutcomeOf(names[i]);
      if (end && *end != Outcome::kOpen) continue;
      if (!rank[i]) return false;
      order.push_back(i);
    }
    if (order.size() < 2) return false;
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return *rank[a] != *rank[b] ? *rank[a] < *rank[b] : names[a] < names[b];
    });
    std::vector<int> place(names.size(), -1);
    for (size_t i = 0; i < order.size(); ++i) {
      place[order[i]] = static_cast<int>(i);
      out_.stages_.push_back({std::string(names[order[i]]), 0, 0, 0});
    }
    out_.snapshot_ = true;
    const int last = static_cast<int>(order.size()) - 1;
    for (uint32_t row = 0; row < table_.rows(); ++row) {
      const Deal deal = deals_.At(row);
      const int here = stage->IsNull(row) ? -1 : place[stage->Code(row)];
      const bool won = deal.outcome == Outcome::kWon;
      const int reached = won ? last : deal.outcome == Outcome::kLost ? std::max(here, 0) : here;
      for (int s = 0; s <= reached; ++s) {
        Enter(row, static_cast<uint32_t>(s), deal.created, won || s < reached);
      }
    }
    return true;
  }

  void Enter(uint32_t row, uint32_t stage, std::optional<Day> day, bool advanced) {
    entries_.push_back({row, stage, day, advanced});
  }

  void Entries() {
    table::DayBuilder days;
    table::TextBuilder names;
    table::NumberBuilder entered;
    table::NumberBuilder advanced;
    std::vector<uint32_t> code;  // of each stage that is entered, in the order they are met
    code.resize(out_.stages_.size(), table::TextBuilder::kNone);
    for (const Entry& entry : entries_) {
      out_.rows_.push_back(entry.row);
      out_.stage_of_.push_back(entry.stage);
      entry.day ? days.Add(*entry.day) : days.AddNull();
      uint32_t& at = code[entry.stage];
      if (at == table::TextBuilder::kNone) at = names.CodeOf(out_.stages_[entry.stage].name);
      names.AddCode(at);
      entered.Add({1, 0});
      advanced.Add({entry.advanced ? 1 : 0, 0});
    }
    const Column* stage = table_.FindRole("stage");
    const std::string header = stage == nullptr ? "stage" : stage->name();
    std::vector<Column> columns;
    columns.push_back(std::move(days).Finish("", -1, {"date", false, "date", "", ""}, table::Grain::kDay));
    columns.push_back(std::move(names).Finish(header, -1, {"stage", false, "text", "", ""}));
    columns.push_back(std::move(entered).Finish(header, -1, {"stage_entered", true, "count", "", ""}));
    columns.push_back(std::move(advanced).Finish(header, -1, {"stage_advanced", true, "count", "", ""}));
    for (const Column& column : table_.columns()) {
      const bool apart = column.kind() == Kind::kText && &column != stage && !column.role().measure;
      if (apart) columns.push_back(table::Gather(column, out_.rows_));
    }
    out_.entries_ = table::Table("deals", std::move(columns), out_.rows_.size());
    for (const auto& [role, value] : table_.constants()) out_.entries_.SetConstant(role, value);
  }

  const table::Table& table_;
  const Deals& deals_;
  std::vector<const Column*> dates_;
  std::vector<Entry> entries_;
  Stages out_;
};

std::vector<Stages::Stage> Stages::Over(const std::vector<uint32_t>& rows, const Deals& deals) const {
  std::vector<Stage> out;
  for (const Stage& stage : stages_) out.push_back({stage.name, 0, 0, 0});
  std::vector<uint8_t> kept(deals.created().rows(), 0);
  for (const uint32_t row : rows) kept[row] = 1;
  const Column& advanced = *entries_.FindRole("stage_advanced");
  for (size_t i = 0; i < rows_.size(); ++i) {
    if (kept[rows_[i]] == 0) continue;
    Stage& stage = out[stage_of_[i]];
    const bool went_on = advanced.Units(i) != 0;
    ++stage.entered;
    stage.advanced += went_on ? 1 : 0;
    stage.pending += !went_on && deals.At(rows_[i]).outcome == Outcome::kOpen ? 1 : 0;
  }
  return out;
}

std::optional<Stages> Stages::Of(const table::Table& table, const Deals& deals) {
  return StageReader(table, deals).Read();
}

}  // namespace mittari::engines
