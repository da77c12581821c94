#include "locale/date.h"

#include <algorithm>

#include "locale/blank.h"
#include "locale/cell_text.h"
#include "locale/date_parts.h"
#include "locale/jalali.h"

namespace mittari::locale {
namespace parts {
namespace {

constexpr size_t Index(DateOrder order) { return static_cast<size_t>(order); }

// Which readings there are, and the one to take.
void Settle(DateOrder order, DateCell* cell) {
  constexpr DateOrder kPreferred[] = {DateOrder::kDmy, DateOrder::kMdy, DateOrder::kYmd,
                                      DateOrder::kJalali};
  const bool dmy = cell->Reads(DateOrder::kDmy);
  const bool mdy = cell->Reads(DateOrder::kMdy);
  if (dmy && !mdy) cell->bits |= kProvesDmy;
  if (mdy && !dmy) cell->bits |= kProvesMdy;
  const uint8_t possible = cell->orders;
  if (possible == 0) {
    cell->kind = DateKind::kText;
    cell->bits |= kNoSuchDay;
    return;
  }
  int readings = 0;
  bool differ = false;
  for (const DateOrder each : kPreferred) {
    if (!cell->Reads(each)) continue;
    if (++readings == 1) cell->day = cell->readings[Index(each)];
    differ = differ || cell->readings[Index(each)] != cell->day;
  }
  if (order != DateOrder::kUnknown) {
    if (cell->Reads(order)) {
      cell->day = cell->readings[Index(order)];
      differ = false;
    } else {
      cell->bits |= kAgainstOrder;
      // Asked for day or month first and not to be had: the other one, then.
      if (order == DateOrder::kDmy || order == DateOrder::kMdy) differ = false;
    }
  }
  cell->kind = differ ? DateKind::kAmbiguous : DateKind::kDay;
  if (!differ) cell->orders = 0, cell->readings = {};
}

void SetReading(DateOrder order, std::optional<Day> day, DateCell* cell) {
  if (!day) return;
  cell->orders |= static_cast<uint8_t>(1u << Index(order));
  cell->readings[Index(order)] = *day;
}

void SetDay(Day day, Grain grain, DateCell* cell) {
  cell->kind = DateKind::kDay;
  cell->day = day;
  cell->grain = grain;
}

// A year that stands as such, and so needs no order.
bool SetSure(std::optional<Day> day, Grain grain, int year, DateOrder order, uint16_t proves,
             DateCell* cell) {
  if (!day) {
    cell->kind = DateKind::kText;
    cell->bits |= kNoSuchDay;
    return true;
  }
  SetDay(*day, grain, cell);
  const bool jalali = IsJalaliYear(year);
  cell->bits |= jalali ? static_cast<uint16_t>(kProvesJalali) : proves;
  const bool fits = order == DateOrder::kUnknown || grain != Grain::kDay ||
                    order == (jalali ? DateOrder::kJalali : DateOrder::kYmd);
  if (!fits && (jalali || proves == kProvesYmd)) cell->bits |= kAgainstOrder;
  return true;
}

struct Run {
  int value = 0;
  int digits = 0;
};

Run TakeDigits(std::string_view text, size_t* pos) {
  Run run;
  while (*pos < text.size() && IsDigit(text[*pos]) && run.digits < 9) {
    run.value = run.value * 10 + (text[*pos] - '0');
    ++run.digits;
    ++*pos;
  }
  return run;
}

// Digits alone; `text` is nothing else but for a serial's fraction.
bool ReadBare(std::string_view text, const DateContext& context, DateCell* cell) {
  const auto number = [&](size_t from, size_t count) {
    int64_t value = 0;
    for (size_t i = from; i < from + count; ++i) value = value * 10 + (text[i] - '0');
    return value;
  };
  const size_t mark = text.find_first_of(".,");
  const size_t length = mark == std::string_view::npos ? text.size() : mark;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i != mark && !IsDigit(text[i])) return false;
  }
  cell->bits |= kBareNumber | kNotIso;
  if (length == 5 && context.date_column && mark + 1 != text.size()) {
    const int64_t serial = number(0, 5);
    if (serial < 20000 || serial > 80000) return false;
    // Serial 25569 is 1970-01-01; the 1904 system starts 1462 days later.
    SetDay(static_cast<Day>(serial - 25569 + (context.since_1904 ? 1462 : 0)), Grain::kDay, cell);
    cell->bits |= kSerial;
    if (mark != std::string_view::npos) {
      double fraction = 0, place = 0.1;
      for (size_t i = mark + 1; i < text.size(); ++i, place /= 10)
        fraction += (text[i] - '0') * place;
      cell->hour = static_cast<int8_t>(std::min(23, static_cast<int>(fraction * 24 + 1e-6)));
      cell->bits |= kTime;
    }
    return true;
  }
  if (mark != std::string_view::npos) return false;
  const auto whole_day = [&] {
    return MakeDay(static_cast<int>(number(0, 4)), static_cast<int>(number(4, 2)),
                   static_cast<int>(number(6, 2)));
  };
  const auto jalali = [&] { return IsJalaliYear(static_cast<int>(number(0, 4))); };
  std::optional<Day> day;
  if (length == 4) {
    day = MakeDay(static_cast<int>(number(0, 4)), 1, 1);
    if (day) SetDay(*day, Grain::kYear, cell);
  } else if (length == 6) {
    day = MakeDay(static_cast<int>(number(0, 4)), static_cast<int>(number(4, 2)), 1);
    if (day) SetDay(*day, Grain::kMonth, cell);
  } else if (length == 8) {
    day = whole_day();
    if (day) SetDay(*day, Grain::kDay, cell), cell->bits |= kProvesYmd;
  } else if ((length == 10 && text[0] == '2') || length == 14) {
    day = whole_day();
    const int64_t hour = number(8, 2);
    if (day && hour < 24) {
      SetDay(*day, length == 10 ? Grain::kHour : Grain::kDay, cell);
      cell->hour = static_cast<int8_t>(hour);
      cell->bits |= kTime | kProvesYmd;
    } else {
      day.reset();
    }
  } else if (context.date_column && (length == 10 || length == 13) && text[0] == '1') {
    const int64_t seconds = number(0, length) / (length == 13 ? 1000 : 1);
    day = static_cast<Day>(seconds / 86400);
    SetDay(*day, Grain::kDay, cell);
    cell->hour = static_cast<int8_t>(seconds % 86400 / 3600);
    cell->bits |= kUnixTime | kTime;
    return true;
  }
  if (!day) return false;
  if (jalali()) {
    cell->bits = static_cast<uint16_t>((cell->bits & ~kProvesYmd) | kProvesJalali);
  }
  return true;
}

}  // namespace

