#include "ingest/reader.h"

#include <algorithm>
#include <utility>

#include "base/codes.gen.h"
#include "base/utf8.h"
#include "csv/dialect.h"
#include "csv/encoding.h"
#include "csv/tokenizer.h"
#include "csv/unwrap.h"
#include "ingest/facts.h"
#include "ingest/layout.h"
#include "ingest/row_taker.h"
#include "ingest/settle.h"
#include "locale/header.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
namespace {

constexpr size_t kPrefixBytes = 256 * 1024;
constexpr size_t kMostPrefixBytes = size_t{34} << 20;  // beyond the limit of a row in UTF-16
constexpr size_t kPrefixRows = 3000;
constexpr size_t kMostColumns = 8192;

Error Fail(std::string_view code) { return Error{std::string(code), {}, {}, {}}; }

// Keeps the first rows for a look.
class PrefixSink : public csv::RowSink {
 public:
  explicit PrefixSink(std::vector<PrefixRow>* rows) : rows_(rows) {}
  bool OnRow(const csv::Row& row) override {
    PrefixRow copy;
    copy.line = row.line;
    copy.cells.reserve(row.size);
    for (size_t i = 0; i < row.size; ++i) {
      copy.cells.emplace_back(row.fields[i]);
      copy.nonblank += IsBlankCell(row.fields[i]) ? 0 : 1;
    }
    rows_->push_back(std::move(copy));
    return rows_->size() < kPrefixRows;
  }

 private:
  std::vector<PrefixRow>* rows_;
};

csv::Limits LimitsOfRows() {
  csv::Limits limits;
  limits.columns = kMostColumns;
  return limits;
}

bool IsSepLine(const PrefixRow& row) {
  return row.line == 1 && !row.cells.empty() && row.cells[0].size() <= 5 &&
         row.cells[0].compare(0, 4, "sep=") == 0;
}

std::string Line(const PrefixRow& row) {
  std::string text;
  for (const std::string& cell : row.cells) {
    if (IsBlankCell(cell)) continue;
    if (!text.empty()) text += ", ";
    text += utf8::Trim(cell);
  }
  return text;
}

// "Start date: 20250101" and "End date: 20251231" on two lines make one period.
std::optional<locale::DateRange> PeriodOf(const std::vector<std::string>& lines) {
  std::string start, end;
  for (const std::string& line : lines) {
    const std::optional<locale::DateRange> range = locale::FindDateRange(line);
    if (!range) continue;
    const std::vector<std::string> words = locale::Tokens(locale::FoldPlain(line));
    auto has = [&words](std::initializer_list<std::string_view> list) {
      for (const std::string& word : words) {
        const std::string bare = word.back() == ':' ? word.substr(0, word.size() - 1) : word;
        if (std::find(list.begin(), list.end(), bare) != list.end()) return true;
      }
      return false;
    };
    // "20150416-20150416": nothing but the two days, which may be one.
    const bool bare = std::none_of(line.begin(), line.end(), [](char c) {
      return c != ' ' && c != '-' && c != '/' && c != '.' && (c < '0' || c > '9');
    });
    if (range->last > range->first || (bare && line.size() >= 16)) return range;
    if (has({"start", "from", "since", "baslangic", "alku", "von", "desde", "inicio"})) start = line;
    if (has({"end", "to", "until", "bitis", "loppu", "bis", "hasta", "fim", "fin"})) end = line;
  }
  if (start.empty() || end.empty()) return std::nullopt;
  const locale::DateRange first = *locale::FindDateRange(start), last = *locale::FindDateRange(end);
  if (last.last < first.first) return std::nullopt;
  return locale::DateRange{first.first, last.last};
}

// The channel that an advertising or mail platform's export is of.
std::string ChannelOf(std::string_view profile) {
  static constexpr std::pair<std::string_view, std::string_view> kChannels[] = {
      {"google_ads", "Google Ads"}, {"microsoft_ads", "Microsoft Ads"}, {"meta", "Meta Ads"},
      {"linkedin", "LinkedIn Ads"}, {"tiktok", "TikTok Ads"},           {"x_ads", "X Ads"},
      {"search_console", "Organic search"}, {"mailchimp", "Email"},     {"klaviyo", "Email"}};
  for (const auto& [known, channel] : kChannels) {
    if (known == profile) return std::string(channel);
  }
  return {};
}

bool StoresNumbers(const schema::ColumnMeaning& meaning, schema::ColumnFacts::Kind kind) {
  using Kind = schema::ColumnFacts::Kind;
  if (meaning.type == "id" || meaning.type == "text" || meaning.type == "date" || meaning.type == "boolean") {
    return false;
  }
  // What a person named a measure is read as numbers, whatever it looks like.
  return kind == Kind::kNumber || (meaning.why == "user" && kind != Kind::kBlank);
}

}  // namespace

