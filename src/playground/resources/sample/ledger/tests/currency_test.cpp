#include "ledger/currency.hpp"

#include <algorithm>

#include "check.hpp"

using namespace ledger;

TEST_CASE("currencies are in the order of their codes") {
  CHECK(std::is_sorted(currencies().begin(), currencies().end(),
                       [](const Currency& a, const Currency& b) { return a.code < b.code; }));
}

TEST_CASE("an unknown currency is refused") { CHECK_THROWS(MoneyError, currency("XYZ")); }

TEST_CASE("every denomination can be paid in cash") {
  for (const auto& known : currencies()) {
    for (const auto piece : known.denominations) CHECK_EQUAL(piece % known.cash_step, 0);
  }
}

TEST_CASE("Swiss prices are rounded to five Rappen") {
  CHECK_EQUAL(round_to_cash(Money(1233, "CHF")), Money(1235, "CHF"));
  CHECK_EQUAL(round_to_cash(Money(1232, "CHF")), Money(1230, "CHF"));
}
