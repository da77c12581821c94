#include "engines/voices.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/codes.gen.h"
#include "engines/columns.h"
#include "engines/words.h"
#include "table/builder.h"

namespace mittari::engines {
namespace {

using table::Column;
using table::Kind;

constexpr int kTop = 10, kStars = 5, kOutside = -1, kSilent = -2;

const Column* Numbers(const table::Table& table, std::string_view role) { return ColumnOf(table, role, Kind::kNumber); }

bool AsksToRecommend(std::string_view header) {
  const std::string f = Fold(header);
  // "0-10", and not "2010" or "0-100".
  const auto digit = [&](size_t at) { return at < f.size() && f[at] >= '0' && f[at] <= '9'; };
  const size_t scale = f.find("010");
  if (scale != std::string::npos && !digit(scale - 1) && !digit(scale + 3)) return true;
  return HoldsAny(f, {"nps", "recommend", "promoter", "tavsiye", "suositt", "توصیه", "پیشنهاد"});
}

// 0 to 10; kOutside for another number, kSilent for none.
int ScoreAt(const Column& column, size_t row) {
  if (column.IsNull(row)) return kSilent;
  const double score = column.Real(row);
  const int whole = score >= 0 && score <= kTop ? static_cast<int>(score) : kOutside;
  return whole == score ? whole : kOutside;
}

enum class Sentiment : uint8_t { kPositive, kNegative, kNeutral, kUnknown };

Sentiment SentimentOf(std::string_view text) {
  const std::string f = Fold(text);
  if (HoldsAny(f, {"positiv", "positiiv", "olumlu", "pozitif", "myonteinen", "مثبت"}) || f == "pos") return Sentiment::kPositive;
  if (HoldsAny(f, {"negativ", "negatiiv", "olumsuz", "negatif", "kielteinen", "منفی"}) || f == "neg") return Sentiment::kNegative;
  if (HoldsAny(f, {"neutral", "neutraali", "notr", "tarafsiz", "خنثی"}) || f == "neu") return Sentiment::kNeutral;
  return Sentiment::kUnknown;
}

// The texts of a column called sentiment, where some say one.
const Column* SentimentsIn(const table::Table& table) {
  for (const Column& column : table.columns()) {
    if (column.kind() != Kind::kText || column.role().measure) continue;
    if (!HoldsAny(Fold(column.name()), {"sentiment", "duygu", "tunnesavy", "savy", "احساس"})) continue;
    const auto& texts = column.dictionary();
    if (std::any_of(texts.begin(), texts.end(), [](std::string_view text) { return SentimentOf(text) != Sentiment::kUnknown; })) {
      return &column;
    }
  }
  return nullptr;
}

bool Counted(const table::Table& table, std::initializer_list<std::string_view> measures) {
  return std::any_of(measures.begin(), measures.end(), [&](std::string_view id) { return Numbers(table, id) != nullptr; });
}

// Adds the people that a row stands for, so many times each. Surveys weigh people: 0.85 of one.
void AddPeople(const Column* weight, size_t row, int times, table::NumberBuilder* to) {
  if (weight == nullptr || times == 0 || weight->IsNull(row) || weight->Real(row) < 0) {
    to->Add({weight == nullptr ? times : 0, 0});
    return;
  }
  int64_t units = 0;
  if (weight->exact() && !__builtin_mul_overflow(weight->Units(row), int64_t{times}, &units)) {
    to->Add({units, static_cast<int8_t>(weight->scale())});
  } else {
    to->AddReal(weight->Real(row) * times);
  }
}

bool SpeaksOfAMean(std::string_view header) {
  return HoldsAny(Fold(header), {"average", "avg", "mean", "ortalama", "keskiarvo", "میانگین", "متوسط"});
}

// A mean rating beside the number of reviews it is of; nullptr where the table has none, or its sums.
const Column* MeanRatingsIn(const table::Table& table) {
  const Column* score = Numbers(table, "score");
  if (score == nullptr || Numbers(table, "reviews") == nullptr || AsksToRecommend(score->name())) return nullptr;
  return Counted(table, {"review_rating_sum", "promoters", "passives", "detractors"}) ? nullptr : score;
}

// One person's score in each row; nullptr where rows are sums, or means of nobody knows how many.
const Column* SinglesIn(const table::Table& table) {
  const Column* score = Numbers(table, "score");
  if (score == nullptr || Counted(table, {"promoters", "passives", "detractors", "reviews"})) return nullptr;
  return SpeaksOfAMean(score->name()) ? nullptr : score;
}

// Mean x number, row by row. No reviews have no rating, and lack none.
Column RatingSums(const Column& mean, const Column& reviews) {
  table::NumberBuilder builder;
  for (size_t row = 0; row < mean.size(); ++row) {
    int64_t units = 0;
    if (!reviews.IsNull(row) && reviews.Real(row) == 0) {
      builder.Add({0, 0});
    } else if (reviews.IsNull(row) || mean.IsNull(row)) {
      builder.AddNull();
    } else if (mean.exact() && reviews.exact() && !__builtin_mul_overflow(mean.Units(row), reviews.Units(row), &units)) {
      builder.Add({units, static_cast<int8_t>(mean.scale() + reviews.scale())});
    } else {
      builder.AddReal(mean.Real(row) * reviews.Real(row));
    }
  }
  return std::move(builder).Finish(mean.name(), -1, {"review_rating_sum", true, "number", "", ""});
}

struct Counts {
  explicit Counts(std::string_view measure) : id(measure) {}
  std::string_view id;
  table::NumberBuilder builder;
};

}  // namespace

bool Voices::Reads(const table::Table& table) {
  if (table.kind() != "brand_content" && !table.kind().empty()) return false;
  const bool scored = SinglesIn(table) != nullptr || MeanRatingsIn(table) != nullptr;
  const bool felt = SentimentsIn(table) != nullptr && !Counted(table, {"positive_mentions", "negative_mentions"});
  return scored || felt;
}

Voices Voices::Of(const table::Table& table) {
  Voices out;
  const size_t rows = table.rows();
  std::vector<Column> columns(table.columns().begin(), table.columns().end());
  const auto finish = [&](Counts* counts, const Column& from, std::string_view type) {
    columns.push_back(std::move(counts->builder).Finish(from.name(), -1, {std::string(counts->id), true, std::string(type), "", ""}));
  };
  if (const Column* mean = MeanRatingsIn(table)) columns.push_back(RatingSums(*mean, *Numbers(table, "reviews")));
  if (const Column* score = SinglesIn(table)) {
    const Column* weight = Numbers(table, "responses");
    bool stars = !AsksToRecommend(score->name());
    bool any = false;
    for (size_t row = 0; row < rows; ++row) {
      const int value = ScoreAt(*score, row);
      any |= value >= 0;
      stars &= value < 0 || (value >= 1 && value <= kStars);
    }
    stars &= any;
    std::array<Counts, 3> answers{Counts("promoters"), Counts("passives"), Counts("detractors")};
    std::array<Counts, 2> reviews{Counts("reviews"), Counts("review_rating_sum")};
    for (size_t row = 0; row < rows; ++row) {
      const int value = ScoreAt(*score, row);
      if (value == kOutside) {
        IssueOf(codes::kScoreOutOfScale, &out.notes_)
            .Add(table.LineOf(row), score->name(), score->exact() ? ToString(score->Units(row), score->scale()) : "");
      }
      if (stars) {
        AddPeople(weight, row, value < 0 ? 0 : 1, &reviews[0].builder);
        AddPeople(weight, row, std::max(value, 0), &reviews[1].builder);
      } else {
        const size_t place = value >= 9 ? 0 : value >= 7 ? 1 : value >= 0 ? 2 : answers.size();
        for (size_t i = 0; i < answers.size(); ++i) AddPeople(weight, row, i == place ? 1 : 0, &answers[i].builder);
      }
    }
    if (stars) {
      IssueOf(codes::kScoreStars, &out.notes_).Add(table.LineOf(0), score->name(), "");
      finish(&reviews[0], *score, "count");
      finish(&reviews[1], *score, "count");
    } else {
      for (Counts& counts : answers) finish(&counts, *score, "count");
    }
  }
  const Column* felt = SentimentsIn(table);
  if (felt != nullptr && !Counted(table, {"positive_mentions", "negative_mentions"})) {
    const Column* weight = Numbers(table, "brand_mentions");
    std::vector<Sentiment> said;
    for (const std::string_view text : felt->dictionary()) said.push_back(SentimentOf(text));
    std::array<Counts, 3> mentions{Counts("positive_mentions"), Counts("negative_mentions"), Counts("neutral_mentions")};
    for (size_t row = 0; row < rows; ++row) {
      const Sentiment one = felt->IsNull(row) ? Sentiment::kUnknown : said[felt->Code(row)];
      if (one == Sentiment::kUnknown) {
        IssueOf(codes::kSentimentUnknown, &out.notes_)
            .Add(table.LineOf(row), felt->name(), felt->IsNull(row) ? std::string_view() : felt->dictionary()[felt->Code(row)]);
      }
      for (size_t i = 0; i < mentions.size(); ++i) {
        AddPeople(weight, row, static_cast<size_t>(one) == i ? 1 : 0, &mentions[i].builder);
      }
    }
    for (Counts& counts : mentions) finish(&counts, *felt, "count");
  }
  out.made_ = table::Table("brand_content", std::move(columns), rows);
  out.made_.SetCurrency(table.currency());
  out.made_.SetLines(table.lines());
  if (table.period()) out.made_.SetPeriod(*table.period());
  for (const auto& [role, value] : table.constants()) out.made_.SetConstant(role, value);
  return out;
}

}  // namespace mittari::engines
