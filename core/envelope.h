#pragma once

#include <string>
#include <utility>

#include "base/codes.gen.h"
#include "base/error.h"
#include "base/json.h"
#include "base/refusal.h"

namespace mittari {

// What every answer of the core is wrapped in: {"ok":true,…} or {"ok":false,"error":{…}}.

inline std::string Refuse(const Error& error) { return DumpJson(Refusal(error)); }

inline std::string Done(Json answer = Json::object()) {
  Json out = Json::object();
  out["ok"] = true;
  for (auto& [key, value] : answer.items()) out[key] = std::move(value);
  return DumpJson(out);
}

}  // namespace mittari
