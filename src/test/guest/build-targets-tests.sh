# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Test targets, run by the real lit where there is one (Debian: llvm-15-tools), and always by a stand-in that prints the same.
source ./lit-world.sh

all_pass() {
  tested 1
  build_of 1 '.status.exit == 0 and .status.cause == "none" and .status.phase == "test" and .status.compiled == 2'
  [[ $(tests_of 1) == '[5,0,""]' ]]
  [[ -f $HOME_ON_VOLUME/jobs/1/failed-tests && ! -s $HOME_ON_VOLUME/jobs/1/failed-tests ]]
  grep -q '<testsuite name="One"' "$HOME_ON_VOLUME/jobs/1/tests-check-one.xml"
  grep -q '<testsuite name="Two"' "$HOME_ON_VOLUME/jobs/1/tests-check-two.xml"
  # Built first, then tested.
  log_of 1 | awk '/Linking CXX executable tiny/ {linked = NR} /test target 1\/2: check-one/ {one = NR}
    /test target 2\/2: check-two/ {two = NR} END {exit !(linked && linked < one && one < two)}'
}

some_fail() {
  commit_of 'one/a.test=RUN: echo "main.cpp:1:1: error: not a compile error" && false' 'one/b+c.test=RUN: false' two/e.test='RUN: echo "FAIL: Inner :: x (1 of 2)"; echo "fatal error: of a test"; false' two/f.test='no command'
  tested 2
  build_of 2 '.status.exit == 1 and .status.cause == "tests" and .status.phase == "test" and .status.compiled == 0'
  failed_tests 2 | sort | diff - <(printf '%s\n' 'One :: a.test' 'One :: b+c.test' 'Two :: e.test' 'Two :: f.test')
  [[ $(tests_of 2) == "[5,4,$(failed_tests 2 | jq -Rs .)]" ]]
  error_of 2 | grep -qx '4 tests failed:'
  error_of 2 | grep -q '^  One :: b+c.test$'
  error_of 2 | grep -q '^main.cpp:1:1: error: not a compile error\|Exit Code' # whichever ran first
  local line
  line=$(jq '.builds[] | select(.job == 2) | .status.error_line' <<<"$ANSWER")
  log_of 2 | sed -n "${line}p" | grep -qE '^FAIL: One :: .*\([12] of 3\)$'
  grep -q failure "$HOME_ON_VOLUME/jobs/2/tests-check-one.xml"
  grep -q failure "$HOME_ON_VOLUME/jobs/2/tests-check-two.xml"
}

only_those() {
  tested 3 TESTS_OF=2
  build_of 3 '.status.cause == "tests"'
  logged 3 'tests that failed in job 2, 4 in number, are run again'
  [[ $(tests_of 3) == '[4,4,'* ]]
  commit_of 'one/a.test=RUN: true' 'one/b+c.test=RUN: true' two/e.test='RUN: true'
  tested 4 TESTS_OF=2
  failed_tests 4 | diff - <(echo 'Two :: f.test')
  tested 5 TESTS_OF=4
  [[ $(tests_of 5) == '[1,1,"Two :: f.test\n"]' ]] # none of One
  commit_of two/f.test='RUN: true'
  tested 6 TESTS_OF=4
  build_of 6 '.status.exit == 0'
  [[ $(tests_of 6) == '[1,0,""]' ]]
}