std::optional<Day> MakeDay(int year, int month, int day) {
  if (IsJalaliYear(year)) return DayFromJalali({year, month, day});
  const YearMonthDay date{year, month, day};
  if (year < 1900 || year > 2100 || !IsValidDate(date)) return std::nullopt;
  return DayFromCivil(date);
}

bool ReadNumeric(std::string_view text, bool arabic_digits, DateOrder order,
                 const DateContext& context, DateCell* cell) {
  size_t pos = 0;
  const Run a = TakeDigits(text, &pos);
  if (a.digits == 0) return false;
  const auto skip = [&] {
    while (pos < text.size() && text[pos] == ' ') ++pos;
  };
  const auto take_mark = [&](char* mark) {
    const size_t start = pos;
    skip();
    if (pos < text.size() && (text[pos] == '-' || text[pos] == '/' || text[pos] == '.')) {
      *mark = text[pos++];
      skip();
      if (pos < text.size() && IsDigit(text[pos])) return true;
    }
    pos = start;
    return false;
  };
  if (a.digits == 8 && pos < text.size() && (text[pos] == 'T' || text[pos] == ' ')) {
    // 20250131T101112, 20250131 10:11
    if (!ReadBare(text.substr(0, 8), context, cell)) return false;
    const std::string_view tail = text.substr(pos);
    if (tail.size() >= 7 && tail[0] == 'T' && tail.find(':') == std::string_view::npos) {
      const int hour = (tail[1] - '0') * 10 + (tail[2] - '0');
      if (hour < 0 || hour > 23) return false;
      cell->hour = static_cast<int8_t>(hour);
      cell->bits = static_cast<uint16_t>((cell->bits | kTime) & ~kBareNumber);
      return true;
    }
    cell->bits = static_cast<uint16_t>(cell->bits & ~kBareNumber);
    return ReadTail(tail, cell);
  }
  char mark = 0, second_mark = 0;
  if (!take_mark(&mark)) return ReadBare(text, context, cell);
  const Run b = TakeDigits(text, &pos);
  cell->bits |= kNotIso;
  if (!take_mark(&second_mark)) {
    if (pos != text.size()) return false;
    if (a.digits == 4 && b.digits <= 2) {
      if (mark == '.') cell->bits |= kBareNumber;  // 1403.5 may as well be an amount
      return SetSure(MakeDay(a.value, b.value, 1), Grain::kMonth, a.value, order, 0, cell);
    }
    if (a.digits <= 2 && b.digits == 4) {
      if (mark == '.') cell->bits |= kBareNumber;
      return SetSure(MakeDay(b.value, a.value, 1), Grain::kMonth, b.value, order, 0, cell);
    }
    return ReadBare(text, context, cell);
  }
  if (second_mark != mark) return false;
  const size_t third = pos;
  const Run c = TakeDigits(text, &pos);
  if (b.digits > 2 || a.digits + c.digits > 6) return false;
  if (!ReadTail(text.substr(pos), cell)) return false;

  if (a.digits == 4) {
    if (mark == '-' && b.digits == 2 && c.digits == 2 && third == 8) {
      cell->bits = static_cast<uint16_t>(cell->bits & ~kNotIso);
    }
    if (c.digits > 2) return false;
    return SetSure(MakeDay(a.value, b.value, c.value), Grain::kDay, a.value, order, kProvesYmd,
                   cell);
  }
  if (a.digits > 2) return false;
  if (mark == '.') cell->bits |= kDots;
  if (c.digits == 4) {
    if (IsJalaliYear(c.value)) {
      return SetSure(MakeDay(c.value, b.value, a.value), Grain::kDay, c.value, order, 0, cell);
    }
    SetReading(DateOrder::kDmy, MakeDay(c.value, b.value, a.value), cell);
    SetReading(DateOrder::kMdy, MakeDay(c.value, a.value, b.value), cell);
  } else if (c.digits == 2) {
    cell->bits |= kTwoDigitYear;
    const int year = FullYear(c.value);
    SetReading(DateOrder::kDmy, MakeDay(year, b.value, a.value), cell);
    SetReading(DateOrder::kMdy, MakeDay(year, a.value, b.value), cell);
    if (a.digits == 2 && b.digits == 2) {
      SetReading(DateOrder::kYmd, MakeDay(FullYear(a.value), b.value, c.value), cell);
    }
    if (arabic_digits || order == DateOrder::kJalali) {
      const int jalali = a.value + (a.value <= 50 ? 1400 : 1300);
      SetReading(DateOrder::kJalali, MakeDay(jalali, b.value, c.value), cell);
    }
  } else {
    return false;
  }
  Settle(order, cell);
  return true;
}

}  // namespace parts

