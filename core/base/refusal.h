#pragma once

#include <string_view>

#include "base/error.h"
#include "base/json.h"

namespace mittari {

// {"ok":false,"error":{…}}.
Json Refusal(const Error& error);

// call.bad_argument{argument, given}; `given` is a text as it is, "" where nothing was given.
Error BadArgument(std::string_view name, const Json* given);

}  // namespace mittari
