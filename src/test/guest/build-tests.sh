# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Build, progress, stop, log: a real project, real CMake and Ninja, as uid 1000. The tests build on each other's slots.

in_repository() { as_ann git --git-dir="$HOME_ON_VOLUME/repository.git" -c user.name=Ann -c user.email=ann@localhost "$@"; }

# commit_of FILE=CONTENT…: a commit of the project with those files changed; sets COMMIT.
commit_of() {
  local pair
  for pair; do as_ann tee "$PROJECT/${pair%%=*}" <<<"${pair#*=}" >/dev/null; done
  in_repository --work-tree="$PROJECT" add -A
  in_repository --work-tree="$PROJECT" commit -q --allow-empty -m next
  COMMIT=$(in_repository rev-parse HEAD)
}

a_builder_has_the_volume() {
  on_machine builder
  mkdir -p "$SOJOURN_RUN"
  attach vol-0b11d 128
  mount "$LOOP" "$MOUNT"
  HOME_ON_VOLUME=$MOUNT/sojourn
  PROJECT=$WORLD/project
  EPOCH=1
  install -d -o 1000 -g 1000 "$HOME_ON_VOLUME" "$PROJECT" "$WORLD/ann"
  in_repository init -q --bare
  in_repository config core.bare false
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
add_executable(tiny main.cpp one.cpp two.cpp)
add_custom_target(slow COMMAND sleep 60)
option(LOUD "" OFF)' \
    'main.cpp=int one(); int two(); int main() { return one() + two() - 3; }' 'one.cpp=int one() { return 1; }' \
    'two.cpp=int two() { return 2; }'
}

start_build() { # JOB ATTEMPT VALUE…
  guarded start-build "JOB=$1" "ATTEMPT=$2" "COMMIT=$COMMIT" SLOT=1 OWNER=1000 GROUP=1000 RECIPE=cmake SUBDIR=. TARGETS= "${@:3}"
}

progress() { operation progress OP=p LEASE_S=600; }
build_of() { answered "any(.builds[]; .job == $1 and ($2))"; }
status_of() { progress >/dev/null && build_of "$1" "(.active | not) and .status != null" >/dev/null; }
ended() { eventually status_of "$1"; }

