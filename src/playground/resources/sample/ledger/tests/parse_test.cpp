#include "ledger/parse.hpp"

#include "check.hpp"

using namespace ledger::parse;

TEST_CASE("a sequence reads its parts in order") {
  const auto version = sequence(literal("v"), digits(1), literal("."), digits(2));
  const auto read = whole(version, "v1.23");
  CHECK(read.has_value());
  CHECK_EQUAL(std::get<1>(*read), 1);
  CHECK_EQUAL(std::get<3>(*read), 23);
  CHECK(!whole(version, "v1.2"));
}

TEST_CASE("alternatives are tried in order") {
  const auto word = either(map(literal("yes"), [](auto) { return true; }), map(literal("no"), [](auto) { return false; }));
  CHECK_EQUAL(*whole(word, "no"), false);
  CHECK(!whole(word, "perhaps"));
}

TEST_CASE("many reads all there are") {
  const auto list = many(map(sequence(digits(1), literal(";")), [](auto read) { return std::get<0>(read); }));
  CHECK_EQUAL(whole(list, "1;2;3;")->size(), 3U);
  CHECK_EQUAL(whole(list, "")->size(), 0U);
}

TEST_CASE("what is absent has its fallback") {
  CHECK_EQUAL(*whole(maybe(digits(2), 42), ""), 42);
}
