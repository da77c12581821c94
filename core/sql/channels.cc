#include "sql/channels.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "report/channels.h"

namespace mittari::sql {
namespace {

struct Phrase {
  std::string words;
  const catalog::Channel* channel = nullptr;
};

// Every folded name of the channel, each once.
std::vector<std::string> NamesOf(const catalog::Channel& channel) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view text) {
    std::string folded = report::FoldChannel(text);
    if (!folded.empty() && std::find(out.begin(), out.end(), folded) == out.end()) out.push_back(std::move(folded));
  };
  add(channel.id);
  for (const std::string& name : channel.names.by_language) add(name);
  for (const std::string& token : channel.tokens) add(token);
  return out;
}

std::string Quoted(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (std::string_view(".^$*+?()[]{}|\\").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string FoldSql(const Dialect& dialect, const catalog::Catalog& catalog, const std::string& text) {
  std::string known;
  for (const catalog::Channel& channel : catalog.channels) {
    for (const std::string& name : NamesOf(channel)) known += name;
  }
  for (const auto& [alias, meant] : catalog.aliases) known += report::FoldChannel(alias) + report::FoldChannel(meant);
  std::string from;
  std::string to;
  const auto add = [&](char32_t letter, bool always) {
    std::string upper;
    utf8::Append(letter, &upper);
    const std::string lower = report::FoldChannel(upper);
    if (lower == upper || lower.empty() || (!always && known.find(lower) == std::string::npos)) return;
    from += upper;
    to += lower;
  };
  for (char32_t c = U'A'; c <= U'Z'; ++c) add(c, true);
  for (char32_t c = 0xC0; c <= 0x17F; ++c) add(c, false);
  // The same marks between words as in FoldChannel.
  const std::string lowered = "TRANSLATE(" + text + ", " + dialect.Text(from) + ", " + dialect.Text(to) + ")";
  return "TRIM(" + dialect.Replaced(lowered, "[ _\t\xC2\xA0\xE2\x80\x89\xE2\x80\xAF\xE2\x80\x8C-]+", " ") + ")";
}

std::string AliasSql(const Dialect& dialect, const catalog::Catalog& catalog, const std::string& channel) {
  std::string exact;
  std::string folded;
  std::set<std::string> seen;
  for (const auto& [alias, meant] : catalog.aliases) {
    exact += " WHEN " + dialect.Text(alias) + " THEN " + dialect.Text(meant);
    const std::string words = report::FoldChannel(alias);
    if (words.empty() || !seen.insert(words).second) continue;
    folded += " WHEN " + dialect.Text(words) + " THEN " + dialect.Text(meant);
  }
  if (exact.empty()) return channel;
  std::string rest = channel;
  if (!folded.empty()) {
    rest = "CASE " + FoldSql(dialect, catalog, channel) + folded + " ELSE " + channel + " END";
  }
  return "CASE " + channel + exact + " ELSE " + rest + " END";
}

std::string GroupSql(const Dialect& dialect, const catalog::Catalog& catalog, const std::string& folded,
                     const std::string& name) {
  std::string out = "CASE\n      WHEN " + folded + " = '' THEN ''";
  std::vector<Phrase> phrases;
  for (const catalog::Channel& channel : catalog.channels) {
    std::string list;
    for (const std::string& words : NamesOf(channel)) list += (list.empty() ? "" : ", ") + dialect.Text(words);
    out += "\n      WHEN " + folded + " IN (" + list + ") THEN " + dialect.Text(channel.id);
    for (const std::string& token : channel.tokens) {
      std::string words = report::FoldChannel(token);
      if (words.find(' ') != std::string::npos) phrases.push_back({std::move(words), &channel});
    }
  }
  // The longest phrase inside the name decides, as a whole word; of equal ones the first.
  std::stable_sort(phrases.begin(), phrases.end(), [](const Phrase& a, const Phrase& b) {
    return a.words.size() > b.words.size();
  });
  constexpr std::string_view kEdge = "[\\x20-\\x2f\\x3a-\\x60\\x7b-\\x7e]";
  for (size_t at = 0; at < phrases.size();) {
    std::string any;
    const catalog::Channel* channel = phrases[at].channel;
    for (; at < phrases.size() && phrases[at].channel == channel; ++at) any += (any.empty() ? "" : "|") + Quoted(phrases[at].words);
    std::string pattern = "(^|" + std::string(kEdge) + ")(" + any + ")($|" + std::string(kEdge) + ")";
    out += "\n      WHEN " + dialect.Matches(folded, pattern) + " THEN " + dialect.Text(channel->id);
  }
  return out + "\n      ELSE " + name + "\n    END";
}

}  // namespace mittari::sql
