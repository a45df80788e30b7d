#pragma once

#include <optional>
#include <string_view>

#include "ledger/format.hpp"
#include "ledger/money.hpp"

namespace ledger {

/// Reads a notation: sign, symbol before or after, groups of three, decimal places (all or none).
std::optional<Money> read_notation(std::string_view text, const Notation& notation, std::string_view code);

}  // namespace ledger
