#include "ledger/journal.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ledger {

void Journal::add(Entry entry) {
  const auto place = std::upper_bound(
      entries_.begin(), entries_.end(), entry,
      [](const Entry& left, const Entry& right) { return left.date() < right.date(); });
  entries_.insert(place, std::move(entry));
}

std::vector<query::Line> Journal::lines() const {
  std::vector<query::Line> lines;
  for (const auto& entry : entries_) {
    std::transform(entry.postings().begin(), entry.postings().end(), std::back_inserter(lines),
                   [&entry](const Posting& posting) {
                     return query::Line{entry.date(), entry.text(), posting.account, posting.amount};
                   });
  }
  return lines;
}

std::map<std::string, Money> Journal::balance(const Account& account) const {
  const auto sums = query::sums_by(query::where(lines(), query::within(account)), [](const auto&) { return 0; });
  return sums.empty() ? std::map<std::string, Money>{} : sums.begin()->second;
}

Money Journal::balance(const Account& account, const std::string& currency) const {
  const auto sums = balance(account);
  const auto sum = sums.find(currency);
  return sum == sums.end() ? Money{0, currency} : sum->second;
}

}  // namespace ledger
