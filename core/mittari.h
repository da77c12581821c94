#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "session.h"

// For programs that use Mittari as a library: find_package(mittari), link
// mittari::core, include this.
//
//   mittari::Workspace workspace;
//   workspace.Open("ads.csv", bytes);
//   std::string answer = workspace.Call("report", R"({"metrics":["cac"],"by":["channel"]})");
//
// Every answer is JSON text, {"ok":true,…} or {"ok":false,"error":{"code",…}}. Nothing throws; one
// thread at a time.
namespace mittari {

class Workspace {
 public:
  // Reads a table of delimited text and adds it to the workspace; the answer says how it was read.
  // `settings` is a JSON object ({"table":"deals"}), or empty. On an error the workspace stays as
  // it was.
  std::string Open(std::string_view name, std::string_view bytes, std::string_view settings = {}) {
    std::string begin = "{\"name\":" + Quoted(name);
    if (!settings.empty()) begin.append(",\"settings\":").append(settings);
    std::string answer = session_.Call("begin", begin + "}");
    if (!Ok(answer)) return answer;
    constexpr size_t kPiece = size_t{1} << 20;
    for (size_t at = 0; at < bytes.size(); at += kPiece) {
      const size_t size = std::min(kPiece, bytes.size() - at);
      uint8_t* room = session_.Reserve(size);
      if (room == nullptr) {
        session_.Call("cancel", "{}");
        return R"({"ok":false,"error":{"code":"input.out_of_memory"}})";
      }
      std::memcpy(room, bytes.data() + at, size);
      answer = session_.Feed(size);
      if (!Ok(answer)) {
        session_.Call("cancel", "{}");
        return answer;
      }
    }
    return session_.Call("end", "{}");
  }

  // report, explain, sql, analyse, calc, metrics, inspect, formulas, drop: as in the module for the
  // browser.
  std::string Call(std::string_view operation, std::string_view json = "{}") {
    return session_.Call(operation, json);
  }
  std::string Report(std::string_view query) { return session_.Call("report", query); }
  std::string Calc(std::string_view question) { return session_.Call("calc", question); }

  static bool Ok(std::string_view answer) { return answer.starts_with("{\"ok\":true"); }

 private:
  static std::string Quoted(std::string_view text) {
    constexpr char kHex[] = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20) {
        out += {'\\', 'u', '0', '0', kHex[byte >> 4], kHex[byte & 15]};
        continue;
      }
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + "\"";
  }

  Session session_;
};

}  // namespace mittari