struct Reader::State {
  State(std::string name, Settings given) : settings(std::move(given)) { source.name = std::move(name); }

  Settings settings;
  Source source;
  std::optional<Error> error;
  std::string buffer;  // bytes not yet looked at
  size_t wanted = kPrefixBytes;
  bool reading = false;  // rows stream
  int64_t bytes = 0;

  csv::Dialect dialect;
  std::unique_ptr<csv::Decoder> decoder;
  std::unique_ptr<csv::Tokenizer> tokenizer;
  std::unique_ptr<RowTaker> rows;
  std::unique_ptr<csv::Unwrap> unwrap;
  csv::RowSink& sink() { return unwrap ? static_cast<csv::RowSink&>(*unwrap) : *rows; }

  bool Start(std::string_view prefix, bool complete, bool last_try);
  bool ChooseEncoding(std::string_view prefix, bool complete, csv::Encoding* encoding);
  void ChooseDialect(std::string_view text, bool complete);
  bool ReadPrefix(std::string_view text, bool complete, std::vector<PrefixRow>* held);
  bool MakeRows(const std::vector<PrefixRow>& held, bool complete);
  void Stream(std::string_view chunk);
  void Report();
  void Keep(const Issue& issue, std::vector<Finding>* list, std::string column = {});
};

void Reader::State::Keep(const Issue& issue, std::vector<Finding>* list, std::string column) {
  if (issue.count > 0) list->push_back({issue, std::move(column)});
}

bool Reader::State::ChooseEncoding(std::string_view prefix, bool complete, csv::Encoding* encoding) {
  const std::vector<csv::EncodingGuess> guesses = csv::GuessEncoding(prefix, complete);
  *encoding = settings.encoding.value_or(guesses.front().encoding);
  source.encoding = std::string(csv::Name(*encoding));
  if (settings.encoding || guesses.front().sure || guesses.size() < 2) return true;
  if (const std::string* answer = settings.Answer(codes::kEncodingUnsure, "")) {
    if (const auto named = csv::EncodingFromName(*answer)) {
      *encoding = *named;
      source.encoding = std::string(csv::Name(*named));
      return true;
    }
  }
  Question question;
  question.code = std::string(codes::kEncodingUnsure);
  size_t at = 0;
  while (at < prefix.size() && static_cast<unsigned char>(prefix[at]) < 0x80) ++at;
  const std::string_view near = prefix.substr(at > 20 ? at - 20 : 0, 60);
  for (size_t i = 0; i < 2; ++i) {
    csv::Decoder preview(guesses[i].encoding);
    std::string text;
    preview.Decode(near, &text);
    question.choices.push_back({std::string(csv::Name(guesses[i].encoding)), {{"text", text}}});
  }
  question.likelier = question.choices.front().id;
  source.questions.push_back(std::move(question));
  return true;
}

void Reader::State::ChooseDialect(std::string_view text, bool complete) {
  const std::vector<csv::DialectCandidate> candidates = csv::GuessDialect(text, complete);
  dialect = candidates.front().dialect;
  if (settings.delimiter && dialect.delimiter != *settings.delimiter) {
    dialect.delimiter = *settings.delimiter;
    dialect.wrapped = false;
    for (const csv::DialectCandidate& candidate : candidates) {
      if (candidate.dialect.delimiter == *settings.delimiter) dialect = candidate.dialect;
    }
  }
  source.delimiter = dialect.delimiter;
  source.quote = dialect.quote;
}

