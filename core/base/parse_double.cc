#include <cmath>
#include <system_error>

#include "base/decimal.h"
#include "fast_float/fast_float.h"

namespace mittari {

bool ParseDouble(std::string_view text, double* out) {
  if (text.empty()) return false;
  const auto answer = fast_float::from_chars(text.data(), text.data() + text.size(), *out);
  return answer.ec == std::errc() && answer.ptr == text.data() + text.size() && std::isfinite(*out);
}

}  // namespace mittari
