#pragma once

#include <string>
#include <vector>

#include "sql/scope.h"
#include "sql/source.h"

namespace mittari::sql {

// A column of the result.
struct Shown {
  std::string heading;
  std::string text;
};

// The whole query over sources already made.
class Writer {
 public:
  // `money`: measures whose currencies must agree, where there are several.
  Writer(const Scope& scope, std::vector<SourceSql> sources, std::string prefix, std::vector<std::string> money)
      : scope_(scope), dialect_(scope.dialect()), sources_(std::move(sources)), prefix_(std::move(prefix)), money_(std::move(money)) {}

  std::string Write(const std::vector<Shown>& metrics) const;

  // The name of the n-th grouping's column, and of a money measure's first and last currency.
  static std::string KeyName(size_t at) { return "key_" + std::to_string(at + 1); }
  static std::string CurrencyName(size_t at, bool last) {
    return std::string(last ? "last" : "first") + "_currency_" + std::to_string(at + 1);
  }

 private:
  bool HasStocks() const;
  std::string Window(const SourceSql& source) const;  // " WHERE …" by the query's dates
  std::string Part(const SourceSql& source, bool first) const;
  std::string Grouped() const;
  std::string StockOf(const Scope::Wanted& wanted) const;
  std::string StockIn(const SourceSql& source, const Scope::Wanted& wanted) const;
  std::string Signs() const;
  std::string Name(const std::string& name) const { return prefix_ + name; }

  const Scope& scope_;
  const Dialect& dialect_;
  std::vector<SourceSql> sources_;
  std::string prefix_;
  std::vector<std::string> money_;
};

}  // namespace mittari::sql
