#include "locale/cell_text.h"

#include <string>

#include "base/utf8.h"

namespace mittari::locale {
namespace {

// The ASCII twin of a character beyond ASCII; 0 where it has none, -1 where the
// character means nothing and is dropped.
int Twin(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return static_cast<int>(c - 0xFEE0);
  if (c >= 0x2000 && c <= 0x200A) return ' ';
  switch (c) {
    case 0x00A0:
    case 0x202F:
    case 0x205F:
    case 0x3000:
      return ' ';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
    case 0xFE63:
      return '-';
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x2032:
    case 0x00B4:
      return '\'';
    case 0x060C:
      return ',';
    case 0x066A:
      return '%';
    case 0x066B:
      return CellText::kArabicDecimal;
    case 0x066C:
      return CellText::kArabicGroup;
    case 0x2030:
    case 0x0609:
      return CellText::kPermille;
    case 0x2264:
    case 0x2A7D:
      return '<';
    case 0x2265:
    case 0x2A7E:
      return '>';
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x200E:
    case 0x200F:
    case 0x061C:
    case 0x2060:
    case 0xFEFF:
    case 0x00AD:
    case 0x0640:
      return -1;
    default:
      return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ? -1 : 0;
  }
}

}  // namespace

CellText::CellText(std::string_view cell) {
  cell = utf8::Trim(cell);
  if (cell.size() > kMaxBytes) {
    too_long_ = true;
    return;
  }
  for (size_t pos = 0; pos < cell.size();) {
    const char byte = cell[pos];
    if (static_cast<unsigned char>(byte) < 0x80) {
      // Control characters would collide with the marks above.
      buffer_[size_++] = static_cast<unsigned char>(byte) <= 0x20 ? ' ' : byte;
      ++pos;
      continue;
    }
    const size_t start = pos;
    const char32_t c = utf8::Next(cell, &pos);
    if ((c >= 0x0660 && c <= 0x0669) || (c >= 0x06F0 && c <= 0x06F9)) {
      buffer_[size_++] = static_cast<char>('0' + (c & 0x0F));
      arabic_digits_ = true;
    } else if (const int twin = Twin(c); twin > 0) {
      buffer_[size_++] = static_cast<char>(twin);
    } else if (twin == 0) {
      // Arabic yeh and kaf stand for the Persian ones (same length in UTF-8).
      if (c == 0x064A || c == 0x0649 || c == 0x0643) {
        const char32_t persian = c == 0x0643 ? 0x06A9 : 0x06CC;
        buffer_[size_++] = static_cast<char>(0xC0 | (persian >> 6));
        buffer_[size_++] = static_cast<char>(0x80 | (persian & 0x3F));
      } else {
        for (size_t i = start; i < pos; ++i) buffer_[size_++] = cell[i];
      }
    }
  }
  // What was dropped may have stood outside a space.
  size_t begin = 0;
  while (begin < size_ && buffer_[begin] == ' ') ++begin;
  while (size_ > begin && buffer_[size_ - 1] == ' ') --size_;
  for (size_t i = begin; i < size_; ++i) buffer_[i - begin] = buffer_[i];
  size_ -= begin;
}

bool HasNoDigit(std::string_view cell) {
  for (const char c : cell) {
    // Digits beyond ASCII begin with one of these bytes.
    if (IsDigit(c) || c == '\xD9' || c == '\xDB' || c == '\xEF') return false;
  }
  return true;
}

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

}  // namespace mittari::locale
