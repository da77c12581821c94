// A file of the corpus cut between any two rows and read as two parts: joined it is
// the whole, or the join is refused and the caller reads the whole.
#include <algorithm>

#include "gtest/gtest.h"
#include "ingest/part.h"
#include "ingest_reading.h"

namespace mittari::ingest::testing {
namespace {

namespace fs = std::filesystem;

// The lines of a text, each with its line end. Lines inside quotes are left together.
std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines(1);
  bool quoted = false;
  for (const char c : text) {
    lines.back() += c;
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) lines.emplace_back();
  }
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

// What must be the same: rows, cells, and how many of what was done to them. Samples, the
// first rows as they stand, rows that stand twice and the kind of a column come from the
// first hundred thousand rows, which a first part has as the whole does.
std::string Told(const Source& source) {
  std::vector<std::string> done;
  for (const auto* findings : {&source.repairs, &source.warnings}) {
    for (const Finding& finding : *findings) {
      if (finding.issue.code == "duplicate_rows") continue;
      done.push_back(finding.issue.code + ' ' + finding.column + ' ' +
                     std::to_string(finding.issue.count));
    }
  }
  for (const Issue& issue : source.excluded) {
    done.push_back("left out " + issue.code + ' ' + std::to_string(issue.count));
  }
  std::sort(done.begin(), done.end());
  std::string text = std::to_string(source.rows_read) + ' ' + std::to_string(source.lines);
  for (const std::string& one : done) text += '\n' + one;
  Source bare = source;
  bare.first_rows.clear();
  const std::string all = Dump(Result<Source>(std::move(bare)));
  return text + all.substr(std::min(all.find('\n'), all.size()));  // the cells
}

TEST(Parts, EveryCutOfTheCorpusIsTheWholeOrIsRefused) {
  int joined = 0, refused = 0;
  for (const auto& folder : fs::directory_iterator(MITTARI_SOURCE_DIR "/tests/corpus")) {
    if (!folder.is_directory()) continue;
    std::string bytes;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().stem() == "input") bytes = ReadFile(entry.path());
    }
    const Json expect = ParseJson(ReadFile(folder.path() / "expect.json"));
    if (bytes.size() > 5000 || expect.contains("settings")) continue;
    const Result<Source> first = Read(bytes, Json::object(), 0);
    if (!first.ok() || first.value().header_row == 0 || first.value().encoding != "utf-8") continue;
    const Source& found = first.value();
    const Json settings = {{"encoding", found.encoding},
                           {"delimiter", std::string(1, found.delimiter)},
                           {"header_row", found.header_row}};
    const Result<Source> whole = Read(bytes, settings, 0);
    if (!whole.ok()) continue;
    const std::vector<std::string> lines = LinesOf(bytes);
    const size_t head_lines = static_cast<size_t>(found.header_row);
    if (lines.size() != static_cast<size_t>(found.lines) || lines.size() < head_lines + 2) continue;
    std::string head;
    for (size_t i = 0; i < head_lines; ++i) head += lines[i];
    // A part is a megabyte at least: never one row, which tells nothing of its columns.
    for (size_t cut = head_lines + 2; cut + 2 <= lines.size(); ++cut) {
      std::string a = head, b = head;
      for (size_t i = head_lines; i < lines.size(); ++i) (i < cut ? a : b) += lines[i];
      Result<Source> part = Read(a, settings, 0);
      const Result<Source> later = Read(b, settings, 0);
      if (!part.ok() || !later.ok()) continue;
      const std::string before = Told(part.value());
      const std::vector<uint8_t> state = PartToBytes(later.value());
      if (!JoinPart(state.data(), state.size(), &part.value()).ok()) {
        ++refused;
        EXPECT_EQ(Told(part.value()), before) << folder.path().filename();
        continue;
      }
      ++joined;
      const std::string got = Told(part.value()), want = Told(whole.value());
      const size_t at = static_cast<size_t>(
          std::mismatch(got.begin(), got.end(), want.begin(), want.end()).first - got.begin());
      const size_t from = at > 60 ? at - 60 : 0;
      EXPECT_TRUE(got == want) << folder.path().filename() << " cut below line " << cut << "\n  "
                               << got.substr(from, 200) << "\nis not\n  " << want.substr(from, 200);
    }
  }
  EXPECT_GT(joined, 5);
  EXPECT_GT(refused, 20);
}

