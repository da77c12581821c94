// Months, quarters, weeks and days that stand without their year, and the year that a text names.
#include <algorithm>

#include "base/utf8.h"
#include "ingest/wide.h"
#include "locale/date.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// Whether a text without a year of its own is a date once a year stands behind it.
bool Reads(std::string_view text, std::string_view year) {
  const auto read = [](std::string_view whole) { return locale::ReadDate(whole).kind; };
  return read(std::string(text) + std::string(year)) == locale::DateKind::kDay &&
         read(text) == locale::DateKind::kText;
}

}  // namespace

bool IsBareMonth(std::string_view cell) {
  const std::string_view text = utf8::Trim(cell);
  if (text.size() < 2 || text.size() > 24 || !std::any_of(text.begin(), text.end(), IsLetter)) return false;
  return Reads(text, " 2000") || IsPersianMonth(text);
}

bool IsPersianMonth(std::string_view cell) {
  const std::string_view text = utf8::Trim(cell);
  if (text.size() < 4 || text.size() > 24 || !std::any_of(text.begin(), text.end(), IsLetter)) return false;
  return Reads(text, " 1400") && !Reads(text, " 2000");
}

int OneYear(const std::vector<std::string>& texts) {
  int year = 0;
  for (const std::string& text : texts) {
    size_t digits = 0;
    for (size_t i = 0; i <= text.size(); ++i) {
      if (i < text.size() && IsDigit(text[i])) {
        ++digits;
        continue;
      }
      if (digits == 4) {
        int found = 0;
        for (size_t k = i - 4; k < i; ++k) found = found * 10 + (text[k] - '0');
        if (found >= 1990 && found <= 2100) {
          if (year != 0 && year != found) return 0;
          year = found;
        }
      }
      digits = 0;
    }
  }
  return year;
}

void FindNumberedMonths(std::vector<schema::ColumnFacts>* facts) {
  const schema::Vocabulary& vocabulary = schema::Vocabulary::Builtin();
  const int date = vocabulary.FindRole("date");
  schema::ColumnFacts* month = nullptr;
  bool years = false;
  for (schema::ColumnFacts& column : *facts) {
    if (column.kind != schema::ColumnFacts::Kind::kNumber || column.fractions || column.percent) continue;
    const bool year = column.greatest >= 1300 && column.greatest <= 2100;
    if (!year && (column.greatest < 1 || column.greatest > 12)) continue;
    for (const schema::Hit& hit : vocabulary.Exact(column.header)) {
      if (hit.role != date) continue;
      years = years || year;
      if (!year) month = &column;
    }
  }
  if (years && month != nullptr) month->maybe_date = true;
}

}  // namespace mittari::ingest
