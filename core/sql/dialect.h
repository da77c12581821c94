#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "period/bucket.h"

namespace mittari::sql {

// How one warehouse spells names, texts, types and dates. All else of a query is
// written so that all four take it.
class Dialect {
 public:
  enum class Kind : uint8_t { kDuckdb, kPostgres, kBigquery, kSpark };

  explicit Dialect(Kind kind) : kind_(kind) {}
  // "duckdb", "postgres", "bigquery", "spark"; nullopt for any other.
  static std::optional<Dialect> FromName(std::string_view name);
  // As its makers write it: "PostgreSQL".
  std::string_view Title() const;

  // A name in its quotes, and a text in its own; neither can be left from inside.
  // A byte 0, which none of them can hold, becomes U+FFFD.
  std::string Name(std::string_view name) const;
  std::string Text(std::string_view text) const;
  // A table's name. BigQuery's would take a dot for the end of a dataset's.
  std::string Table(std::string_view name) const;
  // A column's name in the result; BigQuery takes fewer letters there.
  std::string Heading(std::string_view name) const;

  std::string_view TextType() const;
  std::string_view RealType() const;
  // A decimal number with so many places. PostgreSQL's have as many as they need.
  std::string DecimalType(int places) const;
  // Decimals keep the zeros at their end when cast to text.
  bool PadsDecimals() const { return kind_ != Kind::kBigquery; }
  // A text in the order of its code points, whatever the database's language.
  std::string Ordered(const std::string& text) const;

  // REGEXP with all of the pattern's matches replaced; whether there is a match.
  std::string Replaced(const std::string& text, std::string_view pattern,
                       std::string_view with) const;
  std::string Matches(const std::string& text, std::string_view pattern) const;

  static std::string DayOf(Day day);  // DATE '2025-01-31'
  // The first day of the period around `day`, and that of the next one. REQUIRES: Gregorian months.
  std::string StartOf(const std::string& day, period::Grain grain,
                      const period::Calendar& calendar) const;
  std::string NextOf(const std::string& start, period::Grain grain) const;
  // The period's key as period::KeyOf prints it.
  std::string KeyOf(const std::string& day, period::Grain grain,
                    const period::Calendar& calendar) const;

 private:
  std::string AddDays(const std::string& day, int days) const;
  std::string AddMonths(const std::string& day, int months) const;
  std::string Truncated(const std::string& day, period::Grain grain) const;
  std::string Formatted(const std::string& day, period::Grain grain) const;
  std::string WeekStart(const std::string& day, int week_start) const;

  Kind kind_;
};

}  // namespace mittari::sql
