#include "schema/vocabulary.h"

#include <algorithm>
#include <iterator>

#include "base/decimal.h"
#include "base/utf8.h"
#include "locale/header.h"
#include "schema/data.gen.h"

namespace mittari::schema {
namespace {

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

// What stands before the next `mark`, which is cut off with it; all where there is none.
std::string_view Cut(std::string_view* text, char mark) {
  const size_t end = std::min(text->find(mark), text->size());
  const std::string_view before = text->substr(0, end);
  text->remove_prefix(std::min(end + 1, text->size()));
  return before;
}

std::vector<std::string> Parts(std::string_view text, char mark) {
  std::vector<std::string> out;
  while (!text.empty()) out.emplace_back(Cut(&text, mark));
  return out;
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

}  // namespace

const Vocabulary& Vocabulary::Builtin() {
  static const Vocabulary vocabulary;
  return vocabulary;
}

void Vocabulary::ReadRole(std::string_view fields) {
  Role role;
  role.id = Cut(&fields, '\t');
  for (const char flag : Cut(&fields, '\t')) {
    role.measure |= flag == 'm';
    role.stock |= flag == 's';
    role.unique |= flag == 'u';
    role.nonneg |= flag == 'n';
  }
  role.type = Cut(&fields, '\t');
  role.unit = Cut(&fields, '\t');
  ParseDouble(Cut(&fields, '\t'), &role.weight);
  role.tables = Parts(Cut(&fields, '\t'), ',');
  while (!fields.empty()) role.prefer.push_back(locale::FoldPlain(Cut(&fields, '\t')));
  roles_.push_back(std::move(role));
}

void Vocabulary::ReadComputed(std::string_view fields) {
  Computed computed;
  computed.metric = Cut(&fields, '\t');
  computed.type = Cut(&fields, '\t');
  computed.over = Cut(&fields, '\t');
  computed.under = Cut(&fields, '\t');
  ParseDouble(fields, &computed.factor);
  computed_.push_back(std::move(computed));
}

void Vocabulary::ReadList(std::string_view name, std::string_view texts) {
  const std::string_view kind = Cut(&name, ':');  // then what the list is of
  if (kind == "bulk") bulk_.push_back({std::string(name), {}});
  while (!texts.empty()) {
    const std::string_view text = Cut(&texts, '\t');
    std::string folded = kind == "totals" ? locale::FoldValue(text) : locale::FoldPlain(text);
    if (kind == "starts") {
      Hit hit;
      hit.role = FindRole(name);
      hit.language = 0;
      starts_.emplace_back(std::move(folded), hit);
    } else if (kind == "hints") {
      hints_[std::move(folded)] = name;
    } else if (kind == "bulk") {
      bulk_.back().headers.insert(std::move(folded));
    } else if (kind == "ratio_pairs") {
      ratio_pairs_.emplace_back(std::move(folded), locale::FoldPlain(Cut(&texts, '\t')));
    } else if (kind == "suffix") {
      comparison_suffix_.push_back(std::move(folded));
    } else if (kind == "prefix") {
      comparison_prefix_.push_back(std::move(folded));
    } else {
      (kind == "ratio_words" ? ratio_words_ : kind == "id_words" ? id_words_ : kind == "totals" ? totals_ : column_labels_)
          .insert(std::move(folded));
    }
  }
}

// Lines that begin with what they are; what a list belongs to stands above it.
Vocabulary::Vocabulary() {
  for (std::string_view rest = data::kRoles; !rest.empty();) {
    std::string_view line = Cut(&rest, '\n');
    const char kind = line[0];
    line.remove_prefix(1);
    Hit hit;
    switch (kind) {
      case 'r':
        ReadRole(line);
        break;
      case 'c':
        ReadComputed(line);
        break;
      case 'p':
        profiles_.emplace_back(line);
        break;
      case 'l': {
        const std::string_view name = Cut(&line, '\t');
        ReadList(name, line);
        break;
      }
      case 'R':  // spellings of the role in a language
        hit.role = static_cast<int>(roles_.size()) - 1;
        hit.language = line[0] - 'a';
        spellings_.Add(line.substr(1), hit);
        break;
      case 'C':
        hit.role = Hit::kComputed;
        hit.computed = static_cast<int>(computed_.size()) - 1;
        spellings_.Add(line, hit);
        break;
      default: {  // of a profile
        const std::string_view role = Cut(&line, '\t');
        hit.profile = static_cast<int>(profiles_.size()) - 1;
        hit.role = role.empty() ? Hit::kNoRole : role == "=" ? Hit::kComputed : FindRole(role);
        spellings_.Add(line, hit);
      }
    }
  }
  spellings_.Index();
  total_starts_.assign(65536 / 8, 0);
  for (const std::string& total : totals_) {
    const size_t start = StartOf(total);
    total_starts_[start / 8] |= static_cast<uint8_t>(1 << (start % 8));
  }
}

int Vocabulary::FindRole(std::string_view id) const {
  for (size_t i = 0; i < roles_.size(); ++i) {
    if (roles_[i].id == id) return static_cast<int>(i);
  }
  return -1;
}

std::vector<Hit> Vocabulary::Exact(std::string_view header) const {
  std::vector<Hit> hits;
  auto collect = [&](std::string_view text) {
    for (const std::string& fold : Folds(text)) spellings_.Find(fold, &hits);
  };
  collect(header);
  const locale::HeaderParts parts = locale::SplitHeader(header);
  if (hits.empty() && parts.note.empty() && parts.base != header) collect(parts.base);
  if (hits.empty() && !parts.note.empty()) {
    // "Cost (micros)", "Amount (cents)": the note is a unit, not a meaning.
    const std::string note = locale::FoldPlain(parts.note);
    if (note == "micros" || note == "cents" || note == "kurus" || note == "pence" ||
        note.ends_with("currency") ||
        note.find_first_not_of("0123456789-– ") == std::string::npos) {  // "Rating (1-5)"
      collect(parts.base);
    }
  }
  if (hits.empty() && header.size() > 20) {
    const std::string folded = locale::FoldPlain(header);
    // "Amount in home currency": it is in one of them.
    const size_t kept = folded.rfind(" in ");
    if (kept != std::string::npos && folded.ends_with(" currency")) collect(folded.substr(0, kept));
    for (const auto& [start, hit] : starts_) {
      if (folded.compare(0, start.size(), start) == 0) hits.push_back(hit);
    }
  }
  return hits;
}

int Vocabulary::Nearest(std::string_view header) const {
  const std::string folded = locale::FoldPlain(locale::SplitHeader(header).base);
  return folded.size() < 5 ? -1 : spellings_.Nearest(folded);
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
  // "Toplam ve ortalama": two words for totals.
  for (std::string_view mark : {" and ", " ve ", " ja ", " und ", " و "}) {
    const size_t at = folded.find(mark);
    if (at != std::string::npos && totals_.count(folded.substr(0, at)) > 0 &&
        totals_.count(folded.substr(at + mark.size())) > 0) {
      return true;
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
