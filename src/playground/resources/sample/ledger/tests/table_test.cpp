#include "ledger/table.hpp"

#include "check.hpp"
#include "ledger/date.hpp"

using namespace ledger;

TEST_CASE("words stand on the left, amounts on the right") {
  Table<std::string, Money> table{{"account", "amount"}};
  table.add("rent", Money(65000, "EUR"));
  table.add("bread", Money(350, "EUR"));
  CHECK_EQUAL(table.text(), "account      amount\nrent     650.00 EUR\nbread      3.50 EUR\n");
}

TEST_CASE("a table without rows is its headings") {
  CHECK_EQUAL((Table<Date, int, double>{{"a", "b", "c"}}.text()), "a  b  c\n");
}
