// Any cell, any order and context: no crash, answers within the calendar.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "locale/date.h"
#include "locale/date_evidence.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace mittari;
  using namespace mittari::locale;
  const std::string_view cell(reinterpret_cast<const char*>(data), size);
  DateEvidence evidence;
  for (int i = 0; i <= 4; ++i) {
    const auto order = static_cast<DateOrder>(i);
    for (const bool dates : {false, true}) {
      DateContext context;
      context.date_column = dates;
      context.year = dates ? 2024 : 0;
      const DateCell date = ReadDate(cell, order, context);
      if (date.kind == DateKind::kAmbiguous &&
          (order == DateOrder::kDmy || order == DateOrder::kMdy || date.orders == 0)) {
        std::abort();
      }
      if (date.kind == DateKind::kDay && !IsValidDate(CivilFromDay(date.day))) std::abort();
      Day plain = 0;
      if (ReadPlainDate(cell, order, &plain) &&
          (date.kind != DateKind::kDay || date.day != plain || date.grain != Grain::kDay)) {
        std::abort();
      }
      if (date.hour > 23) std::abort();
      // A span begins with a day; what is a date by itself is none.
      const DateCell span = ReadDateOrSpan(cell, order, context);
      if (date.kind != DateKind::kText && (span.kind != date.kind || span.day != date.day)) std::abort();
      if (span.kind == DateKind::kDay && !IsValidDate(CivilFromDay(span.day))) std::abort();
      if (span.kind != date.kind && (span.bits & kNotIso) == 0) std::abort();
      evidence.Add(date);
    }
  }
  (void)evidence.Decide();
  if (const auto range = FindDateRange(cell); range && range->last < range->first) std::abort();
  return 0;
}
