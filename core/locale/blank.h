#pragma once

#include <string_view>

namespace mittari::locale {

// True for an empty cell and for what exports write instead of nothing: dashes
// ("-", "--", "—"), "N/A", "null", "(not set)", "yok", "ei", "ندارد", ... White
// space around and letter case do not matter. Zero is never blank. Meant for cells of
// numbers and dates: in a category, "(none)" or "unknown" is a value.
bool IsBlankToken(std::string_view cell);

// True for what a spreadsheet writes instead of a result: "#DIV/0!", "#N/A",
// "#SAYI/0!", "#JAKO/0!", "#####", "Infinity".
bool IsErrorToken(std::string_view cell);

}  // namespace mittari::locale
