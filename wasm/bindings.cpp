// The six doors of the core, and nothing else. The contract is in README.md.
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>
#include <emscripten/val.h>

#include <cstdint>
#include <new>
#include <string>
#include <vector>

#include "session.h"

// The core has no exceptions: where memory runs out in the middle of a call there is nobody to return
// to. The JavaScript side knows this error by its name, reports input.out_of_memory and drops the
// instance.
// clang-format off
EM_JS(void, mittari_out_of_memory, (), {
  const error = new Error('out of memory');
  error.name = 'OutOfMemory';
  throw error;
});
// clang-format on

namespace {

using emscripten::val;

class Doors {
 public:
  Doors() {
    std::set_new_handler([] { mittari_out_of_memory(); });
  }

  // The address of n writable bytes, 0 where there is no memory for them.
  uint32_t Reserve(uint32_t n) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(session_.Reserve(n)));
  }

  std::string Feed(uint32_t n) { return session_.Feed(n); }

  std::string Merge(uint32_t n) { return session_.Merge(n); }

  // Decoded in one piece: embind takes a std::string over byte by byte.
  val Call(const std::string& operation, const std::string& json) {
    const std::string answer = session_.Call(operation, json);
    return decoder_.call<val>("decode", emscripten::typed_memory_view(
        answer.size(), reinterpret_cast<const uint8_t*>(answer.data())));
  }

  val Report(const std::string& json) { return Copy(session_.Report(json)); }

  val State() { return Copy(session_.State()); }

 private:
  // On the JavaScript heap, so that it outlives the next call and can be transferred.
  template <typename Bytes>
  static val Copy(const Bytes& bytes) {
    return val::global("Uint8Array").new_(emscripten::typed_memory_view(
        bytes.size(), reinterpret_cast<const uint8_t*>(bytes.data())));
  }

  mittari::Session session_;
  val decoder_ = val::global("TextDecoder").new_();
};

}  // namespace

EMSCRIPTEN_BINDINGS(mittari) {
  emscripten::class_<Doors>("Session")
      .constructor<>()
      .function("reserve", &Doors::Reserve)
      .function("feed", &Doors::Feed)
      .function("merge", &Doors::Merge)
      .function("call", &Doors::Call)
      .function("report", &Doors::Report)
      .function("state", &Doors::State);
}
