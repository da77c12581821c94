#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "csv/tokenizer.h"
#include "csv/unwrap.h"
#include "csv_plain_reader.h"

namespace mittari::csv {
namespace {

using csv_test::Chunks;
using csv_test::Collect;
using csv_test::PlainResult;
using csv_test::PlainRow;
using csv_test::ReadChunks;
using csv_test::ReadPlain;

using Cells = std::vector<std::vector<std::string>>;

Cells Read(std::string_view text, const Dialect& dialect = {}) {
  Cells out;
  for (const PlainRow& row : ReadChunks({text}, dialect).rows) out.push_back(row.cells);
  return out;
}

std::string Join(const PlainResult& result) {
  std::string out;
  for (const PlainRow& row : result.rows) {
    out += std::to_string(row.line) + "@" + std::to_string(row.byte) + (row.stray ? "!" : "") +
           (row.any_quoted ? "q" + std::to_string(row.quoted_mask) : "") + ":";
    for (const std::string& cell : row.cells) out += "[" + cell + "]";
    out += "\n";
  }
  if (result.unterminated) {
    out += "open " + std::to_string(result.open_line) + "," + std::to_string(result.open_column) +
           "@" + std::to_string(result.open_byte);
  }
  return out;
}

// Distinct values: row r, column c holds r*10+c.
std::string Grid(int rows, int columns, const std::string& end) {
  std::string out;
  for (int r = 1; r <= rows; ++r) {
    for (int c = 1; c <= columns; ++c) {
      out += (c > 1 ? "," : "") + std::to_string(r * 10 + c);
    }
    out += end;
  }
  return out;
}

TEST(Tokenizer, PlainRows) {
  EXPECT_EQ(Read("a,b\n11,12\n21,22\n"), (Cells{{"a", "b"}, {"11", "12"}, {"21", "22"}}));
  EXPECT_EQ(Read("a,b\n11,12"), (Cells{{"a", "b"}, {"11", "12"}}));
  EXPECT_EQ(Read(""), Cells{});
  EXPECT_EQ(Read(","), (Cells{{"", ""}}));
  EXPECT_EQ(Read(",\n,"), (Cells{{"", ""}, {"", ""}}));
  EXPECT_EQ(Read("x"), (Cells{{"x"}}));
  EXPECT_EQ(Read("\""), Cells{});
}

TEST(Tokenizer, LineEnds) {
  const Cells want = {{"11", "12"}, {"21", "22"}, {"31", "32"}};
  EXPECT_EQ(Read(Grid(3, 2, "\n")), want);
  EXPECT_EQ(Read(Grid(3, 2, "\r\n")), want);
  EXPECT_EQ(Read(Grid(3, 2, "\r")), want);
  EXPECT_EQ(Read(Grid(3, 2, "\r\r\n")), want);
  EXPECT_EQ(Read("1\n\n2\n"), (Cells{{"1"}, {}, {"2"}}));
  EXPECT_EQ(Read("1\r\n\r\n2\r\n"), (Cells{{"1"}, {}, {"2"}}));
  EXPECT_EQ(Read("1\r\r2\r"), (Cells{{"1"}, {}, {"2"}}));
  EXPECT_EQ(Read("1\r\r\r2"), (Cells{{"1"}, {}, {}, {"2"}}));
  EXPECT_EQ(Read("1\r\r"), (Cells{{"1"}, {}}));
  EXPECT_EQ(Read("\n1"), (Cells{{}, {"1"}}));
}

TEST(Tokenizer, NamesLineEnds) {
  const auto newline = [](std::string_view text) {
    Collect sink;
    Tokenizer tokenizer{Dialect{}};
    tokenizer.Feed(text, sink);
    EXPECT_TRUE(tokenizer.Finish(sink).ok());
    return std::string(Name(tokenizer.newline())) + "/" +
           std::string(Name(tokenizer.dominant_newline())) + "/" +
           std::to_string(tokenizer.lines()) + "/" + std::to_string(tokenizer.rows());
  };
  EXPECT_EQ(newline("1\n2\n3\n"), "lf/lf/3/3");
  EXPECT_EQ(newline("1\n2\n3"), "lf/lf/3/3");
  EXPECT_EQ(newline("1\r\n2\r\n"), "crlf/crlf/2/2");
  EXPECT_EQ(newline("1\r\r\n2\r\r\n"), "crlf/crlf/2/2");
  EXPECT_EQ(newline("1\r2\r"), "cr/cr/2/2");
  EXPECT_EQ(newline("1\r2"), "cr/cr/2/2");
  EXPECT_EQ(newline("1\n2\r\n3\n"), "mixed/lf/3/3");
  EXPECT_EQ(newline("\"1\r\n2\"\n3\n"), "lf/lf/3/2");
}

TEST(Tokenizer, Quotes) {
  EXPECT_EQ(Read("\"a,b\",c\n"), (Cells{{"a,b", "c"}}));
  EXPECT_EQ(Read("\"say \"\"hi\"\" now\",12\n"), (Cells{{"say \"hi\" now", "12"}}));
  EXPECT_EQ(Read("\"\",12\n\"\"\n"), (Cells{{"", "12"}, {""}}));
  EXPECT_EQ(Read("\"\"\"\"\n"), (Cells{{"\""}}));
  EXPECT_EQ(Read("\"two\nlines\",12\n21,22\n"), (Cells{{"two\nlines", "12"}, {"21", "22"}}));
  EXPECT_EQ(Read("12\" pipe,7\n"), (Cells{{"12\" pipe", "7"}}));
  EXPECT_EQ(Read("\"ab\"c,7\n"), (Cells{{"abc", "7"}}));
  EXPECT_EQ(Read("\"ab\" \"c\",7\n"), (Cells{{"ab \"c\"", "7"}}));
  EXPECT_EQ(Read("'a,b',c\n", {.quote = '\''}), (Cells{{"a,b", "c"}}));
  EXPECT_EQ(Read("\"a,b\",c\n", {.quote = 0}), (Cells{{"\"a", "b\"", "c"}}));
  EXPECT_EQ(Read("1, \"a,b\" ,c\n"), (Cells{{"1", " \"a", "b\" ", "c"}}));
  EXPECT_EQ(Read("1, \"a,b\" ,c\n", {.space_before_quote = true}), (Cells{{"1", "a,b ", "c"}}));
}

TEST(Tokenizer, Escapes) {
  const Dialect dialect = {.escape = '\\'};
  EXPECT_EQ(Read("\"say \\\"hi\\\"\",12\n", dialect), (Cells{{"say \"hi\"", "12"}}));
  EXPECT_EQ(Read("a\\,b,12\n", dialect), (Cells{{"a,b", "12"}}));
  EXPECT_EQ(Read("\\N,C:\\x,\\\\\n", dialect), (Cells{{"\\N", "C:\\x", "\\"}}));
  EXPECT_EQ(Read("a,12\\", dialect), (Cells{{"a", "12\\"}}));
}

TEST(Tokenizer, PlacesAreThoseAPersonSees) {
  const PlainResult result =
      ReadChunks({"a,b\r\n\"x\ny\r\nz\",2\r\n\r\np \"q\" r,3\r\n\"s\" t,4"}, {});
  EXPECT_EQ(Join(result),
            "1@0:[a][b]\n"
            "2@5q1:[x\ny\r\nz][2]\n"
            "5@17:\n"
            "6@19!:[p \"q\" r][3]\n"
            "7@30!q1:[s t][4]\n");
}

TEST(Tokenizer, OpenQuoteHasItsPlace) {
  Collect sink;
  Tokenizer tokenizer{Dialect{}};
  tokenizer.Feed("a,b\n\"x\ny\",\"open\n3,4\n", sink);
  ASSERT_TRUE(tokenizer.open_quote().has_value());
  const Result<bool> end = tokenizer.Finish(sink);
  ASSERT_FALSE(end.ok());
  EXPECT_EQ(end.error().code, "csv.unterminated_quote");
  EXPECT_EQ(end.error().at.row, 3);
  EXPECT_EQ(end.error().at.column, 2);
  EXPECT_EQ(end.error().at.byte, 10);
  EXPECT_EQ(sink.result.rows.size(), 1u);
}

// The texts that tokenizers get wrong, each with the dialects that matter.
const std::vector<std::string>& Nasty() {
  static const std::vector<std::string> texts = {
      "",
      "a",
      "a,b,c\n1,2,3\n",
      "a,b,c\r\n1,2,3\r\n\r\n4,5,6\r\n",
      "a,b\r1,2\r\r3,4",
      "a,b\r\r\n1,2\r\r\n\r\r\n3,4\r\r\r5,6\r\r",
      "\r\r\n\r\r\r\n\n\r\r",
      "\"a\",\"b\"\n\"1,1\",\"2\"\"2\"\n\"\",\"\"\"\"\n",
      "\"x\r\r\ny\r\rz\r\",1\n2,3\n\"a\r\rb\",\"c\n\"\n9,8",
      "a \"b\" c,\"d\"e\"f\",g\"\n\"h\" ,i\n\"j\"\t\"k\",l\n",
      "1, \"a,b\" ,c\n  \"d\"\"e\", \t \"f\n\"\n \"\"\n",
      "\"a\\\"b\",c\\,d,\\\\,\\N\\\n\"\\\\\",\"\\n\"\\\n\\",
      "\"open,1\n2,3\n",
      "\\\t \"a\tb\"\n \\, \"c,d\"\n",
      "1,2\n3,\"open\n\n",
      "1\r\r\"open",
      "1\r\r\"a\"\r\r\"b\nc\"x,\"d",
      ",,\n,\n\n,,,\n\"\",\n",
      "'a,b',\"c\n'd''e',f\n'g\nh'\n",
      "\xEF\xBB\xBFkanal;gider\nçay;1,5\nşeker \"a\";2,5\n",
      "a\0b,c\n1,2\n",
      std::string("a\0b,\"c\0\"\n1,2\n", 13),
      Grid(9, 13, "\n"),
      Grid(9, 13, "\r\n"),
      "\"" + std::string(63, 'x') + "\"\"" + std::string(61, 'y') + "\"\n" + std::string(64, 'z') +
          "," + std::string(127, 'w') + "\r\n\"" + std::string(64, ',') + "\",q\n",
      std::string(70, ',') + "\"quoted beyond 64\"\n1",
  };
  return texts;
}

const std::vector<Dialect>& Dialects() {
  static const std::vector<Dialect> dialects = {
      {},
      {.escape = '\\'},
      {.quote = 0},
      {.quote = 0, .escape = '\\'},
      {.space_before_quote = true},
      {.escape = '\\', .space_before_quote = true},
      {.delimiter = ';'},
      {.delimiter = '\t', .space_before_quote = true},
      {.delimiter = '\t', .escape = '\\', .space_before_quote = true},
      {.quote = '\''},
  };
  return dialects;
}

TEST(Tokenizer, AgreesWithThePlainReader) {
  for (const std::string& text : Nasty()) {
    for (const Dialect& dialect : Dialects()) {
      EXPECT_EQ(Join(ReadChunks({text}, dialect)), Join(ReadPlain(text, dialect)));
    }
  }
}

TEST(Tokenizer, EveryCut) {
  for (const std::string& text : Nasty()) {
    const std::string_view all = text;
    for (const Dialect& dialect : Dialects()) {
      const PlainResult want = ReadPlain(text, dialect);
      for (size_t cut = 0; cut <= all.size(); ++cut) {
        const PlainResult got = ReadChunks({all.substr(0, cut), all.substr(cut)}, dialect);
        ASSERT_EQ(Join(got), Join(want)) << "cut at " << cut;
      }
      for (size_t size = 1; size <= 64; ++size) {
        const PlainResult got = ReadChunks(Chunks(all, size), dialect);
        ASSERT_EQ(Join(got), Join(want)) << "chunks of " << size;
      }
    }
  }
}

// All texts over a small alphabet: what no list of cases would think of.
TEST(Tokenizer, EveryShortText) {
  constexpr std::string_view kAlphabet = "a,\"\r\n ";
  std::string text;
  for (int length = 1; length <= 6; ++length) {
    int count = 1;
    for (int i = 0; i < length; ++i) count *= static_cast<int>(kAlphabet.size());
    for (int n = 0; n < count; ++n) {
      text.clear();
      for (int rest = n, i = 0; i < length; ++i, rest /= static_cast<int>(kAlphabet.size())) {
        text += kAlphabet[static_cast<size_t>(rest) % kAlphabet.size()];
      }
      const Dialect dialect = {.space_before_quote = n % 2 == 1};
      const PlainResult want = ReadPlain(text, dialect);
      ASSERT_EQ(Join(ReadChunks({text}, dialect)), Join(want)) << "length " << length;
      ASSERT_EQ(Join(ReadChunks(Chunks(text, 1), dialect)), Join(want)) << "length " << length;
    }
  }
}

TEST(Tokenizer, StopsWhenTheSinkDoes) {
  for (size_t size : {1u, 3u, 100u}) {
    Collect sink;
    sink.stop_after = 2;
    Tokenizer tokenizer{Dialect{}};
    bool goes_on = true;
    for (const std::string_view chunk : Chunks("1\n2\n3\n4\n", size)) {
      goes_on = tokenizer.Feed(chunk, sink);
      if (!goes_on) break;
    }
    EXPECT_FALSE(goes_on);
    const Result<bool> end = tokenizer.Finish(sink);
    ASSERT_TRUE(end.ok());
    EXPECT_FALSE(*end);
    EXPECT_EQ(sink.result.rows.size(), 2u);
  }
}

std::string Failure(std::string_view text, size_t chunk, const Limits& limits,
                    const Dialect& dialect = {}) {
  Collect sink;
  Tokenizer tokenizer(dialect, limits);
  for (const std::string_view part : Chunks(text, chunk)) {
    const std::string copy(part);
    if (!tokenizer.Feed(copy, sink)) break;
  }
  const Result<bool> end = tokenizer.Finish(sink);
  std::string out = std::to_string(sink.result.rows.size()) + " rows ";
  if (end.ok()) return out + "ok";
  const Place& at = end.error().at;
  return out + end.error().code + " " + std::to_string(at.row) + ":" + std::to_string(at.column) +
         "@" + std::to_string(at.byte);
}

TEST(Tokenizer, LimitsDoNotDependOnCuts) {
  const Limits limits = {.row_bytes = 20, .columns = 4};
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"1,2\n3,4567890123456789\n5\n", "3 rows ok"},
      {"1,2\n3,456789012345678901234\n5\n", "1 rows input.cell_too_long 2:2@6"},
      {"1,2\n3,\"5678901234567890123\"\n5\n", "1 rows input.cell_too_long 2:2@6"},
      {"1,2\n3,\"56\"\"901234567890123\"\n5\n", "1 rows input.cell_too_long 2:2@6"},
      {"1,2\n345678901,\"45678901234\",5,6\n", "1 rows input.cell_too_long 2:2@14"},
      {"1,2\n3,\"open\n\n5,6\n7,8\n9,0\n1,2\n3,4\n5,6\n", "1 rows input.cell_too_long 2:2@6"},
      {"1\r\r2,3,4,5\n1,2,3,4,5\n", "3 rows input.too_many_columns 4:5@19"},
      {"1\r\r2,3,4,5,\"6\"\n", "2 rows input.too_many_columns 3:5@11"},
      {"1\r\r2,3,45678901234567890123,\"6\"\n", "2 rows input.cell_too_long 3:3@7"},
  };
  for (const auto& [text, want] : cases) {
    for (size_t chunk = 1; chunk <= text.size(); ++chunk) {
      ASSERT_EQ(Failure(text, chunk, limits), want) << text << "\nchunks of " << chunk;
    }
  }
}

