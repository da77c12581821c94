#include <algorithm>

#include "base/codes.gen.h"
#include "locale/header.h"
#include "schema/map_run.h"

namespace mittari::schema {
namespace {

using locale::Confidence;
constexpr int kBlankClaim = 3;

}  // namespace

void MapRun::Assign(std::string_view table) {
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
      // Long numbers are no names: the column may be grouped by as what it is.
      if (NamesId(candidate.role, i) && facts_[i].kind == ColumnFacts::Kind::kNumber) {
        if (mapping_.columns[i].suggestion.empty()) mapping_.columns[i].suggestion = role.id;
        continue;
      }
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

std::pair<int, int> MapRun::Claims(size_t column, const Candidate& wish) const {
  // "Receipt Number" of an order without receipts: what is filled has the better claim.
  if (facts_[column].kind == ColumnFacts::Kind::kBlank) return {kBlankClaim, wish.rank};
  int currency = 1;
  if (!options_.currency.empty()) {
    currency = CurrencyOf(column) == options_.currency ? 0 : 2;
  }
  return RoleAt(wish.role).type == "money" ? std::make_pair(currency, wish.rank)
                                           : std::make_pair(0, wish.rank);
}

void MapRun::Settle(size_t column, std::vector<Candidate>* wishes) {
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
    MeaningQuestion question{std::string(codes::kHeaderRoleCollision), column, {}, {}, {}};
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

void MapRun::AskOpeningStock(size_t column, std::vector<Candidate>* wishes) {
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
                                "new_customers",
                                {}});
  (*wishes)[0].confidence = Confidence::kAmbiguous;
}

void MapRun::AssignForeign() {
  if (mapping_.table == "deals" || mapping_.table == "touches" || mapping_.table.empty()) return;
  for (size_t i = 0; i < facts_.size(); ++i) {
    const Draft& draft = drafts_[i];
    if (draft.comparison || draft.computed || draft.known || !mapping_.columns[i].why.empty())
      continue;
    // What lost its role here to another column is no other measure instead.
    if (std::any_of(draft.candidates.begin(), draft.candidates.end(), [this](const Candidate& candidate) {
          return RoleAt(candidate.role).measure && Belongs(RoleAt(candidate.role), mapping_.table) &&
                 holder_.count(candidate.role) > 0;
        })) {
      continue;
    }
    for (const Candidate& candidate : draft.candidates) {
      const Role& role = RoleAt(candidate.role);
      if (holder_.count(candidate.role) > 0 || !Fits(role, facts_[i])) continue;
      if (NamesId(candidate.role, i) && facts_[i].kind == ColumnFacts::Kind::kNumber) continue;
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

void MapRun::TakeBareId() {
  const std::string_view own = mapping_.table == "orders"          ? "order_id"
                               : mapping_.table == "deals"         ? "deal_id"
                               : mapping_.table == "subscriptions" ? "subscription_id"
                                                                   : "";
  if (own.empty() || HeldAny({own})) return;
  for (size_t i = 0; i < facts_.size(); ++i) {
    const std::string folded = locale::FoldPlain(facts_[i].header);
    if (folded != "id" && folded != "uuid" && folded != "شناسه" && folded != "tunnus") continue;
    if (!mapping_.columns[i].role.empty() || facts_[i].kind == ColumnFacts::Kind::kDate) continue;
    const int role = vocabulary_.FindRole(own);
    holder_[role] = i;
    Take(i, {role, 0, Confidence::kLikely, "id"});
    return;
  }
}

void MapRun::TakeOnlyDate() {
  std::string_view own = mapping_.table == "orders" ? "order_date" : "date";
  if (mapping_.table == "deals") {
    own = "created_date";  // beside the day it was closed
    if (HeldAny({"created_date", "first_touch_date"}) || !HeldAny({"close_date"})) return;
  } else if ((mapping_.table != "channel_performance" && mapping_.table != "brand_content" &&
              own == "date" &&
              // The recurring revenue of months, not of single subscriptions.
              (mapping_.table != "subscriptions" || HeldAny({"subscription_id", "customer_id"}))) ||
             HeldAny(
                 {"date", "order_date", "created_date", "sub_start", "touch_time", "period_end"})) {
    return;
  }
  // Words of days on which nothing of the row happened.
  static constexpr std::string_view kOther[] = {
      "end",    "ends",    "due",    "expires", "expiry",  "expiration", "modified", "updated", "update",
      "edited", "last",    "next",   "birth",   "birthday", "bitis",     "son",      "guncelleme",
      "muokattu", "paattyy", "paattymispaiva", "erapaiva", "پایان",      "اخرین",    "سررسید"};
  std::optional<size_t> only;
  for (size_t i = 0; i < facts_.size(); ++i) {
    const Draft& draft = drafts_[i];
    const bool months = facts_[i].kind == ColumnFacts::Kind::kText && facts_[i].maybe_date;
    if ((facts_[i].kind != ColumnFacts::Kind::kDate && !months) || draft.comparison || draft.known) continue;
    if (!mapping_.columns[i].role.empty()) continue;
    // "Total revenue" of 14.10 and 13.05 is money that looks like days.
    if (std::any_of(draft.hits.begin(), draft.hits.end(), [this](const Hit& hit) {
          return hit.role >= 0 ? RoleAt(hit.role).measure : hit.role == Hit::kComputed;
        })) {
      continue;
    }
    if (own == "created_date" && !draft.candidates.empty()) continue;
    const std::vector<std::string> tokens = locale::Tokens(locale::FoldPlain(facts_[i].header));
    const bool other = std::any_of(tokens.begin(), tokens.end(), [](const std::string& token) {
      return std::find(std::begin(kOther), std::end(kOther), token) != std::end(kOther);
    });
    if (other) continue;
    if (only) return;
    only = i;
  }
  if (only) {
    const int role = vocabulary_.FindRole(own);
    holder_[role] = *only;
    Take(*only, {role, 0, Confidence::kLikely, "only_date"});
  }
}

void MapRun::TakePaidPeriod() {
  if (mapping_.table != "subscriptions" || HeldAny({"date", "sub_start", "period_end"})) return;
  static constexpr std::string_view kStarts[] = {
      "period start",    "billing period start", "service period start", "invoice period start", "service start",
      "coverage start",  "donem baslangici",     "hizmet baslangici",    "jakson alku",          "laskutuskauden alku",
      "شروع دوره",       "invoice date",         "billing date",         "issue date",           "fatura tarihi",
      "laskun paivamaara", "laskutuspaiva",      "laskupaiva",           "تاریخ فاکتور",         "تاریخ صورتحساب"};
  static constexpr std::string_view kEnds[] = {
      "period end",  "billing period end", "service period end", "invoice period end",  "service end",
      "coverage end", "donem sonu",        "hizmet sonu",        "jakson loppu",        "laskutuskauden loppu",
      "پایان دوره"};
  const auto take = [this](auto begin, auto end, std::string_view role) {
    for (auto words = begin; words != end; ++words) {  // the best first
      for (size_t i = 0; i < facts_.size(); ++i) {
        if (facts_[i].kind != ColumnFacts::Kind::kDate || !mapping_.columns[i].role.empty()) continue;
        if (locale::FoldPlain(facts_[i].header) != locale::FoldPlain(*words)) continue;
        holder_[vocabulary_.FindRole(role)] = i;
        Take(i, {vocabulary_.FindRole(role), 0, Confidence::kLikely, "period"});
        return;
      }
    }
  };
  take(std::begin(kStarts), std::end(kStarts), "date");
  if (HeldAny({"date"})) take(std::begin(kEnds), std::end(kEnds), "period_end");
}

bool MapRun::HeldAny(std::initializer_list<std::string_view> roles) const {
  return std::any_of(roles.begin(), roles.end(), [this](std::string_view role) {
    return holder_.count(vocabulary_.FindRole(role)) > 0;
  });
}

void MapRun::Take(size_t column, const Candidate& wish) {
  ColumnMeaning& meaning = mapping_.columns[column];
  meaning.role = RoleAt(wish.role).id;
  meaning.confidence = wish.confidence;
  meaning.why = wish.why;
  notes_.erase(column);
}

void MapRun::Drop(size_t column) { mapping_.columns[column] = ColumnMeaning(); }

std::string MapRun::CurrencyOf(size_t column) const {
  const std::string header = locale::SplitHeader(facts_[column].header).currency;
  return header.size() == 3 ? header : facts_[column].currency;
}

void MapRun::NoteLoss(size_t loser, size_t winner, int role) {
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

void MapRun::Describe(size_t column) {
  const ColumnFacts& facts = facts_[column];
  const Draft& draft = drafts_[column];
  ColumnMeaning& meaning = mapping_.columns[column];
  const locale::HeaderParts parts = locale::SplitHeader(facts.header);
  meaning.zone = parts.zone;
  if (IsOwnRole(meaning.role)) {
    meaning.measure = true;
    meaning.type = TypeOf(facts, draft, &meaning);
    if (meaning.type == "id" || meaning.type == "number") meaning.type = "count";
  } else if (!meaning.role.empty()) {
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

std::string MapRun::TypeOf(const ColumnFacts& facts, const Draft& draft,
                           ColumnMeaning* meaning) const {
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

}  // namespace mittari::schema
