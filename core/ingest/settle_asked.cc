// Units that only the look of the cells, or a person, can tell.
#include <algorithm>

#include "base/codes.gen.h"
#include "ingest/settle.h"

namespace mittari::ingest {
namespace {

// The outcome of one reading of rates: the least and the greatest, in per cent,
// and what they make of the amounts.
Json RatesRead(const ColumnReader& rates, const ColumnReader* amount, double divisor) {
  double least = 0, greatest = 0, weighted = 0;
  bool any = false;
  for (size_t i = 0; i < rates.numbers.size(); ++i) {
    if (rates.numbers.IsNull(i)) continue;
    const double rate = rates.numbers.RealAt(i) / divisor;
    least = any ? std::min(least, rate) : rate;
    greatest = any ? std::max(greatest, rate) : rate;
    any = true;
    if (amount != nullptr && !amount->numbers.IsNull(i)) weighted += rate * amount->numbers.RealAt(i);
  }
  // A rate that a double holds as 28.999999999999996 is 29 %.
  const auto percent = [](double rate) {
    return FormatDouble(static_cast<double>(static_cast<int64_t>(rate * 1e8 + 0.5)) / 1e6) + "%";
  };
  Json preview = Json::object();
  preview["min"] = percent(least);
  preview["max"] = percent(greatest);
  if (amount != nullptr) preview["sum"] = weighted;
  return preview;
}

}  // namespace

bool IsPercent(const Settings& settings, const ColumnReader& rates, const ColumnReader* amount,
               Source* source) {
  if (rates.meaning.percent_signs) return false;  // 25% has been read as 0.25
  if (const std::string* answer = settings.Answer(codes::kUnitPercent, rates.name)) {
    return *answer == "percent";
  }
  double greatest = 0;
  bool fractions = false;  // between 0 and 1
  for (size_t i = 0; i < rates.numbers.size(); ++i) {
    if (rates.numbers.IsNull(i)) continue;
    const double rate = rates.numbers.RealAt(i);
    greatest = std::max(greatest, rate);
    fractions = fractions || (rate > 0 && rate < 1);
  }
  const bool header = rates.name.find('%') != std::string::npos;
  const bool percent = greatest > 1;
  if (greatest == 0 || (percent && !fractions) || (!percent && fractions && !header)) return percent;
  Question question;
  question.code = std::string(codes::kUnitPercent);
  question.column = rates.name;
  question.choices = {{"percent", RatesRead(rates, amount, 100)},
                      {"fraction", RatesRead(rates, amount, 1)}};
  question.likelier = percent ? "percent" : "fraction";
  if (!percent) std::swap(question.choices[0], question.choices[1]);
  source->questions.push_back(std::move(question));
  return percent;
}

std::string TomanOrRial(const Settings& settings, const std::vector<ColumnReader>& columns,
                        Source* source) {
  const auto persian = std::find_if(columns.begin(), columns.end(), [](const ColumnReader& column) {
    return column.number && column.meaning.type == "money" && column.meaning.why == "synonym:fa" &&
           column.meaning.currency.empty();
  });
  if (persian == columns.end()) return {};
  if (const std::string* answer = settings.Answer(codes::kUnitTomanRial, persian->name)) {
    return *answer == "rial" ? "IRR" : "IRT";
  }
  if (source == nullptr) return {};
  Question question;
  question.code = std::string(codes::kUnitTomanRial);
  question.column = persian->name;
  for (const auto& [id, currency] : {std::pair{"toman", "IRT"}, std::pair{"rial", "IRR"}}) {
    Json preview = Json::object();
    if (persian->numbers.exact()) {
      preview["sum"] = ToString(persian->numbers.Sum(), persian->numbers.scale());
    }
    preview["currency"] = currency;
    question.choices.push_back({id, std::move(preview)});
  }
  source->questions.push_back(std::move(question));
  return {};
}

}  // namespace mittari::ingest
