# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# What the next build may trust: all after a clean end, and after a builder that was lost what had been synced. The power
# cuts are real ones: ext4 is shut down without writing its journal, as the disk would be found after the builder's end.
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

# marked_since FILE: it was on the disk before the last mark, by more than the margin.
marked_since() { (($(stat -c %Y "$SLOT_DIR/synced" 2>/dev/null || echo 0) > $(stat -c %Y "$1") + 3)); }

# stopped JOB: a cancelled build, which has removed its mark of being at work.
stopped() {
  guarded stop-build "JOB=$1"
  answered '.active == false'
  [[ ! -e $SLOT_DIR/building ]]
}

# power_cut JOB: what the disk has is what it keeps. Then another builder.
power_cut() {
  # The worst that can be: journal and ninja's log know of files whose content is not on the disk yet.
  date >"$MOUNT/unrelated"
  sync "$MOUNT/unrelated" "$BUILD_DIR/.ninja_log"
  perl -e 'my $now = pack "L", 2; open my $top, "<", $ARGV[0]; ioctl $top, 0x8004587d, $now or die "ext4 goes on: $!"' "$MOUNT"
  pkill -KILL -s "$(<"$WORLD/units/sojourn-build-$1-1")"
  eventually umount -q "$MOUNT"
  mount "$LOOP" "$MOUNT"
  rm -rf "$SOJOURN_RUN"
  mkdir -p "$SOJOURN_RUN"
}

marks() {
  local began
  began=$(date +%s)
  close_gates
  gated 1
  eventually made early.dir/two
  [[ $(<"$SLOT_DIR/building") == '1 1' ]]
  eventually marked_since "$BUILD_DIR/CMakeFiles/early.dir/two.cpp.o"
  grep -q early.dir/two.cpp.o "$SLOT_DIR/synced"
  open_gates late last
  ended 1
  build_of 1 '.status.exit == 0 and .status.compiled == 5 and .status.distrusted == 0'
  [[ ! -e $SLOT_DIR/building ]]
  diff "$SLOT_DIR/synced" "$BUILD_DIR/.ninja_log"
  prints '3 first first'
}

cancelled() {
  close_gates
  gated 10 CLEAN=true
  eventually has_compiled 10 one
  eventually has_compiled 10 two
  open_gates late
  eventually has_compiled 10 three
  stopped 10
  progress
  build_of 10 '.status.cause == "stopped" and .status.compiled == 3'
  logged 10 'Sojourn: stopped'
  open_gates last
  gated 11
  ended 11
  build_of 11 '.status.exit == 0 and .status.compiled == 2 and .status.distrusted == 0'
  prints '3 first first'
}

failed() {
  open_gates late last
  commit_of 'four.cpp=#include "last.h"
const char *four() { return 4; }' 'one.cpp=int one() { return 11; }' 'two.cpp=int two() { return 2; } // again'
  fails 12 "CMAKE_OPTIONS=-DGATES=$WORLD/gates" KEEP_GOING=0
  build_of 12 '.status.cause == "compile" and .status.compiled == 3'
  [[ -s $BUILD_DIR/.ninja_log && ! -e $SLOT_DIR/building ]]
  commit_of 'four.cpp=#include "last.h"
const char *four() { return WORD; } // again'
  builds 13 "CMAKE_OPTIONS=-DGATES=$WORLD/gates"
  compiled 1
  distrusted 13 '== 0'
  prints '13 first first'
}

power_goes() {
  close_gates
  gated 20 CLEAN=true
  eventually has_compiled 20 one
  eventually has_compiled 20 two
  eventually marked_since "$BUILD_DIR/.ninja_log"
  open_gates late
  eventually has_compiled 20 three
  power_cut 20
  not made late.dir/three # or the cut was none
  [[ -e $BUILD_DIR/CMakeFiles/late.dir/three.cpp.o ]]
  grep -q three.cpp.o "$BUILD_DIR/.ninja_log"
  made early.dir/two
  [[ $(<"$SLOT_DIR/building") == '20 1' ]]
  open_gates last
  gated 21
  ended 21
  build_of 21 '.status.exit == 0 and .status.compiled == 3'
  distrusted 21 '>= 2'
  logged 21 'was cut off; files newer than its last sync'
  prints '3 first first'
}

