#pragma once

#include <string_view>

namespace mittari::locale::tables {

// Slices of the Unicode Character Database that headers need, taken with Python's
// unicodedata. A zero or an empty text means: no entry.

// base + combining mark -> letter, for Latin letters to U+017F and a few more.
// Returns 0 where the two do not compose.
char32_t Compose(char32_t base, char32_t mark);

// The letters a lower-case Latin letter is left with without its diacritic.
std::string_view WithoutDiacritic(char32_t letter);

// The letter behind an Arabic presentation form (U+FB50..FBFF, U+FE80..FEF4).
char32_t ArabicLetter(char32_t form);

}  // namespace mittari::locale::tables
