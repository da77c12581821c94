#include <algorithm>

#include "base/codes.gen.h"
#include "base/utf8.h"
#include "locale/header.h"
#include "schema/map_run.h"

namespace mittari::schema {
namespace {

using locale::Confidence;
constexpr int kUnranked = 50;
constexpr int kByTokens = 500;
constexpr int kMostNamed = 40;
constexpr size_t kMostWords = 64;

}  // namespace

Result<Mapping> MapRun::Run() {
  FindNames();
  FindPeriodPairs();
  FindComparisons();
  const int profile = FindProfile();
  if (profile >= 0) mapping_.profile = vocabulary_.profiles()[profile];
  for (size_t i = 0; i < facts_.size(); ++i) Propose(i, profile);
  ProposeByLastWord();
  for (const bool strict : {true, false}) ProposeQualified(strict);
  ProposeTotals();
  DropLoneSenses();
  if (std::optional<Error> error = TakeUserMap()) return *error;
  mapping_.table = options_.table.empty() ? ChooseTable(facts_, drafts_, &rivals_) : options_.table;
  Assign(mapping_.table);
  TakeBareId();
  TakeOrderDate();
  TakeLastAmount();
  AssignForeign();
  TakeOnlyDate();
  TakePaidPeriod();
  for (size_t i = 0; i < facts_.size(); ++i) Describe(i);
  return std::move(mapping_);
}

const Role& MapRun::RoleAt(int index) const { return vocabulary_.roles()[index]; }

void MapRun::FindComparisons() {
  std::vector<std::string> folded;
  for (const ColumnFacts& column : facts_) {
    folded.push_back(locale::FoldPlain(locale::SplitHeader(column.header).base));
  }
  for (size_t i = 0; i < facts_.size(); ++i) {
    std::string base;
    if (!vocabulary_.IsComparison(facts_[i].header, &base)) continue;
    for (size_t k = 0; k < folded.size(); ++k) {
      if (k != i && (folded[k] == base || locale::FoldPlain(facts_[k].header) == base)) {
        drafts_[i].comparison = true;
      }
    }
  }
}

int MapRun::FindProfile() const {
  std::vector<double> score(vocabulary_.profiles().size(), 0);
  std::vector<int> hits(score.size(), 0);
  std::vector<bool> telling(score.size(), false);
  int named = 0;
  for (size_t i = 0; i < facts_.size(); ++i) {
    if (utf8::Trim(facts_[i].header).empty()) continue;
    ++named;
    std::vector<int> profiles;
    int sense = -1;
    bool ambiguous = false;  // a word of two senses tells of no platform
    for (const Hit& hit : drafts_[i].hits) {
      if (hit.profile < 0 && hit.role >= 0) {
        ambiguous = ambiguous || (sense >= 0 && hit.role != sense);
        sense = hit.role;
      }
      if (hit.profile >= 0 &&
          std::find(profiles.begin(), profiles.end(), hit.profile) == profiles.end()) {
        profiles.push_back(hit.profile);
      }
    }
    // Nor does a usual name that only this platform has no use for.
    const auto useless = [&](int profile) {
      return sense >= 0 && std::any_of(drafts_[i].hits.begin(), drafts_[i].hits.end(), [&](const Hit& hit) {
        return hit.profile == profile && hit.role == Hit::kNoRole;
      });
    };
    for (int profile : profiles) {
      score[profile] += 1.0 / static_cast<double>(profiles.size());
      ++hits[profile];
      telling[profile] = telling[profile] || (profiles.size() <= 2 && !ambiguous && !useless(profile));
    }
  }
  int best = -1;
  for (size_t p = 0; p < score.size(); ++p) {
    // Of a hundred columns no platform knows half.
    if (!telling[p] || hits[p] < 3 || hits[p] * 2 < std::min(named, kMostNamed)) continue;
    if (best < 0 || hits[p] > hits[best] || (hits[p] == hits[best] && score[p] > score[best])) {
      best = static_cast<int>(p);
    }
  }
  return best;
}

int MapRun::Rank(int role, size_t column, int order) const {
  const std::vector<std::string>& prefer = RoleAt(role).prefer;
  const std::string full = locale::FoldPlain(facts_[column].header);
  const std::string base = locale::FoldPlain(locale::SplitHeader(facts_[column].header).base);
  for (size_t i = 0; i < prefer.size(); ++i) {
    if (prefer[i] == full || prefer[i] == base) return static_cast<int>(i);
  }
  // An id may stand for its name, but only where the name is not there; a part of the
  // total likewise.
  const bool part = RoleAt(role).id == "gross_revenue" && vocabulary_.IsSubtotal(base);
  return kUnranked + order + (part || NamesId(role, column) ? 2 * kByTokens : 0);
}

bool MapRun::NamesId(int role, size_t column) const {
  const std::vector<std::string> tokens =
      locale::Tokens(locale::FoldPlain(facts_[column].header));
  return RoleAt(role).type == "text" && !tokens.empty() && vocabulary_.IsIdWord(tokens.back());
}

void MapRun::AddCandidate(size_t column, const Hit& hit, int penalty, Confidence confidence,
                          std::string why) {
  for (const Candidate& known : drafts_[column].candidates) {
    if (known.role == hit.role) return;
  }
  drafts_[column].candidates.push_back(
      {hit.role, Rank(hit.role, column, hit.order) + penalty, confidence, std::move(why)});
}

void MapRun::Propose(size_t column, int profile) {
  Draft& draft = drafts_[column];
  const ColumnFacts& facts = facts_[column];
  const bool text = facts.kind == ColumnFacts::Kind::kText;
  auto compute = [&](const Hit& hit) {
    draft.computed = true;
    draft.computed_index = hit.computed;
    draft.why =
        hit.computed >= 0 ? "computed:" + vocabulary_.computed()[hit.computed].metric : "computed";
  };
  // The platform's own layout.
  bool in_profile = false;
  for (const Hit& hit : draft.hits) {
    if (hit.profile != profile || profile < 0) continue;
    in_profile = true;
    if (hit.role >= 0) {
      std::string why = "profile:" + vocabulary_.profiles()[profile];
      for (const Hit& other : draft.hits) {
        if (other.profile < 0 && other.role == hit.role) {
          why = "synonym:" + std::string(kLanguages[other.language]);
          break;
        }
      }
      AddCandidate(column, hit, 0, Confidence::kCertain, std::move(why));
    } else if (hit.role == Hit::kComputed && !text) {
      compute(hit);
    } else {
      draft.known = true;
    }
  }
  if (in_profile) {
    if (draft.known) draft.why = "profile:" + vocabulary_.profiles()[profile];
    if (draft.computed) {
      for (const Hit& hit : draft.hits) {
        if (hit.role == Hit::kComputed && hit.computed >= 0) compute(hit);
      }
      draft.candidates.clear();
    }
    return;
  }
  for (const Hit& hit : draft.hits) {
    if (hit.profile < 0 && hit.role == Hit::kComputed && !text) return compute(hit);
  }
  for (const Hit& hit : draft.hits) {
    if (hit.profile >= 0 || hit.role < 0) continue;
    AddCandidate(column, hit, 0, Confidence::kCertain,
                 "synonym:" + std::string(kLanguages[hit.language]));
  }
  if (!draft.candidates.empty()) return;
  // Another platform's word: "Taps", "Start Time"; but a name of one word is anybody's.
  const bool one_word = locale::Tokens(locale::FoldPlain(names_[column])).size() < 2;
  for (const Hit& hit : draft.hits) {
    if (hit.role >= 0) {
      if (one_word && RoleAt(hit.role).type == "text") continue;
      AddCandidate(column, hit, 0, Confidence::kCertain,
                   "profile:" + vocabulary_.profiles()[hit.profile]);
    } else if (hit.role == Hit::kComputed && !text) {
      compute(hit);
    }
  }
  if (!draft.candidates.empty() || draft.computed || !draft.hits.empty()) return;
  if (!text && LooksLikeRate(facts)) {
    draft.computed = true;
    draft.why = "computed";
    return;
  }
  for (const Hit& hit : vocabulary_.ByTokens(names_[column])) {
    if (hit.role >= 0) AddCandidate(column, hit, kByTokens, Confidence::kLikely, "tokens");
  }
  if (!draft.candidates.empty() || !text) return;
  // "stage_id" of words, "rep_name", "nome_campanha": as good as any where there is no other.
  std::string folded = locale::FoldPlain(locale::FoldCamel(names_[column]));
  const size_t space = folded.rfind(' ');
  if (space == std::string::npos) return;
  const std::string first = folded.substr(0, folded.find(' ')), last = folded.substr(space + 1);
  const bool named = last == "name" || first == "nome" || first == "nombre" || first == "nom";
  if (!named && !vocabulary_.IsIdWord(last)) return;
  folded = named && last != "name" ? folded.substr(first.size() + 1) : folded.substr(0, space);
  for (const Hit& hit : vocabulary_.Exact(folded)) {
    if (hit.role < 0 || hit.profile >= 0) continue;
    const std::string& id = RoleAt(hit.role).id;
    if (id == "stage" || id == "owner" ||
        (named && (id == "channel" || id == "plan" || id == "campaign"))) {
      AddCandidate(column, hit, kByTokens, Confidence::kLikely, "tokens");
    }
  }
}

bool MapRun::LooksLikeRate(const ColumnFacts& facts) const {
  if (facts.percent || facts.header.find('%') != std::string::npos) return true;
  std::vector<std::string> tokens =
      locale::Tokens(locale::FoldPlain(locale::FoldCamel(facts.header)));
  // What has more words is no name; each pair of them is looked up.
  tokens.resize(std::min(tokens.size(), kMostWords));
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (vocabulary_.IsRatioWord(tokens[i])) return true;
    if (tokens[i] == "/" || (tokens[i] == "per" && i > 0)) return true;
    for (size_t k = i + 1; k < tokens.size(); ++k) {
      if (vocabulary_.IsRatioPair(tokens[i], tokens[k])) return true;
    }
  }
  return facts.header.find(" / ") != std::string::npos;
}

