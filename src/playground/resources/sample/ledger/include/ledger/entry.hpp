#pragma once

#include <string>
#include <vector>

#include "ledger/account.hpp"
#include "ledger/date.hpp"
#include "ledger/money.hpp"

namespace ledger {

/// One line of an entry: debits are positive, credits negative.
struct Posting {
  Account account;
  Money amount;
};

/// What happened on a day. Its postings sum up to nothing in each currency.
class Entry {
 public:
  Entry(Date date, std::string text, std::vector<Posting> postings);

  const Date& date() const { return date_; }
  const std::string& text() const { return text_; }
  const std::vector<Posting>& postings() const { return postings_; }

 private:
  Date date_;
  std::string text_;
  std::vector<Posting> postings_;
};

/// An entry with two lines.
Entry transfer(Date date, std::string text, const Account& from, const Account& to, const Money& amount);

}  // namespace ledger
