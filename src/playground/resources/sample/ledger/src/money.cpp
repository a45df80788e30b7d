#include "ledger/money.hpp"

#include <limits>

#include "ledger/format.hpp"

namespace ledger {
namespace {

void require_same_currency(const Money& left, const Money& right) {
  if (left.currency() != right.currency()) {
    throw MoneyError("cannot combine " + left.currency() + " with " + right.currency());
  }
}

}  // namespace

Money::Money(std::int64_t minor, std::string_view currency) : minor_(minor), currency_(currency) {
  if (currency_.size() != 3) throw MoneyError("not a currency code: " + currency_);
}

Money Money::operator-() const {
  if (minor_ == std::numeric_limits<std::int64_t>::min()) throw MoneyError("amount too large");
  return Money{-minor_, currency_};
}

Money& Money::operator+=(const Money& other) {
  require_same_currency(*this, other);
  if (__builtin_add_overflow(minor_, other.minor_, &minor_)) throw MoneyError("amount too large");
  return *this;
}

Money& Money::operator-=(const Money& other) { return *this += -other; }

Money Money::scaled(std::int64_t numerator, std::int64_t denominator) const {
  if (denominator <= 0) throw MoneyError("denominator must be positive");
  std::int64_t product = 0;
  if (__builtin_mul_overflow(minor_, numerator, &product)) throw MoneyError("amount too large");
  std::int64_t quotient = product / denominator;
  const std::int64_t rest = product % denominator;
  const std::int64_t twice = 2 * (rest < 0 ? -rest : rest);
  if (twice > denominator || (twice == denominator && quotient % 2 != 0)) {
    quotient += product < 0 ? -1 : 1;
  }
  return Money{quotient, currency_};
}

Money operator+(Money left, const Money& right) { return left += right; }
Money operator-(Money left, const Money& right) { return left -= right; }

bool operator==(const Money& left, const Money& right) {
  return left.currency() == right.currency() && left.minor() == right.minor();
}

bool operator!=(const Money& left, const Money& right) { return !(left == right); }

bool operator<(const Money& left, const Money& right) {
  require_same_currency(left, right);
  return left.minor() < right.minor();
}

std::ostream& operator<<(std::ostream& out, const Money& money) { return out << plain(money); }

}  // namespace ledger
