# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Build and stop: a real project, real CMake and Ninja, as uid 1000. The tests build on each other's slot.
source ./build-world.sh

SLOW="sleep 60.$$" # no other process is called so

the_project() {
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
add_executable(tiny main.cpp one.cpp two.cpp)
add_custom_target(slow COMMAND '"$SLOW"')
option(LOUD "" OFF)' \
    'main.cpp=int one(); int two(); int main() { return one() + two() - 3; }' 'one.cpp=int one() { return 1; }' \
    'two.cpp=int two() { return 2; }'
}

first_build() {
  start_build 1 1 'CMAKE_OPTIONS=-DCMAKE_BUILD_TYPE=Debug
-DLOUD=$(touch '"$WORLD"'/touched) "x" {'"{ssm:x}}"
  answered ".ok and .unit == \"sojourn-build-1-1\" and .slot == 1 and .finished == false"
  answered ".log == \"$HOME_ON_VOLUME/jobs/1/build.log\" and .build_dir == \"$HOME_ON_VOLUME/slots/1/build\""
  start_build 1 1
  answered '.ok' # it runs already
  ended 1
  build_of 1 '.status == (.status | {job: 1, attempt: 1, exit: 0, phase: "build", started, ended, compiled: 3, error_b64: "",
    error_line: null, cause: "none", tests: null, disk_wait, native: false, distrusted: 0})'
  build_of 1 '.done == 4 and .total == 4 and .phase == "build" and .eta_s == null and .log_bytes > 100'
  "$HOME_ON_VOLUME/slots/1/build/tiny"
  [[ ! -e $WORLD/touched ]]
  grep -qF 'LOUD:BOOL=$(touch '"$WORLD"'/touched) "x" {'"{ssm:x}}" "$HOME_ON_VOLUME/slots/1/build/CMakeCache.txt"
  [[ $(find "$HOME_ON_VOLUME" ! -uid 1000) == '' ]]
  [[ $(<"$HOME_ON_VOLUME/slots/1/commit") == "$COMMIT" ]]
  start_build 1 1
  answered '.ok and .finished'
}

# A new database counts its jobs from 1 again, on a volume that remembers the old ones.
same_number_in_another_database() {
  [[ -f $HOME_ON_VOLUME/jobs/1/status.json ]]
  start_build 1 1 ASKED_AT=1790000000 'CMAKE_OPTIONS=-DCMAKE_BUILD_TYPE=Debug'
  answered '.ok and .finished == false'
  ended 1
  build_of 1 '.status.exit == 0 and .status.compiled == 0'
  start_build 1 1 ASKED_AT=1790000000
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
  start_build 3 1 CMAKE_OPTIONS=$'-DCMAKE_BUILD_TYPE=Debug\n-DLOUD=ON' TARGETS=tiny
  ended 3
  grep -q 'LOUD:BOOL=ON' "$HOME_ON_VOLUME/slots/1/build/CMakeCache.txt"
  build_of 3 '.status.exit == 0 and .status.compiled == 0'
}

failing_build() {
  commit_of 'two.cpp=int two() { return "2"; }'
  start_build 4 1
  ended 4
  build_of 4 '.status.exit != 0 and .status.phase == "build" and .status.cause == "compile"'
  build_of 4 '(.status.error_b64 | @base64d | split("\n")[0] | contains("two.cpp:1:"))'
  local line
  line=$(jq '.builds[] | select(.job == 4) | .status.error_line' <<<"$ANSWER")
  sed -n "${line}p" "$HOME_ON_VOLUME/jobs/4/build.log" | grep -q 'error: invalid conversion'
  commit_of 'two.cpp=int two() { return 2; }' 'CMakeLists.txt=project(tiny CXX)
message(FATAL_ERROR "not today")'
  start_build 5 1 CLEAN=true
  ended 5
  build_of 5 '.status.phase == "configure" and .status.cause == "configure" and (.status.error_b64 | @base64d | contains("not today"))'
  COMMIT=1111111111111111111111111111111111111111 start_build 6 1
  ended 6
  build_of 6 '.status.phase == "checkout" and .status.cause == "checkout" and .status.exit == 128'
  in_repository revert --no-edit HEAD 2>/dev/null || true
}

is_slow() { pgrep -f "^$SLOW\$" >/dev/null; }

