// The quick ways of taking rows, held to the plain ones.
#include <algorithm>
#include <cstring>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "ingest/column_reader.h"
#include "ingest/digits.h"
#include "ingest/plain_id.h"
#include "ingest/row_hashes.h"
#include "ingest_reading.h"

namespace mittari::ingest::testing {
namespace {

struct Read1 {
  bool is = false;
  int64_t units = 0;
  int8_t scale = 0;
  friend bool operator==(const Read1&, const Read1&) = default;
};

TEST(Digits, EightAtATimeReadsWhatByteByByteReads) {
  std::mt19937 rng(11);
  constexpr char kLikely[] = "0123456789012345678900..,-x ";
  for (int round = 0; round < 400000; ++round) {
    std::string text(16, static_cast<char>('0' + round % 70));
    const size_t size = rng() % 20;
    for (size_t i = 0; i < size; ++i) {
      text +=
          round % 9 == 0 ? static_cast<char>(rng() % 256) : kLikely[rng() % (sizeof kLikely - 1)];
    }
    const char mark = round % 3 == 0 ? '\0' : round % 3 == 1 ? '.' : ',';
    Read1 quick, plain;
    const char* const cell = text.data() + 16;
    quick.is = ReadDigits(cell, size, text.data(), mark, &quick.units, &quick.scale);
    plain.is = ReadDigitsPlain(cell, size, mark, &plain.units, &plain.scale);
    if (!quick.is) continue;  // the plain one is asked next
    ASSERT_EQ(quick, plain) << text.substr(16);
  }
}

TEST(PlainId, EightAtATimeSeesWhatByteByByteSees) {
  std::mt19937 rng(12);
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  int ids = 0;
  for (int round = 0; round < 400000; ++round) {
    std::string text(16, static_cast<char>(rng() % 256));
    const size_t size = rng() % 19;
    for (size_t i = 0; i < size; ++i) text += static_cast<char>(rng() % 20 == 0 ? rng() % 256 : "aZ09-_#x"[rng() % 8]);
    const std::string_view cell = std::string_view(text).substr(16);
    const bool want = size > 0 && size <= 16 && letter(cell.front()) && cell.back() >= '0' && cell.back() <= '9' &&
                      std::all_of(cell.begin(), cell.end(), [](char c) { return c > ' ' && c < 0x7F; });
    ASSERT_EQ(IsPlainId(cell, text.data()), want) << cell;
    if (size > 0 && size < 16) {
      ASSERT_FALSE(IsPlainId(cell, cell.data()));
    }
    ids += want;
  }
  EXPECT_GT(ids, 20000);
}

TEST(Digits, UsualCellsNeedNoSecondLook) {
  const struct {
    const char* text;
    int64_t units;
    int scale;
  } cells[] = {{"0", 0, 0},
               {"7", 7, 0},
               {"12345678", 12345678, 0},
               {"0.5", 5, 1},
               {"0.00", 0, 2},
               {"1234.56", 123456, 2},
               {"12345.67", 1234567, 2},
               {"123456.78", 12345678, 2},
               {"1234567890123456", 1234567890123456, 0},
               {"98765432.1", 987654321, 1},
               {"12345678.123456", 12345678123456, 6}};
  for (const auto& cell : cells) {
    const std::string text = std::string(16, '9') + cell.text;
    int64_t units = -1;
    int8_t scale = -1;
    ASSERT_TRUE(ReadDigits(text.data() + 16, text.size() - 16, text.data(), '.', &units, &scale))
        << cell.text;
    EXPECT_EQ(units, cell.units) << cell.text;
    EXPECT_EQ(scale, cell.scale) << cell.text;
  }
}

TEST(Digits, OtherCellsAreLeftAlone) {
  for (const char* cell : {"", "007", "00", "-1", "1.", ".5", "1.2.3", "1,5", "12a", "1 2", "٣",
                           "12345678901234567", "1e5", "+3"}) {
    const std::string text = std::string(16, '1') + cell;
    int64_t units = -1;
    int8_t scale = -1;
    EXPECT_FALSE(ReadDigits(text.data() + 16, text.size() - 16, text.data(), '.', &units, &scale))
        << cell;
    EXPECT_EQ(units, -1);
  }
}

TEST(Rows, HashesTellCellsApartByPlaceAndText) {
  const auto hash = [](std::initializer_list<std::string_view> cells) {
    uint64_t row = cells.size();
    for (const std::string_view cell : cells) MixInto(HashText(cell), &row);
    return row;
  };
  EXPECT_NE(hash({"a", "b"}), hash({"b", "a"}));
  EXPECT_NE(hash({"ab", ""}), hash({"a", "b"}));
  EXPECT_NE(hash({"a"}), hash({"a", ""}));
  EXPECT_EQ(hash({"12345678", "x"}), hash({"12345678", "x"}));
  RowHashes seen;
  for (int round = 0; round < 2; ++round) {
    for (uint64_t i = 0; i < 5000; ++i) {
      uint64_t row = 2;
      MixInto(i / 70, &row);
      MixInto(i % 70, &row);
      EXPECT_EQ(seen.Insert(row), round == 0) << i;
    }
  }
}

// A file of all sorts of rows: usual ones, blanks, totals, repeated headers, long
// and short ones, new and untrimmed names, doubled quotes.
std::string Mixed(int rows, char mark) {
  std::mt19937 rng(5);
  const char delimiter = mark == ',' ? ';' : ',';
  const auto line = [&](std::initializer_list<std::string> cells) {
    std::string text;
    for (const std::string& cell : cells)
      text += (text.empty() ? "" : std::string(1, delimiter)) + cell;
    return text + "\n";
  };
  const std::string head = line({"Campaign", "Channel", "Date", "Clicks", "Cost"});
  std::string text = head;
  for (int i = 0; i < rows; ++i) {
    const std::string cost =
        std::to_string(rng() % 100000) + mark + std::to_string(10 + rng() % 90);
    std::string name = "Brand " + std::to_string(rng() % 40);
    std::string clicks = std::to_string(rng() % 5000);
    switch (i % 97) {
      case 3:
        name = "\"Spring \"\"" + std::to_string(i) + "\"\" sale\"";
        break;
      case 11:
        clicks = "";
        break;
      case 12:
        clicks = "1234567890123456789012";
        break;
      case 17:
        clicks = "--";
        break;
      case 19:
        clicks = "00" + clicks;
        break;
      case 23:
        name = "  padded " + std::to_string(i % 5) + " ";
        break;
      case 29:
        clicks = "-4";
        break;
      case 31:
        name = "N/A";
        break;
      case 37:
        name = "North Total";
        break;
      case 41:
        name = "A name longer than sixteen bytes " + std::to_string(rng() % 7);
        break;
      case 43:
        text += head;
        break;
      case 47:
        text += line({"Brand 1", "Search"});
        break;
      case 53:
        text +=
            line({"Brand 1", "Search", "2025-01-02", "5", "1" + std::string(1, mark) + "50", "x"});
        break;
      case 59:
        text += "\n";
        break;
      case 61:
        text += line({"# a comment"});
        break;
      case 67:
        text += line({"Total", "", "", "12", "5" + std::string(1, mark) + "25"});
        break;
    }
    const char* channels[] = {"Search", "Sähköposti", "ایمیل", "\"Paid, social\"",
                              "Yaz kampanyası"};
    const std::string day = "2025-01-" + std::to_string(10 + rng() % 19);
    text += line({name, channels[rng() % 5], day, clicks, cost});
    if (i % 201 == 5)
      text += line({name, "Search", day, clicks, cost}) + line({name, "Search", day, clicks, cost});
  }
  return text;
}

TEST(Rows, TheAnswerDoesNotDependOnHowManyWaitTogether) {
  for (const char mark : {'.', ','}) {
    const std::string bytes = Mixed(12000, mark);
    ASSERT_GT(bytes.size(), 400000u);  // beyond the part that is looked at
    const std::string whole = Dump(Read(bytes, Json::object(), 0));
    EXPECT_NE(whole.find("duplicate_rows"), std::string::npos);
    // Pieces shorter than a row leave no two rows together.
    for (const size_t piece : {size_t{7}, size_t{100}, size_t{1009}, size_t{65536}}) {
      EXPECT_EQ(Dump(Read(bytes, Json::object(), piece)), whole) << piece;
    }
  }
}

// All cells in quotes, lines that end as on Windows: each way of writing it is one table.
TEST(Rows, QuotesAndLineEndsChangeNothing) {
  std::mt19937 rng(6);
  std::string bare = "Campaign,Date,Clicks,Cost\n", quoted = bare,
              crlf = "Campaign,Date,Clicks,Cost\r\n";
  for (int i = 0; i < 15000; ++i) {
    const std::string day = "2025-0" + std::to_string(1 + i / 2000) + "-1" + std::to_string(i % 10);
    const std::string name = i % 50 == 7
                                 ? "A name of more than sixteen bytes " + std::to_string(i % 9)
                                 : "Brand " + std::to_string(rng() % 30);
    const std::string clicks = i % 70 == 3 ? "" : std::to_string(rng() % 900);
    const std::string cost = std::to_string(rng() % 100000) + "." + std::to_string(10 + rng() % 90);
    bare += name + "," + day + "," + clicks + "," + cost + "\n";
    quoted += "\"" + name + "\",\"" + day + "\",\"" + clicks + "\",\"" + cost + "\"\n";
    crlf += name + "," + day + "," + clicks + ",\"" + cost + "\"\r\n";
  }
  const auto cells = [](const std::string& bytes, size_t piece) {
    std::string text = Dump(Read(bytes, Json::object(), piece));
    for (const char* end : {"\"crlf\"", "\"lf\""}) {
      for (size_t at; (at = text.find(end)) != std::string::npos;)
        text.replace(at, std::strlen(end), "?");
    }
    return text;
  };
  const std::string whole = cells(bare, 0);
  for (const std::string* bytes : {&bare, &quoted, &crlf}) {
    for (const size_t piece : {size_t{0}, size_t{90}, size_t{4099}}) {
      EXPECT_EQ(cells(*bytes, piece), whole) << piece << bytes->substr(25, 80);
    }
  }
}

TEST(Rows, AreTheSameWhereTheirTextIs) {
  // 1.0 and 1.00 are one number, and two texts; so are "x" and " x".
  std::string bytes = "Campaign,Date,Cost,Clicks\n";
  for (int i = 0; i < 20000; ++i) {
    bytes += "Brand,2025-01-01," + std::to_string(i) + ".50," + std::to_string(i) + "\n";
  }
  bytes += "Brand,2025-01-01,77.5,77\n";
  bytes += " Brand,2025-01-01,78.50,78\n";
  bytes += "Brand,2025-01-01,79.50,79\n";
  bytes += "Brand,2025-01-01,80.500,80\n";
  const Result<Source> read = Read(bytes, Json::object(), 0);
  ASSERT_TRUE(read.ok());
  int64_t same = 0;
  for (const Finding& finding : read.value().warnings) {
    if (finding.issue.code == "duplicate_rows") same = finding.issue.count;
  }
  EXPECT_EQ(same, 1);
}

}  // namespace
}  // namespace mittari::ingest::testing
