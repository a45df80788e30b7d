#pragma once

#include <string>

#include "ledger/journal.hpp"

namespace ledger {

/// All movements of an account in a span of days, with the balance after each.
std::string statement(const Journal& journal, const Account& account, const std::string& currency, Date first, Date last);

/// Balances of all accounts of a kind.
std::string balance_sheet(const Journal& journal, AccountKind kind);

}  // namespace ledger
