#include "base/codes.gen.h"
#include "base/wire.h"
#include "measure/cells.h"

namespace mittari::measure {
namespace {

__extension__ typedef unsigned __int128 Unsigned128;

using wire::Reader;
using wire::Writer;

constexpr uint8_t kMagic[] = {'M', 'C', 1};

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
