#pragma once

#include "period/bucket.h"

namespace mittari::period {

// The months of the Solar Hijri calendar, numbered year * 12 + month - 1: 1 Farvardin 1404 opens
// month 1404 * 12. By the 33-year cycle (eight leap years in every 33), which agrees with the
// Iranian calendar for the years 1244 to 1530; months 1..6 have 31 days, 7..11 have 30, the
// twelfth 29 or, in leap years, 30. Days outside those years follow the same cycle.
const MonthSystem& JalaliMonths();

}  // namespace mittari::period
