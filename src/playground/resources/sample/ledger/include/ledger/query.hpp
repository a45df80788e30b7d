#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ledger/entry.hpp"

/// Questions to a list of postings, put together from small parts.
namespace ledger::query {

/// A posting with the day and text of its entry.
struct Line {
  Date date;
  std::string text;
  Account account;
  Money amount;
};

template <typename Condition>
auto negate(Condition condition) {
  return [condition](const Line& line) { return !condition(line); };
}

template <typename... Conditions>
auto all_of(Conditions... conditions) {
  return [=](const Line& line) { return (conditions(line) && ...); };
}

template <typename... Conditions>
auto any_of(Conditions... conditions) {
  return [=](const Line& line) { return (conditions(line) || ...); };
}

inline auto within(const Account& account) {
  return [account](const Line& line) { return line.account.is_within(account); };
}

inline auto between(Date first, Date last) {
  return [first, last](const Line& line) { return first <= line.date && line.date <= last; };
}

inline auto in_currency(std::string code) {
  return [code = std::move(code)](const Line& line) { return line.amount.currency() == code; };
}

template <typename Condition>
std::vector<Line> where(const std::vector<Line>& lines, Condition condition) {
  std::vector<Line> found;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(found), condition);
  return found;
}

/// Sums by a key that a function takes from each line; one sum per key and currency.
template <typename Key>
auto sums_by(const std::vector<Line>& lines, Key key) {
  using KeyValue = std::decay_t<std::invoke_result_t<Key, const Line&>>;
  std::map<KeyValue, std::map<std::string, Money>> sums;
  for (const auto& line : lines) {
    auto& group = sums[key(line)];
    const auto [sum, added] = group.try_emplace(line.amount.currency(), line.amount);
    if (!added) sum->second += line.amount;
  }
  return sums;
}

/// The lines in the order of a key; equal ones keep theirs.
template <typename Key>
std::vector<Line> ordered_by(std::vector<Line> lines, Key key) {
  std::stable_sort(lines.begin(), lines.end(),
                   [&key](const Line& left, const Line& right) { return key(left) < key(right); });
  return lines;
}

/// Month of a line as a number that sorts: 202402.
inline int month_of(const Line& line) { return line.date.year() * 100 + line.date.month(); }

}  // namespace ledger::query
