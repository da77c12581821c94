#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/mapper.h"
#include "schema/vocabulary.h"

namespace mittari::schema {

// A role that a column could play, with its claim to it.
struct Candidate {
  int role = -1;
  int rank = 0;  // less is better, against other columns that want the role
  locale::Confidence confidence = locale::Confidence::kCertain;
  std::string why;
};

// One column while its meaning is being worked out.
struct Draft {
  std::vector<Hit> hits;
  std::vector<Candidate> candidates;  // of all tables
  bool known = false;                 // the platform's layout says: no role
  bool computed = false;
  int computed_index = -1;
  bool comparison = false;
  std::string why;
};

// The rules for headers with two senses: which of the roles in `candidates`
// (all of one table) fits the company that the column keeps. Puts the fitting
// one first. False where nothing decides: then a person is asked.
bool SettleSense(const ColumnFacts& facts, const std::vector<Draft>& drafts,
                 std::vector<Candidate>* candidates);

// Whether cells that look so can be in a column of this role.
bool Fits(const Role& role, const ColumnFacts& facts);

// The kind of table whose roles these columns play best; "" where too little
// is there to tell. A role is only counted where its cells fit. `rivals`: other
// kinds that they play nearly as well.
std::string ChooseTable(const std::vector<ColumnFacts>& facts, const std::vector<Draft>& drafts,
                        std::vector<std::string>* rivals);

bool Belongs(const Role& role, std::string_view table);

}  // namespace mittari::schema
