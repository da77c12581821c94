#include "csv/encoding.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "csv/block64.h"
#include "csv/code_pages.h"

namespace mittari::csv {
namespace {

using std::string_view;

unsigned char Byte(char c) { return static_cast<unsigned char>(c); }

bool IsAsciiLetter(unsigned char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

struct Alias {
  string_view name;
  Encoding encoding;
};

constexpr Alias kAliases[] = {
    {"utf-8", Encoding::kUtf8},
    {"utf-16le", Encoding::kUtf16Le},
    {"utf-16be", Encoding::kUtf16Be},
    {"windows-1252", Encoding::kWindows1252},
    {"windows-1254", Encoding::kWindows1254},
    {"windows-1256", Encoding::kWindows1256},
    {"iso-8859-9", Encoding::kIso8859_9},
    {"utf8", Encoding::kUtf8},
    {"unicode-1-1-utf-8", Encoding::kUtf8},
    {"utf-8-sig", Encoding::kUtf8},
    {"utf-16", Encoding::kUtf16Le},
    {"utf16", Encoding::kUtf16Le},
    {"utf16le", Encoding::kUtf16Le},
    {"utf16be", Encoding::kUtf16Be},
    {"unicode", Encoding::kUtf16Le},
    {"ucs-2", Encoding::kUtf16Le},
    {"cp1252", Encoding::kWindows1252},
    {"1252", Encoding::kWindows1252},
    {"ansi", Encoding::kWindows1252},
    {"latin1", Encoding::kWindows1252},
    {"latin-1", Encoding::kWindows1252},
    {"l1", Encoding::kWindows1252},
    {"iso-8859-1", Encoding::kWindows1252},
    {"iso8859-1", Encoding::kWindows1252},
    {"iso88591", Encoding::kWindows1252},
    {"ascii", Encoding::kWindows1252},
    {"us-ascii", Encoding::kWindows1252},
    {"cp1254", Encoding::kWindows1254},
    {"1254", Encoding::kWindows1254},
    {"cp1256", Encoding::kWindows1256},
    {"1256", Encoding::kWindows1256},
    {"iso8859-9", Encoding::kIso8859_9},
    {"iso88599", Encoding::kIso8859_9},
    {"latin5", Encoding::kIso8859_9},
    {"latin-5", Encoding::kIso8859_9},
    {"l5", Encoding::kIso8859_9},
};

const CodePage& PageOf(Encoding encoding) {
  switch (encoding) {
    case Encoding::kWindows1254:
      return kCodePage1254;
    case Encoding::kWindows1256:
      return kCodePage1256;
    case Encoding::kIso8859_9:
      return kCodePage8859_9;
    default:
      return kCodePage1252;
  }
}

// The share of 16-bit units that a table in a language of people would hold.
double PlausibleUtf16(string_view bytes, bool little) {
  size_t units = 0, good = 0;
  for (size_t i = 0; i + 1 < bytes.size(); i += 2, ++units) {
    const unsigned char low = Byte(bytes[i + (little ? 0 : 1)]);
    const unsigned char high = Byte(bytes[i + (little ? 1 : 0)]);
    const int unit = high << 8 | low;
    const bool text = unit == '\t' || unit == '\n' || unit == '\r' ||
                      (unit >= 0x20 && unit < 0x7F) || (unit >= 0xA0 && unit < 0x530) ||
                      (unit >= 0x600 && unit < 0x780) || (unit >= 0x2000 && unit < 0x2200) ||
                      (unit >= 0x3040 && unit < 0xA000) || (unit >= 0xAC00 && unit < 0xE000) ||
                      (unit >= 0xFB50 && unit < 0xFF00);
    good += text ? 1 : 0;
  }
  return units == 0 ? 0 : static_cast<double>(good) / static_cast<double>(units);
}

// Counts of well-formed letters beyond ASCII and of faults.
struct Utf8Count {
  int64_t letters = 0;
  int64_t faults = 0;
};

Utf8Count CountUtf8(string_view text, bool complete) {
  Utf8Count out;
  for (size_t at = 0; at < text.size();) {
    if (Byte(text[at]) < 0x80) {
      at += AsciiPrefix(text.data() + at, text.size() - at);
      continue;
    }
    const size_t before = at;
    const char32_t c = utf8::Next(text, &at);
    if (c == utf8::kReplacement && at == before + 1) {
      if (complete || before + 3 < text.size()) ++out.faults;
    } else {
      ++out.letters;
    }
  }
  return out;
}

// What stands above 0x7F in a single-byte text, in its surroundings.
struct HighCount {
  int64_t all = 0;
  int64_t in_latin = 0;   // letters next to ASCII letters
  int64_t in_runs = 0;    // next to another such letter and to no ASCII letter
  int64_t turkish = 0;    // the six letters of windows-1254 that windows-1252 lacks, within words
  int64_t western = 0;    // letters that Turkish lacks, within words
  int64_t icelandic = 0;  // eth or thorn where Turkish can't have its letter
  int64_t c1 = 0;         // 0x80..0x9F
  std::array<bool, 128> seen = {};
};

bool IsHighLetter(unsigned char c) { return c >= 0xC0 && c != 0xD7 && c != 0xF7; }

// windows-1256 has letters below 0xC0 too: Persian pe, che, zhe, gaf, keheh, ZWNJ. Above 0xDF
// stand French letters, vowel marks and direction marks between the Arabic ones; there Turkish
// has its dotless i, so that "ışığı" is no Arabic run.
bool IsArabicLetter(unsigned char c) {
  return c == 0x81 || c == 0x8D || c == 0x8E || c == 0x90 || c == 0x98 || c == 0x9D || c == 0xAA ||
         (c >= 0xC0 && c <= 0xDF && c != 0xD7) || c == 0xE1 || (c >= 0xE3 && c <= 0xE6) ||
         c == 0xEC || c == 0xED;
}

HighCount CountHigh(string_view text) {
  HighCount out;
  constexpr string_view kTurkish = "\xD0\xDD\xDE\xF0\xFD\xFE";
  constexpr string_view kShared = "\xC2\xC7\xCE\xD6\xDB\xDC\xE2\xE7\xEE\xF6\xFB\xFC";
  for (size_t i = 0; i < text.size();) {
    if (Byte(text[i]) < 0x80) {
      i += AsciiPrefix(text.data() + i, text.size() - i);
      continue;
    }
    const unsigned char c = Byte(text[i]);
    const unsigned char before = i > 0 ? Byte(text[i - 1]) : ' ';
    const unsigned char after = i + 1 < text.size() ? Byte(text[i + 1]) : ' ';
    ++out.all;
    out.seen[c - 0x80u] = true;
    if (c < 0xA0) ++out.c1;
    const bool latin = IsAsciiLetter(before) || IsAsciiLetter(after);
    if (latin && (IsHighLetter(c) || IsArabicLetter(c))) {
      ++out.in_latin;
    } else if (IsArabicLetter(c) && (IsArabicLetter(before) || IsArabicLetter(after))) {
      ++out.in_runs;
    }
    if (IsHighLetter(c) && (latin || IsHighLetter(before) || IsHighLetter(after))) {
      if (kTurkish.find(text[i]) != string_view::npos) {
        ++out.turkish;
      } else if (kShared.find(text[i]) == string_view::npos) {
        ++out.western;
      }
    }
    // No Turkish word begins with soft g.
    if ((c == 0xD0 || c == 0xF0) && !IsAsciiLetter(before) && !IsHighLetter(before)) {
      ++out.icelandic;
    }
    ++i;
  }
  return out;
}

std::vector<EncodingGuess> GuessSingleByte(string_view text) {
  const HighCount high = CountHigh(text);
  const auto count = [](int64_t n) { return static_cast<double>(n); };
  const double letters = std::max(1.0, count(high.in_latin + high.in_runs));
  const double arabic = count(high.in_runs) / letters * (high.in_runs >= 4 ? 1 : 0.6);
  const double turkish = count(high.turkish);
  const double western = count(high.western + 3 * high.icelandic);
  const double latin = 1 - arabic;
  const double turkish_share = turkish == 0 ? 0 : turkish / (turkish + western);

  std::vector<EncodingGuess> out;
  out.push_back(
      {Encoding::kWindows1256, 0, 0.95 * arabic, "arabic:" + std::to_string(high.in_runs), false});
  out.push_back({Encoding::kWindows1254, 0, 0.95 * latin * (0.05 + 0.95 * turkish_share),
                 "turkish:" + std::to_string(high.turkish), false});
  out.push_back({Encoding::kWindows1252, 0, 0.95 * latin * (1 - 0.95 * turkish_share),
                 "western:" + std::to_string(high.all), false});
  // The same letters as windows-1254; 0x80..0x9F would be controls that no text has.
  out.push_back(
      {Encoding::kIso8859_9, 0, out[1].score * (high.c1 > 0 ? 0.1 : 0.9), out[1].evidence, false});
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });

