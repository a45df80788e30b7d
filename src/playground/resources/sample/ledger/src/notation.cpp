#include "ledger/notation.hpp"

#include "ledger/parse.hpp"

namespace ledger {

std::optional<Money> read_notation(std::string_view text, const Notation& notation,
                                   std::string_view code) {
  using namespace parse;
  const auto sign = map(maybe(map(literal("-"), [](auto) { return -1; }), 1), [](int value) { return value; });
  const auto symbol = maybe(either(literal(notation.symbol), literal(code)));
  const auto blank = maybe(literal(" "));
  const auto group = map(sequence(literal(notation.group_mark), digits(3)), [](auto read) { return std::get<1>(read); });
  const auto whole_part = map(sequence(some_digits(15), many(group)), [](auto read) {
    auto value = std::get<0>(read).first;
    for (const auto thousand : std::get<1>(read)) value = value * 1000 + thousand;
    return value;
  });
  const auto places = static_cast<std::size_t>(notation.digits);
  const auto fraction = maybe(map(sequence(literal(notation.decimal_mark), digits(places)),
                                  [](auto read) { return std::get<1>(read); }));
  const auto grammar = sequence(sign, symbol, blank, whole_part, fraction, blank, symbol);
  const auto read = whole(grammar, text);
  if (!read) return std::nullopt;
  std::int64_t scale = 1;
  for (std::size_t place = 0; place < places; ++place) scale *= 10;
  return Money{std::get<0>(*read) * (std::get<3>(*read) * scale + std::get<4>(*read)), code};
}

}  // namespace ledger
