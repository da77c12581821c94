// Any cell, any style: no crash, the fast path agrees, and evidence takes everything.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "locale/header.h"
#include "locale/number.h"
#include "locale/number_evidence.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mittari::locale;
  const std::string_view cell(reinterpret_cast<const char*>(data), size);
  NumberEvidence evidence;
  for (int i = 0; i <= 5; ++i) {
    const auto style = static_cast<NumberStyle>(i);
    const NumberCell careful = ReadNumber(cell, style);
    if (style != NumberStyle::kUnknown && careful.kind == NumberKind::kAmbiguous) std::abort();
    mittari::Decimal plain;
    if (ReadPlainNumber(cell, style, &plain) &&
        (careful.kind != NumberKind::kNumber || !(careful.value == plain))) {
      std::abort();
    }
    if (careful.value.scale < 0 || careful.value.scale > mittari::Decimal::kMaxScale) std::abort();
    evidence.Add(careful);
    (void)evidence.Decide(style);
  }
  const HeaderParts parts = SplitHeader(cell);
  // Folding again changes nothing.
  const std::string folded = FoldPlain(cell);
  if (FoldPlain(folded) != folded) std::abort();
  const std::string header = FoldHeader(parts.base);
  if (FoldHeader(header) != header) std::abort();
  return 0;
}
