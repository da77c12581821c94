// What headers say of themselves, before they are looked up: a beginning that all share, a
// period before the name.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "schema/map_run.h"

namespace mittari::schema {

void MapRun::FindNames() {
  std::vector<size_t> cuts(facts_.size(), 0);
  std::map<std::string_view, size_t> counts;
  size_t named = 0;
  const auto stem = [this](size_t column) { return utf8::Trim(facts_[column].header); };
  for (size_t i = 0; i < facts_.size(); ++i) {
    names_.push_back(facts_[i].header);
    drafts_[i].hits = vocabulary_.Exact(names_[i]);
    const std::string_view header = stem(i);
    if (header.empty() || header.size() > 120) continue;
    ++named;
    for (std::string_view mark : {" - ", ": ", " > ", " › ", "."}) {
      const size_t at = header.find(mark);
      if (at == std::string_view::npos || at == 0 || at + mark.size() >= header.size()) continue;
      cuts[i] = at + mark.size();
      ++counts[header.substr(0, cuts[i])];
      break;
    }
  }
  for (size_t i = 0; i < facts_.size(); ++i) {
    if (cuts[i] == 0 || !drafts_[i].hits.empty()) continue;
    const size_t sharing = counts[stem(i).substr(0, cuts[i])];
    if (sharing < 3 || sharing * 2 < named) continue;
    // "Order: Number" is an order number; else "Deal - Value" a value.
    const std::string_view shared = stem(i).substr(0, cuts[i]);
    const std::string_view rest = stem(i).substr(cuts[i]);
    const std::string_view word = shared.substr(0, shared.find_last_not_of(" -:>›.") + 1);
    names_[i] = std::string(word) + ' ' + std::string(rest);
    drafts_[i].hits = vocabulary_.Exact(names_[i]);
    if (!drafts_[i].hits.empty()) continue;
    names_[i] = rest;
    drafts_[i].hits = vocabulary_.Exact(names_[i]);
    // Of one word of a platform's layout too little is left to tell the platform.
    std::erase_if(drafts_[i].hits, [](const Hit& hit) { return hit.profile >= 0; });
  }
}

void MapRun::FindPeriodPairs() {
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

}  // namespace mittari::schema
