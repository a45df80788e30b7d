# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # values are set by their names, and used in common.sh
# with: modules leftovers build-slot build-checkout build-phases build-tests build-result build-unit
# Starts the build of one commit as a unit of its own, as the tree's owner, and returns at once. Builder.
# Values: JOB, ATTEMPT, COMMIT, SLOT, PROFILE, OWNER, GROUP, RECIPE cmake|script, SUBDIR, CMAKE_OPTIONS, TARGETS (both one a
# line), SCRIPT, SUBMODULES, CLEAN, TESTS_OF (a job, of whose tests only those that failed are run; 0: all), JOBS, KEEP_GOING,
# LINK_MEMORY_MIB and CCACHE_MIB (0: none), TOOLCHAIN (the host's, as toolchain() prints it, or empty), SYNC_S, LEASE_S,
# ASKED_AT (epoch seconds at which the job was asked for).
guard
number JOB
number ATTEMPT
matching COMMIT '[0-9a-f]{40}'
number SLOT
matching PROFILE '[A-Za-z0-9._-]*' ''
number OWNER
number GROUP
matching RECIPE 'cmake|script' cmake
matching SUBDIR '[A-Za-z0-9._/-]+' .
lines CMAKE_OPTIONS ''
lines TARGETS ''
lines SCRIPT ''
truth SUBMODULES false
truth CLEAN false
number TESTS_OF 0
number JOBS 0
number KEEP_GOING 1
number LINK_MEMORY_MIB 0
number CCACHE_MIB 0
value TOOLCHAIN ''
number SYNC_S 30
number ASKED_AT 0
number LEASE_S 0

UNIT=sojourn-build-$JOB-$ATTEMPT
REPOSITORY=$HOME_ON_VOLUME/repository.git
SLOT_DIR=$HOME_ON_VOLUME/slots/$SLOT
SOURCE_DIR=$SLOT_DIR/src
BUILD_DIR=$SLOT_DIR/build
JOB_DIR=$HOME_ON_VOLUME/jobs/$JOB
OWNER_HOME=$HOME_ON_VOLUME/home # the builder need not know the owner by name; caches kept here travel along

finished() {
  local status asked=0
  read -r asked 2>/dev/null <"$JOB_DIR/asked-at" || true
  # Numbers begin anew with a new database: a job of the same number is another one.
  [[ $asked == "$ASKED_AT" ]] || return 1
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

check_tools() {
  local missing=() compiler
  command -v git >/dev/null || missing+=(git)
  if [[ $RECIPE == cmake ]]; then
    IFS='|' read -r compiler _ <<<"$1"
    [[ -n $compiler ]] || missing+=('a C++ compiler')
    command -v cmake >/dev/null || missing+=(cmake)
    command -v ninja >/dev/null || missing+=(ninja)
    ((CCACHE_MIB == 0)) || command -v ccache >/dev/null || missing+=(ccache)
  fi
  ((${#missing[@]} == 0)) || refuse missing-tool "not on this builder: ${missing[*]}"
}

# unlike WAS IS: in words, where two toolchains differ.
unlike() {
  awk -v was="$1" -v is="$2" 'BEGIN {
    count = split("||CMake |Ninja |glibc |", name, "|")
    if (split(was, a, "|") != count || split(is, b, "|") != count) {print was " there, " is " here"; exit}
    for (i = 1; i <= count; i++)
      if (a[i] != b[i]) {
        printf "%s%s%s there, %s here", between, name[i], a[i] == "" ? "nothing" : a[i], b[i] == "" ? "nothing" : b[i]
        between = "; "
      }
  }'
}

# Files are trusted by their times and by the commands that made them, not by the compiler's or linker's version.
check_parity() {
  local here key was used
  here=$(toolchain)
  check_tools "$here"
  [[ -z $TOOLCHAIN || $here == "$TOOLCHAIN" ]] ||
    refuse toolchain-differs "host and builder differ: $(unlike "$TOOLCHAIN" "$here")"
  TOOLCHAIN=$here
  [[ $CLEAN == false ]] || return 0
  while IFS='=' read -r key was; do
    case $key in
      toolchain)
        [[ $was == "$here" ]] || refuse toolchain-differs \
          "slot $SLOT was built with another toolchain: $(unlike "$was" "$here"). All would have to be built anew" ;;
      mount)
        [[ $was == "$MOUNT" ]] || refuse path-differs \
          "slot $SLOT was built at $was, and the volume is mounted at $MOUNT: its files have the path in them" ;;
      owner)
        [[ $was == "$OWNER" ]] || refuse owner-differs \
          "slot $SLOT was built by uid $was, and the tree belongs to uid $OWNER, who may not write there" ;;
    esac
  done < <(of_slot parity)
  used=$(of_slot used)
  [[ ! $used =~ ^[0-9]{1,12}$ ]] || (($(date +%s) + 5 >= used)) || refuse clock-behind \
    "this builder's clock says $(date -u +%FT%TZ), and slot $SLOT was used at $(date -u -d "@$used" +%FT%TZ): new files would \
look older than what they are built from"
}

