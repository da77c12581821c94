#include <algorithm>
#include <cmath>

#include "base/codes.gen.h"
#include "ingest/settle.h"
#include "locale/header.h"
#include "schema/vocabulary.h"

namespace mittari::ingest {
namespace {

// Currencies in which a click may well cost thousands.
bool IsSmallUnit(std::string_view currency) {
  static constexpr std::string_view kSmall[] = {"IRR", "IRT", "IDR", "VND", "KRW", "JPY", "COP",
                                                "CLP", "HUF", "IQD", "UZS", "LBP", "PYG", "UGX",
                                                "TZS", "MMK", "KHR", "LAK", "NGN", "KZT", "CRC",
                                                "XOF", "XAF", "ARS", "PKR", "LKR", "RWF", "MGA"};
  return std::find(std::begin(kSmall), std::end(kSmall), currency) != std::end(kSmall);
}

bool HeaderSays(const ColumnReader& column, std::initializer_list<std::string_view> words) {
  const std::vector<std::string> tokens =
      locale::Tokens(locale::FoldPlain(locale::FoldCamel(column.name)));
  for (const std::string& token : tokens) {
    const std::string bare =
        token.size() > 2 && token.front() == '(' ? token.substr(1, token.size() - 2) : token;
    for (std::string_view word : words) {
      if (bare == word) return true;
    }
  }
  return false;
}

// All cells whole and multiples of 10,000, as amounts to the cent are in micros.
bool LooksLikeMicros(const ColumnReader& column) {
  const table::NumberBuilder& numbers = column.numbers;
  if (!column.number || !numbers.Integers()) return false;
  bool any = false;
  for (size_t i = 0; i < numbers.size(); ++i) {
    const int64_t units = numbers.UnitsAt(i);
    if (units % 10000 != 0) return false;
    any = any || units != 0;
  }
  return any;
}

bool IsMoney(const ColumnReader& column) {
  return column.number && (column.meaning.type == "money" || column.meaning.role == "spend");
}

ColumnReader* ByRole(std::vector<ColumnReader>* columns, std::string_view role) {
  for (ColumnReader& column : *columns) {
    if (column.meaning.role == role && column.number) return &column;
  }
  return nullptr;
}

double Total(const ColumnReader& column) {
  double sum = 0;
  if (column.numbers.exact()) return ToDouble(column.numbers.Sum(), column.numbers.scale());
  for (size_t i = 0; i < column.numbers.size(); ++i) sum += column.numbers.RealAt(i);
  return sum;
}

void Divide(ColumnReader* column, int digits, std::string_view code, Source* source) {
  Finding finding;
  finding.column = column->name;
  finding.issue.code = std::string(code);
  finding.issue.count = static_cast<int64_t>(column->numbers.size() - column->numbers.null_count());
  for (size_t i = 0; i < column->numbers.size() && finding.issue.samples.empty(); ++i) {
    if (column->numbers.IsNull(i) || column->numbers.RealAt(i) == 0) continue;
    finding.issue.samples.push_back({-1, column->name, FormatDouble(column->numbers.RealAt(i))});
  }
  if (digits < 0) finding.issue.args = {{"factor", PowerOfTen(-digits)}};
  column->numbers.DivideByPowerOfTen(digits);
  source->repairs.push_back(std::move(finding));
}

void AskUnit(const ColumnReader& column, std::string_view code, int digits,
             std::string_view divided, std::string_view kept, bool likelier_divided,
             Source* source) {
  Question question;
  question.code = std::string(code);
  question.column = column.name;
  if (column.numbers.exact()) {
    const Int128 sum = column.numbers.Sum();
    const std::string whole = ToString(sum, column.numbers.scale());
    const std::string part = ToString(sum, column.numbers.scale() + digits);
    question.choices = {{std::string(divided), {{"sum", part}}},
                        {std::string(kept), {{"sum", whole}}}};
  } else {
    question.choices = {{std::string(divided), Json::object()},
                        {std::string(kept), Json::object()}};
  }
  question.likelier = std::string(likelier_divided ? divided : kept);
  if (!likelier_divided) std::swap(question.choices[0], question.choices[1]);
  source->questions.push_back(std::move(question));
}

void SettleMicros(const Settings& settings, std::vector<ColumnReader>* columns,
                  const std::string& currency, Source* source) {
  for (ColumnReader& column : *columns) {
    if (column.number && HeaderSays(column, {"micros", "micro"})) {
      if (!settings.IsOff(codes::kMicrosDivided)) Divide(&column, 6, codes::kMicrosDivided, source);
      return;  // the header tells one from the others
    }
  }
  ColumnReader* spend = ByRole(columns, "spend");
  if (spend == nullptr || !LooksLikeMicros(*spend)) return;
  const std::string* answer = settings.Answer(codes::kUnitMicros, spend->name);
  bool divide = false;
  if (answer != nullptr) {
    divide = *answer == "micros";
  } else {
    // What a click or a thousand impressions would cost.
    const ColumnReader* clicks = ByRole(columns, "clicks");
    const ColumnReader* impressions = ByRole(columns, "impressions");
    const double paid = Total(*spend);
    double per_click = 0;
    if (clicks != nullptr && Total(*clicks) > 0) {
      per_click = paid / Total(*clicks);
    } else if (impressions != nullptr && Total(*impressions) > 0) {
      per_click = paid / Total(*impressions) * 100;  // one click in a hundred
    }
    // Persian amounts are in toman or rial, where the file does not say otherwise.
    const bool small =
        IsSmallUnit(currency) || (currency.empty() && spend->meaning.why == "synonym:fa");
    if (per_click == 0 || per_click < (small ? 300000 : 1000)) return;
    divide = true;
    const bool sure = !small && !currency.empty() && spend->numbers.size() >= 3;
    if (!sure) AskUnit(*spend, codes::kUnitMicros, 6, "micros", "units", true, source);
  }
  if (!divide || settings.IsOff(codes::kMicrosDivided)) return;
  for (ColumnReader& column : *columns) {
    if (IsMoney(column) && LooksLikeMicros(column))
      Divide(&column, 6, codes::kMicrosDivided, source);
  }
}

void SettleMinor(const Settings& settings, std::vector<ColumnReader>* columns, const Source& found,
                 Source* source) {
  // Its ids are known by their beginnings where the layout is not.
  const bool stripe = found.profile.starts_with("stripe") ||
                      std::any_of(columns->begin(), columns->end(), [](const ColumnReader& column) {
                        return !column.number && column.texts.distinct() > 0 &&
                               column.texts.Text(0).starts_with("cus_");
                      });
  for (ColumnReader& column : *columns) {
    if (!IsMoney(column)) continue;
    if (HeaderSays(column, {"cents", "kurus", "pence", "minor"})) {
      if (!settings.IsOff(codes::kMinorDivided)) Divide(&column, 2, codes::kMinorDivided, source);
      continue;
    }
    if (!stripe || !column.numbers.Integers() ||
        column.numbers.size() == column.numbers.null_count())
      continue;
    if (column.meaning.role != "plan_amount" && column.meaning.role != "gross_revenue") continue;
    int64_t least = INT64_MAX;
    for (size_t i = 0; i < column.numbers.size(); ++i) {
      const int64_t units = column.numbers.UnitsAt(i);
      if (units > 0) least = std::min(least, units);
    }
    if (least < 100 || least == INT64_MAX) continue;
    if (const std::string* answer = settings.Answer(codes::kUnitMinor, column.name)) {
      if (*answer == "minor") Divide(&column, 2, codes::kMinorDivided, source);
      continue;
    }
    const bool likelier = least >= 500;
    AskUnit(column, codes::kUnitMinor, 2, "minor", "units", likelier, source);
    if (likelier) Divide(&column, 2, codes::kMinorDivided, source);
  }
}

double Half(const ColumnReader& column) {
  return column.numbers.exact() ? 0.5 * ToDouble(1, column.numbers.scale()) : 0;
}

}  // namespace

int64_t LineOf(const LineRuns& runs, size_t row) {
  const auto after = std::upper_bound(
      runs.begin(), runs.end(), row,
      [](size_t at, const std::pair<size_t, int64_t>& run) { return at < run.first; });
  if (after == runs.begin()) return -1;
  return (after - 1)->second + static_cast<int64_t>(row - (after - 1)->first);
}

void SettleUnits(const Settings& settings, RowTaker* rows, Source* source) {
  std::vector<ColumnReader>& columns = rows->columns();
  std::string currency = settings.currency;
  if (currency.empty()) currency = SettleCurrency(settings, rows, nullptr);
  SettleMicros(settings, &columns, currency, source);
  SettleMinor(settings, &columns, *source, source);
  for (ColumnReader& column : columns) {
    const int power = column.number ? locale::SplitHeader(column.name).power : 0;
    if (power > 0 && !settings.IsOff(codes::kHeaderMultiplied)) {
      Divide(&column, -power, codes::kHeaderMultiplied, source);
    }
  }
  for (ColumnReader& column : columns) {
    if (!column.number || column.meaning.role != "probability") continue;
    const bool percent = IsPercent(settings, column, ByRole(&columns, "amount"), source);
    if (percent && !settings.IsOff(codes::kPercentDivided)) {
      Divide(&column, 2, codes::kPercentDivided, source);
    }
  }
}

std::string SettleCurrency(const Settings& settings, RowTaker* rows, Source* source) {
  if (!settings.currency.empty()) return settings.currency;
  std::string found;
  bool mixed = false;
  for (ColumnReader& column : rows->columns()) {
    if (column.meaning.role != "currency" || column.number) continue;
    std::string code;
    for (uint32_t i = 0; i < column.texts.distinct(); ++i) {
      const std::string next(locale::CurrencyFromText(column.texts.Text(i)));
      if (next.empty()) continue;
      mixed = mixed || (!code.empty() && next != code);
      code = next;
    }
    if (mixed && source != nullptr) {
      Finding finding;
      finding.column = column.name;
      finding.issue.code = std::string(codes::kCurrencyMixedColumn);
      finding.issue.count = static_cast<int64_t>(column.texts.distinct());
      for (uint32_t i = 0; i < column.texts.distinct() && i < Issue::kMaxSamples; ++i) {
        finding.issue.samples.push_back({-1, column.name, std::string(column.texts.Text(i))});
      }
      source->warnings.push_back(std::move(finding));
    }
    if (mixed) return {};
    if (code.size() == 3) found = code;
  }
  if (!found.empty()) return found;
  // Measures first: an amount in another currency beside them is a twin.
  for (bool measures : {true, false}) {
    for (const ColumnReader& column : rows->columns()) {
      const schema::ColumnMeaning& meaning = column.meaning;
      if (meaning.currency.empty() || (measures != !meaning.role.empty()) || meaning.why == "twin")
        continue;
      if (!found.empty() && found != meaning.currency) return {};
      found = meaning.currency;
    }
    if (!found.empty()) return found;
  }
  return TomanOrRial(settings, rows->columns(), source);
}

void CheckRates(const RowTaker& taker, Source* source) {
  RowTaker& rows = const_cast<RowTaker&>(taker);
  std::vector<ColumnReader>& columns = rows.columns();
  const schema::Vocabulary& vocabulary = schema::Vocabulary::Builtin();
  for (const ColumnReader& rate : columns) {
    if (!rate.number || !rate.meaning.computed || rate.meaning.metric.empty()) continue;
    const schema::Computed* computed = nullptr;
    for (const schema::Computed& known : vocabulary.computed()) {
      if (known.metric == rate.meaning.metric) computed = &known;
    }
    if (computed == nullptr || computed->over.empty()) continue;
    const ColumnReader* over = ByRole(&columns, computed->over);
    const ColumnReader* under = ByRole(&columns, computed->under);
    if (over == nullptr || under == nullptr) continue;
    Finding finding;
    finding.column = rate.name;
    finding.issue.code = std::string(codes::kRatioDisagrees);
    int64_t checked = 0;
    double stated_first = 0, computed_first = 0;
    for (size_t i = 0; i < rate.numbers.size(); ++i) {
      if (rate.numbers.IsNull(i) || over->numbers.IsNull(i) || under->numbers.IsNull(i)) continue;
      const double below = under->numbers.RealAt(i);
      if (below <= 0) continue;
      ++checked;
      const double stated = rate.numbers.RealAt(i);
      const double exact = over->numbers.RealAt(i) / below * computed->factor;
      const double rounding =
          2.02 * Half(rate) +
          (Half(*over) * computed->factor + std::fabs(exact) * Half(*under)) / below * 1.01 +
          std::fabs(exact) * 1e-9;
      // A rate without a per cent sign may still be one.
      const bool agrees =
          std::fabs(stated - exact) <= rounding ||
          (computed->type == "percent" && std::fabs(stated / 100 - exact) <= rounding);
      if (agrees) continue;
      if (finding.issue.count == 0) {
        stated_first = stated;
        computed_first = exact;
      }
      finding.issue.Add(LineOf(rows.line_runs, i), rate.name, FormatDouble(stated));
    }
    if (finding.issue.count == 0 || finding.issue.count * 5 < checked) continue;
    finding.issue.args = {{"column", rate.name},
                          {"metric", rate.meaning.metric},
                          {"stated", stated_first},
                          {"computed", computed_first}};
    source->warnings.push_back(std::move(finding));
  }
}

}  // namespace mittari::ingest
