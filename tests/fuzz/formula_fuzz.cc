// Any text: it parses or gives a place within the text; what parses prints to
// the same tree and evaluates to a finite number or a reason.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formula/eval.h"
#include "formula/parser.h"
#include "formula/print.h"
#include "formula/solve.h"

namespace {

using namespace mittari;           // NOLINT
using namespace mittari::formula;  // NOLINT

class Letters : public Terms {
 public:
  Value Measure(Aggregate, std::string_view id, bool prior) const override {
    if (id.size() > 3) return Value::Absent(codes::kMissingInput, id);
    return Value::Of(Rational(static_cast<int64_t>(id[0]) - 'h') / Rational(prior ? 7 : 1));
  }
  std::optional<Value> Metric(std::string_view, bool) const override { return std::nullopt; }
  Value Param(std::string_view) const override { return Value::Of(Rational(2)); }
  bool Has(std::string_view) const override { return true; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 4096) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parsed = Parse(text);
  if (!parsed.ok()) {
    const Place& at = parsed.error().at;
    if (at.byte < 0 || at.byte > static_cast<int64_t>(size) || at.column < 1 ||
        at.column > at.byte + 1)
      abort();
    return 0;
  }
  const auto again = Parse(Print(*parsed));
  if (!again.ok() || !(*again == *parsed)) abort();
  const Letters terms;
  std::vector<std::string> steps;
  const Value value = Evaluate(*parsed, terms, {}, &steps);
  if (value.present() ? !std::isfinite(value.ToDouble()) : value.reason().empty()) abort();
  PrintValues(*parsed, terms);
  const auto all = TermsOf(*parsed);
  if (!all.empty() && value.present()) {
    const auto found = Solve(*parsed, all.front(), value.number(), terms);
    if (found && !found->FitsDouble()) abort();
  }
  return 0;
}
