#include "ledger/interest.hpp"

#include <algorithm>
#include <stdexcept>

namespace ledger {

long days_between(Date first, Date last, DayCount count) {
  if (count != DayCount::thirty_360) return last.serial() - first.serial();
  const int from = std::min(first.day(), 30);
  const int to = from == 30 ? std::min(last.day(), 30) : last.day();
  return 360L * (last.year() - first.year()) + 30L * (last.month() - first.month()) + (to - from);
}

Money interest(const Money& principal, long basis_points, Date first, Date last, DayCount count) {
  const long year = count == DayCount::actual_365 ? 365 : 360;
  return principal.scaled(basis_points * days_between(first, last, count), 10'000 * year);
}

std::vector<Instalment> repayment_plan(const Money& principal, long basis_points, Date start, int months) {
  if (months < 1) throw std::invalid_argument("a loan lasts a month at least");
  std::vector<Instalment> plan;
  Money rest = principal;
  Date since = start;
  for (int number = 1; number <= months; ++number) {
    const Date due = since.end_of_month().plus_days(1).end_of_month();
    const Money repayment = number == months ? rest : principal.scaled(1, months);
    const Money cost = interest(rest, basis_points, since, due, DayCount::actual_365);
    rest -= repayment;
    plan.push_back({due, cost, repayment, rest});
    since = due;
  }
  return plan;
}

}  // namespace ledger
