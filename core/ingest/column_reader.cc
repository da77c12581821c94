#include "ingest/column_reader.h"

#include "base/utf8.h"
#include "locale/blank.h"

namespace mittari::ingest {
namespace {

// In a column of texts only what can be no name is nothing: "(not set)" is a
// value that reports group by.
bool IsBlankText(std::string_view text) {
  static constexpr std::string_view kTokens[] = {"-",    "--",   "---", "–",   "—",
                                                 "null", "NULL", "N/A", "n/a", "#N/A"};
  if (text.size() > 4) return false;
  for (std::string_view token : kTokens) {
    if (text == token) return true;
  }
  return false;
}

// Digits, one leading minus, one point: nothing a reader would have to be told of.
bool IsPlain(std::string_view cell) {
  for (char c : cell) {
    if ((c < '0' || c > '9') && c != '.' && c != '-') return false;
  }
  return true;
}

}  // namespace

void ColumnReader::AddMissing() {
  if (number) {
    numbers.AddNull();
  } else {
    texts.AddNull();
  }
}

void ColumnReader::AddCarefully(std::string_view cell, int64_t line) {
  if (cell.empty()) return AddMissing();
  if (number) return AddNumber(cell, line);
  const std::string_view text = utf8::Trim(cell);
  if (text.empty()) return texts.AddNull();
  if (IsBlankText(text)) {
    blanks.Add(line, name, cell);
    return texts.AddNull();
  }
  texts.Add(text);
}

void ColumnReader::AddNumber(std::string_view cell, int64_t line) {
  const bool count = meaning.measure && meaning.nonneg && meaning.type == "count";
  Decimal plain;
  if (settled && locale::ReadPlainNumber(cell, style, &plain)) {
    if (count && plain.units < 0) {
      negative.Add(line, name, cell);
      return numbers.AddNull();
    }
    if (!IsPlain(cell) ||
        (locale::HasCommaDecimal(style) && cell.find('.') != std::string_view::npos)) {
      reread.Add(line, name, cell);
    }
    return numbers.Add(plain);
  }
  const locale::NumberCell read =
      locale::ReadNumber(cell, settled ? style : locale::NumberStyle::kUnknown);
  if (!settled) evidence.Add(read);
  switch (read.kind) {
    case locale::NumberKind::kBlank:
      if (!utf8::Trim(cell).empty()) blanks.Add(line, name, cell);
      return numbers.AddNull();
    case locale::NumberKind::kError:
      errors.Add(line, name, cell);
      return numbers.AddNull();
    case locale::NumberKind::kText:
      not_number.Add(line, name, cell);
      return numbers.AddNull();
    case locale::NumberKind::kBound:
      bounds.Add(line, name, cell);
      if (keep_bounds) return numbers.Add(read.value);
      return numbers.AddNull();
    case locale::NumberKind::kNumber:
    case locale::NumberKind::kAmbiguous:
      break;
  }
  if (count && read.value.units < 0) {
    negative.Add(line, name, cell);
    return numbers.AddNull();
  }
  if ((read.bits & locale::kDressed) != 0) reread.Add(line, name, cell);
  if ((read.bits & locale::kInexact) != 0) {
    precision.Add(line, name, cell);
    return numbers.AddReal(read.approx);
  }
  if (read.kind == locale::NumberKind::kAmbiguous)
    return numbers.AddAmbiguous(read.value, read.other);
  numbers.Add(read.value);
}

bool ColumnReader::IsDimension() const {
  return !number && meaning.role != "currency" && meaning.type != "boolean" &&
         kind != schema::ColumnFacts::Kind::kBlank;
}

bool ColumnReader::IsAdditive() const {
  if (!number || meaning.computed || meaning.stock || meaning.unique) return false;
  if (meaning.role == "budget" || meaning.why == "comparison") return false;
  return meaning.measure || meaning.type == "money" || meaning.type == "number" ||
         meaning.type == "count";
}

}  // namespace mittari::ingest
