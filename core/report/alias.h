#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "catalog/catalog.h"
#include "report/query.h"
#include "report/workspace.h"

namespace mittari::report {

// The name that a person said the channel goes by ("fb" is Facebook Ads), or
// the name itself. An alias holds for the exact text first, then whatever the
// case and the marks between words.
std::string AliasOf(const catalog::Catalog& catalog, std::string_view name);

// The name under which a dimension's axis is kept: the aliases are part of it
// where they change what it shows.
std::string AxisKey(const catalog::Catalog& catalog, const std::string& dimension);

// A channel that one source has and another one, whose measures are to meet it,
// has not.
struct Unmatched {
  std::string dimension;  // channel or channel_group
  std::string name;
  std::string source;
  std::vector<std::string> lacks;        // measures without this channel
  std::vector<std::string> suggestions;  // names there that may mean the same, best first
};

// The unmatched channels of metrics that are made of several sources' measures.
// `needs` are the plain measures of each metric. Groups of the taxonomy match by
// being such; a raw name under channel_group is one that the taxonomy lacks.
std::vector<Unmatched> UnmatchedChannels(const Workspace& workspace, const Query& query,
                                         const std::vector<std::vector<std::string>>& needs,
                                         const catalog::Catalog& catalog);

// Names in `there` that may mean the same channel as `name`, at most three: the
// same but for case and marks; the same group of the taxonomy; one within the
// other; an abbreviation; one or two letters apart.
std::vector<std::string> SimilarChannels(const catalog::Catalog& catalog, std::string_view name,
                                         const std::vector<std::string>& there);

Json ToJson(const Unmatched& unmatched);

}  // namespace mittari::report
