#pragma once

#include <cstdint>
#include <functional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ledger {

/// Two amounts that cannot be combined, or a sum that does not fit.
class MoneyError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An amount in the smallest unit of its currency: 12.34 EUR is Money{1234, "EUR"}.
class Money {
 public:
  Money(std::int64_t minor, std::string_view currency);

  std::int64_t minor() const { return minor_; }
  const std::string& currency() const { return currency_; }
  bool is_zero() const { return minor_ == 0; }
  bool is_negative() const { return minor_ < 0; }

  Money operator-() const;
  Money& operator+=(const Money& other);
  Money& operator-=(const Money& other);

  /// Multiplies by numerator / denominator; halves round to even.
  Money scaled(std::int64_t numerator, std::int64_t denominator) const;

 private:
  std::int64_t minor_;
  std::string currency_;
};

Money operator+(Money left, const Money& right);
Money operator-(Money left, const Money& right);
bool operator==(const Money& left, const Money& right);
bool operator!=(const Money& left, const Money& right);
bool operator<(const Money& left, const Money& right);
std::ostream& operator<<(std::ostream& out, const Money& money);

}  // namespace ledger
