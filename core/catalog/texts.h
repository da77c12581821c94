#pragma once

#include <array>
#include <string>
#include <string_view>

namespace mittari::catalog {

inline constexpr std::array<std::string_view, 4> kLanguages = {"en", "tr", "fi", "fa"};

// One text in every language, in the order of kLanguages.
struct Texts {
  std::array<std::string, 4> by_language;

  // English where the language is not one of ours.
  const std::string& In(std::string_view language) const;
};

}  // namespace mittari::catalog
