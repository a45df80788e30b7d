#include "ledger/format.hpp"

#include "ledger/currency.hpp"

namespace ledger {
namespace {

std::string grouped(std::string digits, const std::string& mark) {
  for (std::size_t position = digits.size(); position > 3; position -= 3) {
    digits.insert(position - 3, mark);
  }
  return digits;
}

std::uint64_t magnitude(const Money& amount) {
  const auto minor = static_cast<std::uint64_t>(amount.minor());
  return amount.is_negative() ? ~minor + 1 : minor;
}

std::string number(const Money& amount, const std::string& decimal, const std::string& group, int digits) {
  std::string text = std::to_string(magnitude(amount));
  const auto places = static_cast<std::size_t>(digits);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  const std::string whole = grouped(text.substr(0, text.size() - places), group);
  return places == 0 ? whole : whole + decimal + text.substr(text.size() - places);
}

}  // namespace

std::string format(const Money& amount, const Notation& notation) {
  const std::string digits = number(amount, notation.decimal_mark, notation.group_mark, notation.digits);
  const std::string sign = amount.is_negative() ? "-" : "";
  if (notation.symbol_first) return sign + notation.symbol + digits;
  return sign + digits + " " + notation.symbol;
}

std::string plain(const Money& amount) {
  const std::string sign = amount.is_negative() ? "-" : "";
  return sign + number(amount, ".", "", currency(amount.currency()).digits) + " " + amount.currency();
}

std::string pad_left(std::string_view text, std::size_t width) {
  return std::string(width > text.size() ? width - text.size() : 0, ' ').append(text);
}

std::string pad_right(std::string_view text, std::size_t width) {
  return std::string(text).append(width > text.size() ? width - text.size() : 0, ' ');
}

}  // namespace ledger
