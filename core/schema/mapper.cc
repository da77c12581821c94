#include "schema/mapper.h"

#include <algorithm>
#include <map>

#include "base/codes.gen.h"
#include "base/utf8.h"
#include "locale/header.h"
#include "schema/mapping.h"
#include "schema/vocabulary.h"

namespace mittari::schema {
namespace {

using locale::Confidence;
constexpr int kUnranked = 50;
constexpr int kByTokens = 500;

class MapRun {
 public:
  MapRun(const std::vector<ColumnFacts>& facts, const MapOptions& options)
      : vocabulary_(Vocabulary::Builtin()),
        facts_(facts),
        options_(options),
        drafts_(facts.size()) {
    mapping_.columns.resize(facts.size());
  }

  Result<Mapping> Run() {
    for (size_t i = 0; i < facts_.size(); ++i) {
      drafts_[i].hits = vocabulary_.Exact(facts_[i].header);
    }
    FindPeriodPairs();
    FindComparisons();
    const int profile = FindProfile();
    if (profile >= 0) mapping_.profile = vocabulary_.profiles()[profile];
    for (size_t i = 0; i < facts_.size(); ++i) Propose(i, profile);
    DropLoneSenses();
    if (std::optional<Error> error = TakeUserMap()) return *error;
    mapping_.table = options_.table.empty() ? ChooseTable(facts_, drafts_) : options_.table;
    Assign(mapping_.table);
    AssignForeign();
    for (size_t i = 0; i < facts_.size(); ++i) Describe(i);
    return std::move(mapping_);
  }

 private:
  const Role& RoleAt(int index) const { return vocabulary_.roles()[index]; }