first_build() {
  start_build 1 1 'CMAKE_OPTIONS=-DCMAKE_BUILD_TYPE=Debug
-DLOUD=$(touch '"$WORLD"'/touched) "x" {'"{ssm:x}}"
  answered ".ok and .unit == \"sojourn-build-1-1\" and .slot == 1 and .finished == false"
  answered ".log == \"$HOME_ON_VOLUME/jobs/1/build.log\" and .build_dir == \"$HOME_ON_VOLUME/slots/1/build\""
  start_build 1 1
  answered '.ok' # it runs already
  ended 1
  build_of 1 '.status == (.status | {job: 1, attempt: 1, exit: 0, phase: "build", started, ended, compiled: 3, error_b64: "", error_line: null})'
  build_of 1 '.done == 4 and .total == 4 and .phase == "build" and .eta_s == null and .log_bytes > 100'
  "$HOME_ON_VOLUME/slots/1/build/tiny"
  [[ ! -e $WORLD/touched ]]
  grep -qF 'LOUD:BOOL=$(touch '"$WORLD"'/touched) "x" {'"{ssm:x}}" "$HOME_ON_VOLUME/slots/1/build/CMakeCache.txt"
  [[ $(find "$HOME_ON_VOLUME" ! -uid 1000) == '' ]]
  [[ $(<"$HOME_ON_VOLUME/slots/1/commit") == "$COMMIT" ]]
  start_build 1 1
  answered '.ok and .finished'
}

incremental_build() {
  commit_of 'one.cpp=int one() { return 1; } // again'
  start_build 2 1 'CMAKE_OPTIONS=-DCMAKE_BUILD_TYPE=Debug
-DLOUD=$(touch '"$WORLD"'/touched) "x" {'"{ssm:x}}"
  answered .ok
  ended 2
  build_of 2 '.status.exit == 0 and .status.compiled == 1 and .total == 2'
  not grep -q 'Check for working' "$HOME_ON_VOLUME/jobs/2/build.log" # CMake did not run again
  start_build 3 1 CMAKE_OPTIONS=-DLOUD=ON TARGETS=tiny
  ended 3
  grep -q 'LOUD:BOOL=ON' "$HOME_ON_VOLUME/slots/1/build/CMakeCache.txt"
  build_of 3 '.status.exit == 0 and .status.compiled == 0'
}

failing_build() {
  commit_of 'two.cpp=int two() { return "2"; }'
  start_build 4 1
  ended 4
  build_of 4 '.status.exit != 0 and .status.phase == "build" and (.status.error_b64 | @base64d | split("\n")[0] | contains("two.cpp:1:"))'
  local line
  line=$(jq '.builds[] | select(.job == 4) | .status.error_line' <<<"$ANSWER")
  sed -n "${line}p" "$HOME_ON_VOLUME/jobs/4/build.log" | grep -q 'error: invalid conversion'
  commit_of 'two.cpp=int two() { return 2; }' 'CMakeLists.txt=project(tiny CXX)
message(FATAL_ERROR "not today")'
  start_build 5 1 CLEAN=true
  ended 5
  build_of 5 '.status.phase == "configure" and (.status.error_b64 | @base64d | contains("not today"))'
  COMMIT=1111111111111111111111111111111111111111 start_build 6 1
  ended 6
  build_of 6 '.status.phase == "checkout" and .status.exit == 128'
  in_repository revert --no-edit HEAD 2>/dev/null || true
}

stopped_build() {
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
add_custom_target(slow COMMAND sleep 60)
add_executable(tiny main.cpp one.cpp two.cpp)'
  start_build 7 1 TARGETS=slow
  answered .ok
  eventually pgrep -x sleep -u 1000
  progress
  build_of 7 '.active and .phase == "build" and .status == null'
  start_build 7 1
  answered '.ok and (.finished | not)'
  local before=$SECONDS
  guarded stop-build JOB=7
  answered '.ok and .active == false'
  ((SECONDS - before < 15))
  not pgrep -x sleep -u 1000 -r S
  progress
  build_of 7 '(.active | not) and .status.exit == 143'
  guarded stop-build
  answered '.ok and .active == false'
}

lost_build() {
  start_build 8 1 TARGETS=slow
  eventually pgrep -x sleep -u 1000
  pkill -KILL -f "$HOME_ON_VOLUME/jobs/8/build.sh"
  pkill -KILL -x sleep -u 1000
  eventually gone_without_status
  touch "$HOME_ON_VOLUME/repository.git/worktrees/src/index.lock"
  start_build 8 2 TARGETS=tiny
  ended 8
  build_of 8 '.attempt == 2 and .status.attempt == 2 and .status.exit == 0'
  [[ $(grep -c '^Sojourn: job 8, attempt' "$HOME_ON_VOLUME/jobs/8/build.log") == 2 ]]
}
gone_without_status() { progress && build_of 8 '(.active | not) and .status == null' >/dev/null; }

other_toolchain() {
  start_build 9 1 'TOOLCHAIN=g++ 4.2|3.1|1.0|2.3|vax'
  refused toolchain-differs
  answered '.detail | contains("g++ 4.2|3.1|1.0|2.3|vax")'
  mv "$HOME_ON_VOLUME/slots/1/toolchain" "$WORLD/toolchain"
  echo 'g++ 11|3|1|2|x86_64' | as_ann tee "$HOME_ON_VOLUME/slots/1/toolchain"
  start_build 9 1
  refused toolchain-differs
  mv "$WORLD/toolchain" "$HOME_ON_VOLUME/slots/1/toolchain"
}

script_build() {
  start_build 10 1 RECIPE=script 'TARGETS=a
b $(id)' 'SCRIPT=echo "uid $(id -u) home $HOME"
printf "[%s]" "$@"; echo
touch "$SOJOURN_BUILD/made"
for i in 1 2 3; do echo "PASS: x ($i of 3)"; done
echo "script: error: it broke"
exit 9'
  ended 10
  build_of 10 '.status.exit == 9 and (.status.error_b64 | @base64d | startswith("script: error: it broke"))'
  grep -qF '[a][b $(id)]' "$HOME_ON_VOLUME/jobs/10/build.log"
  grep -qxF "uid 1000 home $HOME_ON_VOLUME/home" "$HOME_ON_VOLUME/jobs/10/build.log"
  [[ -e $HOME_ON_VOLUME/slots/1/build/made ]]
}

cannot_start() {
  touch "$WORLD/fail-systemd-run"
  start_build 11 1
  rm "$WORLD/fail-systemd-run"
  refused start-failed
  start_build 11 1 "VOLUME=vol-0404"
  refused no-device
  start_build 11 1 COMMIT=main
  refused bad-value
  start_build 11 1 'JOB=1; touch x'
  refused bad-value
}

counts() {
  local job=$HOME_ON_VOLUME/jobs/20 build=$HOME_ON_VOLUME/slots/9
  as_ann mkdir -p "$job" "$build"
  printf '%s\n' 20 1 no-such-unit "$job" "$build" >"$SOJOURN_RUN/builds/20-1"
  printf '[1/9] Building\n-- Testing: 300 tests, 4 workers --\nTesting:  0.. 10.. 20' >"$job/build.log"
  echo "build $(($(date +%s) - 30))" >"$job/phase"
  progress
  build_of 20 '.done == 60 and .total == 300 and .eta_s >= 119 and .eta_s <= 125'
  printf 'PASS: a (1 of 300)\nFAIL: b "quoted\\" (150 of 300)\n' >>"$job/build.log"
  progress
  build_of 20 '.done == 150 and .total == 300'
  printf '[10/20] Linking CXX executable "bin/%0200d"\n' 7 >>"$job/build.log"
  # The former build took 1 s for each of 15 outputs and 20 s for each of 5 links; so far 10 s of work came in 30 s.
  { echo '# ninja log v5'; for i in {1..15}; do printf '0\t1000\t0\to%d\tx\n' "$i"; done
    for i in {1..5}; do printf '0\t20000\t0\tlink%d\tx\n' "$i"; done; } >"$job/ninja-log-before"
  { cat "$job/ninja-log-before"; for i in {1..10}; do printf '5\t1005\t0\to%d\tx\n' "$i"; done; } >"$build/.ninja_log"
  progress
  build_of 20 '.done == 10 and .total == 20 and (.what | length) == 80 and .eta_s >= 310 and .eta_s <= 330'
  echo '{"job":20,"attempt":1,"exit":0,"evil":' >"$job/status.json"
  progress
  build_of 20 '.status == null'
  rm "$SOJOURN_RUN/builds/20-1"
}

crowded_progress() {
  local i error
  error=$(head -c 900 /dev/zero | tr '\0' x | base64 -w 0)
  for i in 31 32; do
    as_ann mkdir -p "$HOME_ON_VOLUME/jobs/$i"
    printf '%s\n' "$i" 1 no-such-unit "$HOME_ON_VOLUME/jobs/$i" "$HOME_ON_VOLUME" >"$SOJOURN_RUN/builds/$i-1"
    echo "{\"job\":$i,\"attempt\":1,\"exit\":1,\"phase\":\"configure\",\"started\":1790000000,\"ended\":1790000000,\"compiled\":100000\
,\"error_b64\":\"$error\",\"error_line\":1234567}" >"$HOME_ON_VOLUME/jobs/$i/status.json"
  done
  touch -d "+1 sec" "$SOJOURN_RUN/builds/31-1"
  echo 2026-11-23T10:00:00Z >"$SOJOURN_RUN/spot-notice"
  progress
  rm "$SOJOURN_RUN/spot-notice" "$SOJOURN_RUN/builds/"3[12]-1
  answered '.truncated and (.builds | length) == 1 and .builds[0].job == 31 and .spot_notice == "2026-11-23T10:00:00Z"'
  answered '.mem_available_mib > 0 and .load1 >= 0'
}

log_in_pieces() {
  local log=$HOME_ON_VOLUME/jobs/8/build.log offset=0 size=1
  head -c 60000 /dev/urandom | base64 | as_ann tee -a "$log" >/dev/null
  : >"$WORLD/pieces"
  while ((offset < size)); do
    read_log "PATH=$log" "OFFSET=$offset" LIMIT=15000
    ((${#OUTPUT} < 23000))
    size=$(jq .gz_size <<<"$HEAD")
    [[ $(jq -c '[.ok, .offset, .size]' <<<"$HEAD") == "[true,$offset,$(stat -c %s "$log")]" ]]
    base64 -d <<<"${OUTPUT#*$'\n'}" >>"$WORLD/pieces"
    offset=$((offset + 15000))
  done
  gunzip <"$WORLD/pieces" | cmp - "$log"
  read_log "PATH=$MOUNT/../../etc/passwd"
  jq -e '.reason == "bad-value"' <<<"$HEAD"
  ln -s /etc/shadow "$HOME_ON_VOLUME/jobs/8/shadow"
  read_log "PATH=$HOME_ON_VOLUME/jobs/8/shadow"
  jq -e '.ok == false' <<<"$HEAD"
  read_log "PATH=$HOME_ON_VOLUME/jobs/99/build.log"
  jq -e '.reason == "no-log"' <<<"$HEAD"
}
read_log() {
  compose read-log "MOUNT=$MOUNT" OFFSET=0 LIMIT=16000 "$@" >"$WORLD/script"
  OUTPUT=$(bash "$WORLD/script")
  HEAD=${OUTPUT%%$'\n'*}
}

home_again() {
  guarded unmount ROLE=builder END_HOLDERS=true
  answered '.ok and .mounted == false'
  progress
  answered '.builds == []'
}

a_builder_has_the_volume
it 'a project is built as its owner, values arrive as data, a second start is the same build' first_build
it 'after a small change only that is compiled; CMake runs again only when its options change' incremental_build
it 'the first error of a failing checkout, configuration or build is caught with its line' failing_build
it 'a build is stopped with all that it started within 15 s, and says so' stopped_build
it 'a build that was killed is seen as not active and without a status; the next attempt goes on' lost_build
it 'another toolchain is refused, not rebuilt with' other_toolchain
it 'a plain script is built the same way, with its targets as arguments' script_build
it 'what cannot start is refused with the reason' cannot_start
it 'progress counts what ninja and lit count, and reckons the time left from the former build' counts
it 'progress of several builds stays within its limit' crowded_progress
it 'a log read in pieces is the log, and nothing else can be read' log_in_pieces
it 'the builder lets go of the volume after its builds' home_again