stopped_build() {
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
add_custom_target(slow COMMAND '"$SLOW"')
add_executable(tiny main.cpp one.cpp two.cpp)'
  start_build 7 1 TARGETS=slow
  answered .ok
  eventually is_slow
  progress
  build_of 7 '.active and .phase == "build" and .status == null'
  start_build 7 1
  answered '.ok and (.finished | not)'
  local before=$SECONDS
  guarded stop-build JOB=7
  answered '.ok and .active == false'
  ((SECONDS - before < 15))
  not is_slow
  progress
  build_of 7 '(.active | not) and .status.exit == 143 and .status.cause == "stopped" and .status.error_b64 == ""'
  guarded stop-build
  answered '.ok and .active == false'
}

lost_build() {
  start_build 8 1 TARGETS=slow
  eventually is_slow
  pkill -KILL -s "$(<"$WORLD/units/sojourn-build-8-1")"
  eventually gone_without_status
  as_ann touch "$HOME_ON_VOLUME/repository.git/worktrees/slot-1/index.lock"
  start_build 8 2 TARGETS=tiny
  ended 8
  build_of 8 '.attempt == 2 and .status.attempt == 2 and .status.exit == 0'
  [[ $(grep -c '^Sojourn: job 8, attempt' "$HOME_ON_VOLUME/jobs/8/build.log") == 2 ]]
}
gone_without_status() { progress && build_of 8 '(.active | not) and .status == null' >/dev/null; }

script_build() {
  start_build 10 1 RECIPE=script 'TARGETS=a
b $(id)' 'SCRIPT=echo "uid $(id -u) home $HOME"
printf "[%s]" "$@"; echo
touch "$SOJOURN_BUILD/made"
for i in 1 2 3; do echo "PASS: x ($i of 3)"; done
echo "script: error: it broke"
exit 9'
  ended 10
  build_of 10 '.status.exit == 9 and .status.cause == "script" and .status.phase == "build" and (.status.error_b64 | @base64d | startswith("script: error: it broke"))'
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

slot_files() {
  local slot=$HOME_ON_VOLUME/slots/3 now
  now=$(date +%s)
  builds 12 SLOT=3 PROFILE=llvm-debug TARGETS=tiny
  [[ $(<"$slot/profile") == llvm-debug && $(<"$slot/commit") == "$COMMIT" ]]
  [[ $(<"$slot/parity") == "toolchain=$(toolchain_here)"$'\n'"mount=$MOUNT"$'\n'owner=1000 ]]
  (($(<"$slot/used") >= now && $(stat -c %Y "$slot/synced") >= now))
  [[ ! -e $slot/building ]]
  eventually [ -s "$slot/size" ] # measured last
  read -r mib inodes grew_mib grew_inodes <"$slot/size"
  ((mib >= 1 && mib == $(du -sm "$slot" | cut -f 1) && inodes > 20 && grew_mib < 20 && grew_inodes >= inodes))
  [[ $(find "$slot" ! -uid 1000) == '' ]]
  rm "$slot/size"
  builds 13 SLOT=3 PROFILE=llvm TARGETS=tiny
  eventually [ -s "$slot/size" ]
  read -r mib inodes grew_mib grew_inodes <"$slot/size"
  ((grew_inodes < 20)) # the job's own files
  [[ $(<"$slot/profile") == llvm ]]
}
toolchain_here() { bash -c "source '$SCRIPTS/common.sh'; toolchain"; }

home_again() {
  guarded unmount ROLE=builder END_HOLDERS=true
  answered '.ok and .mounted == false'
  progress
  answered '.builds == []'
}

a_builder_has vol-0b11d
the_project
it 'a project is built as its owner, values arrive as data, a second start is the same build' first_build
it 'a job of another database with the same number is another job' same_number_in_another_database
it 'after a small change only that is compiled; CMake runs again only when its options change' incremental_build
it 'the first error of a failing checkout, configuration or build is caught with its line and its cause' failing_build
it 'a build is stopped with all that it started within 15 s, and says so' stopped_build
it 'a build that was killed is seen as not active and without a status; the next attempt goes on' lost_build
it 'a plain script is built the same way, with its targets as arguments' script_build
it 'what cannot start is refused with the reason' cannot_start
it 'a slot says what was built in it, when, by what, and how much room it takes' slot_files
it 'the builder lets go of the volume after its builds' home_again
