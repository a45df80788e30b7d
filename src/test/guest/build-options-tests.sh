# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# How a profile has ninja run: after errors, with memory for links, with a compiler cache; and what a build tells of itself.
source ./build-world.sh

the_project() {
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
add_library(one STATIC one.cpp)
add_library(two STATIC two.cpp)
add_executable(tiny main.cpp)
target_link_libraries(tiny one two)' \
    'main.cpp=int one(); int two(); int main() { return one() + two() - 3; }' 'one.cpp=int one() { return 1; }' \
    'two.cpp=int two() { return 2; }'
}

cause_of() { build_of "$1" ".status.cause == \"$2\" and .status.phase == \"build\""; }

keep_going() {
  commit_of 'one.cpp=int one() { return "1"; }' 'two.cpp=int two() { return "2"; }'
  fails 1 JOBS=1
  build_of 1 '.status.compiled == 1'
  fails 2 JOBS=1 KEEP_GOING=2
  build_of 2 '.status.compiled == 2'
  commit_of 'one.cpp=int one() { return "1"; }'
  fails 3 JOBS=1 KEEP_GOING=0
  build_of 3 '.status.compiled >= 2' # whatever does not need them
  cause_of 3 compile
}

# With 8 times the memory that there is, one link at a time; with an eighth, six.
links_by_memory() {
  local memory rules=$HOME_ON_VOLUME/slots/2/build/CMakeFiles/rules.ninja
  memory=$(awk '/^MemTotal:/ {print int($2 / 1024)}' /proc/meminfo)
  builds 10 SLOT=2 "LINK_MEMORY_MIB=$((memory / 8 + 1))"
  compiled 3
  grep -A 2 '^pool sojourn_link$' "$rules" | grep -q '^ *depth = 5$'
  grep -B 1 -A 20 '^build tiny: ' "$HOME_ON_VOLUME/slots/2/build/build.ninja" | grep -q 'pool = sojourn_link'
  builds 11 SLOT=2 "LINK_MEMORY_MIB=$((memory * 8))"
  nothing_done 11
  grep -A 2 '^pool sojourn_link$' "$rules" | grep -q '^ *depth = 1$'
  builds 12 SLOT=2
  nothing_done 12
  not grep -q sojourn_link "$HOME_ON_VOLUME/slots/2/build/"{build.ninja,CMakeCache.txt}
  builds 13 SLOT=2 LINK_MEMORY_MIB=1000 'CMAKE_OPTIONS=-DCMAKE_JOB_POOLS=mine=3
-DCMAKE_JOB_POOL_LINK=mine'
  nothing_done 13
  grep -q 'pool = mine' "$HOME_ON_VOLUME/slots/2/build/build.ninja"
}
nothing_done() {
  compiled 0
  logged "$1" 'Build files have been written' # CMake ran
  logged "$1" 'ninja: no work to do.'
}

pools_of_its_own() {
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
set_property(GLOBAL PROPERTY JOB_POOLS heavy=1)
add_executable(tiny main.cpp one.cpp two.cpp)'
  builds 14 SLOT=3 LINK_MEMORY_MIB=1000
  compiled 3
  logged 14 'the project has job pools of its own'
  the_project
}

# cached KEY: ccache's own count.
cached() { as_ann env CCACHE_DIR="$HOME_ON_VOLUME/ccache" ccache --print-stats | awk -v key="$1" '$1 == key {print $2}'; }

compiler_cache() {
  if ! command -v ccache >/dev/null; then
    echo 'skipped: ccache is not there' >"$WORLD/skipped"
    return
  fi
  local debug='CMAKE_OPTIONS=-DCMAKE_BUILD_TYPE=Debug' # paths in debug information
  builds 20 SLOT=4 CCACHE_MIB=100 "$debug"
  compiled 3
  [[ $(cached cache_miss) == 3 && $(cached direct_cache_hit) == 0 ]]
  builds 21 SLOT=5 CLEAN=true CCACHE_MIB=100 "$debug"
  [[ $(cached cache_miss) == 3 && $(cached direct_cache_hit) == 3 ]]
  "$HOME_ON_VOLUME/slots/5/build/tiny"
  commit_of 'one.cpp=int one() { return 0 + 1; }'
  builds 22 SLOT=4 CLEAN=true CCACHE_MIB=50 "$debug"
  [[ $(cached cache_miss) == 4 && $(cached direct_cache_hit) == 5 ]]
  [[ $(find "$HOME_ON_VOLUME/ccache" ! -uid 1000) == '' ]]
  builds 23 SLOT=4 "$debug"
  not grep -q ccache "$HOME_ON_VOLUME/slots/4/build/build.ninja"
  [[ $(cached direct_cache_hit) == 5 ]]
}

link_errors() {
  commit_of 'one.cpp=int another() { return 1; }'
  fails 30
  cause_of 30 link
  head -n 1 <<<"$ERROR" | grep -q 'undefined reference to `one()'
  commit_of 'one.cpp=int one() { return 1; }' 'two.cpp=int two() { return 2; } int one() { return 1; }' 'main.cpp=int one(); int two();
int main() { return two() + one(); } // again'
  in_repository show HEAD:CMakeLists.txt >"$WORLD/cmake"
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
add_executable(tiny main.cpp one.cpp two.cpp)'
  fails 31
  cause_of 31 link
  head -n 1 <<<"$ERROR" | grep -q 'multiple definition of `one()'
}

