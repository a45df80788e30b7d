#include "ledger/account.hpp"

#include <array>
#include <stdexcept>
#include <utility>

#include "ledger/parse.hpp"

namespace ledger {
namespace {

constexpr std::array<std::pair<AccountKind, const char*>, 5> kinds{{
    {AccountKind::asset, "asset"},
    {AccountKind::liability, "liability"},
    {AccountKind::equity, "equity"},
    {AccountKind::income, "income"},
    {AccountKind::expense, "expense"},
}};

}  // namespace

std::string to_string(AccountKind kind) {
  for (const auto& [known, name] : kinds) {
    if (known == kind) return name;
  }
  throw std::invalid_argument("no such kind of account");
}

bool grows_by_debit(AccountKind kind) { return kind == AccountKind::asset || kind == AccountKind::expense; }

Account::Account(std::string_view path) : path_(path), kind_(AccountKind::asset) {
  const auto all = parts();
  for (const auto& part : all) {
    if (part.empty()) throw std::invalid_argument("an account has an empty part: " + path_);
  }
  for (const auto& [kind, name] : kinds) {
    if (all.front() == name) {
      kind_ = kind;
      return;
    }
  }
  throw std::invalid_argument("an account begins with its kind: " + path_);
}

std::vector<std::string> Account::parts() const {
  using namespace parse;
  const auto part = until(':');
  const auto more = map(sequence(literal(":"), part), [](auto read) { return std::get<1>(read); });
  auto [first, others] = *whole(sequence(part, many(more)), path_);
  others.insert(others.begin(), first);
  return others;
}

bool Account::is_within(const Account& other) const {
  return path_ == other.path_ || path_.rfind(other.path_ + ":", 0) == 0;
}

}  // namespace ledger
