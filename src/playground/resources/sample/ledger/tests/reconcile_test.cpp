#include "ledger/reconcile.hpp"

#include "check.hpp"

using namespace ledger;

static query::Line line(int day, long minor) {
  return {Date(2024, 1, day), "", Account{"asset:bank"}, Money(minor, "EUR")};
}

TEST_CASE("the nearest days pair first") {
  const auto result = reconcile({line(1, 500), line(4, 500)}, {line(5, 500)}, 5);
  CHECK_EQUAL(result.matched.size(), 1U);
  CHECK_EQUAL(result.matched.front().date, Date(2024, 1, 4));
  CHECK_EQUAL(result.only_in_journal.size(), 1U);
}

TEST_CASE("days too far apart do not pair") {
  CHECK_EQUAL(reconcile({line(1, 500)}, {line(9, 500)}, 5).only_at_bank.size(), 1U);
}
