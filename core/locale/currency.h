#pragma once

#include <cstddef>
#include <string_view>

namespace mittari::locale {

// A currency at one end of a text. `code` is the ISO 4217 code, "IRT" for toman, or
// the sign itself where several currencies share it ("$", "kr", "¥"); empty where
// none stands there. Static storage.
struct CurrencyMatch {
  std::string_view code;
  size_t bytes = 0;  // how much of the text it takes
};

// The longest sign, word or code that `text` begins with. Letters must end where the
// match ends. Codes count in capitals; a few common ones in lower case as well.
CurrencyMatch CurrencyAtStart(std::string_view text);

// Codes which stand in headers without brackets ("Cost USD") and in lower case.
bool IsCommonCurrency(std::string_view code);

}  // namespace mittari::locale
