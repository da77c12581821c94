#include "ingest/column_reader.h"

#include "base/utf8.h"
#include "ingest/row_hashes.h"
#include "locale/blank.h"

namespace mittari::ingest {
namespace {

// Digits, one leading minus, one point: nothing a reader would have to be told of.
bool IsPlain(std::string_view cell) {
  for (char c : cell) {
    if ((c < '0' || c > '9') && c != '.' && c != '-') return false;
  }
  return true;
}

}  // namespace

bool IsBlankText(std::string_view text) {
  static constexpr std::string_view kTokens[] = {"-",    "--",   "---", "–",   "—",
                                                 "null", "NULL", "N/A", "n/a", "#N/A"};
  if (text.size() > 4) return false;
  for (std::string_view token : kTokens) {
    if (text == token) return true;
  }
  return false;
}

void ColumnReader::AddMissing() {
  if (number) {
    numbers.AddNull();
  } else {
    texts.AddNull();
  }
}

void ColumnReader::Add(std::string_view cell, int64_t line) {
  int64_t value = 0;
  AddAll({&cell, 1, 1, &line, CellRun::Nowhere()}, &value, false, nullptr);
}

void ColumnReader::AddAll(const CellRun& run, int64_t* values, bool coded, uint64_t* mixed) {
  if (number) {
    AddNumbers(run, values, mixed);
  } else {
    AddTexts(run, values, coded, mixed);
  }
}

void ColumnReader::AddNumbers(const CellRun& run, int64_t* units, uint64_t* mixed) {
  constexpr int8_t kOther = -2;
  int8_t scales[CellRun::kMost];
  const bool marked = settled && style != locale::NumberStyle::kUnknown;
  const char mark = !marked ? '\0' : locale::HasCommaDecimal(style) ? ',' : '.';
  size_t begin = 0;
  for (size_t row = 0; row < run.count; ++row) {
    const std::string_view cell = run[row];
    if (ReadDigits(cell.data(), cell.size(), run.low, mark, units + row, scales + row)) continue;
    if (cell.empty()) {
      units[row] = 0;
      scales[row] = table::NumberBuilder::kBlank;
      continue;
    }
    if (ReadDigitsPlain(cell.data(), cell.size(), mark, units + row, scales + row)) continue;
    AddDigits(run, units, scales, begin, row);
    AddNumber(cell, run.lines[row]);
    scales[row] = kOther;
    begin = row + 1;
  }
  AddDigits(run, units, scales, begin, run.count);
  if (mixed == nullptr) return;
  constexpr int64_t kLarge = int64_t{1} << 56;
  for (size_t row = 0; row < run.count; ++row) {
    // The only way to write it so: no need to look at the text.
    const bool usual = scales[row] >= 0 && units[row] < kLarge;
    MixInto(
        usual ? static_cast<uint64_t>(units[row] + (scales[row] + 1) * kLarge) : HashText(run[row]),
        mixed + row);
  }
}

// What ReadDigits or nothing gave, up to a cell that had to be looked at.
void ColumnReader::AddDigits(const CellRun& run, const int64_t* units, const int8_t* scales,
                             size_t begin, size_t end) {
  if (begin == end) return;
  if (!settled) {
    int64_t cells = 0, zeros = 0, longs = 0, greatest = 0;
    for (size_t row = begin; row < end; ++row) {
      const int64_t there = scales[row] == 0;
      cells += there;
      zeros += there & static_cast<int64_t>(units[row] == 0);
      longs += units[row] >= 1000;
      greatest = units[row] > greatest ? units[row] : greatest;
    }
    evidence.AddDigits(cells, zeros, longs, static_cast<uint64_t>(greatest));
  } else if (locale::HasCommaDecimal(style)) {
    for (size_t row = begin; row < end; ++row) {
      if (scales[row] <= 0) continue;
      if (reread.samples.size() < Issue::kMaxSamples) {
        reread.Add(run.lines[row], name, run[row]);
      } else {
        ++reread.count;
      }
    }
  }
  numbers.AddAll(units + begin, scales + begin, end - begin);
}

void ColumnReader::AddTexts(const CellRun& run, int64_t* codes, bool coded, uint64_t* mixed) {
  for (size_t row = 0; row < run.count && !coded; ++row) {
    const std::string_view cell = run[row];
    if (cell.empty()) {
      codes[row] = -1;
      continue;
    }
    const uint32_t code = texts.FindNear(cell, run.low);  // what is there is trimmed
    codes[row] = code != table::TextBuilder::kNone ? code : CodeCarefully(cell, run.lines[row]);
  }
  texts.AddCodes(codes, run.count);
  if (mixed == nullptr) return;
  for (size_t row = 0; row < run.count; ++row) {
    const bool whole =
        codes[row] >= 0 && texts.Text(static_cast<uint32_t>(codes[row])).size() == run[row].size();
    MixInto(whole ? static_cast<uint64_t>(codes[row]) : HashText(run[row]), mixed + row);
  }
}

int64_t ColumnReader::CodeCarefully(std::string_view cell, int64_t line) {
  const std::string_view text = utf8::Trim(cell);
  if (text.empty()) return -1;
  if (IsBlankText(text)) {
    blanks.Add(line, name, cell);
    return -1;
  }
  return texts.CodeOf(text);
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
