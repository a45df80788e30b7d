#pragma once

#include <vector>

#include "ledger/date.hpp"
#include "ledger/money.hpp"

namespace ledger {

/// How the days of a year are counted.
enum class DayCount { actual_365, actual_360, thirty_360 };

long days_between(Date first, Date last, DayCount count);

/// Simple interest at a yearly rate in hundredths of a percent.
Money interest(const Money& principal, long basis_points, Date first, Date last, DayCount count);

struct Instalment {
  Date due;
  Money interest;
  Money repayment;
  Money rest;
};

/// A loan paid back in equal monthly parts of the principal.
std::vector<Instalment> repayment_plan(const Money& principal, long basis_points, Date start, int months);

}  // namespace ledger
