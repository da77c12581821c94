#include "ingest/reader.h"

#include <algorithm>
#include <utility>

#include "base/codes.gen.h"
#include "base/utf8.h"
#include "ingest/reader_state.h"

namespace mittari::ingest {
namespace {

constexpr size_t kPrefixBytes = 256 * 1024;
constexpr size_t kMostPrefixBytes = size_t{34} << 20;  // beyond the limit of a row in UTF-16

// Keeps the first rows for a look.
class PrefixSink : public csv::RowSink {
 public:
  explicit PrefixSink(std::vector<PrefixRow>* rows) : rows_(rows) {}
  bool OnRow(const csv::Row& row) override {
    rows_->push_back(CopyOf(row));
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

}  // namespace

Reader::State::State(std::string name, Settings given)
    : settings(std::move(given)), wanted(kPrefixBytes) {
  source.name = std::move(name);
}

bool Reader::State::ChooseEncoding(std::string_view prefix, bool complete,
                                   csv::Encoding* encoding) {
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
  const std::string* quote = settings.Answer(codes::kTableQuote, "");
  if (quote != nullptr && *quote == "unquoted") dialect.quote = 0;
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
  if (!MakeRows(std::move(held), complete)) return false;
  Stand(encoding);
  return true;
}

// Ready for the rows to stream.
void Reader::State::Stand(csv::Encoding encoding) {
  decoder = std::make_unique<csv::Decoder>(encoding);
  tokenizer = std::make_unique<csv::Tokenizer>(dialect, LimitsOfRows());
  if (dialect.wrapped) unwrap = std::make_unique<csv::Unwrap>(dialect, relay);
  reading = true;
}

// As rows have shown how many bytes one takes. A file may begin with rows unlike the rest, so that
// there is room for no more than sixteen times those that came; then it is thought over.
void Reader::State::MakeRoom() {
  constexpr size_t kAhead = 16, kFew = 131072;
  if (expected == 0 || !rows || rows->rows() < think_again) return;
  const double share = static_cast<double>(rows->rows()) / static_cast<double>(bytes);
  const auto all = static_cast<size_t>(share * 1.01 * static_cast<double>(std::max(expected, bytes)));
  const size_t most = std::max(rows->rows() * kAhead, kFew);
  rows->Expect(std::min(all, most));
  think_again = most / 4 * 3;
  if (all <= most) expected = 0;
}

void Reader::State::Stream(std::string_view chunk) {
  // A letter that the last cut split comes by itself, so that the rest is not copied.
  while (decoder->waiting() && chunk.size() > 1 && !error) {
    Take(decoder->DecodeView(chunk.substr(0, 1)));
    chunk.remove_prefix(1);
  }
  if (!error) Take(decoder->DecodeView(chunk));
}

void Reader::State::Take(std::string_view text) {
  tokenizer->Feed(text, sink());
  if (seeker && seeker->rows().size() >= kPrefixRows) EndSeek(false);
  if (rows) rows->Flush();
  if (tokenizer->error()) error = tokenizer->error();
}

Reader::Reader(std::string name, Settings settings)
    : state_(std::make_unique<State>(std::move(name), std::move(settings))) {}
Reader::~Reader() = default;

int64_t Reader::rows() const {
  return state_->rows ? static_cast<int64_t>(state_->rows->rows()) : 0;
}
int64_t Reader::bytes() const { return state_->bytes; }

void Reader::Expect(int64_t bytes) { state_->expected = std::max<int64_t>(bytes, 0); }

bool Reader::Feed(std::string_view bytes) {
  State& state = *state_;
  if (state.error) return false;
  state.bytes += static_cast<int64_t>(bytes.size());
  if (state.reading) {
    state.Stream(bytes);
    state.MakeRoom();
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
    state.MakeRoom();
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
  if (!tail.empty()) state.Take(tail);
  const Result<bool> end = state.tokenizer->Finish(state.sink());
  if (state.seeker && end.ok()) state.EndSeek(true);
  if (state.rows) state.rows->Flush();
  if (state.error) return fail();
  if (!end.ok()) {
    state.error = end.error();
    return fail();
  }
  state.source.newline = std::string(csv::Name(state.tokenizer->dominant_newline()));
  state.source.lines = state.tokenizer->lines();
  state.Report();
  if (state.error) return fail();
  return std::move(state.source);
}

}  // namespace mittari::ingest
