#include "schema/vocabulary.h"

#include <algorithm>
#include <iterator>

#include "base/json.h"
#include "base/utf8.h"
#include "locale/header.h"
#include "schema/data.gen.h"

namespace mittari::schema {
namespace {

std::string SortedTokens(const std::string& folded) {
  std::vector<std::string> tokens = locale::Tokens(folded);
  std::sort(tokens.begin(), tokens.end());
  std::string key;
  for (const std::string& token : tokens) {
    key += token;
    key += ' ';
  }
  return key;
}

// All spellings under which a header may stand in the index.
std::vector<std::string> Folds(std::string_view text) {
  std::vector<std::string> folds = {locale::FoldHeader(text), locale::FoldHeaderTurkish(text),
                                    locale::FoldPlain(text), locale::FoldCamel(text)};
  std::vector<std::string> distinct;
  for (std::string& fold : folds) {
    if (!fold.empty() && std::find(distinct.begin(), distinct.end(), fold) == distinct.end()) {
      distinct.push_back(std::move(fold));
    }
  }
  return distinct;
}

std::vector<std::string> Strings(const Json& list) {
  std::vector<std::string> out;
  for (const Json& item : list) out.push_back(item.get<std::string>());
  return out;
}

bool WithinOneEdit(const std::string& a, const std::string& b) {
  if (a.size() > b.size()) return WithinOneEdit(b, a);
  if (b.size() - a.size() > 1) return false;
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (i == a.size()) return true;  // the same, or one letter more at the end
  const size_t skip = b.size() - a.size();
  return a.compare(i + 1 - skip, std::string::npos, b, i + 1, std::string::npos) == 0;
}

// The first two bytes, ASCII letters as small ones.
size_t StartOf(std::string_view text) {
  size_t start = 0;
  for (size_t i = 0; i < 2; ++i) {
    unsigned char c = i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
    if (c >= 'A' && c <= 'Z') c = static_cast<unsigned char>(c - 'A' + 'a');
    start = start * 256 + c;
  }
  return start;
}

bool SameHit(const Hit& a, const Hit& b) {
  return a.role == b.role && a.computed == b.computed && a.profile == b.profile;
}

}  // namespace

const Vocabulary& Vocabulary::Builtin() {
  static const Vocabulary vocabulary;
  return vocabulary;
}

void Vocabulary::Index(const std::string& synonym, const Hit& hit) {
  auto add = [&hit](std::vector<Hit>* hits) {
    for (const Hit& known : *hits) {
      if (SameHit(known, hit)) return;
    }
    hits->push_back(hit);
  };
  for (const std::string& fold : {locale::FoldHeader(synonym), locale::FoldHeaderTurkish(synonym),
                                  locale::FoldPlain(synonym)}) {
    if (fold.empty()) continue;
    add(&exact_[fold]);
  }
  if (hit.profile < 0) add(&tokens_[SortedTokens(locale::FoldPlain(synonym))]);
}

Vocabulary::Vocabulary() {
  const Json json = ParseJson(data::kRoles);
  for (const Json& item : json["roles"]) {
    Role role;
    role.id = item["id"].get<std::string>();
    role.measure = item["measure"].get<bool>();
    role.tables = Strings(item["tables"]);
    role.type = item["type"].get<std::string>();
    role.unit = StringOr(item, "unit", "");
    role.stock = BoolOr(item, "stock", false);
    role.unique = BoolOr(item, "unique", false);
    role.nonneg = BoolOr(item, "nonneg", false);
    role.weight = NumberOr(item, "weight", 1);
    if (const Json* prefer = mittari::Find(item, "prefer")) {
      for (const Json& text : *prefer)
        role.prefer.push_back(locale::FoldPlain(text.get<std::string>()));
    }
    Hit hit;
    hit.role = static_cast<int>(roles_.size());
    for (int language = 0; language < static_cast<int>(std::size(kLanguages)); ++language) {
      hit.language = language;
      hit.order = 0;
      const Json* words = mittari::Find(item["synonyms"], std::string(kLanguages[language]));
      if (words == nullptr) continue;
      for (const Json& synonym : *words) {
        Index(synonym.get<std::string>(), hit);
        ++hit.order;
      }
    }
    roles_.push_back(std::move(role));
  }
  for (const Json& item : json["computed"]) {
    Computed computed;
    computed.metric = item["metric"].get<std::string>();
    computed.type = item["type"].get<std::string>();
    if (const Json* parts = mittari::Find(item, "over")) {
      computed.over = (*parts)[0].get<std::string>();
      computed.under = (*parts)[1].get<std::string>();
    }
    computed.factor = NumberOr(item, "factor", 1);
    Hit hit;
    hit.role = Hit::kComputed;
    hit.computed = static_cast<int>(computed_.size());
    for (const Json& synonym : item["synonyms"]) Index(synonym.get<std::string>(), hit);
    computed_.push_back(std::move(computed));
  }
  for (const Json& item : json["profiles"]) {
    Hit hit;
    hit.profile = static_cast<int>(profiles_.size());
    profiles_.push_back(item["id"].get<std::string>());
    for (const auto& [role, headers] : item["headers"].items()) {
      hit.role = role.empty() ? Hit::kNoRole : role == "=" ? Hit::kComputed : FindRole(role);
      hit.order = 0;
      for (const Json& header : headers) {
        Index(header.get<std::string>(), hit);
        ++hit.order;
      }
    }
  }
  for (const Json& item : json["starts"]) {
    Hit hit;
    hit.role = FindRole(item["role"].get<std::string>());
    hit.language = 0;
    for (const std::string& text : Strings(item["headers"])) {
      starts_.emplace_back(locale::FoldPlain(text), hit);
    }
  }
  for (const std::string& word : Strings(json["ratio_words"])) {
    ratio_words_.insert(locale::FoldPlain(word));
  }
  for (const std::string& word : Strings(json["id_words"]))
    id_words_.insert(locale::FoldPlain(word));
  for (const std::string& text : Strings(json["totals"])) totals_.insert(locale::FoldValue(text));
  total_starts_.assign(65536 / 8, 0);
  for (const std::string& total : totals_) {
    const size_t start = StartOf(total);
    total_starts_[start / 8] |= static_cast<uint8_t>(1 << (start % 8));
  }
  for (const auto& [table, headers] : json["hints"].items()) {
    for (const std::string& text : Strings(headers)) hints_[locale::FoldPlain(text)] = table;
  }
  for (const Json& item : json["bulk"]) {
    Bulk bulk;
    bulk.kind = item["kind"].get<std::string>();
    for (const std::string& header : Strings(item["headers"]))
      bulk.headers.insert(locale::FoldPlain(header));
    bulk_.push_back(std::move(bulk));
  }
  for (const std::string& text : Strings(json["column_labels"]))
    column_labels_.insert(locale::FoldPlain(text));
  for (const Json& pair : json["ratio_pairs"]) {
    ratio_pairs_.emplace_back(locale::FoldPlain(pair[0].get<std::string>()),
                              locale::FoldPlain(pair[1].get<std::string>()));
  }
  for (const std::string& text : Strings(json["comparison"]["suffix"])) {
    comparison_suffix_.push_back(locale::FoldPlain(text));
  }
  for (const std::string& text : Strings(json["comparison"]["prefix"])) {
    comparison_prefix_.push_back(locale::FoldPlain(text));
  }
}

int Vocabulary::FindRole(std::string_view id) const {
  for (size_t i = 0; i < roles_.size(); ++i) {
    if (roles_[i].id == id) return static_cast<int>(i);
  }
  return -1;
}

const std::vector<Hit>* Vocabulary::Find(const std::string& folded) const {
  const auto found = exact_.find(folded);
  return found == exact_.end() ? nullptr : &found->second;
}

std::vector<Hit> Vocabulary::Exact(std::string_view header) const {
  std::vector<Hit> hits;
  auto collect = [&](std::string_view text) {
    for (const std::string& fold : Folds(text)) {
      if (const std::vector<Hit>* found = Find(fold)) {
        for (const Hit& hit : *found) {
          bool known = false;
          for (const Hit& held : hits) known = known || SameHit(held, hit);
          if (!known) hits.push_back(hit);
        }
      }
    }
  };
  collect(header);
  const locale::HeaderParts parts = locale::SplitHeader(header);
  if (hits.empty() && parts.note.empty() && parts.base != header) collect(parts.base);
  if (hits.empty() && !parts.note.empty()) {
    // "Cost (micros)", "Amount (cents)": the note is a unit, not a meaning.
    const std::string note = locale::FoldPlain(parts.note);
    if (note == "micros" || note == "cents" || note == "kurus" || note == "pence")
      collect(parts.base);
  }
  if (hits.empty() && header.size() > 24) {
    const std::string folded = locale::FoldPlain(header);
    for (const auto& [start, hit] : starts_) {
      if (folded.compare(0, start.size(), start) == 0) hits.push_back(hit);
    }
  }
  return hits;
}

std::vector<Hit> Vocabulary::ByTokens(std::string_view header) const {
  const locale::HeaderParts parts = locale::SplitHeader(header);
  std::string folded =
      locale::FoldPlain(parts.note.empty() ? std::string_view(parts.base) : header);
  for (std::string_view lead :
       {"number of ", "total number of ", "no of ", "# of ", "# ", "of ", "sum of ", "summe von ",
        "somme de ", "suma de ", "soma de ", "toplam ", "summa / "}) {
    if (folded.size() > lead.size() && folded.compare(0, lead.size(), lead) == 0) {
      if (const std::vector<Hit>* found = Find(folded.substr(lead.size()))) return *found;
    }
  }
  const auto found = tokens_.find(SortedTokens(folded));
  if (found != tokens_.end()) return found->second;
  const auto camel = tokens_.find(SortedTokens(locale::FoldPlain(locale::FoldCamel(parts.base))));
  if (camel != tokens_.end()) return camel->second;
  return WithoutFillers(folded);
}

std::vector<Hit> Vocabulary::WithoutFillers(const std::string& folded) const {
  static constexpr std::string_view kSums[] = {"total", "toplam", "yhteensa", "کل", "مجموع"};
  static constexpr std::string_view kCounts[] = {"count", "sayisi", "adedi", "maara", "lkm", "تعداد"};
  bool count = false;
  std::string rest;
  const std::vector<std::string> tokens = locale::Tokens(folded);
  for (const std::string& token : tokens) {
    const auto is = [&token](std::string_view word) { return token == word; };
    const bool counts = std::any_of(std::begin(kCounts), std::end(kCounts), is);
    count = count || counts;
    if (!counts && std::none_of(std::begin(kSums), std::end(kSums), is)) rest += token + ' ';
  }
  std::vector<Hit> hits;
  if (rest.empty() || rest.size() > folded.size()) return hits;
  const auto found = tokens_.find(SortedTokens(rest));
  if (found == tokens_.end()) return hits;
  for (const Hit& hit : found->second) {
    if (hit.role < 0 || !roles_[hit.role].measure) continue;
    if (!count || roles_[hit.role].type == "count") hits.push_back(hit);
  }
  return hits;
}

int Vocabulary::Nearest(std::string_view header) const {
  const std::string folded = locale::FoldPlain(locale::SplitHeader(header).base);
  if (folded.size() < 5) return -1;
  int best = -1;
  for (const auto& [key, hits] : exact_) {
    if (key.size() + 1 < folded.size() || key.size() > folded.size() + 1) continue;
    if (key.size() < 5 || !WithinOneEdit(folded, key)) continue;
    for (const Hit& hit : hits) {
      if (hit.role < 0 || hit.profile >= 0) continue;
      if (best >= 0 && best != hit.role) return -1;  // two near ones: say nothing
      best = hit.role;
    }
  }
  return best;
}

bool Vocabulary::Knows(std::string_view header) const {
  return !utf8::Trim(header).empty() && header.size() <= 120 && !Exact(header).empty();
}

bool Vocabulary::IsRatioPair(const std::string& first, const std::string& second) const {
  for (const auto& [a, b] : ratio_pairs_) {
    if (a == first && b == second) return true;
  }
  return false;
}

bool Vocabulary::IsComparison(std::string_view header, std::string* base) const {
  const locale::HeaderParts parts = locale::SplitHeader(header);
  const std::string note = locale::FoldPlain(parts.note);
  const std::string folded = locale::FoldPlain(header);
  for (const std::string& suffix : comparison_suffix_) {
    if (note == suffix) {
      *base = locale::FoldPlain(parts.base);
      return true;
    }
    if (folded.size() > suffix.size() + 1 && folded[folded.size() - suffix.size() - 1] == ' ' &&
        folded.compare(folded.size() - suffix.size(), suffix.size(), suffix) == 0) {
      *base = folded.substr(0, folded.size() - suffix.size() - 1);
      return true;
    }
  }
  for (const std::string& prefix : comparison_prefix_) {
    if (folded.size() > prefix.size() + 1 && folded[prefix.size()] == ' ' &&
        folded.compare(0, prefix.size(), prefix) == 0) {
      *base = folded.substr(prefix.size() + 1);
      return true;
    }
  }
  return false;
}

bool Vocabulary::MaybeTotal(std::string_view cell) const {
  size_t skip = 0;
  while (skip < cell.size() && (cell[skip] == ' ' || cell[skip] == '"')) ++skip;
  const std::string_view text = cell.substr(skip);
  if (text.empty() || text.size() > 80) return false;
  // Letters outside ASCII may fold to others ("İ", Arabic forms): look closer.
  if (static_cast<unsigned char>(text[0]) >= 0x80) return true;
  const size_t start = StartOf(text);
  return ((total_starts_[start / 8] >> (start % 8)) & 1) != 0;
}

bool Vocabulary::EndsInTotal(std::string_view cell) const {
  const size_t space = cell.rfind(' ');
  if (space == std::string_view::npos || space == 0 || cell.size() > 80) return false;
  const std::string_view last = cell.substr(space + 1);
  return last.size() >= 3 && MaybeTotal(last) && totals_.count(locale::FoldValue(last)) > 0;
}

bool Vocabulary::IsTotal(std::string_view cell) const {
  if (!MaybeTotal(cell)) return false;
  const std::string_view trimmed = utf8::Trim(cell);
  if (trimmed.empty() || trimmed.size() > 80) return false;
  const std::string folded = locale::FoldValue(trimmed);
  if (totals_.count(folded) > 0) return true;
  // "Total of 12 results", "Totals for the period".
  for (std::string_view lead : {"total of ", "totals for ", "total for ", "grand totals "}) {
    if (folded.compare(0, lead.size(), lead) == 0) {
      const char next = folded.size() > lead.size() ? folded[lead.size()] : ' ';
      if ((next >= '0' && next <= '9') || next == '(' || lead == "totals for ") return true;
    }
  }
  // "Total: Campaigns", "Toplam: Kampanyalar", "Gesamt – Konto".
  for (std::string_view mark : {":", " - ", " – ", " ("}) {
    const size_t at = folded.find(mark);
    if (at != std::string::npos && at > 0) {
      const std::string_view head = utf8::Trim(std::string_view(folded).substr(0, at));
      if (totals_.count(std::string(head)) > 0) return true;
    }
  }
  return false;
}

}  // namespace mittari::schema
