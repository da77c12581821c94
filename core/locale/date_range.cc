#include <algorithm>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "locale/cell_text.h"
#include "locale/date.h"
#include "locale/jalali.h"

namespace mittari::locale {
namespace {

// Where a number or word begins and ends.
struct Piece {
  size_t begin = 0;
  size_t end = 0;
  bool number = false;
};

std::vector<Piece> Cut(std::string_view text) {
  std::vector<Piece> pieces;
  for (size_t pos = 0; pos < text.size();) {
    if (!IsDigit(text[pos]) && !IsWordByte(text[pos])) {
      ++pos;
      continue;
    }
    Piece piece{pos, pos, IsDigit(text[pos])};
    while (pos < text.size() && (piece.number ? IsDigit(text[pos]) : IsWordByte(text[pos]))) ++pos;
    piece.end = pos;
    pieces.push_back(piece);
  }
  return pieces;
}

constexpr size_t kMaxPieces = 300;
constexpr size_t kWidest = 9;  // pieces in one date with its time

Day LastDay(const DateCell& cell) {
  const bool jalali = (cell.bits & kProvesJalali) != 0;
  if (cell.grain == Grain::kHour || cell.grain == Grain::kDay) return cell.day;
  if (cell.grain == Grain::kWeek) return cell.day + 6;
  const int months = cell.grain == Grain::kMonth ? 1 : cell.grain == Grain::kQuarter ? 3 : 12;
  if (jalali) {
    Day day = cell.day;
    for (int i = 0; i < months; ++i) {
      const auto date = JalaliFromDay(day);
      if (!date) return cell.day;
      day += DaysInJalaliMonth(date->year, date->month);
    }
    return day - 1;
  }
  YearMonthDay date = CivilFromDay(cell.day);
  date.month += months;
  if (date.month > 12) date.month -= 12, ++date.year;
  return DayFromCivil(date) - 1;
}

// Dashes and no-break spaces as ASCII, so that they separate.
std::string Plain(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const size_t start = pos;
    const char32_t c = utf8::Next(text, &pos);
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) {
      out.push_back('-');
    } else if (c == 0x00A0 || c == 0x202F) {
      out.push_back(' ');
    } else {
      out.append(text, start, pos - start);
    }
  }
  return out;
}

// Where the words between two days stand: their begin and end.
std::vector<std::pair<size_t, size_t>> Joints(std::string_view text) {
  static constexpr std::string_view kWords[] = {" to ",  " - ",  "..", "~",   " bis ", " ile ",
                                                " tot ", " au ", "/",  " a ", " al ",  " تا "};
  std::vector<std::pair<size_t, size_t>> joints;
  for (std::string_view word : kWords) {
    const size_t at = text.find(word);
    // A slash joins two days only as in 2025-02-01/2025-02-28.
    if (at == std::string_view::npos || (word == "/" && at * 2 + 1 != text.size())) continue;
    joints.emplace_back(at, at + word.size());
  }
  if (text.size() % 2 == 1 && text[text.size() / 2] == '-') {
    joints.emplace_back(text.size() / 2, text.size() / 2 + 1);
  }
  return joints;
}

bool IsDay(const DateCell& cell) {
  return (cell.kind == DateKind::kDay || cell.kind == DateKind::kAmbiguous) &&
         cell.grain == Grain::kDay;
}

Grain GrainOf(Day first, Day last) {
  if (last == first) return Grain::kDay;
  if (last - first < 7) return Grain::kWeek;
  const YearMonthDay from = CivilFromDay(first), to = CivilFromDay(last);
  if (from.year != to.year) return Grain::kYear;
  if (from.month == to.month) return Grain::kMonth;
  return (from.month - 1) / 3 == (to.month - 1) / 3 ? Grain::kQuarter : Grain::kYear;
}

