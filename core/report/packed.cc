#include "report/packed.h"

#include <cmath>

#include "report/to_json.h"

namespace mittari::report {
namespace {

void AppendCount(size_t count, std::string* out) {
  for (int shift = 0; shift < 32; shift += 8) out->push_back(static_cast<char>(count >> shift & 0xFF));
}

// How many numbers stand for it; -1 where they do not say all.
int NumbersOf(const Answer& answer) {
  if (!answer.by_currency.empty() || answer.coverage) return -1;
  if (!answer.value.present()) return answer.interval ? -1 : 0;
  if (!answer.interval) return 1;
  const bool whole = answer.interval->high && std::isfinite(*answer.interval->high) && std::isfinite(answer.interval->low);
  return whole ? 3 : -1;
}

// Text knows no negative zero.
double Plain(double number) { return number == 0 ? 0 : number; }

}  // namespace

uint8_t PackedAnswers::ShapeOf(const Answer& answer) {
  const int numbers = NumbersOf(answer);
  if (numbers < 0) return kRest;
  const std::string_view method = numbers == 3 ? answer.interval->method : std::string_view();
  for (size_t i = 0; i < shapes_.size(); ++i) {
    const Shape& shape = shapes_[i];
    if (shape.numbers == numbers && shape.method == method && shape.flags == answer.flags &&
        (numbers > 0 ||
         (shape.reason == answer.value.reason() && shape.measure == answer.value.measure()))) {
      return static_cast<uint8_t>(i);
    }
  }
  if (shapes_.size() == kRest) return kRest;
  shapes_.push_back({numbers, method, answer.value.reason(), answer.value.measure(), answer.flags, ToJson(answer)});
  return static_cast<uint8_t>(shapes_.size() - 1);
}

void PackedAnswers::Add(const Answer& answer) {
  const uint8_t shape = ShapeOf(answer);
  shapes_of_.push_back(shape);
  if (shape == kRest) {
    rest_.push_back(ToJson(answer));
    return;
  }
  const int numbers = shapes_[shape].numbers;
  if (numbers > 0) numbers_.push_back(Plain(answer.value.ToDouble()));
  if (numbers < 3) return;
  numbers_.push_back(Plain(answer.interval->low));
  numbers_.push_back(Plain(*answer.interval->high));
}

void PackedAnswers::WriteJson(const std::vector<std::string>& names, JsonWriter* out) const {
  out->Open('{');
  out->Key("names");
  out->Open('[');
  for (const std::string& name : names) out->Text(name);
  out->Close(']');
  out->Key("shapes");
  out->Open('[');
  for (const Shape& shape : shapes_) {
    out->Open('{');
    out->Key("numbers");
    out->Whole(shape.numbers);
    out->Key("answer");
    out->Tree(shape.answer);
    out->Close('}');
  }
  out->Close(']');
  out->Key("rest");
  out->Tree(rest_);
  out->Close('}');
}

std::string PackedAnswers::Bytes(const std::string& text) const {
  std::string out;
  out.reserve(8 + numbers_.size() * 8 + shapes_of_.size() + text.size());
  AppendCount(numbers_.size(), &out);
  AppendCount(shapes_of_.size(), &out);
  static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
  out.append(reinterpret_cast<const char*>(numbers_.data()), numbers_.size() * sizeof(double));
  out.append(reinterpret_cast<const char*>(shapes_of_.data()), shapes_of_.size());
  return out += text;
}

}  // namespace mittari::report
