# shellcheck shell=bash
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # code as data; each test has a shell of its own; used in world.sh
# What the next build may trust: all after a clean end, and after a builder that was lost what had been synced. The power
# cuts are real ones: ext4 is shut down without writing its journal, as the disk would be found after the builder's end.
source ./gated-world.sh

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

a_builder_has vol-0b1105
the_project
it 'while a build runs, the slot says so, and every now and then until when all is on the disk' marks
it 'a cancelled build keeps what it has made: the next one compiles the rest, and distrusts nothing' cancelled
it 'a failed build keeps what it has made' failed
it 'after a power cut, just what was made since the last sync is compiled again, and the result is right' power_goes
it 'after a power cut in its first seconds a build begins anew' power_goes_at_once
the_builder_lets_go
