// What single words of a header say, where the whole of it is not known.
#include <algorithm>
#include <optional>

#include "locale/header.h"
#include "schema/map_run.h"

namespace mittari::schema {

bool MapRun::AnyProposes(std::initializer_list<std::string_view> roles) const {
  return std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) {
    return std::any_of(draft.candidates.begin(), draft.candidates.end(), [&](const Candidate& one) {
      return std::find(roles.begin(), roles.end(), RoleAt(one.role).id) != roles.end();
    });
  });
}

namespace {

constexpr int kLast = 2000;
constexpr int kQualified = 1500;

}  // namespace

void MapRun::ProposeByLastWord() {
  for (std::string_view id : {"status", "country", "currency", "owner", "stage"}) {
    const int role = vocabulary_.FindRole(id);
    for (size_t i = 0; i < facts_.size() && !AnyProposes({id}); ++i) {
      const Draft& draft = drafts_[i];
      if (facts_[i].kind != ColumnFacts::Kind::kText || facts_[i].boolean || draft.computed ||
          draft.comparison || draft.known || !draft.hits.empty() || !draft.candidates.empty() ||
          !vocabulary_.EndsInRole(names_[i], role)) {
        continue;
      }
      Hit hit;
      hit.role = role;
      AddCandidate(i, hit, kLast, locale::Confidence::kLikely, "tokens");
    }
  }
}

namespace {

// Words before a measure that make another figure of it: a part, a plan, a level.
constexpr std::string_view kOtherFigures[] = {
    "lost",      "non",       "not",      "no",        "invalid",   "bad",       "failed",   "cancelled",
    "canceled",  "missed",    "target",   "goal",      "plan",      "planned",   "forecast", "projected",
    "predicted", "potential", "previous", "prev",      "prior",     "last",      "old",      "competitor",
    "industry",  "benchmark", "market",   "max",       "min",       "median",    "top",      "best",
    "unit",      "product",   "item",     "shipping",  "delivery",  "labor",     "annual",   "company",
    "lifetime",  "running",   "ytd",      "mtd",       "remaining", "available", "other",    "is",
    "has",       "wasted",    "similar",  "cumulative", "expected", "rejected",  "returned", "global",
    "profile",   "store",     "direta",   "direto",    "diretas",   "diretos"};
constexpr std::string_view kPrepositions[] = {"by", "from", "for", "via", "with"};

template <size_t N>
bool IsOneOf(const std::string& token, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), token) != std::end(words);
}

}  // namespace

int MapRun::QualifiedRole(size_t column, bool strict) const {
  const locale::HeaderParts parts = locale::SplitHeader(names_[column]);
  std::vector<std::string> tokens = locale::Tokens(locale::FoldPlain(locale::FoldCamel(parts.base)));
  for (size_t i = 1; i < tokens.size(); ++i) {
    if (!IsOneOf(tokens[i], kPrepositions)) continue;
    tokens.resize(i);
    break;
  }
  if (tokens.empty() || tokens.size() > 5) return -1;
  for (const std::string& token : tokens) {
    if (IsOneOf(token, kOtherFigures) || vocabulary_.IsIdWord(token)) return -1;
  }
  // The first two thirds of the languages put the thing last, the others first.
  const bool deals = AnyProposes({"deal_id", "deal_name", "stage"});
  for (size_t words = tokens.size(); words > 0; --words) {
    for (const bool last : {true, false}) {
      std::string part;
      for (size_t i = 0; i < words; ++i) part += (i > 0 ? " " : "") + tokens[last ? tokens.size() - words + i : i];
      std::vector<Hit> hits = vocabulary_.Exact(part);
      std::erase_if(hits, [&](const Hit& hit) {  // "Revenue" is of a single purchase as well
        return hit.profile >= 0 || hit.role < 0 || (!deals && !strict && RoleAt(hit.role).id == "conversion_value");
      });
      if (hits.size() > 1 && !deals) continue;  // "Amount" is of many things
      for (const Hit& hit : hits) {
        const std::string_view language = kLanguages[hit.language];
        const bool first = language == "fa" || language == "fr" || language == "es" || language == "pt" || language == "it";
        if (first == last && words < tokens.size()) continue;
        const Role& role = RoleAt(hit.role);
        const bool flow = role.measure && !role.stock && !role.unique && role.id != "budget";
        if ((deals ? role.id == "amount" || (flow && role.type != "money") : flow) && Fits(role, facts_[column])) {
          return hit.role;
        }
      }
    }
  }
  return -1;
}

