# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# Why a build failed, as its status says it. (Checkout and script: build-tests.sh; tests: build-targets-tests.sh.)
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

a_builder_has vol-0b110e
the_project
it 'what is missing or twice there for the linker is a link error' link_errors
it 'a linker that was killed is a link error' killed_linker
it 'a compile error comes before a link error; warnings are no errors' compile_and_link_errors
it 'a full disk is told as that, and the next build may trust what is there' disk_full
the_builder_lets_go
