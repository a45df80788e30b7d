#include "ledger/query.hpp"

#include "check.hpp"

using namespace ledger;
using namespace ledger::query;

static std::vector<Line> lines() {
  return {{Date(2024, 1, 5), "rent", Account{"expense:rent"}, Money(65000, "EUR")},
          {Date(2024, 2, 5), "rent", Account{"expense:rent"}, Money(65000, "EUR")},
          {Date(2024, 2, 9), "bread", Account{"expense:food"}, Money(350, "EUR")}};
}

TEST_CASE("conditions combine") {
  const auto february = between(Date(2024, 2, 1), Date(2024, 2, 29));
  CHECK_EQUAL(where(lines(), all_of(february, negate(within(Account{"expense:food"})))).size(), 1U);
  CHECK_EQUAL(where(lines(), any_of(february, in_currency("EUR"))).size(), 3U);
}

TEST_CASE("sums are kept by key") {
  const auto months = sums_by(lines(), month_of);
  CHECK_EQUAL(months.at(202402).at("EUR"), Money(65350, "EUR"));
  const auto accounts = sums_by(lines(), [](const Line& line) { return line.account; });
  CHECK_EQUAL(accounts.size(), 2U);
}

TEST_CASE("lines can be ordered by anything that compares") {
  CHECK_EQUAL(ordered_by(lines(), [](const Line& line) { return line.text; }).front().text, "bread");
}
