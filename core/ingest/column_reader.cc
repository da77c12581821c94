#include "ingest/column_reader.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/plain_id.h"
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
  AddAll(CellRun{&cell, 1, 1, &line, CellRun::Nowhere()}, &value, false, nullptr);
}

template <typename Run>
void ColumnReader::AddNumbers(const Run& run, int64_t* units, uint64_t* mixed) {
  constexpr int8_t kOther = -2;
  int8_t scales[CellRun::kMost];
  const bool marked = settled && style != locale::NumberStyle::kUnknown;
  const char mark = !marked ? '\0' : locale::HasCommaDecimal(style) ? ',' : '.';
  std::string scratch;
  size_t begin = 0;
  const Run cells = run;  // in registers: what is written may not change it
  const auto read = [&](size_t row, bool with_mark) __attribute__((always_inline)) {
    const std::string_view cell = cells[row];
    int64_t value = 0;
    int8_t places = 0;
    if (!ReadDigits(cell.data(), cell.size(), cells.low, with_mark ? mark : '\0', &value, &places))
      return false;
    units[row] = value;
    scales[row] = places;
    return true;
  };
  for (size_t row = 0; row < run.count; ++row) {
    // Two loops, each without the other's questions.
    if (mark == 0) {
      while (row < cells.count && read(row, false)) ++row;
    } else {
      while (row < cells.count && read(row, true)) ++row;
    }
    if (row == cells.count) break;
    std::string_view cell = run.Bare(row, &scratch);
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
    MixInto(usual ? static_cast<uint64_t>(units[row] + (scales[row] + 1) * kLarge)
                  : HashText(run.Bare(row, &scratch)),
            mixed + row);
  }
}

// What ReadDigits or nothing gave, up to a cell that had to be looked at.
template <typename Run>
void ColumnReader::AddDigits(const Run& run, const int64_t* units, const int8_t* scales,
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
        std::string scratch;
        reread.Add(run.lines[row], name, run.Bare(row, &scratch));
      } else {
        ++reread.count;
      }
    }
  }
  numbers.AddAll(units + begin, scales + begin, end - begin);
}

// The code of a text that has been added and was not recalled; kNone for any other.
template <typename Run>
uint32_t ColumnReader::CodeOf(const Run& run, size_t row) {
  const std::string_view cell = run[row];
  if (cell.empty()) return table::TextBuilder::kNone;
  std::string scratch;
  const uint32_t code = texts.Find(run.Bare(row, &scratch));
  if (code != table::TextBuilder::kNone) texts.Remember(cell, run.low, Run::kQuoted, code);
  return code;
}

void ColumnReader::FindCodes(const PlainRun& run, int64_t* codes) {
  const PlainRun cells = run;
  if (texts.MostlyNew()) {  // then there is little use in looking
    for (size_t row = 0; row < cells.count; ++row) codes[row] = IsPlainId(cells[row], cells.low) ? kId : -1;
    return;
  }
  for (size_t row = 0; row < cells.count; ++row) {
    uint32_t code = texts.Recall(cells[row], cells.low, true);
    if (code == table::TextBuilder::kNone) code = CodeOf(run, row);
    codes[row] = code == table::TextBuilder::kNone ? -1 : int64_t{code};
  }
}

template <typename Run>
void ColumnReader::AddTexts(const Run& run, int64_t* codes, bool coded, uint64_t* mixed) {
  bool whole[CellRun::kMost];  // nothing stands around the text
  std::string scratch;
  if (mixed != nullptr) std::fill_n(whole, run.count, true);
  const Run cells = run;
  const bool ids = texts.MostlyNew();
  for (size_t row = 0; row < cells.count && !coded; ++row) {
    if (cells[row].empty()) {
      codes[row] = -1;
      whole[row] = false;
      continue;
    }
    if (ids && IsPlainId(cells[row], cells.low)) {
      codes[row] = texts.CodeOfId(cells[row], cells.low);
      continue;
    }
    uint32_t code = texts.Recall(cells[row], cells.low, Run::kQuoted);
    // What is there is trimmed.
    if (code == table::TextBuilder::kNone && !ids) code = CodeOf(run, row);
    codes[row] = code;
    if (code != table::TextBuilder::kNone) continue;
    const std::string_view cell = run.Bare(row, &scratch);
    codes[row] = cell.empty() ? -1 : CodeCarefully(cell, run.lines[row]);
    whole[row] =
        codes[row] >= 0 && texts.Text(static_cast<uint32_t>(codes[row])).size() == cell.size();
  }
  texts.AddCodes(codes, run.count);
  if (mixed == nullptr) return;
  for (size_t row = 0; row < run.count; ++row) {
    MixInto(whole[row] ? static_cast<uint64_t>(codes[row]) : HashText(run.Bare(row, &scratch)),
            mixed + row);
  }
}

template void ColumnReader::AddNumbers(const CellRun&, int64_t*, uint64_t*);
template void ColumnReader::AddNumbers(const PlainRun&, int64_t*, uint64_t*);
template void ColumnReader::AddTexts(const CellRun&, int64_t*, bool, uint64_t*);
template void ColumnReader::AddTexts(const PlainRun&, int64_t*, bool, uint64_t*);

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
  // While the style is open, dots that may group are counted where it is settled.
  const bool marks = !settled && (!IsPlain(cell) || (read.bits & locale::kProvesComma) != 0);
  if (marks || (read.bits & locale::kDressed) != 0) reread.Add(line, name, cell);
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
