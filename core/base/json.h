#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "nlohmann/json.hpp"

namespace mittari {

// Keys keep the order in which they were set: answers are compared as bytes.
using Json = nlohmann::ordered_json;

// Compact text. Doubles are laid out by FormatDouble, so that C++ and
// JavaScript print the same digits; text that is not UTF-8 has its ill-formed
// bytes replaced. A double that is not finite would be a fault of the caller
// and is written as null.
std::string DumpJson(const Json& value);
// The same, at the end of `out`; and one text, in its quotes.
void AppendJson(const Json& value, std::string* out);
void AppendJsonText(std::string_view text, std::string* out);

// `discarded` (is_discarded()) where the text is not JSON.
Json ParseJson(std::string_view text);

// {"code","message","file","at":{"row","column","byte"},"hint","args"}; parts that are not
// known are left out. `message` and `hint` are codes' own short English, for
// logs and the command line; the page writes its own sentence.
Json ToJson(const Error& error);
Json ToJson(const Issue& issue);
Json ToJson(const Args& args);

// The value under `key` if it is there and of the kind; else the fallback.
std::string StringOr(const Json& object, std::string_view key, std::string_view fallback);
double NumberOr(const Json& object, std::string_view key, double fallback);
bool BoolOr(const Json& object, std::string_view key, bool fallback);
// nullptr where `object` is not an object or has no such key.
const Json* Find(const Json& object, std::string_view key);

}  // namespace mittari
