#pragma once

#include <vector>

#include "ledger/journal.hpp"

namespace ledger {

struct Reconciliation {
  std::vector<query::Line> matched;
  std::vector<query::Line> only_in_journal;
  std::vector<query::Line> only_at_bank;
};

/// Pairs lines of equal amount whose days are at most `tolerance` apart, nearest days first.
Reconciliation reconcile(std::vector<query::Line> journal, std::vector<query::Line> bank, long tolerance);

}  // namespace ledger
