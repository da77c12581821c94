#include "base/natural.h"

#include <algorithm>

namespace mittari {

Natural::Natural(Uint128 value) {
  while (value != 0) {
    limbs_.push_back(static_cast<uint32_t>(value));
    value >>= 32;
  }
}

int Natural::BitLength() const {
  if (limbs_.empty()) return 0;
  return static_cast<int>(limbs_.size()) * 32 - __builtin_clz(limbs_.back());
}

Uint128 Natural::ToUint128() const {
  Uint128 value = 0;
  for (size_t i = limbs_.size(); i-- > 0;) value = (value << 32) | limbs_[i];
  return value;
}

void Natural::Trim() {
  while (!limbs_.empty() && limbs_.back() == 0) limbs_.pop_back();
}

uint32_t Natural::DivideSmall(uint32_t divisor) {
  uint64_t rest = 0;
  for (size_t i = limbs_.size(); i-- > 0;) {
    const uint64_t part = (rest << 32) | limbs_[i];
    limbs_[i] = static_cast<uint32_t>(part / divisor);
    rest = part % divisor;
  }
  Trim();
  return static_cast<uint32_t>(rest);
}

std::string Natural::ToText() const {
  if (IsZero()) return "0";
  Natural left = *this;
  std::string digits;
  while (!left.IsZero()) {
    uint32_t group = left.DivideSmall(1000000000);
    for (int i = 0; i < 9 && (group != 0 || !left.IsZero()); ++i) {
      digits.push_back(static_cast<char>('0' + group % 10));
      group /= 10;
    }
  }
  std::reverse(digits.begin(), digits.end());
  return digits;
}

void Natural::MultiplyAdd(uint32_t factor, uint32_t addend) {
  uint64_t carry = addend;
  for (uint32_t& limb : limbs_) {
    carry += static_cast<uint64_t>(limb) * factor;
    limb = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  if (carry != 0) limbs_.push_back(static_cast<uint32_t>(carry));
}

int Compare(const Natural& a, const Natural& b) {
  if (a.limbs_.size() != b.limbs_.size()) return a.limbs_.size() < b.limbs_.size() ? -1 : 1;
  for (size_t i = a.limbs_.size(); i-- > 0;) {
    if (a.limbs_[i] != b.limbs_[i]) return a.limbs_[i] < b.limbs_[i] ? -1 : 1;
  }
  return 0;
}

Natural operator+(const Natural& a, const Natural& b) {
  const Natural& longer = a.limbs_.size() >= b.limbs_.size() ? a : b;
  const Natural& shorter = &longer == &a ? b : a;
  Natural sum;
  sum.limbs_.reserve(longer.limbs_.size() + 1);
  uint64_t carry = 0;
  for (size_t i = 0; i < longer.limbs_.size(); ++i) {
    carry += longer.limbs_[i];
    if (i < shorter.limbs_.size()) carry += shorter.limbs_[i];
    sum.limbs_.push_back(static_cast<uint32_t>(carry));
    carry >>= 32;
  }
  if (carry != 0) sum.limbs_.push_back(static_cast<uint32_t>(carry));
  return sum;
}

Natural operator-(const Natural& a, const Natural& b) {
  Natural difference = a;
  uint64_t borrow = 0;
  for (size_t i = 0; i < a.limbs_.size(); ++i) {
    const uint64_t take = borrow + (i < b.limbs_.size() ? b.limbs_[i] : 0);
    borrow = a.limbs_[i] < take ? 1 : 0;
    difference.limbs_[i] = static_cast<uint32_t>(a.limbs_[i] + (borrow << 32) - take);
  }
  difference.Trim();
  return difference;
}

Natural operator*(const Natural& a, const Natural& b) {
  Natural product;
  product.limbs_.assign(a.limbs_.size() + b.limbs_.size(), 0);
  for (size_t i = 0; i < a.limbs_.size(); ++i) {
    uint64_t carry = 0;
    for (size_t j = 0; j < b.limbs_.size(); ++j) {
      carry += static_cast<uint64_t>(a.limbs_[i]) * b.limbs_[j] + product.limbs_[i + j];
      product.limbs_[i + j] = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    product.limbs_[i + b.limbs_.size()] = static_cast<uint32_t>(carry);
  }
  product.Trim();
  return product;
}

Natural operator<<(const Natural& a, int bits) {
  if (a.IsZero()) return a;
  Natural shifted;
  shifted.limbs_.assign(static_cast<size_t>(bits / 32), 0);
  const int small = bits % 32;
  uint64_t carry = 0;
  for (const uint32_t limb : a.limbs_) {
    carry |= static_cast<uint64_t>(limb) << small;
    shifted.limbs_.push_back(static_cast<uint32_t>(carry));
    carry >>= 32;
  }
  if (carry != 0) shifted.limbs_.push_back(static_cast<uint32_t>(carry));
  return shifted;
}

// Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D.
void Natural::DivMod(const Natural& a, const Natural& divisor, Natural* quotient, Natural* rest) {
  if (Compare(a, divisor) < 0) {
    const Natural kept = a;
    *quotient = Natural();
    *rest = kept;
    return;
  }
  if (divisor.limbs_.size() == 1) {
    Natural out = a;
    const uint32_t left = out.DivideSmall(divisor.limbs_[0]);
    *quotient = out;
    *rest = Natural(left);
    return;
  }
  const int shift = __builtin_clz(divisor.limbs_.back());
  const std::vector<uint32_t> v = (divisor << shift).limbs_;
  std::vector<uint32_t> u = (a << shift).limbs_;
  const size_t n = v.size();
  u.resize(std::max(u.size(), a.limbs_.size()) + 1, 0);
  const size_t m = u.size() - n - 1;
  std::vector<uint32_t> q(m + 1, 0);
  constexpr uint64_t kBase = uint64_t{1} << 32;
  for (size_t j = m + 1; j-- > 0;) {
    const uint64_t top = (static_cast<uint64_t>(u[j + n]) << 32) | u[j + n - 1];
    uint64_t guess = top / v[n - 1];
    uint64_t left = top % v[n - 1];
    while (guess >= kBase || guess * v[n - 2] > ((left << 32) | u[j + n - 2])) {
      --guess;
      left += v[n - 1];
      if (left >= kBase) break;
    }
    uint64_t carry = 0;
    uint64_t borrow = 0;
    for (size_t i = 0; i < n; ++i) {
      carry += guess * v[i];
      const uint64_t take = (carry & 0xffffffffu) + borrow;
      borrow = u[i + j] < take ? 1 : 0;
      u[i + j] = static_cast<uint32_t>(u[i + j] + (borrow << 32) - take);
      carry >>= 32;
    }
    const uint64_t take = carry + borrow;
    const bool too_much = u[j + n] < take;
    u[j + n] = static_cast<uint32_t>(u[j + n] - take);
    if (too_much) {
      --guess;
      uint64_t add = 0;
      for (size_t i = 0; i < n; ++i) {
        add += static_cast<uint64_t>(u[i + j]) + v[i];
        u[i + j] = static_cast<uint32_t>(add);
        add >>= 32;
      }
      u[j + n] = static_cast<uint32_t>(u[j + n] + add);
    }
    q[j] = static_cast<uint32_t>(guess);
  }
  Natural out;
  out.limbs_ = std::move(q);
  out.Trim();
  Natural remainder;
  remainder.limbs_.assign(u.begin(), u.begin() + static_cast<std::ptrdiff_t>(n));
  for (size_t i = 0; shift != 0 && i < n; ++i) {
    const uint32_t above = i + 1 < n ? remainder.limbs_[i + 1] : 0;
    remainder.limbs_[i] = (remainder.limbs_[i] >> shift) | (above << (32 - shift));
  }
  remainder.Trim();
  *quotient = std::move(out);
  *rest = std::move(remainder);
}

Natural Natural::Gcd(Natural a, Natural b) {
  Natural quotient;
  while (!b.IsZero()) {
    if (a.FitsUint128() && b.FitsUint128()) {
      Uint128 x = a.ToUint128();
      Uint128 y = b.ToUint128();
      while (y != 0) {
        const Uint128 z = x % y;
        x = y;
        y = z;
      }
      return Natural(x);
    }
    Natural rest;
    DivMod(a, b, &quotient, &rest);
    a = std::move(b);
    b = std::move(rest);
  }
  return a;
}

Natural Natural::Power(uint32_t base, int exponent) {
  Natural power(1);
  for (int i = 0; i < exponent; ++i) power.MultiplyAdd(base, 0);
  return power;
}

}  // namespace mittari
