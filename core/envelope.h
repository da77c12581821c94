#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/codes.gen.h"
#include "base/error.h"
#include "base/json.h"

namespace mittari {

// What every answer of the core is wrapped in: {"ok":true,…} or {"ok":false,"error":{…}}.

inline std::string Refuse(const Error& error) {
  Json answer = Json::object();
  answer["ok"] = false;
  answer["error"] = ToJson(error);
  return DumpJson(answer);
}

inline std::string Done(Json answer = Json::object()) {
  Json out = Json::object();
  out["ok"] = true;
  for (auto& [key, value] : answer.items()) out[key] = std::move(value);
  return DumpJson(out);
}

// call.bad_argument{argument, given}; `given` is null where the argument is missing.
inline Error BadArgument(std::string_view name, const Json* given) {
  return {std::string(codes::kCallBadArgument),
          {},
          {{"argument", std::string(name)}, {"given", given == nullptr ? "" : DumpJson(*given)}},
          {}};
}

}  // namespace mittari
