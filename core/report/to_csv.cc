#include "report/to_csv.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/utf8.h"

namespace mittari::report {
namespace {

std::string Field(std::string text, bool number) {
  if (!number && !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string::npos) {
    text.insert(0, 1, '\'');
  }
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

struct Cell {
  std::string text;
  bool number = false;
};

std::vector<std::vector<Cell>> Rows(const ViewModel& report, bool reasons) {
  const auto cell = [&](const Answer& answer) -> Cell {
    if (answer.value.present()) return {FormatDouble(answer.value.ToDouble()), true};
    return {reasons ? std::string(answer.value.reason()) : "", true};
  };
  std::vector<std::vector<Cell>> rows;
  std::vector<Cell> header;
  for (const std::string& name : report.query->by) header.push_back({name, false});
  if (header.empty()) header.push_back({"selection", false});
  for (const Plan& plan : report.plans) header.push_back({plan.asked.name, false});
  rows.push_back(header);
  for (const Group& group : report.groups) {
    std::vector<Cell> row;
    for (const std::string& text : group.key) row.push_back({text, false});
    for (const Answer& answer : group.answers) row.push_back(cell(answer));
    rows.push_back(std::move(row));
  }
  std::vector<Cell> total = {{"Total", false}};
  total.resize(std::max<size_t>(1, report.query->by.size()));
  for (const Answer& answer : report.total) total.push_back(cell(answer));
  rows.push_back(std::move(total));
  return rows;
}

// Letters a person sees; wide scripts are not measured.
size_t Width(const std::string& text) {
  size_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) utf8::Next(text, &at);
  return count;
}

}  // namespace

std::string ToCsv(const ViewModel& report) {
  std::string out;
  for (const std::vector<Cell>& row : Rows(report, false)) {
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      out += Field(row[i].text, row[i].number);
    }
    out += "\r\n";
  }
  return out;
}

std::string ToTable(const ViewModel& report) {
  const std::vector<std::vector<Cell>> rows = Rows(report, true);
  std::vector<size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], Width(row[i].text));
  }
  const size_t keys = std::max<size_t>(1, report.query->by.size());
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string space(widths[i] - Width(row[i].text), ' ');
      if (i > 0) line += "  ";
      line += i < keys ? row[i].text + space : space + row[i].text;
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    out += line + "\n";
  }
  return out;
}

}  // namespace mittari::report
