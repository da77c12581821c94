#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.h"
#include "report/answer.h"

namespace mittari::report {

// The answers of a report's groups as numbers in a row, for a host that takes the report over to
// another thread: no digits are written, and none are read.
//
// Answers that differ in their numbers alone share a shape: {"numbers": how many, "answer": one of
// them as JSON}. Numbers are the value, and with an interval its two ends.
class PackedAnswers {
 public:
  void Add(const Answer& answer);

  // {"names":[…],"shapes":[…],"rest":[…]}: what each answer of a group is called, the shapes, and
  // the answers of no shape, as they come.
  void WriteJson(const std::vector<std::string>& names, JsonWriter* out) const;

  // Little endian: how many numbers (4 bytes), how many answers (4 bytes), the numbers as doubles,
  // a byte for each answer (its shape, kRest where it has none), and then `text` to the end.
  std::string Bytes(const std::string& text) const;

  static constexpr uint8_t kRest = 255;

 private:
  struct Shape {
    int numbers = 0;
    std::string_view method;
    std::string_view reason;
    std::string measure;
    std::vector<std::string> flags;
    Json answer;
  };
  uint8_t ShapeOf(const Answer& answer);

  std::vector<double> numbers_;
  std::vector<uint8_t> shapes_of_;
  std::vector<Shape> shapes_;
  Json rest_ = Json::array();
};

}  // namespace mittari::report
