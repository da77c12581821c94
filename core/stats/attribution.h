#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/rational.h"

namespace mittari::stats {

// Steps of one way to a conversion or to none, as numbers of channels, with how often it was gone.
struct Path {
  std::vector<int> channels;
  double conversions = 0;
  double others = 0;  // ended without one
};

// A Markov chain of order 1 over start, channels, conversion and nothing.
struct Markov {
  double conversion = 0;               // chance from the start
  std::vector<double> removal_effect;  // per channel: 1 - chance without it / chance
  std::vector<double> credit;          // conversions, shared out by removal effects
};
// Absent where every way converts or none does (removal effects mean nothing then), or above
// kMostChannels. Channels are numbered 0..channels - 1.
inline constexpr int kMostChannels = 200;
std::optional<Markov> FitMarkov(const std::vector<Path>& paths, int channels);

// Rules that share a conversion's value among the touches before it.
enum class Rule { kFirst, kLast, kLastNonDirect, kLinear, kPosition, kTimeDecay };

struct Touch {
  int channel = 0;
  int days = 0;  // before the conversion
  bool direct = false;
};
// Shares of the touches, in their order, adding up to 1. kPosition gives `ends[0]` to the first,
// `ends[2]` to the last and ends[1] to those between; two touches share alike by the weights of
// the ends, one takes all. kTimeDecay weighs 2^(-days / half_life). REQUIRES: touches not empty.
struct Weighing {
  double ends[3] = {0.4, 0.2, 0.4};
  double half_life = 7;
};
std::vector<Rational> Shares(Rule rule, const std::vector<Touch>& touches, const Weighing& weighing);

}  // namespace mittari::stats
