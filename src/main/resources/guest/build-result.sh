# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names
# What became of the build: its cause of failure, the words for people, status.json.

# first_error: the number of the log's line with this attempt's first error. A full disk explains all others.
first_error() {
  awk -v from="$LOG_FROM" '
    NR < from {next}
    {last = NR}
    !full && /No space left on device/ {full = NR}
    !error && /(^|[ \t])(fatal )?error:|^CMake Error|undefined reference to|multiple definition of|^FAIL: / {error = NR}
    END {print (full ? full : error ? error : last > from + 14 ? last - 14 : from)}' "$JOB_DIR/build.log"
}

# ninja_failure: prints "compile|link|configure|tests LINE". Only the output of what failed is searched: warnings and the
# output of tests are full of errors. It follows FAILED or, where the command had the terminal, stands between its [n/m]
# and FAILED. What is neither compiled nor linked is the test runner if tests are known to have failed, else something
# that makes source files.
ninja_failure() {
  awk -v from="$LOG_FROM" -v other="$([[ $FIRST_FAILURE == 0 ]] && echo compile || echo tests)" '
    NR < from {next}
    {last = NR}
    /^FAILED: / {
      failure = NR
      kind = ""
      if (/(^|[ \/])build\.ninja( |$)/) kind = "configure"
      else if (/(^|[ \/])check(-[^ \/]*)?( |$)/) kind = "tests"
      next
    }
    failure && failure == NR - 1 {
      if (kind == "") kind = /^: && / ? "link" : / -c / ? "compile" : other
      if (!(kind in failed)) failed[kind] = failure
      if (early && !(kind in error)) error[kind] = early
      early = 0
      next
    }
    /^\[[0-9]+\/[0-9]+\] / {kind = ""; early = 0; next}
    /^ninja: / {
      if (!full && /No space left on device/) full = NR
      if (!refusal && /^ninja: (error|fatal)/) refusal = NR
      kind = ""
      next
    }
    /No space left on device/ && kind != "" && kind != "tests" && !full {full = NR}
    /(^|[ \t])(fatal )?error:|^CMake Error|undefined reference to|multiple definition of|terminated with signal|(^|[ :])Killed/ {
      if (kind == "" && !early) early = NR
      else if (kind != "" && !(kind in error)) error[kind] = NR
    }
    END {
      split("compile link configure tests", order)
      for (i = 1; i <= 4 && !(order[i] in failed); i++) {}
      kind = i <= 4 ? order[i] : "compile"
      if (kind != "tests" && full) line = full
      else if (kind in error) line = error[kind]
      else if (kind in failed) line = failed[kind]
      else line = refusal ? refusal : last > from + 14 ? last - 14 : from
      print kind, line
    }' "$JOB_DIR/build.log"
}

# waited PROC: two counters, how long the cores have waited for the disk and how long all has taken: pressure stall
# information (time in which nothing could run for want of the disk) where the kernel has it, else iowait.
waited() {
  local proc=$1 stalled
  if stalled=$(sed -n 's/^full .*total=//p' "$proc/pressure/io" 2>/dev/null) && [[ -n $stalled ]]; then
    echo "$stalled ${EPOCHREALTIME/[.,]/}"
  else
    awk '$1 == "cpu" {for (i = 2; i <= 9; i++) all += $i; printf "%.0f %.0f\n", $6, all}' "$proc/stat"
  fi
}

# share_waited BEFORE AFTER: percent, or null.
share_waited() {
  awk -v before="$1" -v after="$2" 'BEGIN {
    split(before, a); split(after, b)
    if (b[2] - a[2] > 0 && b[1] >= a[1]) {share = int(100 * (b[1] - a[1]) / (b[2] - a[2]) + 0.5); print (share > 100 ? 100 : share)}
    else print "null"
  }'
}

# tuned: whether something was compiled for just this machine's processor.
tuned() {
  local files=("$JOB_DIR/script.sh" "$JOB_DIR/build.log")
  [[ $RECIPE == script ]] || files=("$BUILD_DIR/build.ninja")
  grep -qsE -- '-m(arch|cpu|tune)=native' "${files[@]}" && echo true || echo false
}

# test_status: keeps the names of the tests that failed; sets TESTS (for status.json) and FIRST_FAILURE (a line of the log).
test_status() {
  local results run
  TESTS=null FIRST_FAILURE=0
  [[ -n $TESTS_FROM ]] || return 0
  results=$(lit_results)
  run=$(sed -n 's/^run //p' <<<"$results")
  FIRST_FAILURE=$(sed -n 's/^first //p' <<<"$results")
  sed -n 's/^failed //p' <<<"$results" | write_durably "$JOB_DIR/failed-tests"
  ((run > 0)) || [[ -s $JOB_DIR/failed-tests ]] || return 0
  printf -v TESTS '{"run":%d,"failed":%d,"names_b64":"%s"}' "$run" "$(wc -l <"$JOB_DIR/failed-tests")" \
    "$(awk '{bytes += length($0) + 1} bytes > 400 {exit} {print}' "$JOB_DIR/failed-tests" | base64 -w 0)"
}

# write_status EXIT: what is left of 1,500 bytes is for the words.
write_status() {
  local cause=none line=null words='' compiled distrusted=0 head middle room
  compiled=$(tail -n "+$LOG_FROM" "$JOB_DIR/build.log" | grep -c '^\[[0-9]*/[0-9]*\] Building ' || true)
  test_status
  if [[ $STOPPED == true ]]; then
    cause=stopped
  elif (($1 != 0)); then
    case $PHASE-$RECIPE in
      build-script) cause=script line=$(first_error) ;;
      build-cmake | test-cmake) read -r cause line < <(ninja_failure) ;;
      *) cause=$PHASE line=$(first_error) ;;
    esac
    if [[ $cause == tests && $FIRST_FAILURE != 0 ]]; then
      line=$FIRST_FAILURE
      words=$(failed_test_words "$line" | head -c 900)
    else
      words=$(tail -n "+$line" "$JOB_DIR/build.log" | head -n 15 | head -c 900)
    fi
  fi
  sync "$JOB_DIR/build.log"
  read -r distrusted 2>/dev/null <"$JOB_DIR/distrusted" || true # nothing was
  printf -v head '{"job":%d,"attempt":%d,"exit":%d,"phase":"%s","started":%d,"ended":%d,"compiled":%d,"error_b64":"' \
    "$JOB" "$ATTEMPT" "$1" "$PHASE" "$STARTED" "$(date +%s)" "$compiled"
  printf -v middle '","error_line":%s,"cause":"%s","tests":%s,"disk_wait":%s,"native":%s,"distrusted":%d}' \
    "$line" "$cause" "$TESTS" "$(share_waited "$WAITED" "$(waited /proc)")" "$(tuned)" "$distrusted"
  room=$(((1500 - ${#head} - ${#middle}) / 4)) # base64 makes four bytes of three
  printf '%s%s%s\n' "$head" "$(printf %s "$words" | head -c "$((room * 3))" | base64 -w 0)" "$middle" | write_durably "$JOB_DIR/status.json"
}
