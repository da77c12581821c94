#include "catalog/calc.h"

#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "catalog/evaluate.h"
#include "catalog/inputs.h"
#include "formula/print.h"
#include "formula/solve.h"

namespace mittari::catalog {
namespace {

using formula::Expression;
using formula::Op;
using formula::Term;

Json Fail(std::string_view code, Args args) {
  Json out;
  out["ok"] = false;
  out["error"] = ToJson(Error{std::string(code), {}, std::move(args), {}});
  return out;
}

Json Fail(std::string_view code, const Metric& metric, std::string_view input) {
  return Fail(code, {{"metric", metric.id}, {"input", std::string(input)}});
}

std::string Expected(const Inputs& inputs) {
  std::string list;
  for (const Term& term : inputs.accepted())
    list += (list.empty() ? "" : ", ") + Inputs::NameOf(term);
  return list;
}

// Counts and other things that cannot be below zero.
bool Allowed(const Catalog& catalog, const Term& term, const Rational& value) {
  if (term.kind != Op::kMeasure || value.Sign() >= 0) return true;
  const Measure* measure = catalog.FindMeasure(term.id);
  return measure == nullptr || measure->signed_values || measure->absolute ||
         measure->type == "currency";
}

Json InputsJson(const Inputs& inputs) {
  Json object = Json::object();
  for (const auto& [term, value] : inputs.given()) object[Inputs::NameOf(term)] = value.ToDouble();
  return object;
}

void Describe(const Metric& metric, Json* out) {
  (*out)["unit"] = metric.unit;
  (*out)["direction"] = metric.direction;
}

// The formula, and the steps, that give `target`; the first candidate that can.
std::optional<Rational> SolveFor(const Metric& metric, const Inputs& inputs, const Term& unknown,
                                 const Rational& target, std::string* text, std::string* values,
                                 std::vector<std::string>* steps, bool* lacking) {
  std::vector<std::pair<const Expression*, const std::string*>> candidates = {
      {&metric.formula, &metric.text}};
  for (const Equivalent& equivalent : metric.equivalents)
    candidates.emplace_back(&equivalent.formula, &equivalent.text);
  *lacking = true;
  for (const auto& [formula, written] : candidates) {
    if (formula->empty()) continue;
    const Expression expanded = inputs.Expand(*formula, metric, unknown);
    if (expanded.empty()) continue;
    *lacking = false;
    steps->clear();
    const auto found = formula::Solve(expanded, unknown, target, inputs,
                                      {metric.zero_reason, metric.negative_reason}, steps);
    if (!found) continue;
    *text = *written;
    Inputs filled = inputs;
    filled.Set(unknown, *found);
    *values = formula::PrintValues(expanded, filled);
    return found;
  }
  return std::nullopt;
}

Json Solved(const Catalog& catalog, const Metric& metric, Inputs inputs, const Term& unknown,
            const std::optional<Rational>& target) {
  if (!target) return Fail(codes::kCalcMissingInput, metric, metric.id);
  std::string text;
  std::string values;
  std::vector<std::string> steps;
  bool lacking = false;
  const auto found = SolveFor(metric, inputs, unknown, *target, &text, &values, &steps, &lacking);
  if (!found || !Allowed(catalog, unknown, *found)) {
    if (lacking) {
      // The first term of the formula for which there is nothing.
      Inputs with = inputs;
      with.Set(unknown, Rational(1));
      EvaluateOptions options;
      options.form = true;
      options.proxies = false;
      const Evaluated attempt = Evaluate(catalog, metric, with, options);
      if (attempt.value.missing())
        return Fail(codes::kCalcMissingInput, metric, attempt.value.measure());
    }
    return Fail(codes::kCalcCannotSolve, metric, Inputs::NameOf(unknown));
  }
  inputs.Set(unknown, *found);
  Json out;
  out["ok"] = true;
  out["metric"] = metric.id;
  out["value"] = target->ToDouble();
  Describe(metric, &out);
  out["formula"] = text;
  out["formula_values"] = values;
  out["inputs"] = InputsJson(inputs);
  out["solved"] = Inputs::NameOf(unknown);
  out["steps"] = steps;
  out["flags"] = Json::array();
  return out;
}

Json Computed(const Catalog& catalog, const Metric& metric, const Inputs& inputs) {
  EvaluateOptions options;
  options.trace = true;
  options.form = true;
  options.proxies = false;
  const Evaluated done = Evaluate(catalog, metric, inputs, options);
  Json out;
  out["ok"] = true;
  out["metric"] = metric.id;
  if (done.value.present()) {
    out["value"] = done.value.ToDouble();
  } else {
    out["value"] = nullptr;
    out["reason"] = std::string(done.value.reason());
    if (!done.value.measure().empty()) out["measure"] = done.value.measure();
  }
  Describe(metric, &out);
  out["formula"] = done.formula;
  out["formula_values"] = done.formula_values;
  out["inputs"] = InputsJson(inputs);
  out["steps"] = done.steps;
  out["flags"] = done.flags;
  return out;
}

}  // namespace

Json Calc(const Catalog& catalog, std::string_view name, const Json& given,
          std::string_view solve) {
  const Metric* metric = catalog.Resolve(name);
  if (metric == nullptr) return Fail(codes::kMetricUnknown, {{"metric", std::string(name)}});
  Inputs inputs(catalog, *metric);
  std::optional<Term> unknown;
  if (!solve.empty()) {
    unknown = inputs.Find(solve);
    if (!unknown) {
      return Fail(
          codes::kCalcUnknownInput,
          {{"metric", metric->id}, {"input", std::string(solve)}, {"expected", Expected(inputs)}});
    }
  }
  std::optional<Rational> target;
  for (const auto& [key, value] : given.items()) {
    if (!value.is_number() || !std::isfinite(value.get<double>()))
      return Fail(codes::kCalcBadInput, *metric, key);
    const Rational number = Rational::FromShortest(value.get<double>());
    const auto term = inputs.Find(key);
    // The metric's own value is an input only while another one is sought.
    const bool own = unknown && catalog.Resolve(key) == metric;
    if (own && (!term || term->kind != Op::kMeasure || *term == *unknown)) {
      target = number;
      continue;
    }
    if (!term) {
      return Fail(codes::kCalcUnknownInput,
                  {{"metric", metric->id}, {"input", key}, {"expected", Expected(inputs)}});
    }
    if (unknown && *term == *unknown) continue;
    if (!Allowed(catalog, *term, number)) return Fail(codes::kCalcBadInput, *metric, key);
    inputs.Set(*term, number);
  }
  return unknown ? Solved(catalog, *metric, std::move(inputs), *unknown, target)
                 : Computed(catalog, *metric, inputs);
}

}  // namespace mittari::catalog
