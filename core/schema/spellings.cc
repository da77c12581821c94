#include "schema/spellings.h"

#include <algorithm>

#include "locale/header.h"

namespace mittari::schema {
namespace {

// FNV-1a, its bits mixed once more: the lowest ones lead to a slot.
uint32_t HashOf(std::string_view text) {
  uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash ^ (hash >> 15);
}

// The same for the same words in any order.
uint32_t HashOfWords(std::string_view folded) {
  uint32_t sum = 0;
  for (size_t pos = 0; pos < folded.size();) {
    const size_t space = std::min(folded.find(' ', pos), folded.size());
    if (space > pos) sum += HashOf(folded.substr(pos, space - pos)) * 0x9E3779B9u;
    pos = space + 1;
  }
  return sum ^ (sum >> 16);
}

std::vector<std::string> SortedWords(std::string_view folded) {
  std::vector<std::string> words = locale::Tokens(folded);
  std::sort(words.begin(), words.end());
  return words;
}

// All forms under which a spelling is found; some are the same.
struct Forms {
  std::string usual, turkish, plain;

  explicit Forms(std::string_view text) : usual(locale::FoldHeader(text)) {
    bool letters = true, capital_i = false;
    for (const char c : text) {
      letters = letters && static_cast<unsigned char>(c) < 0x80;
      capital_i = capital_i || c == 'I';
    }
    // Of ASCII the other forms differ in one letter only.
    turkish = letters && !capital_i ? usual : locale::FoldHeaderTurkish(text);
    plain = letters ? usual : locale::FoldPlain(text);
  }
};

bool WithinOneEdit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) return WithinOneEdit(b, a);
  if (b.size() - a.size() > 1) return false;
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (i == a.size()) return true;  // the same, or one letter more at the end
  const size_t skip = b.size() - a.size();
  return a.substr(i + 1 - skip) == b.substr(i + 1);
}

bool SameHit(const Hit& a, const Hit& b) {
  return a.role == b.role && a.computed == b.computed && a.profile == b.profile;
}

}  // namespace

void Spellings::Slots::Expect(size_t count) {
  size_t size = 16;
  while (size < count * 2) size *= 2;
  slots_.assign(size, {});
}

void Spellings::Slots::Add(uint32_t hash, uint32_t spelling) {
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  while (slots_[at].spelling != kNone) at = (at + 1) & mask;
  slots_[at] = {hash, spelling};
}

void Spellings::Add(std::string_view list, const Hit& first) {
  lists_.push_back({first, static_cast<uint32_t>(spellings_.size())});
  for (size_t pos = 0; pos < list.size();) {
    const size_t end = std::min(list.find('\t', pos), list.size());
    spellings_.push_back({list.data() + pos, static_cast<uint16_t>(end - pos),
                          static_cast<uint16_t>(lists_.size() - 1)});
    pos = end + 1;
  }
}

void Spellings::Index() {
  exact_.Expect(spellings_.size() + spellings_.size() / 2);
  for (uint32_t i = 0; i < spellings_.size(); ++i) {
    const Forms forms(Text(i));
    const uint32_t usual = HashOf(forms.usual);
    if (!forms.usual.empty()) exact_.Add(usual, i);
    if (forms.turkish != forms.usual) exact_.Add(HashOf(forms.turkish), i);
    if (forms.plain != forms.usual && forms.plain != forms.turkish) {
      exact_.Add(HashOf(forms.plain), i);
    }
  }
}

Hit Spellings::HitOf(uint32_t spelling) const {
  const List& list = lists_[spellings_[spelling].list];
  Hit hit = list.first;
  hit.order = static_cast<int>(spelling - list.begin);
  return hit;
}

void Spellings::Collect(uint32_t spelling, std::vector<Hit>* hits) const {
  const Hit hit = HitOf(spelling);
  for (const Hit& known : *hits) {
    if (SameHit(known, hit)) return;
  }
  hits->push_back(hit);
}

void Spellings::Find(std::string_view folded, std::vector<Hit>* hits) const {
  exact_.Each(HashOf(folded), [&](uint32_t spelling) {
    const Forms forms(Text(spelling));
    if (folded == forms.usual || folded == forms.turkish || folded == forms.plain) {
      Collect(spelling, hits);
    }
  });
}

void Spellings::MakeWords() const {
  words_.Expect(spellings_.size());
  for (uint32_t i = 0; i < spellings_.size(); ++i) {
    if (HitOf(i).profile < 0) words_.Add(HashOfWords(locale::FoldPlain(Text(i))), i);
  }
}

void Spellings::FindWords(std::string_view folded, std::vector<Hit>* hits) const {
  std::call_once(words_made_, [this] { MakeWords(); });
  const std::vector<std::string> wanted = SortedWords(folded);
  words_.Each(HashOfWords(folded), [&](uint32_t spelling) {
    if (SortedWords(locale::FoldPlain(Text(spelling))) == wanted) Collect(spelling, hits);
  });
}

void Spellings::MakeForms() const {
  for (uint32_t i = 0; i < spellings_.size(); ++i) {
    const Hit hit = HitOf(i);
    if (hit.role < 0 || hit.profile >= 0) continue;
    const Forms forms(Text(i));
    for (const std::string* form : {&forms.usual, &forms.turkish, &forms.plain}) {
      if (form != &forms.usual && *form == forms.usual) continue;
      forms_ += *form;
      form_ends_.emplace_back(static_cast<uint32_t>(forms_.size()), hit.role);
    }
  }
}

int Spellings::Nearest(std::string_view folded) const {
  std::call_once(forms_made_, [this] { MakeForms(); });
  int best = -1;
  size_t begin = 0;
  for (const auto& [end, role] : form_ends_) {
    const std::string_view form(forms_.data() + begin, end - begin);
    begin = end;
    if (form.size() + 1 < folded.size() || form.size() > folded.size() + 1) continue;
    if (form.size() < 5 || !WithinOneEdit(folded, form)) continue;
    if (best >= 0 && best != role) return -1;  // two near ones: say nothing
    best = role;
  }
  return best;
}

}  // namespace mittari::schema