# of_slot FILE: read as the owner, who cannot lead us by a link to what they may not read themselves.
of_slot() { as_owner head -c 1000 "$SLOT_DIR/$1" 2>/dev/null || true; }

# give_slot: a slot of somebody else's that is to be built from scratch becomes the owner's.
give_slot() {
  local was
  [[ $CLEAN == true && -d $SLOT_DIR && ! -L $SLOT_DIR ]] || return 0
  was=$(stat -c %u "$SLOT_DIR")
  ((was == OWNER)) || find "$SLOT_DIR" -xdev -uid "$was" -exec chown -h "$OWNER:$GROUP" {} +
}

# All functions go into build.sh: which of them the build needs is its own affair.
write_job() {
  as_owner mkdir -p "$JOB_DIR" "$OWNER_HOME" &&
    as_owner rm -f "$JOB_DIR"/{status.json,phase,ninja-log-before,distrusted,failed-tests} "$JOB_DIR"/tests-*.xml &&
    as_owner tee "$JOB_DIR/attempt" <<<"$ATTEMPT" && as_owner tee "$JOB_DIR/asked-at" <<<"$ASKED_AT" &&
    as_owner tee "$JOB_DIR/script.sh" <<<"$SCRIPT" && {
    echo '#!/usr/bin/env bash'
    declare -p PATH STARS JOB ATTEMPT COMMIT SLOT PROFILE OWNER RECIPE SUBDIR CMAKE_OPTIONS TARGETS SUBMODULES CLEAN TESTS_OF JOBS \
      KEEP_GOING LINK_MEMORY_MIB CCACHE_MIB TOOLCHAIN SYNC_S MOUNT HOME_ON_VOLUME REPOSITORY SLOT_DIR SOURCE_DIR BUILD_DIR JOB_DIR
    declare -f
    echo build
  } | as_owner tee "$JOB_DIR/build.sh"
}

device_of_volume || refuse no-device "no disk of this machine is $VOLUME"
[[ $(mounted_numbers) == "$NUMBERS" ]] || refuse not-mounted "$VOLUME is not mounted at $MOUNT"
if active "$UNIT"; then started false; fi
if finished; then started true; fi
check_parity
give_slot
words=$(write_job 2>&1 >/dev/null) || refuse start-failed "as uid $OWNER: $words"
identity=()
((OWNER == EUID)) || identity=(setpriv --reuid "$OWNER" --regid "$GROUP" --clear-groups)
words=$(unlocked systemd-run --quiet --unit="$UNIT" --collect -p TimeoutStopSec=15 -p "RequiresMountsFor=$MOUNT" \
  -p IPAddressDeny=169.254.169.254 --setenv="HOME=$OWNER_HOME" "${identity[@]}" bash "$JOB_DIR/build.sh" 2>&1) ||
  refuse start-failed "systemd-run: $words"
started false
