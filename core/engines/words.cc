#include "engines/words.h"

#include <algorithm>
#include <array>

namespace mittari::engines {
namespace {

bool Among(std::string_view folded, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), folded) != words.end();
}

// Two-byte letters that are written with and without their mark.
struct Twin {
  std::string_view from;
  std::string_view to;
};
constexpr std::array<Twin, 29> kTwins = {{
    {"ı", "i"}, {"İ", "i"}, {"ş", "s"}, {"Ş", "s"}, {"ğ", "g"}, {"Ğ", "g"}, {"ü", "u"},
    {"Ü", "u"}, {"ö", "o"}, {"Ö", "o"}, {"ç", "c"}, {"Ç", "c"}, {"ä", "a"}, {"Ä", "a"},
    {"å", "a"}, {"Å", "a"}, {"é", "e"}, {"É", "e"}, {"ي", "ی"}, {"ك", "ک"}, {"ة", "ه"},
    {"أ", "ا"}, {"إ", "ا"}, {"ـ", ""},  {"\u00A0", ""}, {"۱", "1"}, {"۲", "2"}, {"۳", "3"},
    {"۶", "6"},
}};

// A leading count: "3 months" gives 3 and leaves "months"; 1 without one.
int32_t TakeCount(std::string* folded) {
  size_t digits = 0;
  int32_t count = 0;
  while (digits < folded->size() && digits < 4 && (*folded)[digits] >= '0' && (*folded)[digits] <= '9') {
    count = count * 10 + ((*folded)[digits++] - '0');
  }
  if (digits == 0) return 1;
  folded->erase(0, digits);
  return count;
}

void Strip(std::string* folded, std::string_view prefix) {
  if (folded->starts_with(prefix)) folded->erase(0, prefix.size());
}

Interval Months(int32_t count) {
  if (count < 1) return {};
  return {Interval::Kind::kPeriodic, 1, count, count};
}

}  // namespace

std::string Fold(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      if (c >= 'A' && c <= 'Z') out += static_cast<char>(c + ('a' - 'A'));
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += static_cast<char>(c);
      ++i;
      continue;
    }
    const size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    const std::string_view letter = text.substr(i, length);
    i += length;
    if (letter == "\u200C" || letter == "\u200D" || letter == "\u200E" || letter == "\u200F") continue;
    const auto twin = std::find_if(kTwins.begin(), kTwins.end(),
                                   [&](const Twin& t) { return t.from == letter; });
    out += twin == kTwins.end() ? letter : twin->to;
  }
  // "KAZANILDI" in plain capitals has no dotless i to lose: i stands for both.
  return out;
}

bool HoldsAny(std::string_view folded, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return folded.find(word) != std::string_view::npos;
  });
}

std::optional<Outcome> OutcomeOf(std::string_view text) {
  const std::string f = Fold(text);
  if (f.empty()) return std::nullopt;
  if (Among(f, {"won", "closedwon", "win", "wonclosed", "dealwon", "iswon", "success", "successful", "signed",
                "true", "yes", "1", "kazanildi", "kazanilan", "kapalikazanildi", "kazanilmis", "basarili", "evet",
                "voitettu", "voitto", "suljettuvoitettu", "kylla", "برنده", "برندهشده", "بستهشدهموفق", "موفق",
                "بله", "gewonnen", "gagne", "ganado"})) {
    return Outcome::kWon;
  }
  if (Among(f, {"lost", "closedlost", "lose", "loss", "deallost", "lostclosed", "disqualified", "unqualified",
                "rejected", "kaybedildi", "kaybedilen", "kapalikaybedildi", "kaybedilmis", "basarisiz", "havitty",
                "suljettuhavitty", "menetetty", "ازدسترفته", "باخته", "ناموفق", "بستهشدهناموفق", "verloren",
                "perdu", "perdido"})) {
    return Outcome::kLost;
  }
  if (f.starts_with("closedwon") || f.ends_with("closedwon")) return Outcome::kWon;
  if (f.starts_with("closedlost") || f.ends_with("closedlost")) return Outcome::kLost;
  if (IsNo(text) || Among(f, {"open", "acik", "avoin", "باز", "inprogress", "active", "pending"})) {
    return Outcome::kOpen;
  }
  return std::nullopt;
}

std::string CurrencyName(std::string_view text) {
  std::string name(text);
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (name.size() != 3 || !std::all_of(name.begin(), name.end(), letter)) return name;
  for (char& c : name) c = static_cast<char>(c & ~0x20);
  return name;
}

bool IsNo(std::string_view text) {
  return Among(Fold(text), {"false", "no", "n", "0", "hayir", "ei", "nej", "خیر", "نه"});
}

bool IsMarketing(std::string_view source_type) {
  const std::string f = Fold(source_type);
  return Among(f, {"marketing", "inbound", "mkt", "marketingsourced", "marketinggenerated", "paid", "organic",
                   "pazarlama", "gelen", "markkinointi", "saapuva", "بازاریابی", "ورودی", "مارکتینگ"}) ||
         HoldsAny(f, {"marketing", "pazarlama", "markkinointi", "بازاریابی"});
}

bool IsReferral(std::string_view source) {
  const std::string f = Fold(source);
  return HoldsAny(f, {"referral", "referred", "refer", "tavsiye", "suosittel", "معرفی"}) &&
         !f.starts_with("prefer");
}

