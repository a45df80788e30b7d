#pragma once

#include <map>
#include <string>
#include <vector>

#include "ledger/entry.hpp"
#include "ledger/query.hpp"

namespace ledger {

/// All entries, in the order of their days.
class Journal {
 public:
  void add(Entry entry);

  const std::vector<Entry>& entries() const { return entries_; }
  std::vector<query::Line> lines() const;

  /// Sum of an account and those within it, one per currency.
  std::map<std::string, Money> balance(const Account& account) const;
  Money balance(const Account& account, const std::string& currency) const;

 private:
  std::vector<Entry> entries_;
};

}  // namespace ledger
