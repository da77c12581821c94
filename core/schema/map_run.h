#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/mapper.h"
#include "schema/mapping.h"
#include "schema/vocabulary.h"

namespace mittari::schema {

// One mapping at work: what each header can mean (mapper.cc), and which column
// gets which role (assign.cc).
class MapRun {
 public:
  MapRun(const std::vector<ColumnFacts>& facts, const MapOptions& options)
      : vocabulary_(Vocabulary::Builtin()),
        facts_(facts),
        options_(options),
        drafts_(facts.size()) {
    mapping_.columns.resize(facts.size());
  }

  Result<Mapping> Run();
  // Kinds of table that fit nearly as well as the one chosen.
  const std::vector<std::string>& rivals() const { return rivals_; }

 private:
  const Role& RoleAt(int index) const;

  // "Deal - Title", "Deal - Value": what all headers begin with says nothing of each.
  void FindNames();

  // A column of another period beside its own: "Clicks", "Clicks (Comparison)".
  void FindComparisons();

  // "Last 3 months Clicks", "Previous 3 months Clicks": a period with a digit in it
  // before a known header. Of two periods the first is the one to read.
  void FindPeriodPairs();

  // The platform whose layout covers the headers; a header that many platforms
  // share says little. -1 where none is convincing.
  int FindProfile() const;

  int Rank(int role, size_t column, int order) const;

  // "Campaign ID": the header speaks of the id of what the role names.
  bool NamesId(int role, size_t column) const;

  void AddCandidate(size_t column, const Hit& hit, int penalty, locale::Confidence confidence,
                    std::string why);

  void Propose(size_t column, int profile);

  bool LooksLikeRate(const ColumnFacts& facts) const;

  bool AnyProposes(std::initializer_list<std::string_view> roles) const;

  // "Order currency", "Paket durumu": of a header that is unknown as a whole the last
  // words tell what it is, where no other column is that.
  void ProposeByLastWord();

  // "Sourced leads", "Amount by contract": the one column whose header is a measure with
  // a word beside it, where no other is that measure. The role of such a header, or -1.
  // `strict`: the word has no other sense at all.
  void ProposeQualified(bool strict);
  int QualifiedRole(size_t column, bool strict) const;

  // Orders whose amount is headed "Genel toplam" or "Yhteensä".
  void ProposeTotals();

  // Roles that hold only in company: Finnish "Hinta" is a cost beside clicks
  // and a price elsewhere; bounces beside visits are not bounced e-mails.
  void DropLoneSenses();

  std::optional<Error> TakeUserMap();

  const std::string* Answer(std::string_view code, size_t column) const;

  // Columns propose to their first candidate; a role keeps the better claim,
  // and who loses it proposes to the next.
  void Assign(std::string_view table);

  // The claim of a column: its rank, unless the currency of the settings
  // points at one of two twins.
  std::pair<int, int> Claims(size_t column, const Candidate& wish) const;

  void Settle(size_t column, std::vector<Candidate>* wishes);

  // "Customers" are new ones in a channel table. Where they never fall over
  // many rows they may as well be all customers at hand.
  void AskOpeningStock(size_t column, std::vector<Candidate>* wishes);

  // Measures of another kind of table beside those of this one: orders in a
  // channel worksheet. Texts likewise, where the role is free.
  void AssignForeign();

  // "id" alone is that of what the rows are.
  void TakeBareId();

  // The day of an order may be headed by any word for a date.
  void TakeOrderDate();

  // "Current billing amount", where nothing else is the amount and only one column ends so.
  void TakeLastAmount();

  // A channel table whose columns name no date has one all the same where only one
  // column holds days: "Video publish time". Orders likewise, and deals beside their close.
  void TakeOnlyDate();
  // Of an invoice the days that it pays for, else the day it is of.
  void TakePaidPeriod();

  bool HeldAny(std::initializer_list<std::string_view> roles) const;

  void Take(size_t column, const Candidate& wish);

  void Drop(size_t column);

  std::string CurrencyOf(size_t column) const;

  void NoteLoss(size_t loser, size_t winner, int role);

  void Describe(size_t column);

  std::string TypeOf(const ColumnFacts& facts, const Draft& draft, ColumnMeaning* meaning) const;

  const Vocabulary& vocabulary_;
  const std::vector<ColumnFacts>& facts_;
  const MapOptions& options_;
  std::vector<std::string> names_;  // headers without what they share
  std::vector<Draft> drafts_;
  std::map<int, size_t> holder_;         // role -> column
  std::map<size_t, MeaningNote> notes_;  // by losing column
  Mapping mapping_;
  std::vector<std::string> rivals_;
};

}  // namespace mittari::schema