all_again() {
  tested 7 TESTS_OF=999
  logged 7 'all tests are run: job 999 has left no list of failed tests'
  [[ $(tests_of 7) == '[5,0,""]' ]]
  tested 8 TESTS_OF=6
  logged 8 'all tests are run: job 6 has left no list'
  printf 'One :: a%d.test\n' {1..1001} | as_ann tee "$HOME_ON_VOLUME/jobs/7/failed-tests" >/dev/null
  tested 9 TESTS_OF=7
  logged 9 'all tests are run: 1001 failed in job 7, too many to name'
  [[ $(tests_of 9) == '[5,0,""]' ]]
  # One that is not there any more: that the others pass would say too little.
  printf '%s\n' 'One :: a.test' 'One :: gone' | as_ann tee "$HOME_ON_VOLUME/jobs/7/failed-tests" >/dev/null
  tested 10 TESTS_OF=7
  logged 10 'all tests are run, as not all'
  [[ $(tests_of 10) == '[5,0,""]' ]]
  printf 'Three :: x.test\n' | as_ann tee "$HOME_ON_VOLUME/jobs/7/failed-tests" >/dev/null
  tested 11 TESTS_OF=7
  [[ $(tests_of 11) == '[5,0,""]' ]]
  # Names are names, not patterns.
  printf '%s\n' 'One :: a.tes.' 'One :: b+c.test' | as_ann tee "$HOME_ON_VOLUME/jobs/7/failed-tests" >/dev/null
  commit_of 'one/a.test=RUN: false'
  tested 12 TESTS_OF=7
  logged 12 'all tests are run, as not all'
  failed_tests 12 | diff - <(echo 'One :: a.test')
}

a_compile_error_stays_one() {
  commit_of 'one/a.test=RUN: echo "error: of a test" && false' 'other.cpp=int other() { return "no"; }'
  tested 13
  build_of 13 '.status.exit == 1 and .status.cause == "compile" and .status.phase == "test"'
  error_of 13 | head -n 1 | grep -q 'other.cpp:1:.*error: invalid conversion'
  failed_tests 13 | diff - <(echo 'One :: a.test')
  commit_of 'main.cpp=int main() { return nothing; }'
  tested 14
  build_of 14 '.status.cause == "compile" and .status.phase == "build" and .status.tests == null'
  not grep -q 'test target' "$HOME_ON_VOLUME/jobs/14/build.log"
  commit_of 'main.cpp=int main() { return 0; }' other.cpp=
}

only_a_test_target() {
  tested 15 SLOT=2 TARGETS=check-one
  build_of 15 '.status.cause == "tests" and .status.compiled == 1'
  failed_tests 15 | diff - <(echo 'One :: a.test')
  tested 16 SLOT=2 TARGETS=check-onn
  build_of 16 '.status.cause == "compile" and .status.tests == null'
  error_of 16 | grep -q "unknown target 'check-onn'"
}

stopped_in_tests() {
  commit_of 'one/d.test=RUN: sleep 60.'"$$"
  start_build 17 1 "CMAKE_OPTIONS=-DLIT=$LIT" $'TARGETS=check-one\ncheck-two'
  eventually pgrep -f "^sleep 60.$$\$" >/dev/null
  progress
  build_of 17 '.phase == "test" and .active'
  guarded stop-build
  progress
  build_of 17 '.status.cause == "stopped" and .status.exit == 143 and .status.phase == "test"'
  not grep -q 'test target 2/2' "$HOME_ON_VOLUME/jobs/17/build.log"
  commit_of 'one/d.test=RUN: true'
}

test_targets() { # VOLUME WHOSE
  a_builder_has "$1"
  the_suites
  it "test targets run last, each in a run of its own; xunit is kept ($2)" all_pass
  it "failed tests are listed and told with what the first one printed, never as a compile error ($2)" some_fail
  it "just the tests that failed are run again ($2)" only_those
  it "all tests are run where those that failed cannot be named or found ($2)" all_again
  it "a compile error in the same run stays a compile error ($2)" a_compile_error_stays_one
  it "a test target alone brings what it needs ($2)" only_a_test_target
  it "a run of tests is stopped like a build ($2)" stopped_in_tests
}

cp lit-stand-in "$WORLD/lit-stand-in"
LIT="bash $WORLD/lit-stand-in"
test_targets vol-0b117a 'stand-in for lit'
the_builder_lets_go
LIT=$(find_lit)
if [[ -n $LIT ]]; then
  test_targets vol-0b117b "real $($LIT --version)"
  the_builder_lets_go
else
  echo 'skipped: the same with the real lit: there is none here (Debian: llvm-15-tools)'
fi
