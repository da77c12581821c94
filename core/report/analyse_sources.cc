// What people say brought them, beside what was tracked.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/codes.gen.h"
#include "engines/words.h"
#include "report/channels.h"
#include "report/given.h"
#include "report/sheet.h"
#include "stats/interval.h"

namespace mittari::report {
namespace {

using table::Column;
using table::Kind;

// The two texts of each row of one table.
struct Pair {
  const table::Table* table = nullptr;
  const Column* said = nullptr;
  const Column* tracked = nullptr;
};

const Column* TextNamed(const table::Table& table, const std::string& name) {
  const Column* column = table.FindRole(name);
  if (column == nullptr) column = table.FindName(name);
  return column != nullptr && column->kind() == Kind::kText ? column : nullptr;
}

std::optional<Pair> PairOf(const Question& question, const Given& given) {
  for (const Input& input : *question.workspace) {
    if (input.repeats) continue;
    const table::Table& table = *input.table;
    Pair pair{&table, nullptr, nullptr};
    if (const std::string name = given.Text("self_reported"); !name.empty()) pair.said = TextNamed(table, name);
    for (const Column& column : table.columns()) {
      if (pair.said == nullptr && column.kind() == Kind::kText && engines::AsksHowTheyHeard(column.name())) pair.said = &column;
    }
    if (pair.said == nullptr) continue;
    const std::string tracked = given.Text("tracked");
    for (const std::string& name : tracked.empty() ? std::vector<std::string>{"channel", "signup_source", "source_type", "campaign"}
                                                   : std::vector<std::string>{tracked}) {
      const Column* found = TextNamed(table, name);
      if (pair.tracked == nullptr && found != pair.said) pair.tracked = found;
    }
    if (pair.tracked != nullptr) return pair;
  }
  return std::nullopt;
}

// Rows that the question's filters and dates keep.
Result<std::vector<uint32_t>> RowsOf(const Question& question, const table::Table& table) {
  const Result<std::vector<uint8_t>> kept = RowsKept(table, question.query.where, *question.catalog);
  if (!kept.ok()) return kept.error();
  const Column* day = DayColumn(table);
  const Query& query = question.query;
  std::vector<uint32_t> out;
  for (uint32_t row = 0; row < kept->size(); ++row) {
    bool in = (*kept)[row] != 0;
    if (query.from || query.to) {
      in = in && day != nullptr && !day->IsNull(row) && (!query.from || day->DayAt(row) >= *query.from) &&
           (!query.to || day->DayAt(row) <= *query.to);
    }
    if (in) out.push_back(row);
  }
  return out;
}

std::vector<std::string> GroupsOf(const Question& question, const Column& column) {
  std::vector<std::string> out;
  for (const std::string_view text : column.dictionary()) out.push_back(ChannelGroup(*question.catalog, text));
  return out;
}

// Nobody comes by "direct": a visit whose way was not tracked ends there.
bool Untracked(const std::string& group) { return group.empty() || group == "direct" || group == "dark_social"; }

Json ShareJson(int64_t part, int64_t whole) {
  if (whole == 0) return Undefined(codes::kDenominatorZero);
  const auto interval = stats::Wilson(static_cast<double>(part), static_cast<double>(whole));
  Fields out;
  out.Number("value", (Rational(part) / Rational(whole)).ToDouble()).Count("count", part).Count("of", whole);
  if (interval) out.Bounds(*interval);
  return out.Take();
}

}  // namespace

Result<Json> SelfReported(const Question& question) {
  const Given given(question);
  const std::optional<Pair> pair = PairOf(question, given);
  if (!pair) return Undefined(codes::kMissingInput);
  const Result<std::vector<uint32_t>> rows = RowsOf(question, *pair->table);
  if (!rows.ok()) return rows.error();
  if (rows->empty()) return Undefined(codes::kNoRows);
  const std::vector<std::string> said = GroupsOf(question, *pair->said);
  const std::vector<std::string> tracked = GroupsOf(question, *pair->tracked);
  std::map<std::string, std::map<std::string, int64_t>> counts;  // said -> tracked
  std::map<std::string, int64_t> by_tracked;
  int64_t answers = 0;
  int64_t both = 0;
  int64_t agree = 0;
  int64_t dark = 0;
  for (const uint32_t row : *rows) {
    if (pair->said->IsNull(row)) continue;
    const std::string& mine = said[pair->said->Code(row)];
    const std::string theirs = pair->tracked->IsNull(row) ? "" : tracked[pair->tracked->Code(row)];
    ++answers;
    ++counts[mine][theirs];
    ++by_tracked[theirs];
    if (!theirs.empty()) {
      ++both;
      agree += mine == theirs ? 1 : 0;
    }
    dark += Untracked(theirs) && mine != "direct" ? 1 : 0;
  }
  Json table = Json::array();
  for (const auto& [mine, others] : counts) {
    int64_t all = 0;
    int64_t same = 0;
    int64_t hidden = 0;
    Json parts = Json::object();
    for (const auto& [theirs, count] : others) {
      all += count;
      same += mine == theirs ? count : 0;
      hidden += Untracked(theirs) ? count : 0;
      parts[theirs] = count;
    }
    table.push_back({{"self_reported", mine}, {"answers", all}, {"tracked_same", same}, {"untracked", hidden}, {"tracked", std::move(parts)}});
  }
  Json sums = Json::object();
  for (const auto& [theirs, count] : by_tracked) sums[theirs] = count;
  Fields out;
  out.Text("self_reported_column", pair->said->name()).Text("tracked_column", pair->tracked->name());
  out.Count("rows", static_cast<int64_t>(rows->size())).Count("answers", answers);
  out.Put("table", std::move(table)).Put("tracked", std::move(sums));
  out.Put("agreement", ShareJson(agree, both)).Put("dark_social_share", ShareJson(dark, answers));
  return out.Take();
}

}  // namespace mittari::report
