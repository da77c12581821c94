#include "catalog/custom.h"

#include <algorithm>
#include <optional>

#include "formula/parser.h"

namespace mittari::catalog {
namespace {

using formula::Aggregate;
using formula::Expression;
using formula::Op;
using formula::Term;
using formula::Unit;

constexpr std::string_view kIdLetters = "abcdefghijklmnopqrstuvwxyz_0123456789";

bool IsId(std::string_view text) {
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9') &&
         text.find_first_not_of(kIdLetters) == std::string_view::npos;
}

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const size_t from = text.find_first_not_of(kSpaces);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kSpaces) - from + 1);
}

// "Demo rate (%)" is demo_rate; a name in another script is own_<number>.
std::string IdOf(std::string_view label, size_t number) {
  std::string id;
  for (const char c : label) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool letter = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (letter) {
      id += lower;
    } else if (!id.empty() && id.back() != '_') {
      id += '_';
    }
  }
  while (!id.empty() && id.back() == '_') id.pop_back();
  if (id.empty()) return "own_" + std::to_string(number);
  return IsId(id) ? id : "own_" + id;
}

Error Refusal(std::string_view code, Args args, std::string_view id) {
  return Error{std::string(code), {}, std::move(args), std::string(id)};
}

// One formula while it is being taken in.
struct Draft {
  std::string id;
  std::string label;
  std::string text;  // the expression alone
  std::string unit;
  std::string direction;
  std::string timing;
  int64_t offset_bytes = 0;  // of the expression in what was given
  int64_t offset_characters = 0;

  // A place in the expression, as one in the whole text.
  Error At(Error error) const {
    if (error.at.byte >= 0) error.at.byte += offset_bytes;
    if (error.at.column >= 0) error.at.column += offset_characters;
    error.file = id;
    return error;
  }
};

