#include "locale/header.h"

#include "base/utf8.h"
#include "locale/cell_text.h"
#include "locale/currency.h"
#include "locale/fold.h"
#include "locale/number_words.h"

namespace mittari::locale {
namespace {

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

// "UTC", "in UTC", "GMT+03:00", "Europe/Helsinki", "EST"; the zone as written, or empty.
std::string_view Zone(std::string_view text) {
  constexpr std::string_view kZones[] = {"UTC", "GMT",  "EST", "EDT", "CST",  "CDT",
                                         "MST", "MDT",  "PST", "PDT", "CET",  "CEST",
                                         "EET", "EEST", "BST", "TRT", "IRST", "Z"};
  if (text.starts_with("in ")) text.remove_prefix(3);
  for (const std::string_view zone : kZones) {
    if (!text.starts_with(zone)) continue;
    const std::string_view rest = text.substr(zone.size());
    if (rest.find_first_not_of("+-0123456789: ") == std::string_view::npos &&
        (rest.empty() || rest.find_first_of("+-") != std::string_view::npos)) {
      return text;
    }
  }
  constexpr std::string_view kAreas[] = {"Europe/",   "America/", "Asia/",      "Africa/",
                                         "Atlantic/", "Pacific/", "Australia/", "Etc/"};
  for (const std::string_view area : kAreas) {
    if (text.starts_with(area)) return text;
  }
  return {};
}

std::string_view StripMarks(std::string_view text) {
  for (;;) {
    const std::string_view before = text;
    text = utf8::Trim(text);
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
        text.back() == text.front()) {
      text = text.substr(1, text.size() - 2);
    }
    if (text.starts_with('*')) text.remove_prefix(1);
    if (text.ends_with('*')) text.remove_suffix(1);
    if (text.size() == before.size()) return text;
  }
}

// A trailing bracket: the text inside, and where it opens; npos where there is none.
size_t BracketStart(std::string_view text) {
  if (text.empty()) return std::string_view::npos;
  const char close = text.back();
  const char open = close == ')' ? '(' : close == ']' ? '[' : '\0';
  if (open == '\0') return std::string_view::npos;
  int depth = 0;
  for (size_t i = text.size(); i-- > 0;) {
    if (text[i] == close) ++depth;
    if (text[i] == open && --depth == 0) return i;
  }
  return std::string_view::npos;
}

// "Cost USD", "cost_usd", "Spend €", "Spend - EUR", "Spend in USD".
bool TakeTrailingCurrency(std::string_view* text, std::string* currency) {
  size_t cut = text->find_last_of(" _-,/");
  if (cut == std::string_view::npos || cut == 0 || cut + 1 == text->size()) return false;
  const std::string_view word = text->substr(cut + 1);
  const bool sign = static_cast<unsigned char>(word[0]) >= 0x80 || word == "$" || word == "TL";
  if (!sign && !IsCommonCurrency(word)) return false;
  // One case throughout: "Try" and "Sek" are words.
  if (!sign && !(IsUpper(word[0]) && IsUpper(word[1]) && IsUpper(word[2])) &&
      !(IsLower(word[0]) && IsLower(word[1]) && IsLower(word[2]))) {
    return false;
  }
  const std::string_view code = CurrencyFromText(word);
  if (code.empty()) return false;
  while (cut > 0 && std::string_view(" _-,/").find((*text)[cut - 1]) != std::string_view::npos)
    --cut;
  if (cut > 3 && (FoldPlain(text->substr(cut - 3, 3)) == "in")) cut -= 3;  // "Spend in USD"
  if (cut == 0) return false;
  *text = text->substr(0, cut);
  *currency = code;
  return true;
}

// "k€", "$000", "bin TL", "EUR 1000", "میلیون تومان": the power of ten, and the currency if
// one stands there; 0 for anything else. A lone "m", "mm", "t" or "B" measures something else.
int PowerOfNote(std::string_view note, std::string* currency) {
  int power = 0;
  std::string found;
  const auto take = [&](std::string_view word) {
    if (const std::string_view code = CurrencyFromText(word); !code.empty()) {
      if (!found.empty()) return false;
      found = code;
      return true;
    }
    while (!word.empty() && (word[0] == '\'' || word[0] == '1')) word.remove_prefix(1);
    const int read = word == "000" || word == "000s" || word == "t" || word == "thousands"
                         ? 3
                         : PowerOfWord(word, true);
    if (read == 0 || power != 0) return false;
    power = read;
    return true;
  };
  bool alone = true;
  for (const std::string& word : Tokens(note)) {
    if (word == "in") continue;
    // A sign or a code joined to it: "k€", "$k", "tEUR".
    bool taken = take(word);
    for (size_t cut = 1; !taken && cut < word.size() && cut <= 4; ++cut) {
      const size_t signs[] = {cut, word.size() - cut};
      for (const size_t at : signs) {
        const std::string_view first = std::string_view(word).substr(0, at);
        const std::string_view last = std::string_view(word).substr(at);
        if (taken || CurrencyFromText(first).empty() == CurrencyFromText(last).empty()) continue;
        const std::string before = found;
        const int was = power;
        taken = take(first) && take(last);
        if (!taken) found = before, power = was;
      }
    }
    if (!taken) return 0;
    alone = alone && (word.size() == 1 ? word != "k" && word != "K" : EqualIgnoringCase(word, "mm"));
  }
  if (power == 0 || (alone && found.empty())) return 0;
  if (!found.empty()) *currency = found;
  return power;
}

}  // namespace

