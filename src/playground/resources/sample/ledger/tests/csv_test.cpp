#include "ledger/csv.hpp"

#include "check.hpp"

using namespace ledger;

TEST_CASE("quotations may hold commas, quotes and line ends") {
  const std::vector<CsvRow> rows{{"a,b", "say \"hi\"", "two\nlines"}, {"1", "2", "3"}};
  CHECK(read_csv(write_csv(rows)) == rows);
}

TEST_CASE("an open quotation is refused") { CHECK_THROWS(std::exception, read_csv("\"never closed")); }

TEST_CASE("bank rows become entries that balance") {
  const auto entries = import_bank_rows("2024-02-29,bread,\"-3,50 €\"\n2024-03-01,pay,\"1.200,00 €\"\n", Account{"asset:bank"},
                                        Account{"expense:unsorted"}, "EUR");
  CHECK_EQUAL(entries.size(), 2U);
  CHECK_EQUAL(entries[1].postings()[0].amount, Money(120000, "EUR"));
}
