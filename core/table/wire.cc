#include "table/wire.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <utility>

#include "base/blocks.h"
#include "base/codes.gen.h"
#include "table/builder.h"

namespace mittari::table {
namespace {

void WriteRole(const ColumnRole& role, wire::Writer* out) {
  out->Text(role.role);
  out->Byte(role.measure ? 1 : 0);
  out->Text(role.type);
  out->Text(role.unit);
  out->Text(role.currency);
}

ColumnRole ReadRole(wire::Reader* in) {
  ColumnRole role;
  role.role = in->Text();
  role.measure = in->Byte() != 0;
  role.type = in->Text();
  role.unit = in->Text();
  role.currency = in->Text();
  return role;
}

bool SameRole(const ColumnRole& a, const ColumnRole& b) {
  return a.role == b.role && a.measure == b.measure && a.type == b.type && a.unit == b.unit &&
         a.currency == b.currency;
}

// f(values, begin, count) over copies of all values.
template <typename F>
void ForInts(const PackedInts& ints, const F& f) {
  ForBlocks(ints.size(), [&](size_t begin, size_t count, int64_t* to) { ints.Read(begin, count, to); }, f);
}

// Whether all texts come after all others, so that no two of them are the same.
bool IsBeyond(const Texts& later, const Texts& texts) {
  const TextExtent before = TextExtent::Of(texts), after = TextExtent::Of(later);
  if (!before.known || !after.known) return false;
  return !before.any || !after.any || before.greatest < after.least;
}

Error BadFormat() { return {std::string(codes::kStateBadFormat), {}, {}, {}}; }

Error Differs(std::string_view column) {
  return {std::string(codes::kStateDiffers), {}, {{"column", std::string(column)}}, {}};
}

}  // namespace

// Looks inside columns: they are written, read and joined as they lie.
class ColumnWire {
 public:
  static size_t SizeOf(const Column& column) {
    return column.ints_.size() * static_cast<size_t>(column.ints_.width()) +
           (column.reals_.size() + column.nulls_.words().size()) * 8 + 256;
  }
  static void Write(const Column& column, wire::Writer* out);
  // False where the bytes are not a column of `rows` rows.
  static bool Read(wire::Reader* in, size_t rows, Column* column);
  static bool SameShape(const Column& a, const Column& b) {
    return a.name() == b.name() && a.kind() == b.kind() && a.grain() == b.grain() &&
           SameRole(a.role(), b.role());
  }
  static void Append(const Column& later, Column* column);

