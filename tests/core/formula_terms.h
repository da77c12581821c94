#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "formula/eval.h"

namespace mittari::formula {

// Terms from a table of numbers by name: "spend", "open:mrr", "last:mrr",
// "prior:spend", "metric:cac", "param:gross_margin".
class TableTerms : public Terms {
 public:
  TableTerms() = default;
  TableTerms(std::map<std::string, Rational> values) : values_(std::move(values)) {}  // NOLINT

  Rational& operator[](const std::string& name) { return values_[name]; }

  Value Measure(Aggregate aggregate, std::string_view id, bool prior) const override {
    std::string key(id);
    if (aggregate != Aggregate::kSum) key = std::string(AggregateName(aggregate)) + ":" + key;
    return At(prior ? "prior:" + key : key, id);
  }
  std::optional<Value> Metric(std::string_view id, bool prior) const override {
    const auto value = At((prior ? "prior:metric:" : "metric:") + std::string(id), id);
    return value.present() ? std::optional(value) : std::nullopt;
  }
  Value Param(std::string_view id) const override { return At("param:" + std::string(id), id); }
  bool Has(std::string_view measure) const override {
    for (const auto& [key, value] : values_) {
      if (key.substr(key.rfind(':') + 1) == measure) return true;
    }
    return false;
  }
  bool HasDimension(std::string_view id) const override { return id == "channel" && has_channel; }

  bool has_channel = false;

 private:
  Value At(const std::string& key, std::string_view id) const {
    const auto found = values_.find(key);
    return found == values_.end() ? Value::Absent(codes::kMissingInput, id)
                                  : Value::Of(found->second);
  }

  std::map<std::string, Rational> values_;
};

}  // namespace mittari::formula
