#pragma once

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/json.h"
#include "catalog/catalog.h"
#include "gtest/gtest.h"
#include "period/bucket.h"
#include "report/analyse.h"
#include "report/report.h"
#include "report/workspace.h"
#include "table/builder.h"

namespace mittari::report {

// Plain tables for tests: comma-separated text whose headers are role ids, with
// dates as ISO days, months or weeks, and numbers with a point. No quotes.
inline std::vector<std::string> SplitOn(const std::string& text, char mark) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == mark) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

inline Decimal DecimalOf(const std::string& text) {
  const size_t point = text.find('.');
  std::string digits = text;
  int8_t scale = 0;
  if (point != std::string::npos) {
    scale = static_cast<int8_t>(text.size() - point - 1);
    digits.erase(point, 1);
  }
  return {std::strtoll(digits.c_str(), nullptr, 10), scale};
}

inline table::Table TableOfCsv(const std::string& csv,
                               const std::string& kind = "channel_performance",
                               const std::string& currency = "") {
  std::vector<std::string> lines = SplitOn(csv, '\n');
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  const std::vector<std::string> header = SplitOn(lines[0], ',');
  std::vector<table::Column> columns;
  for (size_t c = 0; c < header.size(); ++c) {
    std::vector<std::string> cells;
    for (size_t r = 1; r < lines.size(); ++r) cells.push_back(SplitOn(lines[r], ',')[c]);
    const int position = static_cast<int>(c);
    const std::string& name = header[c];
    if (name == "date" || name == "month" || name == "week" || name == "period_end") {
      table::DayBuilder builder;
      for (const std::string& cell : cells) {
        std::optional<Day> day = ParseIsoDate(cell);
        if (name == "month") {
          const auto bucket = period::BucketFromKey(cell, period::Grain::kMonth);
          if (bucket) day = period::SpanOf(*bucket, period::Grain::kMonth).from;
        } else if (name == "week") {
          const auto bucket = period::BucketFromKey(cell, period::Grain::kWeek);
          if (bucket) day = period::SpanOf(*bucket, period::Grain::kWeek).from;
        }
        day ? builder.Add(*day) : builder.AddNull();
      }
      const table::Grain grain = name == "month"  ? table::Grain::kMonth
                                 : name == "week" ? table::Grain::kWeek
                                                  : table::Grain::kDay;
      const std::string role = name == "period_end" ? name : "date";
      columns.push_back(
          std::move(builder).Finish(name, position, {role, false, "date", "", ""}, grain));
      continue;
    }
    const catalog::Measure* measure = catalog::Builtin().FindMeasure(name);
    if (measure != nullptr) {
      table::NumberBuilder builder;
      for (const std::string& cell : cells)
        cell.empty() ? builder.AddNull() : builder.Add(DecimalOf(cell));
      const bool money = measure->type == "currency";
      columns.push_back(std::move(builder).Finish(
          name, position, {name, true, money ? "money" : "count", "", money ? currency : ""}));
      continue;
    }
    table::TextBuilder builder;
    for (const std::string& cell : cells) cell.empty() ? builder.AddNull() : builder.Add(cell);
    const bool known = catalog::Builtin().FindDimension(name) != nullptr;
    columns.push_back(
        std::move(builder).Finish(name, position, {known ? name : "", false, "text", "", ""}));
  }
  table::Table out(kind, std::move(columns), lines.size() - 1);
  out.SetCurrency(currency);
  return out;
}

// Several tables asked as one.
class Desk {
 public:
  Desk& Add(const std::string& csv, const std::string& kind = "channel_performance",
            const std::string& currency = "") {
    return Add(TableOfCsv(csv, kind, currency));
  }
  Desk& Add(table::Table table) {
    tables_.push_back(std::move(table));
    Input input;
    input.name = "file" + std::to_string(tables_.size()) + ".csv";
    input.table = &tables_.back();
    input.rows_read = static_cast<int64_t>(tables_.back().rows());
    workspace_.push_back(std::move(input));
    return *this;
  }
  table::Table& LastTable() { return tables_.back(); }
  Workspace& workspace() { return workspace_; }

  // {"ok":false,"error"} where the query is refused.
  Json Report(const std::string& query) {
    return mittari::report::Report(workspace_, ParseJson(query));
  }
  Json Explain(const std::string& metric, const std::string& query) {
    Json args = ParseJson(query);
    args["metric"] = metric;
    return mittari::report::Explain(workspace_, args);
  }
  Json Analyse(const std::string& subject, const std::string& query) {
    Json args = ParseJson(query);
    args["subject"] = subject;
    return mittari::report::Analyse(workspace_, args);
  }

 private:
  std::deque<table::Table> tables_;
  Workspace workspace_;
};

inline const Json& Total(const Json& report, const std::string& metric) {
  return report["total"]["metrics"][metric];
}

inline Json GroupAt(const Json& report, const std::vector<std::string>& key) {
  for (const Json& group : report["groups"]) {
    std::vector<std::string> texts;
    for (const auto& [name, text] : group["key"].items()) texts.push_back(text);
    if (texts == key) return group["metrics"];
  }
  return nullptr;
}

inline bool HasFlag(const Json& value, const std::string& flag) {
  const Json& flags = value["flags"];
  return std::find(flags.begin(), flags.end(), Json(flag)) != flags.end();
}

}  // namespace mittari::report
