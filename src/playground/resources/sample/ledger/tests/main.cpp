#include <exception>
#include <iostream>

#include "check.hpp"

int main() {
  int failed = 0;
  for (const auto& test : test_cases()) {
    try {
      test.body();
      std::cout << "ok      " << test.name << '\n';
    } catch (const std::exception& error) {
      ++failed;
      std::cout << "FAILED  " << test.name << ": " << error.what() << '\n';
    }
  }
  std::cout << test_cases().size() - failed << " passed, " << failed << " failed\n";
  return failed == 0 ? 0 : 1;
}
