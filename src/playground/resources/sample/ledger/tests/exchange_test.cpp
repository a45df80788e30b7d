#include "ledger/exchange.hpp"

#include "check.hpp"

using namespace ledger;

TEST_CASE("a rate holds until the next") {
  Exchange exchange;
  exchange.set_rate(Date(2024, 1, 1), "EUR", "USD", 1'100'000);
  exchange.set_rate(Date(2024, 2, 1), "EUR", "USD", 1'200'000);
  CHECK_EQUAL(exchange.convert(Money(1000, "EUR"), "USD", Date(2024, 1, 31)), Money(1100, "USD"));
  CHECK_EQUAL(exchange.convert(Money(1000, "EUR"), "USD", Date(2024, 2, 1)), Money(1200, "USD"));
  CHECK_THROWS(MoneyError, exchange.convert(Money(1000, "EUR"), "USD", Date(2023, 12, 31)));
}

TEST_CASE("currencies without minor units convert too") {
  Exchange exchange;
  exchange.set_rate(Date(2024, 1, 1), "EUR", "JPY", 160'000'000);
  CHECK_EQUAL(exchange.convert(Money(1000, "EUR"), "JPY", Date(2024, 1, 1)), Money(1600, "JPY"));
}
