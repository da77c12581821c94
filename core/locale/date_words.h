#pragma once

#include <string_view>

namespace mittari::locale {

// What a word of a date says. Words come folded by FoldPlain.
struct DateWord {
  enum Kind { kNone, kMonth, kJalaliMonth, kWeekday, kWeek, kQuarter, kJoin };
  Kind kind = kNone;
  int month = 0;             // 1..12
  bool weekday_too = false;  // "mar" is March, and Tuesday in Spanish and French
};

// English, Turkish, Finnish, Persian, Portuguese, Spanish, German, French, Italian,
// Dutch and Swedish, whole or cut; kJoin for "de", "of", "th" and the like.
DateWord FindDateWord(std::string_view folded);

}  // namespace mittari::locale
