#include "locale/cell_text.h"
#include "locale/date.h"

namespace mittari::locale {
namespace {

// Jalali years and impossible days are left to the careful reader.
bool Finish(int year, int month, int day, Day* out) {
  if (year < 1900 || year > 2100 || day < 1 || day > DaysInMonth(year, month)) return false;
  *out = DayFromCivil({year, month, day});
  return true;
}

}  // namespace

bool ReadPlainDate(std::string_view cell, DateOrder order, Day* out) {
  const size_t size = cell.size();
  if (size < 8 || size > 10) return false;
  const char* p = cell.data();
  const auto digit = [&](size_t i) { return p[i] - '0'; };
  if (size == 10 && p[4] == '-' && p[7] == '-') {
    for (const size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
      if (!IsDigit(p[i])) return false;
    }
    return Finish(digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3),
                  digit(5) * 10 + digit(6), digit(8) * 10 + digit(9), out);
  }
  if (order != DateOrder::kDmy && order != DateOrder::kMdy) return false;
  int parts[2] = {0, 0};
  size_t at = 0;
  char mark = 0;
  for (int& part : parts) {
    if (!IsDigit(p[at])) return false;
    part = digit(at++);
    if (IsDigit(p[at])) part = part * 10 + digit(at++);
    const char next = p[at++];
    if ((next != '/' && next != '.' && next != '-') || (mark != 0 && next != mark)) return false;
    mark = next;
  }
  if (size - at != 4) return false;
  int year = 0;
  for (; at < size; ++at) {
    if (!IsDigit(p[at])) return false;
    year = year * 10 + digit(at);
  }
  const bool day_first = order == DateOrder::kDmy;
  return Finish(year, parts[day_first ? 1 : 0], parts[day_first ? 0 : 1], out);
}

bool IsSurelyNoDate(std::string_view cell) {
  if (cell.empty() || cell.size() > 16) return false;
  size_t whole = 0;
  int64_t value = 0;
  for (; whole < cell.size() && IsDigit(cell[whole]); ++whole)
    value = value * 10 + cell[whole] - '0';
  if (whole == 0 || whole > 9) return false;
  if (whole == cell.size()) {
    if (whole == 8) return false;                           // 20250131
    if (whole == 5) return value < 20000 || value > 80000;  // a serial
    if (whole != 4 && whole != 6) return true;
    const int64_t year = whole == 4 ? value : value / 100;  // 2025, 202501
    return year < 1300 || (year > 1500 && year < 1900) || year > 2100;
  }
  if (cell[whole] != '.') return false;
  const size_t places = cell.size() - whole - 1;
  for (size_t i = whole + 1; i < cell.size(); ++i) {
    if (!IsDigit(cell[i])) return false;
  }
  // 2025.1, 1.2025 and a serial's fraction.
  const bool dated = whole == 5 || (whole == 4 && places <= 2) || (whole <= 2 && places == 4);
  return places > 0 && places <= 9 && !dated;
}

}  // namespace mittari::locale
