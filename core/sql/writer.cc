#include "sql/writer.h"

#include <algorithm>

namespace mittari::sql {
namespace {

using formula::Aggregate;

std::string Joined(const std::vector<std::string>& items, std::string_view between) {
  std::string out;
  for (const std::string& item : items) {
    if (!out.empty()) out += between;
    out += item;
  }
  return out;
}

}  // namespace

bool Writer::HasStocks() const {
  return std::any_of(scope_.wanted().begin(), scope_.wanted().end(),
                     [](const Scope::Wanted& wanted) { return wanted.aggregate != Aggregate::kSum; });
}

std::string Writer::Window(const SourceSql& source) const {
  const report::Query& query = scope_.query();
  if (!query.from && !query.to) return "";
  if (!source.has_day()) return "\n  WHERE 1 = 0";  // rows without a date are in no window
  std::string out;
  if (query.from) out = "r.row_day >= " + Dialect::DayOf(*query.from);
  if (query.to) out += (out.empty() ? "" : " AND ") + ("r.row_day <= " + Dialect::DayOf(*query.to));
  return "\n  WHERE " + out;
}

// The source summed by group.
std::string Writer::Part(const SourceSql& source, bool first) const {
  const report::Query& query = scope_.query();
  const bool grouped = source.sheet().has_by;
  const std::string text(dialect_.TextType());
  std::vector<std::string> items;
  std::vector<std::string> groups;
  const auto add = [&](const std::string& expression, const std::string& name) {
    items.push_back(first ? expression + " AS " + name : expression);
  };
  if (!query.by.empty()) add(grouped ? "1" : "0", "in_groups");
  size_t dimension = 0;
  for (size_t i = 0; i < query.by.size(); ++i) {
    const bool period = period::GrainFromName(query.by[i]).has_value();
    std::string key = "CAST(NULL AS " + text + ")";
    if (grouped) {
      key = period ? "COALESCE(" + dialect_.KeyOf("r.row_day", *query.grain, query.calendar) + ", '')"
                   : "r." + source.dimensions()[dimension++];
      groups.push_back(std::to_string(items.size() + 1));
    }
    add(key, KeyName(i));
  }
  if (HasStocks() && query.grain) {
    add(grouped ? dialect_.StartOf("r.row_day", *query.grain, query.calendar) : "CAST(NULL AS DATE)", "starts");
    if (grouped) groups.push_back(std::to_string(items.size()));
  }
  add("COUNT(*)", "n_rows");
  const std::string decimal = dialect_.DecimalType(PlacesOf(scope_));
  for (const Scope::Wanted& wanted : scope_.wanted()) {
    if (wanted.aggregate != Aggregate::kSum) continue;
    const std::string none = scope_.IsReal(wanted.measure) ? std::string(dialect_.RealType()) : decimal;
    add(source.Has(wanted.measure) ? "SUM(r." + CellName(wanted.measure) + ")" : "CAST(NULL AS " + none + ")", wanted.column);
  }
  for (size_t i = 0; i < money_.size(); ++i) {
    const std::string currency = source.Has(money_[i]) ? source.CurrencyOf(money_[i]) : "";
    for (const bool last : {false, true}) {
      add(currency.empty() ? "CAST(NULL AS " + text + ")"
                           : std::string(last ? "MAX" : "MIN") + "(CASE WHEN r." + CellName(money_[i]) + " IS NOT NULL AND " + currency + " <> '' THEN " + currency + " END)",
          CurrencyName(i, last));
    }
  }
  std::string out = "  SELECT " + Joined(items, ", ") + "\n  FROM " + source.rows() + " AS r" + Window(source);
  return out + (groups.empty() ? "\n  HAVING COUNT(*) > 0" : "\n  GROUP BY " + Joined(groups, ", "));
}

// Every group, and the total of all sources, those without the group's columns among them.
std::string Writer::Grouped() const {
  const report::Query& query = scope_.query();
  std::string sums = "SUM(p.n_rows) AS n_rows";
  for (const Scope::Wanted& wanted : scope_.wanted()) {
    if (wanted.aggregate == Aggregate::kSum) sums += ", SUM(p." + wanted.column + ") AS " + wanted.column;
  }
  for (size_t i = 0; i < money_.size(); ++i) {
    sums += ", MIN(p." + CurrencyName(i, false) + ") AS " + CurrencyName(i, false);
    sums += ", MAX(p." + CurrencyName(i, true) + ") AS " + CurrencyName(i, true);
  }
  const std::string from = "\n  FROM " + Name("parts") + " AS p";
  std::string keys;
  std::string none;
  std::string numbers = "1";
  const bool starts = HasStocks() && query.grain;
  for (size_t i = 0; i < query.by.size(); ++i) {
    keys += ", p." + KeyName(i) + " AS " + KeyName(i);
    none += ", CAST(NULL AS " + std::string(dialect_.TextType()) + ")";
    numbers += ", p." + KeyName(i);
  }
  if (starts) {
    keys += ", p.starts AS starts";
    none += ", CAST(NULL AS DATE)";
    numbers += ", p.starts";
  }
  std::string out = Name("grouped") + " AS (\n";
  if (!query.by.empty()) {
    out += "  SELECT 0 AS is_total" + keys + ", " + sums + from + "\n  WHERE p.in_groups = 1\n  GROUP BY " + numbers.substr(3) + "\n  UNION ALL\n";
    return out + "  SELECT 1" + none + ", " + sums + from + "\n)";
  }
  return out + "  SELECT 1 AS is_total, " + sums + from + "\n)";
}

// Of each segment the last value (of several on one day the largest) before the end of the group's time, or before its beginning.
std::string Writer::StockIn(const SourceSql& source, const Scope::Wanted& wanted) const {
  const report::Query& query = scope_.query();
  const bool open = wanted.aggregate == Aggregate::kOpen;
  const bool dated = source.sheet().dated;
  const std::string cell = CellName(wanted.measure);
  std::vector<std::string> columns;
  for (const std::string& segment : source.segments()) columns.push_back("r." + segment);
  if (dated) columns.push_back("r.row_day");
  std::string cells = "SELECT " + Joined(columns, ", ") + (columns.empty() ? "" : ", ") + "SUM(r." + cell + ") AS cell FROM " + source.rows() +
                      " AS r WHERE r." + cell + " IS NOT NULL" + (dated ? " AND r.row_day IS NOT NULL" : "");
  if (!columns.empty()) cells += " GROUP BY " + Joined(columns, ", ");
  std::vector<std::string> on = {"p.n_rows > 0"};
  std::vector<std::string> over = {"p.is_total"};
  std::string keys = "p.is_total";
  size_t dimension = 0;
  if (!source.sheet().has_by && !query.dimensions.empty()) on.push_back("p.is_total = 1");
  for (size_t i = 0; i < query.by.size(); ++i) {
    keys += ", p." + KeyName(i);
    over.push_back("p." + KeyName(i));
    if (period::GrainFromName(query.by[i]) || source.dimensions().empty()) continue;
    on.push_back("(p.is_total = 1 OR p." + KeyName(i) + " = c." + source.dimensions()[dimension++] + ")");
  }
  for (const std::string& segment : source.HoldersOf(wanted.measure)) over.push_back("c." + segment);
  if (dated && !open) {
    if (query.to) on.push_back("c.row_day <= " + Dialect::DayOf(*query.to));
    if (query.grain) on.push_back("(p.starts IS NULL OR c.row_day < " + dialect_.NextOf("p.starts", *query.grain) + ")");
  }
  if (dated && open) {
    const std::string from = query.from ? Dialect::DayOf(*query.from) : "";
    // Before the first day of all there is nothing to be seen.
    std::string start = query.from ? from : query.grain ? "p.starts" : "CAST(NULL AS DATE)";
    if (query.from && query.grain) start = "CASE WHEN p.starts > " + from + " THEN p.starts ELSE " + from + " END";
    on.push_back("c.row_day < " + start);
  }
  return "    SELECT " + keys + ", c.cell, ROW_NUMBER() OVER (PARTITION BY " + Joined(over, ", ") + " ORDER BY " +
         (dated ? "c.row_day DESC, c.cell DESC" : "c.cell DESC") + ") AS place\n    FROM " + Name("grouped") + " AS p JOIN (" + cells +
         ") AS c\n      ON " + Joined(on, " AND ");
}

std::string Writer::StockOf(const Scope::Wanted& wanted) const {
  std::string inside;
  for (const SourceSql& source : sources_) {
    if (!source.Has(wanted.measure)) continue;
    inside += (inside.empty() ? "" : "\n    UNION ALL\n") + StockIn(source, wanted);
  }
  std::string keys = "u.is_total AS of_total";
  std::string numbers = "u.is_total";
  for (size_t i = 0; i < scope_.query().by.size(); ++i) {
    keys += ", u." + KeyName(i) + " AS of_" + KeyName(i);
    numbers += ", u." + KeyName(i);
  }
  return Name("at_" + wanted.column) + " AS (\n  SELECT " + keys + ", SUM(u.cell) AS " + wanted.column + "\n  FROM (\n" + inside +
         "\n  ) AS u\n  WHERE u.place = 1\n  GROUP BY " + numbers + "\n)";
}

// The least and the most of the measures whose sign may be either.
std::string Writer::Signs() const {
  std::string out;
  for (const std::string& id : scope_.signs()) {
    std::string cells;
    for (const SourceSql& source : sources_) {
      if (!source.Has(id)) continue;
      cells += (cells.empty() ? "" : " UNION ALL ") + ("SELECT r." + CellName(id) + " AS cell FROM " + source.rows() + " AS r");
    }
    const std::string name = PlainName(id);
    for (const auto& [function, least] : {std::pair{"MIN", "least_"}, std::pair{"MAX", "most_"}}) {
      out += (out.empty() ? "" : ",\n    ") + ("(SELECT " + std::string(function) + "(c.cell) FROM (" + cells + ") AS c) AS ") + least + name;
    }
  }
  return Name("signs") + " AS (\n  SELECT\n    " + out + "\n)";
}

std::string Writer::Write(const std::vector<Shown>& metrics) const {
  const report::Query& query = scope_.query();
  std::vector<std::string> steps;
  for (const SourceSql& source : sources_) steps.insert(steps.end(), source.steps().begin(), source.steps().end());
  std::string parts;
  for (size_t i = 0; i < sources_.size(); ++i) parts += (i > 0 ? "\n  UNION ALL\n" : "") + Part(sources_[i], i == 0);
  steps.push_back(Name("parts") + " AS (\n" + parts + "\n)");
  steps.push_back(Grouped());
  std::string joins;
  for (const Scope::Wanted& wanted : scope_.wanted()) {
    if (wanted.aggregate == Aggregate::kSum) continue;
    steps.push_back(StockOf(wanted));
    const std::string name = Name("at_" + wanted.column);
    joins += "\nLEFT JOIN " + name + " ON g.is_total = " + name + ".of_total";
    for (size_t i = 0; i < query.by.size(); ++i) {
      joins += " AND COALESCE(g." + KeyName(i) + ", '') = COALESCE(" + name + ".of_" + KeyName(i) + ", '')";
    }
  }
  if (!scope_.signs().empty()) {
    steps.push_back(Signs());
    joins += "\nCROSS JOIN " + Name("signs") + (prefix_.empty() ? "" : " AS signs");
  }
  std::vector<std::string> shown;
  std::vector<std::string> order = {"g.is_total"};
  std::vector<std::string> later;
  for (size_t i = 0; i < query.by.size(); ++i) {
    shown.push_back("g." + KeyName(i) + " AS " + dialect_.Heading(query.by[i]));
    if (period::GrainFromName(query.by[i])) {
      order.push_back("CASE WHEN g." + KeyName(i) + " = '' THEN 1 ELSE 0 END");
      order.push_back(dialect_.Ordered("g." + KeyName(i)));
    } else {
      later.push_back(dialect_.Ordered("g." + KeyName(i)));
    }
  }
  order.insert(order.end(), later.begin(), later.end());
  for (const Shown& metric : metrics) shown.push_back(metric.text + " AS " + metric.heading);
  return "WITH " + Joined(steps, ",\n") + "\nSELECT\n  " + Joined(shown, ",\n  ") + "\nFROM " + Name("grouped") + " AS g" + joins +
         (query.by.empty() ? "" : "\nORDER BY " + Joined(order, ", ")) + "\n";
}

}  // namespace mittari::sql