std::vector<DateCell> FindIn(std::string_view text) {
  std::vector<DateCell> found;
  std::vector<std::string_view> yearless;
  const std::vector<Piece> pieces = Cut(text);
  if (pieces.size() > kMaxPieces) return found;
  for (size_t i = 0; i < pieces.size();) {
    size_t used = 0;
    for (size_t n = std::min(kWidest, pieces.size() - i); n > 0 && used == 0; --n) {
      const std::string_view part =
          text.substr(pieces[i].begin, pieces[i + n - 1].end - pieces[i].begin);
      const DateCell cell = ReadDate(part);
      if (cell.kind == DateKind::kText && (cell.bits & kNoYear) != 0) {
        yearless.push_back(part);
        used = n;
      }
      if (cell.kind != DateKind::kDay && cell.kind != DateKind::kAmbiguous) continue;
      // A bare year or yyyymm is any number; eight digits that make a day are a date.
      if ((cell.bits & kBareNumber) != 0 && cell.grain != Grain::kDay) continue;
      if (used == 0) {
        found.push_back(cell);
        used = n;
      }
    }
    i += std::max<size_t>(used, 1);
  }
  // "July 8 - July 31, 2025": the year stands once.
  if (!found.empty()) {
    for (const std::string_view part : yearless) {
      DateContext context;
      context.year = CivilFromDay(found.back().day).year;
      if (found.back().bits & kProvesJalali) {
        if (const auto date = JalaliFromDay(found.back().day)) context.year = date->year;
      }
      const DateCell cell = ReadDate(part, DateOrder::kUnknown, context);
      if (cell.kind == DateKind::kDay) found.insert(found.begin(), cell);
    }
  }
  return found;
}

}  // namespace

std::vector<DateCell> FindDates(std::string_view text) { return FindIn(Plain(text)); }

std::optional<DateRange> FindDateRange(std::string_view written) {
  const std::string plain = Plain(written);
  const std::string_view text = plain;
  const std::vector<DateCell> dates = FindIn(text);
  if (dates.empty() || dates.size() > 2) return std::nullopt;
  // "9/1/2026 - 9/24/2026": the second day shows how the first is written.
  const uint32_t proven = dates.front().bits | dates.back().bits;
  const DateOrder order = (proven & kProvesMdy) != 0   ? DateOrder::kMdy
                          : (proven & kProvesDmy) != 0 ? DateOrder::kDmy
                                                       : DateOrder::kUnknown;
  for (const DateCell& date : dates) {
    if (date.kind != DateKind::kDay &&
        (date.kind != DateKind::kAmbiguous || order == DateOrder::kUnknown)) {
      return std::nullopt;
    }
  }
  // "1 - 31 January 2026": a day number before the date, joined by a dash, begins the range.
  const auto day_of = [order](const DateCell& date) {
    return date.kind == DateKind::kAmbiguous ? date.In(order) : date.day;
  };
  Day first = day_of(dates.front());
  if (dates.size() == 1 && dates[0].grain == Grain::kDay) {
    const std::vector<Piece> pieces = Cut(text);
    for (size_t i = 0; i + 1 < pieces.size(); ++i) {
      const std::string_view between =
          text.substr(pieces[i].end, pieces[i + 1].begin - pieces[i].end);
      const bool dash = between.find('-') != std::string_view::npos;
      if (!pieces[i].number || !pieces[i + 1].number || !dash ||
          pieces[i].end - pieces[i].begin > 2 || (dates[0].bits & kWorded) == 0) {
        continue;
      }
      int day = 0;
      for (size_t at = pieces[i].begin; at < pieces[i].end; ++at) day = day * 10 + (text[at] - '0');
      const YearMonthDay last = CivilFromDay(dates[0].day);
      if (day < 1 || day > last.day || (dates[0].bits & kProvesJalali) != 0) return std::nullopt;
      first = DayFromCivil({last.year, last.month, day});
    }
  }
  const Day last = dates.back().kind == DateKind::kAmbiguous ? day_of(dates.back()) : LastDay(dates.back());
  if (last < first) return std::nullopt;
  return DateRange{first, last};
}

DateCell ReadDateOrSpan(std::string_view cell, DateOrder order, const DateContext& context) {
  const DateCell whole = ReadDate(cell, order, context);
  constexpr size_t kShortest = 11;  // "1.2 - 7.2.25"
  constexpr size_t kLongest = 80;
  const std::string_view trimmed = utf8::Trim(cell);
  if (whole.kind != DateKind::kText || trimmed.size() < kShortest || trimmed.size() > kLongest ||
      std::count_if(trimmed.begin(), trimmed.end(), IsDigit) < 4) {
    return whole;
  }
  const std::string plain = Plain(trimmed);
  const std::string_view text = plain;
  for (const auto& [begin, end] : Joints(text)) {
    const DateCell last = ReadDate(utf8::Trim(text.substr(end)), order);
    if (!IsDay(last)) continue;
    DateContext near;
    near.year = CivilFromDay(last.In(order)).year;
    DateCell first = ReadDate(utf8::Trim(text.substr(0, begin)), order, near);
    if (!IsDay(first) || (first.kind == last.kind && last.In(order) < first.In(order))) continue;
    first.grain = first.kind == last.kind ? GrainOf(first.In(order), last.In(order)) : Grain::kMonth;
    first.bits |= kNotIso;
    return first;
  }
  return whole;
}

}  // namespace mittari::locale
