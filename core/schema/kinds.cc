// What headers together say of the kind of file.
#include "locale/header.h"
#include "schema/vocabulary.h"

namespace mittari::schema {

bool Vocabulary::Hints(std::string_view header, std::string_view table) const {
  if (header.size() > 60) return false;
  const auto found = hints_.find(locale::FoldPlain(locale::SplitHeader(header).base));
  return found != hints_.end() && found->second == table;
}

std::string_view Vocabulary::BulkKind(const std::vector<std::string>& headers) const {
  for (const Bulk& bulk : bulk_) {
    int found = 0;
    for (const std::string& header : headers) {
      if (header.size() > 60) continue;
      found += bulk.headers.count(locale::FoldPlain(header)) > 0 ? 1 : 0;
    }
    if (found < 4) continue;
    bool results = false;
    for (const std::string& header : headers) {
      for (const Hit& hit : Exact(header)) {
        if (hit.role < 0) continue;
        const std::string& id = roles_[hit.role].id;
        results = results || id == "clicks" || id == "impressions" || id == "spend";
      }
    }
    if (!results) return bulk.kind;
  }
  return {};
}

bool Vocabulary::IsColumnLabels(std::string_view cell) const {
  return cell.size() >= 8 && cell.size() <= 60 && column_labels_.count(locale::FoldPlain(cell)) > 0;
}

}  // namespace mittari::schema
