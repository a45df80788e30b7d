#include "ledger/entry.hpp"

#include "check.hpp"

using namespace ledger;

TEST_CASE("an entry that does not balance is refused") {
  const std::vector<Posting> postings{{Account{"asset:bank"}, Money{100, "EUR"}},
                                      {Account{"income:pay"}, Money{-99, "EUR"}}};
  CHECK_THROWS(std::exception, Entry(Date(2024, 1, 1), "pay", postings));
}

TEST_CASE("each currency balances by itself") {
  const std::vector<Posting> postings{{Account{"asset:bank"}, Money{100, "EUR"}},
                                      {Account{"income:pay"}, Money{-100, "USD"}}};
  CHECK_THROWS(std::exception, Entry(Date(2024, 1, 1), "pay", postings));
}

TEST_CASE("a transfer takes here and gives there") {
  const auto entry = transfer(Date(2024, 1, 1), "rent", Account{"asset:bank"}, Account{"expense:rent"}, Money{5, "EUR"});
  CHECK_EQUAL(entry.postings().size(), 2U);
  CHECK_EQUAL(entry.postings()[0].amount, Money(5, "EUR"));
}
