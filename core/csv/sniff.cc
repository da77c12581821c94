#include <algorithm>
#include <string>

#include "csv/encoding.h"

namespace mittari::csv {
namespace {

using std::string_view;
using namespace std::string_view_literals;

bool StartsWith(string_view text, string_view start) {
  return text.substr(0, start.size()) == start;
}

// ASCII letters only; `start` is in lower case.
bool StartsWithWord(string_view text, string_view start) {
  if (text.size() < start.size()) return false;
  return std::equal(start.begin(), start.end(), text.begin(), [](char want, char have) {
    return want == (have >= 'A' && have <= 'Z' ? static_cast<char>(have + 32) : have);
  });
}

bool Contains(string_view text, string_view part) { return text.find(part) != string_view::npos; }

string_view SkipSpace(string_view text) {
  const size_t at = text.find_first_not_of(" \t\r\n");
  return at == string_view::npos ? string_view() : text.substr(at);
}

std::string ZipKind(string_view bytes) {
  if (Contains(bytes, "xl/workbook.bin"sv)) return "xlsb";
  if (Contains(bytes, "opendocument.spreadsheet"sv)) return "ods";
  if (Contains(bytes, "word/"sv)) return "docx";
  if (Contains(bytes, "ppt/"sv)) return "pptx";
  if (Contains(bytes, "xl/"sv) || Contains(bytes, "[Content_Types].xml"sv)) return "xlsx";
  if (Contains(bytes, ".iwa"sv) || Contains(bytes, "Index.zip"sv)) return "numbers";
  return "zip";
}

// `{"a"`, `{}`, `[{`, `[[`, `["`, `[1,`: what a header of a table does not start with.
bool LooksLikeJson(string_view text) {
  if (text.empty()) return false;
  if (text[0] == '{') {
    const string_view next = SkipSpace(text.substr(1));
    return !next.empty() && (next[0] == '"' || next[0] == '}');
  }
  if (text[0] != '[') return false;
  const string_view next = SkipSpace(text.substr(1));
  if (next.empty()) return false;
  if (next[0] == '{' || next[0] == '[') return LooksLikeJson(next);
  return next[0] == '"' || next[0] == ']';
}

}  // namespace

std::string SniffKind(string_view bytes) {
  struct Magic {
    string_view start;
    string_view kind;
  };
  static constexpr Magic kMagic[] = {
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "xls"},
      {"%PDF-"sv, "pdf"},
      {"\x89PNG\r\n\x1A\n"sv, "png"},
      {"\xFF\xD8\xFF"sv, "jpeg"},
      {"GIF87a"sv, "gif"},
      {"GIF89a"sv, "gif"},
      {"\x1F\x8B"sv, "gzip"},
      {"PAR1"sv, "parquet"},
      {"SQLite format 3\0"sv, "sqlite"},
      {"{\\rtf"sv, "rtf"},
  };
  for (const Magic& magic : kMagic) {
    if (StartsWith(bytes, magic.start)) return std::string(magic.kind);
  }
  if (StartsWith(bytes, "PK\x03\x04"sv) || StartsWith(bytes, "PK\x05\x06"sv)) {
    return ZipKind(bytes);
  }
  // BIFF records of Excel 2 to 4, which came without a container.
  if (StartsWith(bytes, "\x09\x08\x10\x00\x00\x06"sv) || StartsWith(bytes, "\x09\x04\x06\x00"sv)) {
    return "xls";
  }
  if (Contains(bytes, "\0"sv)) {
    const Encoding encoding = GuessEncoding(bytes, false)[0].encoding;
    const bool utf16 = encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
    return utf16 ? "" : "binary";
  }
  const string_view text = SkipSpace(StartsWith(bytes, "\xEF\xBB\xBF") ? bytes.substr(3) : bytes);
  for (const string_view tag : {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv, "<table"sv,
                                "<meta"sv, "<div"sv, "<style"sv}) {
    if (StartsWithWord(text, tag)) return "html";
  }
  if (StartsWithWord(text, "<?xml")) {
    return Contains(text.substr(0, 1024), "<html"sv) ? "html" : "xml";
  }
  return LooksLikeJson(text) ? "json" : "";
}

}  // namespace mittari::csv
