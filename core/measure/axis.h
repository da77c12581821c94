#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "table/table.h"

namespace mittari::measure {

// One way to tell rows apart: a code for every row, and a text for every code.
// Rows are told apart by codes alone; texts are looked at once per code.
// Copies share what they hold.
class Axis {
 public:
  // By a column. A blank cell has the text "". Numbers and days are told apart
  // by their plain text ("12.5", "2025-01-31").
  // The column must outlive the axis.
  static Axis Of(std::string name, const table::Column& column);

  // The same text for every row.
  static Axis Constant(std::string name, std::string text);

  // The axis under other texts: codes whose new texts agree become one.
  Axis Mapped(std::string name, const std::function<std::string(std::string_view)>& map) const;

  const std::string& name() const { return data_->name; }
  const std::vector<std::string>& labels() const { return data_->labels; }

  // Codes of rows [begin, begin + count), each below labels().size().
  void Read(size_t begin, size_t count, uint32_t* out) const;

  // The place of every code when labels stand in code point order.
  std::vector<uint32_t> Ranks() const;

  size_t bytes() const { return data_->codes.size() * 4 + data_->labels.size() * 40; }

 private:
  struct Data {
    std::string name;
    std::vector<std::string> labels;
    const table::Column* column = nullptr;  // a text column, read through remap
    std::vector<uint32_t> remap;            // dictionary code -> label
    bool same = false;                      // remap changes nothing
    uint32_t blank = 0;                     // label of a blank cell
    std::vector<uint32_t> codes;            // of a number or day column, row by row

    uint32_t Label(std::string_view text);
  };

  std::shared_ptr<const Data> data_;
};

// Rows whose label on the axis is allowed.
struct Filter {
  Axis axis;
  std::vector<uint8_t> allowed;  // per label

  static Filter Of(Axis axis, const std::function<bool(std::string_view)>& allows);
};

}  // namespace mittari::measure
