#include "ingest/part.h"

#include <algorithm>

#include "base/codes.gen.h"
#include "base/wire.h"
#include "ingest/recipe.h"
#include "table/wire.h"

namespace mittari::ingest {
namespace {

constexpr uint8_t kMagic[] = {'M', 'P', 2};

Error Differs(std::string_view column) {
  return {std::string(codes::kStateDiffers), {}, {{"column", std::string(column)}}, {}};
}

void WriteIssue(const Issue& issue, std::string_view column, wire::Writer* out) {
  out->Text(issue.code);
  out->Text(column);
  out->Count(static_cast<uint64_t>(issue.count));
  out->Count(issue.samples.size());
  for (const Sample& sample : issue.samples) {
    out->Count(static_cast<uint64_t>(sample.row + 1));
    out->Text(sample.column);
    out->Text(sample.text);
  }
}

Finding ReadFinding(wire::Reader* in) {
  Finding finding;
  finding.issue.code = in->Text();
  finding.column = in->Text();
  finding.issue.count = static_cast<int64_t>(in->Count());
  finding.issue.samples.resize(std::min(in->Size(), Issue::kMaxSamples));
  for (Sample& sample : finding.issue.samples) {
    sample.row = static_cast<int64_t>(in->Count()) - 1;
    sample.column = in->Text();
    sample.text = in->Text();
  }
  return finding;
}

// Adds counts and, while there is room, samples; rows below the header count on
// from the lines of the source.
void AddTo(Issue* issue, const Issue& later, int64_t header, int64_t lines) {
  issue->count += later.count;
  for (const Sample& sample : later.samples) {
    if (issue->samples.size() >= Issue::kMaxSamples) return;
    issue->samples.push_back(sample);
    if (sample.row > header) issue->samples.back().row += lines;
  }
}

void Join(std::vector<Finding>* findings, const std::vector<Finding>& later, int64_t header,
          int64_t lines) {
  for (const Finding& finding : later) {
    // The head of the file stands before every part, but only once in the file.
    const std::vector<Sample>& samples = finding.issue.samples;
    if (!samples.empty() && samples.back().row >= 0 && samples.back().row <= header) continue;
    auto same = std::find_if(findings->begin(), findings->end(), [&](const Finding& known) {
      return known.issue.code == finding.issue.code && known.column == finding.column;
    });
    if (same == findings->end()) {
      findings->push_back({{finding.issue.code, 0, {}, {}}, finding.column});
      same = findings->end() - 1;
    }
    AddTo(&same->issue, finding.issue, header, lines);
  }
}

// The facts of a part that a join needs, beside its table.
struct Facts {
  int64_t header = 0, lines = 0, read = 0, used = 0;
  std::vector<ColumnReport> columns;
  std::vector<Finding> excluded, repairs, warnings;
};

// Of a column as such rather than of some of its rows.
bool IsOfColumn(const Finding& finding) {
  const std::vector<Sample>& samples = finding.issue.samples;
  return !samples.empty() && samples.front().row < 0;
}

bool NeedsTheWhole(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    const std::string& code = finding.issue.code;
    return IsOfColumn(finding) || code == codes::kTotalRow || code == codes::kTotalDisagrees ||
           code == codes::kRatioDisagrees || !finding.issue.args.empty();
  });
}

bool SameStyle(const std::string& a, const std::string& b) {
  return a == b || a.empty() || b.empty();
}

}  // namespace

std::vector<uint8_t> PartToBytes(const Source& source) {
  wire::Writer out;
  for (const uint8_t byte : kMagic) out.Byte(byte);
  const bool open = source.suspects || !source.questions.empty() || source.tables.size() > 1 ||
                    NeedsTheWhole(source.warnings) || NeedsTheWhole(source.repairs);
  out.Byte(open ? 1 : 0);
  for (const int64_t count : {source.header_row, source.lines, source.rows_read, source.rows_used}) {
    out.Count(static_cast<uint64_t>(count));
  }
  out.Count(source.columns.size());
  for (const ColumnReport& column : source.columns) {
    for (const std::string* text :
         {&column.name, &column.role, &column.type, &column.unit, &column.numbers, &column.dates}) {
      out.Text(*text);
    }
    out.Count(static_cast<uint64_t>(column.nulls));
  }
  out.Count(source.excluded.size());
  for (const Issue& issue : source.excluded) WriteIssue(issue, "", &out);
  for (const std::vector<Finding>* findings : {&source.repairs, &source.warnings}) {
    out.Count(findings->size());
    for (const Finding& finding : *findings) WriteIssue(finding.issue, finding.column, &out);
  }
  table::Write(source.table, &out);
  return std::move(out).Take();
}

