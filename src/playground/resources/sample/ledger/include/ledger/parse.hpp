#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// Small parsers that are put together to larger ones. A parser is a callable that takes the text still to be
/// read, and returns what it read with the rest, or nothing.
namespace ledger::parse {

template <typename Value>
struct Read {
  Value value;
  std::string_view rest;
};

template <typename Value>
using Result = std::optional<Read<Value>>;

template <typename Parser>
using ValueOf = decltype(std::declval<Parser>()(std::string_view{})->value);

/// Exactly this text.
inline auto literal(std::string_view expected) {
  return [text = std::string{expected}](std::string_view input) -> Result<std::monostate> {
    if (input.substr(0, text.size()) != text) return std::nullopt;
    return Read<std::monostate>{{}, input.substr(text.size())};
  };
}

/// Exactly this many digits, as a number.
inline auto digits(std::size_t count) {
  return [count](std::string_view input) -> Result<std::int64_t> {
    if (input.size() < count) return std::nullopt;
    std::int64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (input[i] < '0' || input[i] > '9') return std::nullopt;
      value = value * 10 + (input[i] - '0');
    }
    return Read<std::int64_t>{value, input.substr(count)};
  };
}

/// One to `most` digits, with the number of them.
inline auto some_digits(std::size_t most) {
  return [most](std::string_view input) -> Result<std::pair<std::int64_t, std::size_t>> {
    std::size_t length = 0;
    while (length < input.size() && length < most && input[length] >= '0' && input[length] <= '9') ++length;
    if (length == 0) return std::nullopt;
    const auto number = digits(length)(input);
    return Read<std::pair<std::int64_t, std::size_t>>{{number->value, length}, number->rest};
  };
}

/// Everything up to a character (which is not read) or the end.
inline auto until(char end) {
  return [end](std::string_view input) -> Result<std::string> {
    const auto length = std::min(input.find(end), input.size());
    return Read<std::string>{std::string{input.substr(0, length)}, input.substr(length)};
  };
}

/// One after the other, as a tuple.
template <typename First>
auto sequence(First first) {
  return [first](std::string_view input) -> Result<std::tuple<ValueOf<First>>> {
    auto read = first(input);
    if (!read) return std::nullopt;
    return Read<std::tuple<ValueOf<First>>>{{std::move(read->value)}, read->rest};
  };
}

template <typename First, typename... Others>
auto sequence(First first, Others... others) {
  using Value = std::tuple<ValueOf<First>, ValueOf<Others>...>;
  return [first, tail = sequence(others...)](std::string_view input) -> Result<Value> {
    auto head = first(input);
    if (!head) return std::nullopt;
    auto after = tail(head->rest);
    if (!after) return std::nullopt;
    return Read<Value>{std::tuple_cat(std::make_tuple(std::move(head->value)), std::move(after->value)), after->rest};
  };
}

/// The first of the alternatives that can read.
template <typename Only>
auto either(Only only) {
  return only;
}

template <typename First, typename... Others>
auto either(First first, Others... others) {
  return [first, tail = either(others...)](std::string_view input) -> Result<ValueOf<First>> {
    if (auto read = first(input)) return read;
    return tail(input);
  };
}

/// Read or not: a fallback in place of nothing.
template <typename Parser>
auto maybe(Parser parser, ValueOf<Parser> fallback = {}) {
  return [parser, fallback](std::string_view input) -> Result<ValueOf<Parser>> {
    if (auto read = parser(input)) return read;
    return Read<ValueOf<Parser>>{fallback, input};
  };
}

/// As many as there are.
template <typename Parser>
auto many(Parser parser) {
  return [parser](std::string_view input) -> Result<std::vector<ValueOf<Parser>>> {
    std::vector<ValueOf<Parser>> values;
    while (auto read = parser(input)) {
      if (read->rest.size() == input.size()) break;
      values.push_back(std::move(read->value));
      input = read->rest;
    }
    return Read<std::vector<ValueOf<Parser>>>{std::move(values), input};
  };
}

/// What was read, made into something else.
template <typename Parser, typename Function>
auto map(Parser parser, Function function) {
  using Value = std::invoke_result_t<Function, ValueOf<Parser>>;
  return [parser, function](std::string_view input) -> Result<Value> {
    auto read = parser(input);
    if (!read) return std::nullopt;
    return Read<Value>{function(std::move(read->value)), read->rest};
  };
}

/// The value, where the parser reads all of the text.
template <typename Parser>
std::optional<ValueOf<Parser>> whole(const Parser& parser, std::string_view text) {
  auto read = parser(text);
  if (!read || !read->rest.empty()) return std::nullopt;
  return std::move(read->value);
}

}  // namespace ledger::parse