TEST(Tokenizer, ALineWithoutEndIsRefusedEarly) {
  Collect sink;
  Tokenizer tokenizer{Dialect{}};
  const std::string chunk(1 << 20, 'x');
  int fed = 0;
  while (fed < 1024 && tokenizer.Feed(chunk, sink)) ++fed;
  EXPECT_EQ(fed, 16);
  ASSERT_TRUE(tokenizer.error().has_value());
  EXPECT_EQ(tokenizer.error()->code, "input.cell_too_long");
  EXPECT_FALSE(tokenizer.Feed("more\n", sink));
}

TEST(Tokenizer, CleanCellsAreViewsIntoTheChunk) {
  class Inside : public RowSink {
   public:
    bool OnRow(const Row& row) override {
      for (size_t i = 0; i < row.size; ++i) {
        const char* data = row.fields[i].data();
        inside += data >= text.data() && data + row.fields[i].size() <= text.data() + text.size();
        ++all;
      }
      return true;
    }
    std::string text = "ab,\"c,d\",\"e\"\"f\",\n\"g\nh\",i,jk,\"\"\n";
    int inside = 0;
    int all = 0;
  } sink;
  Tokenizer tokenizer{Dialect{}};
  tokenizer.Feed(sink.text, sink);
  EXPECT_EQ(sink.all, 8);
  EXPECT_EQ(sink.inside, 7);  // all but the one with a doubled quote
}

TEST(Unwrap, ReadsTheRowInsideTheCell) {
  Collect sink;
  Unwrap unwrap(Dialect{}, sink);
  Tokenizer tokenizer{Dialect{}};
  tokenizer.Feed("\"a,b,c\"\n\"11,\"\"12,5\"\",13\"\n\n\"21,22,23\"\n31,32\n", unwrap);
  ASSERT_TRUE(tokenizer.Finish(unwrap).ok());
  Cells got;
  for (const PlainRow& row : sink.result.rows) got.push_back(row.cells);
  EXPECT_EQ(got,
            (Cells{{"a", "b", "c"}, {"11", "12,5", "13"}, {}, {"21", "22", "23"}, {"31", "32"}}));
  EXPECT_EQ(sink.result.rows[3].line, 4);
  EXPECT_EQ(sink.result.rows[3].byte, 26);
}

}  // namespace
}  // namespace mittari::csv
