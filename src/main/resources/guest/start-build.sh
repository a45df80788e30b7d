# shellcheck shell=bash disable=SC2034,SC2153 # values are set by their names, and used in common.sh
# Starts the build of one commit as a unit of its own, as the tree's owner, and returns at once. Builder.
# Values: JOB, ATTEMPT, COMMIT, SLOT, OWNER, GROUP, RECIPE cmake|script, SUBDIR, CMAKE_OPTIONS, TARGETS (both one a line),
# SCRIPT, CLEAN, JOBS, TOOLCHAIN (as toolchain() prints it, or empty), LEASE_S.
guard
number JOB
number ATTEMPT
matching COMMIT '[0-9a-f]{40}'
number SLOT
number OWNER
number GROUP
matching RECIPE 'cmake|script' cmake
matching SUBDIR '[A-Za-z0-9._/-]+' .
lines CMAKE_OPTIONS ''
lines TARGETS ''
lines SCRIPT ''
truth CLEAN false
number JOBS 0
value TOOLCHAIN ''
number LEASE_S 0

UNIT=sojourn-build-$JOB-$ATTEMPT
REPOSITORY=$HOME_ON_VOLUME/repository.git
SLOT_DIR=$HOME_ON_VOLUME/slots/$SLOT
SOURCE_DIR=$SLOT_DIR/src
BUILD_DIR=$SLOT_DIR/build
JOB_DIR=$HOME_ON_VOLUME/jobs/$JOB
OWNER_HOME=$HOME_ON_VOLUME/home # the builder need not know the owner by name; caches kept here travel along

# ---- what follows until "here again" runs in the unit, written into build.sh by declare -f ----

in_slot() { git -c core.hooksPath=/dev/null -c gc.auto=0 -c maintenance.auto=false -c advice.detachedHead=false "$@"; }

phase_checkout() {
  local lock
  rm -f "$SLOT_DIR/commit"
  if [[ ! -e $SOURCE_DIR/.git ]]; then
    mkdir -p "$SLOT_DIR" && in_slot --git-dir="$REPOSITORY" worktree prune &&
      in_slot --git-dir="$REPOSITORY" worktree add --quiet --detach --force "$SOURCE_DIR" "$COMMIT" || return
  fi
  lock=$(in_slot -C "$SOURCE_DIR" rev-parse --path-format=absolute --git-path index.lock) || return
  rm -f "$lock" # of an attempt whose builder was lost; nobody else works in here
  in_slot -C "$SOURCE_DIR" checkout --quiet --detach --force "$COMMIT" || return
  [[ $RECIPE == script ]] || in_slot -C "$SOURCE_DIR" clean --quiet -ffd || return
  echo "$COMMIT" >"$SLOT_DIR/commit"
}

phase_configure() {
  local wanted options
  [[ $CLEAN == false ]] || rm -rf "$BUILD_DIR"
  mkdir -p "$BUILD_DIR" && echo "$TOOLCHAIN" >"$SLOT_DIR/toolchain" || return
  [[ $RECIPE == cmake ]] || return 0
  wanted=$SUBDIR$'\n'$CMAKE_OPTIONS
  [[ ! -f $BUILD_DIR/build.ninja || ! -f $BUILD_DIR/.sojourn-options || $(<"$BUILD_DIR/.sojourn-options") != "$wanted" ]] ||
    return 0
  rm -f "$BUILD_DIR/.sojourn-options"
  mapfile -t options <<<"$CMAKE_OPTIONS"
  [[ -n $CMAKE_OPTIONS ]] || options=()
  cmake -G Ninja -S "$SOURCE_DIR/$SUBDIR" -B "$BUILD_DIR" "${options[@]}" &&
    printf '%s' "$wanted" >"$BUILD_DIR/.sojourn-options"
}

phase_build() {
  local targets parallel=()
  mapfile -t targets <<<"$TARGETS"
  [[ -n $TARGETS ]] || targets=()
  if [[ $RECIPE == script ]]; then
    cd "$SOURCE_DIR" || return
    SOJOURN_SOURCE=$SOURCE_DIR SOJOURN_BUILD=$BUILD_DIR SOJOURN_JOBS=$JOBS bash "$JOB_DIR/script.sh" "${targets[@]}"
    return
  fi
  cat "$BUILD_DIR/.ninja_log" >"$JOB_DIR/ninja-log-before" 2>/dev/null || true # a first build has none
  ((JOBS == 0)) || parallel=("-j$JOBS")
  NINJA_STATUS='[%f/%t] ' ninja -C "$BUILD_DIR" "${parallel[@]}" -- "${targets[@]}"
}

# first_error: the number of the log's line with this attempt's first error, then up to 15 lines from there on.
first_error() {
  awk -v from="$LOG_FROM" '
    NR < from {next}
    {last = NR}
    !error && /(^|[ \t])(fatal )?error:|^CMake Error|undefined reference to|multiple definition of|^FAIL: / {error = NR}
    !failed && /^FAILED: |^ninja: error/ {failed = NR}
    END {print (error ? error : failed ? failed : last > from + 14 ? last - 14 : from)}' "$JOB_DIR/build.log"
}

