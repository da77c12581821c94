#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

// The words that CRM and billing exports write for the same few things, in the
// languages we read. Nothing here looks at more than one cell.
namespace mittari::engines {

// Letters and digits alone, lower-case, without the marks that people leave out:
// "Closed Won", "closed-won" and "CLOSEDWON" are one text, "KAZANILDI" and
// "kazanıldı" another.
std::string Fold(std::string_view text);
bool HoldsAny(std::string_view folded, std::initializer_list<std::string_view> words);

enum class Outcome : uint8_t { kOpen, kWon, kLost };

// What a stage or an outcome column says; nothing where the text is neither of
// the two ends ("Proposal"). A plain yes ("true", "1", "evet") is won and a
// plain no is kOpen: an unwon deal may still be open.
std::optional<Outcome> OutcomeOf(std::string_view text);

// As codes are written: "usd" is USD. What is no code of three letters stays as it is.
std::string CurrencyName(std::string_view text);

// A plain no in a column such as "Is won".
bool IsNo(std::string_view text);

// Deals or customers brought by marketing; others are outbound, partners, and so on.
bool IsMarketing(std::string_view source_type);
// Customers brought by other customers.
bool IsReferral(std::string_view source);

// A question such as "How did you hear about us?": what people say, not what was tracked.
bool AsksHowTheyHeard(std::string_view header);

// How often an amount is charged. months * 12 amounts to a year, so that one
// amount is `numerator / denominator` of a month: year 1/12, quarter 1/3, week
// 52/12, day 365/12 (12 months of a year everywhere).
struct Interval {
  enum class Kind : uint8_t { kPeriodic, kOneTime, kUnknown };
  Kind kind = Kind::kUnknown;
  int32_t numerator = 1;
  int32_t denominator = 1;
  int32_t months = 0;  // length of a term in whole months; 0 for weeks and days
};

// "year", "Annual", "every 3 months", "2 weeks", "P1M", "aylık", "vuosi",
// "ماهانه", "one_time". A plain number counts months.
Interval IntervalOf(std::string_view text);

// What a subscription's status says of its revenue.
enum class Status : uint8_t {
  kPaying,
  kTrial,    // no revenue yet
  kVoid,     // never came to be: incomplete, expired before payment, draft
  kPastDue,  // counts until it is ended
  kEnded,    // cancelled, expired: counts until its end date
};
Status StatusOf(std::string_view text);

// What an order's status says of it.
enum class OrderState : uint8_t {
  kPlaced,     // paid, open, shipped, given back in part: an order
  kRefunded,   // an order that was given back whole
  kCancelled,  // came to nothing: cancelled, voided, failed, a draft
  kAbandoned,  // a cart that was left
};
OrderState OrderStateOf(std::string_view text);

}  // namespace mittari::engines
