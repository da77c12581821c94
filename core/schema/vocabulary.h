#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "schema/spellings.h"

namespace mittari::schema {

// A measure or dimension that a column can play. From roles.json.
struct Role {
  std::string id;
  bool measure = false;
  std::vector<std::string> tables;  // the kinds of table it belongs to
  std::string type;                 // money count percent number date text id boolean
  std::string unit;                 // "days" or ""
  bool stock = false;               // a level (followers), not a flow (clicks)
  bool unique = false;              // people counted once (reach): rows do not add up
  bool nonneg = false;              // never below zero
  double weight = 1;                // as evidence for the kind of table
  std::vector<std::string> prefer;  // folded: which of several columns wins, best first
};

// A rate that exports carry beside its parts: recognised, never added up.
struct Computed {
  std::string metric;
  std::string type;         // percent ratio money
  std::string over, under;  // roles of its parts: over / under * factor; empty where not checked
  double factor = 1;
};

inline constexpr std::string_view kLanguages[] = {"en", "tr", "fi", "fa", "de", "fr",
                                                  "es", "pt", "it", "nl", "sv"};

// All that is known of headers, in eleven languages and some twenty platforms.
class Vocabulary {
 public:
  // roles.json, as scripts/gen writes it down for the program: read once at first use.
  static const Vocabulary& Builtin();

  const std::vector<Role>& roles() const { return roles_; }
  const std::vector<Computed>& computed() const { return computed_; }
  const std::vector<std::string>& profiles() const { return profiles_; }
  // Index of the role, or -1.
  int FindRole(std::string_view id) const;

  // Meanings of a header, exactly spelled but for folding; empty where none.
  // A bracketed currency or time zone may be left off.
  std::vector<Hit> Exact(std::string_view header) const;
  // Meanings by the same words in another order, or behind "of", "number of".
  std::vector<Hit> ByTokens(std::string_view header) const;
  // The one role within an edit distance of 1, or -1: for a suggestion only.
  int Nearest(std::string_view header) const;
  // True where Exact has anything: such cells make up a header row.
  bool Knows(std::string_view header) const;

  // A word of rates: "rate", "avg", "oranı".
  bool IsRatioWord(const std::string& token) const { return ratio_words_.count(token) > 0; }
  bool IsIdWord(const std::string& token) const { return id_words_.count(token) > 0; }
  bool IsRatioPair(const std::string& first, const std::string& second) const;
  // "Order currency": the last words name the role, and no other one.
  bool EndsInRole(std::string_view header, int role) const;
  // "Subtotal", "Ara toplam": a part of what was paid. REQUIRES: folded.
  bool IsSubtotal(std::string_view folded) const;
  // "(Comparison)", "previous": the column speaks of another period. In `base`
  // the header without it.
  bool IsComparison(std::string_view header, std::string* base) const;

  // True for a header without a role that is usual in tables of this kind.
  bool Hints(std::string_view header, std::string_view table) const;

  // The name of the bulk-editing file that has these headers and no results, or "".
  std::string_view BulkKind(const std::vector<std::string>& headers) const;
  // "Column Labels": the corner of a pivot table.
  bool IsColumnLabels(std::string_view cell) const;

  // A cell that labels a total: "Total", "Genel toplam", "Total: Campaigns".
  bool IsTotal(std::string_view cell) const;
  // "North Total": the last word labels a total. Its sums have to bear it out.
  bool EndsInTotal(std::string_view cell) const;
  // A quick look at the first letters: false means that IsTotal is false.
  bool MaybeTotal(std::string_view cell) const;

 private:
  Vocabulary();
  void ReadRole(std::string_view fields);
  void ReadComputed(std::string_view fields);
  void ReadList(std::string_view name, std::string_view texts);
  // By words that are usual beside a name, or in another number.
  std::vector<Hit> ByOtherWords(const std::string& folded) const;
  // "Page views - total", "Lead count": what is left without such words.
  std::vector<Hit> WithoutFillers(const std::string& folded) const;

  std::vector<Role> roles_;
  std::vector<Computed> computed_;
  std::vector<std::string> profiles_;
  Spellings spellings_;
  std::vector<std::pair<std::string, Hit>> starts_;           // long headers that begin so
  std::vector<uint8_t> total_starts_;                         // bitmap over two bytes
  std::unordered_set<std::string> ratio_words_, id_words_, totals_;
  std::vector<std::pair<std::string, std::string>> ratio_pairs_;
  struct Bulk {
    std::string kind;
    std::unordered_set<std::string> headers;
  };
  std::vector<Bulk> bulk_;
  std::unordered_set<std::string> column_labels_;
  std::unordered_map<std::string, std::string> hints_;  // folded header -> kind of table
  std::vector<std::string> comparison_suffix_, comparison_prefix_;  // folded
};

}  // namespace mittari::schema
