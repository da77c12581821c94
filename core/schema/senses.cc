#include <algorithm>

#include "locale/header.h"
#include "schema/mapping.h"

namespace mittari::schema {
namespace {

constexpr int kFirstOfItsList = 50;

bool AnyCandidate(const std::vector<Draft>& drafts, std::initializer_list<std::string_view> roles) {
  const Vocabulary& vocabulary = Vocabulary::Builtin();
  for (const Draft& draft : drafts) {
    if (draft.comparison || draft.computed) continue;
    for (const Candidate& candidate : draft.candidates) {
      const std::string& id = vocabulary.roles()[candidate.role].id;
      if (std::find(roles.begin(), roles.end(), id) != roles.end()) return true;
    }
  }
  return false;
}

bool Prefer(std::string_view role, std::vector<Candidate>* candidates) {
  const Vocabulary& vocabulary = Vocabulary::Builtin();
  for (size_t i = 0; i < candidates->size(); ++i) {
    if (vocabulary.roles()[(*candidates)[i].role].id == role) {
      std::rotate(candidates->begin(), candidates->begin() + i, candidates->begin() + i + 1);
      return true;
    }
  }
  return false;
}

bool HasPair(const std::vector<Candidate>& candidates, std::string_view a, std::string_view b) {
  const Vocabulary& vocabulary = Vocabulary::Builtin();
  bool has_a = false, has_b = false;
  for (const Candidate& candidate : candidates) {
    has_a = has_a || vocabulary.roles()[candidate.role].id == a;
    has_b = has_b || vocabulary.roles()[candidate.role].id == b;
  }
  return has_a && has_b;
}

// Headers without a role that speak of the kind of table: "Fee", "Tax", "Trial end".
int HintsOf(const std::vector<ColumnFacts>& facts, std::string_view table) {
  int hints = 0;
  for (const ColumnFacts& column : facts) {
    hints += Vocabulary::Builtin().Hints(column.header, table) ? 1 : 0;
  }
  return hints;
}

bool IsBareId(const ColumnFacts& column) {
  return column.header.size() == 2 && locale::FoldPlain(column.header) == "id";
}

// Sums of another kind of table, by day or channel, or several of them by some name: "Month,
// MRR" and "Site, Transactions, New customers" are worksheets as good as any. "" where they
// are none.
std::string_view TableOfSums(const std::vector<ColumnFacts>& facts, const std::vector<Draft>& drafts) {
  const Vocabulary& vocabulary = Vocabulary::Builtin();
  std::vector<int> measures;
  bool keyed = false, named = false, recurring = false;
  for (size_t i = 0; i < facts.size(); ++i) {
    if (drafts[i].comparison || drafts[i].computed) continue;
    named = named || facts[i].kind == ColumnFacts::Kind::kText;
    for (const Candidate& candidate : drafts[i].candidates) {
      const Role& role = vocabulary.roles()[candidate.role];
      if (!Fits(role, facts[i]) || facts[i].kind == ColumnFacts::Kind::kBlank) continue;
      keyed = keyed || role.id == "date" || role.id == "channel" || role.id == "campaign";
      if (!role.measure) continue;
      if (std::find(measures.begin(), measures.end(), candidate.role) == measures.end()) {
        measures.push_back(candidate.role);
      }
      recurring = recurring || Belongs(role, "subscriptions");
      break;
    }
  }
  if (measures.empty() || (!keyed && !(named && measures.size() > 1))) return {};
  return recurring ? "subscriptions" : "channel_performance";
}

}  // namespace

bool SettleSense(const ColumnFacts& facts, const std::vector<Draft>& drafts,
                 std::vector<Candidate>* candidates) {
  if (candidates->size() < 2) return true;
  if (HasPair(*candidates, "revenue", "sales_count")) {
    // "Sales": money shows decimals or a sign; a count stands beside the money.
    if (facts.monetary || facts.fractions) return Prefer("revenue", candidates);
    if (!locale::SplitHeader(facts.header).currency.empty()) return Prefer("revenue", candidates);
    for (const Draft& draft : drafts) {
      if (&draft.candidates == candidates) continue;
      bool revenue = false;
      for (const Candidate& candidate : draft.candidates) {
        const std::string& id = Vocabulary::Builtin().roles()[candidate.role].id;
        revenue = revenue || id == "revenue";
        if (id == "sales_count") revenue = false;
        if (id == "sales_count") break;
      }
      if (revenue) return Prefer("sales_count", candidates);
    }
    Prefer(facts.greatest < 1000 ? "sales_count" : "revenue", candidates);
    return false;
  }
  // "State" of a subscription is how it stands, not where.
  if (HasPair(*candidates, "status", "country") &&
      AnyCandidate(drafts, {"sub_start", "plan_amount", "mrr", "subscription_id"})) {
    return Prefer("status", candidates);
  }
  if (HasPair(*candidates, "campaign", "deal_name")) return Prefer("deal_name", candidates);
  // The product of a subscription is its plan.
  if (HasPair(*candidates, "segment", "plan")) return Prefer("plan", candidates);
  // What was created in a list of orders is the order.
  if (HasPair(*candidates, "order_date", "created_date")) return Prefer("order_date", candidates);
  if (HasPair(*candidates, "video_views", "pageviews")) {
    if (AnyCandidate(drafts, {"sessions", "visitors", "engaged_sessions"})) {
      return Prefer("pageviews", candidates);
    }
    // What reached people is a post, though it has an address as well.
    if (AnyCandidate(drafts, {"reach", "impressions", "spend", "followers"})) {
      return Prefer("video_views", candidates);
    }
    return Prefer("pageviews", candidates) && AnyCandidate(drafts, {"content_url"});
  }
  if (HasPair(*candidates, "emails_sent", "private_shares")) {
    if (AnyCandidate(drafts, {"unique_opens", "emails_delivered", "unsubscribes",
                              "unique_email_clicks", "bounces"})) {
      return Prefer("emails_sent", candidates);
    }
    if (AnyCandidate(drafts, {"total_shares"})) return Prefer("private_shares", candidates);
    Prefer("emails_sent", candidates);
    return false;
  }
  if (HasPair(*candidates, "emails_sent", "purchasing_customers")) {
    if (AnyCandidate(drafts, {"unique_opens", "emails_delivered", "unsubscribes"})) {
      return Prefer("emails_sent", candidates);
    }
    if (AnyCandidate(drafts, {"orders", "repeat_customers", "gross_revenue"})) {
      return Prefer("purchasing_customers", candidates);
    }
    return false;
  }
  if (HasPair(*candidates, "new_customers", "purchasing_customers")) {
    if (AnyCandidate(drafts, {"repeat_customers", "gross_revenue"})) {
      return Prefer("purchasing_customers", candidates);
    }
    return Prefer("new_customers", candidates);
  }
  // Two measures with one name and no rule: ask. Dimensions: the usual sense.
  const Vocabulary& vocabulary = Vocabulary::Builtin();
  const bool measures = vocabulary.roles()[(*candidates)[0].role].measure &&
                        vocabulary.roles()[(*candidates)[1].role].measure;
  return !measures;
}

bool Fits(const Role& role, const ColumnFacts& facts) {
  using Kind = ColumnFacts::Kind;
  if (facts.kind == Kind::kBlank) return true;
  const bool number = facts.kind == Kind::kNumber;
  if (role.type == "date") return facts.kind == Kind::kDate || facts.maybe_date;
  if (role.type == "percent") return number;
  if (role.measure) return number && !facts.percent && !(facts.duration && role.unit.empty());
  if (role.type == "money" || role.type == "number") return number && !facts.percent;
  if (role.type == "boolean") return facts.kind != Kind::kDate;
  if (role.type == "id") return true;
  return facts.kind != Kind::kDate || role.id == "content_url";
}

bool Belongs(const Role& role, std::string_view table) {
  return std::find(role.tables.begin(), role.tables.end(), table) != role.tables.end();
}

std::string ChooseTable(const std::vector<ColumnFacts>& facts, const std::vector<Draft>& drafts,
                        std::vector<std::string>* rivals) {
  static constexpr std::string_view kTables[] = {
      "channel_performance", "deals", "subscriptions", "orders", "brand_content", "touches"};
  const Vocabulary& vocabulary = Vocabulary::Builtin();
  constexpr double kNear = 0.6;  // of the best score: a person may see it otherwise
  std::string best;
  double best_score = 0;
  struct Fitting {
    std::string_view table;
    double score;
    int hints;
  };
  std::vector<Fitting> fitting;
  int best_hints = 0;
  bool keyed = false;  // something to group by stands beside the measures
  bool shown = false;  // what no single order has
  bool spent = false;  // on campaigns
  for (std::string_view table : kTables) {
    std::vector<double> weights(vocabulary.roles().size(), 0);
    for (size_t i = 0; i < facts.size(); ++i) {
      if (drafts[i].comparison || drafts[i].computed) continue;
      int role = -1;
      double weight = 0;
      for (const Candidate& candidate : drafts[i].candidates) {
        const Role& info = vocabulary.roles()[candidate.role];
        if (!Belongs(info, table) || !Fits(info, facts[i])) continue;
        if (info.id == "deal_id" && IsBareId(facts[i])) continue;  // anything has an id
        const double share = candidate.confidence == locale::Confidence::kCertain ? 1 : 0.7;
        if (info.weight * share > weight) {
          weight = info.weight * share;
          role = candidate.role;
        }
      }
      if (role >= 0) weights[role] = std::max(weights[role], weight);
    }
    // "Order date" as such, not any day that an order may have.
    const bool dated = std::any_of(drafts.begin(), drafts.end(), [&](const Draft& draft) {
      return std::any_of(draft.candidates.begin(), draft.candidates.end(), [&](const Candidate& candidate) {
        return candidate.rank <= kFirstOfItsList && vocabulary.roles()[candidate.role].id == "order_date";
      });
    });
    const int hints = HintsOf(facts, table);
    double score = std::min(hints, 2);
    int measures = 0, roles = 0;
    auto has = [&](std::initializer_list<std::string_view> ids) {
      for (std::string_view id : ids) {
        if (weights[vocabulary.FindRole(id)] > 0) return true;
      }
      return false;
    };
    if (table == "channel_performance") {
      keyed = has({"date", "channel", "campaign"});
      shown = has({"impressions", "clicks", "emails_sent"});
      spent = has({"spend"}) && has({"campaign"});
    }
    // Sums of a shop by day or channel are no single orders.
    if (table == "orders" && shown) continue;
    if (table == "orders" && keyed && !has({"order_id", "order_date", "customer_id"}) &&
        !(hints >= 2 && has({"created_date"}))) {
      continue;
    }
    // Where taxes and fees speak of orders, their "id" is the order's.
    if (table == "orders" && hints >= 2 && std::any_of(facts.begin(), facts.end(), IsBareId)) {
      const size_t order = static_cast<size_t>(vocabulary.FindRole("order_id"));
      weights[order] = std::max(weights[order], vocabulary.roles()[order].weight);
    }
    for (size_t r = 0; r < weights.size(); ++r) {
      if (weights[r] == 0) continue;
      score += weights[r];
      ++roles;
      measures += vocabulary.roles()[r].measure ? 1 : 0;
    }
    bool enough = false;
    if (table == "channel_performance") {
      enough = measures >= 2 ||
               (measures == 1 &&
                (has({"date", "channel", "campaign", "ad_group", "device", "segment", "country"}) ||
                 // "Spend" beside its CTR and CPC.
                 std::any_of(drafts.begin(), drafts.end(), [](const Draft& draft) {
                   return draft.computed && draft.computed_index >= 0;
                 })));
    } else if (table == "deals") {
      // What was spent on campaigns, with what they are expected to bring, is no list of deals.
      if (spent && !has({"deal_id", "deal_name", "stage"})) continue;
      enough = (measures >= 1 && roles >= 2) ||
               (has({"sales_target"}) && keyed && fitting.empty()) ||  // a plan by month, and nothing else
               (has({"deal_id", "deal_name", "stage", "outcome"}) &&
                // A contact has a stage and a day too, but neither a value nor an end.
                has({"amount", "close_date", "deal_name", "outcome", "first_touch_date", "cycle_days_won"}) &&
                // Mails and orders have a status as well.
                has({"deal_id", "deal_name", "stage", "amount", "close_date", "first_touch_date", "cycle_days_won"}) &&
                has({"close_date", "created_date", "stage", "outcome", "deal_id", "owner",
                     "probability", "first_touch_date"}) &&
                roles >= (has({"deal_id"}) && has({"amount"}) ? 2 : 3));
    } else if (table == "subscriptions") {
      enough = (measures >= 1 && roles >= 2) ||
               (has({"subscription_id", "customer_id"}) &&
                has({"sub_start", "sub_end", "interval"}) && has({"plan_amount", "mrr", "plan"}));
    } else if (table == "orders") {
      enough = (measures >= 1 && roles >= 2) ||
               (has({"order_id"}) && has({"order_date", "customer_id"})) ||
               (dated && has({"customer_id"}));  // who ordered when
    } else if (table == "brand_content") {
      enough = measures >= 1 || (has({"score"}) && roles >= 2);
    } else {
      enough = has({"touch_time", "conversion_flag"}) && has({"channel"}) && has({"customer_id"});
    }
    if (enough) fitting.push_back({table, score, hints});
    if (enough && score > best_score + 1e-9) {
      best = table;
      best_score = score;
      best_hints = hints;
    }
  }
  if (best.empty()) best = TableOfSums(facts, drafts);
  for (const Fitting& other : fitting) {
    // Two words of one kind of table leave no question whether it is another.
    if (best_hints >= 2 && other.hints == 0) continue;
    if (other.table != best && other.score >= best_score * kNear) rivals->emplace_back(other.table);
  }
  return best;
}

}  // namespace mittari::schema
