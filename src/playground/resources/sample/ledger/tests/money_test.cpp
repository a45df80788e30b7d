#include "ledger/money.hpp"

#include <cstdint>

#include "check.hpp"

using namespace ledger;

TEST_CASE("amounts of one currency add up") {
  CHECK_EQUAL(Money(150, "EUR") + Money(275, "EUR"), Money(425, "EUR"));
  CHECK_EQUAL(Money(150, "EUR") - Money(275, "EUR"), Money(-125, "EUR"));
}

TEST_CASE("amounts of two currencies do not add up") {
  CHECK_THROWS(MoneyError, Money(1, "EUR") + Money(1, "USD"));
}

TEST_CASE("a sum that does not fit is refused") {
  CHECK_THROWS(MoneyError, Money(INT64_MAX, "EUR") + Money(1, "EUR"));
}

TEST_CASE("halves round to even") {
  CHECK_EQUAL(Money(5, "EUR").scaled(1, 2), Money(2, "EUR"));
  CHECK_EQUAL(Money(7, "EUR").scaled(1, 2), Money(4, "EUR"));
  CHECK_EQUAL(Money(-7, "EUR").scaled(1, 2), Money(-4, "EUR"));
}
