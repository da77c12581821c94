#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mittari::locale {

// Folding makes two spellings of one header equal. All of these drop BOM, ZWNJ, ZWJ,
// tatweel, soft hyphen, combining marks of Arabic and bidirectional marks; bring
// full-width letters, ligatures and Arabic presentation forms to their plain ones;
// map Arabic ي ك ة to ی ک ه and Arabic or Persian digits to ASCII; turn every run of
// white space, '_', '-', '.', dashes and dots into one space; trim.

// ... and lower-case as English does: I -> i, İ -> i.
std::string FoldHeader(std::string_view text);
// ... and lower-case as Turkish does: I -> ı, İ -> i.
std::string FoldHeaderTurkish(std::string_view text);
// FoldHeader without diacritics, and ı -> i: "Gösterim" -> "gosterim", "ß" -> "ss".
std::string FoldPlain(std::string_view text);
// "CampaignName" -> "campaign name", "totalROIValue" -> "total roi value": FoldHeader
// with words cut where lower case meets upper case.
std::string FoldCamel(std::string_view text);

// What stands around the name proper.
struct HeaderParts {
  std::string base;      // as written, without what follows; "*" and quotes stripped
  std::string currency;  // ISO code, or sign where the sign is ambiguous ("$")
  std::string zone;      // "UTC" (also of "in UTC"), "GMT+3"
  int power = 0;         // 3 of "(k€)", "(bin TL)", "($000)"; 6 of "(میلیون تومان)"
  std::string note;      // any other trailing bracket: "Cost (micros)" -> "micros"
};

// "Spend (USD)", "Amount spent [€]", "Start Date (in UTC)", "هزینه (تومان)", "Cost USD",
// "Harcanan Tutar (TRY)". Brackets that end the header are taken off, last first; the
// part that is left over when nothing stands before a bracket stays whole.
HeaderParts SplitHeader(std::string_view header);

// The words of a folded header, in order.
std::vector<std::string> Tokens(std::string_view folded);

// Category values (channel names, tokens of total rows) as a key: FoldHeader without a
// closing colon and quotes. Keeps '.', '-' and '/' inside words ("google / cpc").
std::string FoldValue(std::string_view text);

// The ISO 4217 code (or "IRT" for toman, or the sign where it is ambiguous) of a currency
// sign, code or word ("€", "usd", "TL", "تومان"); empty where it is none. Static storage.
std::string_view CurrencyFromText(std::string_view text);

}  // namespace mittari::locale
