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

void MapRun::ProposeByLastWord() {
  constexpr int kLast = 2000;
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
