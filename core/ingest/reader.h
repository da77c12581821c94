#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/json.h"
#include "ingest/settings.h"
#include "ingest/source.h"

namespace mittari::ingest {

// Bytes of one file -> a Source. The first part (256 KiB, more where a row is
// longer) is held and looked at: encoding, dialect, header, meaning of columns.
// Then all rows stream through; the file is never held.
//
// The answer does not depend on where the bytes are cut: what is looked at has
// a fixed length.
class Reader {
 public:
  Reader(std::string name, Settings settings);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // Reads the rows of a part of a file, whose bytes begin where a row does, as the reader of
  // its first part does: by what that one's Look() gave. Line numbers go on from the header's.
  // False where it is no such thing. Call before the first Feed.
  bool Follow(const Json& look);
  // What the look at the first part has decided, for readers of other parts; null where it has
  // not come to that, or only the whole file can be read so: a question is open, no line heads
  // the columns, or there are several tables.
  Json Look() const;

  // The file has so many bytes in all: room for its rows is made at once.
  void Expect(int64_t bytes);

  // Takes the next bytes. False where the file can't be used: Finish says why,
  // and further bytes are ignored.
  bool Feed(std::string_view bytes);

  // The end of the file. Call once.
  // Fails with input.empty, input.header_only, input.binary, input.unsupported,
  // input.no_table, input.too_many_columns, input.cell_too_long,
  // csv.unterminated_quote, map.unknown_role, map.unknown_column.
  Result<Source> Finish();

  int64_t rows() const;   // data rows so far
  int64_t bytes() const;  // fed so far

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mittari::ingest
