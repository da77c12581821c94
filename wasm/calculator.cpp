// Calculators alone: three plain exports, so that no glue has to travel with them. web/src/engine/
// desk.ts is the other side.
#include <emscripten/emscripten.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "calculator.h"

namespace {

std::string& Room() {
  static std::string room;
  return room;
}

std::string& Answer() {
  static std::string answer;
  return answer;
}

}  // namespace

extern "C" {

// n writable bytes, valid until the next call of this function.
EMSCRIPTEN_KEEPALIVE char* reserve(uint32_t n) {
  Room().resize(n);
  return Room().data();
}

// The reserved bytes are the operation, then its arguments as JSON. The address of the answer,
// valid until the next call.
EMSCRIPTEN_KEEPALIVE const char* call(uint32_t operation_bytes) {
  const std::string_view asked = Room();
  Answer() = mittari::CallCalculator(asked.substr(0, operation_bytes), asked.substr(operation_bytes));
  return Answer().data();
}

EMSCRIPTEN_KEEPALIVE uint32_t answer_bytes() { return static_cast<uint32_t>(Answer().size()); }

}  // extern "C"
