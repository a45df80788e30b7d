#include "ledger/currency.hpp"

#include <algorithm>

#include "currencies/all.hpp"

namespace ledger {

const std::vector<Currency>& currencies() {
  static const std::vector<Currency> all = known::all();
  return all;
}

const Currency& currency(std::string_view code) {
  const auto& all = currencies();
  const auto found = std::lower_bound(all.begin(), all.end(), code,
                                      [](const Currency& known, std::string_view asked) { return known.code < asked; });
  if (found == all.end() || found->code != code) throw MoneyError("unknown currency " + std::string{code});
  return *found;
}

Money round_to_cash(const Money& amount) {
  const auto step = currency(amount.currency()).cash_step;
  return Money{amount.scaled(1, step).minor() * step, amount.currency()};
}

std::vector<std::int64_t> change_for(const Money& amount) {
  if (amount.is_negative()) throw MoneyError("no change for a negative amount");
  std::vector<std::int64_t> pieces;
  auto rest = round_to_cash(amount).minor();
  for (const auto piece : currency(amount.currency()).denominations) {
    for (; rest >= piece; rest -= piece) pieces.push_back(piece);
  }
  return pieces;
}

}  // namespace ledger
