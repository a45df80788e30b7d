#include "ledger/date.hpp"

#include "check.hpp"

using namespace ledger;

TEST_CASE("the epoch is day zero") { CHECK_EQUAL(Date(1970, 1, 1).serial(), 0L); }

TEST_CASE("every day of four centuries comes back from its number") {
  for (long day = Date(1800, 1, 1).serial(); day < Date(2200, 1, 1).serial(); ++day) {
    if (Date::from_serial(day).serial() != day) CHECK_EQUAL(Date::from_serial(day).serial(), day);
  }
}

TEST_CASE("leap days are in leap years only") {
  CHECK_EQUAL(to_string(Date(2024, 2, 28).plus_days(1)), "2024-02-29");
  CHECK_THROWS(std::exception, Date(1900, 2, 29));
}

TEST_CASE("a date is read only where it is one") {
  CHECK_EQUAL(*parse_date("2024-02-29"), Date(2024, 2, 29));
  CHECK(!parse_date("2023-02-29"));
  CHECK(!parse_date("2023-2-1"));
  CHECK(!parse_date("2023-02-01 "));
}
