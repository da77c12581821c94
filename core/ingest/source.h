#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "locale/date.h"
#include "table/table.h"

namespace mittari::ingest {

// An issue of one column, or of the whole source where `column` is empty.
struct Finding {
  Issue issue;
  std::string column;
};

// A choice that only a person can make. `likelier` is the reading taken
// meanwhile; each preview says what the choice would give.
struct Question {
  struct Choice {
    std::string id;
    Json preview = Json::object();
  };
  std::string code;
  std::string column;
  std::vector<Choice> choices;
  std::string likelier;
  Json about = Json::object();  // what else there is to know
};

// How one column was read, for the check view.
struct ColumnReport {
  std::string name, role, type, unit, numbers, dates, confidence, why, metric, zone, suggestion;
  bool measure = false;
  int64_t nulls = 0;
};

struct TableReport {
  std::string name;  // its first header cells, or the line above it
  int64_t header_row = 0;
  int64_t rows = 0;
  int64_t columns = 0;
};

// A line as it stands in the file, for the check view.
struct RawRow {
  int64_t line = 0;
  std::vector<std::string> cells;
  std::string code;  // why it is left out; empty where it is used
};

// One input, read. All that was decided on the way stands here.
struct Source {
  std::string name;
  std::string kind = "csv";
  std::string sheet;                // of a workbook; set by who opened the container
  std::vector<std::string> sheets;  // all of the workbook's
  std::string encoding;
  char delimiter = ',';
  char quote = '"';  // 0: none
  std::string newline;
  int64_t header_row = 0;  // 0: none
  int64_t lines = 0;       // of the whole file
  int64_t rows_read = 0;   // rows below the header: used and left out
  int64_t rows_used = 0;
  std::vector<Issue> excluded;    // rows left out, by reason
  std::vector<Finding> repairs;   // what was read otherwise than it stands
  std::vector<Finding> warnings;  // what looks wrong and was left as it is
  std::vector<Question> questions;
  std::vector<TableReport> tables;  // filled where the file holds several
  std::vector<ColumnReport> columns;
  std::vector<std::string> preamble;        // the lines above the header
  std::string profile;                      // the platform whose layout it is, or ""
  std::optional<locale::DateRange> period;  // named in the preamble
  int year = 0;                             // of months that lack one; 0: unknown
  bool suspects = false;                    // a row is or may be a total of more rows than these
  std::vector<RawRow> first_rows;           // the first kRawRows, also those left out
  Json given = Json::object();              // the settings it was read with
  Json learned = Json::object();            // what its cells prove, as answers
  table::Table table;

  static constexpr size_t kRawRows = 200;
};

// The inspection of a source, as the command line prints it.
Json ToJson(const Source& source);
Json ToJson(const Question& question);

// {"header":[…],"rows":[{"row","cells","used","code"?}]}: rows [from, from + count).
// The first kRawRows as they stand in the file; later ones from the table.
Json Rows(const Source& source, int64_t from, int64_t count);

}  // namespace mittari::ingest