 private:
  static void AppendNumbers(const Column& later, Column* column);
  static void AppendTexts(const Column& later, Column* column);
  static PackedInts Rescaled(const PackedInts& ints, int digits);
  static bool Fits(const PackedInts& ints, int digits);
};

void ColumnWire::Write(const Column& column, wire::Writer* out) {
  out->Text(column.name_);
  out->Fixed(static_cast<uint32_t>(column.position_), 4);
  WriteRole(column.role_, out);
  out->Byte(static_cast<uint8_t>(column.kind_));
  out->Byte(static_cast<uint8_t>(column.grain_));
  out->Byte(column.exact_ ? 1 : 0);
  out->Byte(static_cast<uint8_t>(column.scale_));
  const std::vector<uint64_t>& nulls = column.nulls_.words();
  out->Count(nulls.size());
  out->Raw(nulls.data(), nulls.size() * 8);
  if (!column.exact_) return out->Raw(column.reals_.data(), column.reals_.size() * 8);
  if (column.kind_ == Kind::kText) {
    out->Count(column.dictionary().size());
    for (const std::string_view text : column.dictionary()) out->Text(text);
  }
  const int width = column.ints_.width();
  out->Byte(static_cast<uint8_t>(width));
  out->Raw(column.ints_.bytes(), column.ints_.size() * static_cast<size_t>(width));
}

bool ColumnWire::Read(wire::Reader* in, size_t rows, Column* column) {
  column->name_ = in->Text();
  column->position_ = static_cast<int>(in->Fixed(4));
  column->role_ = ReadRole(in);
  const uint8_t kind = in->Byte();
  const uint8_t grain = in->Byte();
  column->exact_ = in->Byte() != 0;
  column->scale_ = in->Byte();
  if (kind > static_cast<uint8_t>(Kind::kText) || grain > static_cast<uint8_t>(Grain::kYear) ||
      column->scale_ > Decimal::kMaxScale || (!column->exact_ && kind != 0)) {
    return false;
  }
  column->kind_ = static_cast<Kind>(kind);
  column->grain_ = static_cast<Grain>(grain);
  const size_t words = in->Size();
  const uint8_t* bytes = words > (rows + 63) / 64 ? nullptr : in->Raw(words * 8);
  if (bytes == nullptr) return false;
  std::vector<uint64_t> nulls(words);
  if (words > 0) std::memcpy(nulls.data(), bytes, words * 8);
  column->nulls_ = NullMask::FromWords(std::move(nulls), rows);
  if (!column->exact_) {
    if (rows > in->left() / 8 || (bytes = in->Raw(rows * 8)) == nullptr) return false;
    column->reals_.resize(rows);
    if (rows > 0) std::memcpy(column->reals_.data(), bytes, rows * 8);
    return std::all_of(column->reals_.begin(), column->reals_.end(),
                       [](double value) { return std::isfinite(value); });
  }
  if (column->kind_ == Kind::kText) {
    const size_t texts = in->Size();
    column->dictionary_->Reserve(texts);
    for (size_t i = 0; i < texts; ++i) column->dictionary_->push_back(in->View());
  }
  const int width = in->Byte();
  const bool known = width == 1 || width == 2 || width == 4 || width == 8;
  if (!known || rows > in->left() / static_cast<size_t>(width)) return false;
  bytes = in->Raw(rows * static_cast<size_t>(width));
  if (bytes == nullptr) return false;
  column->ints_ = PackedInts::FromBytes(bytes, rows, width);
  if (column->kind_ == Kind::kDay) return width <= 4;
  if (column->kind_ == Kind::kNumber) return true;
  const auto texts = static_cast<int64_t>(std::max<size_t>(column->dictionary().size(), 1));
  bool good = true;
  ForInts(column->ints_, [&](int64_t* codes, size_t, size_t count) {
    for (size_t i = 0; i < count; ++i) good &= codes[i] >= 0 && codes[i] < texts;
  });
  return good;
}

void ColumnWire::Append(const Column& later, Column* column) {
  if (column->kind_ == Kind::kNumber) {
    AppendNumbers(later, column);
  } else if (column->kind_ == Kind::kText) {
    AppendTexts(later, column);
  } else {
    column->ints_.Append(later.ints_);
    column->nulls_.Append(later.nulls_);
  }
}

// Whether all values stay within 64 bits times 10^digits.
bool ColumnWire::Fits(const PackedInts& ints, int digits) {
  if (digits == 0) return true;
  const int64_t most = INT64_MAX / PowerOfTen(digits);
  bool fits = true;
  ForInts(ints, [&](int64_t* units, size_t, size_t count) {
    for (size_t i = 0; i < count; ++i) fits &= units[i] <= most && units[i] >= -most;
  });
  return fits;
}

PackedInts ColumnWire::Rescaled(const PackedInts& ints, int digits) {
  PackedInts out;
  const int64_t factor = PowerOfTen(digits);
  ForInts(ints, [&](int64_t* units, size_t, size_t count) {
    for (size_t i = 0; i < count; ++i) units[i] *= factor;
    out.Append(units, count);
  });
  out.Seal();
  return out;
}

void ColumnWire::AppendNumbers(const Column& later, Column* column) {
  const auto scale_of = [](const Column& part) {
    return part.null_count() == part.size() ? 0 : part.scale();
  };
  const int scale = std::max(scale_of(*column), scale_of(later));
  if (column->exact_ && later.exact_ && Fits(column->ints_, std::max(0, scale - column->scale_)) &&
      Fits(later.ints_, std::max(0, scale - later.scale_))) {
    if (column->scale_ < scale) column->ints_ = Rescaled(column->ints_, scale - column->scale_);
    if (later.scale_ < scale) {
      column->ints_.Append(Rescaled(later.ints_, scale - later.scale_));
    } else {
      column->ints_.Append(later.ints_);
    }
    column->scale_ = scale;
    column->nulls_.Append(later.nulls_);
    return;
  }
  NumberBuilder builder;
  for (const Column* part : {static_cast<const Column*>(column), &later}) {
    for (size_t row = 0; row < part->size(); ++row) {
      if (part->IsNull(row)) {
        builder.AddNull();
      } else if (part->exact()) {
        builder.Add({part->Units(row), static_cast<int8_t>(part->scale())});
      } else {
        builder.AddReal(part->Real(row));
      }
    }
  }
  *column = std::move(builder).Finish(std::move(column->name_), column->position_,
                                      std::move(column->role_));
}

void ColumnWire::AppendTexts(const Column& later, Column* column) {
  // Others that share the texts keep them as they are.
  if (column->dictionary_.use_count() > 1) {
    column->dictionary_ = std::make_shared<Texts>(column->dictionary());
  }
  Texts& texts = *column->dictionary_;
  std::vector<int64_t> codes(std::max<size_t>(later.dictionary().size(), 1));
  bool same = true;
  if (IsBeyond(later.dictionary(), texts)) {  // ids in order: none of them is here
    std::iota(codes.begin(), codes.end(), static_cast<int64_t>(texts.size()));
    same = texts.empty();
    texts.Append(later.dictionary());
  } else {
    TextBuilder known;
    for (const std::string_view text : texts) known.CodeOf(text);
    for (size_t code = 0; code < later.dictionary().size(); ++code) {
      codes[code] = known.CodeOf(later.dictionary()[code]);
      if (static_cast<size_t>(codes[code]) == texts.size()) texts.push_back(later.dictionary()[code]);
      same = same && codes[code] == static_cast<int64_t>(code);
    }
  }
  if (same) {
    column->ints_.Append(later.ints_);
  } else {
    const bool nulls = later.nulls_.count() > 0;
    ForInts(later.ints_, [&](int64_t* values, size_t begin, size_t count) {
      for (size_t i = 0; i < count; ++i) values[i] = codes[static_cast<size_t>(values[i])];
      for (size_t i = 0; i < count && nulls; ++i) {
        if (later.nulls_.At(begin + i)) values[i] = 0;
      }
      column->ints_.Append(values, count);
    });
    column->ints_.Seal();
  }
  column->nulls_.Append(later.nulls_);
}

void Write(const Table& table, wire::Writer* out) {
  out->Text(table.kind());
  out->Text(table.currency());
  out->Count(table.constants().size());
  for (const auto& [role, value] : table.constants()) {
    out->Text(role);
    out->Text(value);
  }
  out->Byte(table.period() ? 1 : 0);
  if (table.period()) {
    out->Fixed(static_cast<uint32_t>(table.period()->from), 4);
    out->Fixed(static_cast<uint32_t>(table.period()->to), 4);
  }
  out->Count(table.lines().size());
  for (const auto& [row, line] : table.lines()) {
    out->Count(row);
    out->Count(static_cast<uint64_t>(line));
  }
  out->Count(table.rows());
  out->Count(table.columns().size());
  size_t size = 0;
  for (const Column& column : table.columns()) size += ColumnWire::SizeOf(column);
  out->Reserve(size);
  for (const Column& column : table.columns()) ColumnWire::Write(column, out);
}

Result<Table> Read(wire::Reader* in) {
  std::string kind = in->Text();
  std::string currency = in->Text();
  std::vector<std::pair<std::string, std::string>> constants(in->Size());
  for (auto& [role, value] : constants) {
    role = in->Text();
    value = in->Text();
  }
  std::optional<Table::Period> period;
  if (in->Byte() != 0) {
    const Day from = static_cast<Day>(in->Fixed(4));
    period = Table::Period{from, static_cast<Day>(in->Fixed(4))};
  }
  std::vector<std::pair<size_t, int64_t>> lines(in->Size());
  for (auto& [row, line] : lines) {
    row = static_cast<size_t>(in->Count());
    line = static_cast<int64_t>(in->Count());
  }
  const uint64_t rows = in->Count();
  const size_t width = in->Size();
  // A row takes a byte in some column at least.
  if (!in->ok() || (width > 0 ? rows > in->left() : rows > 0)) return BadFormat();
  std::vector<Column> columns;
  for (size_t i = 0; i < width; ++i) {
    if (!ColumnWire::Read(in, static_cast<size_t>(rows), &columns.emplace_back())) {
      return BadFormat();
    }
  }
  if (!in->ok()) return BadFormat();
  Table table(std::move(kind), std::move(columns), static_cast<size_t>(rows));
  table.SetCurrency(std::move(currency));
  for (auto& [role, value] : constants) table.SetConstant(std::move(role), std::move(value));
  if (period) table.SetPeriod(*period);
  table.SetLines(std::move(lines));
  return table;
}

Result<bool> Join(const Table& later, int64_t lines, Table* first) {
  if (first->kind_ != later.kind_ || first->currency_ != later.currency_ ||
      first->constants_ != later.constants_ || first->columns_.size() != later.columns_.size()) {
    return Differs("");
  }
  for (size_t i = 0; i < first->columns_.size(); ++i) {
    if (!ColumnWire::SameShape(first->columns_[i], later.columns_[i])) {
      return Differs(first->columns_[i].name());
    }
  }
  for (size_t i = 0; i < first->columns_.size(); ++i) {
    ColumnWire::Append(later.columns_[i], &first->columns_[i]);
  }
  for (const auto& [row, line] : later.line_runs_) {
    first->line_runs_.emplace_back(first->rows_ + row, line + lines);
  }
  first->rows_ += later.rows_;
  return true;
}

}  // namespace mittari::table
