#include "ledger/entry.hpp"

#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace ledger {

Entry::Entry(Date date, std::string text, std::vector<Posting> postings)
    : date_(date), text_(std::move(text)), postings_(std::move(postings)) {
  std::map<std::string, Money> sums;
  for (const auto& posting : postings_) {
    const auto [sum, added] = sums.try_emplace(posting.amount.currency(), posting.amount);
    if (!added) sum->second += posting.amount;
  }
  if (sums.empty()) throw std::invalid_argument("an entry needs postings");
  for (const auto& [code, sum] : sums) {
    if (sum.is_zero()) continue;
    std::ostringstream words;
    words << to_string(date_) << " " << text_ << ": off by " << sum;
    throw std::invalid_argument(words.str());
  }
}

Entry transfer(Date date, std::string text, const Account& from, const Account& to, const Money& amount) {
  return Entry{date, std::move(text), {{to, amount}, {from, -amount}}};
}

}  // namespace ledger
