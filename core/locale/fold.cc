#include "locale/fold.h"

#include "base/utf8.h"
#include "locale/fold_tables.h"

namespace mittari::locale {
namespace {

bool IsDropped(char32_t c) {
  return c == 0x00AD || c == 0x061C || c == 0x0640 || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
         (c >= 0x064B && c <= 0x0652) || c == 0x0670 || (c >= 0xFE00 && c <= 0xFE0F);
}

bool IsSpace(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool IsSeparator(char32_t c) {
  return c == '_' || c == '-' || c == '.' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

// Arabic letters and digits as Persian keyboards and ASCII write them.
char32_t Unify(char32_t c) {
  if ((c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9)) return '0' + (c & 0x0F);
  switch (c) {
    case 0x064A:
    case 0x0649:
    case 0x06D2:
      return 0x06CC;  // yeh
    case 0x0643:
      return 0x06A9;  // kaf
    case 0x0629:
    case 0x06C0:
    case 0x06D5:
      return 0x0647;  // heh
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return '\'';
    case 0x201C:
    case 0x201D:
      return '"';
    default:
      return c;
  }
}

// Ligatures that stand for several letters; empty where `c` is none.
std::string_view Ligature(char32_t c) {
  switch (c) {
    case 0xFB00:
      return "ff";
    case 0xFB01:
      return "fi";
    case 0xFB02:
      return "fl";
    case 0xFB03:
      return "ffi";
    case 0xFB04:
      return "ffl";
    case 0xFB05:
    case 0xFB06:
      return "st";
    case 0xFDFC:
      return "ریال";
    case 0x2122:
      return "tm";
    case 0x2116:
      return "no";
    default:
      return {};
  }
}

}  // namespace

char32_t LowerCase(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0xC0 && c <= 0xDE) return c == 0xD7 ? c : c + 32;
  if (c >= 0x100 && c <= 0x17F) {
    if (c == 0x130) return 'i';
    if (c == 0x178) return 0xFF;
    if (c == 0x131 || c == 0x138 || c == 0x149 || c == 0x17F) return c;
    // Capitals are even up to U+0137 and from U+014A, odd in between and at the end.
    const bool odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    return ((c & 1) != 0) == odd ? c + 1 : c;
  }
  if (c >= 0x218 && c <= 0x21B) return c | 1;
  if (c >= 0x391 && c <= 0x3A9 && c != 0x3A2) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x1E00 && c <= 0x1EFF && (c < 0x1E96 || c > 0x1E9F)) return c | 1;
  return c;
}

std::string Fold(std::string_view text, FoldOptions options) {
  std::string out;
  out.reserve(text.size());
  bool space = false;  // one is due before the next character
  size_t last_at = 0;  // where the last character begins
  char32_t last = 0;   // the last character, for marks to join
  const auto put = [&](char32_t c) {
    if (space && !out.empty()) out.push_back(' ');
    space = false;
    last_at = out.size();
    last = c;
    if (options.plain) {
      if (const std::string_view letters = tables::WithoutDiacritic(c); !letters.empty()) {
        out += letters;
        return;
      }
      if (c == 0x0622 || c == 0x0623 || c == 0x0625) c = 0x0627;  // آ أ إ
      if (c == 0x0624) c = 0x0648;
      if (c == 0x0626) c = 0x06CC;
    }
    utf8::Append(c, &out);
  };
  for (size_t pos = 0; pos < text.size();) {
    char32_t c = utf8::Next(text, &pos);
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (IsDropped(c)) continue;
    if (IsSpace(c) || (options.separators && IsSeparator(c))) {
      space = true;
      continue;
    }
    if ((c >= 0x0300 && c <= 0x036F) || c == 0x0653 || c == 0x0654 || c == 0x0655) {
      if (options.plain || out.empty() || space) continue;
      const char32_t joined = tables::Compose(last, c);
      if (joined != 0) {
        out.resize(last_at);
        put(joined);
      }  // else a mark that folding may lose
      continue;
    }
    if (const std::string_view letters = Ligature(c); !letters.empty()) {
      for (size_t i = 0; i < letters.size();) put(utf8::Next(letters, &i));
      continue;
    }
    if (c >= 0xFEF5 && c <= 0xFEFC) {  // lam with alef
      put(0x0644);
      put(0x0627);
      continue;
    }
    if (c >= 0xFB50 && c <= 0xFEF4) {
      if (const char32_t letter = tables::ArabicLetter(c); letter != 0) c = letter;
    }
    c = Unify(c);
    if (c == 'I' && options.turkish) {
      put(0x0131);
    } else if (c == 0x0131 && options.plain) {
      put('i');
    } else {
      put(LowerCase(c));
    }
  }
  return out;
}

}  // namespace mittari::locale
