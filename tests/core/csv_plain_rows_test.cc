// Rows by the hundred, held to the reading row by row.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "csv/plain_rows.h"
#include "csv/tokenizer.h"
#include "gtest/gtest.h"

namespace mittari::csv {
namespace {

// Everything that a sink is told, as text.
class Told : public RowSink {
 public:
  explicit Told(Plain wanted) : wanted_(wanted) {}

  bool OnRow(const Row& row) override {
    text += std::to_string(row.line) + (row.stray_quote ? "!" : ":");
    for (size_t i = 0; i < row.size; ++i) (text += '[').append(row.fields[i]) += ']';
    text += '\n';
    return true;
  }
  Plain WantsPlain() const override { return wanted_; }
  void OnPlainRows(const PlainRows& rows) override {
    ASSERT_EQ(rows.width, wanted_.width);
    ASSERT_LE(rows.rows, wanted_.most);
    std::string scratch;
    for (size_t row = 0; row < rows.rows; ++row) {
      text += std::to_string(rows.line + static_cast<int64_t>(row)) + ':';
      for (size_t column = 0; column < rows.width; ++column) {
        ASSERT_GE(rows.Cell(row, column).data(), rows.low);
        (text += '[').append(Bare(rows.Cell(row, column), rows.quote, &scratch)) += ']';
      }
      text += '\n';
    }
    together += rows.rows;
  }

  std::string text;
  size_t together = 0;

 private:
  Plain wanted_;
};

struct Reading {
  std::string text, end;
  Newline newline = Newline::kLf;
  int64_t lines = 0, rows = 0;
  size_t together = 0;
};

Reading ReadWith(const std::string& text, RowSink::Plain wanted, size_t piece, char quote = '"') {
  Told told(wanted);
  Dialect dialect;
  dialect.quote = quote;
  Tokenizer tokenizer(dialect, Limits{4096, 64});
  for (size_t at = 0; at < text.size(); at += piece) {
    const std::string part = text.substr(at, piece);  // of the exact size: reads past it are seen
    if (!tokenizer.Feed(part, told)) break;
  }
  const Result<bool> end = tokenizer.Finish(told);
  Reading out{told.text, end.ok() ? "" : end.error().code, tokenizer.newline(), 0, 0, 0};
  out.lines = tokenizer.lines();
  out.rows = tokenizer.rows();
  out.together = told.together;
  return out;
}

void ExpectSame(const std::string& text, size_t piece, char quote, size_t* together) {
  const Reading plain = ReadWith(text, {}, text.size() + 1, quote);
  for (const size_t most : {size_t{3}, size_t{100}}) {
    const Reading quick = ReadWith(text, {4, most}, piece, quote);
    ASSERT_EQ(quick.text, plain.text) << text;
    ASSERT_EQ(quick.end, plain.end) << text;
    ASSERT_EQ(quick.newline, plain.newline) << text;
    ASSERT_EQ(quick.lines, plain.lines) << text;
    ASSERT_EQ(quick.rows, plain.rows) << text;
    *together += quick.together;
  }
}

std::string Cell(std::mt19937& rng, char quote, int oddity) {
  static const char* const kPlain[] = {"",   "a", "12.50", "Sähköposti", "a longer text of words",
                                       "x y"};
  const std::string q(1, quote);
  static const std::string kLong(90, 'z');
  switch (rng() % 12) {
    case 0:
      return q + q;
    case 1:
      return q + "a, b" + q;
    case 2:
      return q + "say " + q + q + "it" + q + q + q;
    case 3:
      return q + q + q + "," + q + q + q;
    case 4:
      return q + kLong.substr(0, rng() % 90) + q + q + kLong.substr(0, rng() % 9) + q;
    default:
      break;
  }
  if (static_cast<int>(rng() % 1000) < oddity) {
    const std::string odd[] = {q,
                               "a" + q,
                               q + "a" + q + "b",
                               q + "a\nb" + q,
                               "\r",
                               q + "a\r\n" + q,
                               " " + q + "a" + q,
                               "a" + q + "b" + q,
                               "a,b",
                               "\n",
                               q + "a" + q + " ",
                               q + "a" + q + q,
                               "a\r\nb",
                               "\r\r\n",
                               q + q + "a" + q + q,
                               "\xEF\xBB\xBF"};
    return odd[rng() % std::size(odd)];
  }
  return kPlain[rng() % std::size(kPlain)];
}

TEST(PlainRows, AreTheRowsThatComeOneByOne) {
  std::mt19937 rng(3);
  for (const char quote : {'"', '\''}) {
    for (const int oddity : {0, 3, 40, 300}) {
      size_t together = 0, rows = 0;
      for (int round = 0; round < 60; ++round) {
        std::string text;
        const char* const ends[] = {"\n", "\r\n", "\r", "\r\r\n"};
        const char* const usual = ends[round % 2];
        const size_t count = rng() % 120;
        for (size_t row = 0; row < count; ++row) {
          const size_t width = oddity > 0 && rng() % 40 == 0 ? rng() % 9 : 4;
          for (size_t i = 0; i < width; ++i) text += (i > 0 ? "," : "") + Cell(rng, quote, oddity);
          text += oddity > 3 && rng() % 30 == 0 ? ends[rng() % 4] : usual;
        }
        if (rng() % 3 == 0) text += "the,last,without";
        const size_t pieces[] = {text.size() + 1, 1 + rng() % 3000, 64, 65};
        ExpectSame(text, pieces[round % 4], quote, &together);
        rows += 2 * count;
        if (HasFatalFailure()) return;
      }
      if (oddity == 0) {
        EXPECT_GT(together, rows / 4);
      }
    }
  }
}

TEST(PlainRows, OfAnyBytes) {
  std::mt19937 rng(8);
  size_t together = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text = "a,b,c,d\n";
    constexpr char kBytes[] = "a,,,,\"\"\"\n\n\r1";
    const size_t size = rng() % 400;
    for (size_t i = 0; i < size; ++i) text += kBytes[rng() % (sizeof kBytes - 1)];
    ExpectSame(text, round % 2 == 0 ? text.size() : 1 + rng() % 300, '"', &together);
    if (HasFatalFailure()) return;
  }
}

TEST(PlainRows, OfALongRowAreLeftToTheLimit) {
  std::string text;
  for (int row = 0; row < 50; ++row) text += "a,b,c,d\n";
  text += "a,b,c," + std::string(9000, 'd') + "\n" + std::string(200, 'e');
  const Reading quick = ReadWith(text, {4, 10}, text.size());
  EXPECT_GT(quick.together, 0u);
  EXPECT_EQ(quick.text, ReadWith(text, {}, text.size()).text);
  EXPECT_EQ(quick.end, "input.cell_too_long");
}

TEST(PlainRows, BareCells) {
  std::string scratch;
  EXPECT_EQ(Bare("", '"', &scratch), "");
  EXPECT_EQ(Bare("a", '"', &scratch), "a");
  EXPECT_EQ(Bare("\"\"", '"', &scratch), "");
  EXPECT_EQ(Bare("\"a, b\"", '"', &scratch), "a, b");
  EXPECT_EQ(Bare("\"\"\"a\"\" b\"\"\"", '"', &scratch), "\"a\" b\"");
  EXPECT_EQ(Bare("\"\"\"\"", '"', &scratch), "\"");
  EXPECT_EQ(Bare("'it''s'", '\'', &scratch), "it's");
}

}  // namespace
}  // namespace mittari::csv
