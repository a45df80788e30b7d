# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names
# Test targets: check, check-…. Each in a ninja run of its own, whatever became of the one before; lit does the counting.

phase_test() {
  local filter code=0
  filter=$(test_filter)
  run_test_targets "$filter" || code=$?
  # Where lit found too few of them (it numbers parts of a gtest program by the machine's cores), a pass would mean nothing.
  if [[ -n $filter && $code == 0 ]] && ! filter_found_all; then
    echo "Sojourn: all tests are run, as not all of those that failed in job $TESTS_OF were found"
    run_test_targets '' || code=$?
  fi
  return "$code"
}

# run_test_targets FILTER
run_test_targets() {
  local target count=0 code=0
  for target in "${TEST_TARGETS[@]}"; do
    count=$((count + 1))
    echo "Sojourn: test target $count/${#TEST_TARGETS[@]}: $target"
    echo "test $(date +%s)" >"$JOB_DIR/phase"
    # In a subshell for the variables: where nothing is filtered, LIT_FILTER must not be there at all.
    (
      export LIT_OPTS="--xunit-xml-output=$JOB_DIR/tests-${target//\//-}.xml"
      if [[ -n $1 ]]; then export LIT_FILTER=$1 LIT_OPTS="$LIT_OPTS --allow-empty-runs"; fi
      run_ninja "$target"
    ) || code=$?
  done
  return "$code"
}

# test_filter: a regular expression for the tests that failed in job TESTS_OF; nothing where all are to be run.
test_filter() {
  local list=$HOME_ON_VOLUME/jobs/$TESTS_OF/failed-tests count filter
  ((TESTS_OF > 0)) || return 0
  count=$(grep -c . "$list" 2>/dev/null) || true
  if ((${count:-0} == 0)); then
    echo "Sojourn: all tests are run: job $TESTS_OF has left no list of failed tests" >&2
    return
  fi
  filter="^($(test_patterns <"$list"))\$"
  # The kernel takes 128 KiB in one variable.
  if ((count > 1000 || ${#filter} > 120000)); then
    echo "Sojourn: all tests are run: $count failed in job $TESTS_OF, too many to name" >&2
    return
  fi
  echo "Sojourn: tests that failed in job $TESTS_OF, $count in number, are run again" >&2
  printf %s "$filter"
}

# test_patterns: lines with names of tests become alternatives. The parts of a gtest program are run as PROGRAM/NUMBER/NUMBER,
# whatever is reported of them, so these are added for whatever may be a program.
test_patterns() {
  sed -e '/^$/d' -e 's/[][\\.*^$+?(){}|]/\\&/g' | awk '
    !seen[$0]++ {printf "%s%s", between, $0; between = "|"}
    {
      while (sub(/\/[^\/]*$/, "") && / :: /)
        if (!seen[$0 "/"]++) printf "|%s/[0-9]+/[0-9]+", $0
    }'
}

# filter_found_all: all but gtest's tests (PROGRAM/CASE/TEST, without a dot) are run by the name that is reported.
filter_found_all() {
  local run needed
  run=$(lit_results | sed -n 's/^run //p')
  needed=$(grep -cE '\.[^/]*$| :: [^/]*(/[^/]*)?$' "$HOME_ON_VOLUME/jobs/$TESTS_OF/failed-tests" || true)
  ((run >= (needed > 0 ? needed : 1)))
}

STARS='********************' # a line in front of and behind what a test printed

# lit_results: what lit has told in the log since TESTS_FROM: "failed NAME" for each test that failed, then "run NUMBER" and
# "first LINE", where the first failure was told. What a test itself prints does not count. Lit's list at its end says what
# failed: it has the names of gtest's tests, not of its parts, and knows whether an XPASS is a failure. Only where it did
# not come so far, what was told in between counts.
lit_results() {
  tail -n "+$TESTS_FROM" "$JOB_DIR/build.log" | awk -v from="$TESTS_FROM" -v stars="$STARS" '
    function settle(   i, count) {
      count = listed || ended ? listed : told
      for (i = 1; i <= count; i++) {
        name = listed ? list[i] : tell[i]
        if (!seen[name]++) failed[++failures] = name
      }
      listed = told = listing = ended = 0
    }
    /^\*+ TEST .* FAILED \*+$/ {inside = 1; next}
    inside {if ($0 == stars) inside = 0; next}
    /^Sojourn: all tests are run/ {run = failures = told = listed = any = 0; split("", seen); split("", line); next}
    /^Sojourn: test target / {settle(); next}
    /^-- Testing: [0-9]+ / {settle(); run += $3; next}
    /^(FAIL|XPASS|TIMEOUT|UNRESOLVED): .* \([0-9]+ of [0-9]+\)$/ {
      name = $0
      sub(/^[A-Z]+: /, "", name)
      sub(/ \([0-9]+ of [0-9]+\)$/, "", name)
      tell[++told] = name
      if (!(name in line)) line[name] = from + NR - 1
      if (!any && !/^XPASS/) any = from + NR - 1
      next
    }
    /^(Failed|Failing|Timed Out|Unexpectedly Passed|Unexpected Passing|Unresolved) Tests \([0-9]+\):$/ {listing = 1; next}
    /^Testing Time: / {ended = 1}
    listing && /^ +[^ ]/ {sub(/^ +/, ""); list[++listed] = $0; next}
    {listing = 0}
    END {
      settle()
      for (i = 1; i <= failures; i++) {
        print "failed " failed[i]
        if (failed[i] in line && (!first || line[failed[i]] < first)) first = line[failed[i]]
      }
      print "run " run + 0
      print "first " (first ? first : failures ? any + 0 : 0)
    }'
}

# failed_test_words: for people: which tests failed, and what the first of them printed.
failed_test_words() {
  local count
  count=$(wc -l <"$JOB_DIR/failed-tests")
  echo "$count test$( ((count == 1)) || echo s) failed:"
  head -n 4 "$JOB_DIR/failed-tests" | sed 's/^/  /'
  ((count <= 4)) || echo "  and $((count - 4)) more"
  # The output follows the line of the failure; what lit ran comes first in it and is long.
  tail -n "+$(($1 + 1))" "$JOB_DIR/build.log" | awk -v stars="$STARS" '
    NR == 1 {if (!/^\*+ TEST .* FAILED \*+$/) exit; next}
    $0 == stars {exit}
    {line[++lines] = $0}
    /^Exit Code: / && !result {result = lines}
    END {for (i = result ? result : 1; i <= lines; i++) if (line[i] !~ /^(--)?$/) print line[i]}'
}
