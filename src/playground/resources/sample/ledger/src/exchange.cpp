#include "ledger/exchange.hpp"

#include "ledger/currency.hpp"

namespace ledger {
namespace {

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

}  // namespace

void Exchange::set_rate(Date date, const std::string& from, const std::string& to, std::int64_t micros) {
  if (micros <= 0) throw MoneyError("a rate must be positive");
  rates_[{from, to}][date.serial()] = micros;
}

Money Exchange::convert(const Money& amount, const std::string& to, Date date) const {
  if (amount.currency() == to) return amount;
  const auto pair = rates_.find({amount.currency(), to});
  if (pair == rates_.end()) throw MoneyError("no rate from " + amount.currency() + " to " + to);
  auto rate = pair->second.upper_bound(date.serial());
  if (rate == pair->second.begin()) throw MoneyError("no rate on " + to_string(date));
  --rate;
  const int more_digits = currency(to).digits - currency(amount.currency()).digits;
  const Money scaled = amount.scaled(rate->second, 1'000'000);
  const Money result = more_digits >= 0 ? scaled.scaled(power_of_ten(more_digits), 1)
                                        : scaled.scaled(1, power_of_ten(-more_digits));
  return Money{result.minor(), to};
}

}  // namespace ledger