// False where no row ends within the prefix, or with `error` set.
bool Reader::State::ReadPrefix(std::string_view text, bool complete, std::vector<PrefixRow>* held) {
  PrefixSink keeper(held);
  csv::Unwrap inner(dialect, keeper);
  csv::RowSink& target = dialect.wrapped ? static_cast<csv::RowSink&>(inner) : keeper;
  csv::Tokenizer reader(dialect, LimitsOfRows());
  reader.Feed(text, target);
  if (reader.error()) {
    error = reader.error();
    return false;
  }
  if (complete && held->size() < kPrefixRows) {
    const Result<bool> end = reader.Finish(target);
    if (!end.ok()) {
      error = end.error();
      return false;
    }
  }
  source.newline = std::string(csv::Name(reader.dominant_newline()));
  return true;
}

bool Reader::State::Start(std::string_view prefix, bool complete, bool last_try) {
  if (prefix.empty()) {
    error = Fail(codes::kInputEmpty);
    return false;
  }
  const std::string kind = settings.encoding ? std::string() : csv::SniffKind(prefix);
  if (!kind.empty()) {
    error = kind == "binary" ? Fail(codes::kInputBinary) : Fail(codes::kInputUnsupported);
    if (kind != "binary") error->args = {{"kind", kind}};
    return false;
  }
  csv::Encoding encoding = csv::Encoding::kUtf8;
  source.questions.clear();
  ChooseEncoding(prefix, complete, &encoding);
  csv::Decoder look(encoding);
  std::string text;
  look.Decode(prefix, &text);
  if (complete) look.Finish(&text);
  if (utf8::Trim(text).empty() && complete) {
    error = Fail(codes::kInputEmpty);
    return false;
  }
  ChooseDialect(text, complete);
  std::vector<PrefixRow> held;
  if (!ReadPrefix(text, complete, &held)) return false;
  size_t filled = 0;
  for (const PrefixRow& row : held) filled += row.nonblank > 0 ? 1 : 0;
  if (!complete && filled < 4 && !last_try) return true;  // look at more
  if (!MakeRows(held, complete)) return false;
  decoder = std::make_unique<csv::Decoder>(encoding);
  tokenizer = std::make_unique<csv::Tokenizer>(dialect, LimitsOfRows());
  if (dialect.wrapped) unwrap = std::make_unique<csv::Unwrap>(dialect, *rows);
  reading = true;
  return true;
}

