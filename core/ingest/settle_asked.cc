// Units that only the look of the cells, or a person, can tell.
#include <algorithm>

#include "base/codes.gen.h"
#include "ingest/settle.h"

namespace mittari::ingest {
namespace {

// The outcome of one reading of rates: the least and the greatest, in per cent,
// and what they make of the amounts.
Json RatesRead(const ColumnReader& rates, const ColumnReader* amount, double divisor) {
  double least = 0, greatest = 0, weighted = 0;
  bool any = false;
  for (size_t i = 0; i < rates.numbers.size(); ++i) {
    if (rates.numbers.IsNull(i)) continue;
    const double rate = rates.numbers.RealAt(i) / divisor;
    least = any ? std::min(least, rate) : rate;
    greatest = any ? std::max(greatest, rate) : rate;
    any = true;
    if (amount != nullptr && !amount->numbers.IsNull(i)) weighted += rate * amount->numbers.RealAt(i);
  }
  // A rate that a double holds as 28.999999999999996 is 29 %.
  const auto percent = [](double rate) {
    return FormatDouble(static_cast<double>(static_cast<int64_t>(rate * 1e8 + 0.5)) / 1e6) + "%";
  };
  Json preview = Json::object();
  preview["min"] = percent(least);
  preview["max"] = percent(greatest);
  if (amount != nullptr) preview["sum"] = weighted;
  return preview;
}

// How many line ends a cell has whose lines are rows of `width` cells: the ends of
// the first and the last make one row together. 0 for any other cell.
int64_t RowsInside(std::string_view cell, char delimiter, size_t width) {
  int64_t lines = 0;
  size_t marks = 0, at_ends = 0, whole = 0, spaced = 0, all = 0;
  for (size_t i = 0; i <= cell.size(); ++i) {
    if (i < cell.size() && cell[i] == delimiter) {
      ++marks;
      ++all;
      spaced += i + 1 < cell.size() && cell[i + 1] == ' ' ? 1 : 0;
    }
    if (i < cell.size() && cell[i] != '\n') continue;
    const bool end = lines == 0 || i == cell.size();
    at_ends += end ? marks : 0;
    whole += !end && marks + 1 == width ? 1 : 0;
    marks = 0;
    lines += i < cell.size() ? 1 : 0;
  }
  if (lines == 0 || width < 3 || spaced * 2 > all) return 0;
  const size_t inner = static_cast<size_t>(lines - 1);
  return at_ends + 1 == width && whole * 10 >= inner * 9 ? lines : 0;
}

// Whether any text of the column has a line end. Texts stand in one run of bytes (table/texts.h).
bool AnyLineEnd(const ColumnReader& column) {
  if (column.number || column.texts.distinct() == 0) return false;
  const std::string_view first = column.texts.Text(0);
  const std::string_view last = column.texts.Text(static_cast<uint32_t>(column.texts.distinct() - 1));
  const std::string_view all(first.data(), static_cast<size_t>(last.data() + last.size() - first.data()));
  return all.find('\n') != std::string_view::npos;
}

}  // namespace

void FindSwallowedRows(const Settings& settings, const RowTaker& rows, char delimiter,
                       Source* source) {
  Finding finding{{std::string(codes::kSwallowedRows), 0, {}, {}}, {}};
  const std::vector<ColumnReader>& columns = const_cast<RowTaker&>(rows).columns();
  int64_t lines = 0;
  for (const ColumnReader& column : columns) {
    std::vector<int64_t> inside(AnyLineEnd(column) ? column.texts.distinct() : 0);
    bool any = false;
    for (uint32_t code = 0; code < inside.size(); ++code) {
      inside[code] = RowsInside(column.texts.Text(code), delimiter, columns.size());
      any = any || inside[code] > 0;
    }
    for (size_t row = 0; any && row < column.texts.size(); ++row) {
      if (column.texts.IsNull(row) || inside[column.texts.CodeAt(row)] == 0) continue;
      finding.issue.Add(LineOf(rows.line_runs, row), column.name,
                        column.texts.Text(column.texts.CodeAt(row)));
      lines += inside[column.texts.CodeAt(row)];
    }
    // Of cells that are no numbers only the first few are kept.
    for (const Sample& sample : column.not_number.samples) {
      const bool several = sample.text.find('\n') != std::string::npos &&
                           sample.text.find(delimiter) != std::string::npos;
      if (several) finding.issue.Add(sample.row, column.name, sample.text);
    }
  }
  if (finding.issue.count == 0) return;
  finding.issue.args = {{"lines", lines}};
  source->warnings.push_back(std::move(finding));
  if (settings.Answer(codes::kTableQuote, "") != nullptr) return;
  Question question;
  question.code = std::string(codes::kTableQuote);
  const int64_t read = static_cast<int64_t>(rows.rows());
  question.choices = {{"quoted", {{"rows", read}}}, {"unquoted", Json::object()}};
  if (lines > 0) question.choices[1].preview["rows"] = read + lines;
  question.likelier = "quoted";
  source->questions.push_back(std::move(question));
}

bool IsPercent(const Settings& settings, const ColumnReader& rates, const ColumnReader* amount,
               Source* source) {
  if (rates.meaning.percent_signs) return false;  // 25% has been read as 0.25
  if (const std::string* answer = settings.Answer(codes::kUnitPercent, rates.name)) {
    return *answer == "percent";
  }
  double greatest = 0;
  bool fractions = false;  // between 0 and 1
  for (size_t i = 0; i < rates.numbers.size(); ++i) {
    if (rates.numbers.IsNull(i)) continue;
    const double rate = rates.numbers.RealAt(i);
    greatest = std::max(greatest, rate);
    fractions = fractions || (rate > 0 && rate < 1);
  }
  const bool header = rates.name.find('%') != std::string::npos;
  const bool percent = greatest > 1;
  if (greatest == 0 || (percent && !fractions) || (!percent && fractions && !header)) return percent;
  Question question;
  question.code = std::string(codes::kUnitPercent);
  question.column = rates.name;
  question.choices = {{"percent", RatesRead(rates, amount, 100)},
                      {"fraction", RatesRead(rates, amount, 1)}};
  question.likelier = percent ? "percent" : "fraction";
  if (!percent) std::swap(question.choices[0], question.choices[1]);
  source->questions.push_back(std::move(question));
  return percent;
}

std::string TomanOrRial(const Settings& settings, const std::vector<ColumnReader>& columns,
                        Source* source) {
  const auto persian = std::find_if(columns.begin(), columns.end(), [](const ColumnReader& column) {
    return column.number && column.meaning.type == "money" && column.meaning.why == "synonym:fa" &&
           column.meaning.currency.empty();
  });
  if (persian == columns.end()) return {};
  if (const std::string* answer = settings.Answer(codes::kUnitTomanRial, persian->name)) {
    return *answer == "rial" ? "IRR" : "IRT";
  }
  if (source == nullptr) return {};
  Question question;
  question.code = std::string(codes::kUnitTomanRial);
  question.column = persian->name;
  for (const auto& [id, currency] : {std::pair{"toman", "IRT"}, std::pair{"rial", "IRR"}}) {
    Json preview = Json::object();
    if (persian->numbers.exact()) {
      preview["sum"] = ToString(persian->numbers.Sum(), persian->numbers.scale());
    }
    preview["currency"] = currency;
    question.choices.push_back({id, std::move(preview)});
  }
  source->questions.push_back(std::move(question));
  return {};
}

}  // namespace mittari::ingest
