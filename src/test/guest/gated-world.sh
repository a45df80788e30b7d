# shellcheck shell=bash
# shellcheck disable=SC2016,SC2034 # code as data; used in the tests
# A project whose build waits where a test wants it to, for the tests of what the next build may trust.
source ./build-world.sh

# early (one, two) is compiled at once, late (three) and last (four) wait each for a file outside the volume, main for all.
the_project() {
  commit_of 'CMakeLists.txt=cmake_minimum_required(VERSION 3.20)
project(tiny CXX)
option(GATES "" "")
option(WORD "" "")
add_library(early OBJECT one.cpp two.cpp)
foreach(gate late last)
  add_custom_command(OUTPUT ${gate}.h COMMAND sh ${CMAKE_SOURCE_DIR}/wait-for ${GATES}/${gate} ${gate}.h
    DEPENDS ${CMAKE_SOURCE_DIR}/word)
endforeach()
add_library(late OBJECT three.cpp ${CMAKE_CURRENT_BINARY_DIR}/late.h)
add_library(last OBJECT four.cpp ${CMAKE_CURRENT_BINARY_DIR}/last.h)
target_include_directories(late PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
target_include_directories(last PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
add_executable(tiny main.cpp)
target_link_libraries(tiny early late last)' \
    'wait-for=until [ -e "$1" ]; do sleep 0.05; done
echo "#define WORD \"$(cat "$(dirname "$0")/word")\"" >"$2"' word=first \
    'main.cpp=#include <cstdio>
const char *three(); const char *four(); int one(); int two();
int main() { std::printf("%d %s %s\n", one() + two(), three(), four()); }' \
    'one.cpp=int one() { return 1; }' 'two.cpp=int two() { return 2; }' \
    'three.cpp=#include "late.h"
const char *three() { return WORD; }' 'four.cpp=#include "last.h"
const char *four() { return WORD; }'
  SLOT_DIR=$HOME_ON_VOLUME/slots/1
  BUILD_DIR=$SLOT_DIR/build
}

gated() { start_build "$1" 1 "CMAKE_OPTIONS=-DGATES=$WORLD/gates" SYNC_S=1 "${@:2}" && answered .ok; }
open_gates() { as_ann mkdir -p "$WORLD/gates" && as_ann touch "${@/#/$WORLD/gates/}"; }
close_gates() { rm -rf "$WORLD/gates" && install -d -o 1000 "$WORLD/gates"; }
has_compiled() { grep -q "\] Building .*/$2.cpp.o\$" "$HOME_ON_VOLUME/jobs/$1/build.log"; } # JOB NAME
made() { [[ -s $BUILD_DIR/CMakeFiles/$1.cpp.o ]]; }
prints() { [[ $("$BUILD_DIR/tiny") == "$1" ]] || { echo "tiny prints $("$BUILD_DIR/tiny")"; return 1; }; }
distrusted() { build_of "$1" ".status.distrusted $2"; }
