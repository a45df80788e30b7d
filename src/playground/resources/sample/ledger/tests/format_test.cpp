#include "ledger/format.hpp"

#include <cstdint>

#include "check.hpp"

using namespace ledger;

TEST_CASE("small amounts keep their places") {
  CHECK_EQUAL(plain(Money(5, "EUR")), "0.05 EUR");
  CHECK_EQUAL(plain(Money(-5, "EUR")), "-0.05 EUR");
  CHECK_EQUAL(plain(Money(5, "JPY")), "5 JPY");
  CHECK_EQUAL(plain(Money(5, "KWD")), "0.005 KWD");
}

TEST_CASE("the smallest amount of all is written") {
  CHECK_EQUAL(plain(Money(INT64_MIN, "JPY")), "-9223372036854775808 JPY");
}

TEST_CASE("groups have three digits") {
  const Notation notation{".", ",", "$", true, 2};
  CHECK_EQUAL(format(Money(123456789, "USD"), notation), "$1,234,567.89");
  CHECK_EQUAL(format(Money(12345, "USD"), notation), "$123.45");
}

TEST_CASE("padding never cuts") {
  CHECK_EQUAL(pad_left("ab", 4), "  ab");
  CHECK_EQUAL(pad_right("abcdef", 4), "abcdef");
}
