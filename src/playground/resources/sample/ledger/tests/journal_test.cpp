#include "ledger/journal.hpp"

#include "check.hpp"

using namespace ledger;

TEST_CASE("entries are kept in the order of their days") {
  Journal journal;
  const Account bank{"asset:bank"}, pay{"income:pay"};
  journal.add(transfer(Date(2024, 3, 1), "third", pay, bank, Money{1, "EUR"}));
  journal.add(transfer(Date(2024, 1, 1), "first", pay, bank, Money{1, "EUR"}));
  journal.add(transfer(Date(2024, 1, 1), "second", pay, bank, Money{1, "EUR"}));
  CHECK_EQUAL(journal.entries()[0].text(), "first");
  CHECK_EQUAL(journal.entries()[1].text(), "second");
}

TEST_CASE("a balance includes the accounts within") {
  Journal journal;
  const Account bank{"asset:bank"};
  journal.add(transfer(Date(2024, 1, 1), "bread", bank, Account{"expense:food:bread"}, Money{300, "EUR"}));
  journal.add(transfer(Date(2024, 1, 2), "milk", bank, Account{"expense:food:milk"}, Money{200, "EUR"}));
  CHECK_EQUAL(journal.balance(Account{"expense:food"}, "EUR"), Money(500, "EUR"));
  CHECK_EQUAL(journal.balance(bank, "EUR"), Money(-500, "EUR"));
  CHECK_EQUAL(journal.balance(bank, "USD"), Money(0, "USD"));
}
