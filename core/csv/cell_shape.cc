#include "csv/cell_shape.h"

#include "base/utf8.h"

namespace mittari::csv {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (static_cast<unsigned char>(c) | 0x20) >= 'a' &&
         (static_cast<unsigned char>(c) | 0x20) <= 'z';
}

}  // namespace

bool IsNumberShape(std::string_view cell) {
  cell = utf8::Trim(cell);
  bool digit = false;
  for (size_t i = 0; i < cell.size();) {
    const char c = cell[i];
    if (IsDigit(c)) {
      digit = true;
      ++i;
    } else if (static_cast<unsigned char>(c) < 0x80) {
      if (std::string_view(".,'+-% $()").find(c) == std::string_view::npos) return false;
      ++i;
    } else {
      const char32_t code = utf8::Next(cell, &i);
      if ((code >= 0x660 && code <= 0x669) || (code >= 0x6F0 && code <= 0x6F9)) {
        digit = true;
      } else if (!(code == 0xA0 || code == 0x202F || code == 0x2009 || code == 0x2212 ||
                   code == 0xA3 || code == 0x2030 || (code >= 0x20A0 && code <= 0x20C0) ||
                   (code >= 0x66A && code <= 0x66C) || (code >= 0x200E && code <= 0x200F))) {
        return false;
      }
    }
  }
  return digit;
}

double CellShape(std::string_view cell, char delimiter) {
  cell = utf8::Trim(cell);
  if (cell.empty() || IsNumberShape(cell)) return 1;
  // A cell that another strong delimiter would cut: the worse the more often.
  int tabs = 0, semicolons = 0, pipes = 0, commas = 0, tight_commas = 0, quotes = 0, letters = 0;
  for (size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i];
    const bool spaced = i + 1 < cell.size() && cell[i + 1] == ' ';
    if (c == '\t') ++tabs;
    if (c == ';' && !spaced) ++semicolons;
    if (c == '|' && !spaced) {
      ++pipes;
      if (i > 0 && i + 1 < cell.size() && IsDigit(cell[i - 1]) && IsDigit(cell[i + 1])) pipes += 2;
    }
    if (c == '"') ++quotes;
    if (c == ',') {
      ++commas;
      const bool in_number =
          i > 0 && i + 1 < cell.size() && IsDigit(cell[i - 1]) && IsDigit(cell[i + 1]);
      if (!spaced && !in_number) ++tight_commas;
    }
    if (IsLetter(c) || static_cast<unsigned char>(c) >= 0x80) ++letters;
  }
  if (delimiter != '\t' && tabs > 0) return 0.1;
  if (delimiter != ';' && semicolons > 0) return letters > 0 ? 0.3 : 0.1;
  if (delimiter != ',' && tight_commas > 1) return 0.2;
  if (delimiter != ',' && tight_commas == 1) return 0.6;
  if (delimiter != '|' && pipes > 0) return pipes > 2 ? 0.3 : pipes > 1 ? 0.5 : 0.8;
  if (quotes % 2 == 1) return 0.4;
  if (quotes > 0) return 0.8;
  if (commas > 0 && delimiter != ',') return 0.9;
  return letters > 0 ? 1 : 0.9;
}

}  // namespace mittari::csv