// A report of 7,000 rows under a title, with quoted cells of two lines, blanks and ids.
std::string LongReport(char delimiter) {
  std::string text = "Campaign report\n\n";
  const auto line = [&](std::vector<std::string> cells) {
    for (size_t i = 0; i < cells.size(); ++i) text += (i > 0 ? std::string(1, delimiter) : "") + cells[i];
    text += '\n';
  };
  line({"Date", "Campaign", "Order ID", "Clicks", "Cost", "Note"});
  for (int i = 0; i < 7000; ++i) {
    const std::string day = std::to_string(10 + i / 400);
    const std::string named = "\"Spring,\nsale \"\"" + std::to_string(i % 9) + "\"\"\"";
    line({"2025-01-" + day, i % 3 == 0 ? named : "Haku", i % 100 == 7 ? "" : "A-" + std::to_string(100000 + i),
          i % 50 == 3 ? "-" : std::to_string(i % 977),
          "\"1.0" + std::to_string(10 + i % 89) + "," + std::to_string(i % 10) + "5\"",
          "x" + std::string(static_cast<size_t>(i % 30), 'y')});
  }
  return text;
}

TEST(Parts, RowsReadByTheLookOfAnotherReaderAreTheWhole) {
  for (const char delimiter : {';', '\t'}) {
    const std::string bytes = LongReport(delimiter);
    const Result<Source> whole = Read(bytes, Json::object(), 0);
    ASSERT_TRUE(whole.ok());
    ASSERT_EQ(whole.value().rows_used, 7000);
    const std::vector<std::string> lines = LinesOf(bytes);
    for (const size_t cut : {6500u, 6777u, 6990u, 7001u}) {
      std::string a, b;
      for (size_t i = 0; i < lines.size(); ++i) (i < cut ? a : b) += lines[i];
      Reader home("report.csv", Settings());
      ASSERT_TRUE(home.Feed(std::string_view(a).substr(0, 300000)));
      const Json look = ParseJson(DumpJson(home.Look()));
      ASSERT_TRUE(look.is_object());
      home.Expect(static_cast<int64_t>(bytes.size()));
      ASSERT_TRUE(home.Feed(std::string_view(a).substr(300000)));
      Result<Source> first = home.Finish();
      ASSERT_TRUE(first.ok());
      Reader other("report.csv", Settings());
      ASSERT_TRUE(other.Follow(look));
      for (size_t at = 0; at < b.size(); at += 1000) {
        ASSERT_TRUE(other.Feed(std::string_view(b).substr(at, 1000)));
      }
      const Result<Source> later = other.Finish();
      ASSERT_TRUE(later.ok());
      const std::vector<uint8_t> state = PartToBytes(later.value());
      ASSERT_TRUE(JoinPart(state.data(), state.size(), &first.value()).ok()) << cut;
      EXPECT_EQ(Told(first.value()), Told(whole.value())) << cut;
    }
  }
}

TEST(Parts, AReaderFollowsNothingButALook) {
  const std::string bytes = LongReport(';');
  Reader home("report.csv", Settings());
  EXPECT_TRUE(home.Look().is_null());  // nothing has been looked at
  ASSERT_TRUE(home.Feed(bytes));
  const Json look = home.Look();
  for (const auto& [key, value] : look.items()) {
    // None is as good as another; the line ends are for those who cut the file.
    if (key == "table" || key == "profile" || key == "newline") continue;
    for (const Json& other : {Json(), Json(-1), Json("no such thing"), Json::array({1})}) {
      Json changed = look;
      changed[key] = other;
      Reader reader("report.csv", Settings());
      EXPECT_FALSE(reader.Follow(changed)) << key << ' ' << DumpJson(other);
    }
  }
  for (const auto& [key, value] : look["columns"][0].items()) {
    Json changed = look;
    changed["columns"][0][key] = "";
    EXPECT_FALSE(Reader("report.csv", Settings()).Follow(changed)) << key;
  }
  for (const Json& none : {Json(), Json::object(), Json::array()}) {
    EXPECT_FALSE(Reader("report.csv", Settings()).Follow(none));
  }
}

}  // namespace
}  // namespace mittari::ingest::testing