void MapRun::DropLoneSenses() {
  auto drop = [this](size_t column, std::string_view role, std::string_view why) {
    auto& list = drafts_[column].candidates;
    const size_t before = list.size();
    list.erase(std::remove_if(list.begin(), list.end(),
                              [&](const Candidate& c) { return RoleAt(c.role).id == role; }),
               list.end());
    if (list.size() != before && list.empty()) drafts_[column].why = why;
  };
  const bool single_reviews = std::any_of(facts_.begin(), facts_.end(), [](const ColumnFacts& column) {
    const std::string folded = locale::FoldPlain(locale::FoldCamel(column.header));
    return folded == "review text" || folded == "review title" || folded == "review body";
  });
  for (size_t i = 0; i < facts_.size(); ++i) {
    const std::string folded = locale::FoldPlain(locale::SplitHeader(facts_[i].header).base);
    if (!AnyProposes({"order_id", "order_date"}) && vocabulary_.IsTotal(facts_[i].header)) {
      drop(i, "gross_revenue", "total");  // the sum of a row
    }
    // Where each row is an order, how many there were is no figure of it.
    if (AnyProposes({"order_id"}) && !drafts_[i].candidates.empty() &&
        drafts_[i].candidates[0].why == "tokens") {
      drop(i, "orders", "");
    }
    // Where each row is a review, how many its author wrote is no figure of it.
    if (single_reviews) drop(i, "reviews", "rule:reviews");
    // Of a video they are those it won; a list has mails.
    if (AnyProposes({"video_views"}) && !AnyProposes({"emails_sent"}))
      drop(i, "list_size", "rule:subscribers");
    if (folded == "hinta" && !AnyProposes({"impressions", "clicks"})) drop(i, "spend", "rule:hinta");
    if (folded.find("bounces") != std::string::npos && AnyProposes({"sessions", "pageviews", "visitors"}) &&
        !AnyProposes({"emails_sent", "emails_delivered", "unique_opens"})) {
      drop(i, "bounces", "rule:bounces");
    }
  }
}