std::string FoldHeader(std::string_view text) { return Fold(text, {}); }
std::string FoldHeaderTurkish(std::string_view text) { return Fold(text, {.turkish = true}); }
std::string FoldPlain(std::string_view text) { return Fold(text, {.plain = true}); }

std::string FoldCamel(std::string_view text) {
  std::string cut;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool word_ends = i > 0 && IsUpper(text[i]) &&
                           (IsLower(text[i - 1]) || (text[i - 1] >= '0' && text[i - 1] <= '9') ||
                            (IsUpper(text[i - 1]) && i + 1 < text.size() && IsLower(text[i + 1])));
    if (word_ends) cut.push_back(' ');
    cut.push_back(text[i]);
  }
  return FoldHeader(cut);
}

HeaderParts SplitHeader(std::string_view header) {
  HeaderParts parts;
  std::string_view text = StripMarks(header);
  for (;;) {
    const size_t open = BracketStart(text);
    if (open == std::string_view::npos) break;
    const std::string_view before = StripMarks(text.substr(0, open));
    if (before.empty()) break;
    const std::string_view inside = utf8::Trim(text.substr(open + 1, text.size() - open - 2));
    const std::string_view currency = CurrencyFromText(inside);
    const std::string_view zone = Zone(inside);
    if (!currency.empty() && parts.currency.empty()) {
      parts.currency = currency;
    } else if (!zone.empty() && parts.zone.empty()) {
      parts.zone = zone;
    } else if (const int power = PowerOfNote(inside, &parts.currency); power > 0) {
      parts.power = power;
    } else {
      parts.note =
          parts.note.empty() ? std::string(inside) : std::string(inside) + ", " + parts.note;
    }
    text = before;
  }
  if (parts.currency.empty()) TakeTrailingCurrency(&text, &parts.currency);
  parts.base = text;
  return parts;
}

std::vector<std::string> Tokens(std::string_view folded) {
  std::vector<std::string> tokens;
  for (size_t pos = 0; pos < folded.size();) {
    const size_t space = std::min(folded.find(' ', pos), folded.size());
    if (space > pos) tokens.emplace_back(folded.substr(pos, space - pos));
    pos = space + 1;
  }
  return tokens;
}

std::string FoldValue(std::string_view text) {
  std::string folded = Fold(StripMarks(text), {.separators = false});
  while (!folded.empty() && (folded.back() == ':' || folded.back() == ' ')) folded.pop_back();
  return folded;
}

}  // namespace mittari::locale