Result<bool> JoinPart(const uint8_t* bytes, size_t size, Source* source) {
  const Error bad{std::string(codes::kStateBadFormat), {}, {}, {}};
  wire::Reader in(bytes, size);
  for (const uint8_t byte : kMagic) {
    if (in.Byte() != byte) return bad;
  }
  const bool open = in.Byte() != 0;
  Facts later;
  for (int64_t* count : {&later.header, &later.lines, &later.read, &later.used}) {
    *count = static_cast<int64_t>(in.Count());
  }
  later.columns.resize(in.Size());
  for (ColumnReport& column : later.columns) {
    for (std::string* text :
         {&column.name, &column.role, &column.type, &column.unit, &column.numbers, &column.dates}) {
      *text = in.Text();
    }
    column.nulls = static_cast<int64_t>(in.Count());
  }
  for (std::vector<Finding>* list : {&later.excluded, &later.repairs, &later.warnings}) {
    list->resize(in.Size());
    for (Finding& finding : *list) finding = ReadFinding(&in);
  }
  if (!in.ok()) return bad;
  Result<table::Table> table = table::Read(&in);
  if (!table.ok()) return std::move(table).error();
  if (!in.AtEnd()) return bad;

  if (open || source->suspects || !source->questions.empty() || source->tables.size() > 1 ||
      later.header != source->header_row || NeedsTheWhole(later.excluded)) {
    return Differs("");
  }
  for (const Issue& issue : source->excluded) {
    if (issue.code == codes::kTotalRow) return Differs("");
  }
  for (const std::vector<Finding>* known : {&source->repairs, &source->warnings}) {
    for (const Finding& finding : *known) {
      if (IsOfColumn(finding) || finding.issue.code == codes::kRatioDisagrees) {
        return Differs(finding.column);
      }
    }
  }
  // What only a later part shows would stand elsewhere in the list of the whole file.
  for (const Finding& finding : later.repairs) {
    const auto known = [&](const Finding& one) {
      return one.issue.code == finding.issue.code && one.column == finding.column;
    };
    const std::vector<Sample>& samples = finding.issue.samples;
    const bool of_head = !samples.empty() && samples.back().row >= 0 && samples.back().row <= later.header;
    if (!of_head && std::none_of(source->repairs.begin(), source->repairs.end(), known)) return Differs(finding.column);
  }
  if (later.columns.size() != source->columns.size()) return Differs("");
  for (size_t i = 0; i < later.columns.size(); ++i) {
    const ColumnReport& a = source->columns[i];
    const ColumnReport& b = later.columns[i];
    if (a.name != b.name || a.role != b.role || a.type != b.type || a.unit != b.unit ||
        !SameStyle(a.numbers, b.numbers) || !SameStyle(a.dates, b.dates)) {
      return Differs(a.name);
    }
  }
  const int64_t shift = source->lines - later.header;
  Result<bool> joined = table::Join(*table, shift, &source->table);
  if (!joined.ok()) return std::move(joined).error();

  for (size_t i = 0; i < later.columns.size(); ++i) {
    ColumnReport& column = source->columns[i];
    column.nulls += later.columns[i].nulls;
    if (column.numbers.empty()) column.numbers = later.columns[i].numbers;
    if (column.dates.empty()) column.dates = later.columns[i].dates;
  }
  for (const Finding& finding : later.excluded) {
    AddTo(&IssueOf(finding.issue.code, &source->excluded), finding.issue, later.header, shift);
  }
  Join(&source->repairs, later.repairs, later.header, shift);
  Join(&source->warnings, later.warnings, later.header, shift);
  source->rows_read += later.read;
  source->rows_used += later.used;
  source->lines += later.lines - later.header;
  // A style that only the later rows prove.
  source->learned = LearnedFrom(source->columns, source->questions);
  return true;
}

}  // namespace mittari::ingest
