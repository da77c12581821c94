#pragma once

#include <string_view>

namespace mittari {

// The short English of a code, for logs and the command line.
struct Message {
  std::string_view what;  // what happened; the code itself where the table has no entry
  std::string_view hint;  // how to mend it; empty where there is nothing to do
};

Message MessageOf(std::string_view code);

}  // namespace mittari