power_goes_at_once() {
  BUILD_DIR=$HOME_ON_VOLUME/slots/2/build SLOT_DIR=$HOME_ON_VOLUME/slots/2
  close_gates
  gated 25 SLOT=2 SYNC_S=600
  eventually has_compiled 25 two
  power_cut 25
  open_gates late last
  gated 26 SLOT=2
  ended 26
  build_of 26 '.status.exit == 0 and .status.compiled == 5'
  prints '3 first first'
  [[ $(as_ann git -C "$SLOT_DIR/src" status --porcelain) == '' ]]
}

settled() { [[ -z $(find "$SLOT_DIR/src" "$BUILD_DIR" -newermt '4 seconds ago' -o -newerct '4 seconds ago') ]]; }

# after_damage COMPILED DISTRUSTED DAMAGE: a builder was lost after its last mark, and this is what became of the files.
after_damage() {
  JOB=$((JOB + 1))
  eventually settled
  as_ann touch "$SLOT_DIR/synced"
  as_ann tee "$SLOT_DIR/building" <<<'1 1' >/dev/null
  (cd "$BUILD_DIR" && as_ann bash -ec "$3")
  gated "$JOB"
  ended "$JOB"
  build_of "$JOB" ".status.exit == 0 and .status.compiled == $1 and .status.distrusted == $2" || { echo "after: $3"; log_of "$JOB"; return 1; }
  prints '3 first first'
  gated "$((++JOB))"
  ended "$JOB"
  build_of "$JOB" '.status.compiled == 0 and .status.distrusted == 0'
}

damaged_objects() {
  local JOB=100
  after_damage 0 0 true
  # Empty ones, also one that keeps its old time, in a folder that nobody may enter.
  after_damage 2 4 ": >last.h; : >tiny; : >CMakeFiles/last.dir/four.cpp.o
    cd CMakeFiles/late.dir; touch -r three.cpp.o times; : >three.cpp.o; touch -r times three.cpp.o; rm times; chmod 0 ."
}

damaged_ninja_files() {
  local JOB=200
  after_damage 0 0 'truncate -s -4 .ninja_log; head -c 5000 /dev/zero >>.ninja_log'
  after_damage 0 0 'rm .ninja_log'
  after_damage 0 0 'head -c 5000 /dev/zero >>.ninja_deps'
  after_damage 1 0 'truncate -s -4 .ninja_deps' # the last record is lost
  after_damage 5 0 ': >.ninja_deps'
  after_damage 0 2 ': >CMakeCache.txt; : >build.ninja'
  as_ann truncate -s -4 "$SLOT_DIR/synced"
  after_damage 1 0 true # its entry is cut off: one of them is made again, and ninja's next line does not suffer
}

damaged_sources() {
  local JOB=300 admin=$HOME_ON_VOLUME/repository.git/worktrees/slot-1
  after_damage 1 1 ": >../src/three.cpp; head -c 100 /dev/urandom >$admin/index"
  after_damage 0 0 ": >$admin/HEAD; : >../src/.git"
  after_damage 0 0 "sed -i s/three.cpp/thrEe.cpp/ $admin/index" # it can be read, and is wrong
  # An index that takes the file as it is now for what was committed.
  after_damage 1 1 "echo 'const char *three() { return 0; }' >../src/three.cpp; git -C ../src add three.cpp"
}

no_mark() {
  local JOB=400
  after_damage 5 "$(find "$SLOT_DIR/src" "$BUILD_DIR" ! -type d ! -name '.ninja_*' ! -path "$SLOT_DIR/src/.git" | wc -l)" \
    'rm ../synced'
}

a_builder_has vol-0b1105
the_project
it 'while a build runs, the slot says so, and every now and then until when all is on the disk' marks
it 'a cancelled build keeps what it has made: the next one compiles the rest, and distrusts nothing' cancelled
it 'a failed build keeps what it has made' failed
it 'after a power cut, just what was made since the last sync is compiled again, and the result is right' power_goes
it 'after a power cut in its first seconds a build begins anew' power_goes_at_once
it 'files that were damaged after the last sync are made again, also where they kept their time' damaged_objects
it 'a damaged log or deps file of ninja is mended: never is more trusted, seldom is more built' damaged_ninja_files
it 'sources and git files that were damaged after the last sync are mended' damaged_sources
it 'without any mark nothing is trusted' no_mark
the_builder_lets_go