  // A column of another period beside its own: "Clicks", "Clicks (Comparison)".
  void FindComparisons() {
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

  // "Last 3 months Clicks", "Previous 3 months Clicks": a period with a digit in it
  // before a known header. Of two periods the first is the one to read.
  void FindPeriodPairs() {
    std::vector<std::string> periods;
    std::vector<std::pair<size_t, size_t>> found;  // column, period
    std::vector<std::vector<Hit>> hits;
    for (size_t i = 0; i < facts_.size(); ++i) {
      const std::string_view header = utf8::Trim(facts_[i].header);
      if (!drafts_[i].hits.empty() || header.size() > 80) continue;
      for (size_t at = header.find(' '); at != std::string_view::npos;
           at = header.find(' ', at + 1)) {
        const std::string_view period = header.substr(0, at);
        if (std::none_of(period.begin(), period.end(), [](char c) { return c >= '0' && c <= '9'; }))
          continue;
        std::vector<Hit> known = vocabulary_.Exact(header.substr(at + 1));
        if (known.empty()) continue;
        auto place = std::find(periods.begin(), periods.end(), period);
        if (place == periods.end()) place = periods.insert(place, std::string(period));
        found.emplace_back(i, static_cast<size_t>(place - periods.begin()));
        hits.push_back(std::move(known));
        break;
      }
    }
    if (periods.empty() || periods.size() > 2 || found.size() < 2) return;
    for (size_t k = 0; k < found.size(); ++k) {
      if (found[k].second == 0) {
        drafts_[found[k].first].hits = std::move(hits[k]);
      } else {
        drafts_[found[k].first].comparison = true;
      }
    }
  }

  // The platform whose layout covers the headers; a header that many platforms
  // share says little. -1 where none is convincing.
  int FindProfile() const {
    std::vector<double> score(vocabulary_.profiles().size(), 0);
    std::vector<int> hits(score.size(), 0);
    std::vector<bool> telling(score.size(), false);
    int named = 0;
    for (size_t i = 0; i < facts_.size(); ++i) {
      if (utf8::Trim(facts_[i].header).empty()) continue;
      ++named;
      std::vector<int> profiles;
      bool synonym = false;
      for (const Hit& hit : drafts_[i].hits) {
        synonym = synonym || (hit.profile < 0 && hit.role >= 0);
        if (hit.profile >= 0 &&
            std::find(profiles.begin(), profiles.end(), hit.profile) == profiles.end()) {
          profiles.push_back(hit.profile);
        }
      }
      for (int profile : profiles) {
        score[profile] += 1.0 / static_cast<double>(profiles.size());
        ++hits[profile];
        telling[profile] = telling[profile] || profiles.size() <= 2;
      }
    }
    int best = -1;
    for (size_t p = 0; p < score.size(); ++p) {
      if (!telling[p] || hits[p] < 3 || hits[p] * 2 < named) continue;
      if (best < 0 || hits[p] > hits[best] || (hits[p] == hits[best] && score[p] > score[best])) {
        best = static_cast<int>(p);
      }
    }
    return best;
  }

  int Rank(int role, size_t column, int order) const {
    const std::vector<std::string>& prefer = RoleAt(role).prefer;
    const std::string full = locale::FoldPlain(facts_[column].header);
    const std::string base = locale::FoldPlain(locale::SplitHeader(facts_[column].header).base);
    for (size_t i = 0; i < prefer.size(); ++i) {
      if (prefer[i] == full || prefer[i] == base) return static_cast<int>(i);
    }
    return kUnranked + order;
  }

  void AddCandidate(size_t column, const Hit& hit, int penalty, Confidence confidence,
                    std::string why) {
    for (const Candidate& known : drafts_[column].candidates) {
      if (known.role == hit.role) return;
    }
    drafts_[column].candidates.push_back(
        {hit.role, Rank(hit.role, column, hit.order) + penalty, confidence, std::move(why)});
  }

  void Propose(size_t column, int profile) {
    Draft& draft = drafts_[column];
    const ColumnFacts& facts = facts_[column];
    const bool text = facts.kind == ColumnFacts::Kind::kText;
    auto compute = [&](const Hit& hit) {
      draft.computed = true;
      draft.computed_index = hit.computed;
      draft.why = hit.computed >= 0 ? "computed:" + vocabulary_.computed()[hit.computed].metric
                                    : "computed";
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
    for (const Hit& hit : draft.hits) {
      if (hit.role >= 0) {
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
    for (const Hit& hit : vocabulary_.ByTokens(facts.header)) {
      if (hit.role >= 0) AddCandidate(column, hit, kByTokens, Confidence::kLikely, "tokens");
    }
  }

  bool LooksLikeRate(const ColumnFacts& facts) const {
    if (facts.percent || facts.header.find('%') != std::string::npos) return true;
    const std::vector<std::string> tokens =
        locale::Tokens(locale::FoldPlain(locale::FoldCamel(facts.header)));
    for (size_t i = 0; i < tokens.size(); ++i) {
      if (vocabulary_.IsRatioWord(tokens[i])) return true;
      if (tokens[i] == "/" || (tokens[i] == "per" && i > 0)) return true;
      for (size_t k = i + 1; k < tokens.size(); ++k) {
        if (vocabulary_.IsRatioPair(tokens[i], tokens[k])) return true;
      }
    }
    return facts.header.find(" / ") != std::string::npos;
  }

  // Roles that hold only in company: Finnish "Hinta" is a cost beside clicks
  // and a price elsewhere; bounces beside visits are not bounced e-mails.
  void DropLoneSenses() {
    auto any = [this](std::initializer_list<std::string_view> roles) {
      for (const Draft& draft : drafts_) {
        for (const Candidate& candidate : draft.candidates) {
          const std::string& id = RoleAt(candidate.role).id;
          if (std::find(roles.begin(), roles.end(), id) != roles.end()) return true;
        }
      }
      return false;
    };
    auto drop = [this](size_t column, std::string_view role, std::string_view why) {
      auto& list = drafts_[column].candidates;
      const size_t before = list.size();
      list.erase(std::remove_if(list.begin(), list.end(),
                                [&](const Candidate& c) { return RoleAt(c.role).id == role; }),
                 list.end());
      if (list.size() != before && list.empty()) drafts_[column].why = why;
    };
    for (size_t i = 0; i < facts_.size(); ++i) {
      const std::string folded = locale::FoldPlain(locale::SplitHeader(facts_[i].header).base);
      if (!any({"order_id", "order_date"}) && vocabulary_.IsTotal(facts_[i].header)) {
        drop(i, "gross_revenue", "total");  // the sum of a row
      }
      if (folded == "hinta" && !any({"impressions", "clicks"})) drop(i, "spend", "rule:hinta");
      if (folded.find("bounces") != std::string::npos &&
          any({"sessions", "pageviews", "visitors"}) &&
          !any({"emails_sent", "emails_delivered", "unique_opens"})) {
        drop(i, "bounces", "rule:bounces");
      }
    }
  }

  std::optional<Error> TakeUserMap() {
    for (const auto& [role, name] : options_.map) {
      const int column = FindColumn(facts_, name);
      if (column < 0)
        return Error{std::string(codes::kMapUnknownColumn), {}, {{"column", name}}, {}};
      Draft& draft = drafts_[column];
      if (role == "ignore") {
        draft.candidates.clear();
        draft.known = true;
        draft.computed = false;
        draft.why = "user";
        continue;
      }
      const int index = vocabulary_.FindRole(role);
      if (index < 0) return Error{std::string(codes::kMapUnknownRole), {}, {{"role", role}}, {}};
      draft.computed = false;
      draft.known = false;
      draft.comparison = false;
      draft.candidates = {{index, 0, Confidence::kCertain, "user"}};
      holder_[index] = column;
      ColumnMeaning& meaning = mapping_.columns[column];
      meaning.role = role;
      meaning.confidence = Confidence::kCertain;
      meaning.why = "user";
    }
    return std::nullopt;
  }

  const std::string* Answer(std::string_view code, size_t column) const {
    const std::string key = std::string(code) + ":" + facts_[column].header;
    for (const auto& [asked, choice] : options_.answers) {
      if (asked == key) return &choice;
    }
    return nullptr;
  }

  // Columns propose to their first candidate; a role keeps the better claim,
  // and who loses it proposes to the next.
  void Assign(std::string_view table) {
    std::vector<std::vector<Candidate>> wishes(facts_.size());
    for (size_t i = 0; i < facts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      if (draft.comparison || draft.computed || draft.known || !mapping_.columns[i].role.empty())
        continue;
      for (const Candidate& candidate : draft.candidates) {
        const Role& role = RoleAt(candidate.role);
        // Where the kind is unknown, the date alone has a meaning.
        if (table.empty() ? role.id != "date" && role.id != "currency" : !Belongs(role, table))
          continue;
        if (Fits(role, facts_[i])) wishes[i].push_back(candidate);
      }
      Settle(i, &wishes[i]);
    }
    std::vector<size_t> next(facts_.size(), 0);
    for (size_t i = 0; i < facts_.size(); ++i) {
      size_t suitor = i;
      while (next[suitor] < wishes[suitor].size()) {
        const Candidate& wish = wishes[suitor][next[suitor]];
        const auto held = holder_.find(wish.role);
        if (held == holder_.end()) {
          holder_[wish.role] = suitor;
          Take(suitor, wish);
          break;
        }
        const size_t rival = held->second;
        const bool better = mapping_.columns[rival].why != "user" &&
                            Claims(suitor, wish) < Claims(rival, wishes[rival][next[rival]]);
        NoteLoss(better ? rival : suitor, better ? suitor : rival, wish.role);
        if (better) {
          Drop(rival);
          held->second = suitor;
          Take(suitor, wish);
          suitor = rival;
        }
        ++next[suitor];
      }
    }
  }

  // The claim of a column: its rank, unless the currency of the settings
  // points at one of two twins.
  std::pair<int, int> Claims(size_t column, const Candidate& wish) const {
    int currency = 1;
    if (!options_.currency.empty()) {
      currency = CurrencyOf(column) == options_.currency ? 0 : 2;
    }
    return RoleAt(wish.role).type == "money" ? std::make_pair(currency, wish.rank)
                                             : std::make_pair(0, wish.rank);
  }

  void Settle(size_t column, std::vector<Candidate>* wishes) {
    const ColumnFacts& facts = facts_[column];
    if (const std::string* answer = Answer(codes::kHeaderRoleCollision, column)) {
      for (size_t i = 0; i < wishes->size(); ++i) {
        if (RoleAt((*wishes)[i].role).id == *answer) {
          std::swap((*wishes)[0], (*wishes)[i]);
          (*wishes)[0].why = "user";
          wishes->resize(1);
          return;
        }
      }
    }
    if (!SettleSense(facts, drafts_, wishes) && wishes->size() > 1) {
      MeaningQuestion question{std::string(codes::kHeaderRoleCollision), column, {}, {}};
      for (const Candidate& wish : *wishes) question.choices.push_back(RoleAt(wish.role).id);
      question.likelier = question.choices.front();
      mapping_.questions.push_back(std::move(question));
      (*wishes)[0].confidence = Confidence::kAmbiguous;
      wishes->resize(1);
      return;
    }
    const std::string folded = locale::FoldPlain(locale::SplitHeader(facts.header).base);
    if (!wishes->empty() && RoleAt((*wishes)[0].role).id == "new_customers" &&
        (folded == "customers" || folded == "musteriler" || folded == "asiakkaat" ||
         folded == "مشتریان")) {
      AskOpeningStock(column, wishes);
    }
    if (!wishes->empty() && (folded == "opens" || folded == "total opens")) {
      (*wishes)[0].confidence = Confidence::kAmbiguous;  // repeats are counted
    }
  }

  // "Customers" are new ones in a channel table. Where they never fall over
  // many rows they may as well be all customers at hand.
  void AskOpeningStock(size_t column, std::vector<Candidate>* wishes) {
    if (const std::string* answer = Answer(codes::kHeaderOpeningStock, column)) {
      const int active = vocabulary_.FindRole(*answer);
      if (active >= 0) (*wishes)[0].role = active;
      (*wishes)[0].why = "user";
      return;
    }
    (*wishes)[0].confidence = Confidence::kLikely;
    if (!facts_[column].never_falls) return;
    mapping_.questions.push_back({std::string(codes::kHeaderOpeningStock),
                                  column,
                                  {"new_customers", "active_customers"},
                                  "new_customers"});
    (*wishes)[0].confidence = Confidence::kAmbiguous;
  }

  // Measures of another kind of table beside those of this one: orders in a
  // channel worksheet. Texts likewise, where the role is free.
  void AssignForeign() {
    if (mapping_.table == "deals" || mapping_.table == "touches" || mapping_.table.empty()) return;
    for (size_t i = 0; i < facts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      if (draft.comparison || draft.computed || draft.known || !mapping_.columns[i].why.empty())
        continue;
      for (const Candidate& candidate : draft.candidates) {
        const Role& role = RoleAt(candidate.role);
        if (holder_.count(candidate.role) > 0 || !Fits(role, facts_[i])) continue;
        if (Belongs(role, mapping_.table)) continue;  // lost it already
        const bool key = role.id == "date" || role.id == "channel" || role.id == "campaign";
        if (key && HeldAny({"order_date", "sub_start", "created_date"})) continue;
        if (!role.measure && !key && role.id != "brand" && role.id != "content_url") continue;
        if (facts_[i].kind == ColumnFacts::Kind::kBlank) continue;
        holder_[candidate.role] = i;
        Take(i, candidate);
        break;
      }
    }
  }

  bool HeldAny(std::initializer_list<std::string_view> roles) const {
    return std::any_of(roles.begin(), roles.end(), [this](std::string_view role) {
      return holder_.count(vocabulary_.FindRole(role)) > 0;
    });
  }

  void Take(size_t column, const Candidate& wish) {
    ColumnMeaning& meaning = mapping_.columns[column];
    meaning.role = RoleAt(wish.role).id;
    meaning.confidence = wish.confidence;
    meaning.why = wish.why;
    notes_.erase(column);
  }

  void Drop(size_t column) { mapping_.columns[column] = ColumnMeaning(); }

  std::string CurrencyOf(size_t column) const {
    const std::string header = locale::SplitHeader(facts_[column].header).currency;
    return header.size() == 3 ? header : facts_[column].currency;
  }

  void NoteLoss(size_t loser, size_t winner, int role) {
    const std::string mine = CurrencyOf(loser), other = CurrencyOf(winner);
    const bool twin = RoleAt(role).type == "money" && mine != other;
    // An id beside its name is no rival.
    const std::vector<std::string> tokens = locale::Tokens(locale::FoldPlain(facts_[loser].header));
    if (!RoleAt(role).measure && !tokens.empty() && vocabulary_.IsIdWord(tokens.back())) return;
    MeaningNote note;
    note.code = std::string(twin ? codes::kTwinColumn : codes::kRoleCollision);
    note.column = loser;
    if (!twin) note.args.push_back({"role", RoleAt(role).id});
    note.args.push_back({"other", facts_[winner].header});
    notes_[loser] = std::move(note);
  }

  void Describe(size_t column) {
    const ColumnFacts& facts = facts_[column];
    const Draft& draft = drafts_[column];
    ColumnMeaning& meaning = mapping_.columns[column];
    const locale::HeaderParts parts = locale::SplitHeader(facts.header);
    meaning.zone = parts.zone;
    if (!meaning.role.empty()) {
      const Role& role = RoleAt(vocabulary_.FindRole(meaning.role));
      meaning.measure = role.measure;
      meaning.stock = role.stock;
      meaning.unique = role.unique;
      meaning.nonneg = role.nonneg;
      meaning.type = role.type;
      meaning.unit = role.unit;
    } else {
      meaning.why = draft.why;
      meaning.confidence =
          draft.computed || draft.known ? Confidence::kCertain : Confidence::kUnknown;
      if (draft.comparison) meaning.why = "comparison";
      const auto note = notes_.find(column);
      if (note != notes_.end()) {
        meaning.why = note->second.code == codes::kTwinColumn ? "twin" : "collision";
        mapping_.notes.push_back(note->second);
      }
      if (draft.computed) {
        meaning.computed = true;
        if (draft.computed_index >= 0)
          meaning.metric = vocabulary_.computed()[draft.computed_index].metric;
        mapping_.notes.push_back({std::string(codes::kRatioIgnored), column, {}});
      } else if (!draft.known && draft.hits.empty() && meaning.why.empty()) {
        const int near = vocabulary_.Nearest(facts.header);
        if (near >= 0 && Fits(RoleAt(near), facts)) meaning.suggestion = RoleAt(near).id;
      }
      meaning.type = TypeOf(facts, draft, &meaning);
    }
    if (meaning.type == "money" || (facts.monetary && !meaning.measure)) {
      meaning.currency = CurrencyOf(column);
      if (meaning.type == "money") meaning.unit = meaning.currency;
    }
  }

  std::string TypeOf(const ColumnFacts& facts, const Draft& draft, ColumnMeaning* meaning) const {
    using Kind = ColumnFacts::Kind;
    if (draft.computed) {
      if (facts.percent) return "percent";
      if (facts.duration) {
        meaning->unit = "seconds";
        return "duration";
      }
      if (draft.computed_index >= 0) return vocabulary_.computed()[draft.computed_index].type;
      return facts.monetary                                ? "money"
             : facts.header.find('%') != std::string::npos ? "percent"
                                                           : "ratio";
    }
    const std::vector<std::string> tokens =
        locale::Tokens(locale::FoldPlain(locale::FoldCamel(facts.header)));
    const bool id = !tokens.empty() && (vocabulary_.IsIdWord(tokens.back()) ||
                                        (tokens.size() > 1 && tokens.front() == "id"));
    if (id && facts.kind != Kind::kDate && !facts.fractions && !facts.monetary) {
      if (meaning->why.empty()) meaning->why = "id";
      return "id";
    }
    switch (facts.kind) {
      case Kind::kDate:
        return "date";
      case Kind::kBlank:
        return "text";
      case Kind::kText:
        return facts.boolean ? "boolean" : "text";
      case Kind::kNumber:
        break;
    }
    if (facts.percent) return "percent";
    if (facts.duration) {
      meaning->unit = "seconds";
      return "duration";
    }
    const bool money = facts.monetary || locale::SplitHeader(facts.header).currency.size() == 3;
    if (money) return "money";
    for (const Candidate& candidate : draft.candidates) {
      if (RoleAt(candidate.role).type == "money") return "money";
    }
    return "number";
  }

  const Vocabulary& vocabulary_;
  const std::vector<ColumnFacts>& facts_;
  const MapOptions& options_;
  std::vector<Draft> drafts_;
  std::map<int, size_t> holder_;         // role -> column
  std::map<size_t, MeaningNote> notes_;  // by losing column
  Mapping mapping_;
};

}  // namespace

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

Result<Mapping> MapColumns(const std::vector<ColumnFacts>& columns, const MapOptions& options) {
  return MapRun(columns, options).Run();
}

}  // namespace mittari::schema
