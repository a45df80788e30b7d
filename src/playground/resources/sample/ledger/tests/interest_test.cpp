#include "ledger/interest.hpp"

#include "check.hpp"

using namespace ledger;

TEST_CASE("a year of interest is the rate") {
  CHECK_EQUAL(interest(Money(100000, "EUR"), 500, Date(2023, 1, 1), Date(2024, 1, 1), DayCount::actual_365),
              Money(5000, "EUR"));
  CHECK_EQUAL(interest(Money(100000, "EUR"), 500, Date(2023, 1, 1), Date(2024, 1, 1), DayCount::thirty_360),
              Money(5000, "EUR"));
}

TEST_CASE("a month has thirty days where all have") {
  CHECK_EQUAL(days_between(Date(2024, 1, 31), Date(2024, 2, 29), DayCount::thirty_360), 29L);
  CHECK_EQUAL(days_between(Date(2024, 1, 31), Date(2024, 3, 31), DayCount::thirty_360), 60L);
}

TEST_CASE("a loan is paid back to the last cent") {
  const auto plan = repayment_plan(Money(100000, "EUR"), 450, Date(2024, 1, 31), 7);
  CHECK_EQUAL(plan.size(), 7U);
  CHECK(plan.back().rest.is_zero());
}
