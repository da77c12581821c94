#include <algorithm>
#include <cmath>
#include <map>

#include "base/utf8.h"
#include "ingest/levels.h"
#include "ingest/row_taker.h"
#include "ingest/wide_parts.h"
#include "locale/header.h"
#include "locale/number.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
namespace {

constexpr size_t kLooked = 100;  // rows
constexpr size_t kMostWords = 6;

// Words that make a channel of what they stand in.
bool IsChannelWord(const std::string& word) {
  static constexpr std::string_view kWords[] = {
      "google",   "adwords",      "facebook",    "fb",          "meta",       "instagram",
      "ig",       "tiktok",       "linkedin",    "twitter",     "bing",       "microsoft",
      "youtube",  "pinterest",    "snapchat",    "reddit",      "amazon",     "yandex",
      "criteo",   "taboola",      "outbrain",    "naver",       "whatsapp",   "email",
      "mail",     "newsletter",   "sms",         "search",      "sem",        "ppc",
      "social",   "display",      "affiliate",   "affiliates",  "influencer", "influencers",
      "tv",       "radio",        "print",       "ooh",         "outdoor",    "billboard",
      "podcast",  "programmatic", "events",      "webinar",     "magazine",   "newspaper",
      "shopping", "pmax",         "retargeting", "remarketing", "eposta",     "arama",
      "sosyal",   "haku",         "sahkoposti",  "radyo",       "etkinlik",   "گوگل",
      "ایمیل",    "اینستاگرام"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

// "paid_search_spend", "Spend (Google Ads)", "TikTokClicks": a channel, and what is counted of it.
struct Named {
  std::string channel;
  std::string measure;   // "" where the header is not such a pair
  std::string currency;  // "USD", or ""
  int role = -1;
};

int FlowRole(std::string_view name) {
  const schema::Vocabulary& vocabulary = schema::Vocabulary::Builtin();
  for (const schema::Hit& hit : vocabulary.Exact(name)) {
    if (hit.profile >= 0 || hit.role < 0) continue;
    const schema::Role& role = vocabulary.roles()[hit.role];
    const bool sums = std::find(role.tables.begin(), role.tables.end(), "channel_performance") !=
                          role.tables.end() ||
                      role.id == "orders";
    if (role.measure && !role.stock && !role.unique && sums) return hit.role;
  }
  return -1;
}

Named NamedBy(std::string_view header) {
  Named named;
  if (header.size() > 60) return named;
  const locale::HeaderParts parts = locale::SplitHeader(header);
  if (parts.power != 0) return named;  // thousands of them
  std::string spaced;
  for (const char c : parts.note.empty() ? std::string_view(parts.base) : header) {
    const bool mark = c == '_' || c == '-' || c == '(' || c == ')' || c == '/' || c == '|';
    spaced += mark ? ' ' : c;
  }
  if (utf8::Trim(spaced).find(' ') == std::string_view::npos)
    spaced = locale::FoldCamel(parts.base);
  const std::vector<std::string> words = locale::Tokens(spaced);
  if (words.size() < 2 || words.size() > kMostWords) return named;
  if (std::none_of(words.begin(), words.end(), [](const std::string& word) {
        return IsChannelWord(locale::FoldPlain(word));
      })) {
    return named;
  }
  if (schema::Vocabulary::Builtin().Knows(header)) return named;
  const auto joined = [&words](size_t from, size_t to) {
    std::string text;
    for (size_t i = from; i < to; ++i) text += (i > from ? " " : "") + words[i];
    return text;
  };
  for (size_t size = words.size() - 1; size > 0; --size) {
    for (const bool last : {true, false}) {
      const size_t from = last ? words.size() - size : 0;
      const std::string measure = joined(from, from + size);
      if (locale::FoldPlain(words[from]) == "ads") continue;  // of "Google Ads"
      const int role = FlowRole(measure);
      if (role < 0) continue;
      const std::string channel = last ? joined(0, from) : joined(size, words.size());
      const std::vector<std::string> tokens = locale::Tokens(locale::FoldPlain(channel));
      if (std::none_of(tokens.begin(), tokens.end(), IsChannelWord)) return named;
      named.channel = channel;
      named.measure = measure;
      named.role = role;
      named.currency = parts.currency;
      return named;
    }
  }
  return named;
}

// What most cells of a column are.
enum class Cells { kText, kPeriods, kNumbers };

Cells CellsOf(const std::vector<PrefixRow>& rows, const TableSpan& span, size_t column) {
  size_t filled = 0, numbers = 0, periods = 0;
  for (size_t r = span.first; r < std::min(span.end, span.first + kLooked); ++r) {
    const std::string_view cell = CellOf(rows[r], column);
    if (cell.empty()) continue;
    ++filled;
    periods += IsPeriodCell(cell) ? 1 : 0;
    numbers += IsValueCell(cell) ? 1 : 0;
  }
  if (filled == 0) return Cells::kText;
  if (periods * 2 > filled) return Cells::kPeriods;
  return numbers * 2 > filled ? Cells::kNumbers : Cells::kText;
}

double ValueOf(const PrefixRow& row, size_t column, locale::NumberStyle style) {
  const locale::NumberCell cell = locale::ReadNumber(CellOf(row, column), style);
  if (cell.kind != locale::NumberKind::kNumber) return 0;
  const Decimal value = cell.In(style);
  return ToDouble(value.units, value.scale);
}

// True where `whole` is the sum of `parts` in each row, all read in one style.
bool IsSumOf(const std::vector<PrefixRow>& rows, const TableSpan& span, size_t whole,
             const std::vector<size_t>& parts) {
  for (const locale::NumberStyle style :
       {locale::NumberStyle::kPoint, locale::NumberStyle::kComma}) {
    bool all = true;
    for (size_t r = span.first; all && r < std::min(span.end, span.first + kLooked); ++r) {
      double rest = ValueOf(rows[r], whole, style);
      for (const size_t part : parts) rest -= ValueOf(rows[r], part, style);
      all = std::fabs(rest) < 0.006 * static_cast<double>(parts.size());
    }
    if (all) return true;
  }
  return false;
}

}  // namespace

std::optional<WideShape> FindChannelColumns(const std::vector<PrefixRow>& rows,
                                            const TableSpan& span) {
  const PrefixRow& header = rows[span.header];
  if (header.cells.size() > 200) return std::nullopt;
  const schema::Vocabulary& vocabulary = schema::Vocabulary::Builtin();
  std::vector<Named> names(header.cells.size());
  std::map<int, std::vector<size_t>> parts;  // of each measure
  for (size_t i = 0; i < names.size(); ++i) {
    names[i] = NamedBy(CellOf(header, i));
    if (names[i].role >= 0 && CellsOf(rows, span, i) == Cells::kText) names[i] = {};
    if (names[i].role >= 0) parts[names[i].role].push_back(i);
  }
  const bool several = std::any_of(parts.begin(), parts.end(),
                                   [](const auto& part) { return part.second.size() > 1; });
  if (!several) return std::nullopt;
  WideShape shape;
  shape.key_name = "Channel";
  std::vector<std::string> ids;
  std::vector<size_t> others;  // measures of no channel: each counts once
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].role >= 0) continue;
    const std::string_view name = CellOf(header, i);
    bool dimension = false, measure = false;
    for (const schema::Hit& hit : vocabulary.Exact(name)) {
      if (hit.role < 0) continue;
      const schema::Role& role = vocabulary.roles()[hit.role];
      if (role.id == "channel") return std::nullopt;  // the rows have one already
      (role.measure || role.type == "money" ? measure : dimension) = true;
    }
    dimension = dimension && !measure;
    if (dimension || CellsOf(rows, span, i) != Cells::kNumbers) {
      shape.ids.push_back(i);
      ids.emplace_back(name);
      continue;
    }
    const auto same = parts.find(FlowRole(name));
    if (same == parts.end()) {
      others.push_back(i);
    } else if (!IsSumOf(rows, span, i, same->second)) {
      return std::nullopt;  // more than its parts
    }
  }
  if (shape.ids.empty()) return std::nullopt;
  std::vector<int> roles;
  for (const auto& [role, columns] : parts) {
    roles.push_back(role);
    const Named& first = names[columns.front()];
    const bool alike = std::all_of(columns.begin(), columns.end(), [&](size_t column) {
      return names[column].currency == first.currency;
    });
    if (!alike) return std::nullopt;  // one column can't hold two currencies
    shape.measures.push_back(first.measure);
    if (!first.currency.empty()) shape.measures.back() += " (" + first.currency + ")";
  }
  for (const size_t other : others) shape.measures.emplace_back(CellOf(header, other));
  const auto group = [&shape](const std::string& key) -> WideShape::Group& {
    for (WideShape::Group& known : shape.groups) {
      if (locale::FoldPlain(known.key) == locale::FoldPlain(key)) return known;
    }
    shape.groups.push_back({key, std::vector<size_t>(shape.measures.size(), SIZE_MAX)});
    return shape.groups.back();
  };
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].role < 0) continue;
    const size_t at =
        static_cast<size_t>(std::find(roles.begin(), roles.end(), names[i].role) - roles.begin());
    size_t& cell = group(names[i].channel).cells[at];
    if (cell != SIZE_MAX) return std::nullopt;  // one figure of a channel twice
    cell = i;
  }
  for (size_t k = 0; k < others.size(); ++k) group("").cells[roles.size() + k] = others[k];
  NameLong(ids, &shape);
  return shape;
}

}  // namespace mittari::ingest
