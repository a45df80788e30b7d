#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/money.hpp"

namespace ledger {

/// What is particular to one currency. Each has a file of its own in src/currencies.
struct Currency {
  std::string code;
  std::string name;
  std::string symbol;
  int digits;                    ///< decimal places of the minor unit
  std::int64_t cash_step;        ///< smallest amount payable in coins, in minor units
  std::vector<std::int64_t> denominations;  ///< coins and notes, largest first, in minor units
  std::function<std::optional<Money>(std::string_view)> parse;  ///< reads the local notation
  std::function<std::string(const Money&)> format;              ///< writes the local notation
};

/// Finds a currency by its ISO 4217 code; throws MoneyError for an unknown one.
const Currency& currency(std::string_view code);

/// All known currencies in the order of their codes.
const std::vector<Currency>& currencies();

/// Rounds to what can be paid in coins.
Money round_to_cash(const Money& amount);

/// The fewest coins and notes that make up an amount, largest first.
std::vector<std::int64_t> change_for(const Money& amount);

}  // namespace ledger