std::optional<Error> MapRun::TakeUserMap() {
  for (const auto& [role, name] : options_.map) {
    const int column = FindColumn(facts_, name);
    if (column < 0) return Error{std::string(codes::kMapUnknownColumn), {}, {{"column", name}}, {}};
    Draft& draft = drafts_[column];
    if (role == "ignore") {
      draft.candidates.clear();
      draft.known = true;
      draft.computed = false;
      draft.why = "user";
      continue;
    }
    const int index = vocabulary_.FindRole(role);
    const bool own = IsOwnRole(role);
    if (own && vocabulary_.FindRole(OwnName(role)) >= 0) {
      return Error{std::string(codes::kMapNameTaken), {}, {{"role", role}}, {}};
    }
    if (index < 0 && !own) {
      return Error{std::string(codes::kMapUnknownRole), {}, {{"role", role}}, {}};
    }
    draft.computed = false;
    draft.known = false;
    draft.comparison = false;
    draft.candidates.clear();
    if (!own) {
      draft.candidates.push_back({index, 0, Confidence::kCertain, "user"});
      holder_[index] = column;
    }
    ColumnMeaning& meaning = mapping_.columns[column];
    meaning.role = role;
    meaning.confidence = Confidence::kCertain;
    meaning.why = "user";
  }
  return std::nullopt;
}

