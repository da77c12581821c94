#include "calculator.h"

#include "base/codes.gen.h"
#include "base/decimal.h"
#include "catalog/calc.h"
#include "catalog/catalog.h"
#include "envelope.h"
#include "locale/number.h"

namespace mittari {

std::string ReadTypedNumber(const Json& args) {
  const Json* text = Find(args, "text");
  if (text == nullptr || !text->is_string()) return Refuse(BadArgument("text", text));
  const locale::NumberStyle style = locale::NumberStyleFromName(StringOr(args, "numbers", ""));
  const std::string typed = text->get<std::string>();
  const locale::NumberCell cell = locale::ReadNumber(typed, style);
  const bool is_number =
      cell.kind == locale::NumberKind::kNumber || cell.kind == locale::NumberKind::kAmbiguous;
  if (!is_number || (cell.bits & locale::kInexact) != 0) {
    return Refuse({std::string(codes::kNumberUnreadable), {}, {{"text", typed}}, {}});
  }
  const Decimal value = cell.In(style);
  Json answer = Json::object();
  answer["value"] = ToDouble(value.units, value.scale);
  answer["text"] = ToString(value);
  if (cell.kind == locale::NumberKind::kAmbiguous) answer["ambiguous"] = true;
  if (cell.unit == locale::NumberUnit::kPercent) answer["unit"] = "percent";
  if (!cell.currency.empty()) answer["currency"] = std::string(cell.currency);
  return Done(std::move(answer));
}

std::string CallCalculator(std::string_view operation, std::string_view json) {
  const Json args = ParseJson(json.empty() ? "{}" : json);
  if (!args.is_object()) return Refuse({std::string(codes::kCallBadJson), {}, {}, {}});
  if (operation == "number") return ReadTypedNumber(args);
  if (operation == "metrics") {
    return DumpJson(catalog::MetricsJson(catalog::Builtin(), StringOr(args, "lang", "")));
  }
  if (operation == "calc") {
    if (const Json* own = Find(args, "formulas"); own != nullptr && !own->is_null()) {
      return Refuse(BadArgument("formulas", own));
    }
    const Json* inputs = Find(args, "inputs");
    return DumpJson(catalog::Calc(catalog::Builtin(), StringOr(args, "metric", ""),
                                  inputs == nullptr ? Json::object() : *inputs,
                                  StringOr(args, "solve", "")));
  }
  return Refuse({std::string(codes::kCallUnknownOperation),
                 {},
                 {{"operation", std::string(operation)}},
                 {}});
}

}  // namespace mittari
