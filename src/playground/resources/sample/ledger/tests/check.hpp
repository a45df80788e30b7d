#pragma once

#include <functional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

/// The smallest thing that can be called a test framework.
struct TestCase {
  std::string name;
  std::function<void()> body;
};

inline std::vector<TestCase>& test_cases() {
  static std::vector<TestCase> cases;
  return cases;
}

struct TestRegistration {
  TestRegistration(std::string name, std::function<void()> body) {
    test_cases().push_back({std::move(name), std::move(body)});
  }
};

template <typename Actual, typename Expected>
void check_equal(const Actual& actual, const Expected& expected, const char* expression) {
  if (actual == expected) return;
  std::ostringstream words;
  words << expression << " is " << actual << ", not " << expected;
  throw std::runtime_error(words.str());
}

inline void check(bool holds, const char* expression) {
  if (!holds) throw std::runtime_error(std::string{expression} + " does not hold");
}

template <typename Error>
void check_throws(const std::function<void()>& body, const char* expression) {
  try {
    body();
  } catch (const Error&) {
    return;
  }
  throw std::runtime_error(std::string{expression} + " does not throw");
}

#define CHECK(expression) check((expression), #expression)
#define CHECK_EQUAL(actual, expected) check_equal((actual), (expected), #actual)
#define CHECK_THROWS(error, expression) check_throws<error>([&] { (void)(expression); }, #expression)
#define TEST_NAME_JOINED(line) test_case_##line
#define TEST_NAME(line) TEST_NAME_JOINED(line)
#define TEST_CASE(name)                                                                     \
  static void TEST_NAME(__LINE__)();                                                        \
  static const TestRegistration TEST_NAME_REGISTERED(__LINE__){name, TEST_NAME(__LINE__)};  \
  static void TEST_NAME(__LINE__)()
#define TEST_NAME_REGISTERED_JOINED(line) registered_test_case_##line
#define TEST_NAME_REGISTERED(line) TEST_NAME_REGISTERED_JOINED(line)
