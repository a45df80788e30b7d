#include "ledger/budget.hpp"

#include "check.hpp"

using namespace ledger;

TEST_CASE("a budget compares one month") {
  Journal journal;
  const Account bank{"asset:bank"}, food{"expense:food"};
  journal.add(transfer(Date(2024, 2, 29), "bread", bank, Account{"expense:food:bread"}, Money{350, "EUR"}));
  journal.add(transfer(Date(2024, 3, 1), "bread", bank, Account{"expense:food:bread"}, Money{999, "EUR"}));
  Budget budget;
  budget.plan(food, Money{20000, "EUR"});
  const auto lines = budget.compare(journal, 2024, 2);
  CHECK_EQUAL(lines.size(), 1U);
  CHECK_EQUAL(lines.front().left(), Money(19650, "EUR"));
  CHECK(budget.report(journal, 2024, 2).find("196.50 EUR") != std::string::npos);
}