bool Reader::State::MakeRows(const std::vector<PrefixRow>& all, bool complete) {
  std::vector<PrefixRow> held = all;
  if (!held.empty() && IsSepLine(held.front())) held.erase(held.begin());
  const bool whole = complete && all.size() < kPrefixRows;
  Layout layout = FindLayout(held, whole, settings);
  if (layout.best < 0) {
    error = Fail(codes::kInputNoTable);
    return false;
  }
  TableSpan span = layout.tables[layout.best];
  if (layout.header_guessed) {
    const std::string* answer = settings.Answer(codes::kHeaderNone, "");
    if (answer != nullptr && *answer == "header") {
      span.header = static_cast<int>(span.first++);
      span.width = std::max(span.width, held[span.header].cells.size());
    } else if (answer == nullptr) {
      Question question;
      question.code = std::string(codes::kHeaderNone);
      question.choices = {{"data", {{"rows", static_cast<int64_t>(span.rows())}}},
                          {"header", {{"rows", static_cast<int64_t>(span.rows()) - 1}}}};
      question.likelier = "data";
      source.questions.push_back(std::move(question));
    }
  }
  if (span.rows() == 0 && (whole || static_cast<size_t>(layout.best) + 1 < layout.tables.size())) {
    error = Fail(codes::kInputHeaderOnly);
    error->at.row = held[span.header].line;
    error->args = {{"header_row", held[span.header].line}};
    return false;
  }
  const size_t top = span.header >= 0 ? static_cast<size_t>(span.header) : span.first;
  const size_t from = layout.best > 0 ? layout.tables[layout.best - 1].end : 0;
  Issue preamble{std::string(codes::kPreamble), 0, {}, {}};
  Issue comments{std::string(codes::kCommentRow), 0, {}, {}};
  for (size_t i = from; i < top; ++i) {
    if (held[i].nonblank == 0) continue;
    const std::string line = Line(held[i]);
    (line[0] == '#' ? comments : preamble).Add(held[i].line, {}, line);
    std::string_view bare = line;
    while (!bare.empty() && (bare[0] == '#' || bare[0] == ' ' || bare[0] == '-')) bare.remove_prefix(1);
    if (!bare.empty() && source.preamble.size() < 40) source.preamble.emplace_back(bare);
  }
  Keep(preamble, &source.repairs);
  Keep(comments, &source.repairs);
  source.period = PeriodOf(source.preamble);

  std::vector<std::string> header;
  if (span.header >= 0) header = held[span.header].cells;
  source.header_row = span.header >= 0 ? held[span.header].line : 0;
  if (span.width > kMostColumns) {
    error = Fail(codes::kInputTooManyColumns);
    error->args = {{"columns", static_cast<int64_t>(span.width)}, {"limit", static_cast<int64_t>(kMostColumns)}};
    return false;
  }
  std::vector<size_t> renamed;
  const std::vector<std::string> names = NameColumns(header, span.width, &renamed);
  if (span.header >= 0 && !renamed.empty()) {
    Issue issue{std::string(codes::kHeaderRenamed), 0, {}, {}};
    for (size_t i : renamed) issue.Add(source.header_row, names[i], i < header.size() ? header[i] : "");
    Keep(issue, &source.repairs);
  }

  // What the cells look like, without rows that are plainly no data.
  std::vector<FactsFinder> finders(span.width);
  for (size_t r = span.first; r < span.end; ++r) {
    const PrefixRow& row = held[r];
    if (row.nonblank == 0 || (row.nonblank == 1 && span.width >= 3)) continue;
    size_t first = 0;
    while (IsBlankCell(row.cells[first])) ++first;
    if (schema::Vocabulary::Builtin().IsTotal(row.cells[first])) continue;
    if (span.header >= 0 && row.cells == header) continue;
    for (size_t c = 0; c < span.width && c < row.cells.size(); ++c) finders[c].Add(row.cells[c]);
  }
  int point = 0, comma = 0;
  for (const FactsFinder& finder : finders) {
    const locale::NumberStyle style = finder.ProvenStyle();
    point += style != locale::NumberStyle::kUnknown && !locale::HasCommaDecimal(style);
    comma += locale::HasCommaDecimal(style);
  }
  const locale::NumberStyle usual = settings.numbers != locale::NumberStyle::kUnknown ? settings.numbers
                                    : comma > 0 && point == 0 ? locale::NumberStyle::kComma
                                    : point > 0 && comma == 0 ? locale::NumberStyle::kPoint
                                                              : locale::NumberStyle::kUnknown;
  std::vector<schema::ColumnFacts> facts;
  for (size_t c = 0; c < span.width; ++c) facts.push_back(finders[c].Finish(names[c], usual));
  schema::MapOptions options{settings.table, settings.map, settings.answers, settings.currency};
  Result<schema::Mapping> mapped = schema::MapColumns(facts, options);
  if (!mapped.ok()) {
    error = mapped.error();
    return false;
  }
  schema::Mapping& mapping = mapped.value();
  source.profile = mapping.profile;

  std::vector<ColumnReader> columns(span.width);
  for (size_t c = 0; c < span.width; ++c) {
    ColumnReader& column = columns[c];
    column.name = names[c];
    column.position = static_cast<int>(c);
    column.meaning = mapping.columns[c];
    column.kind = facts[c].kind;
    column.number = StoresNumbers(column.meaning, column.kind);
    column.keep_bounds = settings.IsOff(codes::kBoundValue);
    const locale::NumberStyle proven = finders[c].ProvenStyle();
    if (column.number && proven != locale::NumberStyle::kUnknown) {
      column.style = proven;
      column.settled = true;
    }
  }
  for (const schema::MeaningQuestion& asked : mapping.questions) {
    Question question;
    question.code = asked.code;
    question.column = names[asked.column];
    for (const std::string& choice : asked.choices) question.choices.push_back({choice, {{"role", choice}}});
    question.likelier = asked.likelier;
    source.questions.push_back(std::move(question));
  }
  Finding rates{{std::string(codes::kRatioIgnored), 0, {}, {}}, {}};
  for (const schema::MeaningNote& note : mapping.notes) {
    if (note.code == codes::kRatioIgnored) {
      rates.issue.Add(source.header_row, names[note.column], names[note.column]);
      continue;
    }
    Finding finding{{note.code, 1, {}, note.args}, names[note.column]};
    source.warnings.push_back(std::move(finding));
  }
  Keep(rates.issue, &source.repairs);

  int64_t end_line = 0;
  if (static_cast<size_t>(layout.best) + 1 < layout.tables.size()) {
    const TableSpan& next = layout.tables[layout.best + 1];
    end_line = held[next.header >= 0 ? static_cast<size_t>(next.header) : next.first].line;
    for (size_t i = span.end; i < held.size(); ++i) {
      if (held[i].nonblank > 0) {
        end_line = held[i].line;  // its title line, where it has one
        break;
      }
    }
  }
  if (layout.tables.size() > 1) {
    for (const TableSpan& table : layout.tables) {
      source.tables.push_back({table.name, table.header >= 0 ? held[table.header].line : 0,
                               static_cast<int64_t>(table.rows()), static_cast<int64_t>(table.width)});
    }
  } else {
    source.tables.push_back({span.name, source.header_row, 0, static_cast<int64_t>(span.width)});
  }
  header.resize(std::min(header.size(), span.width));
  const int64_t first_line = span.header >= 0 ? source.header_row + 1
                             : span.first < held.size() ? held[span.first].line : 1;
  source.table = table::Table(mapping.table, {}, 0);
  rows = std::make_unique<RowTaker>(settings, std::move(header), first_line, end_line, std::move(columns));
  return true;
}