const std::string* MapRun::Answer(std::string_view code, size_t column) const {
  const std::string key = std::string(code) + ":" + facts_[column].header;
  for (const auto& [asked, choice] : options_.answers) {
    if (asked == key) return &choice;
  }
  return nullptr;
}

bool IsOwnRole(std::string_view role) {
  constexpr std::string_view kDigits = "0123456789";
  if (!role.starts_with(kOwnPrefix)) return false;
  const std::string_view name = OwnName(role);
  return !name.empty() && kDigits.find(name[0]) == std::string_view::npos &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string_view::npos;
}

int FindColumn(const std::vector<ColumnFacts>& columns, std::string_view name) {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].header == name) return static_cast<int>(i);
  }
  if (name.size() > 1 && name[0] == '#') {
    size_t number = 0;
    for (char c : name.substr(1)) {
      if (c < '0' || c > '9' || number > 1000000) return -1;
      number = number * 10 + static_cast<size_t>(c - '0');
    }
    return number >= 1 && number <= columns.size() ? static_cast<int>(number - 1) : -1;
  }
  const std::string folded = locale::FoldHeader(name);
  for (size_t i = 0; i < columns.size(); ++i) {
    if (locale::FoldHeader(columns[i].header) == folded) return static_cast<int>(i);
  }
  return -1;
}

namespace {

std::vector<std::string> RolesOf(const Mapping& mapping) {
  std::vector<std::string> roles;
  for (const ColumnMeaning& meaning : mapping.columns) {
    if (!meaning.role.empty()) roles.push_back(meaning.role);
  }
  return roles;
}

// True where `other` takes no column for another measure; it may read fewer. Nor does it
// where it knows only a part of the columns that `chosen` knows.
bool AddsNothing(const Mapping& chosen, const Mapping& other) {
  bool same = true, within = true;
  size_t lost = 0;
  for (size_t i = 0; i < chosen.columns.size(); ++i) {
    const ColumnMeaning& x = other.columns[i];
    const ColumnMeaning& y = chosen.columns[i];
    same = same && (x.role.empty() || x.role == y.role || (!x.measure && !y.measure));
    within = within && (x.role.empty() || !y.role.empty());
    lost += x.role.empty() && !y.role.empty() ? 1 : 0;
  }
  return same || (within && lost >= 2);
}

}  // namespace

Result<Mapping> MapColumns(const std::vector<ColumnFacts>& columns, const MapOptions& options) {
  MapOptions with = options;
  for (const auto& [asked, choice] : options.answers) {
    if (asked == codes::kTableKind || asked == std::string(codes::kTableKind) + ':') with.table = choice;
  }
  MapRun run(columns, with);
  Result<Mapping> mapped = run.Run();
  if (!mapped.ok() || run.rivals().empty()) return mapped;
  MeaningQuestion question{std::string(codes::kTableKind), MeaningQuestion::kWhole, {}, {}, {}};
  question.likelier = mapped.value().table;
  question.choices = {question.likelier};
  question.roles = {RolesOf(mapped.value())};
  for (const std::string& rival : run.rivals()) {
    with.table = rival;
    const Result<Mapping> other = MapRun(columns, with).Run();
    if (!other.ok() || AddsNothing(mapped.value(), other.value())) continue;
    question.choices.push_back(rival);
    question.roles.push_back(RolesOf(other.value()));
  }
  if (question.choices.size() > 1) mapped.value().questions.push_back(std::move(question));
  return mapped;
}

}  // namespace mittari::schema
