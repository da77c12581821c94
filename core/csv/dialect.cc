#include "csv/dialect.h"

#include <algorithm>
#include <cstdio>
#include <optional>

#include "base/utf8.h"
#include "csv/cell_shape.h"
#include "csv/tokenizer.h"

namespace mittari::csv {
namespace {

using std::string_view;

constexpr size_t kMaxRows = 2000;   // looked at for widths
constexpr size_t kShapedRows = 60;  // looked at for shapes
constexpr size_t kShapedColumns = 60;
constexpr size_t kLongCell = 4096;   // a cell that is open for longer was not meant,
constexpr int64_t kTall = 8;         // if it runs over more lines than these
constexpr double kOneColumn = 0.12;  // what a delimiter has to beat

struct RowFacts {
  size_t size = 0;
  bool stray = false;       // text around a quoted cell
  int64_t lines = 1;        // up to the next row
  bool one_quoted = false;  // a single cell in quotes
};

// Counts the widths of rows and keeps the shapes of some.
class Survey : public RowSink {
 public:
  explicit Survey(char delimiter) : delimiter_(delimiter) {}

  bool OnRow(const Row& row) override {
    if (!rows.empty()) rows.back().lines = row.line - last_line_;
    last_line_ = row.line;
    size_t size = row.size;
    bool blank = true;
    for (size_t i = 0; i < size && blank; ++i) blank = utf8::Trim(row.fields[i]).empty();
    if (blank) return true;
    rows.push_back(
        {size, row.stray_quote && row.any_quoted, 1, size == 1 && (row.quoted_mask & 1) != 0});
    if (shapes.size() < kShapedRows || rows.size() % 16 == 0) {
      double sum = 0;
      size_t number_pairs = 0;
      const size_t columns = std::min(size, kShapedColumns);
      for (size_t i = 0; i < columns; ++i) {
        const bool quoted = i < 64 && ((row.quoted_mask >> i) & 1) != 0;
        sum += quoted ? 1 : CellShape(row.fields[i], delimiter_);
        number_pairs += !quoted && IsNumberShape(row.fields[i]) ? 1 : 0;
      }
      shapes.push_back({size, sum / static_cast<double>(columns), number_pairs == columns});
    }
    return rows.size() < kMaxRows;
  }

  struct Shape {
    size_t size;
    double value;
    bool numbers;  // nothing but numbers
  };
  std::vector<RowFacts> rows;
  std::vector<Shape> shapes;

 private:
  char delimiter_;
  int64_t last_line_ = 0;
};

struct Width {
  size_t columns = 1;
  double consistency = 0;
  size_t rows = 0;  // of that width
};

// The share of rows of width `columns`: within the table a shorter or longer
// row counts for a part, around it (title lines, footers) against it a little.
Width WidthOf(const std::vector<RowFacts>& rows, size_t columns) {
  size_t first = rows.size(), last = 0, exact = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].size != columns) continue;
    first = std::min(first, i);
    last = i;
    ++exact;
  }
  if (exact == 0) return {};
  double support = 0;
  for (size_t i = first; i <= last; ++i) {
    const size_t size = rows[i].size;
    if (size == columns) {
      support += 1;
    } else if (size > 1 && size + 2 >= columns && size <= columns + 2) {
      support += 0.6;
    } else if (size > 1) {
      support += 0.3;
    }
  }
  const double outside = static_cast<double>(first + (rows.size() - 1 - last));
  const double inside = static_cast<double>(last - first + 1);
  return {columns, support / (inside + 0.3 * std::min(outside, 10.0) + 0.02 * outside), exact};
}

Width BestWidth(const std::vector<RowFacts>& rows) {
  std::vector<size_t> sizes;
  for (const RowFacts& row : rows) {
    if (row.size > 1) sizes.push_back(row.size);
  }
  std::sort(sizes.begin(), sizes.end());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  if (sizes.size() > 64) sizes.resize(64);
  Width best;
  double most = 0;
  for (const size_t columns : sizes) {
    const Width width = WidthOf(rows, columns);
    const double value = width.consistency * (1 - 1 / static_cast<double>(columns)) *
                         (static_cast<double>(width.rows) + 1) /
                         (static_cast<double>(width.rows) + 1.5);
    if (value > most) {
      most = value;
      best = width;
    }
  }
  return best;
}

double Prior(char delimiter) {
  switch (delimiter) {
    case ',':
    case ';':
    case '\t':
      return 1;
    case '|':
      return 0.95;
    case '^':
    case '~':
    case '\x1F':
      return 0.8;
    default:
      return 0.45;  // ':' stands in times and preambles
  }
}

