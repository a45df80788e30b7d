# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# What lit prints for googletest programs, and what other versions of it print.
source ./lit-world.sh

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

it 'what other versions of lit print is understood' recorded_formats
LIT=$(find_lit)
if [[ -n $LIT && $($LIT --version) != 'lit 1'[0-4]* ]]; then # those ran each test by itself
  a_builder_has vol-0b117c
  the_suites
  it 'tests of a googletest program are listed by name and found again, in whatever parts lit runs them' gtest_program
  the_builder_lets_go
else
  echo 'skipped: googletest programs: there is no lit 15 or newer here (Debian: llvm-15-tools)'
fi
