#include "ledger/statement.hpp"

#include "check.hpp"

using namespace ledger;

static Journal journal() {
  Journal journal;
  const Account bank{"asset:bank"};
  journal.add(transfer(Date(2024, 1, 1), "opening", Account{"equity:opening"}, bank, Money{100000, "EUR"}));
  journal.add(transfer(Date(2024, 1, 5), "rent", bank, Account{"expense:rent"}, Money{65000, "EUR"}));
  return journal;
}

TEST_CASE("a statement begins with the balance before it") {
  const auto text = statement(journal(), Account{"asset:bank"}, "EUR", Date(2024, 1, 2), Date(2024, 12, 31));
  CHECK(text.find("350.00 EUR") != std::string::npos);
  CHECK(text.find("opening") == std::string::npos);
}

TEST_CASE("what grows by credit is shown positive") {
  CHECK(balance_sheet(journal(), AccountKind::equity).find(" 1000.00 EUR") != std::string::npos);
}