bool AsksHowTheyHeard(std::string_view header) {
  return HoldsAny(Fold(header), {"hearabout", "heardabout", "heardofus", "hearofus", "howdidyoufind", "hdyhau", "selfreported",
                                 "neredenduydu", "nasilduydu", "neredenogren", "mistakuuli", "mistasaitkuulla",
                                 "itseilmoitettu", "آشناشدید", "آشناشدی", "شنیدید"});
}

Interval IntervalOf(std::string_view text) {
  std::string f = Fold(text);
  if (f.empty()) return {};
  if (HoldsAny(f, {"onetime", "oneoff", "once", "lifetime", "single", "tekseferlik", "tekodeme", "kertamaksu",
                   "یکبار", "یکباره"})) {
    return {Interval::Kind::kOneTime, 0, 1, 0};
  }
  if (f == "p1y") f = "year";
  if (f.size() > 2 && f[0] == 'p' && f[1] >= '0' && f[1] <= '9') {
    const char unit = f.back();
    f = f.substr(1, f.size() - 2) + (unit == 'm' ? "month" : unit == 'y' ? "year" : unit == 'w' ? "week" : "day");
  }
  for (const std::string_view prefix : {"every", "per", "her", "billed", "joka", "هر"}) Strip(&f, prefix);
  const int32_t count = TakeCount(&f);
  if (count < 1) return {};
  if (f.empty()) return Months(count);
  if (HoldsAny(f, {"semiannual", "semianual", "halfyear", "biannual", "sixmonth", "yariyil", "altiaylik",
                   "puolivuosi", "ششماه", "نیمسال"})) {
    return Months(6 * count);
  }
  if (HoldsAny(f, {"quarter", "threemonth", "uceray", "ucaylik", "ceyrek", "vuosineljannes", "kvartaali", "سهماه",
                   "فصل"})) {
    return Months(3 * count);
  }
  if (HoldsAny(f, {"year", "annual", "annum", "yearly", "yillik", "yil", "sene", "vuosi", "vuoden", "vuosittain",
                   "سال"}) ||
      f == "y" || f == "yr" || f == "vuotta") {
    return Months(12 * count);
  }
  if (HoldsAny(f, {"biweek", "fortnight", "ikihaftalik"})) {
    return {Interval::Kind::kPeriodic, 26, 12 * count, 0};
  }
  if (HoldsAny(f, {"bimonth", "ikiaylik"})) return Months(2 * count);
  if (HoldsAny(f, {"month", "monat", "aylik", "kuukau", "kk", "ماه"}) || Among(f, {"ay", "m", "mo"})) {
    return Months(count);
  }
  if (HoldsAny(f, {"week", "hafta", "viikko", "viikoit", "هفته", "هفتگ"}) || f == "w") {
    return {Interval::Kind::kPeriodic, 52, 12 * count, 0};
  }
  if (HoldsAny(f, {"day", "daily", "gunluk", "paiva", "روز"}) || Among(f, {"gun", "d"})) {
    return {Interval::Kind::kPeriodic, 365, 12 * count, 0};
  }
  return {};
}

Status StatusOf(std::string_view text) {
  const std::string f = Fold(text);
  if (HoldsAny(f, {"trial", "deneme", "kokeilu", "آزمایشی"})) return Status::kTrial;
  if (HoldsAny(f, {"incomplete", "draft", "future", "notstarted", "taslak", "luonnos", "پیشنویس"})) {
    return Status::kVoid;
  }
  if (HoldsAny(f, {"pastdue", "unpaid", "overdue", "gecikmis", "eraantynyt", "معوق"})) return Status::kPastDue;
  if (HoldsAny(f, {"cancel", "ended", "expired", "churned", "terminated", "iptal", "bitti", "sonaermis",
                   "peruttu", "paattynyt", "irtisanottu", "لغو", "پایان", "منقضی"})) {
    return Status::kEnded;
  }
  return Status::kPaying;
}

OrderState OrderStateOf(std::string_view text) {
  const std::string f = Fold(text);
  if (HoldsAny(f, {"abandon", "terkedil", "terkedilmis", "keskenjaanyt", "رهاشده"})) return OrderState::kAbandoned;
  if (HoldsAny(f, {"partial", "kismi", "kismen", "osittain", "بخشی", "جزئی"})) return OrderState::kPlaced;
  if (HoldsAny(f, {"refunded", "chargedback", "iadeedil", "palautettu", "hyvitetty", "بازپرداختشد", "مرجوعشد",
                   "برگشتدادهشد"}) && !f.starts_with("not") && !f.starts_with("un")) {
    return OrderState::kRefunded;
  }
  // A "cancellation" is an entry of its own, with an amount: no state of an order.
  if (HoldsAny(f, {"cancelled", "canceled", "voided", "failed", "declined", "rejected", "draft", "expired", "trash",
                   "uncollectible", "incomplete", "requirespayment", "requiresaction", "pendingpayment",
                   "iptaledil", "basarisiz", "reddedil", "taslak", "odemebekliyor", "odemebekleniyor", "peruttu",
                   "peruutettu", "epaonnistu", "hylatty", "luonnos", "maksamatta", "لغوشد", "ناموفق", "ردشد",
                   "پیشنویس", "درانتظارپرداخت"}) ||
      Among(f, {"void", "cancel", "iptal", "لغو"})) {
    return OrderState::kCancelled;
  }
  return OrderState::kPlaced;
}

}  // namespace mittari::engines
