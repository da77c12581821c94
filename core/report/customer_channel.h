#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "report/query.h"
#include "report/workspace.h"
#include "table/table.h"

namespace mittari::report {

// Whether the question tells channels apart, or is about some of them.
bool AsksForChannels(const Query& query);

// Which channel won each customer, from the sources that know both: a CRM's deals or leads, orders,
// a list of customers. A billing export without a channel of its own can then be told apart by it.
//
// The deal that was won tells, the earliest of several; else the earliest row that names a channel;
// of two on one day, the smaller text. So nothing depends on the order of rows or files. Paths of
// touches are left to attribution. Ids meet as they are written, else whatever their case and the
// marks between words where that leaves no doubt.
class CustomerChannels {
 public:
  // The tables must outlive it.
  explicit CustomerChannels(const Workspace& workspace);

  // The channels of the table's rows, by their customers; nullptr where the table names no customers
  // or none of them is known here. Adds to the notes how many rows found their customer, and which
  // ones did not.
  std::shared_ptr<const table::Column> ColumnFor(const table::Table& table, std::vector<Issue>* notes) const;

 private:
  struct Claim {
    std::string_view channel;  // "" for none
    int64_t rank = 0;          // less is better
    void Hear(const Claim& other);
  };
  void Read(const Input& input);
  std::string_view Find(std::string_view id) const;

  std::unordered_map<std::string_view, Claim> known_;
  // To the id; "" where several fold alike. Made when an id is not found as it is written.
  mutable std::unordered_map<std::string, std::string_view> folded_;
  std::deque<std::string> texts_;  // of channels, and of ids that are numbers
  std::vector<std::string> sources_;
};

}  // namespace mittari::report