void Reader::State::Stream(std::string_view chunk) {
  const std::string_view text = decoder->DecodeView(chunk);
  tokenizer->Feed(text, sink());
  if (tokenizer->error()) error = tokenizer->error();
}

Reader::Reader(std::string name, Settings settings)
    : state_(std::make_unique<State>(std::move(name), std::move(settings))) {}
Reader::~Reader() = default;

int64_t Reader::rows() const { return state_->rows ? static_cast<int64_t>(state_->rows->rows()) : 0; }
int64_t Reader::bytes() const { return state_->bytes; }

bool Reader::Feed(std::string_view bytes) {
  State& state = *state_;
  if (state.error) return false;
  state.bytes += static_cast<int64_t>(bytes.size());
  if (state.reading) {
    state.Stream(bytes);
    return !state.error;
  }
  state.buffer.append(bytes);
  while (!state.reading && !state.error && state.buffer.size() >= state.wanted) {
    state.Start(std::string_view(state.buffer).substr(0, state.wanted), false,
                state.wanted >= kMostPrefixBytes);
    if (!state.reading) state.wanted *= 2;
  }
  if (state.reading && !state.error) {
    state.Stream(state.buffer);
    state.buffer = std::string();
  }
  return !state.error;
}

Result<Source> Reader::Finish() {
  State& state = *state_;
  auto fail = [&state]() {
    Error error = *state.error;
    error.file = state.source.name;
    return error;
  };
  if (!state.error && !state.reading) {
    state.Start(state.buffer, true, true);
    if (!state.error) {
      state.Stream(state.buffer);
      state.buffer = std::string();
    }
  }
  if (state.error) return fail();
  std::string tail;
  state.decoder->Finish(&tail);
  if (!tail.empty()) state.tokenizer->Feed(tail, state.sink());
  const Result<bool> end = state.tokenizer->Finish(state.sink());
  if (!end.ok()) {
    state.error = end.error();
    return fail();
  }
  state.source.newline = std::string(csv::Name(state.tokenizer->dominant_newline()));
  state.Report();
  if (state.error) return fail();
  return std::move(state.source);
}

