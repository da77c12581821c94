#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/error.h"
#include "ingest/source.h"

namespace mittari::ingest {

// A source as bytes, to be joined to the part of the file before it in another
// session. A part is read as a file of its own: the bytes of the file up to and
// with its header line, then the part's rows; or its rows alone, by Reader::Follow.
//
// Wire format: "MP", version byte 2, then the facts and the table (table/wire.h).
std::vector<uint8_t> PartToBytes(const Source& source);

// Joins the part to the source it follows: the answer to every query is then
// the one that reading the file in one piece gives.
//
// Rows of a part that stand in the parts before it too are not found: a caller
// who wants the very report of the whole gives the first part 100,000 rows, for
// further ones are not looked at in the whole either.
//
// What only the whole file can decide is refused with state.differs, and the
// source stays as it was: columns read in another style or role, a question on
// either side, several tables, a total row or one that may be a total (they are
// checked against all rows), a footer with rows below it.
// state.bad_format for bytes that are not a part.
Result<bool> JoinPart(const uint8_t* bytes, size_t size, Source* source);

}  // namespace mittari::ingest
