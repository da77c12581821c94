#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mittari::utf8 {

inline constexpr char32_t kReplacement = 0xFFFD;

// The code point at text[*pos], and moves *pos past it. An ill-formed byte
// reads as kReplacement and moves by one. REQUIRES: *pos < text.size().
char32_t Next(std::string_view text, size_t* pos);

// Appends one code point; surrogates and values above U+10FFFF become
// kReplacement.
void Append(char32_t code_point, std::string* out);

// True when the whole text is well-formed UTF-8.
bool IsValid(std::string_view text);

// A prefix of at most `bytes` bytes that does not cut a code point.
std::string_view Shorten(std::string_view text, size_t bytes);

// Without white space (ASCII, U+00A0, U+2000-200A, U+202F, U+205F, U+3000),
// BOM and bidirectional marks at either end.
std::string_view Trim(std::string_view text);

}  // namespace mittari::utf8