void MapRun::ProposeQualified(bool strict) {
  const bool orders = AnyProposes({"order_id"});
  std::map<int, std::vector<size_t>> columns;
  for (size_t i = 0; i < facts_.size(); ++i) {
    const Draft& draft = drafts_[i];
    if (facts_[i].kind != ColumnFacts::Kind::kNumber || draft.computed || draft.comparison || draft.known ||
        !draft.hits.empty() || !draft.candidates.empty() || vocabulary_.Hints(facts_[i].header, "orders")) {
      continue;
    }
    const int role = QualifiedRole(i, strict);
    if (role >= 0 && !(orders && RoleAt(role).type == "money")) columns[role].push_back(i);
  }
  for (const auto& [role, only] : columns) {
    if (only.size() > 1 || AnyProposes({RoleAt(role).id})) continue;
    Hit hit;
    hit.role = role;
    AddCandidate(only[0], hit, kQualified, locale::Confidence::kLikely, "tokens");
  }
}

void MapRun::ProposeTotals() {
  if (!AnyProposes({"order_id"})) return;
  Hit hit;
  hit.role = vocabulary_.FindRole("gross_revenue");
  for (size_t i = 0; i < facts_.size(); ++i) {
    const Draft& draft = drafts_[i];
    if (facts_[i].kind != ColumnFacts::Kind::kNumber || draft.computed || draft.comparison ||
        draft.known || !draft.candidates.empty() || !vocabulary_.IsTotal(facts_[i].header)) {
      continue;
    }
    AddCandidate(i, hit, 0, locale::Confidence::kLikely, "total");
  }
}

void MapRun::TakeOrderDate() {
  if (mapping_.table != "orders" || HeldAny({"order_date"})) return;
  const int role = vocabulary_.FindRole("order_date");
  // What was created in a list of orders is the order.
  const auto created = holder_.find(vocabulary_.FindRole("created_date"));
  if (created != holder_.end()) {
    const size_t column = created->second;
    if (mapping_.columns[column].why == "user") return;
    holder_.erase(created);
    holder_[role] = column;
    mapping_.columns[column].role = "order_date";
    return;
  }
  for (size_t i = 0; i < facts_.size(); ++i) {
    if (!mapping_.columns[i].role.empty() || !Fits(RoleAt(role), facts_[i])) continue;
    for (const Candidate& candidate : drafts_[i].candidates) {
      const std::string& id = RoleAt(candidate.role).id;
      if ((id != "date" && id != "touch_time") || drafts_[i].known || drafts_[i].comparison) continue;
      holder_[role] = i;
      Take(i, {role, candidate.rank, candidate.confidence, candidate.why});
      return;
    }
  }
}

void MapRun::TakeLastAmount() {
  const std::string_view table = mapping_.table;
  const std::string_view own = table == "orders"                                   ? "gross_revenue"
                               : table == "deals"                                  ? "amount"
                               : table == "subscriptions" && !HeldAny({"mrr"}) ? "plan_amount"
                                                                                   : "";
  if (own.empty() || HeldAny({own})) return;
  const int role = vocabulary_.FindRole(own);
  std::optional<size_t> only;
  for (size_t i = 0; i < facts_.size(); ++i) {
    const Draft& draft = drafts_[i];
    if (!mapping_.columns[i].role.empty() || draft.computed || draft.comparison || draft.known ||
        !draft.candidates.empty() || !Fits(RoleAt(role), facts_[i])) {
      continue;
    }
    const std::vector<std::string> tokens = locale::Tokens(locale::FoldPlain(facts_[i].header));
    const bool aside = std::any_of(tokens.begin(), tokens.end(), [&](const std::string& token) {
      return vocabulary_.Hints(token, "orders");  // a tax, a discount
    });
    if (tokens.empty() || aside) continue;
    const std::vector<Hit> hits = vocabulary_.Exact(tokens.back());
    if (std::none_of(hits.begin(), hits.end(), [&](const Hit& hit) { return hit.role == role; })) continue;
    if (only) return;
    only = i;
  }
  if (!only) return;
  holder_[role] = *only;
  Take(*only, {role, 0, locale::Confidence::kLikely, "tokens"});
}

bool Vocabulary::EndsInRole(std::string_view header, int role) const {
  const std::vector<std::string> tokens =
      locale::Tokens(locale::FoldPlain(locale::SplitHeader(header).base));
  const auto is = [&](size_t from, size_t to) {
    std::string part;
    for (size_t i = from; i < to; ++i) part += (i > from ? " " : "") + tokens[i];
    std::vector<Hit> found;
    spellings_.Find(part, &found);
    bool any = false;
    for (const Hit& hit : found) {
      if (hit.profile >= 0) continue;
      if (hit.role != role) return false;  // "State" is a country or a status
      any = true;
    }
    return any;
  };
  if (tokens.size() < 2 || tokens.size() > 6) return false;
  // Persian names the thing first: "وضعیت سفارش".
  const bool persian = static_cast<unsigned char>(tokens[0][0]) >= 0xD8;
  for (size_t k = 1; k < tokens.size(); ++k) {
    if (persian ? is(0, tokens.size() - k) : is(k, tokens.size())) return true;
  }
  return false;
}

bool Vocabulary::IsSubtotal(std::string_view folded) const {
  for (std::string_view word : {"subtotal", "sub total", "ara toplam", "valisumma", "zwischensumme"}) {
    if (folded.find(word) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace mittari::schema
