#pragma once

#include <string>
#include <string_view>

#include "ledger/money.hpp"

namespace ledger {

/// How a place writes amounts: 1.234,56 € or $1,234.56.
struct Notation {
  std::string decimal_mark;
  std::string group_mark;
  std::string symbol;
  bool symbol_first;
  int digits;
};

/// The amount in a notation.
std::string format(const Money& amount, const Notation& notation);

/// The amount as files have it: 1234.56 EUR.
std::string plain(const Money& amount);

/// Text on the right or left of a field; longer text is not cut.
std::string pad_left(std::string_view text, std::size_t width);
std::string pad_right(std::string_view text, std::size_t width);

}  // namespace ledger
