#pragma once

#include <algorithm>
#include <array>
#include <iomanip>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ledger/format.hpp"

namespace ledger {

/// Rows of values of given types, written in columns: numbers and money on the right, words on the left.
template <typename... Columns>
class Table {
 public:
  explicit Table(std::array<std::string, sizeof...(Columns)> headings) : headings_(std::move(headings)) {}

  void add(Columns... values) { rows_.emplace_back(std::move(values)...); }

  std::string text() const {
    std::vector<Cells> cells{headings_};
    for (const auto& row : rows_) cells.push_back(written(row, std::index_sequence_for<Columns...>{}));
    std::array<std::size_t, sizeof...(Columns)> widths{};
    for (const auto& row : cells) {
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    }
    std::ostringstream out;
    for (const auto& row : cells) out << line(row, widths, std::index_sequence_for<Columns...>{}) << '\n';
    return out.str();
  }

 private:
  using Cells = std::array<std::string, sizeof...(Columns)>;

  template <typename Value>
  static constexpr bool is_word = std::is_convertible_v<Value, std::string>;

  template <std::size_t... Index>
  static Cells written(const std::tuple<Columns...>& row, std::index_sequence<Index...>) {
    return {one(std::get<Index>(row))...};
  }

  template <typename Value>
  static std::string one(const Value& value) {
    std::ostringstream out;
    out << value;
    return out.str();
  }

  template <std::size_t... Index>
  static std::string line(const Cells& row, const std::array<std::size_t, sizeof...(Columns)>& widths,
                          std::index_sequence<Index...>) {
    std::ostringstream out;
    ((out << (Index == 0 ? "" : "  ")
          << (is_word<Columns> ? pad_right(row[Index], widths[Index]) : pad_left(row[Index], widths[Index]))),
     ...);
    return out.str();
  }

  Cells headings_;
  std::vector<std::tuple<Columns...>> rows_;
};

}  // namespace ledger
