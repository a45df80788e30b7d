#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/journal.hpp"

namespace ledger {

using CsvRow = std::vector<std::string>;

/// Rows of RFC 4180 text; throws std::invalid_argument for an open quotation.
std::vector<CsvRow> read_csv(std::string_view text);
std::string write_csv(const std::vector<CsvRow>& rows);

/// Reads rows "date,text,amount" of a bank in a currency's own notation into entries between two accounts.
std::vector<Entry> import_bank_rows(std::string_view text, const Account& bank, const Account& other,
                                    const std::string& currency);

}  // namespace ledger
