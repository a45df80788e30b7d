#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace ledger {

/// A day of the Gregorian calendar.
class Date {
 public:
  Date(int year, int month, int day);

  int year() const { return year_; }
  int month() const { return month_; }
  int day() const { return day_; }

  /// Days since 1970-01-01.
  long serial() const;
  static Date from_serial(long days);

  Date plus_days(long days) const { return from_serial(serial() + days); }
  Date end_of_month() const;

 private:
  int year_;
  int month_;
  int day_;
};

int days_in_month(int year, int month);

inline bool operator==(const Date& a, const Date& b) { return a.serial() == b.serial(); }
inline bool operator!=(const Date& a, const Date& b) { return !(a == b); }
inline bool operator<(const Date& a, const Date& b) { return a.serial() < b.serial(); }
inline bool operator<=(const Date& a, const Date& b) { return !(b < a); }

/// Reads 2024-02-29; nothing for anything else.
std::optional<Date> parse_date(std::string_view text);
std::string to_string(const Date& date);
std::ostream& operator<<(std::ostream& out, const Date& date);

}  // namespace ledger
