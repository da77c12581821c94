#include <algorithm>
#include <cmath>

#include "base/codes.gen.h"
#include "ingest/facts.h"
#include "ingest/settle.h"
#include "ingest/total_check.h"
#include "locale/number.h"

namespace mittari::ingest {
namespace {

using locale::NumberStyle;

std::string Sum(const ColumnReader& column, bool other) {
  const table::NumberBuilder& numbers = column.numbers;
  if (!numbers.exact()) return {};
  if (!other) return ToString(numbers.Sum(), numbers.scale());
  int scale = 0;
  const Int128 sum = numbers.SumOther(&scale);
  return ToString(sum, scale);
}

double CellValue(const ColumnReader& column, std::string_view cell, bool* ok) {
  const locale::NumberCell read = locale::ReadNumber(cell, column.style);
  *ok = read.kind == locale::NumberKind::kNumber || read.kind == locale::NumberKind::kAmbiguous;
  if (!*ok) return 0;
  if ((read.bits & locale::kInexact) != 0) return read.approx;
  const Decimal value = read.In(column.style);
  return ToDouble(value.units, value.scale);
}

double SumOf(const ColumnReader& column, size_t begin, size_t end) {
  const table::NumberBuilder& numbers = column.numbers;
  if (numbers.exact()) {
    Int128 sum = 0;
    for (size_t i = begin; i < end; ++i) sum += numbers.UnitsAt(i);
    return ToDouble(sum, numbers.scale());
  }
  double sum = 0;
  for (size_t i = begin; i < end; ++i) sum += numbers.RealAt(i);
  return sum;
}

double Rounding(const ColumnReader& column, size_t rows, double sum) {
  return TotalRounding(column.numbers.exact(), column.numbers.scale(), rows, sum);
}

struct Match {
  int equal = 0, above = 0, below = 0, nonzero = 0;
};

Match Compare(const std::vector<ColumnReader>& columns, const HeldRow& row, size_t begin,
              size_t end) {
  Match match;
  for (size_t c = 0; c < columns.size() && c < row.cells.size(); ++c) {
    if (!columns[c].IsAdditive()) continue;
    bool ok = false;
    const double value = CellValue(columns[c], row.cells[c], &ok);
    if (!ok) continue;
    const double sum = SumOf(columns[c], begin, end);
    if (std::fabs(value - sum) <= Rounding(columns[c], end - begin, sum)) {
      ++match.equal;
      if (value != 0) ++match.nonzero;
    } else if (value > sum) {
      ++match.above;
    } else {
      ++match.below;
    }
  }
  return match;
}

void CheckTotals(const RowTaker& rows, const std::vector<ColumnReader>& columns,
                 const std::vector<HeldRow>& totals, Source* source) {
  if (totals.empty() || rows.rows() == 0) return;
  for (size_t c = 0; c < columns.size(); ++c) {
    const ColumnReader& column = columns[c];
    if (!column.IsAdditive() || !column.meaning.measure) continue;
    const double sum = SumOf(column, 0, rows.rows());
    TotalCheck check(sum, Rounding(column, rows.rows(), sum));
    for (const HeldRow& total : totals) {
      if (c >= total.cells.size()) continue;
      bool ok = false;
      const double value = CellValue(column, total.cells[c], &ok);
      if (ok) check.Add(value, total.line, total.cells[c]);
    }
    if (check.Agrees()) continue;
    source->warnings.push_back(check.Disagrees(column.name));
  }
}

// What the meaning of a column says of "1,204". Clicks and visits are whole: that many
// are a thousand and more; conversions may be shares of one. Money is written to the
// hundredth: "1,200" is no one and a fifth with a zero behind.
bool Groups(const ColumnReader& column, const locale::NumberDecision& decision) {
  const schema::ColumnMeaning& meaning = column.meaning;
  if (!meaning.measure || decision.grouping == NumberStyle::kUnknown) return false;
  if (meaning.type == "count") return meaning.role != "conversions";
  return meaning.type == "money" && decision.padded && !decision.thousandths;
}

locale::NumberDecision DecisionOf(const ColumnReader& column, NumberStyle usual) {
  locale::NumberDecision decision = column.evidence.Decide(usual);
  if (decision.needs_question && !decision.mixed && Groups(column, decision)) {
    decision.style = decision.grouping;
    decision.confidence = locale::Confidence::kCertain;
    decision.needs_question = false;
  }
  return decision;
}

}  // namespace

void SettleNumbers(const Settings& settings, RowTaker* rows, Source* source) {
  // The style that any column proves is the likelier one for the rest.
  int point = 0, comma = 0, space = 0;
  for (ColumnReader& column : rows->columns()) {
    if (!column.number) continue;
    NumberStyle style = column.settled ? column.style : NumberStyle::kUnknown;
    if (!column.settled) {
      const locale::NumberDecision decision = DecisionOf(column, NumberStyle::kUnknown);
      if (decision.confidence == locale::Confidence::kCertain) style = decision.style;
    }
    point += style == NumberStyle::kPoint || style == NumberStyle::kSpacePoint ||
             style == NumberStyle::kApostrophePoint;
    comma += style == NumberStyle::kComma;
    space += style == NumberStyle::kSpaceComma;
  }
  NumberStyle usual = NumberStyle::kUnknown;
  if (comma + space > 0 && point == 0)
    usual = comma >= space ? NumberStyle::kComma : NumberStyle::kSpaceComma;
  if (point > 0 && comma + space == 0) usual = NumberStyle::kPoint;
  for (ColumnReader& column : rows->columns()) {
    if (!column.number || column.settled) continue;
    column.settled = true;
    NumberStyle given = settings.numbers;
    if (const std::string* answer = settings.Answer(codes::kNumberAmbiguousStyle, column.name)) {
      given = locale::NumberStyleFromName(*answer);
    }
    const locale::NumberDecision decision = DecisionOf(column, usual);
    column.style = given != NumberStyle::kUnknown ? given : decision.style;
    if (decision.needs_question && given == NumberStyle::kUnknown) {
      if (const std::string* known = settings.Learned(codes::kNumberAmbiguousStyle, column.name)) {
        given = locale::NumberStyleFromName(*known);
        if (given != NumberStyle::kUnknown) column.style = given;
      }
    }
    if (decision.needs_question && given == NumberStyle::kUnknown) {
      const bool comma_likelier = locale::HasCommaDecimal(column.style);
      Question question;
      question.code = std::string(codes::kNumberAmbiguousStyle);
      question.column = column.name;
      for (bool other : {comma_likelier, !comma_likelier}) {
        Question::Choice choice;
        choice.id = std::string(locale::Name(other ? NumberStyle::kComma : NumberStyle::kPoint));
        const std::string sum = Sum(column, other);
        if (!sum.empty()) choice.preview["sum"] = sum;
        question.choices.push_back(std::move(choice));
      }
      question.likelier = question.choices.front().id;
      source->questions.push_back(std::move(question));
      if (column.meaning.confidence == locale::Confidence::kCertain) {
        column.meaning.confidence = locale::Confidence::kAmbiguous;
      }
    }
    if (locale::HasCommaDecimal(column.style)) {
      if (locale::HasCommaDecimal(decision.grouping)) column.reread.count += decision.ambiguous;
      column.numbers.TakeOther();
    }
  }
}

void SettleTotals(const Settings& settings, RowTaker* rows, Source* source) {
  std::vector<ColumnReader>& columns = rows->columns();
  std::vector<HeldRow> totals = std::move(rows->total_rows);
  size_t block = 0;  // first row since the last total found
  const size_t all = rows->rows();
  std::vector<HeldRow> data;
  for (size_t i = 0; i < rows->suspects.size(); ++i) {
    HeldRow& row = rows->suspects[i];
    auto proves = [](const Match& match) {
      return match.nonzero > 0 && match.equal > match.above + match.below;
    };
    const Match whole = Compare(columns, row, 0, all);
    const Match part =
        row.rows_before > block ? Compare(columns, row, block, row.rows_before) : Match();
    // The last row of an export cut to the first so many lines: its total
    // speaks of more rows than are there.
    const bool closing = !row.weak && !row.labelled && row.rows_before == all && all > 0 &&
                         i + 1 == rows->suspects.size() && whole.above > 0 && whole.below == 0;
    // A row that something names is a total only where all of it adds up.
    const auto adds_up = [](const Match& match, size_t rows) {
      return rows >= 2 && match.nonzero > 0 && match.above + match.below == 0;
    };
    const bool total = row.weak ? adds_up(whole, all) || adds_up(part, row.rows_before - block)
                                : proves(whole) || proves(part) || closing;
    // As much as all rows at hand in every column: of more rows it may be the total.
    source->suspects = source->suspects || (whole.below == 0 && whole.above + whole.equal > 0);
    if (all > 0 && total) {
      source->suspects = true;
      rows->ExcludeHeld(row, &rows->totals);
      block = row.rows_before;
      // A subtotal of a part says nothing of the whole.
      if (proves(whole) || closing) totals.push_back(std::move(row));
    } else {
      data.push_back(std::move(row));
    }
  }
  rows->suspects.clear();
  if (!settings.IsOff(codes::kTotalRow)) CheckTotals(*rows, columns, totals, source);
  for (const HeldRow& row : data) rows->TakeHeld(row);
}

void SettleLateColumns(RowTaker* rows) {
  for (ColumnReader& column : rows->columns()) {
    if (column.number || column.kind != schema::ColumnFacts::Kind::kBlank) continue;
    if (column.meaning.type == "id" || column.texts.distinct() == 0) continue;
    FactsFinder finder;
    CellReadings readings;
    for (uint32_t code = 0; code < column.texts.distinct(); ++code)
      finder.Add(column.texts.Text(code), &readings);
    const schema::ColumnFacts facts = finder.Finish(column.name, NumberStyle::kUnknown);
    column.kind = facts.kind;
    if (facts.kind == schema::ColumnFacts::Kind::kDate) {
      if (!column.meaning.measure) column.meaning.type = "date";
      continue;
    }
    if (facts.kind != schema::ColumnFacts::Kind::kNumber) continue;
    const bool wanted = column.meaning.measure || column.meaning.type == "money" ||
                        column.meaning.type == "percent" || column.meaning.type == "number" ||
                        column.meaning.role.empty();
    if (!wanted) continue;
    table::TextBuilder texts = std::move(column.texts);
    column.texts = table::TextBuilder();
    column.number = true;
    column.settled = false;
    if (column.meaning.type == "text") column.meaning.type = facts.percent ? "percent" : "number";
    for (size_t row = 0; row < texts.size(); ++row) {
      if (texts.IsNull(row)) {
        column.AddMissing();
      } else {
        column.Add(texts.Text(texts.CodeAt(row)), -1);
      }
    }
  }
}

}  // namespace mittari::ingest
