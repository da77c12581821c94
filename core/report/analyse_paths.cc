// Ways to a conversion: who gets the credit, by rules and by a Markov chain.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "base/codes.gen.h"
#include "report/given.h"
#include "report/touches.h"

namespace mittari::report {
namespace {

using stats::Rule;
using table::Column;
using table::Kind;

constexpr double kStable = 200;  // conversions below which removal effects jump about

// What one channel is credited with. Values that were shared alike are added exactly first; then
// comes the division, once for each share.
class Credit {
 public:
  void Add(const Rational& share, const Rational& value) {
    auto [at, fresh] = sums_.try_emplace(share.ToDouble(), share, Rational(0));
    at->second.second = at->second.second + value;
  }
  double ToDouble() const {
    if (sums_.size() > kMostExact) {
      double sum = 0;
      for (const auto& [key, part] : sums_) sum += (part.first * part.second).ToDouble();
      return sum;
    }
    Rational sum;
    for (const auto& [key, part] : sums_) sum = sum + part.first * part.second;
    return sum.ToDouble();
  }
  bool empty() const { return sums_.empty(); }

 private:
  static constexpr size_t kMostExact = 40;
  std::map<double, std::pair<Rational, Rational>> sums_;
};

std::string Trimmed(std::string_view text) {
  const size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \t") - from + 1));
}

struct Ways {
  std::vector<std::string> channels;
  std::vector<stats::Path> paths;
};

// A table of (path, conversions, non_conversions), a path as "a > b > c".
std::optional<Ways> WaysOf(const Workspace& workspace) {
  for (const Input& input : workspace) {
    const table::Table& table = *input.table;
    const Column* path = table.FindName("path");
    const auto counts = [&](std::initializer_list<const char*> names) -> const Column* {
      for (const char* name : names) {
        const Column* found = table.FindName(name);
        if (found == nullptr) found = table.FindRole(name);
        if (found != nullptr && found->kind() == Kind::kNumber) return found;
      }
      return nullptr;
    };
    const Column* yes = counts({"conversions"});
    const Column* no = counts({"non_conversions", "null", "nulls"});
    if (path == nullptr || path->kind() != Kind::kText || yes == nullptr) continue;
    Ways out;
    std::map<std::string, int, std::less<>> numbers;
    for (size_t row = 0; row < table.rows(); ++row) {
      if (path->IsNull(row)) continue;
      stats::Path way;
      const std::string_view text = path->dictionary()[path->Code(row)];
      for (size_t at = 0; at <= text.size();) {
        const size_t mark = std::min(text.find('>', at), text.size());
        std::string name = Trimmed(text.substr(at, mark - at));
        at = mark + 1;
        if (name.empty()) continue;
        const auto [known, fresh] = numbers.try_emplace(name, static_cast<int>(out.channels.size()));
        if (fresh) out.channels.push_back(std::move(name));
        way.channels.push_back(known->second);
      }
      way.conversions = yes->IsNull(row) ? 0 : std::max(0.0, yes->Real(row));
      way.others = no == nullptr || no->IsNull(row) ? 0 : std::max(0.0, no->Real(row));
      out.paths.push_back(std::move(way));
    }
    return out;
  }
  return std::nullopt;
}

int LookBack(Given& given) {
  const double days = given.Or("lookback_days", 90);
  if (!(days >= 0) || days > 36500) given.Fault(BadArgument("lookback_days", given.Raw("lookback_days")));
  return static_cast<int>(std::clamp(days, 0.0, 36500.0));
}

}  // namespace

Result<Json> MarkovCredit(const Question& question) {
  Given given(question);
  const int look_back = LookBack(given);
  if (given.fault()) return *given.fault();
  std::optional<Ways> ways = WaysOf(*question.workspace);
  if (!ways) {
    Result<std::optional<Journeys>> read = ReadJourneys(question, look_back);
    if (!read.ok()) return read.error();
    if (!*read) return Undefined(codes::kMissingInput);
    ways = Ways{std::move((*read)->channels), {}};
    for (const Journey& journey : (*read)->journeys) {
      stats::Path path;
      for (const stats::Touch& touch : journey.touches) path.channels.push_back(touch.channel);
      (journey.converted ? path.conversions : path.others) = 1;
      ways->paths.push_back(std::move(path));
    }
  }
  const auto fitted = stats::FitMarkov(ways->paths, static_cast<int>(ways->channels.size()));
  if (!fitted) return Undefined(codes::kNotIdentifiable);
  double conversions = 0;
  for (const stats::Path& path : ways->paths) conversions += path.conversions;
  Json effect = Json::object();
  Json credit = Json::object();
  for (size_t c = 0; c < ways->channels.size(); ++c) {
    effect[ways->channels[c]] = fitted->removal_effect[c];
    credit[ways->channels[c]] = fitted->credit[c];
  }
  Fields out;
  out.Number("p_conversion", fitted->conversion).Put("removal_effect", std::move(effect)).Put("credit", std::move(credit));
  out.Number("conversions", conversions);
  if (conversions < kStable) out.Flag(codes::kSmallSample);
  return out.Take();
}

// Six rules side by side: bookkeeping, none of them an effect.
Result<Json> Attribution(const Question& question) {
  Given given(question);
  const int look_back = LookBack(given);
  stats::Weighing weighing;
  weighing.half_life = given.Or("half_life_days", 7);
  const std::vector<double> position = given.MaybeList("position");
  if (given.fault()) return *given.fault();
  if (!(weighing.half_life > 0)) return BadArgument("half_life_days", given.Raw("half_life_days"));
  if (!position.empty()) {
    const bool good = position.size() == 3 && std::all_of(position.begin(), position.end(), [](double p) { return p >= 0; });
    if (!good) return BadArgument("position", given.Raw("position"));
    std::copy(position.begin(), position.end(), weighing.ends);
  }
  const Result<std::optional<Journeys>> read = ReadJourneys(question, look_back);
  if (!read.ok()) return read.error();
  if (!*read) return Undefined(codes::kMissingInput);
  const Journeys& journeys = **read;
  constexpr std::array<std::pair<const char*, Rule>, 6> kRules = {{{"first", Rule::kFirst},
                                                                   {"last", Rule::kLast},
                                                                   {"last_non_direct", Rule::kLastNonDirect},
                                                                   {"linear", Rule::kLinear},
                                                                   {"position", Rule::kPosition},
                                                                   {"time_decay", Rule::kTimeDecay}}};
  Fields out;
  int64_t conversions = 0;
  Rational value;
  for (const Journey& journey : journeys.journeys) {
    if (!journey.converted) continue;
    ++conversions;
    value = value + journey.value;
  }
  if (conversions == 0) return Undefined(codes::kNoRows);
  for (const auto& [name, rule] : kRules) {
    std::vector<Credit> credits(journeys.channels.size());
    for (const Journey& journey : journeys.journeys) {
      if (!journey.converted) continue;
      const std::vector<Rational> shares = stats::Shares(rule, journey.touches, weighing);
      for (size_t i = 0; i < shares.size(); ++i) {
        if (shares[i].Sign() > 0) credits[static_cast<size_t>(journey.touches[i].channel)].Add(shares[i], journey.value);
      }
    }
    Json by_channel = Json::object();
    for (size_t c = 0; c < credits.size(); ++c) {
      if (!credits[c].empty()) by_channel[journeys.channels[c]] = credits[c].ToDouble();
    }
    out.Put(name, std::move(by_channel));
  }
  out.Count("conversions", conversions).Number("value", value.ToDouble());
  out.Count("out_of_reach", journeys.out_of_reach).Count("same_day_touches", journeys.ties);
  return out.Take();
}

}  // namespace mittari::report
