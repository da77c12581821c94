#include "locale/cell_text.h"
#include "locale/date_parts.h"

namespace mittari::locale::parts {
namespace {

int TwoDigits(std::string_view text, size_t at) {
  if (at + 2 > text.size() || !IsDigit(text[at]) || !IsDigit(text[at + 1])) return -1;
  if (at + 2 < text.size() && IsDigit(text[at + 2])) return -1;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

struct HalfDay {
  std::string_view text;
  bool afternoon;
};

constexpr HalfDay kHalves[] = {{"am", false},    {"pm", true},    {"a.m.", false}, {"p.m.", true},
                               {"a. m.", false}, {"p. m.", true}, {"öö", false},   {"ös", true},
                               {"oo", false},    {"os", true},    {"ap.", false},  {"ip.", true},
                               {"ap", false},    {"ip", true},    {"ق.ظ", false},  {"ب.ظ", true}};

// "+03:00", "+0300", "-5", "Z", "UTC", "GMT+3", "EEST", "Europe/Helsinki", "[...]".
size_t TakeZone(std::string_view text) {
  size_t pos = 0;
  while (pos < text.size() && pos < 40 &&
         (IsWordByte(text[pos]) || text[pos] == '/' || text[pos] == '_')) {
    ++pos;
  }
  const std::string_view name = text.substr(0, pos);
  // A month or weekday may follow a time ("12:00 Jan 5"): zones are short or have a slash.
  bool zone = name.find('/') != std::string_view::npos;
  for (const std::string_view known :
       {"z",    "utc", "gmt",  "est", "edt", "cst", "cdt",  "mst", "mdt", "pst",  "pdt",  "cet",
        "cest", "eet", "eest", "bst", "ist", "trt", "irst", "msk", "wet", "west", "aest", "aedt"}) {
    zone = zone || EqualIgnoringCase(name, known);
  }
  if (!zone) pos = 0;
  if (pos < text.size() && (text[pos] == '+' || text[pos] == '-') && pos + 1 < text.size() &&
      IsDigit(text[pos + 1])) {
    size_t at = pos + 1;
    while (at < text.size() && (IsDigit(text[at]) || text[at] == ':') && at - pos < 6) ++at;
    pos = at;
  }
  return pos;
}

}  // namespace

size_t TakeTime(std::string_view text, int* hour) {
  size_t pos = 0;
  int value = 0;
  while (pos < text.size() && IsDigit(text[pos]) && pos < 3)
    value = value * 10 + (text[pos++] - '0');
  if (pos == 0 || pos > 2 || value > 23 || pos >= text.size()) return 0;
  const char mark = text[pos];
  if (mark != ':' && mark != '.') return 0;
  const int minute = TwoDigits(text, pos + 1);
  if (minute < 0 || minute > 59) return 0;
  pos += 3;
  if (pos < text.size() && text[pos] == mark && TwoDigits(text, pos + 1) >= 0) {
    if (TwoDigits(text, pos + 1) > 60) return 0;
    pos += 3;
    if (pos + 1 < text.size() && (text[pos] == '.' || text[pos] == ',') && IsDigit(text[pos + 1])) {
      ++pos;
      while (pos < text.size() && IsDigit(text[pos])) ++pos;
    }
  }
  size_t next = pos;
  while (next < text.size() && text[next] == ' ') ++next;
  for (const HalfDay& half : kHalves) {
    const std::string_view word = text.substr(next, half.text.size());
    const size_t after = next + half.text.size();
    if (!EqualIgnoringCase(word, half.text)) continue;
    if (after < text.size() && IsWordByte(text[after])) continue;
    if (value < 1 || value > 12) return 0;
    value = value % 12 + (half.afternoon ? 12 : 0);
    pos = after;
    break;
  }
  next = pos;
  while (next < text.size() && text[next] == ' ') ++next;
  if (const size_t zone = TakeZone(text.substr(next)); zone > 0) pos = next + zone;
  // Microsoft's hour of the day after the time: "12:00:00 AM|11".
  if (pos + 1 < text.size() && text[pos] == '|' && IsDigit(text[pos + 1])) {
    size_t at = pos + 1;
    int bucket = 0;
    while (at < text.size() && IsDigit(text[at]) && at - pos < 3)
      bucket = bucket * 10 + (text[at++] - '0');
    if (bucket > 23) return 0;
    value = bucket;
    pos = at;
  }
  *hour = value;
  return pos;
}

bool ReadTail(std::string_view tail, DateCell* cell) {
  if (tail.starts_with('.')) tail.remove_prefix(1);
  const bool joined = tail.starts_with('T') || tail.starts_with('t');
  if (joined || tail.starts_with(',')) tail.remove_prefix(1);
  const bool apart = joined || tail.starts_with(' ');
  while (tail.starts_with(' ')) tail.remove_prefix(1);
  if (tail.empty()) return !joined;
  // "2026-01-01Z", "2026-01-01+03:00"; but "2026-01-01-1" is no date.
  if (TakeZone(tail) == tail.size()) return tail[0] != '-' || tail.find(':') != tail.npos;
  if (!apart) return false;
  for (const std::string_view lead : {"klo ", "at ", "saat ", "um ", "ساعت ", "- "}) {
    if (tail.starts_with(lead)) tail.remove_prefix(lead.size());
  }
  int hour = -1;
  if (tail.size() == 2 && TwoDigits(tail, 0) >= 0 && TwoDigits(tail, 0) < 24) {
    hour = TwoDigits(tail, 0);
  } else if (TakeTime(tail, &hour) != tail.size()) {
    return false;
  }
  cell->hour = static_cast<int8_t>(hour);
  cell->bits |= kTime;
  return true;
}

}  // namespace mittari::locale::parts