int64_t CharactersIn(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

Result<Draft> ReadDraft(const Json& entry, size_t number) {
  Draft draft;
  std::string whole;
  if (entry.is_string()) {
    whole = entry.get<std::string>();
  } else if (entry.is_object() && Find(entry, "formula") != nullptr) {
    whole = StringOr(entry, "formula", "");
    draft.id = StringOr(entry, "id", "");
    draft.label = StringOr(entry, "name", "");
    draft.unit = StringOr(entry, "unit", "");
    draft.direction = StringOr(entry, "direction", "");
    draft.timing = StringOr(entry, "timing", "");
  } else {
    return Refusal(codes::kCallBadArgument, {{"argument", "formulas"}, {"given", DumpJson(entry)}},
                   "");
  }
  const size_t equals = whole.find('=');
  const size_t begin = equals == std::string::npos ? 0 : equals + 1;
  if (equals != std::string::npos && draft.label.empty()) {
    draft.label = Trimmed(std::string_view(whole).substr(0, equals));
  }
  if (draft.label.empty()) draft.label = draft.id;
  if (draft.label.empty()) return Refusal(codes::kFormulaBadName, {{"given", whole}}, "");
  if (draft.id.empty()) draft.id = IsId(draft.label) ? draft.label : IdOf(draft.label, number);
  if (!IsId(draft.id)) return Refusal(codes::kFormulaBadName, {{"given", draft.id}}, "");
  // Spaces before the expression count: the place is told in the whole text.
  draft.text = whole.substr(begin);
  draft.offset_bytes = static_cast<int64_t>(begin);
  draft.offset_characters = CharactersIn(std::string_view(whole).substr(0, begin));
  return draft;
}

class Extender {
 public:
  explicit Extender(const Catalog& base) : catalog_(base), first_(base.metrics.size()) {}

  Result<Catalog> Run(const Additions& additions) {
    for (const OwnMeasure& own : additions.measures) {
      if (auto fault = AddMeasure(own)) return *std::move(fault);
    }
    if (additions.formulas.is_array()) {
      for (const Json& entry : additions.formulas) {
        Result<Draft> draft = ReadDraft(entry, drafts_.size() + 1);
        if (!draft.ok()) return std::move(draft).error();
        if (auto fault = AddFormula(std::move(draft).value())) return *std::move(fault);
      }
    } else if (!additions.formulas.is_null()) {
      return Refusal(codes::kCallBadArgument,
                     {{"argument", "formulas"}, {"given", DumpJson(additions.formulas)}}, "");
    }
    catalog_.aliases = additions.aliases;
    catalog_.Index();
    TakeStocks();
    for (size_t i = 0; i < drafts_.size(); ++i) {
      if (auto fault = FindCycle(i)) return *std::move(fault);
    }
    for (size_t i = 0; i < drafts_.size(); ++i) {
      if (auto fault = Check(i)) return *std::move(fault);
    }
    return std::move(catalog_);
  }

 private:
  using Fault = std::optional<Error>;

  bool Taken(std::string_view id) const {
    const auto same = [id](const auto& entry) { return entry.id == id; };
    return std::any_of(catalog_.metrics.begin(), catalog_.metrics.end(), same) ||
           std::any_of(catalog_.measures.begin(), catalog_.measures.end(), same);
  }

  Fault AddMeasure(const OwnMeasure& own) {
    if (Taken(own.id)) return Refusal(codes::kMapNameTaken, {{"role", own.id}}, own.name);
    Measure measure;
    measure.id = own.id;
    measure.type = own.type;
    if (own.type == "count") measure.noun = own.id;
    measure.own = true;
    measure.names.by_language.fill(own.name);
    catalog_.measures.push_back(std::move(measure));
    return {};
  }

  Fault AddFormula(Draft draft) {
    if (Taken(draft.id))
      return Refusal(codes::kFormulaNameTaken, {{"name", draft.id}}, draft.id);
    Result<Expression> parsed = formula::Parse(draft.text);
    if (!parsed.ok()) return draft.At(std::move(parsed).error());
    Metric metric;
    metric.id = draft.id;
    metric.category = "own";
    metric.names.by_language.fill(draft.label);
    metric.text = Trimmed(draft.text);
    metric.formula = std::move(parsed).value();
    metric.direction = draft.direction.empty() ? "neutral" : draft.direction;
    metric.timing = draft.timing.empty() ? "lagging" : draft.timing;
    metric.basis = "period";
    metric.interval = "ratio_delta";
    metric.own = true;
    SplitQuotient(&metric);
    catalog_.metrics.push_back(std::move(metric));
    drafts_.push_back(std::move(draft));
    return {};
  }

  Metric& MetricAt(size_t i) { return catalog_.metrics[first_ + i]; }

  // A measure of one's own is a stock where a formula says so. Only then can it
  // be shown as a metric.
  void TakeStocks() {
    for (size_t i = 0; i < drafts_.size(); ++i) {
      for (const Term& term : formula::TermsOf(MetricAt(i).formula)) {
        if (term.kind != Op::kMeasure || term.aggregate == Aggregate::kSum) continue;
        for (Measure& measure : catalog_.measures) {
          if (!measure.own || measure.id != term.id) continue;
          measure.additivity = Additivity::kStock;
          measure.aggregate = Aggregate::kLast;
        }
      }
    }
    for (const Measure& measure : catalog_.measures) {
      if (measure.own) catalog_.measure_metrics.push_back(MetricOf(measure));
    }
  }

  bool Reaches(const Metric& from, std::string_view id, int depth) const {
    for (const Term& term : formula::TermsOf(from.formula)) {
      if (term.kind != Op::kMetric) continue;
      if (term.id == id) return true;
      const Metric* inner = catalog_.FindMetric(term.id);
      // A cycle that `id` is no part of is told by its own members.
      if (inner == nullptr || !inner->own || depth == 0) continue;
      if (Reaches(*inner, id, depth - 1)) return true;
    }
    return false;
  }

  // Told at the reference that leads back.
  Fault FindCycle(size_t i) {
    const Metric& metric = MetricAt(i);
    const int depth = static_cast<int>(drafts_.size());
    const Expression& whole = metric.formula;
    for (int at = 0; at <= whole.root(); ++at) {
      const formula::Node& node = whole.node(at);
      if (node.op != Op::kMetric) continue;
      const Metric* inner = catalog_.FindMetric(node.name);
      if (inner == nullptr || !inner->own) continue;
      if (inner->id == metric.id || Reaches(*inner, metric.id, depth)) {
        return drafts_[i].At({std::string(codes::kFormulaCycle),
                              {-1, node.at + 1, node.at},
                              {{"metric", metric.id}},
                              {}});
      }
    }
    return {};
  }

  Fault CheckTerms(size_t i) const {
    const Expression& whole = catalog_.metrics[first_ + i].formula;
    for (int at = 0; at <= whole.root(); ++at) {
      const formula::Node& node = whole.node(at);
      if (node.op != Op::kMeasure) continue;
      const Measure* measure = catalog_.FindMeasure(node.name);
      if (measure == nullptr || measure->own) continue;
      const bool stock = measure->additivity == Additivity::kStock;
      if (stock == (node.aggregate != Aggregate::kSum)) continue;
      return drafts_[i].At({std::string(codes::kFormulaWrongAggregate),
                            {-1, node.at + 1, node.at},
                            {{"name", node.name},
                             {"given", std::string(AggregateName(node.aggregate))},
                             {"expected", stock ? "last" : "sum"}},
                            {}});
    }
    for (const Term& term : formula::TermsOf(whole)) {
      const Metric* inner = term.kind == Op::kMetric && term.prior ? catalog_.FindMetric(term.id)
                                                                   : nullptr;
      if (inner == nullptr) continue;
      for (const Term& deeper : formula::TermsOf(inner->formula)) {
        if (!deeper.prior && deeper.kind != Op::kMetric) continue;
        return drafts_[i].At({std::string(codes::kFormulaUnexpected),
                              {},
                              {{"found", TermText(term)}, {"expected", inner->text}},
                              {}});
      }
    }
    return {};
  }

  // What the parts of the formula say of it.
  void TakeFromTerms(Metric* metric) const {
    const auto add = [](std::vector<std::string>* list, const std::string& text) {
      if (!text.empty() && std::find(list->begin(), list->end(), text) == list->end()) {
        list->push_back(text);
      }
    };
    for (const Term& term : formula::TermsOf(metric->formula)) {
      if (term.kind == Op::kParam) add(&metric->parameters, term.id);
      if (term.kind == Op::kMeasure) {
        const Measure* measure = catalog_.FindMeasure(term.id);
        if (measure != nullptr) add(&metric->tables, measure->table);
      }
      const Metric* inner = term.kind == Op::kMetric ? catalog_.FindMetric(term.id) : nullptr;
      if (inner == nullptr) continue;
      metric->per_segment &= inner->per_segment;
      metric->company |= inner->company;
      for (const std::string& table : inner->tables) add(&metric->tables, table);
      for (const std::string& parameter : inner->parameters) add(&metric->parameters, parameter);
    }
    if (!metric->tables.empty()) metric->grain = metric->tables.front();
  }

  Fault Check(size_t i) {
    Metric& metric = MetricAt(i);
    const Draft& draft = drafts_[i];
    const auto unit_of = [this](const Term& term) { return catalog_.UnitOf(term); };
    Result<Unit> unit = formula::Check(metric.formula, unit_of);
    if (!unit.ok()) return draft.At(std::move(unit).error());
    if (auto fault = CheckTerms(i)) return fault;
    TakeFromTerms(&metric);
    bool counted = false;
    if (!metric.numerator.empty()) {
      const Result<Unit> above = formula::Check(metric.numerator, unit_of);
      counted = above.ok() && above->CountPower() != 0;
    } else if (const formula::Node& root = metric.formula.node(metric.formula.root());
               root.op == Op::kMetric) {
      const Metric* inner = catalog_.FindMetric(root.name);
      counted = inner != nullptr && inner->unit == "percent";
    }
    metric.unit = UnitWord(*unit, counted);
    if (!draft.unit.empty() && draft.unit != metric.unit) {
      if (!formula::Accepts(draft.unit, *unit)) {
        return draft.At({std::string(codes::kFormulaUnitMismatch),
                         {},
                         {{"left", draft.unit}, {"right", unit->ToText()}},
                         {}});
      }
      metric.unit = draft.unit;
    }
    return {};
  }

  Catalog catalog_;
  const size_t first_;
  std::vector<Draft> drafts_;
};

}  // namespace

