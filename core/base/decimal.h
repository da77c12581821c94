#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mittari {

__extension__ typedef __int128 Int128;

// units / 10^scale, exactly. Money and counts are kept so: 12.50 is {1250, 2}.
struct Decimal {
  static constexpr int kMaxScale = 18;

  int64_t units = 0;
  int8_t scale = 0;  // 0..kMaxScale

  friend bool operator==(const Decimal&, const Decimal&) = default;
};

// 10^n. REQUIRES: 0 <= n <= 18.
int64_t PowerOfTen(int n);

// units * 10^(to - from) in *out; false where it would not fit 64 bits or,
// going down, digits other than zero would be lost.
bool Rescale(int64_t units, int from, int to, int64_t* out);

// "1234.50", "-0.05", "7": all digits of the scale, point as the mark.
std::string ToString(Decimal value);
std::string ToString(Int128 units, int scale);

// The double nearest to units / 10^scale.
double ToDouble(Int128 units, int scale);

// The shortest text that reads back to the same double, laid out as JavaScript
// prints numbers: 10, 0.1, 1e+21, 1.5e-7. REQUIRES: value is finite.
std::string FormatDouble(double value);
void AppendDouble(double value, std::string* out);

// Reads the whole of `text` as a JSON number; false if it is not one or is not
// finite. Never depends on the machine's locale.
bool ParseDouble(std::string_view text, double* out);

}  // namespace mittari
