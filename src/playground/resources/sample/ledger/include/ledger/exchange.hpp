#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "ledger/date.hpp"
#include "ledger/money.hpp"

namespace ledger {

/// Rates by day. A rate holds until the next one of the same pair.
class Exchange {
 public:
  /// One unit of `from` is micros / 1,000,000 units of `to`.
  void set_rate(Date date, const std::string& from, const std::string& to, std::int64_t micros);

  /// Throws MoneyError where no rate is known on that day.
  Money convert(const Money& amount, const std::string& to, Date date) const;

 private:
  std::map<std::pair<std::string, std::string>, std::map<long, std::int64_t>> rates_;
};

}  // namespace ledger