std::string_view Name(DateOrder order) {
  constexpr std::string_view kNames[] = {"", "dmy", "mdy", "ymd", "jalali"};
  return kNames[static_cast<size_t>(order)];
}

DateOrder DateOrderFromName(std::string_view name) {
  for (const DateOrder order :
       {DateOrder::kDmy, DateOrder::kMdy, DateOrder::kYmd, DateOrder::kJalali}) {
    if (Name(order) == name) return order;
  }
  return DateOrder::kUnknown;
}

std::string_view Name(Grain grain) {
  constexpr std::string_view kNames[] = {"hour", "day", "week", "month", "quarter", "year"};
  return kNames[static_cast<size_t>(grain)];
}

DateCell ReadDate(std::string_view cell, DateOrder order, const DateContext& context) {
  DateCell out;
  // No blank token begins with a digit.
  if ((cell.empty() || !IsDigit(cell[0])) && IsBlankToken(cell)) return out;
  const auto text_cell = [](uint16_t bits) {
    DateCell text;
    text.kind = DateKind::kText;
    text.bits = bits & (kNoSuchDay | kNoYear);
    return text;
  };
  if (cell.size() > 96 || HasNoDigit(cell)) return text_cell(0);
  if (cell.size() == 10 && cell[4] == '-' &&
      (order == DateOrder::kUnknown || order == DateOrder::kYmd) &&
      ReadPlainDate(cell, order, &out.day)) {
    out.kind = DateKind::kDay;
    out.bits = kProvesYmd;
    return out;
  }
  const CellText normal(cell);
  const std::string_view text = normal.text();
  if (parts::ReadNumeric(text, normal.arabic_digits(), order, context, &out)) {
    return out.kind == DateKind::kText ? text_cell(out.bits) : out;
  }
  out = {};
  // Most cells that come here are numbers: nothing in them is a word or a time.
  if (std::none_of(text.begin(), text.end(), [](char c) { return c == ':' || IsWordByte(c); })) {
    return text_cell(0);
  }
  if (parts::ReadWorded(text, normal.arabic_digits(), order, context, &out) &&
      out.kind != DateKind::kText) {
    return out;
  }
  return text_cell(out.bits);
}

}  // namespace mittari::locale
