#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace mittari::locale {

// A cell brought to few characters, so that readers compare bytes: digits of every
// script to 0-9, every minus to '-', every space to ' ', percent and comparison signs
// and full-width forms to ASCII; ZWNJ, BOM and bidirectional marks are dropped. Other
// letters stay in UTF-8. Trimmed. Never allocates.
class CellText {
 public:
  static constexpr size_t kMaxBytes = 200;

  // Marks without an ASCII twin.
  static constexpr char kArabicDecimal = '\x01';  // ٫
  static constexpr char kArabicGroup = '\x02';    // ٬
  static constexpr char kPermille = '\x03';       // ‰

  explicit CellText(std::string_view cell);

  std::string_view text() const { return std::string_view(buffer_.data(), size_); }
  bool too_long() const { return too_long_; }
  bool arabic_digits() const { return arabic_digits_; }

 private:
  // No character grows: the longest replacement has the length of its source.
  std::array<char, kMaxBytes + 4> buffer_;
  size_t size_ = 0;
  bool too_long_ = false;
  bool arabic_digits_ = false;
};

inline bool IsDigit(char c) { return static_cast<unsigned char>(c - '0') < 10; }
// ASCII letters and every byte of a character beyond ASCII.
inline bool IsWordByte(char c) {
  return static_cast<unsigned char>((c | 0x20) - 'a') < 26 || static_cast<unsigned char>(c) >= 0x80;
}
// True where no digit of any script stands: most cells of text columns.
bool HasNoDigit(std::string_view cell);
// Whether the texts are equal but for the case of ASCII letters.
bool EqualIgnoringCase(std::string_view a, std::string_view b);

}  // namespace mittari::locale
