// Prints the statement of a small example journal.
#include <exception>
#include <iostream>

#include "ledger/journal.hpp"
#include "ledger/statement.hpp"

int main() {
  using namespace ledger;
  try {
    Journal journal;
    const Account bank{"asset:bank"};
    journal.add(transfer(Date{2024, 1, 1}, "opening", Account{"equity:opening"}, bank, Money{100000, "EUR"}));
    journal.add(transfer(Date{2024, 1, 5}, "rent", bank, Account{"expense:rent"}, Money{65000, "EUR"}));
    std::cout << statement(journal, bank, "EUR", Date{2024, 1, 1}, Date{2024, 12, 31});
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "ledger-report: " << error.what() << '\n';
    return 1;
  }
}
