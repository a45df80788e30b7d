#include "ledger/budget.hpp"

#include "ledger/query.hpp"
#include "ledger/table.hpp"

namespace ledger {

void Budget::plan(const Account& account, const Money& monthly) { plans_.insert_or_assign(account, monthly); }

std::vector<BudgetLine> Budget::compare(const Journal& journal, int year, int month) const {
  using namespace query;
  const Date first{year, month, 1};
  const auto lines = where(journal.lines(), between(first, first.end_of_month()));
  std::vector<BudgetLine> result;
  for (const auto& [account, planned] : plans_) {
    Money spent{0, planned.currency()};
    for (const auto& line : where(lines, all_of(within(account), in_currency(planned.currency())))) {
      spent += line.amount;
    }
    result.push_back({account, planned, spent});
  }
  return result;
}

std::string Budget::report(const Journal& journal, int year, int month) const {
  Table<std::string, Money, Money, Money> table{{"account", "planned", "spent", "left"}};
  for (const auto& line : compare(journal, year, month)) {
    table.add(line.account.path(), line.planned, line.spent, line.left());
  }
  return table.text();
}

}  // namespace ledger
