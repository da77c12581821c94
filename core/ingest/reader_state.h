#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csv/dialect.h"
#include "csv/encoding.h"
#include "csv/tokenizer.h"
#include "csv/unwrap.h"
#include "ingest/layout.h"
#include "ingest/reader.h"
#include "ingest/row_taker.h"
#include "ingest/table_seeker.h"
#include "ingest/wide.h"

namespace mittari::ingest {

constexpr size_t kPrefixRows = 3000;   // rows of the first part that are looked at
constexpr size_t kMostColumns = 8192;  // a wider table is input.too_many_columns

// An error that has no place.
inline Error Fail(std::string_view code) { return Error{std::string(code), {}, {}, {}}; }

// A Reader at work: looks at the first part (reader.cc, reader_look.cc), lets
// the rows stream, and puts the Source together (reader_report.cc).
struct Reader::State {
  State(std::string name, Settings given);

  Settings settings;
  Source source;
  std::optional<Error> error;
  std::string buffer;    // bytes not yet looked at
  size_t wanted;         // how much the next look takes
  bool reading = false;  // rows stream
  int64_t bytes = 0;
  int64_t expected = 0;  // bytes in all, as long as no room was made for them
  size_t think_again = kPrefixRows / 10;  // rows after which more room is made

  csv::Dialect dialect;
  std::unique_ptr<csv::Decoder> decoder;
  std::unique_ptr<csv::Tokenizer> tokenizer;
  std::unique_ptr<RowTaker> rows;
  std::unique_ptr<Widener> widener;  // where the table is wide
  std::unique_ptr<csv::Unwrap> unwrap;
  std::unique_ptr<TableSeeker> seeker;  // while a table after the first part is looked for
  csv::RowSink& taker() {
    if (seeker) return *seeker;
    return widener ? static_cast<csv::RowSink&>(*widener) : *rows;
  }
  // Hands on to whoever takes the rows at the time.
  struct Relay : csv::RowSink {
    explicit Relay(State* state) : state(state) {}
    bool OnRow(const csv::Row& row) override { return state->taker().OnRow(row); }
    State* state;
  };
  Relay relay{this};
  csv::RowSink& sink() { return unwrap ? static_cast<csv::RowSink&>(*unwrap) : taker(); }

  bool Start(std::string_view prefix, bool complete, bool last_try);
  void Stand(csv::Encoding encoding);
  void MakeRoom();
  bool ChooseEncoding(std::string_view prefix, bool complete, csv::Encoding* encoding);
  void ChooseDialect(std::string_view text, bool complete);
  bool ReadPrefix(std::string_view text, bool complete, std::vector<PrefixRow>* held);
  std::vector<std::string> NamesOfLevels(const std::vector<PrefixRow>& held, const TableSpan& span,
                                         bool two_levels, std::vector<std::string> header);
  bool MakeRows(std::vector<PrefixRow> held, bool complete);
  bool Seek(const std::vector<PrefixRow>& held);
  void EndSeek(bool complete);
  void Stream(std::string_view chunk);
  void Take(std::string_view text);
  // Tables before the one that was looked for, and the place of the one being read.
  std::vector<TableReport> tables_before;
  size_t table = 0;
  bool table_open = false;  // it may go on after the first part
  void Report();
  void Keep(const Issue& issue, std::vector<Finding>* list, std::string column = {});
};

}  // namespace mittari::ingest
