#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

enum class AccountKind { asset, liability, equity, income, expense };

std::string to_string(AccountKind kind);

/// Debits increase assets and expenses; credits increase the rest.
bool grows_by_debit(AccountKind kind);

/// A place for amounts, named by a path such as expense:food:bread. The first part is its kind.
class Account {
 public:
  explicit Account(std::string_view path);

  const std::string& path() const { return path_; }
  AccountKind kind() const { return kind_; }
  std::vector<std::string> parts() const;
  bool is_within(const Account& other) const;

 private:
  std::string path_;
  AccountKind kind_;
};

inline bool operator==(const Account& a, const Account& b) { return a.path() == b.path(); }
inline bool operator<(const Account& a, const Account& b) { return a.path() < b.path(); }

}  // namespace ledger