struct Trial {
  DialectCandidate candidate;
  bool open = false;  // a quote is never closed
};

Trial Try(string_view text, bool complete, const Dialect& dialect) {
  Survey survey(dialect.delimiter);
  Tokenizer tokenizer(dialect, {.row_bytes = static_cast<int64_t>(kDialectBytes) * 2});
  tokenizer.Feed(text, survey);
  // The last row of a part of a text may be cut.
  double open_share = 0;
  bool open = false;
  if (const std::optional<Place> quote = tokenizer.open_quote()) {
    const size_t inside = text.size() - static_cast<size_t>(quote->byte);
    const string_view cell = text.substr(text.size() - inside);
    open = inside > kLongCell &&
           std::count(cell.begin(), cell.end(), '\n') + std::count(cell.begin(), cell.end(), '\r') >
               kTall;
    open_share = static_cast<double>(inside) / static_cast<double>(text.size());
  }
  if (complete || survey.rows.empty()) {
    // A first row that is longer than what is looked at: its cell may well end later.
    if (!complete && !open && tokenizer.open_quote()) {
      tokenizer.Feed(string_view(&dialect.quote, 1), survey);
    }
    const Result<bool> end = tokenizer.Finish(survey);
    open = !end.ok();
  }
  Trial trial;
  trial.candidate.dialect = dialect;
  trial.open = open;
  const std::vector<RowFacts>& rows = survey.rows;
  if (rows.empty()) return trial;

  const Width width = BestWidth(rows);
  trial.candidate.columns = static_cast<int>(width.columns);
  double shape = 0;
  size_t shaped = 0, numbers = 0;
  for (const Survey::Shape& row : survey.shapes) {
    if (row.size != width.columns) continue;
    shape += row.value;
    numbers += row.numbers;
    ++shaped;
  }
  shape = shaped == 0 ? 0.5 : shape / static_cast<double>(shaped);

  double score = 0;
  if (width.columns > 1) {
    score = width.consistency * (1 - 1 / static_cast<double>(width.columns)) * shape * shape *
            Prior(dialect.delimiter);
    // One column of decimal commas: every row falls in two numbers, the header does not.
    if (dialect.delimiter == ',' && width.columns == 2 && rows[0].size == 1 && numbers == shaped) {
      score *= 0.15;
    }
    // One column of times of day.
    if (dialect.delimiter == ':' && (rows[0].size == 1 || numbers == shaped)) score *= 0.15;
  }
  size_t stray = 0, tall = 0;
  for (const RowFacts& row : rows) {
    stray += row.stray;
    tall += row.lines > kTall;
  }
  const double n = static_cast<double>(rows.size());
  score *= 1 - 0.5 * static_cast<double>(stray) / n;
  score *= 1 - 0.7 * static_cast<double>(tall) / n;
  if (open) score *= complete ? 0.4 : 1 - 0.7 * open_share;
  trial.candidate.score = score;

  char evidence[96];
  std::snprintf(evidence, sizeof evidence, "columns=%zu rows=%zu/%zu typed=%.2f", width.columns,
                width.rows, rows.size(), shape);
  trial.candidate.evidence = evidence;
  return trial;
}

bool Contains(string_view text, string_view part) { return text.find(part) != string_view::npos; }

// Excel's first line `sep=;`, with or without quotes around.
std::optional<char> SepLine(string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  string_view line = text.substr(0, text.find_first_of("\r\n"));
  if (line.size() == text.size()) return std::nullopt;
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') {
    line = line.substr(1, line.size() - 2);
  }
  if (line.size() < 4 || (line[0] | 0x20) != 's' || (line[1] | 0x20) != 'e' ||
      (line[2] | 0x20) != 'p' || line[3] != '=') {
    return std::nullopt;
  }
  // A file saved again carries delimiters after it: "sep=;;;;".
  if (line.size() == 4) return ',';
  const char c = line[4];
  const bool rest_same = line.substr(4).find_first_not_of(c) == string_view::npos;
  const bool other = line.find_first_not_of(",;", 5) == string_view::npos;
  const auto code = static_cast<unsigned char>(c);
  const bool mark = code < 0x80 && c != '"' && c != '\'' && code != 0 &&
                    !((code | 0x20) >= 'a' && (code | 0x20) <= 'z') && !(c >= '0' && c <= '9');
  return mark && (rest_same || other) ? std::optional<char>(c) : std::nullopt;
}

