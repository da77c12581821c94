#include "report/alias.h"

#include <algorithm>
#include <map>
#include <set>

#include "report/channels.h"
#include "report/sheet.h"

namespace mittari::report {
namespace {

constexpr size_t kMostSuggestions = 3;
constexpr size_t kMostListed = 200;
constexpr size_t kMostCompared = 2000;  // names of one source that are looked through

bool IsGroup(const catalog::Catalog& catalog, std::string_view text) {
  return std::any_of(catalog.channels.begin(), catalog.channels.end(),
                     [&](const catalog::Channel& channel) { return channel.id == text; });
}

bool IsTail(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Letters to change, put in or take out; `limit` + 1 where there are more.
size_t Distance(std::string_view a, std::string_view b, size_t limit) {
  if (a.size() > b.size() + 2 * limit || b.size() > a.size() + 2 * limit) return limit + 1;
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t corner = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)});
      corner = above;
    }
  }
  return std::min(row[b.size()], limit + 1);
}

// "fb" for "facebook ads", "ga" for "google ads": the same first letter, the
// others further on, in order.
bool Abbreviates(std::string_view brief, std::string_view full) {
  if (brief.size() < 2 || brief.size() > 4 || full.size() <= brief.size() + 1) return false;
  if (brief[0] != full[0] || IsTail(brief[1])) return false;
  size_t at = 0;
  for (const char c : brief) {
    at = full.find(c, at);
    if (at == std::string_view::npos) return false;
    ++at;
  }
  return true;
}

// How near two names are: less is nearer, 0 none.
int Likeness(const catalog::Catalog& catalog, std::string_view name, std::string_view other) {
  const std::string a = FoldChannel(name);
  const std::string b = FoldChannel(other);
  if (a.empty() || b.empty()) return 0;
  if (a == b) return 1;
  const std::string group = ChannelGroup(catalog, name);
  if (IsGroup(catalog, group) && group == ChannelGroup(catalog, other)) return 2;
  if ((a.size() > 3 && ContainsWords(b, a)) || (b.size() > 3 && ContainsWords(a, b))) return 3;
  const size_t shorter = std::min(a.size(), b.size());
  const size_t limit = shorter >= 8 ? 2 : shorter >= 5 ? 1 : 0;
  if (limit > 0 && Distance(a, b, limit) <= limit) return 4;
  if (Abbreviates(a, b) || Abbreviates(b, a)) return 5;
  return 0;
}

// The texts of the dimension in one source.
std::vector<std::string> NamesIn(const Input& input, const std::string& dimension,
                                 const catalog::Catalog& catalog) {
  const std::optional<measure::Axis> axis = AxisOf(input, dimension, catalog);
  if (!axis) return {};
  std::vector<std::string> names = axis->labels();
  names.erase(std::remove(names.begin(), names.end(), ""), names.end());
  if (names.size() > kMostCompared) names.resize(kMostCompared);
  return names;
}

}  // namespace

std::string AliasOf(const catalog::Catalog& catalog, std::string_view name) {
  for (const auto& [alias, meant] : catalog.aliases) {
    if (alias == name) return meant;
  }
  const std::string folded = catalog.aliases.empty() ? std::string() : FoldChannel(name);
  for (const auto& [alias, meant] : catalog.aliases) {
    if (!folded.empty() && FoldChannel(alias) == folded) return meant;
  }
  return std::string(name);
}

std::string AxisKey(const catalog::Catalog& catalog, const std::string& dimension) {
  if (catalog.aliases.empty() || (dimension != "channel" && dimension != "channel_group")) {
    return dimension;
  }
  std::string key = dimension;
  for (const auto& [alias, meant] : catalog.aliases) key += "\n" + alias + "\t" + meant;
  return key;
}

std::vector<std::string> SimilarChannels(const catalog::Catalog& catalog, std::string_view name,
                                         const std::vector<std::string>& there) {
  std::set<std::pair<int, std::string>> found;
  for (const std::string& other : there) {
    const int likeness = Likeness(catalog, name, other);
    if (likeness > 0 && other != name) found.emplace(likeness, other);
  }
  std::vector<std::string> out;
  for (const auto& [likeness, other] : found) {
    if (out.size() < kMostSuggestions) out.push_back(other);
  }
  return out;
}

std::vector<Unmatched> UnmatchedChannels(const Workspace& workspace, const Query& query,
                                         const std::vector<std::vector<std::string>>& needs,
                                         const catalog::Catalog& catalog) {
  std::string dimension;
  for (const std::string& name : query.dimensions) {
    if (name == "channel" || name == "channel_group") dimension = name;
  }
  if (dimension.empty() || workspace.size() < 2) return {};
  std::vector<std::vector<std::string>> names;
  for (const Input& input : workspace) names.push_back(NamesIn(input, dimension, catalog));

  // (source, name) -> measures that lack it
  std::map<std::pair<size_t, std::string>, std::set<std::string>> lacks;
  std::map<std::string, std::set<std::string>> known;  // measure -> its channels
  for (const std::vector<std::string>& measures : needs) {
    std::vector<std::vector<bool>> has;  // per measure, per source
    std::vector<std::string> joined;
    for (const std::string& id : measures) {
      std::vector<bool> in;
      for (size_t s = 0; s < workspace.size(); ++s) {
        in.push_back(!names[s].empty() && HasMeasure(workspace[s], id, catalog));
        if (in.back()) known[id].insert(names[s].begin(), names[s].end());
      }
      if (std::find(in.begin(), in.end(), true) == in.end()) continue;
      has.push_back(std::move(in));
      joined.push_back(id);
    }
    for (size_t s = 0; s < workspace.size(); ++s) {
      const bool any = std::any_of(has.begin(), has.end(), [s](const auto& in) { return in[s]; });
      if (!any) continue;
      for (const std::string& name : names[s]) {
        if (dimension == "channel_group" && IsGroup(catalog, name)) continue;
        for (size_t m = 0; m < joined.size(); ++m) {
          if (has[m][s] || known[joined[m]].count(name) > 0) continue;
          lacks[{s, name}].insert(joined[m]);
        }
      }
    }
  }
  std::vector<Unmatched> out;
  for (const auto& [place, measures] : lacks) {
    if (out.size() == kMostListed) break;
    std::set<std::string> there;
    for (const std::string& id : measures) there.insert(known[id].begin(), known[id].end());
    out.push_back({dimension, place.second, workspace[place.first].name,
                   {measures.begin(), measures.end()},
                   SimilarChannels(catalog, place.second, {there.begin(), there.end()})});
  }
  return out;
}

Json ToJson(const Unmatched& unmatched) {
  return {{"dimension", unmatched.dimension},
          {"name", unmatched.name},
          {"source", unmatched.source},
          {"lacks", unmatched.lacks},
          {"suggestions", unmatched.suggestions}};
}

}  // namespace mittari::report
