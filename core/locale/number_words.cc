#include "locale/number_words.h"

#include "locale/cell_text.h"

namespace mittari::locale {
namespace {

struct Power {
  std::string_view word;
  int power;
};

constexpr Power kPowers[] = {
    {"k", 3},         {"thousand", 3},   {"bin", 3},       {"tuhatta", 3},  {"tuhat", 3},
    {"tsd", 3},       {"tsd.", 3},       {"هزار", 3},      {"lakh", 5},     {"lac", 5},
    {"lakhs", 5},     {"m", 6},          {"mm", 6},        {"mn", 6},       {"mn.", 6},
    {"mio", 6},       {"mio.", 6},       {"mln", 6},       {"mill", 6},     {"mill.", 6},
    {"milj", 6},      {"milj.", 6},      {"million", 6},   {"millions", 6}, {"milyon", 6},
    {"miljoona", 6},  {"miljoonaa", 6},  {"millones", 6},  {"milhões", 6},  {"millionen", 6},
    {"میلیون", 6},    {"crore", 7},      {"crores", 7},    {"bn", 9},       {"bn.", 9},
    {"billion", 9},   {"mrd", 9},        {"mrd.", 9},      {"milyar", 9},   {"miljardi", 9},
    {"miljardia", 9}, {"milliarden", 9}, {"milliard", 9},  {"mlrd", 9},     {"mlr", 9},
    {"میلیارد", 9},   {"trilyon", 12},   {"trillion", 12},
};

struct Span {
  std::string_view word;
  int seconds;
};

constexpr Span kSpans[] = {
    {"s", 1},        {"sec", 1},       {"sec.", 1},    {"secs", 1},       {"second", 1},
    {"seconds", 1},  {"sn", 1},        {"sn.", 1},     {"saniye", 1},     {"sek", 1},
    {"sek.", 1},     {"sekuntia", 1},  {"sekunti", 1}, {"ثانیه", 1},      {"m", 60},
    {"min", 60},     {"min.", 60},     {"mins", 60},   {"minute", 60},    {"minutes", 60},
    {"dk", 60},      {"dk.", 60},      {"dakika", 60}, {"minuuttia", 60}, {"minuutti", 60},
    {"دقیقه", 60},   {"h", 3600},      {"hr", 3600},   {"hr.", 3600},     {"hrs", 3600},
    {"hour", 3600},  {"hours", 3600},  {"sa", 3600},   {"sa.", 3600},     {"saat", 3600},
    {"tunti", 3600}, {"tuntia", 3600}, {"ساعت", 3600}, {"d", 86400},      {"day", 86400},
    {"days", 86400}, {"gün", 86400},   {"pv", 86400},  {"päivää", 86400}, {"روز", 86400},
};

int SecondsOfWord(std::string_view word) {
  if (word == "SEK") return 0;  // in capitals the krona, not seconds
  for (const Span& span : kSpans) {
    if (EqualIgnoringCase(word, span.word)) return span.seconds;
  }
  return 0;
}

// Adds units * times / 10^scale to the sum, which grows to the larger scale.
bool AddTo(Decimal* sum, int64_t units, int scale, int times) {
  if (scale > 9 || __builtin_mul_overflow(units, times, &units)) return false;
  const int wide = scale > sum->scale ? scale : sum->scale;
  int64_t left = 0, right = 0;
  if (!Rescale(sum->units, sum->scale, wide, &left) || !Rescale(units, scale, wide, &right)) {
    return false;
  }
  sum->scale = static_cast<int8_t>(wide);
  return !__builtin_add_overflow(left, right, &sum->units);
}

}  // namespace

int PowerOfWord(std::string_view word, bool money) {
  for (const Power& power : kPowers) {
    if (EqualIgnoringCase(word, power.word)) return power.power;
  }
  return money && (word == "B" || word == "b") ? 9 : 0;
}

bool ReadWordedDuration(std::string_view text, Decimal* seconds) {
  Decimal sum;
  int parts = 0;
  int before = 0;  // the span of the part before; spans must shrink
  bool lone = false;
  for (size_t pos = 0; pos < text.size();) {
    int64_t units = 0;
    int scale = -1;
    size_t digits = 0;
    for (; pos < text.size() && digits < 15; ++pos) {
      if (IsDigit(text[pos])) {
        units = units * 10 + (text[pos] - '0');
        ++digits;
        if (scale >= 0) ++scale;
      } else if ((text[pos] == '.' || text[pos] == ',') && scale < 0 && digits > 0 &&
                 pos + 1 < text.size() && IsDigit(text[pos + 1])) {
        scale = 0;
      } else {
        break;
      }
    }
    if (digits == 0) return false;
    while (pos < text.size() && text[pos] == ' ') ++pos;
    const size_t start = pos;
    while (pos < text.size() && IsWordByte(text[pos])) ++pos;
    if (pos < text.size() && text[pos] == '.' && pos > start) ++pos;
    const std::string_view word = text.substr(start, pos - start);
    const int span = SecondsOfWord(word);
    if (span == 0 || (before != 0 && span >= before)) return false;
    if (!AddTo(&sum, units, scale < 0 ? 0 : scale, span)) return false;
    lone = span == 86400 || word == "m" || word == "M";
    before = span;
    ++parts;
    while (pos < text.size() && (text[pos] == ' ' || text[pos] == ',')) ++pos;
  }
  if (parts == 0 || (parts == 1 && lone)) return false;
  *seconds = sum;
  return true;
}

bool ReadClockDuration(std::string_view text, Decimal* seconds, bool* two_parts) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  int64_t parts[3] = {0, 0, 0};
  int count = 0;
  size_t pos = 0;
  for (;; ++pos) {
    const size_t start = pos;
    for (; pos < text.size() && IsDigit(text[pos]) && pos - start < 7; ++pos) {
      parts[count] = parts[count] * 10 + (text[pos] - '0');
    }
    if (pos == start || (count > 0 && (pos - start != 2 || parts[count] > 59))) return false;
    ++count;
    if (pos == text.size() || text[pos] != ':' || count == 3) break;
  }
  if (count < 2) return false;
  int64_t fraction = 0;
  int scale = 0;
  if (pos < text.size()) {
    if ((text[pos] != '.' && text[pos] != ',') || pos + 1 == text.size()) return false;
    for (++pos; pos < text.size(); ++pos, ++scale) {
      if (!IsDigit(text[pos]) || scale == 9) return false;
      fraction = fraction * 10 + (text[pos] - '0');
    }
  }
  int64_t whole = 0;
  for (int i = 0; i < count; ++i) whole = whole * 60 + parts[i];
  *two_parts = count == 2;
  const int64_t units = whole * PowerOfTen(scale) + fraction;
  *seconds = {negative ? -units : units, static_cast<int8_t>(scale)};
  return true;
}

}  // namespace mittari::locale
