#include "ingest/again.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/codes.gen.h"
#include "ingest/recipe.h"

namespace mittari::ingest {
namespace {

using table::Column;
using table::Kind;

uint64_t Mix(uint64_t word) {
  word *= 0x9E3779B97F4A7C15ull;
  word ^= word >> 32;
  word *= 0xD6E8FEB86659FD93ull;
  return word ^ (word >> 29);
}

uint64_t HashText(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325ull;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
  return hash;
}

// The cells of one column as words that are equal where the values are, in
// whatever scale or dictionary they are kept.
void AddColumn(const Column& column, uint64_t place, std::vector<uint64_t>* rows) {
  std::vector<uint64_t> texts;
  for (const std::string_view text : column.dictionary()) texts.push_back(HashText(text));
  for (size_t row = 0; row < rows->size(); ++row) {
    uint64_t word = 0;
    if (!column.IsNull(row)) {
      switch (column.kind()) {
        case Kind::kText:
          word = texts[column.Code(row)];
          break;
        case Kind::kDay:
          word = static_cast<uint64_t>(column.DayAt(row)) + 1;
          break;
        case Kind::kNumber: {
          const double value = column.Real(row) + 0.0;  // -0 is 0
          __builtin_memcpy(&word, &value, sizeof word);
          word += 1;
          break;
        }
      }
    }
    (*rows)[row] += Mix(word + place);
  }
}

// Each row as a hash, sorted. `keys`: of its names and days alone.
std::vector<uint64_t> RowsOf(const Source& source, bool keys) {
  std::vector<uint64_t> rows(source.table.rows());
  uint64_t place = 0;
  for (const Column& column : source.table.columns()) {
    place += 0xC2B2AE3D27D4EB4Full;
    if (keys && (column.kind() == Kind::kNumber || column.role().measure)) continue;
    AddColumn(column, place, &rows);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

int64_t Shared(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  int64_t count = 0;
  for (size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] == b[k]) {
      ++count;
      ++i;
      ++k;
    } else {
      ++(a[i] < b[k] ? i : k);
    }
  }
  return count;
}

const Column* DayColumn(const Source& source) {
  for (const Column& column : source.table.columns()) {
    if (column.kind() == Kind::kDay) return &column;
  }
  return nullptr;
}

struct Days {
  bool any = false;
  Day first = 0, last = 0;
};

Days DaysOf(const Column& column) {
  Days days;
  for (size_t row = 0; row < column.size(); ++row) {
    if (column.IsNull(row)) continue;
    const Day day = column.DayAt(row);
    days.first = days.any ? std::min(days.first, day) : day;
    days.last = days.any ? std::max(days.last, day) : day;
    days.any = true;
  }
  return days;
}

const Column* MainMeasure(const Source& source) {
  for (std::string_view role : {"spend", "revenue", "gross_revenue", "amount", "mrr", "clicks"}) {
    const Column* column = source.table.FindRole(role);
    if (column != nullptr && column->kind() == Kind::kNumber && column->exact()) return column;
  }
  for (const Column& column : source.table.columns()) {
    if (column.role().measure && column.kind() == Kind::kNumber && column.exact()) return &column;
  }
  return nullptr;
}

Json Outcome(const std::vector<const Source*>& sources) {
  Json preview = Json::object();
  int64_t rows = 0;
  Int128 sum = 0;
  int scale = 0;
  bool summed = true;
  std::string role;
  for (const Source* source : sources) {
    rows += source->rows_used;
    const Column* main = MainMeasure(*source);
    summed = summed && main != nullptr;
    if (!summed) continue;
    Int128 units = main->Sum();
    for (; scale < main->scale(); ++scale) sum *= 10;
    for (int i = main->scale(); i < scale; ++i) units *= 10;
    sum += units;
    role = main->role().role;
  }
  preview["rows"] = rows;
  if (!summed) return preview;
  preview["sum"] = ToString(sum, scale);
  preview["measure"] = role;
  return preview;
}

}  // namespace

std::optional<Again> FindAgain(const Source& earlier, const Source& later) {
  const int64_t before = static_cast<int64_t>(earlier.table.rows());
  const int64_t after = static_cast<int64_t>(later.table.rows());
  if (before == 0 || after == 0 || earlier.table.kind() != later.table.kind() ||
      Fingerprint(earlier) != Fingerprint(later)) {
    return std::nullopt;
  }
  // Rows of one channel are not those of another.
  if (earlier.table.constants() != later.table.constants()) return std::nullopt;
  const Column* days_before = DayColumn(earlier);
  const Column* days_after = DayColumn(later);
  const bool dated = days_before != nullptr && days_after != nullptr;
  if (!dated && earlier.period && later.period &&
      (earlier.period->last < later.period->first || later.period->last < earlier.period->first)) {
    return std::nullopt;
  }
  Days old_days, new_days;
  if (dated) {
    old_days = DaysOf(*days_before);
    new_days = DaysOf(*days_after);
    if (old_days.any && new_days.any &&
        (old_days.last < new_days.first || new_days.last < old_days.first)) {
      return std::nullopt;
    }
  }
  Again again;
  again.same = Shared(RowsOf(earlier, false), RowsOf(later, false));
  const int64_t shorter = std::min(before, after);
  bool found = again.same * 10 >= shorter * 9;
  int64_t met = again.same;
  if (dated) {
    met = std::max(met, Shared(RowsOf(earlier, true), RowsOf(later, true)));
    found = found || met * 10 >= shorter * 9;
  }
  if (!found) return std::nullopt;
  again.changed = met - again.same;
  again.added = after - met;
  again.covers = met == before;
  again.within = again.same == after && after < before;
  return again;
}

Question AskAgain(const Again& again, const Source& earlier, int64_t index, const Source& later) {
  Question question;
  question.code = std::string(codes::kTableAgain);
  question.choices = {{"replace", Outcome({&later})}, {"keep", Outcome({&earlier, &later})}};
  question.likelier = again.covers ? "replace" : "keep";
  if (again.within) {
    question.choices.insert(question.choices.begin(), {"earlier", Outcome({&earlier})});
    question.likelier = "earlier";
  } else if (!again.covers) {
    std::swap(question.choices[0], question.choices[1]);
  }
  question.about = {{"source", index},
                    {"name", earlier.name},
                    {"same", again.same},
                    {"changed", again.changed},
                    {"added", again.added}};
  return question;
}

Repeats FindRepeats(const std::vector<const Source*>& sources) {
  Repeats repeats;
  repeats.asked.resize(sources.size());
  repeats.replaced_by.assign(sources.size(), -1);
  for (size_t later = 1; later < sources.size(); ++later) {
    for (size_t earlier = 0; earlier < later; ++earlier) {
      if (repeats.replaced_by[earlier] >= 0) continue;
      const std::optional<Again> again = FindAgain(*sources[earlier], *sources[later]);
      if (!again) continue;
      Question question =
          AskAgain(*again, *sources[earlier], static_cast<int64_t>(earlier), *sources[later]);
      std::string choice = question.likelier;
      const Result<Settings> settings = ParseSettings(sources[later]->given);
      const std::string* answer =
          settings.ok() ? settings.value().Answer(codes::kTableAgain, "") : nullptr;
      if (answer != nullptr) {
        choice = *answer;
      } else {
        repeats.asked[later] = std::move(question);
      }
      if (choice == "replace") repeats.replaced_by[earlier] = static_cast<int>(later);
      if (choice == "earlier") repeats.replaced_by[later] = static_cast<int>(earlier);
      break;
    }
  }
  return repeats;
}

}  // namespace mittari::ingest
