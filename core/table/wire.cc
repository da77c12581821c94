#include "table/wire.h"

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

void WriteColumn(const Column& column, wire::Writer* out) {
  out->Text(column.name());
  out->Fixed(static_cast<uint32_t>(column.position()), 4);
  WriteRole(column.role(), out);
  out->Byte(static_cast<uint8_t>(column.kind()));
  out->Byte(static_cast<uint8_t>(column.grain()));
  out->Byte(column.exact() ? 1 : 0);
  out->Byte(static_cast<uint8_t>(column.scale()));
  for (size_t word = 0; word * 64 < column.size(); ++word) out->Fixed(column.nulls().Word(word), 8);
  if (!column.exact()) {
    for (const double value : column.reals()) out->Real(value);
    return;
  }
  if (column.kind() == Kind::kText) {
    out->Count(column.dictionary().size());
    for (const std::string& text : column.dictionary()) out->Text(text);
  }
  constexpr size_t kBlock = 1024;
  int64_t block[kBlock];
  for (size_t begin = 0; begin < column.size(); begin += kBlock) {
    const size_t count = std::min(kBlock, column.size() - begin);
    column.ReadInts(begin, count, block);
    // Zigzag: small numbers of either sign take few bytes.
    for (size_t i = 0; i < count; ++i) {
      out->Count((static_cast<uint64_t>(block[i]) << 1) ^ static_cast<uint64_t>(block[i] >> 63));
    }
  }
}

int64_t ReadInt(wire::Reader* in) {
  const uint64_t coded = in->Count();
  return static_cast<int64_t>(coded >> 1) ^ -static_cast<int64_t>(coded & 1);
}

// False where the bytes are not a column of `rows` rows.
bool ReadColumn(wire::Reader* in, size_t rows, std::vector<Column>* out) {
  std::string name = in->Text();
  const int position = static_cast<int>(in->Fixed(4));
  ColumnRole role = ReadRole(in);
  const uint8_t kind = in->Byte();
  const uint8_t grain = in->Byte();
  const bool exact = in->Byte() != 0;
  const uint8_t scale = in->Byte();
  if (kind > static_cast<uint8_t>(Kind::kText) || grain > static_cast<uint8_t>(Grain::kYear) ||
      scale > Decimal::kMaxScale || (rows + 7) / 8 > in->left()) {
    return false;
  }
  std::vector<uint64_t> nulls((rows + 63) / 64);
  for (uint64_t& word : nulls) word = in->Fixed(8);
  const auto is_null = [&](size_t row) { return ((nulls[row / 64] >> (row % 64)) & 1) != 0; };
  if (static_cast<Kind>(kind) == Kind::kNumber) {
    NumberBuilder builder;
    for (size_t row = 0; row < rows && in->ok(); ++row) {
      const double real = exact ? 0 : in->Real();
      const int64_t units = exact ? ReadInt(in) : 0;
      if (is_null(row)) {
        builder.AddNull();
      } else if (exact) {
        builder.Add({units, static_cast<int8_t>(scale)});
      } else {
        builder.AddReal(real);
      }
    }
    out->push_back(std::move(builder).Finish(std::move(name), position, std::move(role)));
  } else if (static_cast<Kind>(kind) == Kind::kDay) {
    DayBuilder builder;
    for (size_t row = 0; row < rows && in->ok(); ++row) {
      const int64_t day = ReadInt(in);
      if (is_null(row)) {
        builder.AddNull();
      } else {
        builder.Add(static_cast<Day>(day));
      }
    }
    out->push_back(std::move(builder).Finish(std::move(name), position, std::move(role),
                                             static_cast<Grain>(grain)));
  } else {
    std::vector<std::string> texts(in->Size());
    for (std::string& text : texts) text = in->Text();
    TextBuilder builder;
    for (size_t row = 0; row < rows && in->ok(); ++row) {
      const uint64_t code = static_cast<uint64_t>(ReadInt(in));
      if (is_null(row)) {
        builder.AddNull();
      } else if (code >= texts.size()) {
        return false;
      } else {
        builder.Add(texts[static_cast<size_t>(code)]);
      }
    }
    out->push_back(std::move(builder).Finish(std::move(name), position, std::move(role)));
  }
  return in->ok();
}

bool SameRole(const ColumnRole& a, const ColumnRole& b) {
  return a.role == b.role && a.measure == b.measure && a.type == b.type && a.unit == b.unit &&
         a.currency == b.currency;
}

Column Joined(const Column& first, const Column& later) {
  const Column* parts[] = {&first, &later};
  if (first.kind() == Kind::kNumber) {
    NumberBuilder builder;
    for (const Column* part : parts) {
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
    return std::move(builder).Finish(first.name(), first.position(), first.role());
  }
  if (first.kind() == Kind::kDay) {
    DayBuilder builder;
    for (const Column* part : parts) {
      for (size_t row = 0; row < part->size(); ++row) {
        if (part->IsNull(row)) {
          builder.AddNull();
        } else {
          builder.Add(part->DayAt(row));
        }
      }
    }
    return std::move(builder).Finish(first.name(), first.position(), first.role(), first.grain());
  }
  TextBuilder builder;
  for (const Column* part : parts) {
    for (size_t row = 0; row < part->size(); ++row) {
      if (part->IsNull(row)) {
        builder.AddNull();
      } else {
        builder.Add(part->dictionary()[part->Code(row)]);
      }
    }
  }
  return std::move(builder).Finish(first.name(), first.position(), first.role());
}

Error BadFormat() { return {std::string(codes::kStateBadFormat), {}, {}, {}}; }

Error Differs(std::string_view column) {
  return {std::string(codes::kStateDiffers), {}, {{"column", std::string(column)}}, {}};
}

}  // namespace

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
  for (const Column& column : table.columns()) WriteColumn(column, out);
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
    if (!ReadColumn(in, static_cast<size_t>(rows), &columns)) return BadFormat();
  }
  if (!in->ok()) return BadFormat();
  Table table(std::move(kind), std::move(columns), static_cast<size_t>(rows));
  table.SetCurrency(std::move(currency));
  for (auto& [role, value] : constants) table.SetConstant(std::move(role), std::move(value));
  if (period) table.SetPeriod(*period);
  table.SetLines(std::move(lines));
  return table;
}

Result<Table> Join(const Table& first, const Table& later, int64_t lines) {
  if (first.kind() != later.kind() || first.currency() != later.currency() ||
      first.constants() != later.constants() ||
      first.columns().size() != later.columns().size()) {
    return Differs("");
  }
  std::vector<Column> columns;
  for (size_t i = 0; i < first.columns().size(); ++i) {
    const Column& a = first.columns()[i];
    const Column& b = later.columns()[i];
    if (a.name() != b.name() || a.kind() != b.kind() || a.grain() != b.grain() ||
        !SameRole(a.role(), b.role())) {
      return Differs(a.name());
    }
    columns.push_back(Joined(a, b));
  }
  Table table(first.kind(), std::move(columns), first.rows() + later.rows());
  table.SetCurrency(first.currency());
  for (const auto& [role, value] : first.constants()) table.SetConstant(role, value);
  if (first.period()) table.SetPeriod(*first.period());
  std::vector<std::pair<size_t, int64_t>> runs = first.lines();
  for (const auto& [row, line] : later.lines()) {
    runs.emplace_back(first.rows() + row, line + lines);
  }
  table.SetLines(std::move(runs));
  return table;
}

}  // namespace mittari::table