dropped_option() {
  builds 8 $'CMAKE_OPTIONS=-DCMAKE_CXX_FLAGS=-DDROPPED\n-DCMAKE_BUILD_TYPE:STRING=Debug'
  builds 9 CMAKE_OPTIONS=-DCMAKE_BUILD_TYPE=Debug
  compiled 3
  not grep -q DROPPED "$HOME_ON_VOLUME/slots/1/build/"{build.ninja,CMakeCache.txt}
  grep -q '^CMAKE_BUILD_TYPE:[A-Z]*=Debug' "$HOME_ON_VOLUME/slots/1/build/CMakeCache.txt"
}

# linker SCRIPT: CMake links by it.
linker() {
  as_ann tee "$WORLD/ann/linker" <<<"#!/bin/sh
$1" >/dev/null
  as_ann chmod 755 "$WORLD/ann/linker"
}

killed_linker() {
  local options="CMAKE_OPTIONS=-DCMAKE_CXX_LINK_EXECUTABLE=$WORLD/ann/linker <OBJECTS> -o <TARGET>"
  the_project
  linker 'echo "collect2: fatal error: ld terminated with signal 9 [Killed]" >&2; echo "compilation terminated." >&2; exit 1'
  fails 40 "$options"
  cause_of 40 link
  head -n 1 <<<"$ERROR" | grep -qx 'collect2: fatal error: ld terminated with signal 9 \[Killed\]'
  linker 'kill -KILL $$'
  fails 41 "$options"
  cause_of 41 link
  linker 'echo "clang: error: unable to execute command: Killed"; exit 254'
  fails 42 "$options"
  cause_of 42 link
  grep -q '^clang: error: unable to execute command: Killed' <<<"$ERROR"
}

compile_and_link_errors() {
  commit_of 'main.cpp=int one(); int two(); int main() { return one() + two() - 3 + nowhere; }' 'two.cpp=int two() { return 2; } // x'
  fails 43 KEEP_GOING=0
  cause_of 43 compile
  # A warning that speaks of errors is none.
  commit_of 'main.cpp=int one(); int two(); int main() { return one() + two() - 3; }
#warning "fatal error: not really"' 'two.cpp=int tow() { return 2; }'
  fails 44 KEEP_GOING=0
  cause_of 44 link
  head -n 1 <<<"$ERROR" | grep -q 'undefined reference to `two()'
  commit_of 'two.cpp=int two() { return 2; }' 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
message(FATAL_ERROR "not today")'
  fails 45
  cause_of 45 configure # ninja runs CMake again
  head -n 1 <<<"$ERROR" | grep -q '^CMake Error'
  the_project
}

disk_full() {
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
add_executable(tiny main.cpp)
add_custom_command(OUTPUT filled.cpp COMMAND sh -c "cat /dev/zero >filled.cpp")
add_executable(filled filled.cpp)'
  start_build 50 1 SLOT=6 SYNC_S=1
  ended 50
  build_of 50 '.status.exit == 1 and .status.cause == "compile" and (.status.error_b64 | @base64d | contains("No space left on device"))'
  rm "$HOME_ON_VOLUME/slots/6/build/filled.cpp"
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
add_executable(tiny main.cpp)' 'main.cpp=int main() { return 0; }'
  builds 51 SLOT=6
  build_of 51 '.status.distrusted == 0' # the full one ended cleanly
  read -r _ _ grew _ <"$HOME_ON_VOLUME/slots/6/size"
  ((grew == 0)) # never below
  the_project
}

native_code() {
  builds 60
  build_of 60 '.status.native == false'
  builds 61 CMAKE_OPTIONS=-DCMAKE_CXX_FLAGS=-march=native
  build_of 61 '.status.native == true'
  builds 62 SLOT=7 RECIPE=script 'SCRIPT=echo g++ -O2 -mtune=native x.cpp'
  build_of 62 '.status.native == true'
  builds 63 SLOT=7 RECIPE=script 'SCRIPT=echo g++ -O2 x.cpp'
  build_of 63 '.status.native == false'
}

waiting_for_the_disk() {
  local proc=$WORLD/proc
  builds 64
  build_of 64 '.status.disk_wait == null or (.status.disk_wait >= 0 and .status.disk_wait <= 100)'
  # shellcheck source=../../main/resources/guest/build-result.sh
  source "$SCRIPTS/build-result.sh"
  [[ $(share_waited '100 1000' '350 2000') == 25 && $(share_waited '100 1000' '5000 2000') == 100 ]]
  [[ $(share_waited '100 1000' '100 1000') == null && $(share_waited '0 0' '0 9') == 0 ]]
  mkdir -p "$proc/pressure"
  printf 'some avg10=0.00 avg60=0.00 avg300=0.00 total=9\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=7777\n' >"$proc/pressure/io"
  echo 'cpu  100 5 50 1000 40 1 2 3 9 9' >"$proc/stat"
  [[ $(waited "$proc") == "7777 "* ]]
  rm "$proc/pressure/io"
  [[ $(waited "$proc") == '40 1201' ]]
}

a_builder_has vol-0b110b 192
the_project
it 'ninja goes on after errors as the profile says' keep_going
the_project
it 'an option that the profile has dropped is dropped' dropped_option
it 'as many links run at once as memory allows; another number builds nothing' links_by_memory
it 'a project with job pools of its own is built without ours' pools_of_its_own
it 'a build from scratch in another slot is served from the compiler cache' compiler_cache
[[ ! -f $WORLD/skipped ]] || cat "$WORLD/skipped"
it 'what is missing or twice there for the linker is a link error' link_errors
it 'a linker that was killed is a link error' killed_linker
it 'a compile error comes before a link error; warnings are no errors' compile_and_link_errors
it 'a full disk is told as that, and the next build may trust what is there' disk_full
it 'code for just this processor is told' native_code
it 'the share of time spent waiting for the disk is told' waiting_for_the_disk
the_builder_lets_go
