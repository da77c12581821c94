#include "report/row_groups.h"

#include <cstdint>
#include <map>
#include <utility>

namespace mittari::report {

RowGroups RowGroups::Of(size_t rows, const std::vector<measure::Axis>& by,
                        const std::vector<measure::Filter>& filters) {
  RowGroups out;
  out.texts.emplace_back();
  if (by.empty() && filters.empty()) return out;
  out.of.assign(rows, 0);
  std::vector<uint32_t> codes(rows);
  for (const measure::Filter& filter : filters) {
    filter.axis.Read(0, rows, codes.data());
    for (size_t row = 0; row < rows; ++row) {
      if (filter.allowed[codes[row]] == 0) out.of[row] = kLeftOut;
    }
  }
  for (const measure::Axis& axis : by) {
    axis.Read(0, rows, codes.data());
    std::map<std::pair<int, uint32_t>, int> known;  // (group so far, code) -> group
    std::vector<std::vector<std::string>> texts;
    int last_group = kLeftOut;
    uint32_t last_code = 0;
    int last = 0;
    for (size_t row = 0; row < rows; ++row) {
      if (out.of[row] == kLeftOut) continue;
      if (out.of[row] != last_group || codes[row] != last_code) {
        last_group = out.of[row];
        last_code = codes[row];
        const auto [at, fresh] = known.emplace(std::pair{last_group, last_code}, static_cast<int>(texts.size()));
        if (fresh) {
          texts.push_back(out.texts[static_cast<size_t>(last_group)]);
          texts.back().push_back(axis.labels()[last_code]);
        }
        last = at->second;
      }
      out.of[row] = last;
    }
    out.texts = std::move(texts);
  }
  return out;
}

}  // namespace mittari::report
