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

keep_going() {
  commit_of 'one.cpp=int one() { return "1"; }' 'two.cpp=int two() { return "2"; }'
  fails 1 JOBS=1
  build_of 1 '.status.compiled == 1'
  fails 2 JOBS=1 KEEP_GOING=2
  build_of 2 '.status.compiled == 2'
  commit_of 'one.cpp=int one() { return "1"; }'
  fails 3 JOBS=1 KEEP_GOING=0
  build_of 3 '.status.compiled >= 2' # whatever does not need them
  build_of 3 '.status.cause == "compile"'
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
  compiled 0
  logged 11 'ninja: no work to do.'
  not grep -q 'Build files have been written' "$HOME_ON_VOLUME/jobs/11/build.log"
  grep -A 2 '^pool sojourn_link$' "$rules" | grep -q '^ *depth = 1$'
  as_ann touch "$HOME_ON_VOLUME/slots/2/src/CMakeLists.txt" # now ninja has CMake write it
  builds 16 SLOT=2 "LINK_MEMORY_MIB=$((memory * 8))"
  nothing_done 16
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
  builds 15 SLOT=3 LINK_MEMORY_MIB=1001 CMAKE_OPTIONS=-DANOTHER=1 # ninja has a log now, which CMake has it look at
  compiled 0
  logged 15 'the project has job pools of its own'
  the_project
}

# cached KEY: ccache's own count.
cached() { as_ann env CCACHE_DIR="$HOME_ON_VOLUME/ccache" ccache --print-stats | awk -v key="$1" '$1 == key {print $2}'; }

compiler_cache() {
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

dropped_option() {
  builds 8 $'CMAKE_OPTIONS=-DCMAKE_CXX_FLAGS=-DDROPPED\n-DCMAKE_BUILD_TYPE:STRING=Debug'
  builds 9 CMAKE_OPTIONS=-DCMAKE_BUILD_TYPE=Debug
  compiled 3
  not grep -q DROPPED "$HOME_ON_VOLUME/slots/1/build/"{build.ninja,CMakeCache.txt}
  grep -q '^CMAKE_BUILD_TYPE:[A-Z]*=Debug' "$HOME_ON_VOLUME/slots/1/build/CMakeCache.txt"
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

a_builder_has vol-0b110b
the_project
it 'ninja goes on after errors as the profile says' keep_going
the_project
it 'an option that the profile has dropped is dropped' dropped_option
it 'as many links run at once as memory allows; another number builds nothing' links_by_memory
it 'a project with job pools of its own is built without ours' pools_of_its_own
if command -v ccache >/dev/null; then
  it 'a build from scratch in another slot is served from the compiler cache' compiler_cache
else
  echo 'skipped: the compiler cache: there is no ccache here'
fi
it 'code for just this processor is told' native_code
it 'the share of time spent waiting for the disk is told' waiting_for_the_disk
the_builder_lets_go
