#pragma once

#include <string>
#include <string_view>

#include "catalog/catalog.h"

namespace mittari::report {

// The id of the channel group that a raw channel name belongs to: "Google Ads"
// and "google_ads" are paid_search. The whole name is looked up first; then the
// longest listed phrase of two words or more inside it ("Facebook Ads | TR").
// A name that fits none stays as it is: nothing is hidden under "other".
std::string ChannelGroup(const catalog::Catalog& catalog, std::string_view name);

// Lower case, words divided by single spaces, whatever stood between them.
std::string FoldChannel(std::string_view text);

// Whether the folded text holds the folded words, as whole words.
bool ContainsWords(std::string_view text, std::string_view words);

}  // namespace mittari::report