Result<Catalog> Extend(const Catalog& base, const Additions& additions) {
  return Extender(base).Run(additions);
}

std::string UnitWord(const Unit& unit, bool counted) {
  if (unit.Dimensionless()) return counted ? "percent" : "ratio";
  for (const std::string_view word : {"currency", "count", "days", "months"}) {
    if (formula::Accepts(word, unit)) return std::string(word);
  }
  // "currency / lead" is currency_per_lead.
  std::string word;
  const std::string text = unit.ToText();
  for (size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, 3, " / ") == 0 || text.compare(at, 3, " * ") == 0) {
      word += text[at + 1] == '/' ? "_per_" : "_";
      at += 2;
    } else {
      word += text[at];
    }
  }
  return word;
}

Json OwnJson(const Catalog& catalog) {
  Json out = Json::array();
  for (const Metric& metric : catalog.metrics) {
    if (!metric.own) continue;
    Json inputs = Json::array();
    for (const Term& term : formula::TermsOf(metric.formula)) inputs.push_back(TermText(term));
    out.push_back({{"id", metric.id},
                   {"name", metric.names.In("en")},
                   {"formula", metric.text},
                   {"unit", metric.unit},
                   {"direction", metric.direction},
                   {"timing", metric.timing},
                   {"parameters", metric.parameters},
                   {"inputs", std::move(inputs)}});
  }
  return out;
}

}  // namespace mittari::catalog
