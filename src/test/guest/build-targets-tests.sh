# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Test targets, run by the real lit where there is one (Debian: llvm-15-tools), and always by a stand-in that prints the same.
source ./build-world.sh

# the_suites: the suites One, of three tests, and Two, run by the programs named in LIT, check-one and check-two.
the_suites() {
  local suite configuration="import lit.formats
config.name = 'SUITE'
config.test_format = lit.formats.ShTest()
config.suffixes = ['.test']
config.test_exec_root = os.path.join('/tmp', 'sojourn-' + str(os.getpid()))"
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
option(LIT "" "")
separate_arguments(LIT)
add_executable(tiny main.cpp)
add_library(other OBJECT other.cpp)
add_custom_target(check-one COMMAND ${LIT} -sv ${CMAKE_SOURCE_DIR}/one DEPENDS tiny COMMENT "Testing one" USES_TERMINAL)
add_custom_target(check-two COMMAND ${LIT} -sv ${CMAKE_SOURCE_DIR}/two COMMENT "Testing two")
add_dependencies(check-two other)' 'main.cpp=int main() { return 0; }' other.cpp= \
    one/a.test='RUN: true' one/b+c.test='RUN: echo b' one/d.test='XFAIL: *
RUN: false' two/e.test='RUN: true' two/f.test='RUN: true' \
    "one/lit.cfg.py=import os
${configuration/SUITE/One}" "two/lit.cfg.py=import os
${configuration/SUITE/Two}"
}

# tested JOB VALUE…: the newest commit is built and tested.
tested() {
  COMMIT=$(in_repository rev-parse HEAD)
  start_build "$1" 1 "CMAKE_OPTIONS=-DLIT=$LIT" $'TARGETS=check-one\ntiny\ncheck-two' "${@:2}"
  answered .ok
  ended "$1"
}
failed_tests() { cat "$HOME_ON_VOLUME/jobs/$1/failed-tests"; }
tests_of() { jq -c ".builds[] | select(.job == $1) | .status.tests | [.run, .failed, (.names_b64 | @base64d)]" <<<"$ANSWER"; }
error_of() { jq -r ".builds[] | select(.job == $1) | .status.error_b64 | @base64d" <<<"$ANSWER"; }

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
  printf '%s\n' 'One :: a.test' 'One :: gone.test' | as_ann tee "$HOME_ON_VOLUME/jobs/7/failed-tests" >/dev/null
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

# A googletest program, in which lit runs numbered parts and reports the tests.
gtest_program() {
  commit_of "one/lit.cfg.py=import lit.formats
config.name = 'One'
config.test_format = lit.formats.GoogleTest('.', 'Tests')
config.test_source_root = config.test_exec_root = '$WORLD/gtest'" 'one/a.test=' two/e.test='RUN: false' two/f.test='RUN: true'
  as_ann mkdir -p "$WORLD/ann/gtest"
  ln -sfn "$WORLD/ann/gtest" "$WORLD/gtest"
  as_ann tee "$WORLD/gtest/TinyTests.py" >/dev/null <<'PYTHON'
import json, os, sys
tests = ['Good', 'Bad', 'Worse', 'Fine']
if '--gtest_list_tests' in sys.argv:
    print('Tiny.')
    for test in tests: print('  ' + test)
    sys.exit(0)
mine = tests[int(os.environ['GTEST_SHARD_INDEX'])::int(os.environ['GTEST_TOTAL_SHARDS'])]
results = []
for test in mine:
    result = {'name': test, 'result': 'COMPLETED', 'time': '0.1s'}
    if test in ('Bad', 'Worse') and not os.path.exists(os.path.dirname(__file__) + '/mended'):
        result['failures'] = [{'failure': 'Expected equality of these values'}]
        print('[ RUN      ] Tiny.' + test); print('error: of a test'); print('[  FAILED  ] Tiny.' + test)
    results.append(result)
with open(os.environ['GTEST_OUTPUT'][5:], 'w') as f:
    json.dump({'random_seed': 0, 'testsuites': [{'name': 'Tiny', 'testsuite': results}]}, f)
sys.exit(any('failures' in result for result in results))
PYTHON
  tested 20
  build_of 20 '.status.cause == "tests"'
  failed_tests 20 | sort | diff - <(printf '%s\n' 'One :: ./TinyTests.py/Tiny/Bad' 'One :: ./TinyTests.py/Tiny/Worse' 'Two :: e.test')
  as_ann touch "$WORLD/gtest/mended"
  commit_of two/e.test='RUN: true'
  tested 21 TESTS_OF=20
  build_of 21 '.status.exit == 0 and .status.tests.run >= 2'
  not grep -q 'all tests are run' "$HOME_ON_VOLUME/jobs/21/build.log"
  log_of 21 | grep -q '^-- Testing: 1 of 2 tests' # of suite Two
}

# What older and newer lits print, and what needs a timeout.
recorded_formats() {
  local results
  JOB_DIR=$WORLD TESTS_FROM=1
  cat >"$WORLD/build.log" <<'LOG'
Sojourn: test target 1/3: check-one
-- Testing: 6 tests, 2 workers --
Testing:  0.. 10.. 20
TIMEOUT: Old :: slow.test (1 of 6)
FAIL: Old :: dir/bad.test (2 of 6)
******************** TEST 'Old :: dir/bad.test' FAILED ********************
FAIL: Inner :: x (1 of 2)
-- Testing: 99 tests, 2 workers --
Failed Tests (1):
  Inner :: y
********************
Testing Time: 1.00s
********************
Failing Tests (1):
    Old :: dir/bad.test

********************
Unexpected Passing Tests (1):
    Old :: good.test

********************
Timed Out Tests (1):
    Old :: slow.test

Testing Time: 1.00s
  Expected Passes    : 3
Sojourn: test target 2/3: check-lenient
-- Testing: 2 tests, 2 workers --
XPASS: Lenient :: x (1 of 2)

Testing Time: 1.00s
  Passed             : 1
  Unexpectedly Passed: 1
Sojourn: test target 3/3: check-two
-- Testing: 3 of 40 tests, 2 workers --
UNRESOLVED: New :: a (b) c.test (1 of 3)
FLAKYPASS: New :: flaky.test (2 of 3)
ninja: build stopped: interrupted by user.
LOG
  results=$(source "$SCRIPTS/build-tests.sh"; lit_results)
  diff - <(echo "$results") <<'RESULTS'
failed Old :: dir/bad.test
failed Old :: good.test
failed Old :: slow.test
failed New :: a (b) c.test
run 11
first 4
RESULTS
}

find_lit() {
  local place
  for place in $(printf '%s\n' /usr/lib/llvm-*/build/utils/lit/lit.py | sort -rV) "$(command -v lit || true)"; do
    if [[ -n $place ]] && as_ann env PATH=/usr/local/bin:/usr/bin:/bin python3 "$place" --version >/dev/null 2>&1; then
      echo "python3 $place"
      return
    fi
  done
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

chmod 755 "$HERE" # the stand-in is run as the tree's owner
cp lit-stand-in "$WORLD/lit-stand-in"
LIT="bash $WORLD/lit-stand-in"
test_targets vol-0b117a 'stand-in for lit'
the_builder_lets_go
LIT=$(find_lit)
if [[ -n $LIT ]]; then
  test_targets vol-0b117b "real $($LIT --version)"
  it 'tests of a googletest program are listed by name and found again, in whatever parts lit runs them' gtest_program
  the_builder_lets_go
else
  echo 'skipped: the same with the real lit, and googletest: there is no lit here (Debian: llvm-15-tools)'
fi
it 'what other versions of lit print is understood' recorded_formats
