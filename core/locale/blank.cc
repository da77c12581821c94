#include "locale/blank.h"

#include "locale/cell_text.h"

namespace mittari::locale {
namespace {

constexpr std::string_view kBlanks[] = {
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "n/d",
    "n.d.",
    "null",
    "nil",
    "none",
    "nan",
    "(not set)",
    "not set",
    "(none)",
    "(not provided)",
    "(blank)",
    "undefined",
    "\\n",
    "not available",
    "unknown",
    "missing",
    "yok",
    "veri yok",
    "boş",
    "bos",
    "mevcut değil",
    "uygulanamaz",
    "ei",
    "ei tietoa",
    "ei saatavilla",
    "puuttuu",
    "ندارد",
    "نامشخص",
    "بدون مقدار",
    "خالی",
    "k.a.",
    "k. a.",
    "keine angabe",
    "s/d",
    "sin datos",
    "sem dados",
    "s.o.",
    "nd",
    "<na>",
};

// Names that follow '#'; the final ! or ? aside.
constexpr std::string_view kErrors[] = {
    "#n/a",     "#nv",     "#yok",     "#n/d",     "#puuttu", "#puuttuu",  "#div/0",
    "#ref",     "#value",  "#name",    "#num",     "#null",   "#spill",    "#calc",
    "#error",   "#field",  "#blocked", "#connect", "#busy",   "#unknown",  "#getting_data",
    "#sayı/0",  "#sayi/0", "#sayı",    "#SAYI/0",  "#başv",   "#BAŞV",     "#değer",
    "#DEĞER",   "#ad",     "#boş",     "#BOŞ",     "#jako/0", "#viittaus", "#arvo",
    "#nimi",    "#luku",   "#tyhjä",   "#TYHJÄ",   "#¡div/0", "#¡valor",   "#¡ref",
    "#¿nombre", "#valor",  "#nome",    "#wert",    "#bezug",  "#zahl",     "#valeur",
    "#nom",     "#nombre",
};

}  // namespace

bool IsBlankToken(std::string_view cell) {
  if (cell.empty()) return true;
  if (cell.size() > 40) {
    // A long run of spaces is blank as well.
    return CellText(cell.substr(0, CellText::kMaxBytes)).text().empty() &&
           cell.size() <= CellText::kMaxBytes;
  }
  // No token of letters is longer than this: a campaign name is told at once.
  const auto word = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  if (cell.size() > 18 && word(cell[0])) return false;
  const CellText normal(cell);
  const std::string_view text = normal.text();
  if (text.empty()) return true;
  bool dashes = true;
  for (size_t i = 0; i < text.size() && dashes; ++i) {
    if (text.substr(i, 3) == "—" || text.substr(i, 3) == "―") {
      i += 2;
    } else {
      dashes = text[i] == '-' || text[i] == ' ';
    }
  }
  if (dashes) return true;
  for (const std::string_view blank : kBlanks) {
    if (blank.size() == text.size() && EqualIgnoringCase(text, blank)) return true;
  }
  return false;
}

bool IsErrorToken(std::string_view cell) {
  if (cell.size() < 2 || cell.size() > 40) return false;
  const CellText normal(cell);
  std::string_view text = normal.text();
  if (text.empty()) return false;
  if (text[0] != '#') {
    if (text[0] == '-' || text[0] == '+') text.remove_prefix(1);
    return EqualIgnoringCase(text, "infinity") || EqualIgnoringCase(text, "inf") || text == "∞";
  }
  if (text.size() >= 3 && text.find_first_not_of('#') == std::string_view::npos) return true;
  if (text.back() == '!' || text.back() == '?') text.remove_suffix(1);
  for (const std::string_view error : kErrors) {
    if (EqualIgnoringCase(text, error)) return true;
  }
  return false;
}

}  // namespace mittari::locale
