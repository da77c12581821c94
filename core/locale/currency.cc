#include "locale/currency.h"

#include <algorithm>

#include "base/utf8.h"
#include "locale/cell_text.h"
#include "locale/header.h"

namespace mittari::locale {
namespace {

struct Sign {
  std::string_view text;
  std::string_view code;
};

// Longer signs before the ones they begin with.
constexpr Sign kSigns[] = {
    {"US$", "USD"},   {"USD$", "USD"}, {"U$S", "USD"},   {"CA$", "CAD"},   {"CAD$", "CAD"},
    {"C$", "CAD"},    {"AU$", "AUD"},  {"A$", "AUD"},    {"NZ$", "NZD"},   {"HK$", "HKD"},
    {"SG$", "SGD"},   {"S$", "SGD"},   {"NT$", "TWD"},   {"MX$", "MXN"},   {"R$", "BRL"},
    {"$", "$"},       {"€", "EUR"},    {"£", "GBP"},     {"₺", "TRY"},     {"₽", "RUB"},
    {"₹", "INR"},     {"₩", "KRW"},    {"₪", "ILS"},     {"₫", "VND"},     {"₴", "UAH"},
    {"₦", "NGN"},     {"฿", "THB"},    {"₱", "PHP"},     {"₸", "KZT"},     {"₼", "AZN"},
    {"₾", "GEL"},   {"¥", "¥"},      {"﷼", "IRR"},     {"TL", "TRY"},    {"Tl", "TRY"},
    {"tl", "TRY"},    {"zł", "PLN"},   {"Kč", "CZK"},    {"Ft", "HUF"},    {"kr.", "kr"},
    {"kr", "kr"},     {"Kr", "kr"},    {"Rs.", "INR"},   {"Rs", "INR"},    {"mk", "FIM"},
    {"تومان", "IRT"}, {"تومن", "IRT"}, {"ریال", "IRR"},  {"руб.", "RUB"},  {"руб", "RUB"},
    {"лв.", "BGN"},   {"лв", "BGN"},   {"lei", "RON"},   {"euroa", "EUR"}, {"euros", "EUR"},
    {"euro", "EUR"},  {"Euro", "EUR"}, {"toman", "IRT"}, {"Toman", "IRT"}, {"tomans", "IRT"},
    {"rial", "IRR"},  {"Rial", "IRR"}, {"rials", "IRR"}, {"lira", "TRY"},  {"dollars", "$"},
};

// ISO 4217, sorted: the active codes, and IRT as toman is commonly written.
constexpr std::string_view kCodes =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR IRT ISK JMD JOD JPY KES KGS "
    "KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
    "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS "
    "UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";

constexpr std::string_view kCommon =
    "USD EUR GBP TRY IRR IRT INR BRL CAD AUD NZD CHF SEK NOK DKK PLN CZK HUF RON BGN JPY CNY RUB "
    "UAH MXN ARS ZAR AED SAR ILS SGD HKD KRW TWD IDR MYR THB PHP VND EGP";

// The code as it stands in `list`, or nothing.
std::string_view FindCode(std::string_view list, std::string_view text) {
  if (text.size() != 3) return {};
  char upper[3];
  for (size_t i = 0; i < 3; ++i) {
    const char c = text[i];
    upper[i] = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (upper[i] < 'A' || upper[i] > 'Z') return {};
  }
  for (size_t i = 0; i + 3 <= list.size(); i += 4) {
    if (list.substr(i, 3) == std::string_view(upper, 3)) return list.substr(i, 3);
  }
  return {};
}

bool EndsInLetter(std::string_view text) {
  const char last = text.back();
  // Signs such as € are no letters; the scripts of the words above are below U+0700.
  if (static_cast<unsigned char>(last) < 0x80) return IsWordByte(last);
  return text.size() >= 2 && static_cast<unsigned char>(text[text.size() - 2]) >= 0xC3 &&
         static_cast<unsigned char>(text[text.size() - 2]) <= 0xDF;
}

bool LetterFollows(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  if (static_cast<unsigned char>(text[at]) < 0x80) return IsWordByte(text[at]);
  return static_cast<unsigned char>(text[at]) >= 0xC3 &&
         static_cast<unsigned char>(text[at]) < 0xE0;
}

}  // namespace

CurrencyMatch CurrencyAtStart(std::string_view text) {
  if (text.empty() || IsDigit(text[0])) return {};
  CurrencyMatch best;
  for (const Sign& sign : kSigns) {
    if (sign.text[0] != text[0]) continue;  // as nearly all
    if (sign.text.size() <= best.bytes || !text.starts_with(sign.text)) continue;
    if (EndsInLetter(sign.text) && LetterFollows(text, sign.text.size())) continue;
    best = {sign.code, sign.text.size()};
  }
  if (best.bytes < 3 && text.size() >= 3 && !LetterFollows(text, 3)) {
    const std::string_view word = text.substr(0, 3);
    const bool capitals = word[0] >= 'A' && word[0] <= 'Z' && word[1] <= 'Z';
    const std::string_view code = FindCode(capitals ? kCodes : kCommon, word);
    if (!code.empty()) best = {code, 3};
  }
  return best;
}

bool IsCommonCurrency(std::string_view code) { return !FindCode(kCommon, code).empty(); }

std::string_view CurrencyFromText(std::string_view text) {
  const CellText cell(text);
  const std::string_view word = cell.text();
  // "ALL" and "TOP" in a header are English before they are lek and pa'anga.
  if (word.empty() || word == "ALL" || word == "TOP") return {};
  const CurrencyMatch match = CurrencyAtStart(word);
  return match.bytes == word.size() ? match.code : std::string_view();
}

}  // namespace mittari::locale
