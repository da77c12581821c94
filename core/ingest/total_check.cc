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

}  // namespace mittari::ingest
