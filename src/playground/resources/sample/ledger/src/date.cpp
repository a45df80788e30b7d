#include "ledger/date.hpp"

#include <cstdio>
#include <stdexcept>

#include "ledger/parse.hpp"

namespace ledger {

int days_in_month(int year, int month) {
  static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

Date::Date(int year, int month, int day) : year_(year), month_(month), day_(day) {
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) {
    throw std::invalid_argument("no such day");
  }
}

// Years are counted from March, so that the leap day is the last of its year.
long Date::serial() const {
  const long year = year_ - (month_ <= 2 ? 1 : 0);
  const long era = (year >= 0 ? year : year - 399) / 400;
  const long year_of_era = year - era * 400;
  const long day_of_year = (153 * (month_ + (month_ > 2 ? -3 : 9)) + 2) / 5 + day_ - 1;
  const long day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Date Date::from_serial(long days) {
  days += 719468;
  const long era = (days >= 0 ? days : days - 146096) / 146097;
  const long day_of_era = days - era * 146097;
  const long year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long month = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  const int civil_month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  return Date{static_cast<int>(year_of_era + era * 400 + (civil_month <= 2 ? 1 : 0)), civil_month, day};
}

Date Date::end_of_month() const { return Date{year_, month_, days_in_month(year_, month_)}; }

std::optional<Date> parse_date(std::string_view text) {
  const auto dash = parse::literal("-");
  const auto grammar = parse::sequence(parse::digits(4), dash, parse::digits(2), dash, parse::digits(2));
  const auto parsed = parse::whole(grammar, text);
  if (!parsed) return std::nullopt;
  const int year = static_cast<int>(std::get<0>(*parsed));
  const int month = static_cast<int>(std::get<2>(*parsed));
  const int day = static_cast<int>(std::get<4>(*parsed));
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return Date{year, month, day};
}

std::string to_string(const Date& date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year(), date.month(), date.day());
  return text;
}

std::ostream& operator<<(std::ostream& out, const Date& date) { return out << to_string(date); }

}  // namespace ledger
