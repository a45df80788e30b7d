#include "ledger/reconcile.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace ledger {
namespace {

struct Pair {
  long distance;
  std::size_t journal;
  std::size_t bank;
};

std::vector<Pair> possible_pairs(const std::vector<query::Line>& journal, const std::vector<query::Line>& bank,
                                 long tolerance) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < journal.size(); ++i) {
    for (std::size_t j = 0; j < bank.size(); ++j) {
      const long distance = std::labs(journal[i].date.serial() - bank[j].date.serial());
      if (journal[i].amount == bank[j].amount && distance <= tolerance) pairs.push_back({distance, i, j});
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& left, const Pair& right) {
    return std::tie(left.distance, left.journal, left.bank) < std::tie(right.distance, right.journal, right.bank);
  });
  return pairs;
}

}  // namespace

Reconciliation reconcile(std::vector<query::Line> journal, std::vector<query::Line> bank, long tolerance) {
  std::vector<bool> journal_used(journal.size());
  std::vector<bool> bank_used(bank.size());
  Reconciliation result;
  for (const auto& pair : possible_pairs(journal, bank, tolerance)) {
    if (journal_used[pair.journal] || bank_used[pair.bank]) continue;
    journal_used[pair.journal] = bank_used[pair.bank] = true;
    result.matched.push_back(journal[pair.journal]);
  }
  for (std::size_t i = 0; i < journal.size(); ++i) {
    if (!journal_used[i]) result.only_in_journal.push_back(journal[i]);
  }
  for (std::size_t j = 0; j < bank.size(); ++j) {
    if (!bank_used[j]) result.only_at_bank.push_back(bank[j]);
  }
  return result;
}

}  // namespace ledger