  EncodingGuess& best = out[0];
  best.sure = best.score >= 0.5;
  for (size_t i = 1; i < out.size(); ++i) {
    const CodePage& mine = PageOf(best.encoding);
    const CodePage& other = PageOf(out[i].encoding);
    bool same = true;
    for (size_t c = 0; c < 128; ++c) same = same && (!high.seen[c] || mine[c] == other[c]);
    if (!same && out[i].score > 0.4 * best.score) best.sure = false;
  }
  return out;
}

}  // namespace

string_view Name(Encoding encoding) {
  for (const Alias& alias : kAliases) {
    if (alias.encoding == encoding) return alias.name;
  }
  return "utf-8";
}

std::optional<Encoding> EncodingFromName(string_view name) {
  std::string lower;
  for (char c : utf8::Trim(name)) {
    lower.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == '_' ? '-' : c);
  }
  for (const Alias& alias : kAliases) {
    if (alias.name == lower) return alias.encoding;
  }
  return std::nullopt;
}

std::vector<EncodingGuess> GuessEncoding(string_view prefix, bool complete) {
  const auto starts = [&](string_view bom) { return prefix.substr(0, bom.size()) == bom; };
  if (starts("\xEF\xBB\xBF")) return {{Encoding::kUtf8, 3, 1, "bom", true}};
  if (starts("\xFF\xFE")) return {{Encoding::kUtf16Le, 2, 1, "bom", true}};
  if (starts("\xFE\xFF")) return {{Encoding::kUtf16Be, 2, 1, "bom", true}};

  if (prefix.find('\0') != string_view::npos) {
    const double le = PlausibleUtf16(prefix, true);
    const double be = PlausibleUtf16(prefix, false);
    const auto zeros = [&](size_t parity) {
      size_t n = 0;
      for (size_t i = parity; i < prefix.size(); i += 2) n += prefix[i] == '\0';
      return n;
    };
    const size_t even = zeros(0), odd = zeros(1);
    const bool little = le > be || (le == be && odd > even);
    const double best = little ? le : be;
    // Delimiters and line ends alone give a zero byte on one side only.
    if (best >= 0.9 && (little ? odd > 4 * even : even > 4 * odd)) {
      EncodingGuess guess{little ? Encoding::kUtf16Le : Encoding::kUtf16Be, 0, 0.98 * best,
                          "zero_bytes", true};
      return {guess, {Encoding::kUtf8, 0, 0.1, "utf-8", false}};
    }
  }

  const Utf8Count utf8 = CountUtf8(prefix, complete);
  if (utf8.letters == 0 && utf8.faults == 0) return {{Encoding::kUtf8, 0, 1, "ascii", true}};
  if (utf8.faults == 0) {
    std::vector<EncodingGuess> out = GuessSingleByte(prefix);
    for (EncodingGuess& guess : out) {
      guess.score *= 0.05;
      guess.sure = false;
    }
    out.insert(out.begin(),
               {Encoding::kUtf8, 0, 0.99, "utf-8:" + std::to_string(utf8.letters), true});
    return out;
  }
  std::vector<EncodingGuess> out = GuessSingleByte(prefix);
  // A few broken letters in much sound UTF-8 are faults of the file, not another encoding: chance
  // makes well-formed sequences of single bytes rarely.
  const double sound =
      static_cast<double>(utf8.letters) / static_cast<double>(utf8.letters + 4 * utf8.faults);
  EncodingGuess guess{Encoding::kUtf8, 0, sound, "utf-8:" + std::to_string(utf8.letters), false};
  if (sound >= 0.5) {
    guess.score = std::max(guess.score, 0.96);
    guess.sure = sound >= 0.7;
    out.insert(out.begin(), guess);
  } else {
    guess.score *= 0.5;
    out.push_back(guess);
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
  }
  return out;
}

}  // namespace mittari::csv
