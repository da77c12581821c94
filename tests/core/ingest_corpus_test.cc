// Every folder of tests/corpus is a test: input.* and expect.json.
//
// expect.json: "settings"; "inspect", a part of the inspection (an object may
// have more keys; a list has exactly these members, but "repairs" may have more
// and "samples" may go on); "sums" and "nulls" by role or header; "dates", the
// first and last day of a column; "columns", their number; "error".

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"
#include "ingest_reading.h"

namespace mittari::ingest::testing {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> Cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(MITTARI_SOURCE_DIR "/tests/corpus")) {
    if (fs::exists(entry.path() / "expect.json")) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// The place where `found` lacks what is expected; empty where it lacks nothing.
std::string Missing(const Json& expected, const Json& found, const std::string& at) {
  const std::string difference =
      at + ": expected " + DumpJson(expected) + ", found " + DumpJson(found);
  if (expected.is_object()) {
    if (!found.is_object()) return difference;
    for (const auto& [key, value] : expected.items()) {
      if (!found.contains(key)) {
        if (value.is_null()) continue;
        return at + "." + key + ": not there in " + DumpJson(found);
      }
      const std::string missing = Missing(value, found[key], at + "." + key);
      if (!missing.empty()) return missing;
    }
    return {};
  }
  if (expected.is_array()) {
    if (!found.is_array()) return difference;
    const bool any_order = at.size() > 8 && at.compare(at.size() - 8, 8, ".repairs") == 0;
    const bool open = any_order || (at.size() > 8 && at.compare(at.size() - 8, 8, ".samples") == 0);
    if (open ? found.size() < expected.size() : found.size() != expected.size()) return difference;
    for (size_t i = 0; i < expected.size(); ++i) {
      std::string missing;
      for (size_t k = any_order ? 0 : i; k < (any_order ? found.size() : i + 1); ++k) {
        missing = Missing(expected[i], found[k], at + "[" + std::to_string(i) + "]");
        if (missing.empty()) break;
      }
      if (!missing.empty()) return any_order ? difference : missing;
    }
    return {};
  }
  return expected == found ? std::string() : difference;
}

class Corpus : public ::testing::TestWithParam<std::string> {};

TEST_P(Corpus, ReadsAsExpected) {
  const fs::path folder = fs::path(MITTARI_SOURCE_DIR "/tests/corpus") / GetParam();
  const Json expect = ParseJson(ReadFile(folder / "expect.json"));
  ASSERT_TRUE(expect.is_object()) << folder;
  std::string bytes;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().stem() == "input") bytes = ReadFile(entry.path());
  }
  const Json settings = expect.contains("settings") ? expect["settings"] : Json::object();
  const Result<Source> read = Read(bytes, settings, 0);
  if (expect.contains("error")) {
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(Missing(expect["error"], mittari::ToJson(read.error()), "error"), "");
  } else {
    ASSERT_TRUE(read.ok()) << DumpJson(mittari::ToJson(read.error()));
    const Source& source = read.value();
    if (expect.contains("inspect")) {
      EXPECT_EQ(Missing(expect["inspect"], ToJson(source), "inspect"), "");
    }
    if (expect.contains("columns")) {
      EXPECT_EQ(static_cast<int64_t>(source.columns.size()), expect["columns"].get<int64_t>());
    }
    for (const char* what : {"sums", "nulls", "dates"}) {
      if (!expect.contains(what)) continue;
      for (const auto& [name, value] : expect[what].items()) {
        const table::Column* column = FindColumn(source, name);
        ASSERT_NE(column, nullptr) << name;
        ASSERT_GT(column->size(), 0u);
        if (what == std::string("sums")) {
          EXPECT_EQ(SumOf(*column), value.get<std::string>()) << name;
        } else if (what == std::string("nulls")) {
          EXPECT_EQ(static_cast<int64_t>(column->null_count()), value.get<int64_t>()) << name;
        } else {
          ASSERT_EQ(column->kind(), table::Kind::kDay) << name;
          EXPECT_EQ(FormatIsoDate(column->DayAt(0)), value[0].get<std::string>()) << name;
          EXPECT_EQ(FormatIsoDate(column->DayAt(column->size() - 1)), value[1].get<std::string>())
              << name;
        }
      }
    }
    EXPECT_EQ(source.rows_used, static_cast<int64_t>(source.table.rows()));
    int64_t excluded = 0;
    for (const Issue& issue : source.excluded) excluded += issue.count;
    EXPECT_EQ(source.rows_read - source.rows_used, excluded);
  }
  const std::string whole = Dump(read);
  for (size_t chunk : {size_t{1}, size_t{7}, size_t{4096}}) {
    EXPECT_EQ(Dump(Read(bytes, settings, chunk)), whole) << "in pieces of " << chunk;
  }
}

// The names in the list of what is shown where.
TEST(CorpusList, NamesWhatThereIs) {
  const fs::path corpus = MITTARI_SOURCE_DIR "/tests/corpus";
  const std::string list = ReadFile(corpus / "README.md");
  size_t names = 0;
  for (size_t begin = list.find('`'); begin != std::string::npos; begin = list.find('`', begin)) {
    const size_t end = std::min(list.find('`', begin + 1), list.size());
    const std::string name = list.substr(begin + 1, end - begin - 1);
    begin = std::min(end + 1, list.size());
    const bool folder = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string::npos;
    if (!folder || name.ends_with("_test")) continue;
    ++names;
    EXPECT_TRUE(fs::exists(corpus / name / "expect.json")) << name;
  }
  EXPECT_GT(names, 150u);
}

INSTANTIATE_TEST_SUITE_P(All, Corpus, ::testing::ValuesIn(Cases()),
                         [](const auto& param) { return param.param; });

}  // namespace
}  // namespace mittari::ingest::testing
