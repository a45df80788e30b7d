#include "ledger/statement.hpp"

#include "ledger/query.hpp"
#include "ledger/table.hpp"

namespace ledger {

std::string statement(const Journal& journal, const Account& account, const std::string& currency, Date first,
                      Date last) {
  using namespace query;
  const auto mine = where(journal.lines(), all_of(within(account), in_currency(currency)));
  Money sum{0, currency};
  Table<Date, std::string, Money, Money> table{{"date", "text", "amount", "balance"}};
  for (const auto& line : mine) {
    sum += line.amount;
    if (between(first, last)(line)) table.add(line.date, line.text, line.amount, sum);
  }
  return table.text();
}

std::string balance_sheet(const Journal& journal, AccountKind kind) {
  using namespace query;
  const auto lines = where(journal.lines(), [kind](const Line& line) { return line.account.kind() == kind; });
  Table<std::string, Money> table{{"account", "balance"}};
  for (const auto& [path, sums] : sums_by(lines, [](const Line& line) { return line.account.path(); })) {
    for (const auto& [code, sum] : sums) table.add(path, grows_by_debit(kind) ? sum : -sum);
  }
  return table.text();
}

}  // namespace ledger
