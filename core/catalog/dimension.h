#pragma once

#include <string>
#include <vector>

#include "catalog/texts.h"

namespace mittari::catalog {

struct Parameter {
  std::string id;
  Texts names;
  std::string unit;      // percent, count
  bool monthly = false;  // a rate a month
};

struct Dimension {
  std::string id;
  std::string type;
  std::vector<std::string> tables;
  Texts names;
};

struct KpiSet {
  std::string id;
  Texts names;
  std::string primary;
  std::vector<std::string> secondary;
  std::vector<std::string> supporting;
};

struct Channel {
  std::string id;
  Texts names;
  bool offline = false;
  std::vector<std::string> tokens;  // lower-case texts that fold to this channel
};

}  // namespace mittari::catalog
