#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mittari::csv {

// The encodings that are read. A file in UTF-8 may start with a BOM.
enum class Encoding {
  kUtf8,
  kUtf16Le,
  kUtf16Be,
  kWindows1252,
  kWindows1254,
  kWindows1256,
  kIso8859_9,
};

// "utf-8", "utf-16le", "utf-16be", "windows-1252", "windows-1254",
// "windows-1256", "iso-8859-9".
std::string_view Name(Encoding encoding);

// The encoding of that name, in any case, with the usual aliases. As in
// browsers, "latin1", "iso-8859-1" and "ascii" mean windows-1252.
std::optional<Encoding> EncodingFromName(std::string_view name);

struct EncodingGuess {
  Encoding encoding = Encoding::kUtf8;
  int bom_bytes = 0;  // bytes of a byte order mark at the start
  double score = 0;   // 0..1
  std::string
      evidence;  // "bom", "ascii", "utf-8", "zero_bytes", "turkish:12", "arabic:80", "western:5"
  // False when another encoding fits nearly as well AND would show other
  // letters: then it is a question for the person.
  bool sure = false;
};

// Candidates for the first bytes of a file, best first, at least one.
// `complete` says that the prefix is the whole file (else a cut letter at its
// end is no fault).
std::vector<EncodingGuess> GuessEncoding(std::string_view prefix, bool complete);

// What a file is, told by its first bytes; empty for text. One of "xls",
// "xlsx", "xlsb", "ods", "docx", "pptx", "numbers", "zip", "pdf", "png",
// "jpeg", "gif", "gzip", "parquet", "sqlite", "html", "xml", "json", "rtf" and
// "binary" (zero bytes that are not UTF-16). A zip's kind is told by the names
// of its first members: hand in 4 KiB or more.
std::string SniffKind(std::string_view prefix);

// Turns bytes of any encoding into well-formed UTF-8. Resumable at any cut,
// also within a letter. A byte order mark at the start is dropped. What is
// ill-formed becomes U+FFFD (one for each maximal subpart, as in browsers), is
// counted, and never stops anything.
class Decoder {
 public:
  // Where something ill-formed stood.
  struct Invalid {
    int64_t byte = 0;       // in the file
    int64_t text_byte = 0;  // of its U+FFFD in the decoded text (compare Row::byte)
  };
  static constexpr size_t kMaxPlaces = 16;

  explicit Decoder(Encoding encoding) : encoding_(encoding) {}

  // The bytes are not the first of the file: no byte order mark is looked for.
  void GoOn() { at_start_ = false; }

  // Appends the text of the next bytes. A letter that is cut waits for the
  // next call.
  void Decode(std::string_view bytes, std::string* out);

  // The same without a copy where there is nothing to change: the answer is a
  // view into `chunk`, or into the decoder, valid until the next call.
  std::string_view DecodeView(std::string_view chunk);

  // Appends U+FFFD for a letter that the end of the file cuts.
  void Finish(std::string* out);

  Encoding encoding() const { return encoding_; }
  // True where the last bytes were the beginning of a letter.
  bool waiting() const { return pending_size_ > 0; }
  int64_t bytes() const { return bytes_; }            // read so far
  int64_t invalid_count() const { return invalid_; }  // U+FFFD written
  // The first kMaxPlaces of them.
  const std::vector<Invalid>& invalid_places() const { return places_; }

 private:
  void DecodeUtf8(std::string_view bytes, std::string* out);
  void DecodeUtf16(std::string_view bytes, std::string* out);
  void DecodeBytes(std::string_view bytes, std::string* out);
  void Unit(char32_t unit, int64_t at, std::string* out);
  void Replace(int64_t at, std::string* out);
  int64_t TextByte(const std::string& out) const;

  Encoding encoding_;
  int64_t bytes_ = 0;
  int64_t text_bytes_ = 0;  // appended before the current call
  size_t out_base_ = 0;     // size of *out at the start of the current call
  int64_t invalid_ = 0;
  std::vector<Invalid> places_;
  bool at_start_ = true;  // a BOM may still come
  char pending_[4] = {};  // the bytes of a cut letter
  size_t pending_size_ = 0;
  char32_t high_ = 0;  // a high surrogate that waits for its low one
  int64_t high_at_ = 0;
  std::string buffer_;
};

}  // namespace mittari::csv
