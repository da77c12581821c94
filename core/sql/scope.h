#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formula/ast.h"
#include "report/answer.h"
#include "report/book.h"
#include "sql/dialect.h"

namespace mittari::sql {

// One question on its way to SQL: what is asked, of which sources, and which
// columns of sums the formulas have asked for so far.
class Scope {
 public:
  Scope(const report::Book& book, const Dialect& dialect) : book_(book), dialect_(dialect) {}

  const report::Book& book() const { return book_; }
  const report::Query& query() const { return book_.query(); }
  const catalog::Catalog& catalog() const { return book_.catalog(); }
  const Dialect& dialect() const { return dialect_; }

  // A table that is read as it stands. Single deals and subscriptions are what an
  // engine makes of them, which no query can say.
  static bool IsPlain(const report::Sheet& sheet);
  // Whether a source that is not plain has the measure.
  bool FromEngine(std::string_view measure) const;
  // Plain sources that have it, by their place in the book.
  std::vector<size_t> SourcesOf(std::string_view measure) const;
  // Whether a column of it is kept as doubles.
  bool IsReal(std::string_view measure) const;

  // The column that the sum, or the stock, stands in. Asking for it is wanting it.
  const std::string& Column(formula::Aggregate aggregate, std::string_view measure);
  // Every column asked for, in order.
  struct Wanted {
    formula::Aggregate aggregate;
    std::string measure;
    std::string column;
  };
  const std::vector<Wanted>& wanted() const { return wanted_; }

  // Measures whose sign is told from all of their rows.
  void NoteSign(std::string_view measure) { signs_.emplace(measure); }
  const std::set<std::string>& signs() const { return signs_; }

 private:
  const report::Book& book_;
  const Dialect& dialect_;
  std::vector<Wanted> wanted_;
  std::set<std::string> signs_;
};

// The column of a source that a measure is read from; with `group`, only its rows
// of that channel group. nullopt where the source does not have it.
struct Slot {
  const table::Column* column = nullptr;
  std::string group;
};
std::optional<Slot> SlotOf(const table::Table& table, std::string_view measure,
                           const catalog::Catalog& catalog);

// The name that a measure's row values go by: "cell_spend".
std::string CellName(std::string_view measure);
// A text as part of a plain name: letters, digits and underscores.
std::string PlainName(std::string_view text);

}  // namespace mittari::sql
