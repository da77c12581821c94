#pragma once

#include <vector>

#include "base/error.h"
#include "table/table.h"

namespace mittari::engines {

// What single people said, as counts that add up: answers to "would you
// recommend us?" and mentions with their sentiment.
//
//   score 0 to 10   promoters (9, 10), passives (7, 8), detractors (0 to 6)
//   score 1 to 5    reviews and review_rating_sum: stars tell no recommendation
//   mean rating     beside a number of reviews: review_rating_sum, their product
//   sentiment       positive_mentions, negative_mentions, neutral_mentions
//
// A row is one person, or as many as its column of responses or mentions says. A
// score that is no whole number of the scale is left out and counted in notes(); a
// blank one is no answer. Scores are stars where none is 0 or above 5 and the header
// does not speak of recommending.
class Voices {
 public:
  // Whether rows are people: a score or a sentiment stands in each, and no sums of them.
  static bool Reads(const table::Table& table);
  // REQUIRES: Reads(table). The rows are those of the table.
  static Voices Of(const table::Table& table);

  const table::Table& table() const { return made_; }

  // score_out_of_scale, score_stars, sentiment_unknown.
  const std::vector<Issue>& notes() const { return notes_; }

 private:
  table::Table made_;
  std::vector<Issue> notes_;
};

}  // namespace mittari::engines
