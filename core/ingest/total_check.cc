#include "ingest/total_check.h"

#include <algorithm>
#include <cmath>

#include "base/codes.gen.h"

namespace mittari::ingest {

double TotalRounding(bool exact, int scale, size_t rows, double sum) {
  if (!exact) return std::fabs(sum) * 1e-9;
  if (scale == 0) return 0;
  const double unit = ToDouble(1, scale);
  const double most = 0.5 * unit * (static_cast<double>(rows) + 1) * 1.0001;
  return std::min(most, std::max(unit * 1.0001, std::fabs(sum) * 0.001));
}

void TotalCheck::Add(double value, int64_t line, std::string_view text) {
  agrees_ = agrees_ || std::fabs(value - sum_) <= rounding_;
  together_ += value;
  if (!any_ || std::fabs(value) > std::fabs(greatest_)) {
    greatest_ = value;
    line_ = line;
    text_ = text;
  }
  any_ = true;
}

bool TotalCheck::Agrees() const {
  return !any_ || agrees_ || std::fabs(together_ - sum_) <= rounding_ * 2;
}

Finding TotalCheck::Disagrees(const std::string& column) const {
  Finding finding;
  finding.column = column;
  finding.issue.code = std::string(codes::kTotalDisagrees);
  finding.issue.Add(line_, column, text_);
  finding.issue.args = {{"column", column}, {"total", greatest_}, {"sum", sum_}};
  return finding;
}

bool IsOfHeaders(const Finding& finding) {
  const std::string& code = finding.issue.code;
  return finding.issue.samples.empty() && (code == codes::kRoleCollision || code == codes::kTwinColumn);
}

void CheckTotalsAgain(Source* source) {
  if (source->totals.empty()) return;
  std::vector<Finding>& warnings = source->warnings;
  warnings.erase(std::remove_if(warnings.begin(), warnings.end(),
                                [](const Finding& finding) {
                                  return finding.issue.code == codes::kTotalDisagrees;
                                }),
                 warnings.end());
  std::vector<Finding> found;
  const std::vector<table::Column>& columns = source->table.columns();
  for (size_t c = 0; c < columns.size(); ++c) {
    const table::Column& column = columns[c];
    if (column.kind() != table::Kind::kNumber) continue;
    double sum = 0;
    if (column.exact()) {
      sum = ToDouble(column.Sum(), column.scale());
    } else {
      for (size_t row = 0; row < column.size(); ++row) sum += column.IsNull(row) ? 0 : column.Real(row);
    }
    TotalCheck check(sum, TotalRounding(column.exact(), column.scale(), column.size(), sum));
    for (const TotalRow& total : source->totals) {
      if (c < total.cells.size() && total.cells[c].value) {
        check.Add(*total.cells[c].value, total.line, total.cells[c].text);
      }
    }
    if (!check.Agrees()) found.push_back(check.Disagrees(column.name()));
  }
  warnings.insert(std::find_if_not(warnings.begin(), warnings.end(), IsOfHeaders), found.begin(),
                  found.end());
}

}  // namespace mittari::ingest
