#include "stats/attribution.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "stats/real.h"

namespace mittari::stats {
namespace {

// Chance of conversion from the start, where row i holds the transitions of channel i to the
// channels, then to conversion; `start` those of the start. Channel `removed` leads nowhere.
double ChanceOf(const std::vector<std::vector<double>>& rows, const std::vector<double>& start, int removed) {
  const size_t n = rows.size();
  // (I - Q) v = c by elimination with the largest pivot.
  std::vector<std::vector<double>> m(n, std::vector<double>(n + 1, 0));
  for (size_t i = 0; i < n; ++i) {
    m[i][i] = 1;
    if (static_cast<int>(i) == removed) continue;
    for (size_t j = 0; j < n; ++j) m[i][j] -= rows[i][j];
    m[i][n] = rows[i][n];
  }
  for (size_t c = 0; c < n; ++c) {
    size_t pivot = c;
    for (size_t i = c + 1; i < n; ++i) {
      if (std::fabs(m[i][c]) > std::fabs(m[pivot][c])) pivot = i;
    }
    if (std::fabs(m[pivot][c]) < 1e-14) continue;  // never left: no way out, no conversion
    std::swap(m[c], m[pivot]);
    for (size_t i = 0; i < n; ++i) {
      if (i == c || m[i][c] == 0) continue;
      const double factor = m[i][c] / m[c][c];
      for (size_t j = c; j <= n; ++j) m[i][j] -= factor * m[c][j];
    }
  }
  double chance = start[n];
  for (size_t i = 0; i < n; ++i) {
    if (m[i][i] != 0) chance += start[i] * m[i][n] / m[i][i];
  }
  return chance;
}

}  // namespace

std::optional<Markov> FitMarkov(const std::vector<Path>& paths, int channels) {
  if (channels < 1 || channels > kMostChannels) return std::nullopt;
  const size_t n = static_cast<size_t>(channels);
  std::vector<std::vector<double>> rows(n + 1, std::vector<double>(n + 1, 0));  // the last is the start
  std::vector<double> out_of(n + 1, 0);
  double conversions = 0;
  double others = 0;
  for (const Path& path : paths) {
    const double weight = path.conversions + path.others;
    if (!(weight > 0) || path.channels.empty()) continue;
    conversions += path.conversions;
    others += path.others;
    size_t from = n;
    for (const int channel : path.channels) {
      rows[from][static_cast<size_t>(channel)] += weight;
      out_of[from] += weight;
      from = static_cast<size_t>(channel);
    }
    rows[from][n] += path.conversions;
    out_of[from] += weight;
  }
  if (!(conversions > 0) || !(others > 0)) return std::nullopt;
  for (size_t i = 0; i <= n; ++i) {
    for (double& count : rows[i]) count = out_of[i] > 0 ? count / out_of[i] : 0;
  }
  const std::vector<double> start = std::move(rows.back());
  rows.pop_back();
  Markov out;
  out.conversion = ChanceOf(rows, start, -1);
  if (!(out.conversion > 0)) return std::nullopt;
  double sum = 0;
  for (int c = 0; c < channels; ++c) {
    out.removal_effect.push_back(std::max(0.0, 1 - ChanceOf(rows, start, c) / out.conversion));
    sum += out.removal_effect.back();
  }
  for (const double effect : out.removal_effect) out.credit.push_back(conversions * effect / sum);
  return out;
}

std::vector<Rational> Shares(Rule rule, const std::vector<Touch>& touches, const Weighing& weighing) {
  const size_t n = touches.size();
  std::vector<Rational> weights(n);
  const auto last_non_direct = [&] {
    for (size_t i = n; i-- > 0;) {
      if (!touches[i].direct) return i;
    }
    return n - 1;
  };
  switch (rule) {
    case Rule::kFirst: weights[0] = Rational(1); break;
    case Rule::kLast: weights[n - 1] = Rational(1); break;
    case Rule::kLastNonDirect: weights[last_non_direct()] = Rational(1); break;
    case Rule::kLinear:
      for (Rational& weight : weights) weight = Rational(1);
      break;
    case Rule::kPosition:
      for (size_t i = 1; i + 1 < n; ++i) {
        weights[i] = Rational::FromShortest(weighing.ends[1]) / Rational(static_cast<int64_t>(n - 2));
      }
      weights[0] = Rational::FromShortest(weighing.ends[0]);
      if (n > 1) weights[n - 1] = Rational::FromShortest(weighing.ends[2]);
      break;
    case Rule::kTimeDecay: {
      // From the last touch: only the distances between them matter.
      const int least = std::min_element(touches.begin(), touches.end(), [](const Touch& a, const Touch& b) {
                          return a.days < b.days;
                        })->days;
      for (size_t i = 0; i < n; ++i) {
        const double halvings = (touches[i].days - least) / weighing.half_life;
        const bool whole = halvings == std::floor(halvings) && halvings < 60;
        weights[i] = whole ? Rational(1) / Rational(int64_t{1} << static_cast<int>(halvings))
                           : Rational::FromDouble(Exp(-halvings * 0.69314718055994530942));
      }
      break;
    }
  }
  Rational sum;
  for (const Rational& weight : weights) sum = sum + weight;
  if (sum.Sign() <= 0) return std::vector<Rational>(n, Rational(1) / Rational(static_cast<int64_t>(n)));
  for (Rational& weight : weights) weight = weight / sum;
  return weights;
}

}  // namespace mittari::stats
