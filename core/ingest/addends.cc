#include <cmath>

#include "ingest/wide_parts.h"
#include "locale/number.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
namespace {

// True where the cells between the first and the last one sum up to the last, all read with
// a decimal comma or all with a point.
bool AddsUp(const PrefixRow& row, size_t last, locale::NumberStyle style) {
  double sum = 0;
  for (size_t i = 1; i <= last; ++i) {
    const locale::NumberCell cell = locale::ReadNumber(CellOf(row, i), style);
    if (cell.kind == locale::NumberKind::kBlank && i < last) continue;
    if (cell.kind != locale::NumberKind::kNumber) return false;
    const Decimal value = cell.In(style);
    sum += (i < last ? 1 : -1) * ToDouble(value.units, value.scale);
  }
  return std::fabs(sum) < 0.006;
}

}  // namespace

std::optional<WideShape> FindAddends(const std::vector<PrefixRow>& rows, const TableSpan& span,
                                     const std::vector<std::string>& above) {
  const schema::Vocabulary& vocabulary = schema::Vocabulary::Builtin();
  const PrefixRow& header = rows[span.header];
  const size_t last = header.nonblank > 0 ? header.nonblank - 1 : 0;
  if (last < 3 || last > 40 || !vocabulary.IsTotal(CellOf(header, last))) return std::nullopt;
  WideShape shape;
  for (size_t i = 1; i < last; ++i) {
    const std::string_view name = CellOf(header, i);
    if (name.empty() || vocabulary.Knows(name)) return std::nullopt;
    shape.groups.push_back({std::string(name), {i}});
  }
  size_t months = 0, points = 0, commas = 0;
  for (size_t r = span.first; r < span.end && months < 100; ++r) {
    if (!IsPeriodCell(CellOf(rows[r], 0))) continue;
    ++months;
    points += AddsUp(rows[r], last, locale::NumberStyle::kPoint) ? 1 : 0;
    commas += AddsUp(rows[r], last, locale::NumberStyle::kComma) ? 1 : 0;
  }
  if (months < 2 || (points < months && commas < months)) return std::nullopt;
  shape.ids = {0};
  shape.key_name = "Channel";
  const std::string measure = MeasureIn(above);
  shape.nameless = measure.empty();
  shape.measures = {measure.empty() ? "Values" : measure};
  NameLong({std::string(CellOf(header, 0))}, &shape);
  return shape;
}

}  // namespace mittari::ingest
