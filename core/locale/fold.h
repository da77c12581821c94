#pragma once

#include <string>
#include <string_view>

namespace mittari::locale {

// The one walk over code points behind FoldHeader and its sisters.
struct FoldOptions {
  bool turkish = false;    // I -> ı
  bool plain = false;      // without diacritics
  bool separators = true;  // '_', '-', '.' and dashes become a space
};

std::string Fold(std::string_view text, FoldOptions options);

// Lower case for Latin, Greek, Cyrillic; İ -> i.
char32_t LowerCase(char32_t c);

}  // namespace mittari::locale
