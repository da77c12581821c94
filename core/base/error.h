#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace mittari {

// Where in a file something stands, in the numbers a person sees: the first
// line is row 1, the first column is column 1, the first byte is byte 0.
// A part that is not known is -1 and is left out of the JSON.
struct Place {
  int64_t row = -1;
  int64_t column = -1;
  int64_t byte = -1;
};

// A named value for the sentence that the page writes from a code.
struct Arg {
  std::string name;
  std::variant<int64_t, double, std::string> value;
};
using Args = std::vector<Arg>;

// An error stops what was asked. The core never writes prose: `code` is one of
// codes.json ("csv.unterminated_quote"), and the message catalogue speaks.
struct Error {
  std::string code;
  Place at;
  Args args;
  std::string file;  // the input's name, where one is at fault
};

// An issue does not stop: it counts, and keeps the first few places.
struct Sample {
  int64_t row = -1;
  std::string column;  // header text; empty where the whole row is meant
  std::string text;    // what stood there, shortened to kSampleBytes
};

struct Issue {
  static constexpr size_t kMaxSamples = 5;
  static constexpr size_t kSampleBytes = 120;

  std::string code;
  int64_t count = 0;
  std::vector<Sample> samples;
  Args args;

  // Counts one more, and keeps it as a sample while there is room.
  void Add(int64_t row, std::string_view column, std::string_view text);
};

// The issue of this code; put at the end where there is none. Valid until the
// list grows.
Issue& IssueOf(std::string_view code, std::vector<Issue>* issues);

// A value or the error that stood in its way. The core has no exceptions.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}       // NOLINT
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok().
  const T& value() const& { return *std::get_if<0>(&state_); }
  T& value() & { return *std::get_if<0>(&state_); }
  T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  const T& operator*() const& { return value(); }
  const T* operator->() const { return std::get_if<0>(&state_); }
  T* operator->() { return std::get_if<0>(&state_); }

  // REQUIRES: !ok().
  const Error& error() const& { return *std::get_if<1>(&state_); }
  Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace mittari
