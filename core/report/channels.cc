#include "report/channels.h"

#include "base/utf8.h"

namespace mittari::report {
namespace {

char32_t Lower(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c + 32;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c == 0x130) return U'i';  // I with a dot
  if (c >= 0x100 && c <= 0x17F && c != 0x131 && c % 2 == 0 && (c < 0x139 || c > 0x148))
    return c + 1;
  return c;
}

}  // namespace

std::string FoldChannel(std::string_view text) {
  std::string out;
  bool gap = false;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = Lower(utf8::Next(text, &at));
    if (c == U' ' || c == U'_' || c == U'-' || c == U'\t' || c == 0xA0 || c == 0x2009 ||
        c == 0x202F || c == 0x200C) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    utf8::Append(c, &out);
  }
  return out;
}

bool ContainsWords(std::string_view text, std::string_view words) {
  const auto ends = [&](size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    return c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9');
  };
  for (size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const size_t end = at + words.size();
    if ((at == 0 || ends(at - 1)) && (end == text.size() || ends(end))) return true;
  }
  return false;
}

std::string ChannelGroup(const catalog::Catalog& catalog, std::string_view name) {
  const std::string folded = FoldChannel(name);
  if (folded.empty()) return "";
  const catalog::Channel* inside = nullptr;
  size_t longest = 0;
  for (const catalog::Channel& channel : catalog.channels) {
    if (FoldChannel(channel.id) == folded) return channel.id;
    for (const std::string& given : channel.names.by_language) {
      if (FoldChannel(given) == folded) return channel.id;
    }
    for (const std::string& token : channel.tokens) {
      const std::string words = FoldChannel(token);
      if (words == folded) return channel.id;
      if (words.size() > longest && words.find(' ') != std::string::npos &&
          ContainsWords(folded, words)) {
        inside = &channel;
        longest = words.size();
      }
    }
  }
  return inside != nullptr ? inside->id : std::string(name);
}

}  // namespace mittari::report
