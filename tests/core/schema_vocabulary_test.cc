// The table that scripts/gen writes of roles.json, held to roles.json itself.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/json.h"
#include "gtest/gtest.h"
#include "locale/header.h"
#include "schema/vocabulary.h"

namespace mittari::schema {
namespace {

Json Roles() {
  std::ifstream file(MITTARI_SOURCE_DIR "/core/schema/roles.json");
  std::stringstream text;
  text << file.rdbuf();
  return ParseJson(text.str());
}

const Hit* Among(const std::vector<Hit>& hits, const Hit& wanted) {
  for (const Hit& hit : hits) {
    if (hit.role == wanted.role && hit.computed == wanted.computed && hit.profile == wanted.profile) return &hit;
  }
  return nullptr;
}

// Every spelling, as it stands and folded in three ways, says what it is listed under.
void ExpectKnown(const std::string& text, const Hit& wanted) {
  const Vocabulary& vocabulary = Vocabulary::Builtin();
  for (const std::string& form : {text, locale::FoldHeader(text), locale::FoldHeaderTurkish(text), locale::FoldPlain(text)}) {
    const std::vector<Hit> hits = vocabulary.Exact(form);
    const Hit* const hit = Among(hits, wanted);
    ASSERT_NE(hit, nullptr) << form;
    // It may stand in several lists of its role, the first of which counts.
    EXPECT_TRUE(hit->language < wanted.language || (hit->language == wanted.language && hit->order <= wanted.order)) << form;
  }
  if (wanted.profile >= 0 || text.find_first_of("([-") != std::string::npos) return;
  std::vector<std::string> words = locale::Tokens(locale::FoldPlain(text));
  std::reverse(words.begin(), words.end());
  std::string turned;
  for (const std::string& word : words) turned += word + " ";
  // Another spelling may read so word by word, or behind "number of".
  if (vocabulary.Exact(turned).empty() && words.size() > 1 && words[0] != "of") {
    EXPECT_FALSE(vocabulary.ByTokens(turned).empty()) << turned;
  }
}

TEST(Vocabulary, FindsEverySpellingOfEveryRole) {
  const Json json = Roles();
  const Vocabulary& vocabulary = Vocabulary::Builtin();
  ASSERT_EQ(vocabulary.roles().size(), json["roles"].size());
  int spellings = 0;
  for (size_t r = 0; r < json["roles"].size(); ++r) {
    const Json& entry = json["roles"][r];
    const Role& role = vocabulary.roles()[r];
    EXPECT_EQ(role.id, entry["id"].get<std::string>());
    EXPECT_EQ(role.measure, entry["measure"].get<bool>());
    EXPECT_EQ(Json(role.tables), entry["tables"]);
    EXPECT_EQ(role.type, entry["type"].get<std::string>());
    EXPECT_EQ(role.unit, StringOr(entry, "unit", ""));
    EXPECT_EQ(role.stock, BoolOr(entry, "stock", false));
    EXPECT_EQ(role.unique, BoolOr(entry, "unique", false));
    EXPECT_EQ(role.nonneg, BoolOr(entry, "nonneg", false));
    EXPECT_EQ(role.weight, NumberOr(entry, "weight", 1));
    EXPECT_EQ(role.prefer.size(), entry.contains("prefer") ? entry["prefer"].size() : 0);
    for (const auto& [language, texts] : entry["synonyms"].items()) {
      Hit hit;
      hit.role = static_cast<int>(r);
      while (kLanguages[++hit.language] != language) {}
      for (const Json& text : texts) {
        ExpectKnown(text.get<std::string>(), hit);
        ++hit.order;
        ++spellings;
      }
    }
  }
  EXPECT_GT(spellings, 4000);
}

TEST(Vocabulary, FindsEverySpellingOfRatesAndProfiles) {
  const Json json = Roles();
  const Vocabulary& vocabulary = Vocabulary::Builtin();
  ASSERT_EQ(vocabulary.computed().size(), json["computed"].size());
  for (size_t c = 0; c < json["computed"].size(); ++c) {
    const Json& entry = json["computed"][c];
    const Computed& computed = vocabulary.computed()[c];
    EXPECT_EQ(computed.metric, entry["metric"].get<std::string>());
    EXPECT_EQ(computed.type, entry["type"].get<std::string>());
    EXPECT_EQ(computed.over, entry.contains("over") ? entry["over"][0].get<std::string>() : "");
    EXPECT_EQ(computed.under, entry.contains("over") ? entry["over"][1].get<std::string>() : "");
    EXPECT_EQ(computed.factor, NumberOr(entry, "factor", 1));
    Hit hit;
    hit.role = Hit::kComputed;
    hit.computed = static_cast<int>(c);
    hit.order = 1000;
    for (const Json& text : entry["synonyms"]) ExpectKnown(text.get<std::string>(), hit);
  }
  ASSERT_EQ(vocabulary.profiles().size(), json["profiles"].size());
  for (size_t p = 0; p < json["profiles"].size(); ++p) {
    Hit hit;
    hit.profile = static_cast<int>(p);
    for (const auto& [role, texts] : json["profiles"][p]["headers"].items()) {
      hit.role = role.empty() ? Hit::kNoRole : role == "=" ? Hit::kComputed : vocabulary.FindRole(role);
      hit.order = 0;
      for (const Json& text : texts) {
        ExpectKnown(text.get<std::string>(), hit);
        ++hit.order;
      }
    }
  }
  for (const Json& text : json["totals"]) EXPECT_TRUE(vocabulary.IsTotal(text.get<std::string>())) << text;
  for (const auto& [table, texts] : json["hints"].items()) {
    for (const Json& entry : texts) {
      const std::string text = entry.get<std::string>();
      if (text.find('(') != std::string::npos) continue;
      EXPECT_TRUE(vocabulary.Hints(text, table)) << text;
    }
  }
}

TEST(Vocabulary, NamesTheOneRoleNearBy) {
  const Vocabulary& vocabulary = Vocabulary::Builtin();
  EXPECT_EQ(vocabulary.Nearest("Impresions"), vocabulary.FindRole("impressions"));
  EXPECT_EQ(vocabulary.Nearest("Gosterimm"), vocabulary.FindRole("impressions"));
  EXPECT_EQ(vocabulary.Nearest("Zzzzzzzz"), -1);
  EXPECT_EQ(vocabulary.Nearest("Abc"), -1);
}

}  // namespace
}  // namespace mittari::schema
