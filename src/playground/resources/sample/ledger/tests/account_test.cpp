#include "ledger/account.hpp"

#include "check.hpp"

using namespace ledger;

TEST_CASE("the first part is the kind") {
  CHECK(Account("liability:card").kind() == AccountKind::liability);
  CHECK_THROWS(std::exception, Account("pocket:left"));
  CHECK_THROWS(std::exception, Account("asset::bank"));
}

TEST_CASE("an account is within those above it") {
  CHECK(Account("expense:food:bread").is_within(Account("expense:food")));
  CHECK(!Account("expense:foods").is_within(Account("expense:food")));
  CHECK_EQUAL(Account("expense:food:bread").parts().size(), 3U);
}