void Reader::State::Report() {
  rows->End();
  SettleNumbers(settings, rows.get(), &source);
  SettleTotals(settings, rows.get(), &source);
  SettleLateColumns(rows.get());
  SettleNumbers(settings, rows.get(), &source);  // those that came late
  SettleUnits(settings, rows.get(), &source);
  CheckRates(*rows, &source);
  SettleDates(settings, rows.get(), &source);
  const std::string currency = SettleCurrency(settings, rows.get(), &source);
  if (rows->rows() == 0 && rows->excluded() == 0) {
    error = Fail(codes::kInputHeaderOnly);
    error->at.row = source.header_row;
    error->args = {{"header_row", source.header_row}};
    return;
  }

  source.rows_used = static_cast<int64_t>(rows->rows());
  source.rows_read = source.rows_used + rows->excluded();
  for (const Issue* issue : {&rows->totals, &rows->footers, &rows->repeated, &rows->comments}) {
    if (issue->count > 0) source.excluded.push_back(*issue);
  }
  if (decoder->invalid_count() > 0) {
    Issue invalid{std::string(codes::kEncodingInvalid), decoder->invalid_count(), {},
                  {{"byte", decoder->invalid_places().front().byte}}};
    source.repairs.push_back({std::move(invalid), {}});
  }
  for (const Issue* issue : {&rows->blank_rows, &rows->short_rows, &rows->long_rows, &rows->stray_quotes}) {
    Keep(*issue, &source.repairs);
  }
  Keep(rows->duplicates, &source.warnings);
  if (source.tables.size() == 1) source.tables[0].rows = source.rows_used;
  for (TableReport& table : rows->more_tables) source.tables.push_back(std::move(table));
  if (source.tables.size() < 2) source.tables.clear();

  // One record for cells of a kind in all columns: the page shows them together.
  Issue blanks{std::string(codes::kBlankToken), 0, {}, {}}, reread{std::string(codes::kNumberReread), 0, {}, {}};
  for (ColumnReader& column : rows->columns()) {
    for (auto [from, into] : {std::pair{&column.blanks, &blanks}, std::pair{&column.reread, &reread}}) {
      into->count += from->count;
      for (const Sample& sample : from->samples) {
        if (into->samples.size() < Issue::kMaxSamples) into->samples.push_back(sample);
      }
    }
    for (const Issue* issue : {&column.not_number, &column.bounds, &column.errors}) {
      Keep(*issue, &source.repairs, column.name);
    }
    Keep(column.negative, &source.warnings, column.name);
    if (!column.meaning.computed) Keep(column.precision, &source.warnings, column.name);
  }
  Keep(blanks, &source.repairs);
  Keep(reread, &source.repairs);

  std::vector<table::Column> columns;
  const size_t count = rows->rows();
  std::vector<ColumnReader>& readers = rows->columns();
  // Columns without header at the end come from delimiters that close each line.
  while (!readers.empty() && readers.back().kind == schema::ColumnFacts::Kind::kBlank && !readers.back().number &&
         readers.back().texts.distinct() == 0 && readers.back().name.compare(0, 7, "Column ") == 0) {
    readers.pop_back();
  }
  for (ColumnReader& reader : readers) {
    if (!currency.empty() && reader.meaning.currency.empty() && reader.meaning.type == "money") {
      reader.meaning.currency = currency;
      reader.meaning.unit = currency;
    }
    ColumnReport report;
    report.name = reader.name;
    report.role = reader.meaning.role;
    report.measure = reader.meaning.measure;
    report.type = reader.meaning.type;
    report.unit = reader.meaning.unit;
    report.metric = reader.meaning.metric;
    report.zone = reader.meaning.zone;
    report.suggestion = reader.meaning.suggestion;
    report.why = reader.meaning.why;
    report.confidence = std::string(locale::Name(reader.meaning.confidence));
    if (reader.number) report.numbers = std::string(locale::Name(reader.style));
    report.dates = std::string(locale::Name(reader.order));
    columns.push_back(FinishColumn(std::move(reader), &source));
    report.nulls = static_cast<int64_t>(columns.back().null_count());
    source.columns.push_back(std::move(report));
  }
  table::Table table(source.table.kind(), std::move(columns), count);
  table.SetCurrency(currency);
  table.SetLines(std::move(rows->line_runs));
  if (source.period) table.SetPeriod({source.period->first, source.period->last});
  if (!settings.channel.empty()) {
    table.SetConstant("channel", settings.channel);
  } else if (table.FindRole("channel") == nullptr) {
    const std::string channel = ChannelOf(source.profile);
    if (!channel.empty()) table.SetConstant("channel", channel);
  }
  source.table = std::move(table);
  source.first_rows = std::move(rows->first_rows);
  rows.reset();
}

}  // namespace mittari::ingest
