#include "base/json.h"

#include <cmath>

#include "base/decimal.h"
#include "base/messages.h"
#include "base/utf8.h"

namespace mittari {
namespace {

bool IsPlain(char c) {
  const auto code = static_cast<unsigned char>(c);
  return code >= 0x20 && code < 0x80 && c != '"' && c != '\\';
}

void Dump(const Json& value, std::string* out) {
  switch (value.type()) {
    case Json::value_t::object: {
      out->push_back('{');
      bool first = true;
      for (const auto& [key, item] : value.items()) {
        if (!first) out->push_back(',');
        first = false;
        AppendJsonText(key, out);
        out->push_back(':');
        Dump(item, out);
      }
      out->push_back('}');
      return;
    }
    case Json::value_t::array: {
      out->push_back('[');
      bool first = true;
      for (const Json& item : value) {
        if (!first) out->push_back(',');
        first = false;
        Dump(item, out);
      }
      out->push_back(']');
      return;
    }
    case Json::value_t::string:
      AppendJsonText(*value.get_ptr<const std::string*>(), out);
      return;
    case Json::value_t::boolean:
      *out += *value.get_ptr<const bool*>() ? "true" : "false";
      return;
    case Json::value_t::number_integer:
      *out += std::to_string(*value.get_ptr<const Json::number_integer_t*>());
      return;
    case Json::value_t::number_unsigned:
      *out += std::to_string(*value.get_ptr<const Json::number_unsigned_t*>());
      return;
    case Json::value_t::number_float: {
      const double number = *value.get_ptr<const double*>();
      if (std::isfinite(number)) {
        AppendDouble(number, out);
      } else {
        *out += "null";
      }
      return;
    }
    default:
      *out += "null";
  }
}

}  // namespace

void AppendJsonText(std::string_view text, std::string* out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out->push_back('"');
  for (size_t pos = 0; pos < text.size();) {
    // Most texts are plain: copied in one piece.
    const size_t start = pos;
    while (pos < text.size() && IsPlain(text[pos])) ++pos;
    out->append(text, start, pos - start);
    if (pos == text.size()) break;
    const unsigned char c = static_cast<unsigned char>(text[pos]);
    if (c >= 0x80) {
      utf8::Append(utf8::Next(text, &pos), out);
      continue;
    }
    ++pos;
    switch (c) {
      case '"': *out += "\\\""; break;
      case '\\': *out += "\\\\"; break;
      case '\n': *out += "\\n"; break;
      case '\r': *out += "\\r"; break;
      case '\t': *out += "\\t"; break;
      case '\b': *out += "\\b"; break;
      case '\f': *out += "\\f"; break;
      default:
        *out += "\\u00";
        out->push_back(kHex[c >> 4]);
        out->push_back(kHex[c & 15]);
    }
  }
  out->push_back('"');
}

void AppendJson(const Json& value, std::string* out) { Dump(value, out); }

std::string DumpJson(const Json& value) {
  std::string out;
  Dump(value, &out);
  return out;
}

Json ParseJson(std::string_view text) { return Json::parse(text.begin(), text.end(), nullptr, false); }

Json ToJson(const Args& args) {
  Json out = Json::object();
  for (const Arg& arg : args) {
    std::visit([&](const auto& value) { out[arg.name] = value; }, arg.value);
  }
  return out;
}

Json ToJson(const Error& error) {
  Json out = Json::object();
  out["code"] = error.code;
  const Message message = MessageOf(error.code);
  out["message"] = std::string(message.what);
  if (!error.file.empty()) out["file"] = error.file;
  Json at = Json::object();
  if (error.at.row >= 0) at["row"] = error.at.row;
  if (error.at.column >= 0) at["column"] = error.at.column;
  if (error.at.byte >= 0) at["byte"] = error.at.byte;
  out["at"] = std::move(at);
  out["hint"] = std::string(message.hint);
  if (!error.args.empty()) out["args"] = ToJson(error.args);
  return out;
}

Json ToJson(const Issue& issue) {
  Json out = Json::object();
  out["code"] = issue.code;
  out["count"] = issue.count;
  Json samples = Json::array();
  for (const Sample& sample : issue.samples) {
    Json item = Json::object();
    if (sample.row >= 0) item["row"] = sample.row;
    if (!sample.column.empty()) item["column"] = sample.column;
    item["text"] = sample.text;
    samples.push_back(std::move(item));
  }
  out["samples"] = std::move(samples);
  if (!issue.args.empty()) out["args"] = ToJson(issue.args);
  return out;
}

const Json* Find(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(std::string(key));
  return found == object.end() ? nullptr : &*found;
}

std::string StringOr(const Json& object, std::string_view key, std::string_view fallback) {
  const Json* value = Find(object, key);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string(fallback);
}

double NumberOr(const Json& object, std::string_view key, double fallback) {
  const Json* value = Find(object, key);
  return value != nullptr && value->is_number() ? value->get<double>() : fallback;
}

bool BoolOr(const Json& object, std::string_view key, bool fallback) {
  const Json* value = Find(object, key);
  return value != nullptr && value->is_boolean() ? value->get<bool>() : fallback;
}

}  // namespace mittari
