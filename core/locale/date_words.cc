#include "locale/date_words.h"

#include <cstdint>
#include <vector>

namespace mittari::locale {
namespace {

// Twelve lists of spellings without diacritics, one space around each.
constexpr std::string_view kMonths[12] = {
    " january januar januari janvier janv jan jan. janeiro enero ene ocak oca gennaio gen janner"
    " ژانویه ",
    " february februar februari fevrier fevr fev feb fevereiro febrero subat sub febbraio febr"
    " فوریه ",
    " march marz mrz mars mar marco marzo mart maart mrt marts مارس ",
    " april apr avril avr abril abr nisan nis aprile apri اوریل ",
    " may mai mayo maio mayis mei maj maggio mag مه می ",
    " june juni juin jun junho junio haziran haz giugno giu ژوین ",
    " july juli juillet juil jul julho julio temmuz tem luglio lug ژوییه جولای ",
    " august aug aout aou agosto ago agustos agu augustus augusti اوت اگوست ",
    " september septembre sept sep septiembre setiembre setembro set eylul eyl settembre سپتامبر ",
    " october oktober octobre oct okt octubre outubro out ekim eki ottobre ott اکتبر ",
    " november novembre nov noviembre novembro kasim kas نوامبر ",
    " december dezember decembre dec dez dic diciembre dezembro aralik ara dicembre desember des"
    " دسامبر ",
};

constexpr std::string_view kFinnishMonths[12] = {"tammi", "helmi", "maalis", "huhti",
                                                 "touko", "kesa",  "heina",  "elo",
                                                 "syys",  "loka",  "marras", "joulu"};

constexpr std::string_view kJalaliMonths[12] = {
    " فروردین ", " اردیبهشت ", " خرداد ", " تیر ", " مرداد امرداد ", " شهریور ",
    " مهر ",     " ابان ",     " اذر ",   " دی ",  " بهمن ",         " اسفند "};

constexpr std::string_view kWeekdays =
    " monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
    " sat sun pazartesi sali carsamba persembe cuma cumartesi pazar pzt sal car per cum cmt paz"
    " maanantai maanantaina tiistai tiistaina keskiviikko keskiviikkona torstai torstaina perjantai"
    " perjantaina lauantai lauantaina sunnuntai sunnuntaina ma ti ke to pe la su"
    " segunda terca quarta quinta sexta sabado domingo feira seg ter qua qui sex sab dom"
    " lunes martes miercoles jueves viernes lun mie jue vie"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so"
    " lundi mardi mercredi jeudi vendredi samedi dimanche mer jeu ven sam dim"
    " lunedi martedi mercoledi giovedi venerdi sabato domenica gio"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    " mandag tisdag tirsdag onsdag torsdag fredag lordag sondag"
    " شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه یک دو سه چهار پنج ";

constexpr std::string_view kWeeks =
    " week weeks wk w hafta haftasi viikko viikon vko vk kw woche semana semaine sem vecka v"
    " settimana هفته ";
constexpr std::string_view kQuarters =
    " q qtr quarter c ceyrek ceyregi neljannes vuosineljannes kv quartal trimestre trim t فصل ";
constexpr std::string_view kJoins =
    " de del d of the den der do le st nd rd th º ª er e a an and year yil yili ماه سال روز ";

// All words of the lists, each as the first list that has it says.
class Words {
 public:
  Words() {
    for (int i = 0; i < 12; ++i) {
      Add(kMonths[i], DateWord::kMonth, i + 1);
      Add(kJalaliMonths[i], DateWord::kJalaliMonth, i + 1);
    }
    Add(kWeekdays, DateWord::kWeekday, 0);
    Add(kWeeks, DateWord::kWeek, 0);
    Add(kQuarters, DateWord::kQuarter, 0);
    Add(kJoins, DateWord::kJoin, 0);
  }

  DateWord Find(std::string_view word) const { return slots_[At(word)].found; }

 private:
  static constexpr size_t kSlots = 2048;  // several times as many as words
  struct Slot {
    std::string_view word;  // empty: free
    DateWord found;
  };

  // The place of the word, or the free one where it would stand.
  size_t At(std::string_view word) const {
    uint32_t hash = static_cast<uint32_t>(word.size());
    for (const char c : word) hash = hash * 31 + static_cast<unsigned char>(c);
    size_t at = (hash * 0x9E3779B1u) >> 21;
    while (!slots_[at].word.empty() && slots_[at].word != word) at = (at + 1) % kSlots;
    return at;
  }
  void Add(std::string_view list, DateWord::Kind kind, int month) {
    while (list.size() > 1) {
      list.remove_prefix(1);
      const std::string_view word = list.substr(0, list.find(' '));
      list.remove_prefix(word.size());
      Slot& slot = slots_[At(word)];
      if (slot.word.empty()) slot = {word, {kind, month, word == "mar"}};
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
};

int FinnishMonth(std::string_view word) {
  for (const std::string_view ending : {"kuuta", "kuussa", "kuun", "kuu", "k", ""}) {
    if (!word.ends_with(ending)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    for (int i = 0; i < 12; ++i) {
      if (stem == kFinnishMonths[i]) return i + 1;
    }
  }
  return 0;
}

}  // namespace

DateWord FindDateWord(std::string_view folded) {
  if (folded.empty() || folded.find(' ') != std::string_view::npos) return {};
  static const Words words;
  const DateWord found = words.Find(folded);
  if (found.month > 0) return found;
  if (const int month = FinnishMonth(folded); month > 0) return {DateWord::kMonth, month, false};
  return found;
}

}  // namespace mittari::locale
