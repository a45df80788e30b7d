#pragma once

#include <map>
#include <string>
#include <vector>

#include "ledger/journal.hpp"

namespace ledger {

struct BudgetLine {
  Account account;
  Money planned;
  Money spent;

  Money left() const { return planned - spent; }
};

/// What may be spent a month on each account.
class Budget {
 public:
  void plan(const Account& account, const Money& monthly);

  /// Planned and spent in one month, in the order of the accounts.
  std::vector<BudgetLine> compare(const Journal& journal, int year, int month) const;
  std::string report(const Journal& journal, int year, int month) const;

 private:
  std::map<Account, Money> plans_;
};

}  // namespace ledger
