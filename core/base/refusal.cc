#include "base/refusal.h"

#include <string>
#include <utility>

#include "base/codes.gen.h"

namespace mittari {

Json Refusal(const Error& error) { return {{"ok", false}, {"error", ToJson(error)}}; }

Error BadArgument(std::string_view name, const Json* given) {
  std::string said;
  if (given != nullptr) said = given->is_string() ? given->get<std::string>() : DumpJson(*given);
  return {std::string(codes::kCallBadArgument), {}, {{"argument", std::string(name)}, {"given", std::move(said)}}, {}};
}

}  // namespace mittari
