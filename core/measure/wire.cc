#include <cstring>

#include "base/codes.gen.h"
#include "measure/cells.h"

namespace mittari::measure {
namespace {

__extension__ typedef unsigned __int128 Unsigned128;

constexpr uint8_t kMagic[] = {'M', 'C', 1};

class Writer {
 public:
  void Byte(uint8_t byte) { bytes_.push_back(byte); }
  void Count(uint64_t value) {
    while (value >= 0x80) {
      Byte(static_cast<uint8_t>(value | 0x80));
      value >>= 7;
    }
    Byte(static_cast<uint8_t>(value));
  }
  void Text(std::string_view text) {
    Count(text.size());
    bytes_.insert(bytes_.end(), text.begin(), text.end());
  }
  void Fixed(uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) Byte(static_cast<uint8_t>(value >> (8 * i)));
  }
  void Real(double value) {
    uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    Fixed(bits, 8);
  }
  std::vector<uint8_t> Take() && { return std::move(bytes_); }

 private:
  std::vector<uint8_t> bytes_;
};

// Every read past the end fails, and from then on everything reads 0.
class Reader {
 public:
  Reader(const uint8_t* data, size_t size) : data_(data), size_(size) {}
  bool ok() const { return ok_; }
  bool AtEnd() const { return ok_ && at_ == size_; }
  size_t left() const { return ok_ ? size_ - at_ : 0; }

  uint8_t Byte() {
    if (at_ >= size_) ok_ = false;
    return ok_ ? data_[at_++] : 0;
  }
  uint64_t Count() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const uint8_t byte = Byte();
      value |= uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
    ok_ = false;
    return 0;
  }
  // A count of things that take at least one byte each.
  size_t Size() {
    const uint64_t value = Count();
    if (value > left()) ok_ = false;
    return ok_ ? static_cast<size_t>(value) : 0;
  }
  std::string Text() {
    const size_t size = Size();
    std::string text(reinterpret_cast<const char*>(data_) + at_, size);
    at_ += size;
    return text;
  }
  uint64_t Fixed(int bytes) {
    uint64_t value = 0;
    for (int i = 0; i < bytes; ++i) value |= uint64_t{Byte()} << (8 * i);
    return value;
  }
  double Real() {
    const uint64_t bits = Fixed(8);
    double value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }

 private:
  const uint8_t* data_;
  size_t size_;
  size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace

std::vector<uint8_t> PartialCells::ToBytes() const {
  Writer out;
  for (const uint8_t byte : kMagic) out.Byte(byte);
  out.Count(axis_names_.size());
  for (size_t a = 0; a < axis_names_.size(); ++a) {
    out.Text(axis_names_[a]);
    out.Count(labels_[a].size());
    for (const std::string& label : labels_[a]) out.Text(label);
  }
  out.Count(sums_.size());
  for (const Sums& sums : sums_) {
    out.Text(sums.measure);
    out.Byte(static_cast<uint8_t>(sums.scale));
    out.Byte(static_cast<uint8_t>((sums.positive_seen ? 1 : 0) | (sums.negative_seen ? 2 : 0)));
  }
  out.Count(days_.size());
  const size_t axes = axis_names_.size();
  for (uint32_t cell = 0; cell < days_.size(); ++cell) {
    out.Fixed(static_cast<uint32_t>(days_[cell]), 4);
    for (size_t a = 0; a < axes; ++a) out.Count(codes_[cell * axes + a]);
    out.Count(static_cast<uint64_t>(rows_[cell]));
    for (const Sums& sums : sums_) {
      const auto units = static_cast<Unsigned128>(sums.units[cell]);
      out.Fixed(static_cast<uint64_t>(units), 8);
      out.Fixed(static_cast<uint64_t>(units >> 64), 8);
      out.Count(static_cast<uint64_t>(sums.filled[cell]));
      out.Count(static_cast<uint64_t>(sums.negative[cell]));
      const auto at = sums.reals.find(cell);
      out.Count(at == sums.reals.end() ? 0 : at->second.size());
      if (at == sums.reals.end()) continue;
      for (const double part : at->second) out.Real(part);
    }
  }
  return std::move(out).Take();
}

Result<PartialCells> PartialCells::FromBytes(const uint8_t* data, size_t size) {
  const auto bad = [] { return Error{std::string(codes::kStateBadFormat), {}, {}, {}}; };
  Reader in(data, size);
  for (const uint8_t byte : kMagic) {
    if (in.Byte() != byte) return bad();
  }
  PartialCells out;
  const size_t axes = in.Size();
  for (size_t a = 0; a < axes && in.ok(); ++a) {
    out.axis_names_.push_back(in.Text());
    out.labels_.emplace_back();
    const size_t labels = in.Size();
    for (size_t i = 0; i < labels && in.ok(); ++i) out.labels_.back().push_back(in.Text());
  }
  const size_t slots = in.Size();
  for (size_t s = 0; s < slots && in.ok(); ++s) {
    Sums sums;
    sums.measure = in.Text();
    sums.scale = in.Byte();
    const uint8_t signs = in.Byte();
    sums.positive_seen = (signs & 1) != 0;
    sums.negative_seen = (signs & 2) != 0;
    if (sums.scale > Decimal::kMaxScale) return bad();
    out.sums_.push_back(std::move(sums));
  }
  const size_t cells = in.Size();
  for (uint32_t cell = 0; cell < cells && in.ok(); ++cell) {
    out.days_.push_back(static_cast<Day>(in.Fixed(4)));
    for (size_t a = 0; a < axes; ++a) {
      const uint64_t code = in.Count();
      if (code >= out.labels_[a].size()) return bad();
      out.codes_.push_back(static_cast<uint32_t>(code));
    }
    out.rows_.push_back(static_cast<int64_t>(in.Count()));
    for (Sums& sums : out.sums_) {
      const uint64_t low = in.Fixed(8);
      const uint64_t high = in.Fixed(8);
      sums.units.push_back(static_cast<Int128>((static_cast<Unsigned128>(high) << 64) | low));
      sums.filled.push_back(static_cast<int64_t>(in.Count()));
      sums.negative.push_back(static_cast<int64_t>(in.Count()));
      const size_t parts = in.Size();
      for (size_t i = 0; i < parts && in.ok(); ++i) sums.reals[cell].push_back(in.Real());
    }
  }
  if (!in.AtEnd()) return bad();
  return out;
}

}  // namespace mittari::measure
