# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names
# The build itself, in a unit of its own, as the tree's owner. Its result is status.json; exit code and output are nobody's.

# run_phase PHASE FUNCTION: as a process group of its own, which can be ended as one.
run_phase() {
  PHASE=$1
  echo "$1 $(date +%s)" >"$JOB_DIR/phase"
  "$2" &
  CHILD=$!
  wait "$CHILD"
}

run_phases() {
  run_phase checkout enter_slot || return
  ENTERED=true
  keep_marks &
  MARKS=$!
  run_phase checkout phase_checkout && run_phase configure phase_configure || return
  if ((${#TEST_TARGETS[@]} == 0 || ${#BUILD_TARGETS[@]} > 0)); then run_phase build phase_build || return; fi
  if ((${#TEST_TARGETS[@]} > 0)); then
    TESTS_FROM=$(($(wc -l <"$JOB_DIR/build.log") + 1))
    run_phase test phase_test || return
  fi
}

# Asked to stop: whatever runs has 6 of the unit's 15 seconds to end by itself; the sync needs some too.
stop_phase() {
  trap '' TERM INT
  STOPPED=true
  kill -TERM -- "-$CHILD" 2>/dev/null
  for _ in {1..60}; do
    kill -0 -- "-$CHILD" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL -- "-$CHILD" 2>/dev/null
  echo "Sojourn: stopped"
  end_marks
  release_log
  write_status 143
  [[ $ENTERED == false ]] || { leave_slot; measure_slot; }
  exit 143
}

build() {
  local code=0
  set -m
  export LC_ALL=C PATH
  exec >>"$JOB_DIR/build.log" 2>&1 </dev/null
  LOG_FROM=$(($(wc -l <"$JOB_DIR/build.log") + 1))
  STARTED=$(date +%s)
  WAITED=$(waited /proc)
  PHASE=checkout CHILD='' MARKS='' ENTERED=false STOPPED=false TESTS_FROM=''
  trap stop_phase TERM INT
  echo "Sojourn: job $JOB, attempt $ATTEMPT, commit $COMMIT, slot $SLOT, $(date -u +%FT%TZ)"
  reserve_log
  split_targets
  use_ccache
  run_phases || code=$?
  trap '' TERM INT
  end_marks
  # First the sync: what is called built is on the disk.
  [[ $ENTERED == false ]] || leave_slot
  release_log
  write_status "$code"
  [[ $ENTERED == false ]] || measure_slot
  exit "$code"
}
