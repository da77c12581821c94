#include "base/codes.gen.h"
#include "base/utf8.h"
#include "ingest/levels.h"
#include "ingest/reader_state.h"
#include "ingest/wide_parts.h"

namespace mittari::ingest {

// The names of the columns where they do not stand in the header row alone: below the
// groups of a row above it, or in the title of a table of a day and "Primary".
std::vector<std::string> Reader::State::NamesOfLevels(const std::vector<PrefixRow>& held,
                                                      const TableSpan& span, bool two_levels,
                                                      std::vector<std::string> header) {
  if (span.header < 0 || settings.IsOff(codes::kHeaderJoined)) return header;
  Issue issue{std::string(codes::kHeaderJoined), 0, {}, {}};
  std::vector<std::string> names = header;
  if (two_levels) {
    size_t joined = 0;
    names = JoinLevels(held[span.header - 1], held[span.header], &joined);
  } else if (header.size() == 2 && span.width == 2 && LookOf({header[0]}).known == 1 &&
             LookOf({header[1]}).known == 0 && !IsBlankCell(header[1])) {
    const std::string measure = MeasureIn(source.preamble);
    if (!measure.empty()) names[1] = measure;
  }
  for (size_t i = 0; i < names.size(); ++i) {
    const std::string_view was = i < header.size() ? std::string_view(header[i]) : "";
    if (names[i] != utf8::Trim(was)) issue.Add(source.header_row, names[i], was);
  }
  Keep(issue, &source.repairs);
  return names;
}

}  // namespace mittari::ingest
