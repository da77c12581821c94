// Meanings of headers that are not known as they stand: their words in another order, with
// others between them, in another number.
#include <algorithm>

#include "locale/header.h"
#include "schema/vocabulary.h"

namespace mittari::schema {

std::vector<Hit> Vocabulary::ByTokens(std::string_view header) const {
  const locale::HeaderParts parts = locale::SplitHeader(header);
  const std::string folded =
      locale::FoldPlain(parts.note.empty() ? std::string_view(parts.base) : header);
  std::vector<Hit> hits;
  for (std::string_view lead :
       {"number of ", "total number of ", "no of ", "# of ", "# ", "of ", "sum of ", "summe von ",
        "somme de ", "suma de ", "soma de ", "toplam ", "summa / "}) {
    if (folded.size() <= lead.size() || !folded.starts_with(lead)) continue;
    spellings_.Find(std::string_view(folded).substr(lead.size()), &hits);
    if (!hits.empty()) return hits;
  }
  spellings_.FindWords(folded, &hits);
  if (hits.empty()) hits = ByOtherWords(folded);
  if (hits.empty()) {
    spellings_.FindWords(locale::FoldPlain(locale::FoldCamel(parts.base)), &hits);
  }
  if (!hits.empty()) return hits;
  return WithoutFillers(folded);
}

std::vector<Hit> Vocabulary::ByOtherWords(const std::string& folded) const {
  std::vector<Hit> hits;
  // "Activated on" is "Activated at".
  constexpr std::string_view kDays[] = {" on", " at", " date", " time"};
  for (std::string_view day : kDays) {
    if (!folded.ends_with(day)) continue;
    for (std::string_view other : kDays) {
      spellings_.Find(folded.substr(0, folded.size() - day.size()) + std::string(other), &hits);
      if (!hits.empty()) return hits;
    }
  }
  // "Conversions value" is "Conversion value". One word alone may be another in the plural.
  const std::vector<std::string> words = locale::Tokens(folded);
  for (size_t i = 0; i < words.size() && words.size() > 1 && words.size() <= 4; ++i) {
    if (words[i].size() < 4 || static_cast<unsigned char>(words[i][0]) >= 0x80) continue;
    std::string name;
    for (size_t k = 0; k < words.size(); ++k) {
      name += (k > 0 ? " " : "") + words[k];
      if (k != i) continue;
      if (name.back() == 's') {
        name.pop_back();
      } else {
        name += 's';
      }
    }
    spellings_.Find(name, &hits);
    std::erase_if(hits, [this](const Hit& hit) { return hit.role < 0 || !roles_[hit.role].measure; });
    if (!hits.empty()) return hits;
  }
  for (std::string_view lead : {"count of ", "distinct count of "}) {  // "Count of Lead ID"
    if (!folded.starts_with(lead)) continue;
    std::string rest = folded.substr(lead.size());
    if (rest.ends_with(" id")) rest.resize(rest.size() - 3);
    for (const std::string& name : {rest, rest + 's'}) {
      spellings_.Find(name, &hits);
      std::erase_if(hits, [this](const Hit& hit) {
        return hit.role < 0 || roles_[hit.role].type != "count";
      });
      if (!hits.empty()) return hits;
    }
  }
  for (std::string_view lead : {"est ", "estimated "}) {  // "Est. Close Date"
    if (!folded.starts_with(lead)) continue;
    spellings_.Find("expected " + folded.substr(lead.size()), &hits);
    if (!hits.empty()) return hits;
  }
  return hits;
}

std::vector<Hit> Vocabulary::WithoutFillers(const std::string& folded) const {
  // Words that leave the meaning as it is.
  static constexpr std::string_view kSums[] = {"total", "toplam", "yhteensa",  "کل",
                                               "مجموع", "all",    "completed", "unique",
                                               "email", "emails", "local"};
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
  std::vector<Hit> found;
  spellings_.FindWords(rest, &found);
  if (found.empty() && tokens.back() == "local")
    spellings_.Find(rest.substr(0, rest.size() - 1), &found);
  for (const Hit& hit : found) {
    if (hit.role < 0 || (!roles_[hit.role].measure && roles_[hit.role].id != "quantity")) continue;
    if (!count || roles_[hit.role].type == "count") hits.push_back(hit);
  }
  return hits;
}

}  // namespace mittari::schema