write_status() {
  local line=null words='' compiled
  compiled=$(tail -n "+$LOG_FROM" "$JOB_DIR/build.log" | grep -c '^\[[0-9]*/[0-9]*\] Building ' || true)
  if (($1 != 0)); then
    line=$(first_error)
    words=$(tail -n "+$line" "$JOB_DIR/build.log" | head -n 15 | head -c 900 | base64 -w 0)
  fi
  sync "$JOB_DIR/build.log"
  printf '{"job":%d,"attempt":%d,"exit":%d,"phase":"%s","started":%d,"ended":%d,"compiled":%d,"error_b64":"%s","error_line":%s}\n' \
    "$JOB" "$ATTEMPT" "$1" "$PHASE" "$STARTED" "$(date +%s)" "$compiled" "$words" "$line" | write_durably "$JOB_DIR/status.json"
}

# Asked to stop: whatever runs has 8 of the unit's 15 seconds to end by itself.
stop_phase() {
  trap '' TERM INT
  kill -TERM -- "-$CHILD" 2>/dev/null
  for _ in {1..80}; do
    kill -0 -- "-$CHILD" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL -- "-$CHILD" 2>/dev/null
  echo "Sojourn: stopped"
  write_status 143
  exit 143
}

build() {
  local code=0
  set -m # each phase is a process group of its own, which can be ended as one
  export LC_ALL=C PATH
  exec >>"$JOB_DIR/build.log" 2>&1 </dev/null
  LOG_FROM=$(($(wc -l <"$JOB_DIR/build.log") + 1))
  STARTED=$(date +%s)
  PHASE=checkout
  echo "Sojourn: job $JOB, attempt $ATTEMPT, commit $COMMIT, slot $SLOT, $(date -u +%FT%TZ)"
  trap stop_phase TERM INT
  for PHASE in checkout configure build; do
    echo "$PHASE $(date +%s)" >"$JOB_DIR/phase"
    "phase_$PHASE" &
    CHILD=$!
    wait "$CHILD" || code=$?
    ((code == 0)) || break
  done
  trap '' TERM INT
  write_status "$code"
  exit "$code"
}

# ---- here again ----

finished() {
  local status
  status=$(head -c 60 "$JOB_DIR/status.json" 2>/dev/null) && [[ $status == "{\"job\":$JOB,\"attempt\":$ATTEMPT,"* ]]
}

started() {
  mkdir -p "$RUN/builds"
  rm -f "$RUN/builds/$JOB-"*
  printf '%s\n' "$JOB" "$ATTEMPT" "$UNIT" "$JOB_DIR" "$BUILD_DIR" >"$RUN/builds/$JOB-$ATTEMPT"
  ((LEASE_S == 0)) || lease_rearm "$LEASE_S"
  answer "$(text unit "$UNIT")" "$(text log "$JOB_DIR/build.log")" "$(text build_dir "$BUILD_DIR")" \
    "\"slot\":$SLOT" "\"finished\":$1"
}

check_toolchain() {
  local here slot
  here=$(toolchain)
  [[ -z $TOOLCHAIN || $here == "$TOOLCHAIN" ]] || refuse toolchain-differs "expected $TOOLCHAIN; this builder has $here"
  slot=$(head -c 400 "$SLOT_DIR/toolchain" 2>/dev/null || true)
  [[ -z $slot || $slot == "$here" || $CLEAN == true ]] ||
    refuse toolchain-differs "slot $SLOT was built with $slot; this builder has $here: all would be built anew"
  TOOLCHAIN=$here
}

write_job() {
  as_owner mkdir -p "$JOB_DIR" "$OWNER_HOME" && as_owner rm -f "$JOB_DIR"/{status.json,phase,ninja-log-before} &&
    as_owner tee "$JOB_DIR/attempt" <<<"$ATTEMPT" && as_owner tee "$JOB_DIR/script.sh" <<<"$SCRIPT" && {
    echo '#!/usr/bin/env bash'
    declare -p PATH JOB ATTEMPT COMMIT SLOT RECIPE SUBDIR CMAKE_OPTIONS TARGETS CLEAN JOBS TOOLCHAIN \
      REPOSITORY SLOT_DIR SOURCE_DIR BUILD_DIR JOB_DIR
    declare -f write_durably in_slot phase_checkout phase_configure phase_build first_error write_status stop_phase build
    echo build
  } | as_owner tee "$JOB_DIR/build.sh"
}

device_of_volume || refuse no-device "no disk of this machine is $VOLUME"
[[ $(mounted_numbers) == "$NUMBERS" ]] || refuse not-mounted "$VOLUME is not mounted at $MOUNT"
if active "$UNIT"; then started false; fi
if finished; then started true; fi
check_toolchain
words=$(write_job 2>&1 >/dev/null) || refuse start-failed "as uid $OWNER: $words"
identity=()
((OWNER == EUID)) || identity=(setpriv --reuid "$OWNER" --regid "$GROUP" --clear-groups)
words=$(unlocked systemd-run --quiet --unit="$UNIT" --collect -p TimeoutStopSec=15 -p "RequiresMountsFor=$MOUNT" \
  -p IPAddressDeny=169.254.169.254 --setenv="HOME=$OWNER_HOME" "${identity[@]}" bash "$JOB_DIR/build.sh" 2>&1) ||
  refuse start-failed "systemd-run: $words"
started false
