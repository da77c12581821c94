#pragma once

#include <cmath>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "base/json.h"

namespace mittari {

// JSON text written as it goes, for answers too long to be built as a tree
// first. The bytes are those that DumpJson would give for the same tree.
class JsonWriter {
 public:
  void Open(char bracket) {  // '{' or '['
    Comma();
    text_.push_back(bracket);
    first_ = true;
  }
  void Close(char bracket) {
    text_.push_back(bracket);
    first_ = false;
  }
  void Key(std::string_view key) {
    Comma();
    AppendJsonText(key, &text_);
    text_.push_back(':');
    first_ = true;  // what follows needs no comma
  }
  void Text(std::string_view text) {
    Comma();
    AppendJsonText(text, &text_);
  }
  void Number(double number) {
    Comma();
    if (std::isfinite(number)) {
      AppendDouble(number, &text_);
    } else {
      text_ += "null";
    }
  }
  void Whole(int64_t number) { Raw(std::to_string(number)); }
  void Bool(bool value) { Raw(value ? "true" : "false"); }
  void Null() { Raw("null"); }
  void Tree(const Json& value) {
    Comma();
    AppendJson(value, &text_);
  }
  // Text that is JSON already.
  void Raw(std::string_view json) {
    Comma();
    text_ += json;
  }

  void Put(std::string_view key, std::string_view text) {
    Key(key);
    Text(text);
  }
  void Reserve(size_t bytes) { text_.reserve(bytes); }
  std::string Take() && { return std::move(text_); }

 private:
  void Comma() {
    if (!first_) text_.push_back(',');
    first_ = false;
  }

  std::string text_;
  bool first_ = true;
};

}  // namespace mittari
