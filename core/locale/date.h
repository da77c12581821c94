#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace mittari::locale {

enum class DateOrder : uint8_t { kUnknown, kDmy, kMdy, kYmd, kJalali };
std::string_view Name(DateOrder order);  // "dmy", "mdy", "ymd", "jalali"; "" for kUnknown
DateOrder DateOrderFromName(std::string_view name);

enum class DateKind : uint8_t {
  kBlank,
  kDay,        // one reading only: `day`
  kAmbiguous,  // In(order) gives the reading of each order that Reads()
  kText,
};

enum class Grain : uint8_t { kHour, kDay, kWeek, kMonth, kQuarter, kYear };
std::string_view Name(Grain grain);  // "hour", "day", ...

enum DateBits : uint16_t {
  kProvesDmy = 1,     // 31/12/2025
  kProvesMdy = 2,     // 12/31/2025
  kProvesYmd = 4,     // the year stands first
  kProvesJalali = 8,  // year 1300..1500, or a Persian month
  kDots = 16,         // 3.4.2025: day first, unless a cell proves otherwise
  kTwoDigitYear = 32,
  kWorded = 64,        // the month stands as a word
  kTime = 128,         // a time of day follows
  kNoSuchDay = 256,    // kText: looks like a date that does not exist
  kNoYear = 512,       // kText: "Jan 5"
  kBareNumber = 1024,  // 2024, 202405, 20250131, 2025.01: might be a plain number
  kSerial = 2048,      // a spreadsheet's serial day
  kUnixTime = 4096,
  kAgainstOrder = 8192,  // readable only in another order than the one asked for
  kNotIso = 16384,       // anything but yyyy-mm-dd: was re-read
};

struct DateCell {
  DateKind kind = DateKind::kBlank;
  Grain grain = Grain::kDay;
  int8_t hour = -1;               // of the day, where a time stands
  uint8_t orders = 0;             // kAmbiguous: bit (1 << order) for each possible one
  uint16_t bits = 0;              // DateBits
  Day day = 0;                    // first day of the grain
  std::array<Day, 5> readings{};  // kAmbiguous: by DateOrder

  bool Reads(DateOrder order) const { return (orders >> static_cast<int>(order)) & 1; }
  // The day in an order; `day` where the cell has one reading or lacks this one.
  Day In(DateOrder order) const {
    return Reads(order) ? readings[static_cast<size_t>(order)] : day;
  }
};

// What the caller knows of the column.
struct DateContext {
  // The column holds dates: bare numbers 20000..80000 are spreadsheet serials, and
  // 10 or 13 digits seconds or milliseconds since 1970 (UTC). Otherwise: text.
  bool date_column = false;
  bool since_1904 = false;  // serials count from 1904-01-01
  int year = 0;             // for cells without a year; 0: such a cell is text
};

// Reads one cell. What the cell proves by itself wins over `order` (and sets
// kAgainstOrder); `order` settles only the ambiguous, so with kDmy or kMdy given,
// 03/04/2025 is a kDay. The day is the one written: time zones move nothing.
// Two-digit years are 1970..2069. Cells above 96 bytes are text.
//
// Reads: yyyy-mm-dd (T time, zone), yyyymmdd, yyyymmddhh, d.m.yyyy, d/m/yy, m-d-yyyy,
// y/m/d; month names in en tr fi fa pt es de fr it nl sv, whole or cut, with weekday
// or "de"; 2024-W05, Week 5, 2024; 2024-Q1, 1Ç 2024; 2024-05, 05/2024, May 2024; 2024;
// Jalali years 1300..1500 in any of these, and Persian month names.
DateCell ReadDate(std::string_view cell, DateOrder order = DateOrder::kUnknown,
                  const DateContext& context = {});

// The fast path for the common cell: yyyy-mm-dd, or with kDmy or kMdy a day, a month and
// four digits of year between '/', '.' or '-'. True and *out, or false for everything
// else, which ReadDate then reads. Never differs from ReadDate(cell, order), which then
// is a kDay of Grain::kDay without an hour.
bool ReadPlainDate(std::string_view cell, DateOrder order, Day* out);

// A quick look at a number: true only where ReadDate gives kText without bits, as a
// column of dates or not. False says nothing.
bool IsSurelyNoDate(std::string_view cell);

// ReadDate, and for "2025-02-01 to 2025-02-28", "1.2.2025 – 7.2.2025" or "Feb 1 - Feb 7,
// 2025" the first day. The grain then is the shortest period that holds both days: a week
// for up to seven days, else the month, quarter or year that they share, and else the year.
DateCell ReadDateOrSpan(std::string_view cell, DateOrder order = DateOrder::kUnknown,
                        const DateContext& context = {});

struct DateRange {
  Day first = 0;
  Day last = 0;  // inclusive
};

// The dates that stand in a text, in its order, ambiguous ones included. A bare year
// or yyyymm is not taken for one.
std::vector<DateCell> FindDates(std::string_view text);

// The period named in a line above a table: "27 January 2026 - 23 February 2026",
// "5 de maio de 2026 - 15 de maio de 2026", "Report Start: 2026-01-01, Report End:
// 2026-01-31", "20250101-20250131". One date alone is a range of its grain. Nothing
// where a date in it is ambiguous, or where last is before first.
std::optional<DateRange> FindDateRange(std::string_view text);

}  // namespace mittari::locale