// Cells that begin and end with ' beside a delimiter or a line end.
bool HasSingleQuotedCells(string_view text, char delimiter) {
  int opens = 0, closes = 0;
  const auto edge = [&](size_t i) {
    return i >= text.size() || text[i] == delimiter || text[i] == '\n' || text[i] == '\r';
  };
  for (size_t i = text.find('\''); i != string_view::npos; i = text.find('\'', i + 1)) {
    opens += i == 0 || edge(i - 1);
    closes += edge(i + 1);
  }
  return opens >= 2 && closes >= 2;
}

// A delimiter, blanks and a quote that closes again beside a delimiter or a line end.
bool HasSpaceBeforeQuote(string_view text, char delimiter) {
  const char open[] = {delimiter, ' ', '"'};
  return Contains(text, string_view(open, 3));
}

// The best reading with one delimiter.
DialectCandidate BestFor(string_view text, bool complete, char delimiter) {
  Dialect dialect;
  dialect.delimiter = delimiter;
  Trial best = Try(text, complete, dialect);
  const auto consider = [&](const Dialect& other, double at_least) {
    Trial trial = Try(text, complete, other);
    if (trial.candidate.score > best.candidate.score * at_least) best = trial;
  };
  const bool quotes = Contains(text, "\"");
  if (quotes && delimiter != ' ' && HasSpaceBeforeQuote(text, delimiter)) {
    Dialect spaced = best.candidate.dialect;
    spaced.space_before_quote = true;
    consider(spaced, 1.001);
  }
  if (quotes && delimiter != '\\' && Contains(text, "\\\"")) {
    Dialect escaped = best.candidate.dialect;
    escaped.escape = '\\';
    consider(escaped, 1.001);
  }
  if (HasSingleQuotedCells(text, delimiter)) {
    Dialect single = dialect;
    single.quote = '\'';
    consider(single, quotes ? 1.02 : 1.0);
  }
  if (quotes) {
    Dialect none = dialect;
    none.quote = 0;
    // Quotes that pair are quotes, even where the text reads as well without.
    consider(none, best.open ? 1.0 : 1.1);
  }
  return best.candidate;
}

// Rows that are one quoted cell each, with a row inside.
std::optional<DialectCandidate> Wrapped(string_view text, bool complete) {
  class Inner : public RowSink {
   public:
    bool OnRow(const Row& row) override {
      if (row.size == 0) return true;
      ++rows;
      if (row.size != 1 || (row.quoted_mask & 1) == 0 || row.stray_quote) return true;
      ++quoted;
      text.append(row.fields[0]);
      text.push_back('\n');
      return true;
    }
    size_t rows = 0, quoted = 0;
    std::string text;
  } inner;
  Tokenizer tokenizer{Dialect{.delimiter = '\x1F'}};
  tokenizer.Feed(text, inner);
  if (complete && !tokenizer.Finish(inner).ok()) return std::nullopt;
  // Title lines in quotes before a table are no wrapped rows.
  if (inner.quoted < 2 || inner.quoted * 10 < inner.rows * 9) return std::nullopt;
  std::optional<DialectCandidate> best;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    DialectCandidate candidate = BestFor(inner.text, true, delimiter);
    if (candidate.columns < 2) continue;
    candidate.dialect.wrapped = true;
    candidate.score *= 0.95;
    if (!best || candidate.score > best->score) best = candidate;
  }
  return best && best->score > 0.3 ? best : std::nullopt;
}

}  // namespace

std::vector<DialectCandidate> GuessDialect(string_view text, bool complete) {
  if (text.size() > kDialectBytes) {
    text = utf8::Shorten(text, kDialectBytes);
    complete = false;
  }
  std::vector<DialectCandidate> out;
  if (const std::optional<char> delimiter = SepLine(text)) {
    const size_t line = text.find_first_of("\r\n");
    DialectCandidate told = BestFor(text.substr(line), complete, *delimiter);
    told.dialect.sep_line = true;
    told.score = 1;
    told.evidence = "sep_line";
    out.push_back(told);
  }
  if (std::optional<DialectCandidate> wrapped = Wrapped(text, complete)) out.push_back(*wrapped);
  for (const char delimiter : {',', ';', '\t', '|', ':', '^', '~', '\x1F'}) {
    if (!Contains(text, string_view(&delimiter, 1))) continue;
    DialectCandidate candidate = BestFor(text, complete, delimiter);
    if (candidate.columns > 1) out.push_back(candidate);
  }
  DialectCandidate one;
  one.score = kOneColumn;
  one.evidence = "columns=1";
  out.push_back(one);
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  return out;
}

string_view Name(Newline newline) {
  switch (newline) {
    case Newline::kLf:
      return "lf";
    case Newline::kCrLf:
      return "crlf";
    case Newline::kCr:
      return "cr";
    case Newline::kMixed:
      return "mixed";
  }
  return "lf";
}

}  // namespace mittari::csv
